#include "json/writer.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/time.h"
#include "json/plain.h"

void
json_writer_init(struct json_writer *writer, struct buf *buf)
{
	writer->buf = buf;
	writer->comma = false;
}

/* In front of every value; what follows it needs a comma. */
static void
separate(struct json_writer *writer)
{
	if (writer->comma)
		buf_char(writer->buf, ',');
	writer->comma = true;
}

static void
begin(struct json_writer *writer, char bracket)
{
	separate(writer);
	buf_char(writer->buf, bracket);
	writer->comma = false;
}

static void
end(struct json_writer *writer, char bracket)
{
	buf_char(writer->buf, bracket);
	writer->comma = true;
}

void
json_begin_object(struct json_writer *writer)
{
	begin(writer, '{');
}

void
json_end_object(struct json_writer *writer)
{
	end(writer, '}');
}

void
json_begin_array(struct json_writer *writer)
{
	begin(writer, '[');
}

void
json_end_array(struct json_writer *writer)
{
	end(writer, ']');
}

static void
add_escape(struct buf *buf, unsigned char c)
{
	static const char shorts[] = "\bb\tt\nn\ff\rr";
	const char *found = memchr(shorts, c, sizeof shorts - 1);
	char escape[8] = { '\\', (char)c };

	if (c < 0x20 && found == NULL)
		snprintf(escape, sizeof escape, "\\u%04x", c);
	else if (c < 0x20)
		escape[1] = found[1];
	buf_text(buf, escape);
}

static void
add_string(struct buf *buf, const char *text, size_t len)
{
	buf_char(buf, '"');
	for (;;) {
		size_t plain = json_plain_length(text, len);

		buf_add(buf, text, plain);
		if (plain == len)
			break;
		add_escape(buf, (unsigned char)text[plain]);
		text += plain + 1;
		len -= plain + 1;
	}
	buf_char(buf, '"');
}

void
json_write_name(struct json_writer *writer, const char *name)
{
	separate(writer);
	add_string(writer->buf, name, strlen(name));
	buf_char(writer->buf, ':');
	writer->comma = false;
}

void
json_write_text(struct json_writer *writer, const char *text)
{
	if (text == NULL)
		json_write_null(writer);
	else
		json_write_bytes(writer, text, strlen(text));
}

void
json_write_bytes(struct json_writer *writer, const char *text, size_t len)
{
	separate(writer);
	add_string(writer->buf, text, len);
}

void
json_write_raw(struct json_writer *writer, const char *json, size_t len)
{
	separate(writer);
	buf_add(writer->buf, json, len);
}

void
json_write_int(struct json_writer *writer, int64_t number)
{
	separate(writer);
	buf_int(writer->buf, number);
}

void
json_write_bool(struct json_writer *writer, bool value)
{
	separate(writer);
	buf_text(writer->buf, value ? "true" : "false");
}

void
json_write_null(struct json_writer *writer)
{
	separate(writer);
	buf_add(writer->buf, "null", 4);
}

void
json_member_text(struct json_writer *writer, const char *name, const char *text)
{
	json_write_name(writer, name);
	json_write_text(writer, text);
}

void
json_member_int(struct json_writer *writer, const char *name, int64_t number)
{
	json_write_name(writer, name);
	json_write_int(writer, number);
}

void
json_member_bool(struct json_writer *writer, const char *name, bool value)
{
	json_write_name(writer, name);
	json_write_bool(writer, value);
}

void
json_member_time(struct json_writer *writer, const char *name, const char *sql)
{
	char time[TIME_TEXT_SIZE];

	json_member_text(writer, name, time_from_sql(sql, time) ? time : NULL);
}
