#ifndef APP_CHOICE_H
#define APP_CHOICE_H

/* Choice: a value that may be taken, and the word for it that people read. */

#include <stdbool.h>

/* A list of them ends with value NULL. */
struct choice {
	const char *value;
	const char *word;
};

/* One of the values of this list. */
bool choice_is_known(const struct choice *, const char *value);

#endif
