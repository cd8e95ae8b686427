#ifndef APP_PAGES_RESOURCE_FORM_H
#define APP_PAGES_RESOURCE_FORM_H

/* Resource form: the fields of a form from the description of a resource. */

struct arena;
struct form_field;
struct resource;
struct rows;

/* The named fields of it, in this order; names ends with NULL. Arena-owned. */
struct form_field *resource_form(struct arena *, const struct resource *,
				 const char *const *names);

/* Those of them that are said not only when a row is made. Arena-owned. */
const char *const *resource_form_changeable(struct arena *,
					    const struct resource *,
					    const char *const *names);

/* A field of which rows {field, value, word} tell the choices is chosen from
 * them; a value that they do not have (NULL: none) stays as it is, if nobody
 * chooses. */
void resource_form_choose(struct arena *, struct form_field *,
			  const struct rows *, const char *value);

/* The same of a field that refers to a noun: one that need not be said may be
 * none. */
void resource_form_refer(struct arena *, struct form_field *,
			 const struct resource *to, const struct rows *,
			 const char *value);

/* What each field is if nothing is said, as a person would write it. */
const char **resource_form_fallbacks(struct arena *, const struct resource *,
				     const struct form_field *);

#endif
