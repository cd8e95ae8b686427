#include "app/resources/words.h"

#include "app/resources.h"
#include "resource/words.h"

/*
 * What an agent does just now is derived, not stored; clients that set it mean an
 * active agent. Only RUNNING is answered as a status.
 */
static const struct word agent_statuses[] = {
	{ "active", "ACTIVE", "active", { "enabled" }, .label = "Active" },
	{ "inactive", "INACTIVE", "inactive", { "disabled", "deactivated" },
	  .label = "Inactive" },
	{ "paused", "PAUSED", "paused", .label = "Paused" },
	{ "busy", "RUNNING", .label = "Running",
	  .is_derived = true, .stored_as = "active" },
	{ "idle", .label = "Idle",
	  .is_derived = true, .stored_as = "active" },
	{ "error", .label = "Failing",
	  .is_derived = true, .stored_as = "active" },
	{ "offline", .label = "Offline",
	  .is_derived = true, .stored_as = "active" },
	{ 0 }
};

static const struct word agent_activities[] = {
	{ "idle", .label = "Idle" },
	{ "busy", .accepted = { "running" }, .label = "Running" },
	{ "error", .label = "Failing" },
	{ "offline", .label = "Offline" },
	{ 0 }
};

static const struct word execution_statuses[] = {
	{ "pending", "PENDING", "pending", { "queued" }, .label = "Pending" },
	{ "running", "RUNNING", "running", .label = "Running" },
	{ "paused", "PAUSED", "paused", { "waiting", "waiting-auth" },
	  .label = "Waiting" },
	{ "completed", "SUCCESS", "completed", { "succeeded" },
	  .label = "Completed" },
	{ "failed", "FAILED", "failed", { "error" }, .label = "Failed" },
	{ "cancelled", "CANCELLED", "cancelled", { "canceled" },
	  .label = "Cancelled" },
	{ "timeout", "TIMEOUT", "timeout", .label = "Timed out" },
	{ 0 }
};

static const struct word step_statuses[] = {
	{ "pending", "PENDING", "pending", .label = "Pending" },
	{ "running", "RUNNING", "running", .label = "Running" },
	{ "waiting", "WAITING", "pending-approval",
	  { "pending-authorization", "paused" }, .label = "Waiting" },
	{ "completed", "COMPLETED", "completed", { "succeeded", "success" },
	  .label = "Completed" },
	{ "failed", "FAILED", "failed", { "error" }, .label = "Failed" },
	{ "skipped", "SKIPPED", "skipped", .label = "Skipped" },
	{ "cancelled", "CANCELLED", "cancelled", { "canceled" },
	  .label = "Cancelled" },
	{ 0 }
};

static const struct word triggers[] = {
	{ "manual", .label = "Manual" },
	{ "cron", .accepted = { "scheduled", "schedule" }, .label = "Schedule" },
	{ "webhook", .label = "Webhook" },
	{ "event", .label = "Event" },
	{ "api", .label = "API" },
	{ 0 }
};

static const struct word log_levels[] = {
	{ "debug", "DEBUG", "debug", { "trace" }, .label = "Debug" },
	{ "info", "INFO", "info", .label = "Info" },
	{ "warn", "WARN", "warn", { "warning" }, .label = "Warning" },
	{ "error", "ERROR", "error", { "fatal", "critical" }, .label = "Error" },
	{ 0 }
};

static const struct word roles[] = {
	{ "viewer", .label = "Viewer" },
	{ "operator", .label = "Operator" },
	{ "admin", .accepted = { "administrator" }, .label = "Admin" },
	{ "owner", .label = "Owner" },
	{ 0 }
};

static const struct word workflow_statuses[] = {
	{ "draft", .label = "Draft" },
	{ "active", .accepted = { "enabled" }, .label = "Active" },
	{ "paused", .accepted = { "inactive", "disabled" }, .label = "Paused" },
	{ "archived", .accepted = { "completed", "failed" },
	  .label = "Archived" },
	{ 0 }
};

/* What made it: the document is stored as that program writes it. */
static const struct word workflow_formats[] = {
	{ "builder", .label = "Open Agent Builder" },
	{ "routine", .label = "Routine" },
	{ "steps", .label = "Steps" },
	{ "n8n", .label = "n8n" },
	{ "flowise", .label = "Flowise" },
	{ "node-red", .label = "Node-RED" },
	{ 0 }
};

static const struct word workflow_triggers[] = {
	{ "manual", .label = "Manual" },
	{ "cron", .accepted = { "scheduled", "schedule" }, .label = "Schedule" },
	{ "webhook", .label = "Webhook" },
	{ "event", .label = "Event" },
	{ 0 }
};

static const struct word themes[] = {
	{ "system", .label = "As the system" },
	{ "light", .label = "Light" },
	{ "dark", .label = "Dark" },
	{ 0 }
};

static const struct word import_statuses[] = {
	{ "pending", .label = "Pending" },
	{ "running", .label = "Running" },
	{ "completed", .label = "Completed" },
	{ "failed", .label = "Failed" },
	{ "cancelled", .label = "Cancelled" },
	{ 0 }
};

static const struct word credential_types[] = {
	{ "llm-key", .label = "LLM key" },
	{ "mcp-token", .label = "MCP token" },
	{ "token", .accepted = { "api-key", "bearer" },
	  .label = "Token or API key" },
	{ "password", .accepted = { "basic" }, .label = "Password" },
	{ "oauth", .label = "OAuth" },
	{ "plugin", .label = "Plugin" },
	{ 0 }
};

static const struct word credential_readiness[] = {
	{ "pending", .label = "No secret" },
	{ "paused", .label = "Not in use" },
	{ "expired", .label = "Expired" },
	{ "active", .label = "Ready" },
	{ 0 }
};

static const struct word activenesses[] = {
	{ "true", .label = "Active" },
	{ "false", .label = "Inactive" },
	{ 0 }
};

static const struct word api_key_states[] = {
	{ "active", .label = "Active" },
	{ "expired", .label = "Expired" },
	{ "revoked", .label = "Revoked" },
	{ 0 }
};

#define TASK_STATUSES \
	{ "pending", .accepted = { "todo" }, .label = "Pending" }, \
	{ "in_progress", .accepted = { "in-progress", "in progress" }, \
	  .label = "In progress" }, \
	{ "completed", .accepted = { "done" }, .label = "Completed" }, \
	{ "failed", .accepted = { "error" }, .label = "Failed" }, \
	{ "cancelled", .accepted = { "canceled" }, .label = "Cancelled" }

static const struct word task_statuses[] = { TASK_STATUSES, { 0 } };

/* Of many tasks at once. */
static const struct word task_outcomes[] = {
	TASK_STATUSES,
	{ "deleted", .label = "Deleted" },
	{ 0 }
};

static const struct word priorities[] = {
	{ "low", .label = "Low" },
	{ "normal", .accepted = { "medium" }, .label = "Normal" },
	{ "high", .label = "High" },
	{ "urgent", .accepted = { "critical" }, .label = "Urgent" },
	{ 0 }
};

static const struct word message_statuses[] = {
	{ "pending", .label = "Pending" },
	{ "delivered", .label = "Delivered" },
	{ "acknowledged", .label = "Acknowledged" },
	{ "failed", .label = "Failed" },
	{ "expired", .label = "Expired" },
	{ 0 }
};

static const struct word message_types[] = {
	{ "task_delegation", .label = "Task delegation" },
	{ "status_update", .label = "Status update" },
	{ "coordination_request",
	  .label = "Coordination request" },
	{ "coordination_response",
	  .label = "Coordination response" },
	{ "capability_inquiry",
	  .label = "Capability inquiry" },
	{ "capability_response",
	  .label = "Capability response" },
	{ "heartbeat", .label = "Heartbeat" },
	{ "error_report", .label = "Error report" },
	{ "workflow_step", .label = "Workflow step" },
	{ "resource_request",
	  .label = "Resource request" },
	{ 0 }
};

static const struct word message_directions[] = {
	{ "sent", .label = "Sent" },
	{ "received", .label = "Received" },
	{ 0 }
};

static const struct word blueprint_kinds[] = {
	{ "agent", .label = "Agent" },
	{ "workflow", .label = "Workflow" },
	{ 0 }
};

static const struct word blueprint_pricings[] = {
	{ "free", .label = "Free" },
	{ "one-time", .accepted = { "once" }, .label = "One-time" },
	{ "subscription", .label = "Subscription" },
	{ 0 }
};

static const struct word audit_actions[] = {
	{ "create", .label = "Made" },
	{ "update", .label = "Changed" },
	{ "delete", .label = "Deleted" },
	{ "restore", .label = "Restored" },
	{ "sign-in", .label = "Sign-in" },
	{ "sign-out", .label = "Sign-out" },
	{ "change-password", .label = "New password" },
	{ "change-email", .label = "New e-mail" },
	{ "call-tool", .label = "Tool called" },
	{ 0 }
};

static const struct word mcp_categories[] = {
	{ "web", .label = "Web" },
	{ "ai", .label = "AI" },
	{ "data", .label = "Data" },
	{ "custom", .accepted = { "automation", "productivity" },
	  .label = "Custom" },
	{ 0 }
};

static const struct word mcp_auths[] = {
	{ "none", .accepted = { "oauth-coming-soon" }, .label = "None" },
	{ "api-key", .accepted = { "apikey", "api_key", "url" }, .label = "API key" },
	{ "bearer", .accepted = { "token" }, .label = "Bearer token" },
	{ 0 }
};

static const struct word mcp_connections[] = {
	{ "connected", .label = "Connected" },
	{ "error", .label = "Not connected" },
	{ "untested", .label = "Not tested" },
	{ 0 }
};

/* That of an account, which is no resource; the others are in their descriptions. */
static const struct word audit_nouns[] = {
	{ "user", .label = "Account" },
	{ .nouns = resources }
};

static const struct word plan_types[] = {
	{ "unlimited", .label = "Unlimited" },
	{ "free", .label = "Free" },
	{ "pro", .label = "Pro" },
	{ "enterprise", .label = "Enterprise" },
	{ 0 }
};

static const struct word subscription_statuses[] = {
	{ "active", .label = "Active" },
	{ "cancelled", .accepted = { "canceled" }, .label = "Cancelled" },
	{ "expired", .label = "Expired" },
	{ 0 }
};

static const struct word billing_cycles[] = {
	{ "monthly", .label = "Monthly" },
	{ "yearly", .accepted = { "annual" }, .label = "Yearly" },
	{ 0 }
};

static const struct word usage_windows[] = {
	{ "day", .label = "Day" },
	{ "month", .label = "Month" },
	{ 0 }
};

static const struct word saved_view_sights[] = {
	{ "true", .label = "Everybody in this organisation" },
	{ "false", .label = "Only you" },
	{ 0 }
};

static const struct word saved_view_nouns[] = {
	{ "agents", .label = "Agents" },
	{ "executions", .label = "Executions" },
	{ "workflows", .label = "Workflows" },
	{ "tasks", .label = "Tasks" },
	{ 0 }
};

const struct words agent_status_words = { "agentStatus", agent_statuses };
const struct words agent_activity_words = { "agentActivity", agent_activities };
const struct words execution_status_words = { "executionStatus",
					      execution_statuses };
const struct words step_status_words = { "stepStatus", step_statuses };
const struct words trigger_words = { "trigger", triggers };
const struct words log_level_words = { "logLevel", log_levels };
const struct words role_words = { "role", roles };
const struct words theme_words = { "theme", themes };
const struct words workflow_status_words = { "workflowStatus",
					     workflow_statuses };
const struct words workflow_format_words = { "workflowFormat",
					     workflow_formats };
const struct words workflow_trigger_words = { "workflowTrigger",
					      workflow_triggers };
const struct words import_status_words = { "importStatus", import_statuses };
const struct words credential_type_words = { "credentialType",
					     credential_types };
const struct words credential_readiness_words = { "credentialReadiness",
						  credential_readiness };
const struct words active_words = { "active", activenesses };
const struct words api_key_state_words = { "apiKeyState", api_key_states };
const struct words mcp_category_words = { "mcpCategory", mcp_categories };
const struct words mcp_auth_words = { "mcpAuth", mcp_auths };
const struct words mcp_connection_words = { "mcpConnection", mcp_connections };
const struct words task_status_words = { "taskStatus", task_statuses };
const struct words task_outcome_words = { "taskOutcome", task_outcomes };
const struct words priority_words = { "priority", priorities };
const struct words plan_type_words = { "planType", plan_types };
const struct words subscription_status_words = { "subscriptionStatus",
						 subscription_statuses };
const struct words billing_cycle_words = { "billingCycle", billing_cycles };
const struct words usage_window_words = { "usageWindow", usage_windows };
const struct words blueprint_kind_words = { "blueprintKind", blueprint_kinds };
const struct words blueprint_pricing_words = { "blueprintPricing",
					       blueprint_pricings };
const struct words message_status_words = { "messageStatus",
					    message_statuses };
const struct words message_type_words = { "messageType", message_types };
const struct words message_direction_words = { "messageDirection",
					       message_directions };
const struct words audit_action_words = { "auditAction", audit_actions };
const struct words audit_noun_words = { "auditNoun", audit_nouns };
const struct words saved_view_noun_words = { "savedViewNoun",
					     saved_view_nouns };
const struct words saved_view_sight_words = { "savedViewSight",
					      saved_view_sights };
