#ifndef APP_PAGES_RESOURCE_FORM_H
#define APP_PAGES_RESOURCE_FORM_H

/* Resource form: the fields of a form from the description of a resource. */

struct arena;
struct form_field;
struct resource;

/* The named fields of it, in this order; names ends with NULL. Arena-owned. */
struct form_field *resource_form(struct arena *, const struct resource *,
				 const char *const *names);

/* What each field is if nothing is said, as a person would write it. */
const char **resource_form_fallbacks(struct arena *, const struct resource *,
				     const struct form_field *);

#endif
