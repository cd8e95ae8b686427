/* muster plan: what the installation offers, and which organisation has what. */

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/tenant.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"
#include "json/writer.h"
#include "resource/number.h"

#define MOST_MAX INT64_C(999999999999999999)

static const struct statement list_plans = {
	.name = "list_plans",
	.sql  = "select p.name, p.plan_type,"
		"       trim_scale(p.price_monthly_micros / 1e6)::text as monthly,"
		"       trim_scale(p.price_yearly_micros / 1e6)::text as yearly,"
		"       p.currency, app.limits_text(p.limits) as limits,"
		"       p.is_default, p.is_active,"
		"       (select count(*) from app.plans_now n"
		"         where n.plan_id = p.id) as tenants"
		"  from plans p order by p.price_monthly_micros, p.id",
};

static const struct statement show_plan = {
	.name = "show_plan",
	.sql  = "select p.name, coalesce(s.status, 'of the installation')"
		"         as status,"
		"       coalesce(s.billing_cycle, '-') as cycle, n.since, n.until,"
		"       coalesce(app.limits_text(n.limits), 'none') as limits"
		"  from app.plans_now n join plans p on p.id = n.plan_id"
		"  left join subscriptions s"
		"    on (s.tenant_id, s.id) = (n.tenant_id, n.subscription_id)"
		" where n.tenant_id = $1",
};

static const struct statement show_allowances = {
	.name = "show_allowances",
	.sql  = "select a.unit, trim_scale(a.most) as most,"
		"       trim_scale(coalesce("
		"         private.count_standing(a.tenant_id, a.unit, null), a.used))"
		"         as used"
		"  from allowances a where a.tenant_id = $1 order by a.unit",
};

static const struct statement set_plan = {
	.name = "set_plan",
	.sql  = "select private.set_plan($1, $2, $3, $4::jsonb)",
};

static const struct statement end_plan = {
	.name = "end_plan",
	.sql  = "select private.end_plan($1) as had_one",
};

static const struct statement save_plan = {
	.name = "save_plan",
	.sql  = "select private.save_plan($1, $2, ($3::numeric * 1e6)::bigint,"
		" ($4::numeric * 1e6)::bigint, $5, $6::jsonb, $7::jsonb,"
		" $8::boolean, $9::boolean)",
};

struct wanted {
	const char *words[2];		/* tenant and plan, or one of them */
	const char *type, *cycle, *monthly, *yearly, *currency;
	const char *features, *limits, *offered;
	bool is_default;
};

/* ---- texts as JSON ---- */

static bool
fail_limit(struct admin *admin, const char *item)
{
	return fail_field(&admin->error, "/limits", "limit",
			  "must be such as agents=50,executions=none, not '%s'",
			  item);
}

static bool
write_limit(struct admin *admin, struct json_writer *json, const char *item)
{
	char *name = arena_text(admin->arena, item);
	char *value = strchr(name, '=');
	int64_t most;

	if (!value || value == name)
		return fail_limit(admin, item);
	*value++ = '\0';
	json_write_name(json, name);
	if (text_equal(value, "none")) {
		json_write_null(json);
		return true;
	}
	if (!text_to_int(value, 0, MOST_MAX, &most))
		return fail_limit(admin, item);
	json_write_int(json, most);
	return true;
}

/* {"agents": 50} of "agents=50"; {} of "none"; NULL of NULL, or with the error. */
static const char *
limits_json(struct admin *admin, const char *text)
{
	struct json_writer json;
	bool worked = true;
	struct buf buf;
	char **items;

	if (!text)
		return NULL;
	buf_init(&buf, admin->arena, 128);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	items = text_split(admin->arena, text, ',');
	for (; worked && *items && !text_equal(text, "none"); items++)
		worked = write_limit(admin, &json, *items);
	json_end_object(&json);
	return worked ? buf.bytes : NULL;
}

/* ["A", "B"] of "A, B"; NULL of NULL. */
static const char *
features_json(struct admin *admin, const char *text)
{
	struct json_writer json;
	struct buf buf;
	char **items;

	if (!text)
		return NULL;
	buf_init(&buf, admin->arena, 128);
	json_writer_init(&json, &buf);
	json_begin_array(&json);
	for (items = text_split(admin->arena, text, ','); *items; items++)
		json_write_text(&json, text_trim(admin->arena, *items));
	json_end_array(&json);
	return buf.bytes;
}

/* ---- list, show ---- */

static void
print_plan(const struct rows *rows, int row)
{
	const char *limits = rows_named(rows, row, "limits");

	printf("%-16s %-11s %s %s a month, %s a year; %s%s%s; of %s tenants\n",
	       rows_named(rows, row, "name"), rows_named(rows, row, "plan_type"),
	       rows_named(rows, row, "monthly"),
	       rows_named(rows, row, "currency"),
	       rows_named(rows, row, "yearly"), limits ? limits : "no limits",
	       rows_is_true(rows, row, "is_default") ? "; by default" : "",
	       rows_is_true(rows, row, "is_active") ? "" : "; not offered",
	       rows_named(rows, row, "tenants"));
}

static int
list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return admin_list(&list_plans, print_plan);
}

static const char *
find_tenant(struct admin *admin, const struct wanted *wanted)
{
	return admin_connect_as_owner(admin)
		       ? tenant_find(admin, wanted->words[0]) : NULL;
}

static void
print_state(const struct rows *plan, const struct rows *allowances)
{
	printf("plan    %s, %s, paid %s\n", rows_named(plan, 0, "name"),
	       rows_named(plan, 0, "status"), rows_named(plan, 0, "cycle"));
	printf("month   %.10s to %.10s\n", rows_named(plan, 0, "since"),
	       rows_named(plan, 0, "until"));
	printf("limits  %s\n", rows_named(plan, 0, "limits"));
	for (int row = 0; row < allowances->count; row++)
		printf("  %-16s %s of %s\n",
		       rows_named(allowances, row, "unit"),
		       rows_named(allowances, row, "used"),
		       rows_named(allowances, row, "most"));
}

static bool
show_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *tenant = find_tenant(admin, wanted);
	struct rows plan, allowances;

	if (!tenant
	    || !client_run(admin->client, &plan, &admin->error, &show_plan,
			   tenant)
	    || !client_run(admin->client, &allowances, &admin->error,
			   &show_allowances, tenant))
		return false;
	print_state(&plan, &allowances);
	return true;
}

/* ---- set, end, change ---- */

static bool
set_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *tenant = find_tenant(admin, wanted);
	const char *limits = tenant ? limits_json(admin, wanted->limits) : NULL;

	return tenant && (limits || !wanted->limits)
	       && client_run(admin->client, NULL, &admin->error, &set_plan,
			     tenant, wanted->words[1], wanted->cycle, limits);
}

static bool
end_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *tenant = find_tenant(admin, wanted);
	struct rows rows;

	return tenant
	       && client_run(admin->client, &rows, &admin->error, &end_plan,
			     tenant)
	       && (rows_is_true(&rows, 0, "had_one")
		   || fail(&admin->error, ERROR_NOT_FOUND,
			   "'%s' has no subscription", wanted->words[0]));
}

static bool
check_price(struct admin *admin, const char *name, const char *price)
{
	return !price || number_is_kept(price)
	       || fail_field(&admin->error, name, "number",
			     "must be a number such as 49 or 49.50");
}

static bool
check_offered(struct admin *admin, const char *offered)
{
	return !offered || text_equal(offered, "yes")
	       || text_equal(offered, "no")
	       || fail_field(&admin->error, "/offered", "choice",
			     "must be yes or no");
}

static bool
change_wanted(struct admin *admin, const struct wanted *wanted)
{
	const char *limits;

	if (!admin_connect_as_owner(admin)
	    || !check_price(admin, "/monthly", wanted->monthly)
	    || !check_price(admin, "/yearly", wanted->yearly)
	    || !check_offered(admin, wanted->offered))
		return false;
	limits = limits_json(admin, wanted->limits);
	return (limits || !wanted->limits)
	       && client_run(admin->client, NULL, &admin->error, &save_plan,
			     wanted->words[0], wanted->type, wanted->monthly,
			     wanted->yearly, wanted->currency,
			     features_json(admin, wanted->features), limits,
			     wanted->offered,
			     wanted->is_default ? "true" : NULL);
}

/* ---- verbs ---- */

typedef bool plan_do(struct admin *, const struct wanted *);

static int
run(const struct wanted *wanted, plan_do *act)
{
	struct admin admin;

	return admin_end(&admin, act(&admin, wanted));
}

static int
show(int argc, char **argv)
{
	const struct wanted wanted = { .words = { argv[1] } };

	return argc == 2 ? run(&wanted, show_wanted) : command_misused("plan");
}

static int
end(int argc, char **argv)
{
	const struct wanted wanted = { .words = { argv[1] } };

	return argc == 2 ? run(&wanted, end_wanted) : command_misused("plan");
}

static int
set(int argc, char **argv)
{
	struct wanted wanted = { 0 };
	const struct argument arguments[] = {
		{ "cycle", .text = &wanted.cycle },
		{ "limits", .text = &wanted.limits },
		{ 0 }
	};

	if (!arguments_read(argc, argv, arguments, wanted.words, 2, 2))
		return command_misused("plan");
	return run(&wanted, set_wanted);
}

static int
change(int argc, char **argv)
{
	struct wanted wanted = { 0 };
	const struct argument arguments[] = {
		{ "type", .text = &wanted.type },
		{ "monthly", .text = &wanted.monthly },
		{ "yearly", .text = &wanted.yearly },
		{ "currency", .text = &wanted.currency },
		{ "features", .text = &wanted.features },
		{ "limits", .text = &wanted.limits },
		{ "offered", .text = &wanted.offered },
		{ "default", .flag = &wanted.is_default },
		{ 0 }
	};

	if (!arguments_read(argc, argv, arguments, wanted.words, 1, 1))
		return command_misused("plan");
	return run(&wanted, change_wanted);
}

static const struct verb verbs[] = {
	{ "list", list, true },
	{ "show", show, false },
	{ "set", set, false },
	{ "end", end, false },
	{ "change", change, false },
	{ 0 }
};

int
command_plan(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
