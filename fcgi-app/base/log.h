#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * Log: one JSON object per line on standard error, one write each. Values are
 * escaped; secrets are never passed in.
 */

#include <stdint.h>

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/* A member of a log line; text NULL means the number is meant. */
struct log_field {
	const char *name;
	const char *text;
	int64_t number;
};

/* Lines above this level are dropped; set once, in main. */
void log_open(enum log_level);

/*
 * {"time":…,"level":…,"message":…, fields…}; fields end with name NULL or are
 * NULL. A line above 4 KiB is cut, with an ellipsis.
 */
void log_fields(enum log_level, const char *message, const struct log_field *);

void log_message(enum log_level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
