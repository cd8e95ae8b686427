#include "app/pages/usage_view.h"

#include <stddef.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"

#define MICROS 1000000

static const struct {
	const char *unit, *label;
} units[] = {
	{ "executions", "Executions" },
	{ "tokens", "Tokens" },
	{ "costMicros", "Cost" },
	{ "agents", "Agents" },
	{ "workflows", "Workflows" },
	{ "members", "Members" },
	{ NULL, NULL }
};

const char *
usage_unit_label(const char *unit)
{
	size_t i = 0;

	while (units[i].unit && !text_equal(units[i].unit, unit))
		i++;
	return units[i].unit ? units[i].label : unit;
}

const char *
usage_quantity(struct arena *arena, const char *unit, const char *quantity)
{
	int64_t whole;

	if (!quantity || !text_to_int(quantity, INT64_MIN, INT64_MAX, &whole))
		return quantity;
	if (text_equal(unit, "costMicros"))
		return view_total_cost(arena, whole);
	return view_count(arena, whole);
}

const char *
usage_price(struct arena *arena, int64_t micros, const char *currency)
{
	const char *sign = micros < 0 ? "-" : "";
	int64_t cents = ((micros < 0 ? -micros : micros) + 5000) / 10000;
	const char *amount = view_count(arena, cents / 100);

	if (micros == 0)
		return NULL;
	if (micros % MICROS)
		amount = arena_printf(arena, "%s.%02d", amount,
				      (int)(cents % 100));
	return text_equal(currency, "USD")
		       ? arena_printf(arena, "%s$%s", sign, amount)
		       : arena_printf(arena, "%s%s %s", sign, amount, currency);
}
