#ifndef JSON_WRITER_H
#define JSON_WRITER_H

/*
 * Writer: JSON straight into a buffer, commas and escapes by itself. Text is
 * UTF-8 from the database and is escaped as RFC 8259 section 7 asks, no more.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

struct json_writer {
	struct buf *buf;
	bool comma;		/* the next value follows another one */
};

void json_writer_init(struct json_writer *, struct buf *);

void json_begin_object(struct json_writer *);
void json_end_object(struct json_writer *);
void json_begin_array(struct json_writer *);
void json_end_array(struct json_writer *);
void json_write_name(struct json_writer *, const char *name);

void json_write_text(struct json_writer *, const char *text);	/* NULL: null */
void json_write_bytes(struct json_writer *, const char *text, size_t len);
void json_write_raw(struct json_writer *, const char *json, size_t len);
void json_write_int(struct json_writer *, int64_t);
void json_write_bool(struct json_writer *, bool);
void json_write_null(struct json_writer *);

/* name and value in one call */
void json_member_text(struct json_writer *, const char *name, const char *text);
void json_member_int(struct json_writer *, const char *name, int64_t);
void json_member_bool(struct json_writer *, const char *name, bool);
/* Of a timestamptz as the database writes it, as RFC 3339; what is none is null. */
void json_member_time(struct json_writer *, const char *name, const char *sql);

/* Indented by two spaces, for people; a scanned value only. */
void json_pretty(struct buf *, const char *json, size_t len);

#endif
