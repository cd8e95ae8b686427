#include "app/task.h"

#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement change_task = {
	.name = "change_task",
	.sql = "select found, changed, version, status, waits_for"
	       " from api.change_task($1::uuid, $2::text, $3::jsonb, $4::text,"
	       " $5::int)",
};

/* From which states an action leads on, for people. */
static const struct {
	const char *action;
	const char *hint;
} hints[] = {
	{ "start", "Only a pending task can be started" },
	{ "complete", "Only a task in progress can be completed" },
	{ "fail", "Only a task in progress can fail" },
	{ "cancel", "A task that has ended cannot be cancelled" },
	{ 0 }
};

bool
task_change_add(struct unit *unit, const struct task_change *change)
{
	return unit_add(unit, &change_task, change->id, change->action,
			change->output, change->error, change->version);
}

const char *
task_waits(struct arena *arena, int64_t count)
{
	return arena_printf(arena, count == 1
			? "the task waits for %lld task that is not completed"
			: "the task waits for %lld tasks that are not completed",
			(long long)count);
}

const char *
task_state(struct arena *arena, const char *status)
{
	const struct word *word = words_find(&task_status_words, status);
	char *label = arena_text(arena, word ? word->label : status);

	*label |= 0x20;
	return arena_printf(arena, "the task is %s", label);
}

static bool
fail_state(struct request *req, const char *status, const char *action)
{
	size_t i = 0;

	fail(&req->error, ERROR_CONFLICT, "%s", task_state(req->arena, status));
	while (hints[i].action && !text_equal(hints[i].action, action))
		i++;
	return hints[i].action && fail_hint(&req->error, hints[i].hint);
}

static bool
fail_waiting(struct request *req, int64_t count)
{
	fail(&req->error, ERROR_CONFLICT, "%s", task_waits(req->arena, count));
	return fail_hint(&req->error, "Complete what it depends on first");
}

bool
task_change_check(struct request *req, const struct task_change *change,
		  const struct rows *rows)
{
	const char *version = rows_named(rows, 0, "version");

	if (!rows_is_true(rows, 0, "found"))
		return crud_check_found(req, &task_resource, NULL);
	if (rows_is_true(rows, 0, "changed"))
		return true;
	if (change->version && !text_equal(change->version, version))
		return crud_fail_version(req, "task", version);
	if (rows_int(rows, 0, "waits_for") > 0)
		return fail_waiting(req, rows_int(rows, 0, "waits_for"));
	return fail_state(req, rows_named(rows, 0, "status"),
			  change->action);
}
