/* What is done to many rows at once, and where it leads. */
#include "app/resources/words.h"

#include "resource/words.h"

static const struct word agent_actions[] = {
	{ "activate", NULL, NULL, { 0 }, .label = "Activate" },
	{ "deactivate", NULL, NULL, { 0 }, .label = "Deactivate" },
	{ "pause", NULL, NULL, { 0 }, .label = "Pause" },
	{ 0 }
};

static const struct word workflow_actions[] = {
	{ "activate", NULL, NULL, { 0 }, .label = "Activate" },
	{ "pause", NULL, NULL, { 0 }, .label = "Pause" },
	{ "archive", NULL, NULL, { 0 }, .label = "Archive" },
	{ 0 }
};

static const struct word task_actions[] = {
	{ "start", NULL, NULL, { 0 }, .label = "Start" },
	{ "complete", NULL, NULL, { 0 }, .label = "Complete" },
	{ "fail", NULL, NULL, { 0 }, .label = "Fail" },
	{ "cancel", NULL, NULL, { 0 }, .label = "Cancel" },
	{ 0 }
};

static const struct word member_actions[] = {
	{ "role", NULL, NULL, { 0 }, .label = "Change the role" },
	{ "remove", NULL, NULL, { 0 }, .label = "Remove" },
	{ 0 }
};

static const struct word use_actions[] = {
	{ "activate", NULL, NULL, { 0 }, .label = "Take into use" },
	{ "deactivate", NULL, NULL, { 0 }, .label = "Take out of use" },
	{ "delete", NULL, NULL, { 0 }, .label = "Delete" },
	{ 0 }
};

static const struct word use_states[] = {
	{ "active", NULL, NULL, { 0 }, .label = "In use" },
	{ "inactive", NULL, NULL, { 0 }, .label = "Not in use" },
	{ "deleted", NULL, NULL, { 0 }, .label = "Deleted" },
	{ 0 }
};

static const struct word mcp_actions[] = {
	{ "enable", NULL, NULL, { 0 }, .label = "Take into use" },
	{ "disable", NULL, NULL, { 0 }, .label = "Take out of use" },
	{ "delete", NULL, NULL, { 0 }, .label = "Delete" },
	{ 0 }
};

static const struct word mcp_states[] = {
	{ "enabled", NULL, NULL, { 0 }, .label = "In use" },
	{ "disabled", NULL, NULL, { 0 }, .label = "Out of use" },
	{ "deleted", NULL, NULL, { 0 }, .label = "Deleted" },
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
