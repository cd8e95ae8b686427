#ifndef APP_PAGES_WORKFLOW_DOCUMENT_H
#define APP_PAGES_WORKFLOW_DOCUMENT_H

/*
 * Workflow document: all of a workflow that people edit, as one text of JSON: the
 * head (name, trigger, …) and the graph, of which versions are kept. Its project is
 * chosen in the form alone.
 */

#include <stdbool.h>

struct arena;
struct field;
struct rows;

/* A member of the document. */
bool workflow_document_has(const struct field *);

/* Of a row of workflow_resource, indented for people. Arena-owned. */
const char *workflow_document(struct arena *, const struct rows *);

/* Its head alone, without white space; to be given to workflow_document_of. */
const char *workflow_document_head(struct arena *, const struct rows *);

/*
 * What the document was: with a head of before, and the graph {variables, nodes,
 * edges, extra} of a version. What is no head, and a graph without a row, are as
 * in now.
 */
const char *workflow_document_of(struct arena *, const char *head,
				 const struct rows *graph,
				 const struct rows *now);

#endif
