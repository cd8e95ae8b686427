#include "app/pages/credential_view.h"

#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/text.h"
#include "base/time.h"
#include "json/json.h"
#include "resource/words.h"

static void
set(struct json *item, const char *state, const char *word)
{
	json_set_static(item, "state", state);
	json_set_static(item, "state_word", word);
}

void
credential_set_state(struct json *item, const char *configured,
		     const char *active, const char *expires_at)
{
	if (!text_equal(configured, "t"))
		set(item, "pending", "No secret");
	else if (!text_equal(active, "t"))
		set(item, "paused", "Not in use");
	else if (expires_at && view_ms(expires_at) <= time_now_ms())
		set(item, "expired", "Expired");
	else
		set(item, "active", "Ready");
}

void
credential_set_type(struct json *item, const char *type)
{
	const struct word *word = words_find(&credential_type_words, type);

	json_set_static(item, "type_word", word ? word->label : type);
}
