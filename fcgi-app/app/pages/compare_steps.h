#ifndef APP_PAGES_COMPARE_STEPS_H
#define APP_PAGES_COMPARE_STEPS_H

/*
 * Compare steps: the steps of two runs beside each other. Those of one node in one
 * pass of a loop belong together, where both runs have them in the same order.
 */

#include <stdbool.h>

struct json;
struct request;
struct rows;
struct unit;

/* Add the statement whose rows compare_steps_show takes. Always true. */
bool compare_steps_add(struct unit *, const char *execution);

/*
 * Set "steps": [{number, name, kind, pass, a, b, by, marks, href, detail}],
 * "has_steps" and "steps_note", see partials/compare-step. path is that of this
 * comparison. detail, or NULL, is of the step that is asked for, and is moved
 * there.
 */
void compare_steps_show(struct request *, struct json *data,
			const struct rows *a, const struct rows *b,
			const char *path, struct json *detail);

#endif
