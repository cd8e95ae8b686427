#ifndef HTTP_IF_MATCH_H
#define HTTP_IF_MATCH_H

/*
 * If_match: the tags of If-Match (RFC 9110, section 13.1.1) as versions of a row.
 * "5-01a9" is version 5: what stands behind the dash tells answers apart that
 * show more than the row. Of a list that is malformed counts what comes before.
 */

#include <stdbool.h>

struct arena;

/*
 * The version that the first tag names that names one, as text; NULL where any
 * will do ("*"); "-1", which no row has, where none names one.
 */
const char *if_match_first(struct arena *, const char *header);

/* One of the tags names this version. */
bool if_match_names(const char *header, const char *version);

#endif
