#include "app/pages/compare_steps.h"

#include <stdint.h>

#include "app/pages/compare_parts.h"
#include "app/pages/step_view.h"
#include "app/pages/view.h"
#include "app/resources/words.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/diff.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/url.h"
#include "json/json.h"

/* Less is what the weather of a machine does. */
#define SLOWER_MS 100
#define SLOWER_PERCENT 20

/* The columns of enum step_column, and whether inputs and outputs are the same. */
static const struct statement compare_steps = {
	.name = "compare_steps",
	.sql = "select node_id, iteration, attempt, name, kind, status, error,"
	       " start_time, end_time, duration_ms, tokens, cost_micros,"
	       " md5(input::text), md5(output::text) from api.execution_steps"
	       " where execution_id = $1::uuid order by position, iteration,"
	       " node_id, attempt limit 500",
};

enum { STEP_INPUT = STEP_COST + 1, STEP_OUTPUT };

enum mark { ADDED, MISSING, CHANGED, SLOWER, FASTER, MARKS };

static const struct {
	const char *word, *state, *sign;
} looks[MARKS] = {
	[ADDED] = { "only in B", "added", "+" },
	[MISSING] = { "only in A", "missing", "−" },
	[CHANGED] = { "changed", "changed", "≠" },
	[SLOWER] = { "slower", "slower", "↑" },
	[FASTER] = { "faster", "faster", "↓" },
};

/* One step of a run; rows is NULL where the run has it not. */
struct side {
	const struct rows *rows;
	int first, end;
};

struct pairing {
	struct request *req;
	const char *path;
	struct json *list;
	struct json *detail;
	int number;
	int counts[MARKS];
};

bool
compare_steps_add(struct unit *unit, const char *execution)
{
	return unit_add(unit, &compare_steps, execution);
}

static const char *
text_of(const struct side *side, int column)
{
	return rows_text(side->rows, side->end - 1, column);
}

/* --- what belongs together --- */

/* A line for each step: its node, encoded so that it stays one, and its pass. */
static const char *
lines_of(struct arena *arena, const struct rows *rows)
{
	struct buf lines;

	buf_init(&lines, arena, 1024);
	for (int row = 0; row < rows->count; row = step_end(rows, row)) {
		url_encode(&lines, rows_text(rows, row, STEP_NODE));
		buf_printf(&lines, " %s\n", rows_text(rows, row, STEP_PASS));
	}
	return lines.bytes;
}

/* The step that begins at *row, which moves behind it. */
static struct side
take(const struct rows *rows, int *row)
{
	struct side side = { rows, *row, step_end(rows, *row) };

	*row = side.end;
	return side;
}

/* --- how they differ --- */

static void
add_mark(struct pairing *pairing, struct json *marks, enum mark mark,
	 const char *what)
{
	struct json *item = json_add_object(marks);

	pairing->counts[mark]++;
	json_set_static(item, "state", looks[mark].state);
	json_set_static(item, "sign", looks[mark].sign);
	json_set_static(item, "word", looks[mark].word);
	json_set_static(item, "what", what);
}

/* "status, output"; NULL where nothing changed. */
static const char *
changes_of(struct arena *arena, const struct side *a, const struct side *b)
{
	static const struct {
		int column;
		const char *word;
	} members[] = {
		{ STEP_STATUS, "status" }, { STEP_ERROR, "error" },
		{ STEP_INPUT, "input" }, { STEP_OUTPUT, "output" },
	};
	struct buf words;

	buf_init(&words, arena, 40);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (!text_equal(text_of(a, members[i].column),
				text_of(b, members[i].column)))
			buf_printf(&words, "%s%s", words.len ? ", " : "",
				   members[i].word);
	return words.len ? words.bytes : NULL;
}

static bool
is_longer(int64_t than, int64_t ms)
{
	return ms - than >= SLOWER_MS
	       && (ms - than) * 100 >= than * SLOWER_PERCENT;
}

static void
mark_time(struct pairing *pairing, struct json *item, struct json *marks,
	  const char *ms_a, const char *ms_b)
{
	int64_t a = view_int(ms_a), b = view_int(ms_b);

	if (!ms_a || !ms_b)
		return;
	json_set_static(item, "by", compare_ms(pairing->req->arena, a, b));
	if (is_longer(a, b))
		add_mark(pairing, marks, SLOWER, NULL);
	else if (is_longer(b, a))
		add_mark(pairing, marks, FASTER, NULL);
}

/* {state, state_word, duration} of a side, and its milliseconds. */
static const char *
show_side(struct arena *arena, struct json *item, const char *name,
	  const struct side *side)
{
	struct json *to;
	struct step_sum sum;

	if (!side->rows) {
		json_set_static(item, name, NULL);
		return NULL;
	}
	to = json_set_object(item, name);
	sum = step_sum(arena, side->rows, side->first, side->end);
	view_state(to, &step_status_words, text_of(side, STEP_STATUS));
	view_duration(arena, to, "duration", sum.ms);
	return sum.ms;
}

static void
show_sides(struct pairing *pairing, struct json *item, const struct side *a,
	   const struct side *b)
{
	struct arena *arena = pairing->req->arena;
	struct json *marks = json_set_array(item, "marks");
	const char *ms_a = show_side(arena, item, "a", a);
	const char *ms_b = show_side(arena, item, "b", b);
	const char *changes;

	json_set_static(item, "by", NULL);
	if (!a->rows || !b->rows) {
		add_mark(pairing, marks, a->rows ? MISSING : ADDED, NULL);
		return;
	}
	changes = changes_of(arena, a, b);
	if (changes)
		add_mark(pairing, marks, CHANGED, changes);
	mark_time(pairing, item, marks, ms_a, ms_b);
}

/* --- a step --- */

static const char *
href_of(const struct pairing *pairing, const struct side *side)
{
	struct buf href;

	buf_init(&href, pairing->req->arena, 160);
	buf_printf(&href, "%s&step=", pairing->path);
	url_encode(&href, text_of(side, STEP_NODE));
	buf_printf(&href, "&pass=%s&number=%d", text_of(side, STEP_PASS),
		   pairing->number);
	return href.bytes;
}

static void
show_name(struct pairing *pairing, struct json *item, const struct side *side)
{
	const char *name = text_of(side, STEP_NAME);
	int64_t pass = view_int(text_of(side, STEP_PASS));

	json_set_static(item, "name", *name ? name : text_of(side, STEP_NODE));
	json_set_static(item, "kind", text_of(side, STEP_KIND));
	json_set_static(item, "pass", pass > 0
			? view_count(pairing->req->arena, pass + 1) : NULL);
	json_set_static(item, "href", href_of(pairing, side));
}

static void
show_detail(struct pairing *pairing, struct json *item, const struct side *side)
{
	bool is_asked = pairing->detail
			&& step_is_asked(pairing->req, side->rows, side->first);

	json_set_bool(item, "is_shown", is_asked);
	json_set_static(item, "detail", NULL);
	if (!is_asked)
		return;
	json_set_int(pairing->detail, "number", pairing->number);
	json_set(item, "detail", pairing->detail);
	pairing->detail = NULL;
}

static void
add_pair(struct pairing *pairing, const struct side *a, const struct side *b)
{
	const struct side *side = b->rows ? b : a;
	struct json *item = json_add_object(pairing->list);

	json_set_int(item, "number", ++pairing->number);
	show_name(pairing, item, side);
	show_sides(pairing, item, a, b);
	show_detail(pairing, item, side);
}

/* "7 steps: 2 changed, 1 slower"; the marks in the order of their table. */
static const char *
note_of(const struct pairing *pairing)
{
	struct buf note;
	const char *separator = ": ";

	buf_init(&note, pairing->req->arena, 80);
	buf_printf(&note, "%d %s", pairing->number,
		   pairing->number == 1 ? "step" : "steps");
	for (int i = 0; i < MARKS; i++) {
		if (pairing->counts[i] == 0)
			continue;
		buf_printf(&note, "%s%d %s", separator, pairing->counts[i],
			   looks[i].word);
		separator = ", ";
	}
	return note.bytes;
}

void
compare_steps_show(struct request *req, struct json *data,
		   const struct rows *a, const struct rows *b, const char *path,
		   struct json *detail)
{
	struct pairing pairing = { .req = req, .path = path, .detail = detail,
				   .list = json_set_array(data, "steps") };
	struct diff diff = diff_lines(req->arena, lines_of(req->arena, a),
				      lines_of(req->arena, b));
	int row_a = 0, row_b = 0;

	for (size_t i = 0; i < diff.count; i++) {
		struct side left = { NULL, 0, 0 }, right = { NULL, 0, 0 };

		if (diff.lines[i].kind != DIFF_ADDED)
			left = take(a, &row_a);
		if (diff.lines[i].kind != DIFF_REMOVED)
			right = take(b, &row_b);
		add_pair(&pairing, &left, &right);
	}
	json_set_bool(data, "has_steps", pairing.number > 0);
	json_set_static(data, "steps_note", note_of(&pairing));
}
