#ifndef APP_VARIABLE_H
#define APP_VARIABLE_H

/*
 * Variable: a value of a workflow that its steps know by a name. {name, type, value,
 * description}; type is string, number, boolean or json.
 */

#include <stdbool.h>

struct arena;
struct error;

enum { VARIABLES_MAX = 200 };

/*
 * The variables of a workflow, JSON as text: a list of them, whose names are unique
 * and whose values are of their type; or an object of values. All that is wrong is
 * recorded, as "/variables/0/name".
 */
bool variables_check(struct arena *, const char *json, struct error *);

#endif
