#include "db/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "db/program.h"

/*
 * The admin login is a member of the owner, who sees all rows. Row security has
 * to be enabled: without it a forced table is an error for all but superusers.
 */
static bool
run_dump(const char *conninfo, int fd, const char *snapshot, struct error *err)
{
	const char *const argv[] = {
		"pg_dump", "--format=custom", "--enable-row-security",
		"--no-password", snapshot ? "--snapshot" : NULL, snapshot, NULL
	};
	pid_t child = program_start(argv, conninfo, -1, fd, err);

	return child > 0 && program_wait(child, argv[0], err);
}

bool
dump_database(const char *conninfo, const char *path, const char *snapshot,
	      struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool worked;

	if (fd < 0)
		return fail(err, ERROR_INTERNAL, "cannot write '%s': %s", path,
			    strerror(errno));
	worked = run_dump(conninfo, fd, snapshot, err);
	if (worked && fsync(fd) != 0)
		worked = fail(err, ERROR_INTERNAL, "cannot write '%s': %s",
			      path, strerror(errno));
	close(fd);
	if (!worked)
		unlink(path);
	return worked;
}
