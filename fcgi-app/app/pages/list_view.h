#ifndef APP_PAGES_LIST_VIEW_H
#define APP_PAGES_LIST_VIEW_H

/* List view: what pages show around the rows of a list. */

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct clock;
struct json;
struct list;
struct request;
struct response;
struct rows;
struct words;

/* Where the named columns are; ends with NULL. All of them must be there. */
void list_view_columns(const struct rows *, const char *const *names, int *at);

/* Show a row: at says where each of the columns is. */
typedef void list_row(struct request *, struct json *item, const struct rows *,
		      int row, const int *at, const struct clock *);

/* "rows", one object for each row to show; columns as above, 32 at most. */
void list_view_rows(struct request *, const struct list *, const struct rows *,
		    const char *const *columns, list_row *, struct json *data);

/* A filter on one field, shown as a tab; ends with word NULL. */
struct list_tab {
	const char *word;
	const char *value;		/* NULL: any */
};

/* "tabs": [{word, href, is_current}] of ?name=value. */
void list_view_tabs(struct request *, struct json *data, const char *name,
		    const struct list_tab *);

/*
 * Words for a value of a filter that nobody would read, such as an id; NULL: as
 * it stands. Arena-owned.
 */
typedef const char *list_word(void *object, const char *name,
			      const char *value);

/* "failed,timeout" as "Failed or Timed out". Arena-owned. */
const char *list_view_words(struct arena *, const struct words *,
			    const char *value);

/* The name of the row with an id, of rows {id, name}; NULL if there is none. */
const char *list_view_name(const struct rows *, const char *id);

/*
 * Beside what list_describe gives: "chips" (of filters, but not of the field of
 * the tabs), "has_chips", "is_filtered", "next_href", "first_href", "shown",
 * "here", and "kept": what a filter form must send again, which is all of the
 * query but the fields in own (ends with NULL). And "export": {csv_href,
 * ndjson_href, curl}, the whole list with its filters, as a file.
 */
void list_view_show(struct request *, const struct list *, const struct rows *,
		    const char *const *own, list_word *, void *object,
		    struct json *data);

/*
 * "sort_NAME": {href, direction, is_active} of each order, for column heads;
 * and "order_word".
 */
void list_view_sorts(struct request *, struct json *data);

/*
 * True if the user wants lists of another length and the query does not say
 * one: then res sends there, so that every link of the list has the length in
 * it.
 */
bool list_view_resized(struct request *, const struct list *,
		       struct response *);

#endif
