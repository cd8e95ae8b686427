#include "app/routes.h"

#include <string.h>

#include "app/access/access.h"
#include "app/api/api.h"
#include "app/api/blueprints.h"
#include "app/api/builder.h"
#include "app/api/mcp.h"
#include "app/api/usage.h"
#include "app/import_make.h"
#include "app/pages/pages.h"
#include "app/resources/resources.h"
#include "base/arena.h"
#include "http/router.h"
#include "resource/crud.h"

/* The members and parameters of clients that exist: theirs are passed over. */
#define DASHBOARD .dialect = DIALECT_DASHBOARD, .flags = ROUTE_LENIENT
#define BUILDER .dialect = DIALECT_BUILDER, .flags = ROUTE_LENIENT
#define STORE .dialect = DIALECT_STORE, .flags = 0

static const struct route api_routes[] = {
	{ GET,    "/api/agents", ROLE_VIEWER, crud_list_plan, crud_list_reply, &agent_resource, DASHBOARD, "List agents" },
	{ POST,   "/api/agents", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &agent_resource, DASHBOARD, "Make an agent" },
	{ GET,    "/api/agents/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &agent_resource, DASHBOARD, "Get an agent" },
	{ PUT,    "/api/agents/:id", ROLE_OPERATOR, crud_replace_plan, crud_change_reply, &agent_resource, DASHBOARD, "Change an agent; what is not sent stays" },
	{ PATCH,  "/api/agents/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &agent_resource, DASHBOARD, "Change an agent by a merge patch" },
	{ DELETE, "/api/agents/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &agent_resource, DASHBOARD, "Delete an agent; its executions stay" },
	{ GET,    "/api/agents/deleted", ROLE_VIEWER, crud_list_plan, crud_list_reply, &deleted_agent_resource, STORE, "List the agents that were deleted" },
	{ POST,   "/api/agents/:id/restore", ROLE_ADMIN, restore_plan, crud_change_reply, &agent_resource, DASHBOARD, "Bring a deleted agent back", &restore_call },
	{ GET,    "/api/agents/:id/executions", ROLE_VIEWER, agent_executions_plan, agent_executions_reply, &execution_resource, DASHBOARD, "List the executions of an agent", &agent_executions_call },
	{ POST,   "/api/agents/:id/heartbeat", ROLE_OPERATOR, heartbeat_plan, heartbeat_reply, NULL, DASHBOARD, "Say that an agent is alive", &heartbeat_call },

	{ POST,   "/api/agents/bulk", ROLE_OPERATOR, bulk_rows_plan, bulk_rows_reply, &agent_resource, DASHBOARD, "Activate, deactivate or pause many agents", &agents_bulk_call },
	{ POST,   "/api/agents/:id/activate", ROLE_OPERATOR, agent_api_activate_plan, crud_change_reply, &agent_resource, DASHBOARD, "Switch an agent on", &status_call },
	{ POST,   "/api/agents/:id/deactivate", ROLE_OPERATOR, agent_api_deactivate_plan, crud_change_reply, &agent_resource, DASHBOARD, "Switch an agent off", &status_call },
	{ POST,   "/api/agents/:id/pause", ROLE_OPERATOR, agent_api_pause_plan, crud_change_reply, &agent_resource, DASHBOARD, "Pause an agent", &status_call },

	{ GET,    "/api/agents/:agentId/capabilities", ROLE_VIEWER, crud_list_plan, crud_list_reply, &capability_resource, STORE, "List what an agent can do" },
	{ POST,   "/api/agents/:agentId/capabilities", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &capability_resource, STORE, "Add a capability to an agent" },
	{ GET,    "/api/agents/:agentId/capabilities/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &capability_resource, STORE, "Get a capability" },
	{ PUT,    "/api/agents/:agentId/capabilities/:id", ROLE_OPERATOR, crud_replace_plan, crud_change_reply, &capability_resource, STORE, "Replace a capability" },
	{ PATCH,  "/api/agents/:agentId/capabilities/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &capability_resource, STORE, "Change a capability by a merge patch" },
	{ DELETE, "/api/agents/:agentId/capabilities/:id", ROLE_OPERATOR, crud_delete_plan, crud_delete_reply, &capability_resource, STORE, "Take a capability from an agent" },

	{ GET,    "/api/agents/:id/metrics", ROLE_VIEWER, readings_plan, readings_reply, NULL, STORE, "Get what is measured of an agent, one of it as a series", &readings_call },
	{ POST,   "/api/agents/:id/metrics", ROLE_OPERATOR, readings_add_plan, readings_add_reply, NULL, STORE, "Add readings of metrics", &readings_add_call },

	{ GET,    "/api/agents/:agentId/messages", ROLE_VIEWER, crud_list_plan, crud_list_reply, &agent_message_resource, STORE, "List the messages that an agent sent or gets" },
	{ POST,   "/api/agents/:id/inbox", ROLE_OPERATOR, inbox_plan, inbox_reply, NULL, STORE, "Claim the next messages for an agent", &inbox_call },

	{ GET,    "/api/agents/:id/flowchart", ROLE_VIEWER, flowchart_get_plan, flowchart_get_reply, &flowchart_resource, DASHBOARD, "Get the flowchart of an agent", &flowchart_get_call },
	{ POST,   "/api/agents/:id/flowchart", ROLE_OPERATOR, flowchart_make_plan, flowchart_make_reply, &flowchart_resource, DASHBOARD, "Make the flowchart of an agent", &flowchart_make_call },
	{ PUT,    "/api/agents/:id/flowchart", ROLE_OPERATOR, flowchart_change_plan, flowchart_change_reply, &flowchart_resource, DASHBOARD, "Change a flowchart; what is not sent stays", &flowchart_change_call },
	{ DELETE, "/api/agents/:id/flowchart", ROLE_OPERATOR, flowchart_delete_plan, flowchart_delete_reply, &flowchart_resource, DASHBOARD, "Delete a flowchart with its versions", &flowchart_delete_call },
	{ POST,   "/api/agents/:id/flowchart/validate", ROLE_OPERATOR, flowchart_validate_plan, flowchart_validate_reply, &flowchart_resource, DASHBOARD, "Say what is wrong with a flowchart: the one sent, or the one stored", &flowchart_validate_call },
	{ POST,   "/api/agents/:id/flowchart/duplicate", ROLE_OPERATOR, flowchart_duplicate_plan, flowchart_duplicate_reply, &flowchart_resource, DASHBOARD, "Copy a flowchart to another agent", &flowchart_duplicate_call },
	{ GET,    "/api/agents/:id/flowchart/export", ROLE_VIEWER, flowchart_export_plan, flowchart_export_reply, &flowchart_resource, DASHBOARD, "Get a flowchart as a file, JSON or SVG", &flowchart_export_call },
	{ GET,    "/api/agents/:id/flowchart/versions", ROLE_VIEWER, flowchart_versions_plan, flowchart_versions_reply, NULL, DASHBOARD, "List what a flowchart was", &document_versions_call },
	{ GET,    "/api/agents/:id/flowchart/diff", ROLE_VIEWER, flowchart_diff_plan, flowchart_diff_reply, NULL, DASHBOARD, "Say what differs between two versions of a flowchart", &flowchart_diff_call },
	{ GET,    "/api/agents/:id/flowchart/versions/:version", ROLE_VIEWER, flowchart_version_plan, flowchart_get_reply, &flowchart_resource, DASHBOARD, "Get a flowchart as it was", &flowchart_version_call },
	{ POST,   "/api/agents/:id/flowchart/versions/:version/restore", ROLE_OPERATOR, flowchart_restore_plan, flowchart_restore_reply, &flowchart_resource, DASHBOARD, "Make a flowchart what it was", &flowchart_restore_call },

	{ GET,    "/api/executions", ROLE_VIEWER, crud_list_plan, crud_list_reply, &execution_resource, DASHBOARD, "List executions" },
	{ POST,   "/api/executions", ROLE_OPERATOR, execution_create_plan, crud_create_reply, &execution_resource, DASHBOARD, "Report or order an execution", &execution_create_call },
	{ POST,   "/api/executions/bulk", ROLE_OPERATOR, bulk_plan, bulk_reply, NULL, DASHBOARD, "Cancel many executions", &bulk_call },
	{ GET,    "/api/executions/:id", ROLE_VIEWER, execution_get_plan, execution_get_reply, &execution_resource, DASHBOARD, "Get an execution with its newest logs", &execution_get_call },
	{ PUT,    "/api/executions/:id", ROLE_OPERATOR, execution_replace_plan, crud_change_reply, &execution_resource, DASHBOARD, "Change an execution; what is not sent stays", &execution_replace_call },
	{ PATCH,  "/api/executions/:id", ROLE_OPERATOR, execution_update_plan, crud_change_reply, &execution_resource, DASHBOARD, "Change an execution by a merge patch", &execution_update_call },
	{ POST,   "/api/executions/:id/cancel", ROLE_OPERATOR, cancel_plan, cancel_reply, &execution_resource, DASHBOARD, "Cancel an execution that has not finished", &cancel_call },
	{ POST,   "/api/executions/:id/retry", ROLE_OPERATOR, retry_plan, retry_reply, &execution_resource, DASHBOARD, "Run again what failed, timed out or was cancelled", &retry_call },
	{ GET,    "/api/executions/:id/steps", ROLE_VIEWER, steps_plan, steps_reply, &step_resource, DASHBOARD, "List the steps of an execution", &steps_call },
	{ GET,    "/api/executions/:id/logs", ROLE_VIEWER, logs_plan, logs_reply, &log_resource, DASHBOARD, "List the logs of an execution", &logs_call },
	{ POST,   "/api/executions/:id/logs", ROLE_OPERATOR, logs_add_plan, logs_add_reply, &log_resource, DASHBOARD, "Add to the logs of an execution", &logs_add_call },

	{ GET,    "/api/workflows", ROLE_VIEWER, workflows_plan, workflows_reply, &workflow_resource, BUILDER, "List workflows; without parameters the newest 1,000", &workflows_call },
	{ POST,   "/api/workflows", ROLE_OPERATOR, workflow_save_plan, workflow_save_reply, &workflow_resource, BUILDER, "Save a workflow: made, or changed where there is one of its id", &workflow_save_call },
	{ DELETE, "/api/workflows", ROLE_ADMIN, workflow_delete_by_query_plan, workflow_delete_reply, &workflow_resource, BUILDER, "Delete the workflow of ?id=", &workflow_delete_by_query_call },
	{ DELETE, "/api/workflows/cleanup", ROLE_ADMIN, workflows_clean_plan, workflows_clean_reply, NULL, BUILDER, "Delete the workflows that nobody owns, but for templates", &workflows_clean_call },
	{ POST,   "/api/workflows/bulk", ROLE_OPERATOR, bulk_rows_plan, bulk_rows_reply, &workflow_resource, BUILDER, "Activate, pause or archive many workflows", &workflows_bulk_call },
	{ POST,   "/api/workflows/import-langgraph", ROLE_OPERATOR, langgraph_import_plan, langgraph_import_reply, &workflow_resource, BUILDER, "Make a workflow of a file of LangGraph", &langgraph_import_call },
	{ GET,    "/api/workflows/:id", ROLE_VIEWER, crud_get_plan, workflow_get_reply, &workflow_resource, BUILDER, "Get a workflow", &workflow_get_call },
	{ PUT,    "/api/workflows/:id", ROLE_OPERATOR, workflow_replace_plan, workflow_change_reply, &workflow_resource, BUILDER, "Change a workflow; what is not sent stays", &workflow_replace_call },
	{ PATCH,  "/api/workflows/:id", ROLE_OPERATOR, workflow_update_plan, workflow_change_reply, &workflow_resource, BUILDER, "Change a workflow by a merge patch", &workflow_update_call },
	{ DELETE, "/api/workflows/:id", ROLE_ADMIN, crud_delete_plan, workflow_delete_reply, &workflow_resource, BUILDER, "Delete a workflow with its versions", &workflow_delete_call },
	{ GET,    "/api/workflows/:id/export", ROLE_VIEWER, workflow_export_plan, workflow_export_reply, &workflow_resource, BUILDER, "Get a workflow as a file, JSON or SVG", &workflow_export_call },
	{ GET,    "/api/workflows/:id/export-langgraph", ROLE_VIEWER, crud_get_plan, langgraph_export_reply, &workflow_resource, BUILDER, "Get a workflow as a file of LangGraph", &langgraph_get_call },
	{ POST,   "/api/workflows/:id/export-langgraph", ROLE_VIEWER, langgraph_export_plan, langgraph_export_reply, &workflow_resource, BUILDER, "Get a workflow that is sent as a file of LangGraph", &langgraph_export_call },
	{ POST,   "/api/workflows/:id/validate", ROLE_VIEWER, workflow_validate_plan, workflow_validate_reply, &workflow_resource, BUILDER, "Say what keeps a workflow from running: the one sent, or the one stored", &workflow_validate_call },
	{ POST,   "/api/workflows/:id/duplicate", ROLE_OPERATOR, workflow_duplicate_plan, workflow_duplicate_reply, &workflow_resource, BUILDER, "Copy a workflow: to a template, or from one", &workflow_duplicate_call },
	{ GET,    "/api/workflows/:id/executions", ROLE_VIEWER, workflow_executions_plan, workflow_executions_reply, &execution_resource, BUILDER, "List the executions of a workflow", &workflow_executions_call },
	{ GET,    "/api/workflows/:id/versions", ROLE_VIEWER, workflow_versions_plan, workflow_versions_reply, NULL, BUILDER, "List the graphs that a workflow had", &document_versions_call },
	{ GET,    "/api/workflows/:id/diff", ROLE_VIEWER, workflow_diff_plan, workflow_diff_reply, NULL, BUILDER, "Say what differs between two versions of a workflow", &workflow_diff_call },
	{ GET,    "/api/workflows/:id/versions/:version", ROLE_VIEWER, workflow_version_plan, workflow_get_reply, &workflow_resource, BUILDER, "Get a workflow with a graph that it had", &workflow_version_call },
	{ POST,   "/api/workflows/:id/versions/:version/restore", ROLE_OPERATOR, workflow_restore_plan, workflow_restore_reply, &workflow_resource, BUILDER, "Give a workflow a graph that it had", &workflow_restore_call },

	{ POST,   "/api/templates/seed", ROLE_ADMIN, templates_seed_plan, templates_seed_reply, NULL, BUILDER, "Bring in the templates of the installation that are missing", &templates_seed_call },
	{ POST,   "/api/templates/update", ROLE_ADMIN, templates_update_plan, templates_update_reply, NULL, BUILDER, "Give templates of the installation the graphs that they have now", &templates_update_call },
	{ GET,    "/api/config", ROLE_VIEWER, config_plan, config_reply, NULL, BUILDER, "Say for which providers there are keys, never which", &config_call },

	{ GET,    "/api/dashboard/stats", ROLE_VIEWER, stats_plan, stats_reply, NULL, DASHBOARD, "Get the numbers of the dashboard", &stats_call },

	{ POST,   "/api/auth/login", ROLE_ANYONE, login_plan, access_reply, NULL, DASHBOARD, "Sign in", &login_call },
	{ POST,   "/api/auth/register", ROLE_ANYONE, register_plan, access_reply, NULL, DASHBOARD, "Sign up", &register_call },
	{ POST,   "/api/auth/logout", ROLE_ANYONE, sign_out_plan, logout_reply, NULL, DASHBOARD, "Sign out", &logout_call },
	{ GET,    "/api/auth/me", ROLE_VIEWER, me_plan, me_reply, NULL, DASHBOARD, "Say who asks", &me_call },
	{ POST,   "/api/auth/password", ROLE_VIEWER, password_plan, access_reply, NULL, DASHBOARD, "Change the own password", &password_call },
	{ POST,   "/api/auth/forgot-password", ROLE_ANYONE, forgot_plan, access_reply, NULL, DASHBOARD, "Ask for a link to choose a new password", &forgot_call },
	{ POST,   "/api/auth/reset-password", ROLE_ANYONE, reset_plan, access_reply, NULL, DASHBOARD, "Choose a new password with that link", &reset_call },
	{ GET,    "/api/auth/sessions", ROLE_VIEWER, crud_list_plan, sessions_reply, &session_resource, DASHBOARD, "List the own sessions" },
	{ DELETE, "/api/auth/sessions", ROLE_VIEWER, sessions_revoke_plan, sessions_revoke_reply, NULL, DASHBOARD, "End all other sessions of one's own", &sessions_revoke_call },
	{ DELETE, "/api/auth/sessions/:id", ROLE_VIEWER, session_revoke_plan, session_revoke_reply, NULL, DASHBOARD, "End a session of one's own", &session_revoke_call },

	{ POST,   "/api/auth/email", ROLE_VIEWER, email_plan, access_reply, NULL, DASHBOARD, "Change the own e-mail address", &email_call },
	{ POST,   "/api/auth/confirm-email", ROLE_ANYONE, email_confirmation_plan, access_reply, NULL, DASHBOARD, "Confirm it with the link that was mailed", &email_confirmation_call },

	{ GET,    "/api/settings", ROLE_VIEWER, settings_get_plan, settings_get_reply, &settings_resource, STORE, "Get the own settings", &settings_get_call },
	{ PUT,    "/api/settings", ROLE_VIEWER, settings_replace_plan, settings_save_reply, &settings_resource, STORE, "Replace the own settings", &settings_replace_call },
	{ PATCH,  "/api/settings", ROLE_VIEWER, settings_update_plan, settings_save_reply, &settings_resource, STORE, "Change the own settings by a merge patch", &settings_update_call },

	{ GET,    "/api/tenants", ROLE_VIEWER, crud_list_plan, crud_list_reply, &tenant_resource, STORE, "List the tenants of the user" },
	{ POST,   "/api/tenants", ROLE_VIEWER, tenant_create_plan, crud_create_reply, &tenant_resource, STORE, "Make a tenant, which one owns then", &tenant_create_call },
	{ PUT,    "/api/tenants/current", ROLE_VIEWER, tenant_switch_plan, tenant_switch_reply, NULL, STORE, "Switch to another tenant", &tenant_switch_call },
	{ GET,    "/api/tenants/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &tenant_resource, STORE, "Get a tenant of the user" },
	{ PUT,    "/api/tenants/:id", ROLE_ADMIN, crud_replace_plan, tenant_change_reply, &tenant_resource, STORE, "Replace the settings of the current tenant", &tenant_replace_call },
	{ PATCH,  "/api/tenants/:id", ROLE_ADMIN, crud_update_plan, tenant_change_reply, &tenant_resource, STORE, "Change the current tenant by a merge patch", &tenant_update_call },
	{ DELETE, "/api/tenants/:id", ROLE_OWNER, tenant_delete_plan, tenant_change_reply, &tenant_resource, STORE, "Delete the current tenant, some days from now; ?confirm= is its name", &tenant_delete_call },
	{ POST,   "/api/tenants/:id/restore", ROLE_OWNER, tenant_restore_plan, tenant_change_reply, &tenant_resource, STORE, "Call off the deletion of the current tenant", &tenant_restore_call },
	{ POST,   "/api/tenants/:id/leave", ROLE_VIEWER, tenant_leave_plan, tenant_leave_reply, NULL, STORE, "Leave the current tenant", &tenant_leave_call },

	{ GET,    "/api/members", ROLE_VIEWER, crud_list_plan, crud_list_reply, &member_resource, STORE, "List the members of the tenant" },
	{ POST,   "/api/members/bulk", ROLE_ADMIN, members_bulk_plan, members_bulk_reply, NULL, STORE, "Give many members another role, or remove them", &members_bulk_call },
	{ GET,    "/api/members/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &member_resource, STORE, "Get a member" },
	{ PUT,    "/api/members/:id", ROLE_ADMIN, crud_replace_plan, crud_change_reply, &member_resource, STORE, "Give a member another role" },
	{ PATCH,  "/api/members/:id", ROLE_ADMIN, crud_update_plan, crud_change_reply, &member_resource, STORE, "Give a member another role by a merge patch" },
	{ DELETE, "/api/members/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &member_resource, STORE, "Remove a member; what they made stays" },

	{ GET,    "/api/invitations", ROLE_ADMIN, crud_list_plan, crud_list_reply, &invitation_resource, STORE, "List invitations" },
	{ POST,   "/api/invitations", ROLE_ADMIN, invitation_create_plan, invitation_create_reply, &invitation_resource, STORE, "Invite somebody: the link is mailed, or shown once", &invitation_create_call },
	{ POST,   "/api/invitations/accept", ROLE_ANYONE, invitation_accept_plan, access_reply, NULL, STORE, "Accept an invitation with its token", &invitation_accept_call },
	{ GET,    "/api/invitations/:id", ROLE_ADMIN, crud_get_plan, crud_get_reply, &invitation_resource, STORE, "Get an invitation" },
	{ POST,   "/api/invitations/:id/renew", ROLE_ADMIN, invitation_renew_plan, invitation_renew_reply, &invitation_resource, STORE, "Make a new link; the old one ends", &invitation_renew_call },
	{ DELETE, "/api/invitations/:id", ROLE_ADMIN, invitation_revoke_plan, invitation_revoke_reply, NULL, STORE, "Revoke an invitation", &invitation_revoke_call },

	{ GET,    "/api/api-keys", ROLE_ADMIN, crud_list_plan, crud_list_reply, &api_key_resource, STORE, "List API keys" },
	{ POST,   "/api/api-keys", ROLE_ADMIN, key_create_plan, key_create_reply, &api_key_resource, STORE, "Make an API key", &key_create_call },
	{ GET,    "/api/api-keys/:id", ROLE_ADMIN, crud_get_plan, crud_get_reply, &api_key_resource, STORE, "Get an API key" },
	{ PATCH,  "/api/api-keys/:id", ROLE_ADMIN, crud_update_plan, crud_change_reply, &api_key_resource, STORE, "Rename an API key" },
	{ DELETE, "/api/api-keys/:id", ROLE_ADMIN, key_revoke_plan, key_revoke_reply, NULL, STORE, "Revoke an API key", &key_revoke_call },

	{ GET,    "/api/credentials", ROLE_OPERATOR, crud_list_plan, crud_list_reply, &credential_resource, STORE, "List credentials, without their secrets" },
	{ POST,   "/api/credentials", ROLE_ADMIN, crud_create_plan, crud_create_reply, &credential_resource, STORE, "Make a credential; its value is sealed and never given back" },
	{ POST,   "/api/credentials/bulk", ROLE_ADMIN, bulk_rows_plan, bulk_rows_reply, &credential_resource, STORE, "Activate, deactivate or delete many credentials", &credentials_bulk_call },
	{ GET,    "/api/credentials/:id", ROLE_OPERATOR, crud_get_plan, crud_get_reply, &credential_resource, STORE, "Get a credential, without its secret" },
	{ PUT,    "/api/credentials/:id", ROLE_ADMIN, crud_replace_plan, crud_change_reply, &credential_resource, STORE, "Replace a credential; a value that is not sent stays" },
	{ PATCH,  "/api/credentials/:id", ROLE_ADMIN, crud_update_plan, crud_change_reply, &credential_resource, STORE, "Change a credential by a merge patch; value null removes it" },
	{ DELETE, "/api/credentials/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &credential_resource, STORE, "Delete a credential" },

	{ GET,    "/api/llm-keys", ROLE_OPERATOR, crud_list_plan, crud_list_reply, &llm_key_resource, .flags = ROUTE_LENIENT, "List your LLM keys, as the builder knows them" },
	{ POST,   "/api/llm-keys", ROLE_ADMIN, llm_key_save_plan, llm_key_save_reply, &llm_key_resource, STORE, "Store your LLM key of a provider, in place of the one in use", &llm_key_save_call },
	{ PATCH,  "/api/llm-keys/:id", ROLE_ADMIN, llm_key_change_plan, crud_change_reply, &llm_key_resource, STORE, "Name an LLM key, take it into or out of use", &llm_key_change_call },
	{ DELETE, "/api/llm-keys/:id", ROLE_ADMIN, llm_key_delete_plan, llm_key_delete_reply, NULL, STORE, "Delete an LLM key", &llm_key_delete_call },

	{ GET,    "/api/mcp-servers", ROLE_OPERATOR, crud_list_plan, crud_list_reply, &mcp_server_resource, STORE, "List MCP servers, without their secrets" },
	{ POST,   "/api/mcp-servers", ROLE_ADMIN, crud_create_plan, crud_create_reply, &mcp_server_resource, STORE, "Add an MCP server; its access token and headers are sealed" },
	{ POST,   "/api/mcp-servers/bulk", ROLE_ADMIN, bulk_rows_plan, bulk_rows_reply, &mcp_server_resource, STORE, "Enable, disable or delete many MCP servers", &mcp_servers_bulk_call },
	{ GET,    "/api/mcp-servers/:id", ROLE_OPERATOR, crud_get_plan, crud_get_reply, &mcp_server_resource, STORE, "Get an MCP server with its tools" },
	{ PUT,    "/api/mcp-servers/:id", ROLE_ADMIN, crud_replace_plan, crud_change_reply, &mcp_server_resource, STORE, "Replace an MCP server; an access token that is not sent stays" },
	{ PATCH,  "/api/mcp-servers/:id", ROLE_ADMIN, crud_update_plan, crud_change_reply, &mcp_server_resource, STORE, "Change an MCP server by a merge patch; accessToken null removes it" },
	{ DELETE, "/api/mcp-servers/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &mcp_server_resource, STORE, "Delete an MCP server with its access token" },
	{ POST,   "/api/mcp-servers/:id/test", ROLE_OPERATOR, mcp_server_test_plan, mcp_server_test_reply, &mcp_server_resource, STORE, "Ask an MCP server for its tools, and keep what it answers", &mcp_server_test_call },

	{ GET,    "/api/mcp/registry", ROLE_OPERATOR, mcp_registry_plan, mcp_registry_reply, &mcp_registry_resource, BUILDER, "List MCP servers as the builder knows them, with the official ones", &mcp_registry_call },
	{ POST,   "/api/mcp/registry", ROLE_ADMIN, mcp_registry_save_plan, mcp_registry_save_reply, &mcp_server_resource, BUILDER, "Save an MCP server: made, or changed where there is one of its id", &mcp_registry_save_call },
	{ DELETE, "/api/mcp/registry", ROLE_ADMIN, mcp_registry_delete_plan, mcp_registry_delete_reply, &mcp_server_resource, BUILDER, "Delete the MCP server of ?id=", &mcp_registry_delete_call },
	{ POST,   "/api/test-mcp-connection", ROLE_OPERATOR, mcp_connection_plan, mcp_connection_reply, NULL, BUILDER, "Ask any MCP server for its tools", &mcp_connection_call },

	{ GET,    "/api/projects", ROLE_VIEWER, crud_list_plan, crud_list_reply, &project_resource, STORE, "List projects" },
	{ POST,   "/api/projects", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &project_resource, STORE, "Make a project" },
	{ POST,   "/api/projects/bulk", ROLE_ADMIN, bulk_rows_plan, bulk_rows_reply, &project_resource, STORE, "Activate, deactivate or delete many projects", &projects_bulk_call },
	{ GET,    "/api/projects/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &project_resource, STORE, "Get a project" },
	{ PUT,    "/api/projects/:id", ROLE_OPERATOR, crud_replace_plan, crud_change_reply, &project_resource, STORE, "Replace a project" },
	{ PATCH,  "/api/projects/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &project_resource, STORE, "Change a project by a merge patch" },
	{ DELETE, "/api/projects/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &project_resource, STORE, "Delete a project; its agents stay" },

	{ GET,    "/api/tasks", ROLE_VIEWER, crud_list_plan, crud_list_reply, &task_resource, STORE, "List tasks" },
	{ POST,   "/api/tasks", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &task_resource, STORE, "Make a task" },
	{ POST,   "/api/tasks/bulk", ROLE_OPERATOR, tasks_bulk_plan, tasks_bulk_reply, NULL, STORE, "Start, complete, fail or cancel many tasks", &tasks_bulk_call },
	{ GET,    "/api/tasks/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &task_resource, STORE, "Get a task" },
	{ PUT,    "/api/tasks/:id", ROLE_OPERATOR, crud_replace_plan, crud_change_reply, &task_resource, STORE, "Replace a task" },
	{ PATCH,  "/api/tasks/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &task_resource, STORE, "Change a task by a merge patch" },
	{ DELETE, "/api/tasks/:id", ROLE_OPERATOR, crud_delete_plan, crud_delete_reply, &task_resource, STORE, "Delete a task; what depends on it waits for it no more" },
	{ POST,   "/api/tasks/:id/start", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Start a pending task, if what it depends on is completed", &task_change_call },
	{ POST,   "/api/tasks/:id/complete", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Complete a task in progress", &task_complete_call },
	{ POST,   "/api/tasks/:id/fail", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Say that a task in progress failed", &task_fail_call },
	{ POST,   "/api/tasks/:id/cancel", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Cancel a task that has not ended", &task_change_call },

	{ GET,    "/api/plans", ROLE_VIEWER, crud_list_plan, crud_list_reply, &plan_resource, STORE, "List the plans of this installation" },
	{ GET,    "/api/plans/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &plan_resource, STORE, "Get a plan" },
	{ GET,    "/api/subscription", ROLE_VIEWER, subscription_get_plan, subscription_get_reply, &subscription_resource, STORE, "Get the plan of the tenant", &subscription_get_call },
	{ PATCH,  "/api/subscription", ROLE_OWNER, subscription_change_plan, subscription_change_reply, &subscription_resource, STORE, "Choose a plan, cancel it or take it up again", &subscription_change_call },
	{ GET,    "/api/usage", ROLE_VIEWER, usage_get_plan, usage_get_reply, NULL, STORE, "Get what is used, of what the plan allows", &usage_get_call },
	{ GET,    "/api/usage-records", ROLE_VIEWER, crud_list_plan, crud_list_reply, &usage_record_resource, STORE, "List usage records" },
	{ POST,   "/api/usage-records", ROLE_OPERATOR, usage_add_plan, usage_add_reply, NULL, STORE, "Report what was used, once for each event", &usage_add_call },
	{ GET,    "/api/usage-records/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &usage_record_resource, STORE, "Get a usage record" },

	{ GET,    "/api/blueprints", ROLE_VIEWER, crud_list_plan, crud_list_reply, &blueprint_resource, STORE, "List what the tenant published" },
	{ POST,   "/api/blueprints", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &blueprint_resource, STORE, "Publish an agent or a workflow as it is now" },
	{ GET,    "/api/blueprints/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &blueprint_resource, STORE, "Get a blueprint of the tenant" },
	{ PATCH,  "/api/blueprints/:id", ROLE_OPERATOR, crud_update_plan, crud_change_reply, &blueprint_resource, STORE, "Change what is said of a blueprint, or who may read it" },
	{ DELETE, "/api/blueprints/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &blueprint_resource, STORE, "Take a blueprint back; what was made of it stays" },
	{ POST,   "/api/blueprints/:id/install", ROLE_OPERATOR, blueprint_install_plan, blueprint_install_reply, NULL, STORE, "Make an agent or a workflow of a blueprint, of the tenant or a public one", &blueprint_install_call },
	{ GET,    "/api/public-blueprints", ROLE_VIEWER, crud_list_plan, crud_list_reply, &public_blueprint_resource, STORE, "List what all tenants of the installation made public" },
	{ GET,    "/api/public-blueprints/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &public_blueprint_resource, STORE, "Get a public blueprint" },

	{ GET,    "/api/blueprint-reviews", ROLE_VIEWER, crud_list_plan, crud_list_reply, &blueprint_review_resource, STORE, "List what is said of public blueprints" },
	{ POST,   "/api/blueprint-reviews", ROLE_VIEWER, crud_create_plan, crud_create_reply, &blueprint_review_resource, STORE, "Review a public blueprint of another organisation, once" },
	{ GET,    "/api/blueprint-reviews/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &blueprint_review_resource, STORE, "Get a review" },
	{ PATCH,  "/api/blueprint-reviews/:id", ROLE_VIEWER, crud_update_plan, crud_change_reply, &blueprint_review_resource, STORE, "Change a review of one's own" },
	{ DELETE, "/api/blueprint-reviews/:id", ROLE_VIEWER, crud_delete_plan, crud_delete_reply, &blueprint_review_resource, STORE, "Delete a review of one's own; admins, of their organisation" },

	{ GET,    "/api/messages", ROLE_VIEWER, crud_list_plan, crud_list_reply, &message_resource, STORE, "List messages between agents" },
	{ POST,   "/api/messages", ROLE_OPERATOR, crud_create_plan, crud_create_reply, &message_resource, STORE, "Send a message to an agent, or to all" },
	{ GET,    "/api/messages/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &message_resource, STORE, "Get a message" },
	{ GET,    "/api/messages/:messageId/deliveries", ROLE_VIEWER, crud_list_plan, crud_list_reply, &delivery_resource, STORE, "List the agents that get a message, and how far it has come to each" },
	{ DELETE, "/api/messages/:id", ROLE_ADMIN, crud_delete_plan, crud_delete_reply, &message_resource, STORE, "Delete a message, also from inboxes" },
	{ POST,   "/api/messages/:id/acknowledge", ROLE_OPERATOR, acknowledge_plan, message_settle_reply, &message_resource, STORE, "Say that a delivered message has arrived", &acknowledge_call },
	{ POST,   "/api/messages/:id/fail", ROLE_OPERATOR, message_fail_plan, message_settle_reply, &message_resource, STORE, "Say that a delivered message could not be handled", &message_fail_call },

	{ GET,    "/api/saved-views", ROLE_VIEWER, crud_list_plan, crud_list_reply, &saved_view_resource, STORE, "List saved views, own and shared" },
	{ POST,   "/api/saved-views", ROLE_VIEWER, saved_view_create_plan, crud_create_reply, &saved_view_resource, STORE, "Save a view of a list", &saved_view_create_call },
	{ GET,    "/api/saved-views/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &saved_view_resource, STORE, "Get a saved view" },
	{ PATCH,  "/api/saved-views/:id", ROLE_VIEWER, saved_view_update_plan, saved_view_update_reply, &saved_view_resource, STORE, "Rename, share or change a saved view of one's own", &saved_view_update_call },
	{ DELETE, "/api/saved-views/:id", ROLE_VIEWER, crud_delete_plan, crud_delete_reply, &saved_view_resource, STORE, "Delete a saved view of one's own" },
	{ PUT,    "/api/saved-views/:id/default", ROLE_VIEWER, saved_view_default_plan, saved_view_default_reply, NULL, STORE, "Let a list open with this view, for oneself", &saved_view_default_call },
	{ DELETE, "/api/saved-views/:id/default", ROLE_VIEWER, saved_view_no_default_plan, saved_view_default_reply, NULL, STORE, "Let a list open with all of it again", &saved_view_default_call },

	{ GET,    "/api/audit-log", ROLE_ADMIN, crud_list_plan, crud_list_reply, &audit_entry_resource, STORE, "List who did what" },
	{ GET,    "/api/audit-log/:id", ROLE_ADMIN, crud_get_plan, crud_get_reply, &audit_entry_resource, STORE, "Get an entry with what it changed" },

	{ GET,    "/api/import", ROLE_VIEWER, crud_list_plan, crud_list_reply, &import_resource, STORE, "List imports" },
	{ POST,   "/api/import", ROLE_OPERATOR, import_make_plan, import_make_reply, &import_resource, DIALECT_STORE, ROUTE_UPLOAD, "Import files", &import_make_call },
	{ GET,    "/api/import/:id", ROLE_VIEWER, crud_get_plan, crud_get_reply, &import_resource, STORE, "Get an import with its report" },
	{ POST,   "/api/import/:id/cancel", ROLE_OPERATOR, import_cancel_plan, import_cancel_reply, &import_resource, STORE, "Cancel an import that has not ended", &import_cancel_call },

	{ GET,    "/api/openapi.json", ROLE_ANYONE, NULL, openapi_reply, NULL, STORE, "Get this document", &openapi_call },

	{ GET,    "/livez", ROLE_ANYONE, NULL, livez_reply, NULL, STORE, "Say that the process is alive", &health_call },
	{ GET,    "/readyz", ROLE_ANYONE, readyz_plan, livez_reply, NULL, STORE, "Say that the database answers", &health_call },
	{ GET,    "/metrics", ROLE_ANYONE, NULL, metrics_reply, NULL, STORE, "Get the counters, as Prometheus reads them; to this machine only", &metrics_call },
};

static size_t
count_pages(void)
{
	size_t count = 0;

	while (app_page_routes[count].method != METHOD_NONE)
		count++;
	return count;
}

const struct route *
routes_all(struct arena *arena)
{
	size_t api_count = sizeof api_routes / sizeof *api_routes;
	size_t page_count = count_pages();
	struct route *all = arena_alloc(arena, (api_count + page_count + 1)
						* sizeof *all);

	memcpy(all, api_routes, sizeof api_routes);
	memcpy(all + api_count, app_page_routes, page_count * sizeof *all);
	return all;
}
