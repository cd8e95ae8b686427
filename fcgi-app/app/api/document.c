#include "app/api/document.h"

#include <ctype.h>
#include <string.h>

#include "app/drawing.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "flow/graph.h"
#include "http/app.h"
#include "http/response.h"
#include "json/json.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/words.h"
#include "template/store.h"

enum { LIMIT = 50, LIMIT_MAX = 200, FILE_NAME_MAX = 60 };

void
document_write_extra(struct json_writer *json, const struct request *req,
		     const char *object)
{
	struct json_slice slice = { JSON_OBJECT, object,
				    object ? strlen(object) : 0 };
	struct json_member *members;
	size_t count = 0;

	members = object ? json_members(req->arena, slice, &count) : NULL;
	for (size_t i = 0; i < count; i++) {
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
}

/* "refund-triage" of "Refund triage!": ASCII, so that no header needs RFC 8187. */
static const char *
file_name(struct arena *arena, const char *text)
{
	struct buf buf;

	buf_init(&buf, arena, FILE_NAME_MAX + 1);
	for (; text && *text && buf.len < FILE_NAME_MAX; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x80 && isalnum(c))
			buf_char(&buf, (char)tolower(c));
		else if (buf.len > 0 && buf.bytes[buf.len - 1] != '-')
			buf_char(&buf, '-');
	}
	while (buf.len > 0 && buf.bytes[buf.len - 1] == '-')
		buf.bytes[--buf.len] = '\0';
	return buf.len > 0 ? buf.bytes : "flow";
}

void
document_attach(struct response *res, const char *text, const char *ending)
{
	struct arena *arena = res->request->arena;

	response_header(res, "Content-Disposition", arena_printf(arena,
			"attachment; filename=\"%s%s\"", file_name(arena, text),
			ending));
}

bool
document_format(struct request *req, bool *is_svg)
{
	const char *format = request_query(req, "format");

	*is_svg = text_equal(format, "svg");
	return !format || *is_svg || text_equal(format, "json")
	       || fail(&req->error, ERROR_BAD_REQUEST,
		       "'%s' is no format of an export: json or svg", format);
}

bool
document_svg(struct request *req, const struct rows *rows, struct response *res)
{
	struct drawing *drawing = drawing_of(req);

	(void)rows;
	if (!drawing->graph) {
		req->error = drawing->error;
		return false;
	}
	document_attach(res, drawing->graph->title, ".svg");
	res->type = "image/svg+xml";
	store_render(req->app->templates, "partials/flow_export",
		     drawing->picture, &res->body);
	return true;
}

/* --- versions --- */

static bool
read_number(struct request *req, const char *name, int64_t max, int64_t *out)
{
	const char *text = request_query(req, name);

	return !text || !*text || text_to_int(text, 1, max, out)
	       || fail(&req->error, ERROR_BAD_REQUEST,
		       "%s must be an integer from 1 to %lld", name,
		       (long long)max);
}

/* What the reply must know of the page. */
struct page {
	int64_t limit, before;
};

bool
document_versions_add(struct request *req, struct unit *unit,
		      const struct statement *statement)
{
	struct page *page = arena_alloc(req->arena, sizeof *page);

	page->limit = LIMIT;
	req->state = page;
	if (!read_number(req, "limit", LIMIT_MAX, &page->limit)
	    || !read_number(req, "cursor", INT32_MAX, &page->before))
		return false;
	return unit_add(unit, statement, request_param(req, "id"),
			page->before ? arena_printf(req->arena, "%lld",
				       (long long)page->before) : NULL,
			arena_printf(req->arena, "%lld",
				     (long long)page->limit + 1));
}

enum { VERSION, LABEL, NODES, EDGES, BY_ID, BY_NAME, BY_EMAIL, AT };

static void
write_maker(struct json_writer *json, const struct rows *rows, int i)
{
	json_write_name(json, "createdBy");
	if (!rows_text(rows, i, BY_ID)) {
		json_write_null(json);
		return;
	}
	json_begin_object(json);
	json_member_text(json, "id", rows_text(rows, i, BY_ID));
	json_member_text(json, "name", rows_text(rows, i, BY_NAME));
	json_member_text(json, "email", rows_text(rows, i, BY_EMAIL));
	json_end_object(json);
}

static void
write_raw(struct json_writer *json, const char *name, const char *number)
{
	json_write_name(json, name);
	json_write_raw(json, number, strlen(number));
}

static void
write_version(struct json_writer *json, const struct rows *rows, int i)
{
	json_begin_object(json);
	write_raw(json, "revision", rows_text(rows, i, VERSION));
	json_member_text(json, "version", rows_text(rows, i, LABEL));
	write_raw(json, "nodeCount", rows_text(rows, i, NODES));
	write_raw(json, "edgeCount", rows_text(rows, i, EDGES));
	write_maker(json, rows, i);
	json_member_time(json, "createdAt", rows_text(rows, i, AT));
	json_end_object(json);
}

bool
document_versions_write(struct request *req, const struct rows *rows,
			struct response *res)
{
	const struct page *page = req->state;
	bool has_more = rows->count > page->limit;
	int shown = has_more ? (int)page->limit : rows->count;
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	json_write_name(&json, "versions");
	json_begin_array(&json);
	for (int i = 0; i < shown; i++)
		write_version(&json, rows, i);
	json_end_array(&json);
	json_member_text(&json, "nextCursor",
			 has_more ? rows_text(rows, shown - 1, VERSION) : NULL);
	json_member_bool(&json, "hasMore", has_more);
	json_end_object(&json);
	return response_revalidate(res);
}

const char *
document_version(struct request *req)
{
	const char *version = request_param(req, "version");
	int64_t number;

	if (text_to_int(version, 1, INT32_MAX, &number))
		return version;
	fail(&req->error, ERROR_NOT_FOUND, "no version '%s'", version);
	return NULL;
}

static const struct word export_format_list[] = {
	{ "json", .label = "JSON" },
	{ "svg", .label = "SVG" },
	{ 0 }
};

static const struct words export_formats = { "exportFormat", export_format_list };

const struct member document_export_query[] = {
	{ MEMBER("format", FIELD_CHOICE, .words = &export_formats,
		 .fallback = "json") },
	{ 0 }
};

const struct member document_version_path[] = {
	{ MEMBER("version", FIELD_INT, .min = 1, .max = INT32_MAX,
		 .help = "A revision, as the list of versions has it") },
	{ 0 }
};

static const struct member versions_query[] = {
	{ MEMBER("limit", FIELD_INT, .min = 1, .max = LIMIT_MAX,
		 .fallback = "50") },
	{ MEMBER("cursor", FIELD_INT, .min = 1, .max = INT32_MAX,
		 .help = "nextCursor of the page before") },
	{ 0 }
};

static const struct member maker_members[] = {
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("name", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("email", FIELD_TEXT), .is_nullable = true },
	{ 0 }
};

static const struct member version_members[] = {
	{ MEMBER("revision", FIELD_INT) },
	{ MEMBER("version", FIELD_TEXT, .help = "As its client called it"),
	  .is_nullable = true },
	{ MEMBER("nodeCount", FIELD_INT) },
	{ MEMBER("edgeCount", FIELD_INT) },
	{ .field = { .name = "createdBy" }, .members = maker_members,
	  .is_nullable = true },
	{ MEMBER("createdAt", FIELD_TIME) },
	{ 0 }
};

static const struct member versions_answer[] = {
	{ .field = { .name = "versions" }, .members = version_members,
	  .is_list = true },
	{ MEMBER("nextCursor", FIELD_TEXT), .is_nullable = true },
	{ MEMBER("hasMore", FIELD_BOOL) },
	{ 0 }
};

const struct call document_versions_call = {
	.query = versions_query, .answer = versions_answer,
	.flags = CALL_TAGGED, .help = "Newest first.",
};
