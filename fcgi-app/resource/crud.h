#ifndef RESOURCE_CRUD_H
#define RESOURCE_CRUD_H

/*
 * Crud: the two halves of list, get, create, replace, update and delete for any
 * resource; routes name them and their resource. Pages use the list and get
 * halves too, with a template instead of JSON.
 */

#include <stdbool.h>

struct json;
struct json_writer;
struct request;
struct resource;
struct response;
struct rows;
struct unit;

bool crud_list_plan(struct request *, struct unit *);
bool crud_list_reply(struct request *, const struct rows *, struct response *);
bool crud_get_plan(struct request *, struct unit *);
bool crud_get_reply(struct request *, const struct rows *, struct response *);
bool crud_create_plan(struct request *, struct unit *);
bool crud_create_reply(struct request *, const struct rows *, struct response *);
bool crud_replace_plan(struct request *, struct unit *);
bool crud_update_plan(struct request *, struct unit *);
bool crud_change_reply(struct request *, const struct rows *, struct response *);
bool crud_delete_plan(struct request *, struct unit *);
bool crud_delete_reply(struct request *, const struct rows *, struct response *);

/* One row of a resource as a JSON object, in the words of the route. */
void crud_write(struct json_writer *, const struct request *,
		const struct resource *, const struct rows *, int row);

/*
 * rows[0] is {found, changed, version, status} of a change, rows[1] the row now: 404,
 * 412 and 409 are told apart here; else {"noun": row} with its ETag. Pages go
 * back to the row's page.
 */
bool response_change(struct response *, const struct resource *,
		     const struct rows *);

#endif
