#ifndef APP_PAGES_WORKFLOW_VIEW_H
#define APP_PAGES_WORKFLOW_VIEW_H

/* Workflow view: what lists and pages say of a workflow. */

struct json;

/* "state" and "state_word" of a status; drafts and archives have no class of
 * their own. */
void workflow_set_state(struct json *object, const char *status);

/* "format": as people read it. */
void workflow_set_format(struct json *object, const char *format);

#endif
