#ifndef APP_PAGES_FORM_H
#define APP_PAGES_FORM_H

/*
 * Form: the fields of a page's form as view data, with what was typed and what
 * is wrong with it; see partials/field and partials/form-problem.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/choice.h"

struct arena;
struct error;
struct json;
struct request;

enum form_kind {
	FORM_LINE, FORM_EMAIL, FORM_PASSWORD, FORM_NUMBER, FORM_LONG, FORM_CODE,
	FORM_CHOICE,
	FORM_SECRET,		/* lines that are never shown again */
	FORM_HIDDEN		/* sent back as it is */
};

/* Fields end with name NULL. */
struct form_field {
	const char *name;		/* of the input; errors: "/name" */
	const char *id;			/* of the input on its page; NULL: as name */
	const char *label;
	const char *help;		/* or NULL */
	enum form_kind kind;
	int max;			/* characters of a line; 0: not said */
	bool is_required;
	bool is_half;			/* beside another one, if there is room */
	const char *autocomplete;	/* or NULL */
	const struct choice *choices;
};

/* How many; they end with name NULL. */
size_t form_count(const struct form_field *);

/* The text of each field as it was sent; "" where it was not. Arena-owned. */
const char **form_sent(const struct request *, const struct form_field *);

/*
 * Set the array name: one object for each field with values[i], which may be
 * NULL. err may be NULL: nothing is wrong.
 */
void form_show(struct arena *, struct json *data, const char *name,
	       const struct form_field *, const char *const *values,
	       const struct error *err);

/* Set name to the summary of err; null where err is none. */
void form_show_problem(struct arena *, struct json *data, const char *name,
		       const struct form_field *, const struct error *err);

/*
 * Take the error out of the request: the form is the answer, not an error page.
 */
struct error form_take_error(struct request *);

/*
 * End the lines of all fields with LF: browsers send CRLF whatever was there.
 */
void form_unify_lines(struct request *);

/* Set a field as though it had been sent. */
void form_set(struct request *, const char *name, const char *value);

/* The ids that were sent under a name, as an array of PostgreSQL; NULL, and an error, where
 * one is none. */
const char *form_ids(struct request *, const char *name);

/* Where to go back to: the field "next" if it is a path of this site. */
const char *form_next(const struct request *, const char *otherwise);

#endif
