#include "app/saved_view.h"

#include <stdlib.h>
#include <string.h>

#include "app/resources/resources.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/router.h"
#include "http/url.h"
#include "resource/list.h"
#include "resource/resource.h"

static const struct saved_list lists[] = {
	{ "agents", "/agents", "Agents", &agent_resource },
	{ "executions", "/executions", "Executions", &execution_resource },
	{ "workflows", "/workflows", "Workflows", &workflow_resource },
	{ "tasks", "/tasks/list", "Tasks", &task_resource },
	{ 0 }
};

/* Where one is in a list, how much one sees of it, and what a page adds. */
static const char *const positions[] = {
	"cursor", "did", "export", "limit", "page", "view", NULL
};

const struct saved_list *
saved_list_find(const char *noun)
{
	const struct saved_list *list = lists;

	while (list->noun && !text_equal(list->noun, noun))
		list++;
	return list->noun ? list : NULL;
}

static bool
is_position(const char *name)
{
	size_t i = 0;

	while (positions[i] && strcmp(positions[i], name) != 0)
		i++;
	return positions[i] != NULL;
}

static int
compare(const void *a, const void *b)
{
	const struct pair *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	return order ? order : strcmp(one->value, other->value);
}

static const char *
write_query(struct arena *arena, const struct pair *list, size_t count)
{
	struct buf buf;

	buf_init(&buf, arena, 128);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_char(&buf, '&');
		url_encode(&buf, list[i].name);
		buf_char(&buf, '=');
		url_encode(&buf, list[i].value);
	}
	return buf.bytes;
}

const char *
saved_view_query(struct arena *arena, const struct saved_list *list,
		 const struct pairs *query, const char *left_out)
{
	struct pair *kept = arena_alloc(arena,
					(query->count + 1) * sizeof *kept);
	size_t count = 0;

	for (size_t i = 0; i < query->count; i++) {
		const char *name = resource_parameter(list->resource,
						      query->list[i].name);

		if (!*query->list[i].value || is_position(name)
		    || text_equal(name, left_out))
			continue;
		kept[count++] = (struct pair){ name, query->list[i].value };
	}
	qsort(kept, count, sizeof *kept, compare);
	return write_query(arena, kept, count);
}

static bool
refuse(struct request *req, const char *code, const char *message)
{
	return fail_field(&req->error, "/query", code, "%s", message);
}

static bool
check_names(struct request *req, const struct pairs *query)
{
	for (size_t i = 0; i < query->count; i++)
		if (is_position(query->list[i].name))
			return refuse(req, "unknown", arena_printf(req->arena,
				      "%s is no filter of this list",
				      query->list[i].name));
	return true;
}

/*
 * Pages bound a search that has no bound by today. One that begins on a certain
 * day and has no end would get too long one day.
 */
static bool
bound_search(struct request *req, const struct saved_list *list,
	     struct pairs *query)
{
	const char *after = pairs_find(query, "createdAfter");
	const char *before = pairs_find(query, "createdBefore");
	char now[TIME_TEXT_SIZE];

	if (list->resource->search_days == 0 || !pairs_find(query, "q"))
		return true;
	if (!after != !before)
		return refuse(req, "unbounded", "a search is saved with both"
			      " createdAfter and createdBefore, or neither");
	if (after)
		return true;
	time_format(time_now_ms(), now);
	query->list[query->count++] = (struct pair){
		"createdAfter", arena_text(req->arena, now) };
	return true;
}

/* As the API reads it, which is strict. */
static bool
is_understood(struct request *req, const struct saved_list *list,
	      const struct pairs *query)
{
	const struct route strict = { .method = GET, .role = ROLE_VIEWER };
	struct request asked = *req;
	struct list read;

	asked.path = "/api";
	asked.route = &strict;
	asked.query = *query;
	asked.error = (struct error){ .arena = req->arena };
	if (list_read(&asked, list->resource, NULL, &read))
		return true;
	return refuse(req, asked.error.fields->code, arena_printf(req->arena,
		      "%s %s", asked.error.fields->pointer + 1,
		      asked.error.fields->message));
}

static struct pairs
copy_pairs(struct arena *arena, const struct pairs *pairs)
{
	struct pairs copy = { arena_alloc(arena, (pairs->count + 1)
					  * sizeof *copy.list), pairs->count };

	if (pairs->count > 0)
		memcpy(copy.list, pairs->list,
		       pairs->count * sizeof *copy.list);
	return copy;
}

const char *
saved_view_parse(struct arena *arena, const struct saved_list *list,
		 const char *text)
{
	struct error err = { .arena = arena };
	struct pairs query;

	if (!url_parse_query(arena, text, strlen(text), &query, &err))
		return "";
	return saved_view_query(arena, list, &query, NULL);
}

bool
saved_view_check(struct request *req, const struct saved_list *list,
		 const char *text)
{
	struct error err = { .arena = req->arena };
	struct pairs query, asked;

	if (!url_parse_query(req->arena, text, strlen(text), &query, &err))
		return refuse(req, "malformed", err.message);
	asked = copy_pairs(req->arena, &query);
	return check_names(req, &query) && bound_search(req, list, &asked)
	       && is_understood(req, list, &asked);
}

static const struct statement set_default = {
	.name = "saved_view_set_default",
	.sql = "insert into default_views (noun, view_id)"
	       " select noun, id from saved_views where id = $1::uuid"
	       " on conflict (tenant_id, user_id, noun)"
	       " do update set view_id = excluded.view_id returning view_id",
};

static const struct statement clear_default = {
	.name = "saved_view_clear_default",
	.sql = "with cleared as (delete from default_views where view_id = $1::uuid)"
	       " select id from saved_views where id = $1::uuid",
};

bool
saved_view_set_default(struct request *req, struct unit *unit, bool is_default)
{
	const char *id = request_param(req, "id");

	if (!is_uuid(id))
		return fail(&req->error, ERROR_NOT_FOUND, "no saved view '%s'",
			    id);
	return unit_add(unit, is_default ? &set_default : &clear_default, id);
}

const char *
saved_view_href(struct arena *arena, const struct saved_list *list,
		const char *id, const char *query)
{
	return arena_printf(arena, "%s?view=%s%s%s", list->path,
			    id ? id : "all", *query ? "&" : "", query);
}
