#ifndef APP_API_LOG_LINES_H
#define APP_API_LOG_LINES_H

/* Log lines: what executions said, as clients post it. */

#include <stdbool.h>
#include <stddef.h>

#include "json/slice.h"

struct batch;
struct request;
struct unit;

enum { LOG_LINES_MAX = 1000 };

/*
 * An array of lines, or one of them: {timestamp, level, message, context, nodeId}, or
 * the message as plain text. Wrong members are told below pointer.
 */
bool log_lines_read(struct request *, struct json_slice, const char *pointer,
		    struct batch *);

/* Add them to an execution (by id or another name), if it is there. */
bool log_lines_add(struct unit *, const char *execution,
		   const struct batch *);

#endif
