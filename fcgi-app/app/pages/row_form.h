#ifndef APP_PAGES_ROW_FORM_H
#define APP_PAGES_ROW_FORM_H

/*
 * Row form: making and editing a row of a noun, from one description: the form,
 * what it sends, and the form again with what is wrong. Its routes name the
 * resource, by which the description is found; see handlers.h for the halves.
 */

#include <stdbool.h>

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

struct row_form {
	const struct resource *resource;
	const char *const *names;	/* fields, in the order of the form */
	/* $1 is the id: the texts of those that may be changed, in this order, and the
	 * version. What names it is the first one, or a column "called". */
	const struct statement *row;
	/* Rows {field, value, word}: what may be chosen, of ids; or NULL. */
	const struct statement *choices;
	/* Adds the statement that makes a row of these values; NULL: crud_insert_add. */
	bool (*insert)(struct request *, struct unit *, const char *id,
		       const struct values *given);
	/* $1 is ?from=: the same texts for a new row; or NULL. */
	const struct statement *preset;
	const char *verb;		/* of the button of a new one; NULL: Make */
	const char *path;		/* of the list: "/agents" */
	const char *list_word;		/* "Agents" */
	/* words of notices; saved: NULL where none is edited */
	const char *made, *saved, *deleted;
	/* What deleting one does, in sentences, NULL-ended; NULL: asked elsewhere. */
	const char *const *consequences;

	/* A form that has more than fields: where it stands; NULL: pages/row-form. */
	const char *template;
	/* Its parts, of the row (after the version come their columns); row NULL: of
	 * what was sent, or of a new one. NULL: none. */
	const struct form_part *(*parts)(struct request *,
					 const struct rows *row);
	/* What was sent of them as members, which are checked then; or NULL. */
	void (*gather)(struct request *);
};

extern const struct row_form agent_form, blueprint_form, blueprint_review_form;
extern const struct row_form credential_form;
extern const struct row_form mcp_server_form, message_form, organisation_form;
extern const struct row_form project_form, task_form, workflow_form;

/* What names the row of that statement. */
const char *row_form_called(const struct rows *row);

/* Of this request, by the resource of its route. */
const struct row_form *row_form_of(const struct request *);

#endif
