#ifndef HTTP_RECORD_H
#define HTTP_RECORD_H

/* Record: an answer as records of FastCGI 1.0 (section 3.3), ready to be sent. */

#include <stdbool.h>
#include <stddef.h>

#define RECORD_HEADER_SIZE 8

/* The room that len bytes of an answer need as records, its end with them. */
size_t record_answer_size(size_t len);

/* Write them; is_last: the request ends behind them. Gives the length. */
size_t record_put_answer(char *out, int request, const char *bytes, size_t len,
			 bool is_last);

#endif
