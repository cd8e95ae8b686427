#include "base/log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/time.h"

#define LINE_SIZE 4096

/* What the end of a full line needs: an ellipsis, a quote, "}\n". */
#define LINE_END_SIZE 6

struct line {
	char bytes[LINE_SIZE];
	size_t len;
	bool full;
};

/*
 * The one mutable global below main: it is set once, before any thread, and
 * a line must be possible where no object is at hand.
 */
static enum log_level highest = LOG_INFO;

void
log_open(enum log_level level)
{
	highest = level;
}

/* All or nothing, so that a line is cut between characters only. */
static bool
put(struct line *line, const char *bytes, size_t len)
{
	if (line->full || line->len + len > LINE_SIZE - LINE_END_SIZE) {
		line->full = true;
		return false;
	}
	memcpy(line->bytes + line->len, bytes, len);
	line->len += len;
	return true;
}

/* Into the room that is kept for the end. */
static void
put_end(struct line *line, const char *text)
{
	memcpy(line->bytes + line->len, text, strlen(text));
	line->len += strlen(text);
}

static size_t
length_of_sequence(const char *text)
{
	unsigned char first = (unsigned char)*text;
	size_t len = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	return text_is_utf8(text, strnlen(text, len)) ? len : 0;
}

/* One character as JSON; what is not UTF-8 becomes U+FFFD. */
static bool
put_char(struct line *line, const char **text)
{
	unsigned char c = (unsigned char)**text;
	char escape[8];
	size_t len = 1;

	if (c >= 0x80)
		len = length_of_sequence(*text);
	*text += len > 0 ? len : 1;
	if (len == 0)
		return put(line, "\xef\xbf\xbd", 3);
	if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
		return put(line, *text - len, len);
	snprintf(escape, sizeof escape, "\\u%04x", c);
	return put(line, escape, 6);
}

static void
put_text(struct line *line, const char *text)
{
	while (*text != '\0') {
		if (!put_char(line, &text)) {
			put_end(line, "…");
			break;
		}
	}
	put_end(line, "\"");
}

/* Names are ours and need no escapes. */
static void
put_text_member(struct line *line, const char *name, const char *text)
{
	char start[64];
	int len = snprintf(start, sizeof start, "%s\"%s\":\"",
			   line->len == 0 ? "{" : ",", name);

	if (len < (int)sizeof start && put(line, start, (size_t)len))
		put_text(line, text);
}

static void
put_number_member(struct line *line, const char *name, int64_t number)
{
	char member[96];
	int len = snprintf(member, sizeof member, ",\"%s\":%lld", name,
			   (long long)number);

	if (len < (int)sizeof member)
		put(line, member, (size_t)len);
}

static void
write_line(struct line *line)
{
	ssize_t written;

	put_end(line, "}\n");
	/* There is nowhere to report that the log is gone. */
	written = write(STDERR_FILENO, line->bytes, line->len);
	(void)written;
}

void
log_fields(enum log_level level, const char *message,
	   const struct log_field *field)
{
	static const char *const names[] = { "error", "warn", "info", "debug" };
	struct line line;
	char now[TIME_TEXT_SIZE];

	if (level > highest)
		return;
	line.len = 0;	/* and not 4 KiB of zeros for every request */
	line.full = false;
	time_format(time_now_ms(), now);
	put_text_member(&line, "time", now);
	put_text_member(&line, "level", names[level]);
	put_text_member(&line, "message", message);
	for (; field != NULL && field->name != NULL; field++) {
		if (field->text != NULL)
			put_text_member(&line, field->name, field->text);
		else
			put_number_member(&line, field->name, field->number);
	}
	write_line(&line);
}

void
log_message(enum log_level level, const char *format, ...)
{
	/* As large as a line, so that a text cut here is marked as cut there. */
	char message[LINE_SIZE];
	va_list args;

	if (level > highest)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	log_fields(level, message, NULL);
}
