/* muster maintain: one round of what a timer does: partitions ahead, folding of
 * changes into rollups, trimming of what nobody reads any more, retention, seals
 * of the audit log and their heads, runs that never ended, messages that nobody took,
 * organisations whose time has come. */

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

#include "base/config.h"
#include "command/admin.h"
#include "command/command.h"
#include "command/heads.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

struct chore {
	struct statement statement;
	const char *done;
};

/* Each is a transaction of its own, so that a failure of one leaves the rest.
 * -1 means that another process is at it. */
static const struct chore chores[] = {
	{ { "maintain_partitions",
	    "select private.maintain_partitions() as count" },
	  "months made" },
	{ { "maintain_fold", "select private.maintain_fold() as count" },
	  "changes folded" },
	{ { "maintain_trim", "select private.maintain_trim() as count" },
	  "rows trimmed" },
	{ { "maintain_retention",
	    "select private.maintain_retention() as count" },
	  "executions removed" },
	{ { "maintain_metrics",
	    "select private.maintain_metrics() as count" },
	  "readings of metrics removed" },
	{ { "maintain_audit", "select private.maintain_audit() as count" },
	  "audit entries sealed" },
	{ { "maintain_timeouts",
	    "select private.maintain_timeouts() as count" },
	  "executions timed out" },
	{ { "maintain_messages",
	    "select private.maintain_messages() as count" },
	  "messages ended or removed" },
	{ { "maintain_tenants",
	    "select private.maintain_tenants() as count" },
	  "rows of deleted organisations removed" },
};

static bool
run_chore(struct admin *admin, const struct chore *chore)
{
	struct rows rows;
	int64_t count;

	if (!client_run(admin->client, &rows, &admin->error, &chore->statement))
		return false;
	count = rows_int(&rows, 0, "count");
	if (count < 0)
		printf("%s: another process is at it\n", chore->statement.name);
	else
		printf("%" PRId64 " %s\n", count, chore->done);
	return true;
}

static bool
run_chores(struct admin *admin)
{
	bool worked = true;

	for (size_t i = 0; i < sizeof(chores) / sizeof(chores[0]); i++)
		worked &= run_chore(admin, &chores[i]);
	return worked;
}

static bool
record_heads(struct admin *admin)
{
	const char *path = config_text(admin->config, CONFIG_AUDIT_HEADS);

	return !path || heads_record(admin, path);
}

int
command_maintain(int argc, char **argv)
{
	struct admin admin;

	if (argc != 1)
		return command_misused(argv[0]);
	return admin_end(&admin, admin_connect_as_owner(&admin)
				 && run_chores(&admin)
				 && record_heads(&admin));
}
