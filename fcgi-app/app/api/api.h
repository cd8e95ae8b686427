#ifndef APP_API_API_H
#define APP_API_API_H

/* The halves of the API's routes that do more than crud; see routes.c. */

#include <stdbool.h>

struct request;
struct response;
struct rows;
struct unit;

/* agents.c */
bool agent_executions_plan(struct request *, struct unit *);
bool agent_executions_reply(struct request *, const struct rows *,
			    struct response *);
bool heartbeat_plan(struct request *, struct unit *);
bool heartbeat_reply(struct request *, const struct rows *, struct response *);

/* executions.c */
bool execution_create_plan(struct request *, struct unit *);
bool execution_get_plan(struct request *, struct unit *);
bool execution_get_reply(struct request *, const struct rows *,
			 struct response *);
bool execution_update_plan(struct request *, struct unit *);
bool execution_replace_plan(struct request *, struct unit *);

/* execution_cancel.c */
bool cancel_plan(struct request *, struct unit *);
bool cancel_reply(struct request *, const struct rows *, struct response *);
bool bulk_plan(struct request *, struct unit *);
bool bulk_reply(struct request *, const struct rows *, struct response *);

/* execution_logs.c */
bool logs_plan(struct request *, struct unit *);
bool logs_reply(struct request *, const struct rows *, struct response *);
bool logs_add_plan(struct request *, struct unit *);
bool logs_add_reply(struct request *, const struct rows *, struct response *);

/* execution_steps.c */
bool steps_plan(struct request *, struct unit *);
bool steps_reply(struct request *, const struct rows *, struct response *);

/* dashboard.c */
bool stats_plan(struct request *, struct unit *);
bool stats_reply(struct request *, const struct rows *, struct response *);

/* auth.c; the replies are access_reply where there is none here */
bool login_plan(struct request *, struct unit *);
bool register_plan(struct request *, struct unit *);
bool logout_reply(struct request *, const struct rows *, struct response *);
bool me_plan(struct request *, struct unit *);
bool me_reply(struct request *, const struct rows *, struct response *);
bool password_plan(struct request *, struct unit *);
bool forgot_plan(struct request *, struct unit *);
bool reset_plan(struct request *, struct unit *);

/* sessions.c */
bool sessions_reply(struct request *, const struct rows *, struct response *);
bool session_revoke_plan(struct request *, struct unit *);
bool session_revoke_reply(struct request *, const struct rows *,
			  struct response *);
bool sessions_revoke_plan(struct request *, struct unit *);
bool sessions_revoke_reply(struct request *, const struct rows *,
			   struct response *);
bool tenants_plan(struct request *, struct unit *);
bool tenants_reply(struct request *, const struct rows *, struct response *);
bool tenant_switch_plan(struct request *, struct unit *);
bool tenant_switch_reply(struct request *, const struct rows *,
			 struct response *);

/* keys.c */
bool key_create_plan(struct request *, struct unit *);
bool key_create_reply(struct request *, const struct rows *, struct response *);
bool key_revoke_plan(struct request *, struct unit *);
bool key_revoke_reply(struct request *, const struct rows *, struct response *);

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

/* workflows.c */
bool workflows_plan(struct request *, struct unit *);
bool workflows_reply(struct request *, const struct rows *, struct response *);
bool workflow_get_reply(struct request *, const struct rows *,
			struct response *);
bool workflow_replace_plan(struct request *, struct unit *);
bool workflow_update_plan(struct request *, struct unit *);
bool workflow_change_reply(struct request *, const struct rows *,
			   struct response *);
bool workflow_delete_by_query_plan(struct request *, struct unit *);
bool workflow_delete_reply(struct request *, const struct rows *,
			   struct response *);

/* workflow_save.c */
bool workflow_save_plan(struct request *, struct unit *);
bool workflow_save_reply(struct request *, const struct rows *,
			 struct response *);

/* workflow_export.c; one version is answered by workflow_get_reply */
bool workflow_export_plan(struct request *, struct unit *);
bool workflow_export_reply(struct request *, const struct rows *,
			   struct response *);
bool workflow_versions_plan(struct request *, struct unit *);
bool workflow_versions_reply(struct request *, const struct rows *,
			     struct response *);
bool workflow_version_plan(struct request *, struct unit *);
bool workflow_restore_plan(struct request *, struct unit *);
bool workflow_restore_reply(struct request *, const struct rows *,
			    struct response *);

/* health.c */
bool livez_reply(struct request *, const struct rows *, struct response *);
bool readyz_plan(struct request *, struct unit *);
bool metrics_reply(struct request *, const struct rows *, struct response *);

#endif
