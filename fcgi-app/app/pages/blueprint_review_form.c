/* Writing, editing and deleting a review of a blueprint: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

static const char *const names[] = { "blueprintId", "rating", "text", NULL };

static const struct statement blueprint_review_form_row = {
	.name = "blueprint_review_form_row",
	.sql = "select rating, text, version, 'review of ' || blueprint_name"
	       " as called from api.blueprint_reviews"
	       " where id = $1::uuid and is_own",
};

static const struct statement blueprint_review_choices = {
	.name = "blueprint_review_choices",
	.sql = "select field, value, word from api.review_choices()",
};

static const char *const consequences[] = {
	"It does not count in the rating of the blueprint any more.",
	"You may write another one.",
	NULL
};

const struct row_form blueprint_review_form = {
	.resource = &blueprint_review_resource, .names = names,
	.row = &blueprint_review_form_row, .choices = &blueprint_review_choices,
	.verb = "Write", .path = "/blueprint-reviews",
	.list_word = "Reviews",
	.made = "review-made", .saved = "review-saved",
	.deleted = "review-deleted", .consequences = consequences,
};
