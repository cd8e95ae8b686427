#include "http/if_match.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"

#define DIGITS_MAX 9		/* of a version, which is an int */

/* Between its quotes. */
struct tag {
	const char *text;
	size_t len;
};

/*
 * The next tag of a list. nginx makes an ETag weak when it compresses the answer,
 * and clients send back what they got: so a weak one is taken too.
 */
static bool
next_tag(const char **at, struct tag *tag)
{
	const char *end;

	*at += strspn(*at, " \t,");
	if (strncmp(*at, "W/", 2) == 0)
		*at += 2;
	if (**at != '"')
		return false;
	tag->text = *at + 1;
	end = strchr(tag->text, '"');
	if (!end)
		return false;
	tag->len = (size_t)(end - tag->text);
	*at = end + 1;
	return strchr(" \t,", **at) != NULL;
}

/* How many digits its version has; 0: it names none. */
static size_t
version_length(const struct tag *tag)
{
	size_t digits = strspn(tag->text, "0123456789");
	size_t len = digits;

	if (digits > 0 && tag->text[digits] == '-')
		len += strspn(tag->text + digits, "-0123456789abcdef");
	return len == tag->len && digits <= DIGITS_MAX ? digits : 0;
}

const char *
if_match_first(struct arena *arena, const char *header)
{
	struct tag tag;

	if (strcmp(header, "*") == 0)
		return NULL;
	while (next_tag(&header, &tag))
		if (version_length(&tag) > 0)
			return arena_copy(arena, tag.text,
					  version_length(&tag));
	return "-1";
}

bool
if_match_names(const char *header, const char *version)
{
	size_t len = strlen(version);
	struct tag tag;

	while (next_tag(&header, &tag))
		if (version_length(&tag) == len
		    && strncmp(tag.text, version, len) == 0)
			return true;
	return false;
}
