#ifndef RESOURCE_CHECK_H
#define RESOURCE_CHECK_H

/* Check: descriptions against the database that they describe. */

#include <stdbool.h>

struct arena;
struct client;
struct constraint;
struct error;
struct resource;

/*
 * True if every field is a column of its view, and every writable one of its
 * table, of a fitting type, every constraint exists, and the policies of the table
 * ask for the roles of .can; else ERROR_INVALID with one field for each that is not
 * so (pointer "/api.agents/name", "/constraints/agent_name_is_given",
 * "/agents/delete"). The lists end with NULL and name NULL.
 */
bool resource_check(struct arena *, struct client *,
		    const struct resource *const *resources,
		    const struct constraint *constraints, struct error *);

#endif
