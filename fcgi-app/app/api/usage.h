#ifndef APP_API_USAGE_H
#define APP_API_USAGE_H

/* The halves of the API's routes of plans and usage; see routes.c. */

#include <stdbool.h>

struct call;
struct request;
struct response;
struct rows;
struct unit;

/* subscription.c */
bool subscription_get_plan(struct request *, struct unit *);
bool subscription_get_reply(struct request *, const struct rows *,
			    struct response *);
bool subscription_change_plan(struct request *, struct unit *);
bool subscription_change_reply(struct request *, const struct rows *,
			       struct response *);
extern const struct call subscription_get_call, subscription_change_call;
/* Whether owners may choose; and what changes it, for pages too. */
bool subscription_is_open(const struct request *);
bool subscription_change_add(struct request *, struct unit *);

/* usage.c */
bool usage_get_plan(struct request *, struct unit *);
bool usage_get_reply(struct request *, const struct rows *, struct response *);
extern const struct call usage_get_call;

/* usage_records.c */
bool usage_add_plan(struct request *, struct unit *);
bool usage_add_reply(struct request *, const struct rows *, struct response *);
extern const struct call usage_add_call;

#endif
