#ifndef COMMAND_VERB_H
#define COMMAND_VERB_H

/* Verb: the second word of a command, such as add of "muster user add". */

#include <stdbool.h>

#include "command/command.h"

struct verb {
	const char *name;
	command_run *run;	/* argv[0] is the verb */
	bool is_alone;		/* takes no arguments */
};

/* Run the verb that argv[1] names; wrong use if there is none. The table ends
 * with name NULL. */
int verb_run(const struct verb *, int argc, char **argv);

#endif
