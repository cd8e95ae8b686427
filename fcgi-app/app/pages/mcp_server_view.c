#include "app/pages/mcp_server_view.h"

#include "app/resources/words.h"
#include "base/text.h"
#include "json/json.h"
#include "resource/words.h"

/* By the class of a status. */
static const struct {
	const char *connection;
	const char *shown;
} states[] = {
	{ "connected", "active" },
	{ "error", "error" },
	{ "untested", "pending" },
};

void
mcp_server_set_state(struct json *item, const char *connection, bool is_enabled)
{
	const struct word *word = words_find(&mcp_connection_words, connection);

	json_set_static(item, "state", "paused");
	json_set_static(item, "state_word", "Out of use");
	for (size_t i = 0; is_enabled && i < sizeof states / sizeof *states; i++)
		if (text_equal(states[i].connection, connection)) {
			json_set_static(item, "state", states[i].shown);
			json_set_static(item, "state_word", word->label);
		}
}
