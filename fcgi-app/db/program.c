#include "db/program.h"

#include <errno.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

enum { EXIT_SETUP = 126, EXIT_ABSENT = 127 };

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

static bool
set_descriptor(int fd, int wanted)
{
	return fd < 0 || dup2(fd, wanted) >= 0;
}

static void
run(const char *const *argv, const char *conninfo, int in, int out)
{
	if ((conninfo && !export_conninfo(conninfo))
	    || !set_descriptor(in, STDIN_FILENO)
	    || !set_descriptor(out, STDOUT_FILENO))
		_exit(EXIT_SETUP);
	execvp(argv[0], (char *const *)argv);
	_exit(EXIT_ABSENT);
}

pid_t
program_start(const char *const *argv, const char *conninfo, int in, int out,
	      struct error *err)
{
	pid_t child = fork();

	if (child == 0)
		run(argv, conninfo, in, out);
	if (child < 0)
		fail(err, ERROR_INTERNAL, "cannot fork: %s", strerror(errno));
	return child;
}

bool
program_wait(pid_t child, const char *name, struct error *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return fail(err, ERROR_INTERNAL, "cannot wait: %s",
				    strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_ABSENT)
		return fail(err, ERROR_INTERNAL, "%s failed", name);
	fail(err, ERROR_INTERNAL, "there is no %s here", name);
	return fail_hint(err, "install the client programs of PostgreSQL");
}
