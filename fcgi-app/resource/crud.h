#ifndef RESOURCE_CRUD_H
#define RESOURCE_CRUD_H

/*
 * Crud: the two halves of list, get, create, replace, update and delete for any
 * resource; routes name them and their resource. Pages use the plans too, with a
 * template instead of JSON. They use req->state.
 */

#include <stdbool.h>
#include <stddef.h>

#include "resource/resource.h"

struct json_writer;
struct list;
struct pair;
struct request;
struct resource;
struct response;
struct rows;
struct statement;
struct unit;
struct values;

/* rows[0] is the list; where it wants totals, rows[1] is {n}. Where the resource has an
 * owner, that is rows[0], and they stand behind it. */
bool crud_list_plan(struct request *, struct unit *);
bool crud_list_reply(struct request *, const struct rows *, struct response *);

/* rows[0] is the row, or empty. */
bool crud_get_plan(struct request *, struct unit *);
bool crud_get_reply(struct request *, const struct rows *, struct response *);

/* The row is crud_made(req, rows). */
bool crud_create_plan(struct request *, struct unit *);
bool crud_create_reply(struct request *, const struct rows *, struct response *);

/* rows[0] is {found, changed, version, status}, rows[1] the row now. */
bool crud_replace_plan(struct request *, struct unit *);
bool crud_update_plan(struct request *, struct unit *);
bool crud_change_reply(struct request *, const struct rows *, struct response *);

/* rows[0] is {found, changed, version, status}. */
bool crud_delete_plan(struct request *, struct unit *);
bool crud_delete_reply(struct request *, const struct rows *, struct response *);
/* The row of ?id=; missing is said, as 400, where there is none. */
bool crud_delete_of_query(struct request *, struct unit *, const char *missing);

/* --- parts of them, for routes that do more --- */

/* Add a generated statement; NULL (no memory) is ERROR_UNAVAILABLE. */
bool crud_add(struct request *, struct unit *, const struct statement *,
	      const char *const *values, size_t count);

/* crud_list_plan with a condition that the route adds; NULL: none. */
bool crud_list_add(struct request *, struct unit *, const struct pair *preset);
/* The list of this request, after its plan. */
const struct list *crud_list(const struct request *);

/* Add the statement that gets a row by the id (or another name) of the path. */
bool crud_get_add(struct request *, struct unit *, const struct resource *,
		  const char *id);

/* Whose part the path says it is; NULL: the resource has no owner. */
const char *crud_owner(const struct request *, const struct resource *);

/* What crud_update_plan does, with one field that the route sets. */
bool crud_set_add(struct request *, struct unit *, const struct resource *,
		  const char *field, const char *value);

/*
 * Add the statement that changes the row of the path: {found, changed, version,
 * status}. if_match may be NULL. Of a resource with a secret first ask
 * secret_is_locked.
 */
bool crud_change_add(struct request *, struct unit *, const struct resource *,
		     struct values *given, const char *if_match, uint64_t flags);

/*
 * Where a plan needs the id of the path as such, and it is another name: the plan
 * is crud_find_id, which finds it, and its reply crud_found_id, which runs the
 * route again with it. req->state is NULL between the two.
 */
bool crud_find_id(struct request *, struct unit *, const struct resource *);
bool crud_found_id(struct request *, const struct resource *,
		   const struct rows *);

/*
 * Begin to make a row, whose id is then crud_id: a repeated Idempotency-Key ends
 * the unit here. The statements that make it follow (crud_make_add: the body of the
 * request), then crud_end_make gets it. Where req->replay_id is set, nothing is
 * to be made: crud_end_make only.
 */
bool crud_begin_make(struct request *, struct unit *, const struct resource *);
bool crud_make_add(struct request *, struct unit *, const struct resource *);
bool crud_end_make(struct request *, struct unit *, const struct resource *);
const char *crud_id(const struct request *);
/* The statement that makes a row of these values. */
bool crud_insert_add(struct request *, struct unit *, const struct resource *,
		     const char *id, const struct values *given);
/* The row that crud_end_make got. */
const struct rows *crud_made(const struct request *, const struct rows *);

/* A handler's own, between its plan and its reply; NULL until it is kept. */
void crud_keep(struct request *, void *object);
void *crud_kept(const struct request *);

/* True if rows hold a row; else (also where rows is NULL) ERROR_NOT_FOUND with the
 * resource's name. */
bool crud_check_found(struct request *, const struct resource *,
		      const struct rows *);

/* 412: the row has this version, which If-Match does not name first; where it names it
 * at all, the request runs again. Always false. */
bool crud_fail_version(struct request *, const char *noun, const char *version);

/* Of {found, changed, version, status}: 404, 412 and 409 are told apart here. */
bool crud_check_changed(struct request *, const struct resource *,
			const struct rows *);

/* {"noun": row} with its ETag. Always true. */
bool response_row(struct response *, int status, const struct resource *,
		  const struct rows *);

/*
 * rows[0] is {found, changed, version, status} of a change, rows[1] the row now:
 * crud_check_changed, then response_row.
 */
bool response_change(struct response *, const struct resource *,
		     const struct rows *);

/* One row of a resource as a JSON object, in the words of the route; or its
 * members alone, into an object that the caller begins and ends. */
void crud_write(struct json_writer *, const struct request *,
		const struct resource *, const struct rows *, int row);
void crud_write_members(struct json_writer *, const struct request *,
			const struct resource *, const struct rows *, int row);

/* Parts of that, for CSV: the name of a member, "name" of createdByName in
 * createdBy; and the word for what is stored, of a row of a list. */
const char *crud_member(const struct field *, char out[FIELD_COLUMN_SIZE]);
const char *crud_word(const struct request *, const struct resource *,
		      const struct rows *, int row, const struct field *,
		      const char *stored);

/* For what has no version: an ETag of the body, and 304 where the client has it.
 * Always true. */
bool response_revalidate(struct response *);

/* Link: where the list begins, and where it goes on; next NULL: it does not. */
void response_links(struct response *, const char *next);

/* The envelope of a list: rows, nextCursor, hasMore, totals; members alone. */
void crud_write_list(struct json_writer *, struct request *, struct response *,
		     const struct rows *);

#endif
