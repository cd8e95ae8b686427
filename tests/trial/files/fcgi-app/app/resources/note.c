/* A note: a noun of the trial, with a field of each kind. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct word moods[] = {
	{ .store = "calm", .label = "Calm" },
	{ .store = "glad", .label = "Glad" },
	{ .store = "alarmed", .label = "Alarmed" },
	{ 0 }
};

static const struct words mood_words = { "noteMood", moods };

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .example = "Check the refunds" },
	{ .name = "text", .type = FIELD_LONG_TEXT, .max = 10000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Text" },
	{ .name = "topic", .type = FIELD_TEXT, .max = 255, .fallback = "",
	  .flags = FIELD_FILTER, .label = "Topic" },
	{ .name = "weight", .type = FIELD_INT, .min = 1, .max = 1000,
	  .label = "Weight", .help = "From 1 to 1000" },
	{ .name = "mood", .type = FIELD_CHOICE, .words = &mood_words,
	  .flags = FIELD_FILTER, .fallback = "calm", .label = "Mood" },
	{ .name = "dueAt", .type = FIELD_TIME, .label = "Due",
	  .help = "Such as 2026-03-12T17:00:00Z" },
	{ .name = "agentId", .type = FIELD_ID, .flags = FIELD_FILTER,
	  .refers = &agent_resource, .label = "Agent" },
	{ .name = "tags", .type = FIELD_TAGS, .fallback = "{}", .label = "Tags" },
	{ .name = "settings", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Settings" },
	{ .name = "active", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .label = "Active" },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "note_name_is_given", "/name", "must not be empty" },
	{ "note_agent_is_of_the_same_tenant", "/agentId", "is no agent" },
	{ "note_weight_is_bounded", "/weight", "must be from 1 to 1000" },
	{ "note_mood_is_known", "/mood", "is no mood" },
	{ "note_settings_is_an_object", "/settings", "must be an object" },
	{ 0 }
};

const struct resource note_resource = {
	.name = "note", .plural = "notes", .label = "Note",
	.path = "notes",
	.help = "What is written down.",
	.table = "notes",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.switched = "active",
	.audited = &(const struct word){ "note", .label = "Note" },
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER,   [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_OPERATOR, [OP_UPDATE] = ROLE_OPERATOR,
		 [OP_REPLACE] = ROLE_OPERATOR, [OP_DELETE] = ROLE_ADMIN },
};
