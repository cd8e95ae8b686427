#include "app/resources.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "db/constraint.h"
#include "resource/resource.h"

const struct resource *const resources[] = {
	&agent_resource,
	&deleted_agent_resource,
	&capability_resource,
	&metric_resource,
	&execution_resource,
	&step_resource,
	&log_resource,
	&api_key_resource,
	&credential_resource,
	&llm_key_resource,
	&session_resource,
	&project_resource,
	&flowchart_resource,
	&workflow_resource,
	&audit_entry_resource,
	&saved_view_resource,
	&member_resource,
	&invitation_resource,
	&tenant_resource,
	&settings_resource,
	&import_resource,
	&task_resource,
	&mcp_server_resource,
	&mcp_registry_resource,
	&plan_resource,
	&subscription_resource,
	&usage_record_resource,
	&message_resource,
	&blueprint_resource,
	&public_blueprint_resource,
	&blueprint_review_resource,
	&agent_message_resource,
	&delivery_resource,
	NULL
};

static size_t
count_all(void)
{
	size_t count = 0;

	for (size_t i = 0; resources[i]; i++)
		for (const struct constraint *c = resources[i]->constraints;
		     c && c->name; c++)
			count++;
	return count;
}

const struct constraint *
constraints_all(struct arena *arena)
{
	struct constraint *all = arena_alloc(arena,
					     (count_all() + 1) * sizeof *all);
	size_t count = 0;

	for (size_t i = 0; resources[i]; i++)
		for (const struct constraint *c = resources[i]->constraints;
		     c && c->name; c++)
			all[count++] = *c;
	return all;
}
