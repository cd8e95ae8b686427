#ifndef APP_API_FLOWCHART_H
#define APP_API_FLOWCHART_H

/* Flowchart: what the routes of an agent's flowchart share. */

#include <stdbool.h>

struct drawing_columns;
struct json_slice;
struct json_writer;
struct request;
struct response;
struct rows;
struct statement;
struct unit;

/* $1 is the agent's id or another name of it; the fields of flowchart_resource. */
extern const struct statement flowchart_of_agent;

/* The same, as it was; $2 is the version. */
extern const struct statement flowchart_at_version;

/* Where its graph is in those rows. */
extern const struct drawing_columns flowchart_columns;

/* The flowchart of a body, which may stand in a member of its name. False and
 * ERROR_INVALID if it is no object or holds what cannot be stored. */
bool flowchart_body(struct request *, struct json_slice *, const char **sql);

/* True if there is one; else ERROR_NOT_FOUND. */
bool flowchart_check_found(struct request *, const struct rows *);

/* Of {found, changed, version} of a change: 404 and 412 are told apart. */
bool flowchart_check_changed(struct request *, const struct rows *);

/* "flowchart": the first row, the members without a field too. */
void flowchart_write(struct json_writer *, const struct request *,
		     const struct rows *);

/* {flowchart, message} with its ETag; message may be NULL. Always true. */
bool flowchart_answer(struct response *, int status, const struct rows *,
		      const char *message);

#endif
