#ifndef APP_PAGES_AGENT_VIEW_H
#define APP_PAGES_AGENT_VIEW_H

/* Agent view: what lists and pages say of an agent. */

struct json;
struct request;
struct rows;

/*
 * How it stands, as a word of agent_status_words. A run of it counts most; then
 * whether people have switched it off; then what its heartbeat and last run
 * tell.
 */
const char *agent_standing(const char *status, const char *activity);

/* "state" and "state_word" of a standing. */
void agent_set_state(struct json *object, const char *standing);

/*
 * The same of a row, and "also": the status, where a run goes on of one that is
 * switched off; else null.
 */
void agent_show_state(struct json *object, const char *status,
		      const char *activity);

/*
 * The head of a part of its page: notice, name and how it stands, of a row with id,
 * name, status and activity. tab: the member that says which part it is.
 */
void agent_show_head(struct request *, struct json *data, const struct rows *,
		     const char *tab);

#endif
