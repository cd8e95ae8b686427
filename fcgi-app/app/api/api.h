#ifndef APP_API_API_H
#define APP_API_API_H

/* The halves of the API's routes that do more than crud; see routes.c. */

#include <stdbool.h>

struct call;
struct request;
struct response;
struct rows;
struct unit;
struct values;

/* document.c, for flowcharts and workflows */
extern const struct call document_versions_call;

/* agents.c */
bool agent_executions_plan(struct request *, struct unit *);
bool agent_executions_reply(struct request *, const struct rows *,
			    struct response *);
bool restore_plan(struct request *, struct unit *);
bool agent_api_activate_plan(struct request *, struct unit *);
bool agent_api_deactivate_plan(struct request *, struct unit *);
bool agent_api_pause_plan(struct request *, struct unit *);
bool heartbeat_plan(struct request *, struct unit *);
bool heartbeat_reply(struct request *, const struct rows *, struct response *);
extern const struct call agent_executions_call, restore_call, status_call;
extern const struct call heartbeat_call;

/* metrics.c */
bool readings_plan(struct request *, struct unit *);
bool readings_reply(struct request *, const struct rows *, struct response *);
bool readings_add_plan(struct request *, struct unit *);
bool readings_add_reply(struct request *, const struct rows *,
		       struct response *);
extern const struct call readings_call, readings_add_call;

/* executions.c */
bool execution_create_plan(struct request *, struct unit *);
bool execution_get_plan(struct request *, struct unit *);
bool execution_get_reply(struct request *, const struct rows *,
			 struct response *);
bool execution_update_plan(struct request *, struct unit *);
bool execution_replace_plan(struct request *, struct unit *);
extern const struct call execution_create_call, execution_get_call;
extern const struct call execution_replace_call, execution_update_call;

/* execution_cancel.c */
bool cancel_plan(struct request *, struct unit *);
bool cancel_reply(struct request *, const struct rows *, struct response *);
bool bulk_plan(struct request *, struct unit *);
bool bulk_reply(struct request *, const struct rows *, struct response *);
extern const struct call cancel_call, bulk_call;

/* execution_retry.c */
bool retry_plan(struct request *, struct unit *);
bool retry_reply(struct request *, const struct rows *, struct response *);

extern const struct call retry_call;

/* execution_logs.c */
bool logs_plan(struct request *, struct unit *);
bool logs_reply(struct request *, const struct rows *, struct response *);
bool logs_add_plan(struct request *, struct unit *);
bool logs_add_reply(struct request *, const struct rows *, struct response *);
extern const struct call logs_call, logs_add_call;

/* execution_steps.c */
bool steps_plan(struct request *, struct unit *);
bool steps_reply(struct request *, const struct rows *, struct response *);
extern const struct call steps_call;

/* dashboard.c */
bool stats_plan(struct request *, struct unit *);
bool stats_reply(struct request *, const struct rows *, struct response *);
extern const struct call stats_call;

/* auth.c; the replies are access_reply where there is none here */
bool login_plan(struct request *, struct unit *);
bool register_plan(struct request *, struct unit *);
bool logout_reply(struct request *, const struct rows *, struct response *);
bool me_plan(struct request *, struct unit *);
bool me_reply(struct request *, const struct rows *, struct response *);
bool password_plan(struct request *, struct unit *);
bool forgot_plan(struct request *, struct unit *);
bool reset_plan(struct request *, struct unit *);
extern const struct call login_call, register_call, logout_call, me_call;
extern const struct call password_call, forgot_call, reset_call;

/* nextauth.c, nextauth_session.c; signing in ends with access_reply */
bool nextauth_csrf_reply(struct request *, const struct rows *,
			 struct response *);
bool nextauth_sign_in_plan(struct request *, struct unit *);
bool nextauth_sign_out_plan(struct request *, struct unit *);
bool nextauth_sign_out_reply(struct request *, const struct rows *,
			     struct response *);
bool nextauth_session_plan(struct request *, struct unit *);
bool nextauth_session_reply(struct request *, const struct rows *,
			    struct response *);
bool nextauth_providers_reply(struct request *, const struct rows *,
			      struct response *);
bool nextauth_page_reply(struct request *, const struct rows *,
			 struct response *);
extern const struct call nextauth_csrf_call, nextauth_session_call;
extern const struct call nextauth_sign_in_call, nextauth_sign_out_call;
extern const struct call nextauth_providers_call, nextauth_page_call;

/* revocations.c */
bool keys_revoke_plan(struct request *, struct unit *);
bool invitations_revoke_plan(struct request *, struct unit *);
bool revocations_reply(struct request *, const struct rows *,
		       struct response *);
extern const struct call keys_revoke_call, invitations_revoke_call;

/* saved_views.c */
bool saved_view_create_plan(struct request *, struct unit *);
bool saved_view_change_plan(struct request *, struct unit *);
bool saved_view_change_reply(struct request *, const struct rows *,
			     struct response *);
bool saved_view_default_plan(struct request *, struct unit *);
bool saved_view_no_default_plan(struct request *, struct unit *);
bool saved_view_default_reply(struct request *, const struct rows *,
			      struct response *);
extern const struct call saved_view_create_call, saved_view_replace_call;
extern const struct call saved_view_update_call, saved_view_default_call;

/* sessions.c */
bool sessions_reply(struct request *, const struct rows *, struct response *);
bool session_revoke_plan(struct request *, struct unit *);
bool session_revoke_reply(struct request *, const struct rows *,
			  struct response *);
bool sessions_revoke_plan(struct request *, struct unit *);
bool sessions_revoke_reply(struct request *, const struct rows *,
			   struct response *);
extern const struct call session_revoke_call, sessions_revoke_call;

/* tenants.c */
bool tenant_switch_plan(struct request *, struct unit *);
bool tenant_switch_reply(struct request *, const struct rows *,
			 struct response *);
bool tenant_create_plan(struct request *, struct unit *);
bool tenant_change_reply(struct request *, const struct rows *,
			 struct response *);
bool tenant_delete_plan(struct request *, struct unit *);
bool tenant_restore_plan(struct request *, struct unit *);
bool tenant_leave_plan(struct request *, struct unit *);
bool tenant_leave_reply(struct request *, const struct rows *,
			struct response *);
extern const struct call tenant_switch_call, tenant_create_call;
extern const struct call tenant_replace_call, tenant_update_call;
extern const struct call tenant_delete_call, tenant_restore_call;
extern const struct call tenant_leave_call;
/* The statements that make and leave one, for pages too; a row of the second is the tenant
 * in which the session is then, or null. */
bool tenant_make_add(struct request *, struct unit *, const char *id,
		     const struct values *);
bool tenant_leave_add(struct unit *, const char *id);

/* members.c */
bool members_bulk_plan(struct request *, struct unit *);
bool members_bulk_reply(struct request *, const struct rows *,
			struct response *);
extern const struct call members_bulk_call;
/* The statement of it, for pages too: rows {id, is_member, changed, role, name, why}; action: role
 * or remove; role may be NULL for the second. */
bool members_change_add(struct unit *, const char *ids, const char *action,
			const char *role);

/* invitations.c; accepting is answered by access_reply */
bool invitation_create_plan(struct request *, struct unit *);
bool invitation_create_reply(struct request *, const struct rows *,
			     struct response *);
bool invitation_renew_plan(struct request *, struct unit *);
bool invitation_renew_reply(struct request *, const struct rows *,
			    struct response *);
bool invitation_revoke_plan(struct request *, struct unit *);
bool invitation_revoke_reply(struct request *, const struct rows *,
			     struct response *);
bool invitation_accept_plan(struct request *, struct unit *);
extern const struct call invitation_create_call, invitation_renew_call;
extern const struct call invitation_revoke_call, invitation_accept_call;

/* settings.c; what is said of the e-mail address is answered by access_reply */
bool settings_get_plan(struct request *, struct unit *);
bool settings_get_reply(struct request *, const struct rows *,
			struct response *);
bool settings_update_plan(struct request *, struct unit *);
bool settings_replace_plan(struct request *, struct unit *);
bool settings_save_reply(struct request *, const struct rows *,
			 struct response *);
bool email_plan(struct request *, struct unit *);
bool email_confirmation_plan(struct request *, struct unit *);
extern const struct call settings_get_call, settings_replace_call;
extern const struct call settings_update_call;
extern const struct call email_call, email_confirmation_call;
/* What they check and add, for pages too. */
bool settings_save_add(struct unit *, const struct values *);

/* tasks.c */
bool task_change_plan(struct request *, struct unit *);
bool task_change_reply(struct request *, const struct rows *, struct response *);
bool tasks_bulk_plan(struct request *, struct unit *);
bool tasks_bulk_reply(struct request *, const struct rows *, struct response *);
extern const struct call task_change_call, task_complete_call, task_fail_call;
extern const struct call tasks_bulk_call;

/* keys.c */
bool key_create_plan(struct request *, struct unit *);
bool key_create_reply(struct request *, const struct rows *, struct response *);
bool key_revoke_plan(struct request *, struct unit *);
bool key_revoke_reply(struct request *, const struct rows *, struct response *);
extern const struct call key_create_call, key_revoke_call;

/* llm_keys.c */
bool llm_key_save_plan(struct request *, struct unit *);
bool llm_key_save_reply(struct request *, const struct rows *,
			struct response *);
bool llm_key_change_plan(struct request *, struct unit *);
bool llm_key_delete_plan(struct request *, struct unit *);
bool llm_key_delete_reply(struct request *, const struct rows *,
			  struct response *);
extern const struct call llm_key_save_call, llm_key_change_call;
extern const struct call llm_key_delete_call;

/* flowcharts.c */
bool flowchart_get_plan(struct request *, struct unit *);
bool flowchart_get_reply(struct request *, const struct rows *,
			 struct response *);
bool flowchart_make_plan(struct request *, struct unit *);
bool flowchart_make_reply(struct request *, const struct rows *,
			  struct response *);
bool flowchart_change_plan(struct request *, struct unit *);
bool flowchart_change_reply(struct request *, const struct rows *,
			    struct response *);
bool flowchart_delete_plan(struct request *, struct unit *);
bool flowchart_delete_reply(struct request *, const struct rows *,
			    struct response *);
bool flowchart_duplicate_plan(struct request *, struct unit *);
bool flowchart_duplicate_reply(struct request *, const struct rows *,
			       struct response *);
extern const struct call flowchart_get_call, flowchart_version_call;
extern const struct call flowchart_make_call, flowchart_change_call;
extern const struct call flowchart_restore_call, flowchart_delete_call;
extern const struct call flowchart_duplicate_call;

/* flowchart_export.c; one version is answered by flowchart_get_reply */
bool flowchart_export_plan(struct request *, struct unit *);
bool flowchart_export_reply(struct request *, const struct rows *,
			    struct response *);
bool flowchart_validate_plan(struct request *, struct unit *);
bool flowchart_validate_reply(struct request *, const struct rows *,
			      struct response *);
bool flowchart_versions_plan(struct request *, struct unit *);
bool flowchart_versions_reply(struct request *, const struct rows *,
			      struct response *);
bool flowchart_version_plan(struct request *, struct unit *);
bool flowchart_restore_plan(struct request *, struct unit *);
bool flowchart_restore_reply(struct request *, const struct rows *,
			     struct response *);
extern const struct call flowchart_export_call, flowchart_validate_call;

/* openapi.c */
bool openapi_reply(struct request *, const struct rows *, struct response *);
extern const struct call openapi_call;

/* imports.c; the plan of making one is in app/import_make.h */
extern const struct call import_make_call, import_cancel_call;
bool import_make_reply(struct request *, const struct rows *,
		       struct response *);
bool import_cancel_plan(struct request *, struct unit *);
bool import_cancel_reply(struct request *, const struct rows *,
			 struct response *);

/* health.c */
bool livez_reply(struct request *, const struct rows *, struct response *);
bool readyz_plan(struct request *, struct unit *);
bool metrics_reply(struct request *, const struct rows *, struct response *);
extern const struct call health_call, metrics_call;

/* messages.c */
bool inbox_plan(struct request *, struct unit *);
bool inbox_reply(struct request *, const struct rows *, struct response *);
bool acknowledge_plan(struct request *, struct unit *);
bool message_fail_plan(struct request *, struct unit *);
bool message_settle_reply(struct request *, const struct rows *,
			  struct response *);
extern const struct call inbox_call, acknowledge_call, message_fail_call;

#endif
