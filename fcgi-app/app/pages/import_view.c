#include "app/pages/import_view.h"

#include <stdlib.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "json/json.h"
#include "json/parse.h"

/* More is read by programs, at /api/import. */
#define FLOWS_MAX 1000

static const struct {
	const char *name;		/* in the report */
	const char *word;
	const char *state;		/* which looks like it */
} outcomes[] = {
	{ "imported", "Imported", "completed" },
	{ "updated", "Updated", "completed" },
	{ "unchanged", "Unchanged", "skipped" },
	{ "refused", "Refused", "failed" },
	{ "created", "New", NULL },
	{ NULL, NULL, NULL }
};

const char *
import_title(struct arena *arena, const char *file_name, const char *total)
{
	int64_t more = view_int(total) - 1;

	if (more < 1)
		return *file_name ? file_name : "files";
	return arena_printf(arena, "%s and %lld more", file_name,
			    (long long)more);
}

static const char *
text_of(const struct json *object, const char *name)
{
	const struct json *value = json_find(object, name);

	return value ? json_string(value) : "";
}

static int64_t
int_of(const struct json *object, const char *name)
{
	return atoll(text_of(object, name));
}

static size_t
find_outcome(const char *name)
{
	size_t i = 0;

	while (outcomes[i].name && !text_equal(outcomes[i].name, name))
		i++;
	return i;
}

/* ---- a flow ---- */

static const char *
href_of(struct arena *arena, const struct json *flow)
{
	bool is_agent = text_equal(text_of(flow, "kind"), "agent");

	return arena_printf(arena, is_agent ? "/agents/%s/flowchart"
			    : "/workflows/%s", text_of(flow, "id"));
}

static void
copy_warnings(struct arena *arena, struct json *item, const struct json *flow)
{
	const struct json *warnings = json_find(flow, "warnings");
	struct json *texts = json_set_array(item, "warnings");

	for (size_t i = 0; warnings && i < json_count(warnings); i++)
		json_add(texts, json_text(arena,
			 json_string(json_at(warnings, i))));
}

static void
show_flow(struct arena *arena, struct json *item, const struct json *flow,
	  bool is_dry_run)
{
	const char *outcome = text_of(flow, "outcome");

	view_text(item, "name", text_of(flow, "name"));
	view_text(item, "kind", text_of(flow, "kind"));
	view_text(item, "format", text_of(flow, "format"));
	json_set_static(item, "outcome", outcomes[find_outcome(outcome)].word);
	json_set_static(item, "href", is_dry_run ? NULL : href_of(arena, flow));
	json_set_static(item, "steps", view_counted(arena, int_of(flow, "nodes"),
						     "step"));
	copy_warnings(arena, item, flow);
}

/* ---- a document ---- */

static size_t
show_flows(struct arena *arena, struct json *item, const struct json *document,
	   bool is_dry_run)
{
	const struct json *flows = json_find(document, "flows");
	struct json *items = json_set_array(item, "flows");
	size_t count = flows ? json_count(flows) : 0;

	for (size_t i = 0; i < count; i++)
		show_flow(arena, json_add_object(items), json_at(flows, i),
			  is_dry_run);
	return count;
}

static size_t
show_document(struct arena *arena, struct json *item,
	      const struct json *document, bool is_dry_run)
{
	size_t i = find_outcome(text_of(document, "outcome"));

	view_text(item, "path", text_of(document, "path"));
	json_set_static(item, "state", outcomes[i].state);
	json_set_static(item, "state_word", outcomes[i].word);
	view_text(item, "reason", text_of(document, "reason"));
	view_text(item, "hint", text_of(document, "hint"));
	return 1 + show_flows(arena, item, document, is_dry_run);
}

static void
show_documents(struct arena *arena, struct json *data, const struct json *tree,
	       bool is_dry_run)
{
	const struct json *documents = json_find(tree, "documents");
	struct json *items = json_set_array(data, "documents");
	size_t count = documents ? json_count(documents) : 0;
	size_t shown = 0, lines = 0;

	while (shown < count && lines < FLOWS_MAX)
		lines += show_document(arena, json_add_object(items),
				       json_at(documents, shown++), is_dry_run);
	json_set_bool(data, "has_documents", shown > 0);
	json_set_static(data, "hidden", shown == count ? NULL
			: view_count(arena, (int64_t)(count - shown)));
}

/* ---- the sums ---- */

static const char *
sums_of(struct arena *arena, const struct json *tree)
{
	return arena_printf(arena, "%lld imported, %lld updated, %lld unchanged,"
		" %lld refused; %s with %s",
		(long long)int_of(tree, "imported"),
		(long long)int_of(tree, "updated"),
		(long long)int_of(tree, "unchanged"),
		(long long)int_of(tree, "refused"),
		view_counted(arena, int_of(tree, "flows"), "flow"),
		view_counted(arena, int_of(tree, "nodes"), "step"));
}

void
import_show_report(struct arena *arena, struct json *data, const char *report,
		   size_t len, bool is_dry_run)
{
	struct error ignored = { .arena = arena };
	const struct json *tree = json_parse(arena, report, len, &ignored);
	bool is_there = tree && json_find(tree, "documents");

	json_set_static(data, "sums", is_there ? sums_of(arena, tree) : NULL);
	if (!is_there)
		tree = json_object(arena);
	show_documents(arena, data, tree, is_dry_run);
}
