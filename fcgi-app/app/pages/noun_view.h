#ifndef APP_PAGES_NOUN_VIEW_H
#define APP_PAGES_NOUN_VIEW_H

/*
 * Noun view: how pages show the values of a row by the types of its fields. See
 * partials/value.
 */

#include <stdbool.h>

struct clock;
struct field;
struct json;
struct request;
struct resource;
struct rows;

/* A row of what a resource's list or get selects. */
struct noun_row {
	const struct request *req;
	const struct resource *resource;
	const struct rows *rows;
	int row;
	const struct clock *clock;
};

/* The text of a field of it as the database has it; NULL: null, or not there. */
const char *noun_text(const struct noun_row *, int field);

/* What the row is called: its name, or else "Project 0000003f". Arena-owned. */
const char *noun_called(const struct noun_row *);

/* Who made it; NULL: it does not say. */
const char *noun_maker(const struct noun_row *);

/* True unless a field of it says that somebody else's it is. */
bool noun_is_own(const struct noun_row *);

/* The field that says how the row is: a status, or whether it is in use; -1:
 * none. */
int noun_status(const struct resource *);

/* Part of the name of another field, such as the name of the row that an id
 * names, or the currency of a price: it is shown with that. */
bool noun_is_beside(const struct resource *, int field);

/* A number, which stands at the end of its column. */
bool noun_is_figure(const struct field *);

/*
 * Set "time", "status", "stars", "tags", "href" and "text", each null if it is
 * not of its type, "is_mono", and "is_none" where there is nothing.
 */
void noun_show_value(const struct noun_row *, int field, struct json *value);

/* The same in a word, for a line of several; NULL: nothing. Arena-owned. */
const char *noun_word(const struct json *value);

/* "state" and "state_word" of the field that says how the row is. */
void noun_show_status(const struct noun_row *, int field, struct json *);

#endif
