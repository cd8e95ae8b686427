#ifndef COMMAND_ASK_H
#define COMMAND_ASK_H

/* Ask: lines from the person (or script) at standard input. */

#include <stdbool.h>

struct arena;
struct error;

/* One line without its end. At a terminal the prompt is shown, and echo is off
 * where is_secret. NULL at the end of the input. */
const char *ask(struct arena *, const char *prompt, bool is_secret);

/*
 * A new password that passes password_check: from standard input, asked for
 * twice at a terminal; or a random one where is_random, printed once. NULL and
 * the error.
 */
const char *ask_new_password(struct arena *, bool is_random, struct error *);

#endif
