#ifndef RESOURCE_LIST_H
#define RESOURCE_LIST_H

/*
 * List: the parameters of a list (filters, q, sort, limit, cursor, page), read from
 * the query by the description; the same for the API, pages and exports.
 */

#include <stdbool.h>
#include <stdint.h>

#include "http/url.h"
#include "resource/cursor.h"
#include "resource/sql.h"

struct json;
struct request;
struct response;
struct rows;
struct unit;

/* ?export=csv, ?export=ndjson; see list_export.h. */
enum list_export { LIST_EXPORT_NOT, LIST_EXPORT_CSV, LIST_EXPORT_NDJSON };

/* What the query asks of one field; NULL where it asks nothing. */
struct condition {
	const char **words;		/* one of these; as stored */
	size_t count;
	const char *after, *before;	/* RFC 3339 */
	const char *after_id, *before_id;	/* bounds of the id that follow */
};

struct list {
	const struct resource *resource;
	struct condition conditions[RESOURCE_FIELDS_MAX];
	const char *search;		/* as typed; NULL: none */
	struct list_shape shape;
	struct cursor cursor;
	char digest[CURSOR_DIGEST_SIZE];
	const char **values;		/* of the statement; the first is not used */
	size_t value_count;
	size_t condition_count;		/* of them belong to the conditions */
	int limit;			/* 1 … 200; of each part of a whole export */
	int page;			/* 1 …; 0 where a cursor is used */
	enum list_export export;
	bool is_whole;			/* export: to the end of the list */
	bool wants_totals;
};

/*
 * All wrong parameters are recorded at once. preset: a condition that the route
 * adds (agentId of /agents/:id/executions), or NULL.
 */
bool list_read(struct request *, const struct resource *,
	       const struct pair *preset, struct list *);

/*
 * Add the statement (and the count, where totals are wanted) to the unit. An export
 * is answered by a reply of its own, not the route's: any list can be exported.
 */
bool list_add(struct request *, const struct list *, struct unit *);

/* The statement alone, as the list is. */
bool list_add_rows(struct request *, const struct list *, struct unit *);

/* Make it the list behind a row, by the row's id and value of the sort field. */
void list_go_on(struct list *, const char *id, const char *value);

/* The value of the sort field; "" where that is the id. */
const char *list_sort_value(const struct list *, const struct rows *, int row);

/* The cursor behind the last row shown; NULL if there is no more. */
const char *list_next(struct request *, const struct list *, const struct rows *);

/* How many rows to show: the statement fetches at least one more than the limit. */
int list_shown(const struct list *, const struct rows *);

/* The same list elsewhere: path and query of this request with a parameter set
 * (value NULL: left out), from its first page on. Arena-owned. */
const char *list_link(const struct request *, const char *name,
		      const char *value);

/* What a parameter of the list is called: a filter, a bound, the search, the order;
 * its name where it is none of these. */
const char *list_label(const struct resource *, const char *name);

/* The whole of this list as an export, at another path (with scheme and host) or, if
 * that is NULL, here. Arena-owned. */
const char *list_export_link(const struct request *, const char *path,
			     const char *format);

/*
 * For pages, into data:
 *	q		what was searched for, or ""
 *	filters		[{name, label, value, href}] in force; href is without it
 *	fields		[{name, label, value, options: [{value, label, isChosen}]}] that
 *			can be filtered; options only of choices
 *	sorts		[{name, label, href, isActive, isDescending}]
 *	nextHref	null on the last page; firstHref null on the first
 *	isFiltered
 */
void list_describe(struct request *, const struct list *, const struct rows *,
		   struct json *data);

#endif
