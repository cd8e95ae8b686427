#include "app/choice.h"

#include "base/text.h"

bool
choice_is_known(const struct choice *choices, const char *value)
{
	while (choices->value && !text_equal(choices->value, value))
		choices++;
	return choices->value != NULL;
}
