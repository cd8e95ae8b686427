/* One blueprint, of one's own or a public one: what it is, drawn, and installing it. */
#include "app/pages/handlers.h"

#include "app/api/blueprints.h"
#include "app/drawing.h"
#include "app/pages/blueprint_view.h"
#include "app/pages/flow_view.h"
#include "app/pages/notice.h"
#include "app/pages/payload.h"
#include "app/pages/row_change.h"
#include "app/pages/view.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/form.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement blueprint_shown = {
	.name = "blueprint_shown",
	.sql = "select id, is_own, publisher, kind, name, description, category,"
	       " label_version, is_public, pricing, price_micros, currency,"
	       " downloads, agent_id, workflow_id, nodes, edges, metadata,"
	       " left(definition::text, 65536) as definition,"
	       " length(definition::text) as definition_length, version,"
	       " created_at, updated_at from api.blueprint_shown($1::uuid)",
};

static const struct drawing_columns of_agent = {
	.name = "name", .description = "description", .nodes = "nodes",
	.edges = "edges", .edges_member = "connections", .metadata = "metadata",
};

static const struct drawing_columns of_workflow = {
	.name = "name", .description = "description", .nodes = "nodes",
	.edges = "edges", .edges_member = "edges", .metadata = "metadata",
};

/* A row where it is public. */
static const struct statement blueprint_rating = {
	.name = "blueprint_rating",
	.sql = "select p.rating, p.reviews_count, (select r.id from"
	       " blueprint_reviews r where r.blueprint_id = p.id"
	       " and r.created_by = auth.user_id()) as own_review"
	       " from api.public_blueprints p where p.id = $1::uuid",
};

static const struct statement blueprint_newest_reviews = {
	.name = "blueprint_newest_reviews",
	.sql = "select id, rating, text, reviewer, is_own, created_at"
	       " from api.blueprint_reviews where blueprint_id = $1::uuid"
	       " order by id desc limit 5",
};

enum { ROWS_BLUEPRINT, ROWS_RATING, ROWS_REVIEWS };

bool
blueprint_plan(struct request *req, struct unit *unit)
{
	const char *id = request_param(req, "id");

	return row_check_id(req, &blueprint_resource)
	       && unit_add(unit, &blueprint_shown, id)
	       && unit_add(unit, &blueprint_rating, id)
	       && unit_add(unit, &blueprint_newest_reviews, id);
}

/* "Free", "9.50 EUR once", "9.50 EUR as a subscription" */
static const char *
price_word(struct arena *arena, const struct rows *rows)
{
	const char *pricing = rows_named(rows, 0, "pricing");
	int64_t cents = rows_int(rows, 0, "price_micros") / 10000;

	if (text_equal(pricing, "free"))
		return "Free";
	return arena_printf(arena, "%lld.%02lld %s %s", (long long)(cents / 100),
			    (long long)(cents % 100),
			    rows_named(rows, 0, "currency"),
			    text_equal(pricing, "one-time")
				    ? "once" : "as a subscription");
}

static void
show_facts(struct request *req, struct json *data, const struct rows *rows)
{
	static const char *const texts[] = {
		"name", "description", "category", "publisher", "agent_id",
		"workflow_id", "version",
	};
	const char *kind = rows_named(rows, 0, "kind");
	const struct word *word = words_find(&blueprint_kind_words, kind);
	struct clock clock = view_clock(req);

	view_id(data, rows_named(rows, 0, "id"));
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		view_text(data, texts[i], rows_named(rows, 0, texts[i]));
	json_set_static(data, "kind", word ? word->label : kind);
	view_text(data, "label", rows_named(rows, 0, "label_version"));
	json_set_bool(data, "is_own", rows_is_true(rows, 0, "is_own"));
	json_set_bool(data, "is_public", rows_is_true(rows, 0, "is_public"));
	json_set_bool(data, "may_edit", rows_is_true(rows, 0, "is_own")
		      && (req->caller.role >= ROLE_ADMIN
			  || !rows_is_true(rows, 0, "is_public")));
	json_set_static(data, "price", price_word(req->arena, rows));
	json_set_static(data, "downloads", view_count(req->arena,
			rows_int(rows, 0, "downloads")));
	view_time(&clock, data, "published", rows_named(rows, 0, "created_at"));
	view_time(&clock, data, "changed", rows_named(rows, 0, "updated_at"));
}

static void
show_review(const struct clock *clock, struct json *item,
	    const struct rows *rows, int row)
{
	json_set_static(item, "review", rows_named(rows, row, "id"));
	blueprint_show_stars(clock->arena, item,
			     rows_named(rows, row, "rating"));
	view_text(item, "text", rows_named(rows, row, "text"));
	view_text(item, "reviewer", rows_named(rows, row, "reviewer"));
	view_time(clock, item, "written", rows_named(rows, row, "created_at"));
}

static void
show_reviews(struct request *req, struct json *data, const struct rows *rows)
{
	const struct rows *rating = &rows[ROWS_RATING];
	struct json *list = json_set_array(data, "reviews");
	struct clock clock = view_clock(req);

	if (rating->count == 0)
		return;
	blueprint_show_stars(req->arena, data, rows_named(rating, 0, "rating"));
	json_set_static(data, "review_count", view_counted(req->arena,
			rows_int(rating, 0, "reviews_count"), "review"));
	json_set_static(data, "own_review",
			rows_named(rating, 0, "own_review"));
	for (int row = 0; row < rows[ROWS_REVIEWS].count; row++)
		show_review(&clock, json_add_object(list), &rows[ROWS_REVIEWS],
			    row);
}

static void
show_definition(struct request *req, struct json *data, const struct rows *rows)
{
	bool is_own = rows_is_true(rows, 0, "is_own");

	payload_add(req->arena, json_set_array(data, "parts"), "Definition",
		    rows_named(rows, 0, "definition"),
		    rows_named(rows, 0, "definition_length"),
		    arena_printf(req->arena, "/api/%s/%s", is_own
				 ? "blueprints" : "public-blueprints",
				 rows_named(rows, 0, "id")));
}

static bool
show(struct request *req, const struct rows *rows, struct response *res,
     struct json *data)
{
	notice_show(req, data);
	show_facts(req, data, rows);
	show_definition(req, data, rows);
	show_reviews(req, data, rows);
	return response_page(res, 200, "pages/blueprint", data);
}

static bool
show_drawn(struct request *req, const struct rows *rows, struct response *res)
{
	struct json *data = json_object(req->arena);

	flow_view_show(req, data, drawing_of(req));
	if (flow_view_is_part(req))
		return response_page(res, 200, "partials/flow-node", data);
	json_set_bool(data, "has_flow", true);
	return show(req, rows, res, data);
}

/* An agent may have been published without a flowchart. */
bool
blueprint_page(struct request *req, const struct rows *rows,
	       struct response *res)
{
	bool is_agent;
	struct drawing *drawing;

	if (!crud_check_found(req, &blueprint_resource, rows))
		return false;
	if (!rows_named(rows, 0, "nodes"))
		return show(req, rows, res, json_object(req->arena));
	is_agent = text_equal(rows_named(rows, 0, "kind"), "agent");
	drawing = drawing_new(req, rows, is_agent ? &of_agent : &of_workflow);
	flow_view_link(req, drawing, "");
	return drawing_begin(req, rows, res, drawing, show_drawn);
}

bool
blueprint_use_plan(struct request *req, struct unit *unit)
{
	return blueprint_install_add(req, unit, form_value(req, "name"));
}

bool
blueprint_use_done(struct request *req, const struct rows *rows,
		   struct response *res)
{
	if (!crud_check_found(req, &blueprint_resource, &rows[0]))
		return false;
	return notice_redirect(res, arena_printf(req->arena, "/%ss/%s",
			       rows_named(&rows[0], 0, "kind"),
			       (const char *)req->state),
			       "blueprint-installed", -1, -1);
}
