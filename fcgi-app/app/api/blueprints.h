#ifndef APP_API_BLUEPRINTS_H
#define APP_API_BLUEPRINTS_H

/* Blueprints: the halves of installing one, and what replacing one takes. */

#include <stdbool.h>

struct call;
struct request;
struct response;
struct rows;
struct unit;

bool blueprint_install_plan(struct request *, struct unit *);
bool blueprint_install_reply(struct request *, const struct rows *,
			     struct response *);
extern const struct call blueprint_install_call, blueprint_replace_call;

/* What the plan adds, for pages too: a row {kind, name}, if there is such a blueprint.
 * name may be NULL. req->state is the id of what is made, a text. */
bool blueprint_install_add(struct request *, struct unit *, const char *name);

#endif
