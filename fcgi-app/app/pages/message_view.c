#include "app/pages/message_view.h"

#include <stddef.h>

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "json/json.h"
#include "resource/words.h"

void
message_set_title(struct json *object, const char *subject, const char *type)
{
	const struct word *word = words_find(&message_type_words, type);
	const char *type_word = word ? word->label : type;

	view_text(object, "type_word", type_word);
	view_text(object, "title", subject && *subject ? subject : type_word);
}

/* They look as runs do that stand alike. */
void
message_set_state(struct json *object, const char *status)
{
	view_state(object, &message_status_words, status);
	if (text_equal(status, "delivered"))
		json_set_static(object, "state", "active");
	else if (text_equal(status, "acknowledged"))
		json_set_static(object, "state", "completed");
}

void
message_set_ends(struct json *object, const char *sender, const char *author,
		 const char *recipient)
{
	const char *person = author && *author ? author : "A person";

	view_text(object, "from", sender ? sender : person);
	view_text(object, "to", recipient ? recipient : "All agents");
}
