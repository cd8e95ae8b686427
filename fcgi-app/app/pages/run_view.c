#include "app/pages/run_view.h"

#include <stddef.h>

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "json/json.h"
#include "resource/words.h"

void
run_set_name(struct arena *arena, struct json *object, const char *title)
{
	if (title && *title)
		json_set_static(object, "name", title);
	else
		json_set_static(object, "name", arena_printf(arena, "Run %s",
				json_string(json_find(object, "short_id"))));
}

const char *
run_agent(const char *name)
{
	return name && *name ? name : "–";
}

void
run_set_source(struct arena *arena, struct json *object,
	       const struct run_source *source)
{
	const char *href = NULL;

	if (source->agent_name)
		href = arena_printf(arena, "/agents/%s", source->agent_id);
	else if (source->workflow_name)
		href = arena_printf(arena, "/workflows/%s",
				    source->workflow_id);
	view_text(object, "source", source->agent_name ? source->agent_name
			  : source->workflow_name);
	json_set_static(object, "source_href", href);
	json_set_bool(object, "is_workflow",
		      href && !source->agent_name);
}

const char *
run_why(const char *status, const char *error)
{
	if (error && *error)
		return error;
	if (text_equal(status, "failed"))
		return "it did not say why";
	if (text_equal(status, "timeout"))
		return "it ran out of time";
	return NULL;
}

void
run_set_state(struct json *object, const char *status)
{
	view_state(object, &execution_status_words, status);
	if (text_equal(status, "paused"))
		json_set_static(object, "state", "waiting");
}

static const struct {
	const char *trigger;
	const char *icon;
} icons[] = {
	{ "manual", "hand" },
	{ "cron", "clock" },
	{ "webhook", "hook" },
	{ "event", "bolt" },
	{ "api", "braces" },
	{ NULL, "play" }
};

void
run_set_trigger(struct json *object, const char *trigger)
{
	const struct word *word = words_find(&trigger_words, trigger);
	size_t i = 0;

	while (icons[i].trigger && !text_equal(icons[i].trigger, trigger))
		i++;
	json_set_static(object, "trigger", word ? word->label : trigger);
	json_set_static(object, "trigger_icon", icons[i].icon);
}

const char *
run_tokens(struct arena *arena, const char *tokens)
{
	int64_t count = view_int(tokens);

	return count > 0 ? view_short(arena, count) : "–";
}

void
run_set_duration(struct arena *arena, struct json *object, const char *status,
		 const char *started, const char *duration_ms, int64_t now_ms)
{
	int64_t since = view_ms(started);

	if (duration_ms || since == 0 || !run_is_open(status))
		view_duration(arena, object, "duration", duration_ms);
	else
		json_set_static(object, "duration", time_duration(arena,
				now_ms - since));
}

bool
run_is_open(const char *status)
{
	return text_equal(status, "pending") || text_equal(status, "running")
		|| text_equal(status, "paused");
}

bool
run_may_retry(const char *status)
{
	return text_equal(status, "failed") || text_equal(status, "timeout")
		|| text_equal(status, "cancelled");
}
