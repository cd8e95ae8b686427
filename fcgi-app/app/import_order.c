#include "app/import_order.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "json/json.h"
#include "json/parse.h"
#include "json/writer.h"

const char *
import_order_write(struct arena *arena, const struct import_order *order)
{
	struct json_writer writer;
	struct buf buf;

	buf_init(&buf, arena, 1024);
	json_writer_init(&writer, &buf);
	json_begin_object(&writer);
	json_member_text(&writer, "tenant", order->tenant);
	json_member_text(&writer, "job", order->job);
	json_member_text(&writer, "credential", order->credential);
	json_member_bool(&writer, "hasSession", order->has_session);
	json_member_bool(&writer, "dryRun", order->is_dry_run);
	json_member_text(&writer, "project", order->project);
	json_member_text(&writer, "folder", order->folder);
	json_write_name(&writer, "files");
	json_begin_array(&writer);
	for (size_t i = 0; i < order->count; i++)
		json_write_text(&writer, order->files[i]);
	json_end_array(&writer);
	json_end_object(&writer);
	return buf.bytes;
}

/* NULL where it is absent, null or empty. */
static const char *
text_of(const struct json *tree, const char *name)
{
	const struct json *found = json_find(tree, name);
	const char *text = found ? json_string(found) : "";

	return *text ? text : NULL;
}

static bool
is_true(const struct json *tree, const char *name)
{
	const struct json *found = json_find(tree, name);

	return found && json_is_true(found);
}

static void
read_files(struct arena *arena, const struct json *tree,
	   struct import_order *order)
{
	const struct json *files = json_find(tree, "files");

	if (!files || json_type_of(files) != JSON_ARRAY)
		return;
	order->count = json_count(files);
	order->files = arena_alloc(arena, order->count * sizeof *order->files);
	for (size_t i = 0; i < order->count; i++)
		order->files[i] = json_string(json_at(files, i));
}

static bool
is_whole(const struct import_order *order)
{
	return order->tenant && order->job && order->credential
		&& order->folder && order->count > 0;
}

struct import_order *
import_order_read(struct arena *arena, const char *text, size_t len,
		  struct error *err)
{
	struct import_order *order = arena_alloc(arena, sizeof *order);
	const struct json *tree = json_parse(arena, text, len, err);

	if (!tree)
		return NULL;
	*order = (struct import_order){
		.tenant = text_of(tree, "tenant"), .job = text_of(tree, "job"),
		.credential = text_of(tree, "credential"),
		.has_session = is_true(tree, "hasSession"),
		.is_dry_run = is_true(tree, "dryRun"),
		.project = text_of(tree, "project"),
		.folder = text_of(tree, "folder"),
	};
	read_files(arena, tree, order);
	if (is_whole(order))
		return order;
	fail(err, ERROR_INVALID, "this is no order of an import");
	return NULL;
}
