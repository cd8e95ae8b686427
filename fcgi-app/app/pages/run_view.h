#ifndef APP_PAGES_RUN_VIEW_H
#define APP_PAGES_RUN_VIEW_H

/* Run view: what lists and pages say of an execution. */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct json;

/* "name": the title, or "Run" and the end of the id that object has. */
void run_set_name(struct arena *, struct json *object, const char *title);

/* The agent of a run; "–" where it is gone. */
const char *run_agent(const char *name);

/* What ran; each may be NULL. */
struct run_source {
	const char *agent_id, *agent_name;
	const char *workflow_id, *workflow_name;
};

/*
 * "source", the name of its agent or, where it has none, of its workflow, and
 * "source_href"; null where there is neither. And "is_workflow".
 */
void run_set_source(struct arena *, struct json *object,
		    const struct run_source *);

/* Why a run ended so; NULL where there is nothing to say. */
const char *run_why(const char *status, const char *error);

/*
 * "state" and "state_word" of a status; one that is paused waits for somebody.
 */
void run_set_state(struct json *object, const char *status);

/* "trigger" and "trigger_icon". */
void run_set_trigger(struct json *object, const char *trigger);

/* "9.8 k"; "–" for none. */
const char *run_tokens(struct arena *, const char *tokens);

/*
 * "duration": what it took, or how long it runs until now; null before it
 * starts.
 */
void run_set_duration(struct arena *, struct json *object, const char *status,
		      const char *started, const char *duration_ms,
		      int64_t now_ms);

/* It has not ended, and can be cancelled. */
bool run_is_open(const char *status);
/* It has ended without success, and can be run again. */
bool run_may_retry(const char *status);

#endif
