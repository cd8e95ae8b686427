/* What a page shows of a list beside its rows; see list.h. */
#include "resource/list.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "http/request.h"
#include "http/router.h"
#include "json/json.h"
#include "resource/naming.h"
#include "resource/words.h"

static void
add_pair(struct buf *link, const char *name, const char *value)
{
	buf_char(link, memchr(link->bytes, '?', link->len) ? '&' : '?');
	url_encode(link, name);
	buf_char(link, '=');
	url_encode(link, value);
}

/* Where in the list one is does not belong to another list. */
static bool
is_position(const char *name)
{
	return strcmp(name, "cursor") == 0 || strcmp(name, "page") == 0;
}

static void
add_path(struct buf *link, const char *path)
{
	while (*path) {
		size_t len = strcspn(path + 1, "/") + 1;
		char segment[256];

		buf_char(link, '/');
		len = len < sizeof segment ? len : sizeof segment - 1;
		memcpy(segment, path + 1, len - 1);
		segment[len - 1] = '\0';
		url_encode(link, segment);
		path += len;
	}
}

/* What the query asks, but for the position and the names in without. */
static void
add_query(struct buf *link, const struct request *req,
	  const char *const *without)
{
	for (size_t i = 0; i < req->query.count; i++) {
		const struct pair *pair = &req->query.list[i];

		if (*pair->value && !is_position(pair->name)
		    && strcmp(pair->name, without[0]) != 0
		    && strcmp(pair->name, without[1]) != 0)
			add_pair(link, pair->name, pair->value);
	}
}

const char *
list_link(const struct request *req, const char *name, const char *value)
{
	struct buf link;

	buf_init(&link, req->arena, 128);
	add_path(&link, req->path);
	add_query(&link, req, (const char *const[]){ name, name });
	if (value)
		add_pair(&link, name, value);
	return link.bytes;
}

const char *
list_export_link(const struct request *req, const char *path,
		 const char *format)
{
	struct buf link;

	buf_init(&link, req->arena, 128);
	if (path)
		buf_text(&link, path);
	else
		add_path(&link, req->path);
	add_query(&link, req, (const char *const[]){ "limit", "export" });
	add_pair(&link, "export", format);
	return link.bytes;
}

static const char *
label_of(const struct field *field, const char *word)
{
	const struct word *found = field->words ? words_find(field->words, word)
						: NULL;

	return found && found->label ? found->label : word;
}

static void
add_chip(const struct request *req, struct json *filters,
	 const struct field *field, const char *name, const char *value)
{
	struct json *chip = json_add_object(filters);

	json_set_text(chip, "name", name);
	json_set_text(chip, "label", field ? naming_label(req->arena, field)
					   : "Search");
	json_set_text(chip, "value", field ? label_of(field, value) : value);
	json_set_text(chip, "href", list_link(req, name, NULL));
}

const char *
list_label(const struct resource *resource, const char *name)
{
	static const struct { const char *name, *label; } labels[] = {
		{ "q", "Search" }, { "sort", "Order" },
		{ "createdAfter", "Not before" }, { "createdBefore", "Before" },
		{ "startTimeAfter", "Started not before" },
		{ "startTimeBefore", "Started before" },
		{ "endTimeAfter", "Ended not before" },
		{ "endTimeBefore", "Ended before" },
		{ NULL, NULL }
	};
	int field = resource_field(resource, name);
	size_t i = 0;

	while (labels[i].name && strcmp(labels[i].name, name) != 0)
		i++;
	if (labels[i].name)
		return labels[i].label;
	return field >= 0 && resource->fields[field].label
		       ? resource->fields[field].label : name;
}

/* As the client asked for it: also by a derived word, which filters another field. */
static void
describe_filters(const struct request *req, const struct list *list,
		 struct json *filters)
{
	for (size_t i = 0; i < req->query.count; i++) {
		const struct pair *pair = &req->query.list[i];
		int field = resource_field(list->resource, pair->name);
		int flags = field < 0 ? 0 : list->resource->fields[field].flags;

		if (*pair->value && flags & FIELD_FILTER)
			add_chip(req, filters, &list->resource->fields[field],
				 pair->name, pair->value);
	}
	if (list->search)
		add_chip(req, filters, NULL, "q", list->search);
}

static void
describe_ranges(const struct request *req, const struct list *list,
		struct json *filters)
{
	for (size_t i = 0; i < req->query.count; i++) {
		const struct pair *pair = &req->query.list[i];
		struct json *chip;

		if (!*pair->value || !(text_ends(pair->name, "After")
				       || text_ends(pair->name, "Before")))
			continue;
		chip = json_add_object(filters);
		json_set_text(chip, "name", pair->name);
		json_set_text(chip, "label", list_label(list->resource,
							pair->name));
		json_set_text(chip, "value", pair->value);
		json_set_text(chip, "href", list_link(req, pair->name, NULL));
	}
}

static void
describe_options(struct json *options, const struct words *words,
		 const char *chosen)
{
	const struct word *word;

	for (size_t i = 0; (word = words_at(words, i)); i++) {
		struct json *option;

		if (word->is_derived)
			continue;
		option = json_add_object(options);
		json_set_text(option, "value", word->store);
		json_set_text(option, "label", word->label ? word->label
							   : word->store);
		json_set_bool(option, "isChosen",
			      chosen && text_equal_case(word->store, chosen));
	}
}

static void
describe_field(const struct request *req, struct json *fields,
	       const struct field *field)
{
	const char *chosen = request_query(req, field->name);
	struct json *item = json_add_object(fields);

	json_set_text(item, "name", field->name);
	json_set_text(item, "label", field->label);
	json_set_text(item, "value", chosen ? chosen : "");
	if (field->words)
		describe_options(json_set_array(item, "options"), field->words,
				 chosen);
}

/* A second click on the order in force turns it round. */
static void
describe_sort(const struct request *req, const struct list *list,
	      struct json *sorts, int i)
{
	const struct field *field = &list->resource->fields[i];
	bool is_active = list->shape.sort == i;
	bool turns_down = is_active ? !list->shape.is_descending
				    : field->type == FIELD_TIME
					      && !field->ordered_by;
	struct json *sort = json_add_object(sorts);
	struct buf value;

	buf_init(&value, req->arena, 32);
	buf_printf(&value, "%s%s", turns_down ? "-" : "", field->name);
	json_set_text(sort, "name", field->name);
	json_set_text(sort, "label", naming_label(req->arena, field));
	json_set_text(sort, "href", list_link(req, "sort", value.bytes));
	json_set_bool(sort, "isActive", is_active);
	json_set_bool(sort, "isDescending",
		      is_active && list->shape.is_descending);
}

static void
describe_fields(const struct request *req, const struct list *list,
		struct json *data)
{
	struct json *fields = json_set_array(data, "fields");
	struct json *sorts = json_set_array(data, "sorts");

	for (int i = 0; list->resource->fields[i].name; i++) {
		const struct field *field = &list->resource->fields[i];

		if (field->flags & FIELD_FILTER && field->label)
			describe_field(req, fields, field);
		if (field->flags & FIELD_SORT)
			describe_sort(req, list, sorts, i);
	}
}

void
list_describe(struct request *req, const struct list *list,
	      const struct rows *rows, struct json *data)
{
	const char *next = list_next(req, list, rows);
	struct json *filters = json_set_array(data, "filters");
	bool is_first = !list->shape.has_cursor && !list->shape.has_offset;

	json_set_text(data, "q", list->search ? list->search : "");
	describe_filters(req, list, filters);
	describe_ranges(req, list, filters);
	describe_fields(req, list, data);
	json_set_bool(data, "isFiltered", json_count(filters) > 0);
	json_set_text(data, "nextHref",
		      next ? list_link(req, "cursor", next) : NULL);
	json_set_text(data, "firstHref",
		      is_first ? NULL : list_link(req, "cursor", NULL));
}
