#ifndef APP_PAGES_LOG_VIEW_H
#define APP_PAGES_LOG_VIEW_H

/*
 * Log view: what a run said, the last lines or, for ?log=all, from the first
 * on.
 */

#include <stdbool.h>

struct json;
struct request;
struct rows;
struct unit;

/* mode is the query's ?log=. Always true. */
bool log_add(struct unit *, const char *execution, const char *mode);

/* Set "log", "has_log", "log_note", "log_href" and "log_word". */
void log_show(struct request *, struct json *data, const struct rows *);

#endif
