#include "app/pages/role_choices.h"

#include "app/pages/form.h"
#include "base/arena.h"

static const struct choice roles[] = {
	{ "viewer", "Viewer: reads" },
	{ "operator", "Operator: reads, reports and cancels runs, changes agents" },
	{ "admin", "Admin: all of it, members and keys" },
	{ "owner", "Owner: all of it, and the organisation's end" },
	{ NULL, NULL }
};

const struct choice *
role_choices(struct arena *arena, enum role giver)
{
	struct choice *own = arena_alloc(arena, sizeof roles);
	size_t count = 0;

	for (size_t i = 0; roles[i].value; i++)
		if (role_parse(roles[i].value) <= giver)
			own[count++] = roles[i];
	return own;
}
