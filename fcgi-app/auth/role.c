#include "auth/role.h"

#include <string.h>

static const char *const names[] = {
	[ROLE_NONE]     = "none",
	[ROLE_ANYONE]   = "anyone",
	[ROLE_VIEWER]   = "viewer",
	[ROLE_OPERATOR] = "operator",
	[ROLE_ADMIN]    = "admin",
	[ROLE_OWNER]    = "owner",
};

const char *
role_name(enum role role)
{
	return names[role];
}

enum role
role_parse(const char *name)
{
	for (enum role role = ROLE_VIEWER; role <= ROLE_OWNER; role++)
		if (name && strcmp(name, names[role]) == 0)
			return role;
	return ROLE_NONE;
}
