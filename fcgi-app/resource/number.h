#ifndef RESOURCE_NUMBER_H
#define RESOURCE_NUMBER_H

/* Number: which of the numbers that people and programs write PostgreSQL keeps. */

#include <stdbool.h>
#include <stddef.h>

/* A decimal number that fits a double, and is written in at most 64 characters. */
bool number_is_kept(const char *text);

/* A JSON document has numbers that are refused, or take too many digits. */
bool number_is_huge_in(const char *json, size_t len);

#endif
