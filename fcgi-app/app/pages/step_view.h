#ifndef APP_PAGES_STEP_VIEW_H
#define APP_PAGES_STEP_VIEW_H

/*
 * Step view: the steps of a run. A step is one node in one pass of a loop; its
 * attempts are rows of the same step. Steps are numbered from 1 in their order.
 */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct json;
struct payload_columns;
struct request;
struct rows;
struct unit;

/* Add the statement whose rows the functions below take. Always true. */
bool step_list_add(struct unit *, const char *execution);

/* Its columns. */
enum step_column {
	STEP_NODE, STEP_PASS, STEP_ATTEMPT, STEP_NAME, STEP_KIND, STEP_STATUS,
	STEP_ERROR, STEP_START, STEP_END, STEP_DURATION, STEP_TOKENS, STEP_COST
};

/* What all attempts of a step took together; ms is NULL where nothing is known. */
struct step_sum {
	int64_t tokens, cost_micros;
	const char *ms;
};

struct step_sum step_sum(struct arena *, const struct rows *, int first, int end);

/* The row behind the last attempt of the step that begins at first. */
int step_end(const struct rows *, int first);

/* The row of the last attempt of a step by its number. */
int step_row(const struct rows *, int number);

/* The number of the last step that failed; 0 if none did. */
int step_that_failed(const struct rows *);

const char *step_name(const struct rows *, int number);

/* The page of the run with this step open. */
const char *step_href(struct request *, const struct rows *, int number);

/* The query names a step, whose detail is shown too. */
bool step_asked(const struct request *);

/* It is the step of this row. */
bool step_is_asked(const struct request *, const struct rows *, int row);

/* Add the statement of that step's detail. */
bool step_detail_add(struct request *, struct unit *, const char *execution);

/* The error of its last attempt; NULL: none. Its values are step_payload. */
const char *step_detail_error(const struct rows *);
extern const struct payload_columns step_payload;

/* Set "number", "attempts" and "parts": see partials/step-detail. */
void step_detail_show(struct request *, struct json *data, const struct rows *);

/*
 * Set "steps", "has_steps" and "steps_note"; detail: rows of the asked step, or
 * NULL.
 */
void step_list_show(struct request *, struct json *data, const struct rows *,
		    const struct rows *detail);

#endif
