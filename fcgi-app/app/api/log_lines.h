#ifndef APP_API_LOG_LINES_H
#define APP_API_LOG_LINES_H

/* Log lines: what executions said, as clients post it. */

#include <stdbool.h>

struct batch;
struct batch_of;
struct unit;

enum { LOG_LINES_MAX = 1000 };

/* {timestamp, level, message, context, nodeId}, or the message as plain text. */
extern const struct batch_of log_lines;

/* Add them to an execution (by id or another name), if it is there. */
bool log_lines_add(struct unit *, const char *execution,
		   const struct batch *);

#endif
