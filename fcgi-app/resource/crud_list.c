/* The envelope of a list; see crud.h. */
#include "resource/crud.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "db/rows.h"
#include "http/request.h"
#include "http/response.h"
#include "resource/list.h"

static void
write_rows(struct json_writer *json, const struct request *req,
	   const struct list *list, const struct rows *rows)
{
	int shown = list_shown(list, rows);

	json_write_name(json, list->resource->plural);
	json_begin_array(json);
	for (int i = 0; i < shown; i++)
		crud_write(json, req, list->resource, rows, i);
	json_end_array(json);
}

static void
write_totals(struct json_writer *json, const struct list *list,
	     const struct rows *count)
{
	int64_t total = rows_int(count, 0, "n");
	bool is_estimate = total > SQL_COUNT_MAX;

	if (is_estimate)
		total = SQL_COUNT_MAX;
	json_member_int(json, "total", total);
	json_member_int(json, "page", list->page);
	json_member_int(json, "limit", list->limit);
	json_member_int(json, "totalPages",
			(total + list->limit - 1) / list->limit);
	if (is_estimate)
		json_member_bool(json, "totalIsEstimate", true);
}

/* RFC 8288. */
void
response_links(struct response *res, const char *next)
{
	const struct request *req = res->request;
	const char *origin = request_origin(req);
	struct buf link;

	buf_init(&link, req->arena, 256);
	buf_printf(&link, "<%s%s>; rel=\"first\"", origin,
		   list_link(req, "cursor", NULL));
	if (next)
		buf_printf(&link, ", <%s%s>; rel=\"next\"", origin,
			   list_link(req, "cursor", next));
	response_header(res, "Link", link.bytes);
}

/*
 * Eight bytes at a step, multiplied and folded (as wyhash does): a list of ten
 * kilobytes takes a microsecond. Nobody gains from making two bodies meet.
 */
static uint64_t
hash_bytes(const char *bytes, size_t len)
{
	uint64_t h = 0x9e3779b97f4a7c15ULL ^ len, word;

	for (size_t i = 0; i < len; i += sizeof word) {
		size_t size = len - i < sizeof word ? len - i : sizeof word;
		__uint128_t product;

		word = 0;
		memcpy(&word, bytes + i, size);
		product = (__uint128_t)(h ^ word) * 0xd6e8feb86659fd93ULL;
		h = (uint64_t)product ^ (uint64_t)(product >> 64);
	}
	return h;
}

bool
response_revalidate(struct response *res)
{
	uint64_t hash = hash_bytes(res->body.bytes, res->body.len);

	res->is_revalidated = true;
	response_not_modified(res, arena_printf(res->request->arena, "%016llx",
						(unsigned long long)hash));
	return true;
}

void
crud_write_list(struct json_writer *json, struct request *req,
		struct response *res, const struct rows *rows)
{
	const struct list *list = crud_list(req);
	const char *next = list_next(req, list, &rows[0]);

	write_rows(json, req, list, &rows[0]);
	json_member_text(json, "nextCursor", next);
	json_member_bool(json, "hasMore", next != NULL);
	if (list->wants_totals)
		write_totals(json, list, &rows[1]);
	response_links(res, next);
}
