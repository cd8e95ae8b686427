#ifndef APP_PAGES_ROW_FORM_SHOW_H
#define APP_PAGES_ROW_FORM_SHOW_H

/* Row form show: the page of a form, for row_form.c only. */

#include <stdbool.h>

struct error;
struct form_field;
struct json;
struct request;
struct response;
struct rows;

/* The fields that this request shows. Arena-owned. */
struct form_field *row_form_fields(struct request *);

/* Let them be chosen from these rows, which are not looked at where nothing
 * is. */
void row_form_offer(struct request *, struct form_field *,
		    const struct rows *choices, const char *const *values);

/* All but the fields: of a new row, or of the one of the path, which has this
 * name; rows are those of the plan, the owner first. */
void row_form_show_frame(struct request *, struct json *data,
			 const struct rows *rows, const char *name,
			 const char *version);

/* The page; row is the stored one, or NULL. err may be NULL. */
bool row_form_show(struct request *, struct response *, struct json *data,
		   const struct form_field *, const char *const *values,
		   const struct rows *row, const struct error *err);

/* The page again, with what was sent and what is wrong with it. */
bool row_form_show_again(struct request *, struct response *,
			 const struct error *, const char *version,
			 const struct rows *rows, const struct rows *choices);

#endif
