#ifndef APP_RESOURCES_RESOURCES_H
#define APP_RESOURCES_RESOURCES_H

/* The nouns of Muster, one file each. */

struct resource;

extern const struct resource agent_resource;
extern const struct resource deleted_agent_resource;
extern const struct resource capability_resource;
extern const struct resource metric_resource;
extern const struct resource execution_resource;
extern const struct resource step_resource;
extern const struct resource log_resource;
extern const struct resource api_key_resource;
extern const struct resource credential_resource;
extern const struct resource llm_key_resource;
extern const struct resource session_resource;
extern const struct resource project_resource;
extern const struct resource flowchart_resource;
extern const struct resource workflow_resource;
extern const struct resource audit_entry_resource;
extern const struct resource saved_view_resource;
extern const struct resource member_resource;
extern const struct resource invitation_resource;
extern const struct resource tenant_resource;
extern const struct resource settings_resource;
extern const struct resource import_resource;
extern const struct resource task_resource;
extern const struct resource mcp_server_resource;
extern const struct resource mcp_registry_resource;
extern const struct resource plan_resource;
extern const struct resource subscription_resource;
extern const struct resource usage_record_resource;
extern const struct resource message_resource, delivery_resource;
extern const struct resource blueprint_resource;
extern const struct resource public_blueprint_resource;
extern const struct resource blueprint_review_resource;
extern const struct resource agent_message_resource;

#endif
