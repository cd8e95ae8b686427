/* A blueprint that some organisation of the installation made public. */
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "resource/resource.h"

#define GIVEN (FIELD_READ_ONLY | FIELD_GIVEN)

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "publisher", .type = FIELD_TEXT, .flags = GIVEN,
	  .label = "From", .help = "The organisation that published it" },
	{ .name = "kind", .type = FIELD_CHOICE, .words = &blueprint_kind_words,
	  .flags = GIVEN | FIELD_FILTER, .column = "kind", .label = "Kind" },
	{ .name = "name", .type = FIELD_TEXT, .label = "Name",
	  .flags = GIVEN | FIELD_SORT | FIELD_SEARCH },
	{ .name = "description", .type = FIELD_LONG_TEXT,
	  .flags = GIVEN | FIELD_SEARCH },
	{ .name = "category", .type = FIELD_TEXT, .flags = GIVEN | FIELD_FILTER,
	  .column = "category", .label = "Category" },
	{ .name = "labelVersion", .type = FIELD_TEXT, .flags = GIVEN },
	{ .name = "pricing", .type = FIELD_CHOICE,
	  .words = &blueprint_pricing_words, .flags = GIVEN },
	{ .name = "priceMicros", .type = FIELD_INT, .flags = GIVEN },
	{ .name = "currency", .type = FIELD_TEXT, .flags = GIVEN },
	{ .name = "definition", .type = FIELD_JSON_OBJECT,
	  .flags = GIVEN | FIELD_PAYLOAD },
	{ .name = "downloads", .type = FIELD_INT, .flags = GIVEN | FIELD_SORT,
	  .label = "Downloads" },
	{ .name = "rating", .type = FIELD_NUMBER,
	  .flags = FIELD_READ_ONLY | FIELD_SORT, .ordered_by = "ratingOrder",
	  .label = "Rating", .help = "The mean of its reviews, from 1 to 5" },
	{ .name = "reviewsCount", .type = FIELD_INT, .flags = GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Published",
	  .flags = GIVEN | FIELD_SORT | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME, .flags = GIVEN },
	/* what has no reviews comes last */
	{ .name = "ratingOrder", .type = FIELD_NUMBER, .column = "rating",
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ 0 }
};

const struct resource public_blueprint_resource = {
	.name = "publicBlueprint", .plural = "publicBlueprints",
	.label = "Blueprint",
	.path = "public-blueprints",
	.help = "A blueprint that some organisation of the installation made"
		" public.",
	.page = "blueprints",
	.table = "public_blueprints", .view = "api.public_blueprints", .searched = "publicBlueprints",
	.fields = fields, .order = "-createdAt",
	.titles = {
		[OP_LIST] = "List what all tenants of the installation made"
			" public",
		[OP_GET] = "Get a public blueprint",
	},
	.can = { [OP_LIST] = ROLE_VIEWER, [OP_GET] = ROLE_VIEWER },
};
