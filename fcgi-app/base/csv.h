#ifndef BASE_CSV_H
#define BASE_CSV_H

/*
 * CSV as RFC 4180 has it: comma, CRLF, and quotes where they must be. What people
 * wrote is made safe for spreadsheets, which take a cell that begins with = + - @,
 * a tab or a carriage return for a formula: it gets an apostrophe in front.
 */

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct csv {
	struct buf *buf;
	bool comma;		/* the next field follows another one */
};

void csv_init(struct csv *, struct buf *);

/* A field that holds what people wrote. */
void csv_text(struct csv *, const char *text, size_t len);

/* A field of our own making: a number, a time, JSON. */
void csv_value(struct csv *, const char *value, size_t len);

void csv_end_line(struct csv *);

#endif
