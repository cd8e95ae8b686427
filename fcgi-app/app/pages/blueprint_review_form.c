/* Writing, editing and deleting a review of a blueprint: see row_form.h. */
#include "app/pages/row_form.h"

#include <stddef.h>

#include "app/resources/resources.h"
#include "db/statement.h"

/* Of others they are only read. */
static const struct statement blueprint_review_form_row = {
	.name = "blueprint_review_form_row",
	.sql = "select rating, text, called, version from api.blueprint_reviews"
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
	.resource = &blueprint_review_resource,
	.row = &blueprint_review_form_row, .choices = &blueprint_review_choices,
	.verb = "Write", .consequences = consequences,
};
