#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "flow/dot.h"
#include "flow/sheet.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static struct sheet
diamond(struct arena *arena)
{
	static const struct sheet_edge edges[] = {
		{ 0, 1 }, { 0, 2 }, { 1, 3 }, { 2, 3 } };
	struct sheet sheet = { .item_count = 4, .edge_count = 4,
		.gap_y = SHEET_GAP_Y,
		.items = arena_alloc(arena, 4 * sizeof *sheet.items),
		.edges = arena_alloc(arena, sizeof edges) };

	memcpy(sheet.edges, edges, sizeof edges);
	for (int i = 0; i < 4; i++) {
		sheet.items[i].width = 150;
		sheet.items[i].height = 42;
	}
	return sheet;
}

static void
check_diamond(const struct sheet *sheet)
{
	const struct sheet_item *items = sheet->items;

	assert_true(items[1].y >= items[0].y + 42 + SHEET_GAP_Y - 1);
	assert_true(items[1].y == items[2].y);
	assert_true(items[3].y > items[1].y);
	assert_true(items[2].x >= items[1].x + 150 ||
		    items[1].x >= items[2].x + 150);
	for (int i = 0; i < 4; i++)
		assert_true(items[i].x >= -0.01 && items[i].y >= -0.01 &&
			    items[i].x + 150 <= sheet->width + 0.01 &&
			    items[i].y + 42 <= sheet->height + 0.01);
}

static void
a_graph_is_arranged_from_top_to_bottom(void **state)
{
	struct dot *dot = dot_new();
	struct sheet sheet = diamond(*state);

	assert_non_null(dot);
	assert_true(dot_arrange(dot, &sheet));
	check_diamond(&sheet);
	dot_free(dot);
}

static void
the_same_graph_is_arranged_the_same_again(void **state)
{
	struct dot *dot = dot_new();
	struct sheet first = diamond(*state), second = diamond(*state);

	assert_true(dot_arrange(dot, &first));
	assert_true(dot_arrange(dot, &second));
	for (int i = 0; i < 4; i++) {
		assert_true(first.items[i].x == second.items[i].x);
		assert_true(first.items[i].y == second.items[i].y);
	}
	dot_free(dot);
}

static void
an_edge_drawn_twice_counts_once(void **state)
{
	struct dot *dot = dot_new();
	struct sheet sheet = diamond(*state);

	sheet.edges[1] = sheet.edges[0];
	assert_true(dot_arrange(dot, &sheet));
	dot_free(dot);
}

struct job {
	struct dot *dot;
	struct sheet sheet;
	bool is_done;
};

static void *
arrange_often(void *object)
{
	struct job *job = object;

	job->is_done = true;
	for (int i = 0; i < 50; i++)
		job->is_done = job->is_done &&
			dot_arrange(job->dot, &job->sheet);
	return NULL;
}

static void
threads_may_share_it(void **state)
{
	struct dot *dot = dot_new();
	struct job jobs[4];
	pthread_t threads[4];

	for (int i = 0; i < 4; i++) {
		jobs[i] = (struct job){ dot, diamond(*state), false };
		assert_int_equal(pthread_create(&threads[i], NULL,
						arrange_often, &jobs[i]), 0);
	}
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		assert_true(jobs[i].is_done);
		check_diamond(&jobs[i].sheet);
	}
	dot_free(dot);
}

static void
nothing_may_be_freed(void **state)
{
	(void)state;
	dot_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_graph_is_arranged_from_top_to_bottom),
		cmocka_unit_test(the_same_graph_is_arranged_the_same_again),
		cmocka_unit_test(an_edge_drawn_twice_counts_once),
		cmocka_unit_test(threads_may_share_it),
		cmocka_unit_test(nothing_may_be_freed),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
