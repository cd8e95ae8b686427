#ifndef APP_PAGES_VIEW_H
#define APP_PAGES_VIEW_H

/*
 * View: values of the database as the members that templates show. What is
 * absent or empty becomes null, so that a section of that name is not shown and
 * the name is not looked up further out.
 */

#include <stdint.h>

struct arena;
struct json;
struct request;
struct words;
struct zone;

/* What a page tells the time by. */
struct clock {
	struct arena *arena;
	int64_t now_ms;
	const struct zone *zone;	/* of the user */
};

struct clock view_clock(const struct request *);

/* "3,402" */
const char *view_count(struct arena *, int64_t);

/* "1 step", "3,402 steps": of nouns that take an s. */
const char *view_counted(struct arena *, int64_t, const char *noun);

/* name: the number, as text; and "NAME_word": the noun behind it. */
void view_total(struct arena *, struct json *, const char *name,
		const char *noun, int64_t count);

/* "412", "9.8 k", "12 M": three figures at most. */
const char *view_short(struct arena *, int64_t);

/* Of millionths of a dollar: "$0.032", "$41.86". */
const char *view_cost(struct arena *, int64_t micros);

/* The same of a sum, where nothing is a figure too: "$0.00". */
const char *view_total_cost(struct arena *, int64_t micros);

/* A numeric of percent: "97.7 %"; NULL for null. */
const char *view_percent(struct arena *, const char *sql);

/* An SQL integer; 0 for null. */
int64_t view_int(const char *sql);

/* "tags" [{tag, href}] and "has_tags", of a JSON array of texts (NULL: none); href is the
 * list at this path, of what has the tag too. */
void view_tags(struct arena *, struct json *, const char *array, const char *list);

/* Text that outlives the tree; NULL and "" are null. */
void view_text(struct json *, const char *name, const char *text);

/*
 * "id" and "short_id", the last eight characters: ids of one minute begin
 * alike.
 */
void view_id(struct json *, const char *id);

/*
 * An object of a timestamptz; null for null: "iso"; "long", in UTC; "local", the
 * same in the user's zone; "ago"; and "word" for lists, which is "ago" within a
 * day and before the time, later a date.
 */
void view_time(const struct clock *, struct json *, const char *name,
	       const char *sql);

/* Milliseconds since 1970 of a timestamptz; 0 for null. */
int64_t view_ms(const char *sql);

/* "11.8 s" of milliseconds; null for null. */
void view_duration(struct arena *, struct json *, const char *name,
		   const char *ms);

/* How long runs take: "half within 8.2 s, 95 % within 41 s". */
const char *view_spread(struct arena *, const char *median_ms,
			const char *p95_ms);

/* "state", the class of a status, and "state_word": see partials/status. */
void view_state(struct json *, const struct words *, const char *store);

/*
 * "live": {iso, long, clock}, when the page was made, and "every", seconds
 * until it is asked for again at "href".
 */
void view_live(const struct clock *, struct json *, const char *href,
	       int every_s);

#endif
