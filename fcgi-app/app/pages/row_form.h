#ifndef APP_PAGES_ROW_FORM_H
#define APP_PAGES_ROW_FORM_H

/*
 * Row form: making and editing a row of a noun, from one description: the form,
 * what it sends, and the form again with what is wrong. Its routes name the
 * resource, by which the description is found; see handlers.h for the halves.
 */

struct request;
struct resource;
struct statement;

struct row_form {
	const struct resource *resource;
	const char *const *names;	/* fields, in the order of the form */
	/* $1 is the id: the texts of these fields, in this order, then the version. */
	const struct statement *row;
	/* Rows {field, value, word}: what may be chosen, of ids; or NULL. */
	const struct statement *choices;
	const char *path;		/* of the list: "/agents" */
	const char *list_word;		/* "Agents" */
	const char *made, *saved, *deleted;	/* words of notices */
	/* What deleting one does, in sentences, NULL-ended; NULL: asked elsewhere. */
	const char *const *consequences;
};

extern const struct row_form agent_form, project_form, task_form;

/* Of this request, by the resource of its route. */
const struct row_form *row_form_of(const struct request *);

#endif
