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
 * Read the options into the places of the table, which ends with name NULL, and move
 * the words behind them: the index of the first one in argv, argc where there is none.
 * -1: wrong use, which getopt has told.
 */
int arguments_options(int argc, char **argv, const struct argument *);

/*
 * The same, with the words in words, which has room for most and is NULL behind the
 * last that came. False: wrong use.
 */
bool arguments_read(int argc, char **argv, const struct argument *,
		    const char **words, int least, int most);

#endif
