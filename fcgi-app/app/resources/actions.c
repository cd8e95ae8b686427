/* What is done to many rows at once, beside switching and deleting them. */
#include "app/resources/words.h"

#include "resource/words.h"

#define TASK_ACTIONS \
	{ "start", .label = "Start" }, \
	{ "complete", .label = "Complete" }, \
	{ "fail", .label = "Fail" }, \
	{ "cancel", .label = "Cancel" }

static const struct word task_actions[] = { TASK_ACTIONS, { 0 } };

static const struct word task_bulk_actions[] = {
	TASK_ACTIONS,
	{ "delete", .label = "Delete" },
	{ 0 }
};

static const struct word member_actions[] = {
	{ "role", .label = "Change the role" },
	{ "remove", .label = "Remove" },
	{ 0 }
};

const struct words member_action_words = { "memberAction", member_actions };
const struct words task_action_words = { "taskAction", task_actions };
const struct words task_bulk_action_words = { "taskBulkAction",
					      task_bulk_actions };
