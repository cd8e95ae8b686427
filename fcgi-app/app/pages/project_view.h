#ifndef APP_PAGES_PROJECT_VIEW_H
#define APP_PAGES_PROJECT_VIEW_H

/* Project view: how pages show what all of them show of a project. */

struct json;

/* "state" and "state_word" of an SQL boolean; see partials/status. */
void project_set_state(struct json *, const char *active);

#endif
