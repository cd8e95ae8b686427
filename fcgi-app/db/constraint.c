#include "db/constraint.h"

#include <stddef.h>
#include <string.h>

const struct constraint *
constraint_find(const struct constraint *table, const char *name)
{
	if (!table || !name)
		return NULL;
	while (table->name && strcmp(table->name, name) != 0)
		table++;
	return table->name ? table : NULL;
}
