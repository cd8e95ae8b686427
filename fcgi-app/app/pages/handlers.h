#ifndef APP_PAGES_HANDLERS_H
#define APP_PAGES_HANDLERS_H

/* The two halves of each page, for the table in pages.c. */

#include "http/request.h"

plan_fn row_new_plan, row_make_plan, row_edit_plan, row_save_plan; /* row_form.c */
reply_fn row_new_page, row_make_done, row_edit_page, row_save_done;
plan_fn row_remove_ask_plan, row_remove_plan;			/* row_remove.c */
reply_fn row_remove_ask_page, row_remove_done;

plan_fn noun_list_plan, noun_detail_plan;	/* noun_list.c, noun_detail.c */
reply_fn noun_list_page, noun_detail_page;

plan_fn overview_plan;			/* overview.c */
reply_fn overview_page;

plan_fn find_plan;			/* find.c */
reply_fn find_page;

plan_fn agents_plan;			/* agents.c */
reply_fn agents_page;
reply_fn deleted_agents_page;		/* deleted_agents.c */
plan_fn agent_plan;			/* agent.c */
reply_fn agent_page;
plan_fn agent_pause_plan, agent_activate_plan;			/* agent_actions.c */
reply_fn agent_pause_done, agent_activate_done;
plan_fn agent_delete_ask_plan, agent_delete_plan;
reply_fn agent_delete_ask_page, agent_delete_done;
plan_fn agent_restore_plan;
reply_fn agent_restore_done;

plan_fn agent_metrics_plan;				/* agent_metrics.c */
reply_fn agent_metrics_page;
plan_fn agent_messages_plan;				/* agent_messages.c */
reply_fn agent_messages_page;
plan_fn agent_configuration_plan;	/* agent_configuration.c */
reply_fn agent_configuration_page;

plan_fn agent_flowchart_plan, agent_flowchart_restore_plan; /* agent_flowchart.c */
reply_fn agent_flowchart_page, agent_flowchart_restore_done;

plan_fn project_plan;						/* project.c */
reply_fn project_page;

reply_fn organisations_page;				/* organisations.c */
plan_fn organisation_switch_plan;
reply_fn organisation_switch_done;
plan_fn organisation_plan;					/* organisation.c */
reply_fn organisation_page;
plan_fn organisation_delete_ask_plan, organisation_delete_plan; /* organisation_end.c */
plan_fn organisation_keep_plan;
plan_fn organisation_leave_ask_plan, organisation_leave_plan;
reply_fn organisation_delete_ask_page, organisation_delete_done;
reply_fn organisation_keep_done;
reply_fn organisation_leave_ask_page, organisation_leave_done;

plan_fn workflows_page_plan;				/* workflows.c */
reply_fn workflows_page;
plan_fn workflow_page_plan;					/* workflow.c */
reply_fn workflow_page;
plan_fn workflow_diff_page_plan, flowchart_diff_page_plan;	/* flow_diff.c */
reply_fn workflow_diff_page, flowchart_diff_page;
plan_fn workflow_json_plan, workflow_json_save_plan;		/* workflow_json.c */
reply_fn workflow_json_page, workflow_json_save_done;
plan_fn templates_bring_plan;
reply_fn templates_bring_done;
plan_fn workflow_copy_plan;					/* workflow_copy.c */
reply_fn workflow_copy_done;
plan_fn workflow_activate_plan, workflow_pause_plan;	/* workflow_actions.c */
plan_fn workflow_archive_plan, workflow_back_plan;
reply_fn workflow_activate_done, workflow_pause_done;
reply_fn workflow_archive_done, workflow_back_done;
plan_fn workflow_delete_ask_plan, workflow_delete_send_plan;
reply_fn workflow_delete_ask_page, workflow_delete_done;

plan_fn executions_plan, executions_cancel_plan;		/* executions.c */
reply_fn executions_page, executions_cancel_done;
plan_fn execution_plan;						/* execution.c */
reply_fn execution_page;
plan_fn execution_cancel_plan, execution_retry_plan;	/* execution_actions.c */
reply_fn execution_cancel_done, execution_retry_done;
plan_fn compare_plan;						/* compare.c */
reply_fn compare_page, compare_chosen;

plan_fn usage_plan, usage_choose_plan;				/* usage.c */
reply_fn usage_page, usage_choose_done;
reply_fn usage_records_page;					/* usage_records.c */
plan_fn task_board_plan;					/* task_board.c */
reply_fn task_board_page;
plan_fn tasks_plan;						/* tasks.c */
reply_fn tasks_page;
plan_fn task_plan;						/* task.c */
reply_fn task_page;
plan_fn task_move_plan, task_link_plan, task_unlink_plan;	/* task_actions.c */
reply_fn task_move_done, task_link_done;

reply_fn blueprints_page;	/* blueprints.c, blueprint.c */
plan_fn blueprint_plan, blueprint_use_plan;
reply_fn blueprint_page, blueprint_use_done;

plan_fn messages_plan, message_plan;		/* messages.c, message.c */
reply_fn messages_page, message_page;

plan_fn saved_view_make_plan, saved_view_edit_plan;	/* saved_view_form.c */
plan_fn saved_view_rename_plan;
reply_fn saved_view_new_page, saved_view_make_done, saved_view_edit_page;
reply_fn saved_view_rename_done;
plan_fn saved_view_query_plan, saved_view_open_plan; /* saved_view_actions.c */
plan_fn saved_view_open_all_plan;
plan_fn saved_view_delete_ask_plan, saved_view_delete_plan;
reply_fn saved_view_query_done, saved_view_open_done, saved_view_open_all_done;
reply_fn saved_view_delete_ask_page, saved_view_delete_done;

plan_fn mcp_servers_plan, mcp_server_plan;	/* mcp_servers.c, mcp_server.c */
reply_fn mcp_servers_page, mcp_server_page;
plan_fn mcp_server_ask_plan;			/* mcp_server_actions.c */
plan_fn mcp_server_enable_plan, mcp_server_disable_plan;
reply_fn mcp_server_ask_done, mcp_server_switch_done;

plan_fn keys_plan, key_end_ask_plan, key_end_plan;	/* keys.c */
reply_fn keys_page, key_end_ask_page, key_end_done;
plan_fn key_make_plan;						/* key_form.c */
reply_fn key_new_page, key_make_done;

plan_fn imports_plan, import_page_plan, import_stop_plan; /* imports.c, import.c */
reply_fn imports_page, import_make_done, import_page, import_stop_done;

plan_fn audit_plan, audit_entry_plan;			/* audit.c, audit_entry.c */
reply_fn audit_page, audit_entry_page;

plan_fn sessions_plan, session_end_plan, sessions_end_others_plan; /* sessions.c */
reply_fn sessions_page, session_end_done, sessions_end_others_done;

plan_fn settings_save_plan, theme_save_plan;	/* settings.c */
plan_fn password_save_plan, email_save_plan;
reply_fn settings_page, settings_save_done, profile_save_done, theme_save_done;

reply_fn reference_page, reference_try;			/* reference.c */

plan_fn sign_in_send_plan, sign_up_send_plan;			/* sign_in.c */
reply_fn sign_in_page, sign_up_page, sign_out_done;
plan_fn password_forgot_send_plan, password_reset_send_plan;	/* password.c */
reply_fn password_forgot_page, password_reset_page;
plan_fn join_page_plan, join_send_plan;			/* join.c */
reply_fn join_page;
plan_fn email_confirm_send_plan;				/* email.c */
reply_fn email_confirm_page;
plan_fn member_plan, member_save_plan, member_remove_plan;	/* members.c */
reply_fn members_page, member_page, member_save_done;
reply_fn member_remove_ask_page, member_remove_done;

plan_fn members_role_plan, members_remove_ask_plan;		/* members_bulk.c */
plan_fn members_remove_plan;
reply_fn members_role_done, members_remove_ask_page, members_remove_done;

plan_fn invitation_make_plan, invitation_revoke_ask_plan;	/* invitations.c */
reply_fn invitations_page, invitation_new_page, invitation_make_done;
reply_fn invitation_renew_done, invitation_revoke_ask_page;
reply_fn invitation_revoke_done;

#endif
