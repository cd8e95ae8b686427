/* What is done to many rows at once, and where it leads. */
#include "app/resources/words.h"

#include "resource/words.h"

static const struct word agent_actions[] = {
	{ "activate", .label = "Activate" },
	{ "deactivate", .label = "Deactivate" },
	{ "pause", .label = "Pause" },
	{ 0 }
};

static const struct word workflow_actions[] = {
	{ "activate", .label = "Activate" },
	{ "pause", .label = "Pause" },
	{ "archive", .label = "Archive" },
	{ 0 }
};

static const struct word task_actions[] = {
	{ "start", .label = "Start" },
	{ "complete", .label = "Complete" },
	{ "fail", .label = "Fail" },
	{ "cancel", .label = "Cancel" },
	{ 0 }
};

static const struct word member_actions[] = {
	{ "role", .label = "Change the role" },
	{ "remove", .label = "Remove" },
	{ 0 }
};

static const struct word use_actions[] = {
	{ "activate", .label = "Take into use" },
	{ "deactivate", .label = "Take out of use" },
	{ "delete", .label = "Delete" },
	{ 0 }
};

static const struct word use_states[] = {
	{ "active", .label = "In use" },
	{ "inactive", .label = "Not in use" },
	{ "deleted", .label = "Deleted" },
	{ 0 }
};

static const struct word mcp_actions[] = {
	{ "enable", .label = "Take into use" },
	{ "disable", .label = "Take out of use" },
	{ "delete", .label = "Delete" },
	{ 0 }
};

static const struct word mcp_states[] = {
	{ "enabled", .label = "In use" },
	{ "disabled", .label = "Out of use" },
	{ "deleted", .label = "Deleted" },
	{ 0 }
};

const struct words member_action_words = { "memberAction", member_actions };
const struct words credential_action_words =
	{ "credentialAction", use_actions };
const struct words credential_state_words = { "credentialState", use_states };
const struct words mcp_action_words = { "mcpAction", mcp_actions };
const struct words mcp_state_words = { "mcpState", mcp_states };
const struct words agent_action_words = { "agentAction", agent_actions };
const struct words project_action_words = { "projectAction", use_actions };
const struct words project_state_words = { "projectState", use_states };
const struct words workflow_action_words =
	{ "workflowAction", workflow_actions };
const struct words task_action_words = { "taskAction", task_actions };
