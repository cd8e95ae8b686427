#ifndef APP_API_WORKFLOW_H
#define APP_API_WORKFLOW_H

/* Workflow: what the routes of workflows share. Both id and customId open a row. */

#include <stdbool.h>

struct drawing_columns;
struct json_writer;
struct request;
struct response;
struct rows;
struct statement;
struct unit;
struct values;

/* "source" of the answers: which store the builder's client talks to. */
#define WORKFLOW_SOURCE "postgres"

/* Where its graph is in the rows of workflow_resource. */
extern const struct drawing_columns workflow_columns;

/*
 * Put the members of the body that have no field into one, "extra", so that the
 * description can check and store all of it.
 */
bool workflow_gather(struct request *);

/* One row, of a list or alone; id is what the client calls it. */
void workflow_write(struct json_writer *, const struct request *,
		    const struct rows *, int row);

/* {success, workflow, source} with its ETag. Always true. */
bool workflow_answer(struct response *, int status, const struct rows *);

/* Add the statement {id, made} that makes the workflow that its client calls id (NULL:
 * a new one), or changes the one that is called so. */
bool workflow_save_add(struct request *, struct unit *, const char *id,
		       const struct values *given);

/* Rows {name, done}: templates of the installation, and whether they came in. */
extern const struct statement seed_templates;

/* $1 its id or another name of it, $2 the id of the copy, $3 its name or null, $4
 * whether it is a template or null: {id} if there is one. */
extern const struct statement duplicate_workflow;

/* True if there is one; else ERROR_NOT_FOUND in the builder's words. */
bool workflow_check_found(struct request *, const struct rows *);

#endif
