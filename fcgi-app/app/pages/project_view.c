#include "app/pages/project_view.h"

#include <stdbool.h>

#include "base/text.h"
#include "json/json.h"

void
project_set_state(struct json *object, const char *active)
{
	bool is_active = text_equal(active, "t");

	json_set_static(object, "state", is_active ? "active" : "inactive");
	json_set_static(object, "state_word", is_active ? "Active" : "Inactive");
}
