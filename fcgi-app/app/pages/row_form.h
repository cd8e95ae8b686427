#ifndef APP_PAGES_ROW_FORM_H
#define APP_PAGES_ROW_FORM_H

/*
 * Row form: making, editing and deleting a row of a noun: the form, what it
 * sends, and the form again with what is wrong. Its routes name the resource;
 * what its description does not tell is said here. See handlers.h for the
 * halves.
 */

#include <stdbool.h>
#include <stdint.h>

struct form_field;
struct request;
struct resource;
struct rows;
struct statement;
struct unit;
struct values;

/* Fields of a form that make one member together, with their values. */
struct form_part {
	const char *name;		/* of them in the template; NULL at the end */
	struct form_field *fields;
	const char *const *values;
};

/* A noun needs none of it, and so no row form. */
struct row_form {
	const struct resource *resource;
	/* Fields, in the order of the form; NULL: those that may be written,
	 * in the order of the description. */
	const char *const *names;
	/* $1 is the id: the texts of those that may be changed, under their
	 * columns, "called", which names the row, and "version". NULL:
	 * sql_texts. */
	const struct statement *row;
	/* Rows {field, value, word}: what may be chosen, of ids; NULL:
	 * sql_choices, of the fields that refer to a noun. */
	const struct statement *choices;
	/* Adds the statement that makes a row of these values; NULL:
	 * crud_insert_add. */
	bool (*insert)(struct request *, struct unit *, const char *id,
		       const struct values *given);
	/* $1 is ?from=: texts for a new row, under their columns; or NULL. */
	const struct statement *preset;
	const char *verb;		/* of the button of a new one; NULL: Make */
	/* What deleting one does, in sentences, NULL-ended; NULL: that it is
	 * for good. */
	const char *const *consequences;

	/* A form that has more than fields: where it stands; NULL:
	 * pages/row-form. */
	const char *template;
	/* Its parts, of the row (which has their columns); row NULL: of what
	 * was sent, or of a new one. NULL: none. */
	const struct form_part *(*parts)(struct request *,
					 const struct rows *row);
	/* What was sent of them as members, which are checked then; or NULL. */
	void (*gather)(struct request *);
};

extern const struct row_form agent_form, blueprint_form, blueprint_review_form;
extern const struct row_form capability_form, credential_form;
extern const struct row_form mcp_server_form, message_form, organisation_form;
extern const struct row_form project_form, task_form, workflow_form;

/* Of this request, by the resource of its route; with what is left out filled
 * in, but for the statements. Arena-owned. */
const struct row_form *row_form_of(const struct request *);

/* The fields that this request shows: an edited row has no immutable ones. */
const char *const *row_form_names(const struct request *);

/* Add the statement of the row of the path: what names it, and these fields. */
bool row_form_add_row(struct request *, struct unit *,
		      const char *const *names);

/* What names it, where something does; else "the project". */
const char *row_form_called(struct request *, const struct rows *row);

/* True if a field that is shown is chosen from rows; then row_form_add_choices
 * adds their statement, else nothing. */
bool row_form_has_choices(const struct request *);
bool row_form_add_choices(struct request *, struct unit *);

#endif
