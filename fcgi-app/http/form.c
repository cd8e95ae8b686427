#include "http/form.h"

#include <string.h>

#include "base/arena.h"
#include "http/request.h"

const char *
form_value(const struct request *req, const char *name)
{
	return pairs_find(&req->form, name);
}

const char **
form_values(const struct request *req, const char *name)
{
	const struct pairs *form = &req->form;
	const char **values = arena_alloc(req->arena,
					  (form->count + 1) * sizeof *values);
	size_t count = 0;

	for (size_t i = 0; i < form->count; i++)
		if (strcmp(form->list[i].name, name) == 0)
			values[count++] = form->list[i].value;
	return values;
}
