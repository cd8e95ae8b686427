#ifndef APP_PAGES_ROLE_CHOICES_H
#define APP_PAGES_ROLE_CHOICES_H

/* Role choices: the roles that somebody may give, for a form. */

#include "auth/role.h"

struct arena;
struct choice;

/* Up to the giver's own; ends with value NULL. Arena-owned. */
const struct choice *role_choices(struct arena *, enum role giver);

#endif
