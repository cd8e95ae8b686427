#include "import/write.h"

#include "base/time.h"
#include "import/flow.h"
#include "json/writer.h"

static void
write_time(struct json_writer *writer, const char *name, int64_t unix_ms)
{
	char text[TIME_TEXT_SIZE];

	time_format(unix_ms, text);
	json_member_text(writer, name, text);
}

static void
write_tags(struct json_writer *writer, const char **tags)
{
	json_write_name(writer, "tags");
	json_begin_array(writer);
	for (; tags != NULL && *tags != NULL; tags++)
		json_write_text(writer, *tags);
	json_end_array(writer);
}

static void
write_source(struct json_writer *writer, const struct import_flow *flow)
{
	json_write_name(writer, "source");
	json_begin_object(writer);
	json_member_text(writer, "format", flow->format);
	json_member_text(writer, "id", flow->old_id);
	json_end_object(writer);
}

static void
write_json(struct json_writer *writer, const char *name,
	   const struct import_text *json)
{
	json_write_name(writer, name);
	if (json->text == NULL)
		json_write_null(writer);
	else
		json_write_raw(writer, json->text, json->len);
}

static void
write_flow(struct json_writer *writer, const struct import_flow *flow)
{
	json_begin_object(writer);
	json_member_text(writer, "kind", import_kind_name(flow->kind));
	json_member_text(writer, "name", flow->name);
	json_member_text(writer, "description", flow->description);
	write_tags(writer, flow->tags);
	if (flow->created_ms != 0)
		write_time(writer, "createdAt", flow->created_ms);
	write_source(writer, flow);
	write_json(writer, "flowchart", &flow->flowchart);
	write_json(writer, "document", &flow->document);
	json_end_object(writer);
}

void
import_write(struct buf *buf, const struct import_flow *flows, size_t count,
	     int64_t exported_ms)
{
	struct json_writer writer;

	json_writer_init(&writer, buf);
	json_begin_object(&writer);
	json_member_text(&writer, "format", MUSTER_FORMAT);
	json_member_int(&writer, "version", MUSTER_FORMAT_VERSION);
	write_time(&writer, "exportedAt", exported_ms);
	json_write_name(&writer, "flows");
	json_begin_array(&writer);
	for (size_t i = 0; i < count; i++)
		write_flow(&writer, &flows[i]);
	json_end_array(&writer);
	json_end_object(&writer);
}
