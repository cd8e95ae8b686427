/* muster audit: whether the audit log is what it was when it was sealed. */

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "base/config.h"
#include "base/error.h"
#include "command/admin.h"
#include "command/arguments.h"
#include "command/heads.h"
#include "command/tenant.h"
#include "command/verb.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement find_tenants = {
	.name = "audit_tenants",
	.sql  = "select id, coalesce(slug, id::text) from tenants"
		" where $1::uuid is null or id = $1::uuid order by 2",
};

static const struct statement verify_tenant = {
	.name = "verify_audit",
	.sql  = "select seals, entries, unsealed, broken, reason"
		"  from private.verify_audit($1)",
};

struct wish {
	const char *tenant;	/* NULL: all of them */
	const char *heads;	/* path; NULL: that of the configuration */
};

static bool
parse(int argc, char **argv, struct wish *out)
{
	const struct argument arguments[] = {
		{ "tenant", .text = &out->tenant },
		{ "heads", .text = &out->heads },
		{ 0 }
	};

	*out = (struct wish){ NULL, NULL };
	return arguments_read(argc, argv, arguments, NULL, 0, 0);
}

static void
tell(const char *slug, const struct rows *rows, size_t *broken)
{
	const char *reason = rows_named(rows, 0, "reason");

	if (reason) {
		++*broken;
		printf("BROKEN %s: seal %" PRId64 ": %s\n", slug,
		       rows_int(rows, 0, "broken"), reason);
		return;
	}
	printf("ok     %s: %" PRId64 " entries under %" PRId64 " seals, %" PRId64
	       " not sealed yet\n", slug, rows_int(rows, 0, "entries"),
	       rows_int(rows, 0, "seals"), rows_int(rows, 0, "unsealed"));
}

static bool
verify_tenants(struct admin *admin, const char *only, size_t *broken)
{
	struct rows tenants, rows;

	if (!client_run(admin->client, &tenants, &admin->error, &find_tenants,
			only))
		return false;
	for (int row = 0; row < tenants.count; row++) {
		if (!client_run(admin->client, &rows, &admin->error,
				&verify_tenant, rows_text(&tenants, row, 0)))
			return false;
		tell(rows_text(&tenants, row, 1), &rows, broken);
	}
	return true;
}

/* Without the heads, a log whose end was cut off looks whole. */
static bool
verify_file(struct admin *admin, const char *path, size_t *broken)
{
	struct heads_tally tally;

	if (!path) {
		printf("note   no heads are kept outside the database; set %s\n",
		       config_rows()[CONFIG_AUDIT_HEADS].name);
		return true;
	}
	if (!heads_verify(admin, path, &tally))
		return false;
	*broken += tally.broken;
	if (tally.broken == 0)
		printf("ok     %zu recorded heads\n", tally.recorded);
	return true;
}

static bool
verify_all(struct admin *admin, const struct wish *wish)
{
	const char *tenant = NULL;
	size_t broken = 0;

	if (!admin_connect_as_owner(admin))
		return false;
	if (wish->tenant && !(tenant = tenant_find(admin, wish->tenant)))
		return false;
	if (!verify_tenants(admin, tenant, &broken)
	    || !verify_file(admin, wish->heads ? wish->heads
			    : config_text(admin->config, CONFIG_AUDIT_HEADS),
			    &broken))
		return false;
	return broken == 0 || fail(&admin->error, ERROR_CONFLICT,
				   "the audit log is not what was sealed");
}

static int
verify(int argc, char **argv)
{
	struct admin admin;
	struct wish wish;

	if (!parse(argc, argv, &wish))
		return command_misused("audit");
	return admin_end(&admin, verify_all(&admin, &wish));
}

static const struct verb verbs[] = {
	{ "verify", verify, false },
	{ 0 }
};

int
command_audit(int argc, char **argv)
{
	return verb_run(verbs, argc, argv);
}
