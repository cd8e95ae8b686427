#include "app/reference.h"

#include <stddef.h>

#include "app/resources.h"

#ifndef MUSTER_VERSION
#define MUSTER_VERSION "0.1.0"
#endif

/* Nouns that no resource names, or that are no resource. */
static const struct noun nouns[] = {
	{ "api-keys", "API keys", "Let scripts work for a tenant." },
	{ "audit-log", "Audit log", "Who did what." },
	{ "auth", "Signing in", "Accounts, sessions and passwords of people." },
	{ "dashboard", "Dashboard", "Numbers of all agents and executions." },
	{ "health", "Health", "For what watches the servers." },
	{ "openapi.json", "This document", "The API, as OpenAPI describes it." },
	{ "tenants", "Tenants", "The organisations of the user who asks." },
	{ 0 }
};

struct openapi_source
reference_source(const struct route *routes)
{
	return (struct openapi_source){
		.routes = routes, .resources = resources, .nouns = nouns,
		.version = MUSTER_VERSION,
	};
}
