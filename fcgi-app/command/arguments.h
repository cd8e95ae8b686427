#ifndef COMMAND_ARGUMENTS_H
#define COMMAND_ARGUMENTS_H

/* Arguments: the options and words behind a verb, read as a table says. */

#include <stdbool.h>

/* "--name TEXT" or, where flag is given, "--name". */
struct argument {
	const char *name;
	const char **text;
	bool *flag;
};

/*
 * Read into the places of the table, which ends with name NULL, and the words beside
 * them into words, which has room for most and is NULL behind the last that came.
 * False: wrong use, which getopt has told where it was an option.
 */
bool arguments_read(int argc, char **argv, const struct argument *,
		    const char **words, int least, int most);

#endif
