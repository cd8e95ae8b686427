#ifndef APP_API_ANSWER_H
#define APP_API_ANSWER_H

/* Answer: members whose field names a column (.shown) as JSON, from rows that are
 * no resource's. Numbers are written as they come, times as RFC 3339. */

struct json_writer;
struct member;
struct rows;

/* Into an object that the caller begins and ends; others are passed over. */
void answer_members(struct json_writer *, const struct rows *, int row,
		    const struct member *);

/* "name": an array of such objects, one for each row. */
void answer_rows(struct json_writer *, const char *name, const struct rows *,
		 const struct member *);

#endif
