#ifndef BASE_UUID_H
#define BASE_UUID_H

/* UUID version 7 (RFC 9562, section 5.7): the time is in front. */

#include <stdint.h>

#define UUID_TEXT_SIZE 37

/* A new id of the present millisecond, as text with NUL. */
void uuid_v7(char out[UUID_TEXT_SIZE]);

/* The smallest id of a millisecond since 1970: a bound for time filters. */
void uuid_floor(int64_t unix_ms, char out[UUID_TEXT_SIZE]);

/* The milliseconds since 1970 in an id; the text must be a UUID. */
int64_t uuid_time_ms(const char *uuid);

#endif
