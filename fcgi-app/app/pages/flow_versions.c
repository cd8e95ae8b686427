#include "app/pages/flow_versions.h"

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/text.h"
#include "db/rows.h"
#include "http/request.h"
#include "json/json.h"

enum { NUMBER, LABEL, NODES, EDGES, BY, AT };

const char *
flow_version_asked(const struct request *req)
{
	const char *version = request_query(req, "version");
	int64_t number;

	if (!version || !*version)
		return NULL;
	return text_to_int(version, 1, INT32_MAX, &number) ? version : "0";
}

static void
show_version(struct request *req, struct json *item, const struct rows *rows,
	     int row, const struct clock *clock)
{
	const char *number = rows_text(rows, row, NUMBER);

	json_set_static(item, "version", number);
	view_text(item, "label", rows_text(rows, row, LABEL));
	json_set_static(item, "nodes", rows_text(rows, row, NODES));
	json_set_static(item, "edges", rows_text(rows, row, EDGES));
	view_text(item, "by", rows_text(rows, row, BY));
	view_time(clock, item, "created", rows_text(rows, row, AT));
	json_set_bool(item, "is_present", row == 0);
	json_set_bool(item, "is_oldest", row == rows->count - 1);
	json_set_bool(item, "is_shown",
		      text_equal(number, flow_version_asked(req)));
	json_set_static(item, "href", row == 0 ? req->path
			: arena_printf(req->arena, "%s?version=%s", req->path,
				       number));
}

void
flow_versions_show(struct request *req, struct json *data,
		   const struct rows *rows)
{
	struct json *versions = json_set_array(data, "versions");
	struct clock clock = view_clock(req);

	for (int row = 0; row < rows->count; row++)
		show_version(req, json_add_object(versions), rows, row, &clock);
	json_set_bool(data, "has_versions", rows->count > 1);
	json_set_static(data, "version_shown", flow_version_asked(req));
	json_set_static(data, "flow_path", req->path);
}
