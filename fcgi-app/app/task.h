#ifndef APP_TASK_H
#define APP_TASK_H

/* Task: what its actions do and refuse; the same for the API and pages. */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct request;
struct rows;
struct unit;

/* Texts as SQL takes them; the optional ones may be NULL. */
struct task_change {
	const char *id;
	const char *action;		/* start, complete, fail, cancel */
	const char *output, *error;	/* optional */
	const char *version;		/* optional: that it must have */
};

/* Add the statement: one row {found, changed, version, status, waits_for}. */
bool task_change_add(struct unit *, const struct task_change *);

/* It was changed; else ERROR_NOT_FOUND, ERROR_PRECONDITION or ERROR_CONFLICT, which
 * names the state that is in the way. */
bool task_change_check(struct request *, const struct task_change *,
		       const struct rows *);

/* "the task is in progress"; arena-owned. */
const char *task_state(struct arena *, const char *status);

/* "the task waits for 2 tasks that are not completed"; arena-owned. */
const char *task_waits(struct arena *, int64_t count);

#endif
