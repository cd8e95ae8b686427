#ifndef APP_PAGES_LIST_DAYS_H
#define APP_PAGES_LIST_DAYS_H

/* List days: filters by day, which begin when they do in the user's zone. */

#include <stdbool.h>

struct json;
struct request;
struct response;

/*
 * True if the query bounds a time by a plain day, as forms send it, and that day
 * does not begin as in UTC: then res sends to the same list with the moments
 * that are meant. The zone is known with the rows only, and such an address
 * means the same to everybody, and to the API.
 */
bool list_days_settle(struct request *, struct response *);

/* "created_after" and "created_before": days for the inputs of the filter. */
void list_days_show(struct request *, struct json *data);

/* A bound as people read it, "12 Mar 2026"; NULL: it is none. Arena-owned. */
const char *list_days_word(const struct request *, const char *name,
			   const char *value);

#endif
