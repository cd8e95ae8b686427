#include "app/pages/agent_view.h"

#include <stdbool.h>

#include "app/pages/notice.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"
#include "resource/words.h"

const char *
agent_standing(const char *status, const char *activity)
{
	if (text_equal(activity, "busy") || text_equal(status, "active"))
		return text_equal(activity, "idle") ? "active" : activity;
	return status;
}

/* The class of a busy agent is that of a running execution. */
void
agent_set_state(struct json *object, const char *standing)
{
	const struct word *word = words_find(&agent_status_words, standing);

	json_set_static(object, "state",
			text_equal(standing, "busy") ? "running" : standing);
	json_set_static(object, "state_word", word ? word->label : standing);
}

void
agent_show_state(struct json *object, const char *status, const char *activity)
{
	const char *standing = agent_standing(status, activity);
	bool is_ending = text_equal(standing, "busy")
			 && !text_equal(status, "active");
	const struct word *word = words_find(&agent_status_words, status);

	agent_set_state(object, standing);
	json_set_static(object, "also",
			is_ending && word ? word->label : NULL);
}

void
agent_show_head(struct request *req, struct json *data, const struct rows *rows,
		const char *tab)
{
	notice_show(req, data);
	view_id(data, rows_named(rows, 0, "id"));
	view_text(data, "name", rows_named(rows, 0, "name"));
	agent_show_state(data, rows_named(rows, 0, "status"),
			 rows_named(rows, 0, "activity"));
	json_set_bool(data, tab, true);
}
