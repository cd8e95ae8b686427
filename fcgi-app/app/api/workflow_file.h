#ifndef APP_API_WORKFLOW_FILE_H
#define APP_API_WORKFLOW_FILE_H

/* Workflow file: the document that a file for others is made of. */

#include <stdbool.h>

#include "json/slice.h"

struct arena;
struct json_writer;
struct request;
struct rows;

struct workflow_file {
	const char *name, *description;
	struct json_slice nodes, edges;
	const char *created, *updated;	/* NULL: now */
};

/* A member of the body that is an array. */
bool workflow_file_array(const struct request *, const char *name,
			 struct json_slice *array);

/* The body has nodes and edges. */
bool workflow_file_is_sent(struct request *);

/* The one that is sent; where there is no body, that of the row of crud_get_plan:
 * false, and req->error says so, where there is none. */
bool workflow_file_find(struct request *, const struct rows *,
			struct workflow_file *);

/* One of names, which end with NULL. */
bool workflow_file_names(const char *const *names, const char *name);

/* Each item with these members alone; what is no object is left out. */
void workflow_file_items(struct json_writer *, struct arena *, const char *name,
			 struct json_slice array, const char *const *names);

#endif
