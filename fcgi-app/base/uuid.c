#include "base/uuid.h"

#include <time.h>

#include "base/crypto.h"
#include "base/text.h"

#define UUID_SIZE 16
#define TIME_MAX ((INT64_C(1) << 48) - 1)

static void
to_text(const unsigned char bytes[UUID_SIZE], char out[UUID_TEXT_SIZE])
{
	static const char hex[] = "0123456789abcdef";

	for (int i = 0; i < UUID_SIZE; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*out++ = '-';
		*out++ = hex[bytes[i] >> 4];
		*out++ = hex[bytes[i] & 15];
	}
	*out = '\0';
}

static void
put_time(unsigned char bytes[UUID_SIZE], int64_t unix_ms)
{
	if (unix_ms < 0)
		unix_ms = 0;
	if (unix_ms > TIME_MAX)
		unix_ms = TIME_MAX;
	for (int i = 5; i >= 0; i--, unix_ms >>= 8)
		bytes[i] = (unsigned char)unix_ms;
}

static void
put_version(unsigned char bytes[UUID_SIZE])
{
	bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x70);
	bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
}

/*
 * The twelve bits behind the time are the fraction of the millisecond (RFC
 * 9562, section 6.2, method 3): ids of one process sort as they were made,
 * without a counter to keep.
 */
void
uuid_v7(char out[UUID_TEXT_SIZE])
{
	unsigned char bytes[UUID_SIZE];
	struct timespec now;
	unsigned fraction;

	clock_gettime(CLOCK_REALTIME, &now);
	fraction = (unsigned)(now.tv_nsec % 1000000 * 4096 / 1000000);
	put_time(bytes, now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000);
	bytes[6] = (unsigned char)(fraction >> 8);
	bytes[7] = (unsigned char)fraction;
	crypto_random(bytes + 8, UUID_SIZE - 8);
	put_version(bytes);
	to_text(bytes, out);
}

void
uuid_floor(int64_t unix_ms, char out[UUID_TEXT_SIZE])
{
	unsigned char bytes[UUID_SIZE] = { 0 };

	put_time(bytes, unix_ms);
	put_version(bytes);
	to_text(bytes, out);
}

int64_t
uuid_time_ms(const char *uuid)
{
	int64_t unix_ms = 0;

	for (int i = 0; i < 13; i++)
		if (uuid[i] != '-')
			unix_ms = unix_ms << 4 | text_hex_digit(uuid[i]);
	return unix_ms;
}
