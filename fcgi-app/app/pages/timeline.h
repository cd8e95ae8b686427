#ifndef APP_PAGES_TIMELINE_H
#define APP_PAGES_TIMELINE_H

/* Timeline: the steps of a run over its time, one lane for each node. */

struct clock;
struct json;
struct rows;

/*
 * Set "timeline", see partials/timeline; null where no step has begun. Rows are
 * of step_list_add.
 */
void timeline_show(const struct clock *, struct json *data,
		   const struct rows *);

#endif
