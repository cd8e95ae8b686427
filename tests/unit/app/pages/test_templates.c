/*
 * Every page template with its sample (templates/samples), and with what samples
 * do not dare: nothing, and hostile, very long and foreign texts.
 */

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "json/json.h"
#include "json/parse.h"
#include "template/store.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

#define NAME_SIZE 10240
#define DEPTH_MAX 100

struct desk {
	struct arena *arena;
	struct store *store;
};

static const char *
folder(struct arena *arena)
{
	const char *srcdir = getenv("srcdir");

	return arena_printf(arena, "%s/templates", srcdir ? srcdir : ".");
}

static int
set_up(void **state)
{
	struct arena *arena = arena_new(1 << 20);
	struct desk *desk = arena_alloc(arena, sizeof *desk);
	struct error err = { .arena = arena };

	desk->arena = arena;
	desk->store = store_open(arena, folder(arena), &err);
	if (!desk->store)
		fail_msg("%s", err.message);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(((struct desk *)*state)->arena);
	return 0;
}

static struct json *
read_sample(struct desk *desk, const char *page)
{
	const char *name = text_starts(page, "pages/")
			   ? page + strlen("pages/") : page;
	const char *path = arena_printf(desk->arena, "%s/samples/%s.json",
					folder(desk->arena), name);
	struct error err = { .arena = desk->arena };
	char *bytes = arena_alloc(desk->arena, 1 << 20);
	FILE *file = fopen(path, "r");
	struct json *sample;
	size_t len;

	if (!file)
		fail_msg("no sample %s", path);
	len = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	sample = json_parse(desk->arena, bytes, len, &err);
	if (!sample)
		fail_msg("%s: %s", path, err.message);
	return sample;
}

/* A change that is made to each text of a sample. */
typedef const char *change_fn(struct arena *, const char *text);

static struct json *
changed(struct arena *arena, const struct json *json, change_fn *change)
{
	struct json *copy;

	switch (json_type_of(json)) {
	case JSON_OBJECT:
		copy = json_object(arena);
		for (size_t i = 0; i < json_count(json); i++)
			json_set(copy, json_name_at(json, i),
				 changed(arena, json_value_at(json, i), change));
		return copy;
	case JSON_ARRAY:
		copy = json_array(arena);
		for (size_t i = 0; i < json_count(json); i++)
			json_add(copy, changed(arena, json_at(json, i), change));
		return copy;
	case JSON_STRING:
		return json_text(arena, change(arena, json_string(json)));
	default:
		return (struct json *)json;
	}
}

/* Nothing is there: no items, no texts, no truth. */
static struct json *
emptied(struct arena *arena, const struct json *json)
{
	struct json *copy;

	if (json_type_of(json) == JSON_ARRAY)
		return json_array(arena);
	if (json_type_of(json) != JSON_OBJECT)
		return json_null(arena);
	copy = json_object(arena);
	for (size_t i = 0; i < json_count(json); i++)
		json_set(copy, json_name_at(json, i),
			 emptied(arena, json_value_at(json, i)));
	return copy;
}

static const char *
render(struct desk *desk, const char *page, const struct json *sample)
{
	struct json *data = read_sample(desk, "frame");
	struct buf out;

	for (size_t i = 0; i < json_count(sample); i++)
		json_set(data, json_name_at(sample, i),
			 (struct json *)json_value_at(sample, i));
	buf_init(&out, desk->arena, 65536);
	store_render(desk->store, page, data, &out);
	return out.bytes;
}

/* --- tags that fit --- */

static bool
is_void(const char *name)
{
	static const char *const names[] = {
		"br", "input", "link", "meta", "img", "hr", NULL
	};

	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

/* The end of a tag; quotes in it may hold '>'. */
static const char *
tag_end(const char *tag)
{
	bool is_quoted = false;

	for (; *tag && (is_quoted || *tag != '>'); tag++)
		is_quoted ^= *tag == '"';
	return tag;
}

static const char *
tag_name(struct arena *arena, const char *tag)
{
	return arena_copy(arena, tag, strspn(tag, "abcdefghijklmnopqrstuvwxyz"
					     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"));
}

/* Every element is closed in its turn. */
static void
check_tags(struct arena *arena, const char *page, const char *html)
{
	const char *open[DEPTH_MAX];
	size_t depth = 0;

	while ((html = strchr(html, '<'))) {
		bool is_closing = *++html == '/';
		const char *name = tag_name(arena, html + is_closing);
		const char *end = tag_end(html);

		html = end;
		if (!*name || is_void(name) || end[-1] == '/')
			continue;
		assert_true(depth < DEPTH_MAX);
		if (!is_closing)
			open[depth++] = name;
		else if (depth == 0 || strcmp(open[--depth], name) != 0)
			fail_msg("%s: </%s> closes <%s>", page, name,
				 open[depth]);
	}
	assert_int_equal(depth, 0);
}

static void
check_absent(const char *page, const char *html, const char *text)
{
	const char *found = strstr(html, text);

	if (found)
		fail_msg("%s: %.60s", page, found);
}

/* What the content security policy would refuse. */
static void
check_policy(const char *page, const char *html)
{
	check_absent(page, html, " style=");
	check_absent(page, html, "<style");
	check_absent(page, html, "<script>");
	check_absent(page, html, " onclick=");
	check_absent(page, html, "javascript:");
	check_absent(page, html, "{{");
}

static void
check_page(struct desk *desk, const char *page, const struct json *sample)
{
	const char *html = render(desk, page, sample);

	assert_true(text_starts(html, "<!doctype html>"));
	assert_true(text_is_utf8(html, strlen(html)));
	check_tags(desk->arena, page, html);
	check_policy(page, html);
}

/* --- all pages --- */

typedef void page_fn(struct desk *, const char *page);

/* Those of a folder; how many. */
static size_t
each_page_of(struct desk *desk, const char *name, page_fn *fn)
{
	const char *path = arena_printf(desk->arena, "%s/%s",
					folder(desk->arena), name);
	DIR *pages = opendir(path);
	size_t count = 0;
	struct dirent *entry;

	assert_non_null(pages);
	while ((entry = readdir(pages))) {
		size_t len = strlen(entry->d_name);

		if (!text_ends(entry->d_name, ".mustache"))
			continue;
		fn(desk, arena_printf(desk->arena, "%s/%.*s", name,
				      (int)(len - strlen(".mustache")),
				      entry->d_name));
		count++;
	}
	closedir(pages);
	return count;
}

static void
each_page(struct desk *desk, page_fn *fn)
{
	assert_true(each_page_of(desk, "pages", fn) > 10);
	assert_int_equal(each_page_of(desk, "resource", fn), 2);
}

static void
check_sample(struct desk *desk, const char *page)
{
	check_page(desk, page, read_sample(desk, page));
}

static void
every_page_renders_its_sample(void **state)
{
	each_page(*state, check_sample);
}

static void
check_empty(struct desk *desk, const char *page)
{
	check_page(desk, page, emptied(desk->arena, read_sample(desk, page)));
}

static void
every_page_renders_nothing(void **state)
{
	each_page(*state, check_empty);
}

#define HOSTILE "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{csrf}}"

static const char *
hostile(struct arena *arena, const char *text)
{
	(void)arena;
	(void)text;
	return HOSTILE;
}

/* Quotes and angle brackets of a value never reach the page as they are. */
static void
check_hostile(struct desk *desk, const char *page)
{
	struct json *sample = changed(desk->arena, read_sample(desk, page), hostile);
	const char *html = render(desk, page, sample);

	check_tags(desk->arena, page, html);
	check_absent(page, html, "<script>");
	check_absent(page, html, "<img");
	check_absent(page, html, "\"'");
}

static void
no_text_of_a_user_becomes_markup(void **state)
{
	each_page(*state, check_hostile);
}

static const char *
long_word(struct arena *arena, const char *text)
{
	char *word = arena_alloc(arena, NAME_SIZE + 1);

	(void)text;
	memset(word, 'x', NAME_SIZE);
	return word;
}

static void
check_long(struct desk *desk, const char *page)
{
	check_page(desk, page,
		   changed(desk->arena, read_sample(desk, page), long_word));
}

static void
every_page_renders_very_long_words(void **state)
{
	each_page(*state, check_long);
}

/* Right to left with an override, combining marks, an emoji of several characters. */
static const char *
foreign(struct arena *arena, const char *text)
{
	return arena_printf(arena, "\u202e\u05e9\u05dc\u05d5\u05dd e\u0301\u0323"
			    " \U0001f469\u200d\U0001f4bb %s", text);
}

static void
check_foreign(struct desk *desk, const char *page)
{
	check_page(desk, page,
		   changed(desk->arena, read_sample(desk, page), foreign));
}

static void
every_page_renders_foreign_texts(void **state)
{
	each_page(*state, check_foreign);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_page_renders_its_sample,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_page_renders_nothing,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_text_of_a_user_becomes_markup,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_page_renders_very_long_words,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_page_renders_foreign_texts,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
