#include "app/pages/workflow_view.h"

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "json/json.h"
#include "resource/words.h"

void
workflow_set_state(struct json *object, const char *status)
{
	view_state(object, &workflow_status_words, status);
	if (text_equal(status, "draft"))
		json_set_static(object, "state", "pending");
	else if (text_equal(status, "archived"))
		json_set_static(object, "state", "inactive");
}

void
workflow_set_format(struct json *object, const char *format)
{
	const struct word *word = words_find(&workflow_format_words, format);

	json_set_static(object, "format", word ? word->label : format);
}
