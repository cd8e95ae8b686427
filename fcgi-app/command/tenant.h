#ifndef COMMAND_TENANT_H
#define COMMAND_TENANT_H

/* Tenant: how a command line names one. */

struct admin;

/* The id of the tenant with this slug, name or id; NULL and the error if there
 * is none, or more than one of that name. */
const char *tenant_find(struct admin *, const char *word);

#endif
