#ifndef APP_API_BULK_H
#define APP_API_BULK_H

/* Bulk: one action on many rows, each of which succeeds or fails by itself. */

#include <stdbool.h>

struct request;
struct resource;
struct response;
struct rows;
struct words;

enum { BULK_MAX = 200 };

/* The action of the body, as stored; NULL with /action as a wrong field. */
const char *bulk_action(struct request *, const struct words *);

/* The ids of the body as an array of PostgreSQL; NULL with the wrong fields. */
const char *bulk_ids(struct request *);

/* Why a row was found and not changed. */
typedef const char *bulk_refusal(struct request *, const struct rows *, int row);
/* "it is paused already" */
bulk_refusal bulk_is_already;

struct bulk {
	const struct resource *resource;
	const struct words *statuses;
	bulk_refusal *refusal;
	const char *status;		/* what it is called; NULL: "status" */
};

/* {results: [{id, changed, status, code, error}], changed, failed} of rows {id, found,
 * changed, status}. Always true. */
bool bulk_answer(struct request *, const struct rows *, struct response *,
		 const struct bulk *);

/* The same for the document: members of a body, an item and an answer. */
#define BULK_BODY(words_) \
	{ MEMBER("action", FIELD_CHOICE, .words = (words_), \
		 .flags = FIELD_REQUIRED) }, \
	{ MEMBER("ids", FIELD_ID, .min = 1, .max = BULK_MAX, \
		 .flags = FIELD_REQUIRED), .is_list = true }
#define BULK_ITEM(words_) BULK_ITEM_OF("status", words_)
#define BULK_ITEM_OF(status_, words_) \
	{ MEMBER("id", FIELD_ID) }, \
	{ MEMBER("changed", FIELD_BOOL) }, \
	{ MEMBER(status_, FIELD_CHOICE, .words = (words_)), \
	  .is_nullable = true }, \
	{ MEMBER("code", FIELD_INT, \
		 .help = "404 or 409, where it was not changed"), \
	  .is_optional = true }, \
	{ MEMBER("error", FIELD_TEXT), .is_optional = true }
#define BULK_ANSWER(item_) \
	{ .field = { .name = "results" }, .members = (item_), \
	  .is_list = true }, \
	{ MEMBER("changed", FIELD_INT) }, \
	{ MEMBER("failed", FIELD_INT) }

/* All of it, for calls of one action and ids: name_call. */
#define BULK_CALL(name, actions, statuses, flags_) \
	static const struct member name##_body[] = { \
		BULK_BODY(actions), { 0 } }; \
	static const struct member name##_item[] = { \
		BULK_ITEM(statuses), { 0 } }; \
	static const struct member name##_answer[] = { \
		BULK_ANSWER(name##_item), { 0 } }; \
	const struct call name##_call = { \
		.body = name##_body, .answer = name##_answer, \
		.flags = (flags_) }

#endif
