#include "app/routes.h"

#include "app/access/access.h"
#include "app/api/api.h"
#include "app/api/blueprints.h"
#include "app/api/builder.h"
#include "app/api/bulk_rows.h"
#include "app/api/mcp.h"
#include "app/api/usage.h"
#include "app/import_make.h"
#include "app/pages/noun_pages.h"
#include "app/pages/pages.h"
#include "app/resources.h"
#include "app/resources/resources.h"
#include "http/route_list.h"
#include "resource/crud.h"
#include "resource/noun_routes.h"

/* The members and parameters of clients that exist: theirs are passed over. */
#define DASHBOARD .dialect = DIALECT_DASHBOARD, .flags = ROUTE_LENIENT
#define BUILDER .dialect = DIALECT_BUILDER, .flags = ROUTE_LENIENT
#define STORE .dialect = DIALECT_STORE, .flags = 0

/* What a noun does besides what all do (noun_routes.h), or in a way of its own. */
static const struct route api_routes[] = {
	{ POST,   "/api/agents/:id/restore", ROLE_ADMIN, restore_plan, crud_change_reply, &agent_resource, DASHBOARD, "Bring a deleted agent back", &restore_call },
	{ GET,    "/api/agents/:id/executions", ROLE_VIEWER, agent_executions_plan, agent_executions_reply, &execution_resource, DASHBOARD, "List the executions of an agent", &agent_executions_call },
	{ POST,   "/api/agents/:id/heartbeat", ROLE_OPERATOR, heartbeat_plan, heartbeat_reply, NULL, DASHBOARD, "Say that an agent is alive", &heartbeat_call },

	{ POST,   "/api/agents/:id/activate", ROLE_OPERATOR, agent_api_activate_plan, crud_change_reply, &agent_resource, DASHBOARD, "Switch an agent on", &status_call },
	{ POST,   "/api/agents/:id/deactivate", ROLE_OPERATOR, agent_api_deactivate_plan, crud_change_reply, &agent_resource, DASHBOARD, "Switch an agent off", &status_call },
	{ POST,   "/api/agents/:id/pause", ROLE_OPERATOR, agent_api_pause_plan, crud_change_reply, &agent_resource, DASHBOARD, "Pause an agent", &status_call },

	{ GET,    "/api/agents/:id/metrics", ROLE_VIEWER, readings_plan, readings_reply, NULL, STORE, "Get what is measured of an agent, one of it as a series", &readings_call },
	{ POST,   "/api/agents/:id/metrics", ROLE_OPERATOR, readings_add_plan, readings_add_reply, NULL, STORE, "Add readings of metrics", &readings_add_call },

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
	{ POST,   "/api/workflows/import-langgraph", ROLE_OPERATOR, langgraph_import_plan, langgraph_import_reply, &workflow_resource, BUILDER, "Make a workflow of a file of LangGraph", &langgraph_import_call },
	{ GET,    "/api/workflows/:id", ROLE_VIEWER, crud_get_plan, workflow_get_reply, &workflow_resource, BUILDER, "Get a workflow", &workflow_get_call },
	{ PUT,    "/api/workflows/:id", ROLE_OPERATOR, workflow_replace_plan, workflow_change_reply, &workflow_resource, BUILDER, "Change a workflow; what is not sent stays", &workflow_replace_call },
	{ PATCH,  "/api/workflows/:id", ROLE_OPERATOR, workflow_update_plan, workflow_change_reply, &workflow_resource, BUILDER, "Change a workflow by a merge patch", &workflow_update_call },
	{ DELETE, "/api/workflows/:id", ROLE_ADMIN, crud_delete_plan, workflow_delete_reply, &workflow_resource, BUILDER, "Delete a workflow with its versions", &workflow_delete_call },
	{ GET,    "/api/workflows/:id/export", ROLE_VIEWER, workflow_export_plan, workflow_export_reply, &workflow_resource, BUILDER, "Get a workflow as a file, JSON or SVG", &workflow_export_call },
	{ GET,    "/api/workflows/:id/export-langgraph", ROLE_VIEWER, crud_get_plan, langgraph_export_reply, &workflow_resource, BUILDER, "Get a workflow as a file of LangGraph", &langgraph_get_call },
	{ POST,   "/api/workflows/:id/export-langgraph", ROLE_VIEWER, langgraph_export_plan, langgraph_export_reply, &workflow_resource, BUILDER, "Get a workflow that is sent as a file of LangGraph", &langgraph_export_call },
	{ POST,   "/api/workflows/:id/export-code", ROLE_VIEWER, workflow_code_plan, workflow_code_reply, &workflow_resource, BUILDER, "Get a workflow that is sent as a program", &workflow_code_call },
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

	{ GET,    "/api/auth/csrf", ROLE_ANYONE, NULL, nextauth_csrf_reply, NULL, BUILDER, "Get the token that signing in and out carries", &nextauth_csrf_call },
	{ POST,   "/api/auth/callback/credentials", ROLE_ANYONE, nextauth_sign_in_plan, access_reply, NULL, BUILDER | ROUTE_FORM, "Sign in as clients of NextAuth do", &nextauth_sign_in_call },
	{ GET,    "/api/auth/session", ROLE_ANYONE, nextauth_session_plan, nextauth_session_reply, NULL, BUILDER, "Say who is signed in, if anybody is", &nextauth_session_call },
	{ POST,   "/api/auth/signout", ROLE_ANYONE, nextauth_sign_out_plan, nextauth_sign_out_reply, NULL, BUILDER | ROUTE_FORM, "Sign out as clients of NextAuth do", &nextauth_sign_out_call },
	{ GET,    "/api/auth/providers", ROLE_ANYONE, NULL, nextauth_providers_reply, NULL, BUILDER, "List the ways to sign in", &nextauth_providers_call },
	{ GET,    "/api/auth/signin", ROLE_ANYONE, NULL, nextauth_page_reply, NULL, BUILDER, "Go to the page for signing in", &nextauth_page_call },
	{ GET,    "/api/auth/signin/credentials", ROLE_ANYONE, NULL, nextauth_page_reply, NULL, BUILDER, "Go to the page for signing in", &nextauth_page_call },

	{ GET,    "/api/settings", ROLE_VIEWER, settings_get_plan, settings_get_reply, &settings_resource, STORE, "Get the own settings", &settings_get_call },
	{ PUT,    "/api/settings", ROLE_VIEWER, settings_replace_plan, settings_save_reply, &settings_resource, STORE, "Replace the own settings", &settings_replace_call },
	{ PATCH,  "/api/settings", ROLE_VIEWER, settings_update_plan, settings_save_reply, &settings_resource, STORE, "Change the own settings by a merge patch", &settings_update_call },

	{ POST,   "/api/tenants", ROLE_VIEWER, tenant_create_plan, crud_create_reply, &tenant_resource, STORE, "Make a tenant, which one owns then", &tenant_create_call },
	{ PUT,    "/api/tenants/current", ROLE_VIEWER, tenant_switch_plan, tenant_switch_reply, NULL, STORE, "Switch to another tenant", &tenant_switch_call },
	{ PUT,    "/api/tenants/:id", ROLE_ADMIN, crud_replace_plan, tenant_change_reply, &tenant_resource, STORE, "Replace the settings of the current tenant", &tenant_replace_call },
	{ PATCH,  "/api/tenants/:id", ROLE_ADMIN, crud_update_plan, tenant_change_reply, &tenant_resource, STORE, "Change the current tenant by a merge patch", &tenant_update_call },
	{ DELETE, "/api/tenants/:id", ROLE_OWNER, tenant_delete_plan, tenant_change_reply, &tenant_resource, STORE, "Delete the current tenant, some days from now; ?confirm= is its name", &tenant_delete_call },
	{ POST,   "/api/tenants/:id/restore", ROLE_OWNER, tenant_restore_plan, tenant_change_reply, &tenant_resource, STORE, "Call off the deletion of the current tenant", &tenant_restore_call },
	{ POST,   "/api/tenants/:id/leave", ROLE_VIEWER, tenant_leave_plan, tenant_leave_reply, NULL, STORE, "Leave the current tenant", &tenant_leave_call },

	{ POST,   "/api/members/bulk", ROLE_ADMIN, members_bulk_plan, members_bulk_reply, NULL, STORE, "Give many members another role, or remove them", &members_bulk_call },

	{ POST,   "/api/invitations", ROLE_ADMIN, invitation_create_plan, invitation_create_reply, &invitation_resource, STORE, "Invite somebody: the link is mailed, or shown once", &invitation_create_call },
	{ POST,   "/api/invitations/bulk", ROLE_ADMIN, invitations_revoke_plan, revocations_reply, &invitation_resource, STORE, "Revoke many invitations", &invitations_revoke_call },
	{ POST,   "/api/invitations/accept", ROLE_ANYONE, invitation_accept_plan, access_reply, NULL, STORE, "Accept an invitation with its token", &invitation_accept_call },
	{ POST,   "/api/invitations/:id/renew", ROLE_ADMIN, invitation_renew_plan, invitation_renew_reply, &invitation_resource, STORE, "Make a new link; the old one ends", &invitation_renew_call },
	{ DELETE, "/api/invitations/:id", ROLE_ADMIN, invitation_revoke_plan, invitation_revoke_reply, NULL, STORE, "Revoke an invitation", &invitation_revoke_call },

	{ POST,   "/api/api-keys", ROLE_ADMIN, key_create_plan, key_create_reply, &api_key_resource, STORE, "Make an API key", &key_create_call },
	{ POST,   "/api/api-keys/bulk", ROLE_ADMIN, keys_revoke_plan, revocations_reply, &api_key_resource, STORE, "Revoke many API keys", &keys_revoke_call },
	{ DELETE, "/api/api-keys/:id", ROLE_ADMIN, key_revoke_plan, key_revoke_reply, NULL, STORE, "Revoke an API key", &key_revoke_call },


	{ POST,   "/api/llm-keys", ROLE_ADMIN, llm_key_save_plan, llm_key_save_reply, &llm_key_resource, STORE, "Store your LLM key of a provider, in place of the one in use", &llm_key_save_call },
	{ PATCH,  "/api/llm-keys/:id", ROLE_ADMIN, llm_key_change_plan, crud_change_reply, &llm_key_resource, STORE, "Name an LLM key, take it into or out of use", &llm_key_change_call },
	{ DELETE, "/api/llm-keys/:id", ROLE_ADMIN, llm_key_delete_plan, llm_key_delete_reply, NULL, STORE, "Delete an LLM key", &llm_key_delete_call },

	{ POST,   "/api/mcp-servers/:id/test", ROLE_OPERATOR, mcp_server_test_plan, mcp_server_test_reply, &mcp_server_resource, STORE, "Ask an MCP server for its tools, and keep what it answers", &mcp_server_test_call },

	{ GET,    "/api/mcp/registry", ROLE_OPERATOR, mcp_registry_plan, mcp_registry_reply, &mcp_registry_resource, BUILDER, "List MCP servers as the builder knows them, with the official ones", &mcp_registry_call },
	{ POST,   "/api/mcp/registry", ROLE_ADMIN, mcp_registry_save_plan, mcp_registry_save_reply, &mcp_server_resource, BUILDER, "Save an MCP server: made, or changed where there is one of its id", &mcp_registry_save_call },
	{ DELETE, "/api/mcp/registry", ROLE_ADMIN, mcp_registry_delete_plan, mcp_registry_delete_reply, &mcp_server_resource, BUILDER, "Delete the MCP server of ?id=", &mcp_registry_delete_call },
	{ POST,   "/api/test-mcp-connection", ROLE_OPERATOR, mcp_connection_plan, mcp_connection_reply, NULL, BUILDER, "Ask any MCP server for its tools", &mcp_connection_call },
	{ POST,   "/api/execute-mcp", ROLE_OPERATOR, mcp_call_plan, mcp_call_reply, NULL, BUILDER, "Call a tool of any MCP server", &mcp_call_call },


	{ POST,   "/api/tasks/bulk", ROLE_OPERATOR, tasks_bulk_plan, tasks_bulk_reply, NULL, STORE, "Start, complete, fail, cancel or delete many tasks", &tasks_bulk_call },
	{ POST,   "/api/tasks/:id/start", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Start a pending task, if what it depends on is completed", &task_change_call },
	{ POST,   "/api/tasks/:id/complete", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Complete a task in progress", &task_complete_call },
	{ POST,   "/api/tasks/:id/fail", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Say that a task in progress failed", &task_fail_call },
	{ POST,   "/api/tasks/:id/cancel", ROLE_OPERATOR, task_change_plan, task_change_reply, &task_resource, STORE, "Cancel a task that has not ended", &task_change_call },

	{ GET,    "/api/subscription", ROLE_VIEWER, subscription_get_plan, subscription_get_reply, &subscription_resource, STORE, "Get the plan of the tenant", &subscription_get_call },
	{ PATCH,  "/api/subscription", ROLE_OWNER, subscription_change_plan, subscription_change_reply, &subscription_resource, STORE, "Choose a plan, cancel it or take it up again", &subscription_change_call },
	{ GET,    "/api/usage", ROLE_VIEWER, usage_get_plan, usage_get_reply, NULL, STORE, "Get what is used, of what the plan allows", &usage_get_call },
	{ POST,   "/api/usage-records", ROLE_OPERATOR, usage_add_plan, usage_add_reply, NULL, STORE, "Report what was used, once for each event", &usage_add_call },

	{ PUT,    "/api/blueprints/:id", ROLE_OPERATOR, crud_replace_plan, crud_change_reply, &blueprint_resource, STORE, "Replace what is said of a blueprint", &blueprint_replace_call },
	{ POST,   "/api/blueprints/:id/install", ROLE_OPERATOR, blueprint_install_plan, blueprint_install_reply, NULL, STORE, "Make an agent or a workflow of a blueprint, of the tenant or a public one", &blueprint_install_call },

	{ POST,   "/api/messages/:id/acknowledge", ROLE_OPERATOR, acknowledge_plan, message_settle_reply, &message_resource, STORE, "Say that a delivered message has arrived", &acknowledge_call },
	{ POST,   "/api/messages/:id/fail", ROLE_OPERATOR, message_fail_plan, message_settle_reply, &message_resource, STORE, "Say that a delivered message could not be handled", &message_fail_call },

	{ POST,   "/api/saved-views", ROLE_VIEWER, saved_view_create_plan, crud_create_reply, &saved_view_resource, STORE, "Save a view of a list", &saved_view_create_call },
	{ PUT,    "/api/saved-views/:id", ROLE_VIEWER, saved_view_change_plan, saved_view_change_reply, &saved_view_resource, STORE, "Replace a saved view of one's own", &saved_view_replace_call },
	{ PATCH,  "/api/saved-views/:id", ROLE_VIEWER, saved_view_change_plan, saved_view_change_reply, &saved_view_resource, STORE, "Rename, share or change a saved view of one's own", &saved_view_update_call },
	{ PUT,    "/api/saved-views/:id/default", ROLE_VIEWER, saved_view_default_plan, saved_view_default_reply, NULL, STORE, "Let a list open with this view, for oneself", &saved_view_default_call },
	{ DELETE, "/api/saved-views/:id/default", ROLE_VIEWER, saved_view_no_default_plan, saved_view_default_reply, NULL, STORE, "Let a list open with all of it again", &saved_view_default_call },

	{ POST,   "/api/import", ROLE_OPERATOR, import_make_plan, import_make_reply, &import_resource, DIALECT_STORE, ROUTE_UPLOAD, "Import files", &import_make_call },
	{ POST,   "/api/import/:id/cancel", ROLE_OPERATOR, import_cancel_plan, import_cancel_reply, &import_resource, STORE, "Cancel an import that has not ended", &import_cancel_call },
	{ 0 }
};

/* Of the service itself: these stand behind all nouns. */
static const struct route service_routes[] = {
	{ GET,    "/api/openapi.json", ROLE_ANYONE, NULL, openapi_reply, NULL, STORE, "Get this document", &openapi_call },

	{ GET,    "/livez", ROLE_ANYONE, NULL, livez_reply, NULL, STORE, "Say that the process is alive", &health_call },
	{ GET,    "/readyz", ROLE_ANYONE, readyz_plan, livez_reply, NULL, STORE, "Say that the database answers", &health_call },
	{ GET,    "/metrics", ROLE_ANYONE, NULL, metrics_reply, NULL, STORE, "Get the counters, as Prometheus reads them; to this machine only", &metrics_call },
	{ 0 }
};

const struct route *
routes_all(struct arena *arena)
{
	struct route_list *list = route_list_new(arena);

	route_list_add_all(list, api_routes);
	for (size_t i = 0; resources[i]; i++) {
		noun_routes_add(list, resources[i]);
		bulk_rows_add(list, resources[i]);
	}
	route_list_add_all(list, service_routes);
	route_list_add_all(list, app_page_routes);
	for (size_t i = 0; resources[i]; i++)
		noun_pages_add(list, resources[i]);
	return route_list_rows(list);
}
