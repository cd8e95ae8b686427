#include "db/dump.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

/* The connection travels in the environment: arguments are seen by all. */
static bool
export_conninfo(const char *conninfo)
{
	PQconninfoOption *options = PQconninfoParse(conninfo, NULL);

	for (PQconninfoOption *it = options; it && it->keyword; it++)
		if (it->val && it->envvar)
			setenv(it->envvar, it->val, 1);
	PQconninfoFree(options);
	return options != NULL;
}

/*
 * The admin login is a member of the owner, who sees all rows. Row security has
 * to be enabled: without it a forced table is an error for all but superusers.
 */
static void
exec_dump(const char *conninfo, int fd)
{
	if (!export_conninfo(conninfo) || dup2(fd, STDOUT_FILENO) < 0)
		_exit(126);
	execlp("pg_dump", "pg_dump", "--format=custom", "--enable-row-security",
	       "--no-password", (char *)NULL);
	_exit(127);
}

static bool
wait_for(pid_t child, struct error *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return fail(err, ERROR_INTERNAL, "cannot wait: %s",
				    strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	fail(err, ERROR_INTERNAL, "pg_dump failed");
	return fail_hint(err, "install the client programs of PostgreSQL");
}

bool
dump_database(const char *conninfo, const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	pid_t child;
	bool worked;

	if (fd < 0)
		return fail(err, ERROR_INTERNAL, "cannot write '%s': %s", path,
			    strerror(errno));
	child = fork();
	if (child == 0)
		exec_dump(conninfo, fd);
	close(fd);
	worked = child > 0 ? wait_for(child, err)
			   : fail(err, ERROR_INTERNAL, "cannot fork: %s",
				  strerror(errno));
	if (!worked)
		unlink(path);
	return worked;
}
