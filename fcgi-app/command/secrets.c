#include "command/secrets.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/* Sanitizers look for leaks by the same means, so not in such a build. */
void
secrets_keep(void)
{
#ifndef __SANITIZE_ADDRESS__
	const struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
#endif
}
