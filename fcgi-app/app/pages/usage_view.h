#ifndef APP_PAGES_USAGE_VIEW_H
#define APP_PAGES_USAGE_VIEW_H

/* Usage view: units, quantities and prices as people read them. */

#include <stdint.h>

struct arena;

/* "Executions" of executions; the unit itself where it was reported. */
const char *usage_unit_label(const char *unit);

/* "3,402", "12.5", "$41.86" of a numeric; NULL for null. */
const char *usage_quantity(struct arena *, const char *unit,
			   const char *quantity);

/* "$49", "490.50 EUR" of millionths, to the hundredth; NULL of nothing. */
const char *usage_price(struct arena *, int64_t micros, const char *currency);

#endif
