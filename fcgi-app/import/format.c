#include "import/format.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/time.h"
#include "import/fingerprint.h"

#define NAME_MAX_LENGTH 255

static const struct import_format formats[] = {
	{ "muster",   "Muster",  import_is_muster,  import_read_muster },
	{ "n8n",      "n8n",     import_is_n8n,     import_read_n8n },
	{ "node-red", "Node-RED", import_is_node_red, import_read_node_red },
	{ "flowise",  "Flowise", import_is_flowise, import_read_flowise },
	/* Last: Flowise documents have its members and more. */
	{ "builder",  "Open Agent Builder", import_is_open_agent_builder,
	  import_read_open_agent_builder },
	{ NULL, NULL, NULL, NULL }
};

const struct import_format *
import_formats(void)
{
	return formats;
}

static struct import_flow *
grow(struct import_source *source)
{
	struct import_list *list = source->list;

	if (list->count == source->room) {
		size_t room = source->room * 2 + 4;
		struct import_flow *flows = arena_alloc(source->arena,
			room * sizeof *flows);

		if (list->count > 0)
			memcpy(flows, list->flows, list->count * sizeof *flows);
		list->flows = flows;
		source->room = room;
	}
	return &list->flows[list->count++];
}

/* Code points, not bytes: the database counts the same way. */
static char *
cut_name(struct arena *arena, const char *name)
{
	char *cut = text_trim(arena, name);
	size_t count = 0;

	for (char *at = cut; *at != '\0'; at++) {
		if (((unsigned char)*at & 0xc0) == 0x80)
			continue;
		if (count++ == NAME_MAX_LENGTH) {
			*at = '\0';
			break;
		}
	}
	return cut;
}

static const char *
name_of(struct import_source *source, const char *name)
{
	const char *cut = cut_name(source->arena, name ? name : "");

	if (*cut == '\0')
		cut = cut_name(source->arena, source->name ? source->name : "");
	return *cut != '\0' ? cut : "Untitled flow";
}

struct import_flow *
import_add(struct import_source *source, const char *format,
	   struct json_slice document, const char *name,
	   const char *description, const char *old_id)
{
	struct import_flow *flow = grow(source);

	*flow = (struct import_flow){
		.format = format, .name = name_of(source, name),
		.description = description, .old_id = old_id,
		.document = { document.text, document.len },
		.tags = arena_alloc(source->arena, sizeof *flow->tags),
		.warnings = arena_alloc(source->arena, sizeof *flow->warnings),
	};
	if (flow->old_id == NULL)
		flow->old_id = import_fingerprint(source->arena, document.text,
						  document.len);
	if (name != NULL && text_length(name) > NAME_MAX_LENGTH)
		import_warn(source->arena, flow, "the name was cut to %d "
			    "characters", NAME_MAX_LENGTH);
	return flow;
}

static const char *
tag_of(struct arena *arena, struct json_slice item)
{
	struct doc doc = doc_open(arena, &item);

	if (item.type == JSON_OBJECT)
		return doc_text(arena, &doc, "name");
	return slice_id(arena, item);
}

const char **
import_tags(struct arena *arena, const struct json_slice *slice)
{
	struct doc items = doc_items(arena, slice);
	const char **tags = arena_alloc(arena,
		(items.count + 1) * sizeof *tags);
	size_t count = 0;

	for (size_t i = 0; i < items.count; i++) {
		tags[count] = tag_of(arena, items.members[i].value);
		count += tags[count] != NULL;
	}
	return tags;
}

int64_t
import_time(struct arena *arena, const struct doc *doc, const char *name)
{
	const char *text = doc_text(arena, doc, name);
	int64_t unix_ms = 0;

	if (text != NULL && !time_parse(text, &unix_ms) &&
	    !time_parse(arena_printf(arena, "%sZ", text), &unix_ms))
		return 0;
	return unix_ms;
}

const char *
import_spelling(struct arena *arena, const struct json_slice *slice)
{
	if (slice == NULL || slice->type == JSON_NULL)
		return NULL;
	if (slice->type == JSON_STRING)
		return json_slice_text(arena, *slice);
	return json_slice_raw(arena, *slice);
}

const char *
import_kind_of(const struct import_kind_row *row, const char *name)
{
	for (; row->name != NULL; row++)
		if (text_equal_case(row->name, name))
			return row->kind;
	return NULL;
}
