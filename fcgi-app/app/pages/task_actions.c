/* What forms do to a task: move it on, or among others; tie it to another one. */
#include "app/pages/handlers.h"

#include "app/pages/form.h"
#include "app/pages/notice.h"
#include "app/pages/row_change.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "app/task.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement task_exists = {
	.name = "task_exists",
	.sql = "select version from tasks where id = $1::uuid",
};

static const struct statement task_place = {
	.name = "task_place",
	.sql = "select api.place_task($1::uuid, $2::uuid, $3::boolean)",
};

static const struct statement task_link = {
	.name = "task_link",
	.sql = "select api.link_task($1::uuid, $2::uuid, $3::boolean)",
};

static const struct {
	const char *action, *notice;
} notices[] = {
	{ "start", "task-started" },
	{ "complete", "task-completed" },
	{ "fail", "task-failed" },
	{ "cancel", "task-cancelled" },
	{ NULL, "task-moved" }
};

static const char *
notice_of(const struct task_change *change)
{
	size_t i = 0;

	while (notices[i].action
	       && !text_equal(notices[i].action, change->action))
		i++;
	return notices[i].notice;
}

/* A field that is empty is not there. */
static const char *
given(const struct request *req, const char *name)
{
	const char *text = form_value(req, name);

	return text && *text ? text : NULL;
}

static bool
read_change(struct request *req, struct task_change *change)
{
	const struct word *word = NULL;
	const char *action = given(req, "action");

	if (action)
		word = words_find(&task_action_words, action);
	if (action && !word)
		return fail_field(&req->error, "/action", "choice",
				  "is not an action of tasks");
	*change = (struct task_change){
		.id = request_param(req, "id"),
		.action = word ? word->store : NULL,
		.error = given(req, "error"),
		.version = row_form_version(req),
	};
	return true;
}

static bool
add_place(struct request *req, struct unit *unit, const char *id)
{
	const char *beside = given(req, "beside");

	if (!beside || !is_uuid(beside))
		return true;
	return unit_add(unit, &task_place, id, beside,
			text_equal(form_value(req, "side"), "after") ? "true"
								     : "false");
}

/* Where it goes on and finds a place in one move, the state comes first. */
bool
task_move_plan(struct request *req, struct unit *unit)
{
	struct task_change *change = arena_alloc(req->arena, sizeof *change);

	req->state = change;
	form_unify_lines(req);
	if (!row_check_id(req, &task_resource) || !read_change(req, change))
		return false;
	if (change->action ? !task_change_add(unit, change)
			   : !unit_add(unit, &task_exists, change->id))
		return false;
	return add_place(req, unit, change->id);
}

bool
task_move_done(struct request *req, const struct rows *rows,
	       struct response *res)
{
	const struct task_change *change = req->state;
	bool is_done = change->action
		? task_change_check(req, change, &rows[0])
		: crud_check_found(req, &task_resource, &rows[0]);

	return is_done && notice_redirect(res, form_next(req, "/tasks"),
					  notice_of(change), -1, -1);
}

static bool
add_link(struct request *req, struct unit *unit, const char *is_needed)
{
	const char *other = given(req, "other");

	if (other && !is_uuid(other))
		return fail_field(&req->error, "/other", "id",
				  "must be an id (UUID)");
	return row_check_id(req, &task_resource)
	       && unit_add(unit, &task_link, request_param(req, "id"), other,
			   is_needed);
}

bool
task_link_plan(struct request *req, struct unit *unit)
{
	return add_link(req, unit, "true");
}

bool
task_unlink_plan(struct request *req, struct unit *unit)
{
	return add_link(req, unit, "false");
}

bool
task_link_done(struct request *req, const struct rows *rows,
	       struct response *res)
{
	if (!text_equal(rows_text(&rows[0], 0, 0), "t"))
		return crud_check_found(req, &task_resource, NULL);
	return notice_redirect(res, arena_printf(req->arena, "/tasks/%s",
			       request_param(req, "id")), "task-saved", -1, -1);
}
