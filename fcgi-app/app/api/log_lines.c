#include "app/api/log_lines.h"

#include "app/resources/resources.h"
#include "db/statement.h"
#include "db/unit.h"
#include "resource/batch.h"

static const struct statement add_execution_logs = {
	.name = "add_execution_logs",
	.sql = "insert into execution_logs"
	       " (execution_id, at, level, message, context, node_id)"
	       " select e.id, coalesce(l.timestamp, now()), l.level, l.message,"
	       " l.context, l.\"nodeId\""
	       " from executions e, jsonb_to_recordset($2::jsonb) as l"
	       " (timestamp timestamptz, level text, message text,"
	       " context jsonb, \"nodeId\" text)"
	       " where e.id = app.row_id('execution', $1::text)"
	       " returning execution_id",
};

const struct batch_of log_lines = {
	.resource = &log_resource, .row = "lines", .text = "message",
	.max = LOG_LINES_MAX,
};

bool
log_lines_add(struct unit *unit, const char *execution,
	      const struct batch *lines)
{
	return unit_add(unit, &add_execution_logs, execution, lines->json);
}
