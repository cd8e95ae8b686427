#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "flow/sheet.h"
#include "paper.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

/* count items of 100 x 40, all in the given rank. */
static struct sheet
sheet_of(struct arena *arena, size_t count)
{
	struct sheet sheet = { .item_count = count, .gap_y = SHEET_GAP_Y,
		.items = arena_alloc(arena, count * sizeof *sheet.items),
		.edges = arena_alloc(arena, count * sizeof *sheet.edges) };

	for (size_t i = 0; i < count; i++) {
		sheet.items[i].width = 100;
		sheet.items[i].height = 40;
	}
	return sheet;
}

static bool
overlap(const struct sheet_item *a, const struct sheet_item *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
		a->y < b->y + b->height && b->y < a->y + a->height;
}

static void
check_apart(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->item_count; i++) {
		const struct sheet_item *item = &sheet->items[i];

		assert_true(item->x >= 0 && item->y >= 0);
		assert_true(item->x + item->width <= sheet->width + 0.01);
		assert_true(item->y + item->height <= sheet->height + 0.01);
		for (size_t k = i + 1; k < sheet->item_count; k++)
			assert_false(overlap(item, &sheet->items[k]));
	}
}

static void
rows_lie_below_one_another(void **state)
{
	struct sheet sheet = sheet_of(*state, 3);

	for (int i = 0; i < 3; i++)
		sheet.items[i].rank = i;
	sheet_layer(*state, &sheet);
	check_apart(&sheet);
	for (int i = 1; i < 3; i++)
		assert_true(sheet.items[i].y == sheet.items[i - 1].y + 40 +
			    SHEET_GAP_Y);
	assert_true(sheet.items[0].x == sheet.items[2].x);
}

static void
an_item_stands_near_to_what_leads_there(void **state)
{
	struct sheet sheet = sheet_of(*state, 4);

	sheet.items[2].rank = sheet.items[3].rank = 1;
	sheet.edges[0] = (struct sheet_edge){ 0, 3 };
	sheet.edges[1] = (struct sheet_edge){ 1, 2 };
	sheet.edge_count = 2;
	sheet_layer(*state, &sheet);
	check_apart(&sheet);
	assert_true(sheet.items[0].x == sheet.items[3].x);
	assert_true(sheet.items[1].x == sheet.items[2].x);
}

static void
a_row_of_hundreds_is_broken(void **state)
{
	struct sheet sheet = sheet_of(*state, 500);

	sheet_layer(*state, &sheet);
	check_apart(&sheet);
	assert_true(sheet.width < 20 * (100 + SHEET_GAP_X));
}

static void
parts_are_packed_like_words_on_a_page(void **state)
{
	struct sheet sheet = sheet_of(*state, 60);

	sheet_pack(&sheet);
	check_apart(&sheet);
	assert_true(sheet.width > sheet.height);
	assert_true(sheet.width < 4 * sheet.height);
	assert_true(sheet.items[1].y == sheet.items[0].y);
	assert_true(sheet.items[59].y > sheet.items[0].y);
}

static void
long_arrows_are_work(void **state)
{
	struct sheet sheet = sheet_of(*state, 2);

	sheet.items[1].rank = 10;
	sheet.edges[0] = (struct sheet_edge){ 0, 1 };
	sheet.edge_count = 1;
	assert_int_equal(sheet_work(&sheet), 12);
}

static void
an_empty_sheet_is_no_trouble(void **state)
{
	struct sheet sheet = { .item_count = 0 };

	sheet_layer(*state, &sheet);
	sheet_pack(&sheet);
	assert_true(sheet.width == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_lie_below_one_another),
		cmocka_unit_test(an_item_stands_near_to_what_leads_there),
		cmocka_unit_test(a_row_of_hundreds_is_broken),
		cmocka_unit_test(parts_are_packed_like_words_on_a_page),
		cmocka_unit_test(long_arrows_are_work),
		cmocka_unit_test(an_empty_sheet_is_no_trouble),
	};

	return cmocka_run_group_tests(tests, paper_set_up, paper_tear_down);
}
