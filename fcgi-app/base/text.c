#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"

#define HIGH_BITS 0x8080808080808080u

static bool
is_continuation(unsigned char c)
{
	return (c & 0xc0) == 0x80;
}

/*
 * Length of the sequence at bytes, 0 if it is malformed. The second byte is
 * narrowed as in the table of RFC 3629, section 4: no overlong forms, no
 * surrogates, nothing above U+10FFFF.
 */
static size_t
sequence_length(const unsigned char *bytes, size_t len)
{
	unsigned char first = bytes[0];
	unsigned char low = 0x80, high = 0xbf;
	size_t need = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;

	if (first < 0xc2 || first > 0xf4 || len < need)
		return 0;
	if (first == 0xe0)
		low = 0xa0;
	else if (first == 0xed)
		high = 0x9f;
	else if (first == 0xf0)
		low = 0x90;
	else if (first == 0xf4)
		high = 0x8f;
	if (bytes[1] < low || bytes[1] > high)
		return 0;
	for (size_t i = 2; i < need; i++)
		if (!is_continuation(bytes[i]))
			return 0;
	return need;
}

bool
text_is_utf8(const char *bytes, size_t len)
{
	const unsigned char *at = (const unsigned char *)bytes;
	const unsigned char *end = at + len;
	uint64_t word;
	size_t step;

	while (at < end) {
		if (end - at >= 8) {
			memcpy(&word, at, sizeof word);
			/* Eight bytes of ASCII, none of them NUL. */
			if (((word | (word - HIGH_BITS / 0x80)) & HIGH_BITS) == 0) {
				at += 8;
				continue;
			}
		}
		step = *at == 0 ? 0 : *at < 0x80 ? 1 :
			sequence_length(at, (size_t)(end - at));
		if (step == 0)
			return false;
		at += step;
	}
	return true;
}

size_t
text_length(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		if (!is_continuation((unsigned char)*text))
			count++;
	return count;
}

/* Each is three bytes long, the last of which tells them apart. */
static bool
turns_direction(const char *text)
{
	unsigned char last;

	if (strncmp(text, "\xe2\x80", 2) != 0 && strncmp(text, "\xe2\x81", 2) != 0)
		return false;
	last = (unsigned char)text[2];
	return (unsigned char)text[1] == 0x80 ? last >= 0xaa && last <= 0xae
					      : last >= 0xa6 && last <= 0xa9;
}

bool
text_is_plain(const char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c == 0x7f || turns_direction(text))
			return false;
	}
	return true;
}

bool
text_equal(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static int
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool
text_equal_case(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	for (; fold(*a) == fold(*b); a++, b++)
		if (*a == '\0')
			return true;
	return false;
}

bool
text_starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool
text_ends(const char *text, const char *suffix)
{
	size_t len = strlen(text);
	size_t suffix_len = strlen(suffix);

	return len >= suffix_len &&
		memcmp(text + len - suffix_len, suffix, suffix_len) == 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
text_to_int(const char *text, int64_t min, int64_t max, int64_t *out)
{
	long long number;
	char *end;

	/* strtoll would also take white space and a plus. */
	if (text == NULL || !is_digit(text[text[0] == '-']))
		return false;
	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0' || number < min || number > max)
		return false;
	*out = number;
	return true;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char *
trim(struct arena *arena, const char *start, const char *end)
{
	while (start < end && is_space(*start))
		start++;
	while (end > start && is_space(end[-1]))
		end--;
	return arena_copy(arena, start, (size_t)(end - start));
}

char *
text_trim(struct arena *arena, const char *text)
{
	return trim(arena, text, text + strlen(text));
}

static size_t
count_of(const char *text, char c)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		if (*text == c)
			count++;
	return count;
}

char **
text_split(struct arena *arena, const char *text, char separator)
{
	size_t max = count_of(text, separator) + 1;
	char **parts = arena_alloc(arena, (max + 1) * sizeof *parts);
	size_t count = 0;

	for (;;) {
		const char *end = strchrnul(text, separator);
		char *part = trim(arena, text, end);

		if (*part != '\0')
			parts[count++] = part;
		if (*end == '\0')
			return parts;
		text = end + 1;
	}
}

int
text_hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool
is_uuid(const char *text)
{
	if (text == NULL)
		return false;
	for (int i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : text_hex_digit(text[i]) < 0)
			return false;
	}
	return text[36] == '\0';
}
