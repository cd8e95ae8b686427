#include "app/resources/words.h"

#include "resource/words.h"

/*
 * What an agent does just now is derived, not stored; clients that set it mean an
 * active agent. Only RUNNING is answered as a status.
 */
static const struct word agent_statuses[] = {
	{ "active", "ACTIVE", "active", { "enabled" }, .label = "Active" },
	{ "inactive", "INACTIVE", "inactive", { "disabled", "deactivated" },
	  .label = "Inactive" },
	{ "paused", "PAUSED", "paused", { 0 }, .label = "Paused" },
	{ "busy", "RUNNING", NULL, { 0 }, .label = "Running",
	  .is_derived = true, .stored_as = "active" },
	{ "idle", NULL, NULL, { 0 }, .label = "Idle",
	  .is_derived = true, .stored_as = "active" },
	{ "error", NULL, NULL, { 0 }, .label = "Failing",
	  .is_derived = true, .stored_as = "active" },
	{ "offline", NULL, NULL, { 0 }, .label = "Offline",
	  .is_derived = true, .stored_as = "active" },
	{ 0 }
};

static const struct word agent_activities[] = {
	{ "idle", NULL, NULL, { 0 }, .label = "Idle" },
	{ "busy", NULL, NULL, { "running" }, .label = "Running" },
	{ "error", NULL, NULL, { 0 }, .label = "Failing" },
	{ "offline", NULL, NULL, { 0 }, .label = "Offline" },
	{ 0 }
};

static const struct word execution_statuses[] = {
	{ "pending", "PENDING", "pending", { "queued" }, .label = "Pending" },
	{ "running", "RUNNING", "running", { 0 }, .label = "Running" },
	{ "paused", "PAUSED", "paused", { "waiting", "waiting-auth" },
	  .label = "Waiting" },
	{ "completed", "SUCCESS", "completed", { "succeeded" },
	  .label = "Completed" },
	{ "failed", "FAILED", "failed", { "error" }, .label = "Failed" },
	{ "cancelled", "CANCELLED", "cancelled", { "canceled" },
	  .label = "Cancelled" },
	{ "timeout", "TIMEOUT", "timeout", { 0 }, .label = "Timed out" },
	{ 0 }
};

static const struct word step_statuses[] = {
	{ "pending", "PENDING", "pending", { 0 }, .label = "Pending" },
	{ "running", "RUNNING", "running", { 0 }, .label = "Running" },
	{ "waiting", "WAITING", "pending-approval",
	  { "pending-authorization", "paused" }, .label = "Waiting" },
	{ "completed", "COMPLETED", "completed", { "succeeded", "success" },
	  .label = "Completed" },
	{ "failed", "FAILED", "failed", { "error" }, .label = "Failed" },
	{ "skipped", "SKIPPED", "skipped", { 0 }, .label = "Skipped" },
	{ "cancelled", "CANCELLED", "cancelled", { "canceled" },
	  .label = "Cancelled" },
	{ 0 }
};

static const struct word triggers[] = {
	{ "manual", NULL, NULL, { 0 }, .label = "Manual" },
	{ "cron", NULL, NULL, { "scheduled", "schedule" }, .label = "Schedule" },
	{ "webhook", NULL, NULL, { 0 }, .label = "Webhook" },
	{ "event", NULL, NULL, { 0 }, .label = "Event" },
	{ "api", NULL, NULL, { 0 }, .label = "API" },
	{ 0 }
};

static const struct word log_levels[] = {
	{ "debug", "DEBUG", "debug", { "trace" }, .label = "Debug" },
	{ "info", "INFO", "info", { 0 }, .label = "Info" },
	{ "warn", "WARN", "warn", { "warning" }, .label = "Warning" },
	{ "error", "ERROR", "error", { "fatal", "critical" }, .label = "Error" },
	{ 0 }
};

static const struct word roles[] = {
	{ "viewer", NULL, NULL, { 0 }, .label = "Viewer" },
	{ "operator", NULL, NULL, { 0 }, .label = "Operator" },
	{ "admin", NULL, NULL, { "administrator" }, .label = "Admin" },
	{ "owner", NULL, NULL, { 0 }, .label = "Owner" },
	{ 0 }
};

static const struct word workflow_statuses[] = {
	{ "draft", NULL, NULL, { 0 }, .label = "Draft" },
	{ "active", NULL, NULL, { "enabled" }, .label = "Active" },
	{ "paused", NULL, NULL, { "inactive", "disabled" }, .label = "Paused" },
	{ "archived", NULL, NULL, { "completed", "failed" },
	  .label = "Archived" },
	{ 0 }
};

/* What made it: the document is stored as that program writes it. */
static const struct word workflow_formats[] = {
	{ "builder", NULL, NULL, { 0 }, .label = "Open Agent Builder" },
	{ "routine", NULL, NULL, { 0 }, .label = "Routine" },
	{ "steps", NULL, NULL, { 0 }, .label = "Steps" },
	{ "n8n", NULL, NULL, { 0 }, .label = "n8n" },
	{ "flowise", NULL, NULL, { 0 }, .label = "Flowise" },
	{ "node-red", NULL, NULL, { 0 }, .label = "Node-RED" },
	{ 0 }
};

static const struct word workflow_triggers[] = {
	{ "manual", NULL, NULL, { 0 }, .label = "Manual" },
	{ "cron", NULL, NULL, { "scheduled", "schedule" }, .label = "Schedule" },
	{ "webhook", NULL, NULL, { 0 }, .label = "Webhook" },
	{ "event", NULL, NULL, { 0 }, .label = "Event" },
	{ 0 }
};

static const struct word themes[] = {
	{ "system", NULL, NULL, { 0 }, .label = "As the system" },
	{ "light", NULL, NULL, { 0 }, .label = "Light" },
	{ "dark", NULL, NULL, { 0 }, .label = "Dark" },
	{ 0 }
};

static const struct word import_statuses[] = {
	{ "pending", NULL, NULL, { 0 }, .label = "Pending" },
	{ "running", NULL, NULL, { 0 }, .label = "Running" },
	{ "completed", NULL, NULL, { 0 }, .label = "Completed" },
	{ "failed", NULL, NULL, { 0 }, .label = "Failed" },
	{ "cancelled", NULL, NULL, { 0 }, .label = "Cancelled" },
	{ 0 }
};

static const struct word credential_types[] = {
	{ "llm-key", NULL, NULL, { 0 }, .label = "LLM key" },
	{ "mcp-token", NULL, NULL, { 0 }, .label = "MCP token" },
	{ "token", NULL, NULL, { "api-key", "bearer" },
	  .label = "Token or API key" },
	{ "password", NULL, NULL, { "basic" }, .label = "Password" },
	{ "oauth", NULL, NULL, { 0 }, .label = "OAuth" },
	{ "plugin", NULL, NULL, { 0 }, .label = "Plugin" },
	{ 0 }
};

static const struct word task_statuses[] = {
	{ "pending", NULL, NULL, { "todo" }, .label = "Pending" },
	{ "in_progress", NULL, NULL, { "in-progress", "in progress" },
	  .label = "In progress" },
	{ "completed", NULL, NULL, { "done" }, .label = "Completed" },
	{ "failed", NULL, NULL, { "error" }, .label = "Failed" },
	{ "cancelled", NULL, NULL, { "canceled" }, .label = "Cancelled" },
	{ 0 }
};

static const struct word priorities[] = {
	{ "low", NULL, NULL, { 0 }, .label = "Low" },
	{ "normal", NULL, NULL, { "medium" }, .label = "Normal" },
	{ "high", NULL, NULL, { 0 }, .label = "High" },
	{ "urgent", NULL, NULL, { "critical" }, .label = "Urgent" },
	{ 0 }
};

static const struct word message_statuses[] = {
	{ "pending", NULL, NULL, { 0 }, .label = "Pending" },
	{ "delivered", NULL, NULL, { 0 }, .label = "Delivered" },
	{ "acknowledged", NULL, NULL, { 0 }, .label = "Acknowledged" },
	{ "failed", NULL, NULL, { 0 }, .label = "Failed" },
	{ "expired", NULL, NULL, { 0 }, .label = "Expired" },
	{ 0 }
};

static const struct word message_types[] = {
	{ "task_delegation", NULL, NULL, { 0 }, .label = "Task delegation" },
	{ "status_update", NULL, NULL, { 0 }, .label = "Status update" },
	{ "coordination_request", NULL, NULL, { 0 },
	  .label = "Coordination request" },
	{ "coordination_response", NULL, NULL, { 0 },
	  .label = "Coordination response" },
	{ "capability_inquiry", NULL, NULL, { 0 },
	  .label = "Capability inquiry" },
	{ "capability_response", NULL, NULL, { 0 },
	  .label = "Capability response" },
	{ "heartbeat", NULL, NULL, { 0 }, .label = "Heartbeat" },
	{ "error_report", NULL, NULL, { 0 }, .label = "Error report" },
	{ "workflow_step", NULL, NULL, { 0 }, .label = "Workflow step" },
	{ "resource_request", NULL, NULL, { 0 },
	  .label = "Resource request" },
	{ 0 }
};

static const struct word message_directions[] = {
	{ "sent", NULL, NULL, { 0 }, .label = "Sent" },
	{ "received", NULL, NULL, { 0 }, .label = "Received" },
	{ 0 }
};

static const struct word blueprint_kinds[] = {
	{ "agent", NULL, NULL, { 0 }, .label = "Agent" },
	{ "workflow", NULL, NULL, { 0 }, .label = "Workflow" },
	{ 0 }
};

static const struct word blueprint_pricings[] = {
	{ "free", NULL, NULL, { 0 }, .label = "Free" },
	{ "one-time", NULL, NULL, { "once" }, .label = "One-time" },
	{ "subscription", NULL, NULL, { 0 }, .label = "Subscription" },
	{ 0 }
};

static const struct word audit_actions[] = {
	{ "create", NULL, NULL, { 0 }, .label = "Made" },
	{ "update", NULL, NULL, { 0 }, .label = "Changed" },
	{ "delete", NULL, NULL, { 0 }, .label = "Deleted" },
	{ "restore", NULL, NULL, { 0 }, .label = "Restored" },
	{ "sign-in", NULL, NULL, { 0 }, .label = "Sign-in" },
	{ "sign-out", NULL, NULL, { 0 }, .label = "Sign-out" },
	{ "change-password", NULL, NULL, { 0 }, .label = "New password" },
	{ "change-email", NULL, NULL, { 0 }, .label = "New e-mail" },
	{ 0 }
};

static const struct word mcp_categories[] = {
	{ "web", NULL, NULL, { 0 }, .label = "Web" },
	{ "ai", NULL, NULL, { 0 }, .label = "AI" },
	{ "data", NULL, NULL, { 0 }, .label = "Data" },
	{ "custom", NULL, NULL, { "automation", "productivity" },
	  .label = "Custom" },
	{ 0 }
};

static const struct word mcp_auths[] = {
	{ "none", NULL, NULL, { "oauth-coming-soon" }, .label = "None" },
	{ "api-key", NULL, NULL, { "apikey", "api_key", "url" }, .label = "API key" },
	{ "bearer", NULL, NULL, { "token" }, .label = "Bearer token" },
	{ 0 }
};

static const struct word mcp_connections[] = {
	{ "connected", NULL, NULL, { 0 }, .label = "Connected" },
	{ "error", NULL, NULL, { 0 }, .label = "Not connected" },
	{ "untested", NULL, NULL, { 0 }, .label = "Not tested" },
	{ 0 }
};

static const struct word audit_nouns[] = {
	{ "agent", NULL, NULL, { 0 }, .label = "Agent" },
	{ "capability", NULL, NULL, { 0 }, .label = "Capability" },
	{ "flowchart", NULL, NULL, { 0 }, .label = "Flowchart" },
	{ "workflow", NULL, NULL, { 0 }, .label = "Workflow" },
	{ "project", NULL, NULL, { 0 }, .label = "Project" },
	{ "task", NULL, NULL, { 0 }, .label = "Task" },
	{ "message", NULL, NULL, { 0 }, .label = "Message" },
	{ "blueprint", NULL, NULL, { 0 }, .label = "Blueprint" },
	{ "apiKey", NULL, NULL, { 0 }, .label = "API key" },
	{ "credential", NULL, NULL, { 0 }, .label = "Credential" },
	{ "mcpServer", NULL, NULL, { 0 }, .label = "MCP server" },
	{ "member", NULL, NULL, { 0 }, .label = "Member" },
	{ "invitation", NULL, NULL, { 0 }, .label = "Invitation" },
	{ "tenant", NULL, NULL, { 0 }, .label = "Organisation" },
	{ "subscription", NULL, NULL, { 0 }, .label = "Subscription" },
	{ "session", NULL, NULL, { 0 }, .label = "Session" },
	{ "user", NULL, NULL, { 0 }, .label = "Account" },
	{ 0 }
};

static const struct word plan_types[] = {
	{ "unlimited", NULL, NULL, { 0 }, .label = "Unlimited" },
	{ "free", NULL, NULL, { 0 }, .label = "Free" },
	{ "pro", NULL, NULL, { 0 }, .label = "Pro" },
	{ "enterprise", NULL, NULL, { 0 }, .label = "Enterprise" },
	{ 0 }
};

static const struct word subscription_statuses[] = {
	{ "active", NULL, NULL, { 0 }, .label = "Active" },
	{ "cancelled", NULL, NULL, { "canceled" }, .label = "Cancelled" },
	{ "expired", NULL, NULL, { 0 }, .label = "Expired" },
	{ 0 }
};

static const struct word billing_cycles[] = {
	{ "monthly", NULL, NULL, { 0 }, .label = "Monthly" },
	{ "yearly", NULL, NULL, { "annual" }, .label = "Yearly" },
	{ 0 }
};

static const struct word usage_windows[] = {
	{ "day", NULL, NULL, { 0 }, .label = "Day" },
	{ "month", NULL, NULL, { 0 }, .label = "Month" },
	{ 0 }
};

static const struct word saved_view_nouns[] = {
	{ "agents", NULL, NULL, { 0 }, .label = "Agents" },
	{ "executions", NULL, NULL, { 0 }, .label = "Executions" },
	{ "workflows", NULL, NULL, { 0 }, .label = "Workflows" },
	{ "tasks", NULL, NULL, { 0 }, .label = "Tasks" },
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
const struct words mcp_category_words = { "mcpCategory", mcp_categories };
const struct words mcp_auth_words = { "mcpAuth", mcp_auths };
const struct words mcp_connection_words = { "mcpConnection", mcp_connections };
const struct words task_status_words = { "taskStatus", task_statuses };
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
