#ifndef APP_PAGES_COMPARE_FACTS_H
#define APP_PAGES_COMPARE_FACTS_H

/* Compare facts: what two runs were, side by side. */

#include <stdbool.h>
#include <stdint.h>

struct json;
struct request;
struct rows;
struct unit;

/* Add the statement whose rows the functions below take. Always true. */
bool compare_facts_add(struct unit *, const char *execution);

/*
 * Set "sides": [{letter, name, href, facts …}], see partials/compare-side; those of
 * B say in "…_by" how far they are from those of A, and both in "…_differs".
 */
void compare_facts_show(struct request *, struct json *data,
			const struct rows *a, const struct rows *b);

/* Why it failed; NULL: it did not. */
const char *compare_error(const struct rows *);

#endif
