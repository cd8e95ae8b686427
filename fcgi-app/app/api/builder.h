#ifndef APP_API_BUILDER_H
#define APP_API_BUILDER_H

/* The halves of the routes of workflows, which the builder's clients know; see
 * routes.c. */

#include <stdbool.h>

struct call;
struct request;
struct response;
struct rows;
struct unit;

/* workflows.c */
bool workflows_plan(struct request *, struct unit *);
bool workflows_reply(struct request *, const struct rows *, struct response *);
bool workflow_get_reply(struct request *, const struct rows *,
			struct response *);
bool workflow_replace_plan(struct request *, struct unit *);
bool workflow_update_plan(struct request *, struct unit *);
bool workflow_change_reply(struct request *, const struct rows *,
			   struct response *);
extern const struct call workflows_call, workflow_get_call;
extern const struct call workflow_replace_call, workflow_update_call;

/* workflow_delete.c; by the path its plan is crud_delete_plan */
bool workflow_delete_by_query_plan(struct request *, struct unit *);
bool workflow_delete_reply(struct request *, const struct rows *,
			   struct response *);
bool workflows_clean_plan(struct request *, struct unit *);
bool workflows_clean_reply(struct request *, const struct rows *,
			   struct response *);
extern const struct call workflow_delete_call, workflows_clean_call;
extern const struct call workflow_delete_by_query_call;

/* config.c */
bool config_plan(struct request *, struct unit *);
bool config_reply(struct request *, const struct rows *, struct response *);
extern const struct call config_call;

/* templates.c */
bool templates_seed_plan(struct request *, struct unit *);
bool templates_seed_reply(struct request *, const struct rows *,
			  struct response *);
bool templates_update_plan(struct request *, struct unit *);
bool templates_update_reply(struct request *, const struct rows *,
			    struct response *);
extern const struct call templates_seed_call, templates_update_call;

/* flow_diff.c */
bool workflow_diff_plan(struct request *, struct unit *);
bool workflow_diff_reply(struct request *, const struct rows *,
			 struct response *);
bool flowchart_diff_plan(struct request *, struct unit *);
bool flowchart_diff_reply(struct request *, const struct rows *,
			  struct response *);
extern const struct call workflow_diff_call, flowchart_diff_call;

/* workflow_copy.c */
bool workflow_duplicate_plan(struct request *, struct unit *);
bool workflow_duplicate_reply(struct request *, const struct rows *,
			      struct response *);
extern const struct call workflow_duplicate_call;

/* workflow_executions.c */
bool workflow_executions_plan(struct request *, struct unit *);
bool workflow_executions_reply(struct request *, const struct rows *,
			       struct response *);
extern const struct call workflow_executions_call;

/* workflow_validate.c */
bool workflow_validate_plan(struct request *, struct unit *);
bool workflow_validate_reply(struct request *, const struct rows *,
			     struct response *);
extern const struct call workflow_validate_call;

/* workflow_code.c */
bool workflow_code_plan(struct request *, struct unit *);
bool workflow_code_reply(struct request *, const struct rows *,
			 struct response *);
extern const struct call workflow_code_call;

/* langgraph.c */
bool langgraph_export_plan(struct request *, struct unit *);
bool langgraph_export_reply(struct request *, const struct rows *,
			    struct response *);
bool langgraph_import_plan(struct request *, struct unit *);
bool langgraph_import_reply(struct request *, const struct rows *,
			    struct response *);
extern const struct call langgraph_get_call, langgraph_export_call;
extern const struct call langgraph_import_call;

/* workflow_save.c */
bool workflow_save_plan(struct request *, struct unit *);
bool workflow_save_reply(struct request *, const struct rows *,
			 struct response *);
extern const struct call workflow_save_call;

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
extern const struct call workflow_version_call, workflow_restore_call;
extern const struct call workflow_export_call;

#endif
