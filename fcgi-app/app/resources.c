#include "app/resources.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/constraint.h"

const struct resource *const resources[] = {
	&agent_resource,
	&deleted_agent_resource,
	&execution_resource,
	&step_resource,
	&log_resource,
	&api_key_resource,
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
	NULL
};

const struct constraint constraints[] = {
	{ "agent_project_is_of_the_same_tenant", "/projectId",
	  "there is no such project" },
	{ "agent_name_is_given", "/name", "must not be empty" },
	{ "agent_status_is_known", "/status", "is not a status of agents" },
	{ "agent_category_is_short", "/category", "is too long" },
	{ "agent_type_is_short", "/type", "is too long" },
	{ "agent_model_is_short", "/model", "is too long" },
	{ "agent_configuration_is_an_object", "/configuration",
	  "must be an object" },
	{ "agent_heartbeat_interval_is_bounded", "/heartbeatIntervalS",
	  "must be from 1 to 86400 seconds" },

	{ "execution_agent_is_of_the_same_tenant", "/agentId",
	  "there is no such agent" },
	{ "execution_status_is_known", "/status",
	  "is not a status of executions" },
	{ "execution_trigger_is_known", "/trigger", "is not a trigger" },
	{ "execution_title_is_short", "/title", "is too long" },
	{ "execution_completes_after_start", "/endTime",
	  "must not be before the start" },
	{ "execution_tokens_are_not_negative", "/tokens",
	  "must not be negative" },
	{ "execution_cost_is_not_negative", "/costMicros",
	  "must not be negative" },
	{ "log_level_is_known", "/level", "is not a level" },
	{ "log_message_is_bounded", "/message", "is too long" },

	{ "api_key_name_is_given", "/name", "must not be empty" },
	{ "api_key_role_is_known", "/role", "is not a role" },

	{ "project_name_is_given", "/name", "must not be empty" },
	{ "project_configuration_is_an_object", "/configuration",
	  "must be an object" },

	{ "flowchart_of_the_agent_is_one", NULL,
	  "the agent has a flowchart already" },
	{ "flowchart_version_is_short", "/version", "is too long" },
	{ "flowchart_nodes_are_an_array", "/nodes", "must be an array" },
	{ "flowchart_connections_are_an_array", "/connections",
	  "must be an array" },
	{ "flowchart_metadata_is_an_object", "/metadata", "must be an object" },
	{ "flowchart_layout_is_an_object", "/layout", "must be an object" },

	{ "workflow_name_is_given", "/name", "must not be empty" },
	{ "workflow_status_is_known", "/status",
	  "is not a status of workflows" },
	{ "workflow_nodes_are_an_array", "/nodes", "must be an array" },
	{ "workflow_edges_are_an_array", "/edges", "must be an array" },
	{ "workflow_variables_are_a_list", "/variables",
	  "must be an array or an object" },
	{ "workflow_trigger_config_is_an_object", "/triggerConfig",
	  "must be an object" },
	{ "workflow_project_is_of_the_same_tenant", "/projectId",
	  "there is no such project" },
	{ "alias_is_short", "/id", "has more than 255 characters" },

	{ "saved_view_name_is_given", "/name", "must not be empty" },
	{ "saved_view_name_is_free", "/name",
	  "another view of this list has the name" },
	{ "saved_view_noun_is_known", "/noun", "is no list that has views" },
	{ "saved_view_query_is_short", "/query", "is too long" },
	{ "saved_view_place_is_free", NULL,
	  "another view was saved at the same time" },
	{ "saved_views_of_a_list_are_at_most_fifty", NULL,
	  "there are 50 views of this list already: delete one first" },
	{ "import_job_project_is_of_the_same_tenant", "/project",
	  "there is no such project" },

	{ "user_email_is_free", "/email", "there is already an account with"
	  " this e-mail address" },
	{ "user_email_is_an_address", "/email", "is not an e-mail address" },
	{ "user_name_is_short", "/name", "has more than 255 characters" },
	{ "tenant_name_is_given", "/name", "must not be empty" },
	{ "tenant_slug_is_free", "/slug", "belongs to another organisation" },
	{ "tenant_slug_is_a_word", "/slug", "must be of a to z, 0 to 9 and"
	  " dashes between them, at most 63" },
	{ "invitation_of_an_address_is_one", "/email",
	  "has an invitation already: renew that one" },
	{ "invitation_email_is_an_address", "/email",
	  "is not an e-mail address" },
	{ 0 }
};
