#ifndef APP_PAGES_TASK_VIEW_H
#define APP_PAGES_TASK_VIEW_H

/* Task view: how pages show what all of them show of a task. */

#include <stdint.h>

struct arena;
struct clock;
struct json;

/* "state", the class, and "state_word"; see partials/status. */
void task_set_state(struct json *, const char *status);

/* "priority", its word where it is not the normal one, else null; "is_urgent". */
void task_set_priority(struct json *, const char *priority);

/* "deadline": see view_time, or null; "is_late": it has passed, and it matters. */
void task_set_deadline(const struct clock *, struct json *, const char *deadline,
		       const char *status);

/* "who": the agent or the member, or null; "is_agent". */
void task_set_who(struct json *, const char *agent, const char *member);

/* "waits": the number of tasks that it waits for, null where it may start. */
void task_set_waits(struct arena *, struct json *, const char *status,
		    int64_t waits);

/* "actions": [{action, word, is_first}] that lead on from here; what waits is not
 * started. */
void task_set_actions(struct json *, const char *status, int64_t waits);

#endif
