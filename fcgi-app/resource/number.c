#include "resource/number.h"

#include <stdlib.h>
#include <string.h>

enum {
	LENGTH_MAX = 64,
	EXPONENT_MAX = 300,		/* within double precision */
	DIGITS_MAX = 100000,		/* of all numbers of a document, written out */
};

/* Without its sign: labs() does not know the least long. */
static size_t
exponent_size(const char *exponent)
{
	long number = strtol(exponent, NULL, 10);

	return number < 0 ? 0 - (size_t)number : (size_t)number;
}

bool
number_is_kept(const char *text)
{
	const char *exponent = strpbrk(text, "eE");
	char *end;

	if (strlen(text) > LENGTH_MAX
	    || (exponent && exponent_size(exponent + 1) > EXPONENT_MAX))
		return false;
	strtod(text, &end);
	return end != text && *end == '\0'
	       && text[strspn(text, "+-.0123456789eE")] == '\0';
}

/* How many digits a number has when its exponent is written out. */
static size_t
digits_of(const char *number, size_t size)
{
	const char *e = memchr(number, 'e', size);

	e = e ? e : memchr(number, 'E', size);
	return size + (e ? exponent_size(e + 1) : 0);
}

/*
 * PostgreSQL keeps numbers of a jsonb as numeric, all digits written out: one that
 * it would refuse, and a small document that would become a huge one, are told
 * here, with the field.
 */
bool
number_is_huge_in(const char *text, size_t len)
{
	bool in_string = false;
	size_t digits = 0, size;

	for (size_t i = 0; i < len && digits <= DIGITS_MAX; i++) {
		if (text[i] == '\\')
			i++;
		else if (text[i] == '"')
			in_string = !in_string;
		else if (!in_string && strchr("-0123456789", text[i])) {
			size = strspn(text + i, "-+.eE0123456789");
			if (digits_of(text + i, size) > 1000)
				digits = DIGITS_MAX;
			digits += digits_of(text + i, size);
			i += size - 1;
		}
	}
	return digits > DIGITS_MAX;
}
