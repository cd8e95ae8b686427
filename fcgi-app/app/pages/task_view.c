#include "app/pages/task_view.h"

#include <stdbool.h>
#include <stddef.h>

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "json/json.h"
#include "resource/words.h"

/* As the actions of api.change_task. */
static const struct {
	const char *from, *action;
} ways[] = {
	{ "pending", "start" },
	{ "pending", "cancel" },
	{ "in_progress", "complete" },
	{ "in_progress", "fail" },
	{ "in_progress", "cancel" },
	{ NULL, NULL }
};

/* Work that goes on looks as a run does. */
void
task_set_state(struct json *object, const char *status)
{
	view_state(object, &task_status_words, status);
	if (text_equal(status, "in_progress"))
		json_set_static(object, "state", "running");
}

void
task_set_priority(struct json *object, const char *priority)
{
	const struct word *word = words_find(&priority_words, priority);
	bool is_normal = text_equal(priority, "normal");

	json_set_static(object, "priority",
			word && !is_normal ? word->label : NULL);
	json_set_bool(object, "is_urgent", text_equal(priority, "urgent")
					   || text_equal(priority, "high"));
}

static bool
has_ended(const char *status)
{
	return !text_equal(status, "pending")
	       && !text_equal(status, "in_progress");
}

void
task_set_deadline(const struct clock *clock, struct json *object,
		  const char *deadline, const char *status)
{
	int64_t ms = view_ms(deadline);

	view_time(clock, object, "deadline", deadline);
	json_set_bool(object, "is_late",
		      ms != 0 && ms < clock->now_ms && !has_ended(status));
}

void
task_set_who(struct json *object, const char *agent, const char *member)
{
	view_text(object, "who", agent ? agent : member);
	json_set_bool(object, "is_agent", agent != NULL);
}

void
task_set_waits(struct arena *arena, struct json *object, const char *status,
	       int64_t waits)
{
	bool is_waiting = waits > 0 && text_equal(status, "pending");

	json_set_static(object, "waits", is_waiting
			? view_counted(arena, waits, "task") : NULL);
}

void
task_set_actions(struct json *object, const char *status, int64_t waits)
{
	struct json *actions = json_set_array(object, "actions");

	for (size_t i = 0; ways[i].from; i++) {
		const struct word *word;
		struct json *item;

		if (!text_equal(ways[i].from, status)
		    || (waits > 0 && text_equal(ways[i].action, "start")))
			continue;
		word = words_find(&task_action_words, ways[i].action);
		item = json_add_object(actions);
		json_set_static(item, "action", ways[i].action);
		json_set_static(item, "word", word->label);
		json_set_bool(item, "is_first", json_count(actions) == 1
					&& !text_equal(ways[i].action, "cancel"));
	}
}
