#ifndef APP_PAGES_NOTICE_H
#define APP_PAGES_NOTICE_H

/*
 * Notice: what a POST did, said by the page that it leads to. The address
 * carries a word of a table and numbers, never text.
 */

#include <stdbool.h>

struct json;
struct request;
struct resource;
struct response;

/* Lead to path with ?did=word; counts of -1 are left out. Always true. */
bool notice_redirect(struct response *, const char *path, const char *word,
		      int count, int rest);

/* What was done to a row of a noun, "made", "saved" or "deleted": its words are
 * those of the table, or else "The project is made". Always true. */
bool notice_redirect_noun(struct response *, const char *path,
			  const struct resource *, const char *done);

/*
 * Set "notice", or null; and take it out of the query, so that links of the
 * page do not repeat it.
 */
void notice_show(struct request *, struct json *data);

#endif
