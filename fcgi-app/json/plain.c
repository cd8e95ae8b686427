#include "json/plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define ONES UINT64_C(0x0101010101010101)
#define HIGH_BITS UINT64_C(0x8080808080808080)

/* Non-zero if a byte is zero; exact up to the first such byte. */
static uint64_t
zero_bytes(uint64_t word)
{
	return (word - ONES) & ~word & HIGH_BITS;
}

static bool
is_plain_word(uint64_t word)
{
	uint64_t control = (word - ONES * 0x20) & ~word & HIGH_BITS;

	return (control | zero_bytes(word ^ ONES * '"') |
		zero_bytes(word ^ ONES * '\\')) == 0;
}

/* Eight bytes at a time: this is most of the work of reading and writing. */
size_t
json_plain_length(const char *bytes, size_t len)
{
	size_t i = 0;
	uint64_t word;

	for (; i + sizeof word <= len; i += sizeof word) {
		memcpy(&word, bytes + i, sizeof word);
		if (!is_plain_word(word))
			break;
	}
	while (i < len && (unsigned char)bytes[i] >= 0x20 &&
	       bytes[i] != '"' && bytes[i] != '\\')
		i++;
	return i;
}
