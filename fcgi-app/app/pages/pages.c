#include "app/pages/pages.h"

#include "app/access/access.h"
#include "app/api/api.h"
#include "app/import_make.h"
#include "app/pages/handlers.h"
#include "app/resources/resources.h"
#include "http/router.h"
#include "resource/crud.h"

/* A form sends a POST, whatever it does; so what a link may open is a GET. */
const struct route app_page_routes[] = {
	{ GET,  "/",                        ROLE_VIEWER,   overview_plan, .reply = overview_page },
	{ GET,  "/find",                    ROLE_VIEWER,   find_plan, .reply = find_page },

	{ GET,  "/agents",                  ROLE_VIEWER,   agents_plan, .reply = agents_page, .resource = &agent_resource },
	{ GET,  "/agents/deleted",          ROLE_VIEWER,   crud_list_plan, .reply = deleted_agents_page, .resource = &deleted_agent_resource },
	{ GET,  "/agents/:id",              ROLE_VIEWER,   agent_plan, .reply = agent_page },
	{ POST, "/agents/:id/pause",        ROLE_OPERATOR, agent_pause_plan, .reply = agent_pause_done },
	{ POST, "/agents/:id/activate",     ROLE_OPERATOR, agent_activate_plan, .reply = agent_activate_done },
	{ GET,  "/agents/:id/delete",       ROLE_ADMIN,    agent_delete_ask_plan, .reply = agent_delete_ask_page },
	{ POST, "/agents/:id/delete",       ROLE_ADMIN,    agent_delete_plan, .reply = agent_delete_done },
	{ POST, "/agents/:id/restore",      ROLE_ADMIN,    agent_restore_plan, .reply = agent_restore_done },

	{ GET,  "/agents/:id/metrics",      ROLE_VIEWER,   agent_metrics_plan, .reply = agent_metrics_page },
	{ GET,  "/agents/:agentId/messages", ROLE_VIEWER,  agent_messages_plan, .reply = agent_messages_page, .resource = &agent_message_resource },
	{ GET,  "/agents/:id/configuration", ROLE_VIEWER,  agent_configuration_plan, .reply = agent_configuration_page },

	{ GET,  "/agents/:id/flowchart",    ROLE_VIEWER,   agent_flowchart_plan, .reply = agent_flowchart_page },
	{ GET,  "/agents/:id/flowchart/diff", ROLE_VIEWER, flowchart_diff_page_plan, .reply = flowchart_diff_page },
	{ POST, "/agents/:id/flowchart/restore", ROLE_OPERATOR, agent_flowchart_restore_plan, .reply = agent_flowchart_restore_done },

	{ GET,  "/workflows",               ROLE_VIEWER,   workflows_page_plan, .reply = workflows_page, .resource = &workflow_resource },
	{ POST, "/workflows/templates",     ROLE_ADMIN,    templates_bring_plan, .reply = templates_bring_done },
	{ GET,  "/workflows/:id",           ROLE_VIEWER,   workflow_page_plan, .reply = workflow_page },
	{ GET,  "/workflows/:id/diff",      ROLE_VIEWER,   workflow_diff_page_plan, .reply = workflow_diff_page },
	{ GET,  "/workflows/:id/json",      ROLE_OPERATOR, workflow_json_plan, .reply = workflow_json_page, .resource = &workflow_resource },
	{ POST, "/workflows/:id/json",      ROLE_OPERATOR, workflow_json_save_plan, .reply = workflow_json_save_done, .resource = &workflow_resource, .flags = ROUTE_LENIENT },
	{ POST, "/workflows/:id/duplicate", ROLE_OPERATOR, workflow_copy_plan, .reply = workflow_copy_done },
	{ POST, "/workflows/:id/activate",  ROLE_OPERATOR, workflow_activate_plan, .reply = workflow_activate_done },
	{ POST, "/workflows/:id/pause",     ROLE_OPERATOR, workflow_pause_plan, .reply = workflow_pause_done },
	{ POST, "/workflows/:id/archive",   ROLE_OPERATOR, workflow_archive_plan, .reply = workflow_archive_done },
	{ POST, "/workflows/:id/restore",   ROLE_OPERATOR, workflow_back_plan, .reply = workflow_back_done },
	{ GET,  "/workflows/:id/delete",    ROLE_ADMIN,    workflow_delete_ask_plan, .reply = workflow_delete_ask_page },
	{ POST, "/workflows/:id/delete",    ROLE_ADMIN,    workflow_delete_send_plan, .reply = workflow_delete_done },

	{ GET,  "/projects/:id",            ROLE_VIEWER,   project_plan, .reply = project_page },

	{ GET,  "/tasks",                   ROLE_VIEWER,   task_board_plan, .reply = task_board_page },
	{ GET,  "/tasks/list",              ROLE_VIEWER,   tasks_plan, .reply = tasks_page, .resource = &task_resource },
	{ GET,  "/tasks/:id",               ROLE_VIEWER,   task_plan, .reply = task_page },
	{ POST, "/tasks/:id/move",          ROLE_OPERATOR, task_move_plan, .reply = task_move_done },
	{ POST, "/tasks/:id/link",          ROLE_OPERATOR, task_link_plan, .reply = task_link_done },
	{ POST, "/tasks/:id/unlink",        ROLE_OPERATOR, task_unlink_plan, .reply = task_link_done },

	{ GET,  "/blueprints",              ROLE_VIEWER,   crud_list_plan, .reply = blueprints_page, .resource = &public_blueprint_resource },
	{ GET,  "/blueprints/own",          ROLE_VIEWER,   crud_list_plan, .reply = blueprints_page, .resource = &blueprint_resource },
	{ GET,  "/blueprints/:id",          ROLE_VIEWER,   blueprint_plan, .reply = blueprint_page },
	{ POST, "/blueprints/:id/install",  ROLE_OPERATOR, blueprint_use_plan, .reply = blueprint_use_done },

	{ GET,  "/messages",                ROLE_VIEWER,   messages_plan, .reply = messages_page, .resource = &message_resource },
	{ GET,  "/messages/:id",            ROLE_VIEWER,   message_plan, .reply = message_page },

	{ GET,  "/executions",              ROLE_VIEWER,   executions_plan, .reply = executions_page, .resource = &execution_resource },
	{ POST, "/executions/cancel",       ROLE_OPERATOR, executions_cancel_plan, .reply = executions_cancel_done },
	{ GET,  "/executions/compare",      ROLE_VIEWER,   compare_plan, .reply = compare_page },
	{ POST, "/executions/compare",      ROLE_VIEWER,   NULL, .reply = compare_chosen },
	{ GET,  "/executions/:id",          ROLE_VIEWER,   execution_plan, .reply = execution_page },
	{ POST, "/executions/:id/cancel",   ROLE_OPERATOR, execution_cancel_plan, .reply = execution_cancel_done },
	{ POST, "/executions/:id/retry",    ROLE_OPERATOR, execution_retry_plan, .reply = execution_retry_done },

	{ GET,  "/saved-views/new",         ROLE_VIEWER,   NULL, .reply = saved_view_new_page },
	{ POST, "/saved-views",             ROLE_VIEWER,   saved_view_make_plan, .reply = saved_view_make_done, .resource = &saved_view_resource },
	{ GET,  "/saved-views/:id/edit",    ROLE_VIEWER,   saved_view_edit_plan, .reply = saved_view_edit_page },
	{ POST, "/saved-views/:id",         ROLE_VIEWER,   saved_view_rename_plan, .reply = saved_view_rename_done, .resource = &saved_view_resource },
	{ POST, "/saved-views/:id/query",   ROLE_VIEWER,   saved_view_query_plan, .reply = saved_view_query_done },
	{ POST, "/saved-views/:id/open",    ROLE_VIEWER,   saved_view_open_plan, .reply = saved_view_open_done },
	{ POST, "/saved-views/:id/open-all", ROLE_VIEWER,  saved_view_open_all_plan, .reply = saved_view_open_all_done },
	{ GET,  "/saved-views/:id/delete",  ROLE_VIEWER,   saved_view_delete_ask_plan, .reply = saved_view_delete_ask_page },
	{ POST, "/saved-views/:id/delete",  ROLE_VIEWER,   saved_view_delete_plan, .reply = saved_view_delete_done },


	{ GET,  "/mcp-servers",             ROLE_OPERATOR, mcp_servers_plan, .reply = mcp_servers_page, .resource = &mcp_server_resource },
	{ GET,  "/mcp-servers/:id",         ROLE_OPERATOR, mcp_server_plan, .reply = mcp_server_page, .resource = &mcp_server_resource },
	{ POST, "/mcp-servers/:id/test",    ROLE_OPERATOR, mcp_server_ask_plan, .reply = mcp_server_ask_done, .resource = &mcp_server_resource },
	{ POST, "/mcp-servers/:id/enable",  ROLE_ADMIN,    mcp_server_enable_plan, .reply = mcp_server_switch_done, .resource = &mcp_server_resource },
	{ POST, "/mcp-servers/:id/disable", ROLE_ADMIN,    mcp_server_disable_plan, .reply = mcp_server_switch_done, .resource = &mcp_server_resource },

	{ GET,  "/usage",                   ROLE_VIEWER,   usage_plan, .reply = usage_page },
	{ POST, "/usage/plan",              ROLE_OWNER,    usage_choose_plan, .reply = usage_choose_done },
	{ GET,  "/usage/records",           ROLE_VIEWER,   crud_list_plan, .reply = usage_records_page, .resource = &usage_record_resource },

	{ GET,  "/keys",                    ROLE_ADMIN,    keys_plan, .reply = keys_page, .resource = &api_key_resource },
	{ POST, "/keys",                    ROLE_ADMIN,    key_make_plan, .reply = key_make_done },
	{ GET,  "/keys/new",                ROLE_ADMIN,    NULL, .reply = key_new_page },
	{ GET,  "/keys/:id/revoke",         ROLE_ADMIN,    key_end_ask_plan, .reply = key_end_ask_page },
	{ POST, "/keys/:id/revoke",         ROLE_ADMIN,    key_end_plan, .reply = key_end_done },

	{ GET,  "/import",                  ROLE_VIEWER,   imports_plan, .reply = imports_page, .resource = &import_resource },
	{ POST, "/import",                  ROLE_OPERATOR, import_make_plan, .reply = import_make_done, .flags = ROUTE_UPLOAD },
	{ GET,  "/import/:id",              ROLE_VIEWER,   import_page_plan, .reply = import_page },
	{ POST, "/import/:id/cancel",       ROLE_OPERATOR, import_stop_plan, .reply = import_stop_done },

	{ GET,  "/organisations",           ROLE_VIEWER,   crud_list_plan, .reply = organisations_page, .resource = &tenant_resource },
	{ GET,  "/organisations/:id",       ROLE_VIEWER,   organisation_plan, .reply = organisation_page },
	{ POST, "/organisations/:id/switch", ROLE_VIEWER,  organisation_switch_plan, .reply = organisation_switch_done },
	{ GET,  "/organisations/:id/delete", ROLE_OWNER,   organisation_delete_ask_plan, .reply = organisation_delete_ask_page },
	{ POST, "/organisations/:id/delete", ROLE_OWNER,   organisation_delete_plan, .reply = organisation_delete_done },
	{ POST, "/organisations/:id/keep",  ROLE_OWNER,    organisation_keep_plan, .reply = organisation_keep_done },
	{ GET,  "/organisations/:id/leave", ROLE_VIEWER,   organisation_leave_ask_plan, .reply = organisation_leave_ask_page },
	{ POST, "/organisations/:id/leave", ROLE_VIEWER,   organisation_leave_plan, .reply = organisation_leave_done },

	{ GET,  "/members",                 ROLE_VIEWER,   crud_list_plan, .reply = members_page, .resource = &member_resource },
	{ POST, "/members/role",            ROLE_ADMIN,    members_role_plan, .reply = members_role_done },
	{ POST, "/members/remove-ask",      ROLE_ADMIN,    members_remove_ask_plan, .reply = members_remove_ask_page },
	{ POST, "/members/remove",          ROLE_ADMIN,    members_remove_plan, .reply = members_remove_done },
	{ GET,  "/members/:id",             ROLE_VIEWER,   member_plan, .reply = member_page },
	{ POST, "/members/:id",             ROLE_ADMIN,    member_save_plan, .reply = member_save_done },
	{ GET,  "/members/:id/remove",      ROLE_ADMIN,    member_plan, .reply = member_remove_ask_page },
	{ POST, "/members/:id/remove",      ROLE_ADMIN,    member_remove_plan, .reply = member_remove_done },

	{ GET,  "/invitations",             ROLE_ADMIN,    crud_list_plan, .reply = invitations_page, .resource = &invitation_resource },
	{ POST, "/invitations",             ROLE_ADMIN,    invitation_make_plan, .reply = invitation_make_done },
	{ GET,  "/invitations/new",         ROLE_ADMIN,    NULL, .reply = invitation_new_page },
	{ POST, "/invitations/:id/renew",   ROLE_ADMIN,    invitation_renew_plan, .reply = invitation_renew_done },
	{ GET,  "/invitations/:id/revoke",  ROLE_ADMIN,    invitation_revoke_ask_plan, .reply = invitation_revoke_ask_page },
	{ POST, "/invitations/:id/revoke",  ROLE_ADMIN,    invitation_revoke_plan, .reply = invitation_revoke_done },

	{ GET,  "/audit",                   ROLE_ADMIN,    audit_plan, .reply = audit_page, .resource = &audit_entry_resource },
	{ GET,  "/audit/:id",               ROLE_ADMIN,    audit_entry_plan, .reply = audit_entry_page },

	{ GET,  "/sessions",                ROLE_VIEWER,   sessions_plan, .reply = sessions_page },
	{ POST, "/sessions/revoke-others",  ROLE_VIEWER,   sessions_end_others_plan, .reply = sessions_end_others_done },
	{ POST, "/sessions/:id/revoke",     ROLE_VIEWER,   session_end_plan, .reply = session_end_done },

	{ GET,  "/settings",                ROLE_VIEWER,   NULL, .reply = settings_page },
	{ POST, "/settings",                ROLE_VIEWER,   settings_save_plan, .reply = settings_save_done },
	{ POST, "/settings/theme",          ROLE_VIEWER,   theme_save_plan, .reply = theme_save_done },
	{ POST, "/settings/profile",        ROLE_VIEWER,   settings_save_plan, .reply = profile_save_done },
	{ POST, "/settings/email",          ROLE_VIEWER,   email_save_plan, .reply = access_reply },
	{ POST, "/settings/password",       ROLE_VIEWER,   password_save_plan, .reply = access_reply },

	{ GET,  "/reference",               ROLE_VIEWER,   NULL, .reply = reference_page },
	{ GET,  "/reference/try",           ROLE_VIEWER,   NULL, .reply = reference_try },

	{ GET,  "/sign-in",                 ROLE_ANYONE,   NULL, .reply = sign_in_page },
	{ POST, "/sign-in",                 ROLE_ANYONE,   sign_in_send_plan, .reply = access_reply },
	{ GET,  "/sign-up",                 ROLE_ANYONE,   NULL, .reply = sign_up_page },
	{ POST, "/sign-up",                 ROLE_ANYONE,   sign_up_send_plan, .reply = access_reply },
	{ POST, "/sign-out",                ROLE_ANYONE,   sign_out_plan, .reply = sign_out_done },
	{ GET,  "/join",                    ROLE_ANYONE,   join_page_plan, .reply = join_page },
	{ POST, "/join",                    ROLE_ANYONE,   join_send_plan, .reply = access_reply },
	{ GET,  "/confirm-email",           ROLE_ANYONE,   NULL, .reply = email_confirm_page },
	{ POST, "/confirm-email",           ROLE_ANYONE,   email_confirm_send_plan, .reply = access_reply },
	{ GET,  "/forgot-password",         ROLE_ANYONE,   NULL, .reply = password_forgot_page },
	{ POST, "/forgot-password",         ROLE_ANYONE,   password_forgot_send_plan, .reply = access_reply },
	{ GET,  "/reset-password",          ROLE_ANYONE,   NULL, .reply = password_reset_page },
	{ POST, "/reset-password",          ROLE_ANYONE,   password_reset_send_plan, .reply = access_reply },
	{ 0 }
};
