/* A review of a public blueprint, by a member of another organisation. */
#include "app/resources/resources.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "blueprintId", .type = FIELD_ID, .label = "Blueprint",
	  .flags = FIELD_REQUIRED | FIELD_IMMUTABLE | FIELD_FILTER,
	  .help = "A public one, of another organisation",
	  .refers = &public_blueprint_resource },
	{ .name = "called", .type = FIELD_TEXT, .label = "Review",
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ .name = "blueprintName", .type = FIELD_TEXT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "reviewer", .type = FIELD_TEXT, .label = "From",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN,
	  .help = "The organisation whose member wrote it" },
	{ .name = "rating", .type = FIELD_INT, .min = 1, .max = 5,
	  .flags = FIELD_REQUIRED | FIELD_RATING, .label = "Rating",
	  .help = "From 1 to 5, which is best", .example = "4" },
	{ .name = "text", .type = FIELD_LONG_TEXT, .max = 5000, .fallback = "",
	  .label = "Review",
	  .help = "Read by every organisation of this installation" },
	{ .name = "isOwn", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN, .label = "Your own" },
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Written",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .label = "Changed",
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "review_is_the_only_one_of_its_member", "/blueprintId",
	  "has a review of yours already" },
	{ "review_is_not_of_the_publisher", "/blueprintId",
	  "is of your own organisation" },
	{ "review_rating_is_of_five", "/rating", "must be from 1 to 5" },
	{ "review_text_is_bounded", "/text", "is too long" },
	{ 0 }
};

static const char *const columns[] = {
	"rating", "blueprintId", "reviewer", "createdAt", NULL
};

const struct resource blueprint_review_resource = {
	.name = "blueprintReview", .plural = "blueprintReviews",
	.label = "Review",
	.path = "blueprint-reviews",
	.help = "What a member says of a public blueprint of another"
		" organisation, once.",
	.called = "called", .columns = columns, .own = "isOwn",
	.table = "blueprint_reviews", .view = "api.blueprint_reviews",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.is_removed_by_others = true,
	.audited = &(const struct word){ "blueprintReview", .label = "Review" },
	.titles = {
		[OP_LIST] = "List what is said of public blueprints",
		[OP_CREATE] = "Review a public blueprint of another"
			" organisation, once",
		[OP_REPLACE] = "Replace a review of one's own",
		[OP_UPDATE] = "Change a review of one's own",
		[OP_DELETE] = "Delete a review of one's own; admins, of"
			" their organisation",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_VIEWER, [OP_GET]    = ROLE_VIEWER,
		 [OP_CREATE]  = ROLE_VIEWER, [OP_UPDATE] = ROLE_VIEWER,
		 [OP_REPLACE] = ROLE_VIEWER, [OP_DELETE] = ROLE_VIEWER },
};
