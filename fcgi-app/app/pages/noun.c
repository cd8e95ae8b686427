#include "app/pages/noun.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/url.h"
#include "json/json.h"
#include "resource/crud.h"
#include "resource/naming.h"
#include "resource/sql.h"

const char *
noun_page(const struct resource *resource)
{
	const char *page = resource->page ? resource->page : resource->path;

	return page && *page ? page : NULL;
}

/* A segment of the pattern: false where the path does not tell it. */
static bool
add_segment(struct buf *path, const struct request *req, const char *segment)
{
	const char *value = segment;

	if (*segment == ':')
		value = pairs_find(&req->params, segment + 1);
	if (!value)
		return false;
	buf_char(path, '/');
	url_encode(path, value);
	return true;
}

const char *
noun_path(const struct request *req, const struct resource *resource)
{
	const char *page = noun_page(resource);
	struct buf path;
	char **segments;

	if (!page)
		return NULL;
	buf_init(&path, req->arena, 64);
	segments = text_split(req->arena, page, '/');
	for (size_t i = 0; segments[i]; i++)
		if (!add_segment(&path, req, segments[i]))
			return NULL;
	return path.bytes;
}

const char *
noun_row_path(const struct request *req, const struct resource *resource,
	      const char *id)
{
	const char *path = noun_path(req, resource);

	if (!path || resource->can[OP_GET] == ROLE_NONE)
		return path;
	return arena_printf(req->arena, "%s/%s", path, id);
}

bool
noun_owner_add(struct request *req, struct unit *unit,
	       const struct resource *resource)
{
	const char *values[] = { NULL, crud_owner(req, resource) };

	if (!resource->owner)
		return true;
	if (!is_uuid(values[1]))
		return crud_check_found(req, resource->owner, NULL);
	return crud_add(req, unit, sql_called(req->arena, req->app->statements,
					      resource->owner), values, 1);
}

const struct rows *
noun_rows(struct request *req, const struct resource *resource,
	  const struct rows *rows)
{
	if (!resource->owner)
		return rows;
	return crud_check_found(req, resource->owner, rows) ? rows + 1 : NULL;
}

static void
add_crumb(struct json *above, const char *href, const char *word)
{
	struct json *crumb = json_add_object(above);

	json_set_static(crumb, "href", href);
	json_set_static(crumb, "word", word);
	json_set_bool(crumb, "is_far", json_count(above) == 1);
}

void
noun_show_above(struct request *req, const struct resource *resource,
		const struct rows *rows, struct json *data)
{
	const struct resource *owner = resource->owner;
	struct json *above = json_set_array(data, "above");

	if (!owner)
		return;
	add_crumb(above, noun_path(req, owner),
		  naming_list(req->arena, owner));
	add_crumb(above, noun_row_path(req, owner, rows_text(rows, 0, 0)),
		  rows_text(rows, 0, 1));
}
