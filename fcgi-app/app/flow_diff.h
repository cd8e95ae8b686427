#ifndef APP_FLOW_DIFF_H
#define APP_FLOW_DIFF_H

/*
 * Flow diff: what differs between two versions of a flow; the same for the API and
 * pages. ?to= is the later one, the present one where it is not said; ?from= the
 * earlier, else the one before that.
 */

#include <stdbool.h>

#include "flow/delta.h"

struct request;
struct rows;
struct statement;
struct unit;

enum flow_diff_kind { FLOW_DIFF_NODES, FLOW_DIFF_EDGES, FLOW_DIFF_OTHERS };

/* A column that holds a list, or an object. */
struct flow_diff_part {
	const char *column;		/* NULL at the end */
	const char *member;		/* of the answer */
	const char *title;
	const char *id_name;		/* by which its items are known */
	enum flow_diff_kind kind;
};

struct flow_diff {
	/* $1 the id or another name, $2 from, $3 to: rows {side, version,
	 * label_version, created_by, created_at} and the columns. */
	const struct statement *sides;
	const struct flow_diff_part *parts;
};

extern const struct flow_diff workflow_diff, flowchart_diff;

/* Add the statement; ERROR_BAD_REQUEST if a version is no number. */
bool flow_diff_add(struct request *, struct unit *, const struct flow_diff *);

/* Both are there, but for a from that was not asked for; else ERROR_NOT_FOUND. */
bool flow_diff_check(struct request *, const struct rows *);

/* The row of a side, "from" or "to"; -1: there is none. */
int flow_diff_side(const struct rows *, const char *side);

/* A column of a side; len 0 where it has no row. */
struct json_slice flow_diff_column(const struct rows *, const char *side,
				   const char *column);

/* What differs in a part. */
struct delta flow_diff_delta(struct request *, const struct rows *,
			     const struct flow_diff_part *);

#endif
