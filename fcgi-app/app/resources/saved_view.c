/* A saved view: filters and order of a list, under a name; own, or shared. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "noun", .type = FIELD_CHOICE, .words = &saved_view_noun_words,
	  .flags = FIELD_REQUIRED | FIELD_IMMUTABLE | FIELD_FILTER,
	  .label = "List" },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED },
	{ .name = "query", .type = FIELD_TEXT, .max = 4000, .fallback = "",
	  .label = "Filters", .format = "uri-reference",
	  .help = "As in the address of the list: status=failed&sort=name" },
	{ .name = "shared", .type = FIELD_BOOL, .fallback = "false",
	  .words = &saved_view_sight_words, .label = "Who sees it" },
	{ .name = "isOwn", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY },
	{ .name = "isDefault", .type = FIELD_BOOL, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "createdById", .type = FIELD_ID, .group = "createdBy",
	  .flags = FIELD_READ_ONLY },
	{ .name = "createdByName", .type = FIELD_TEXT, .group = "createdBy",
	  .flags = FIELD_READ_ONLY },
	{ .name = "version", .type = FIELD_INT, .flags = FIELD_READ_ONLY },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "saved_view_name_is_given", "/name", "must not be empty" },
	{ "saved_view_name_is_free", "/name",
	  "another view of this list has the name" },
	{ "saved_view_noun_is_known", "/noun", "is no list that has views" },
	{ "saved_view_query_is_short", "/query", "is too long" },
	{ "saved_view_place_is_free", NULL,
	  "another view was saved at the same time" },
	{ "saved_views_of_a_list_are_at_most_fifty", NULL,
	  "there are 50 views of this list already: delete one first" },
	{ 0 }
};

static const char *const columns[] = {
	"noun", "query", "shared", "isDefault", "createdByName",
	"createdAt", NULL
};

const struct resource saved_view_resource = {
	.name = "savedView", .plural = "savedViews", .label = "Saved view",
	.path = "saved-views",
	.columns = columns, .own = "isOwn", .unpaged = 1 << OP_CREATE,
	.table = "saved_views", .view = "api.saved_views",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.titles = {
		[OP_LIST] = "List saved views, own and shared",
		[OP_DELETE] = "Delete a saved view of one's own",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER, [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_VIEWER, [OP_UPDATE] = ROLE_VIEWER,
		 [OP_REPLACE] = ROLE_VIEWER, [OP_DELETE] = ROLE_VIEWER },
};
