#include "import/format.h"

#include "base/error.h"

/*
 * Documents that are close to what is read, but no flow: to say what they are
 * helps more than to say what they are not.
 */
static const struct {
	const char *members[3];
	const char *what;
} others[] = {
	{ { "schema", "func", "name" },
	  "this is a Flowise tool, a function without a graph" },
	{ { "openapi", "paths", "info" },
	  "this is an OpenAPI document, not a flow" },
	{ { "name", "version", "dependencies" },
	  "this is a package.json, not a flow" },
	{ { NULL, NULL, NULL }, NULL }
};

static const char *
what_else(const struct import_source *source)
{
	for (size_t i = 0; others[i].what != NULL; i++) {
		size_t found = 0;

		for (size_t k = 0; k < 3; k++)
			found += doc_find(&source->doc,
					  others[i].members[k]) != NULL;
		if (found == 3)
			return others[i].what;
	}
	return NULL;
}

static void
refuse(struct import_source *source)
{
	const char *what = NULL;

	if (source->text.type == JSON_OBJECT)
		what = what_else(source);
	if (what == NULL && source->text.type == JSON_OBJECT)
		what = "no flow was recognised in this document";
	if (what == NULL)
		what = "this JSON is no object or array of nodes, so no flow";
	fail(source->err, ERROR_INVALID, "%s", what);
	fail_hint(source->err, "flows of Open Agent Builder, n8n, Flowise, "
		  "Node-RED and Muster itself can be imported");
}

const struct import_format *
import_detect(struct import_source *source)
{
	const struct import_format *format = import_formats();

	while (format->name != NULL && !format->is_like(source))
		format++;
	if (format->name != NULL)
		return format;
	refuse(source);
	return NULL;
}
