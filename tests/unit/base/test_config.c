#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/error.h"
#include "base/text.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

struct desk {
	struct arena *arena;
	struct error err;
	char file[32];
};

static void
clear_environment(void)
{
	for (int i = 0; i < CONFIG_COUNT; i++)
		unsetenv(config_rows()[i].name);
}

static int
set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->err.arena = arena;
	strcpy(desk->file, "config-XXXXXX");
	close(mkstemp(desk->file));
	clear_environment();
	setenv("MUSTER_CONFIG", desk->file, 1);
	*state = desk;
	return 0;
}

static int
tear_down(void **state)
{
	struct desk *desk = *state;

	unlink(desk->file);
	clear_environment();
	unsetenv("MUSTER_CONFIG");
	arena_free(desk->arena);
	return 0;
}

static const struct config *
read_file(struct desk *desk, const char *text)
{
	FILE *file = fopen(desk->file, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return config_read(desk->arena, &desk->err);
}

/* The message begins with the name of the file. */
static void
check_error(struct desk *desk, const char *text, const char *message)
{
	error_clear(&desk->err);
	assert_null(read_file(desk, text));
	assert_string_equal(desk->err.message,
			    arena_printf(desk->arena, "%s%s", desk->file,
					 message));
}

static void
without_anything_defaults_hold(void **state)
{
	const struct config *config = read_file(*state, "");

	assert_null(config_text(config, CONFIG_DATABASE_URL));
	assert_null(config_text(config, CONFIG_PUBLIC_URL));
	assert_string_equal(config_text(config, CONFIG_SIGNUP), "invite");
	assert_int_equal(config_int(config, CONFIG_SIGNUP), 1);
	assert_int_equal(config_int(config, CONFIG_READ_CONNECTIONS), 2);
	assert_int_equal(config_int(config, CONFIG_BODY_MAX), 1048576);
	assert_string_equal(config_text(config, CONFIG_BODY_MAX), "1048576");
}

static void
the_file_wins_over_defaults_and_the_environment_over_the_file(void **state)
{
	const struct config *config;

	setenv("MUSTER_READ_DEPTH", "3", 1);
	config = read_file(*state, "MUSTER_READ_DEPTH=2\n"
			   "MUSTER_WRITE_DEPTH=2\n");
	assert_int_equal(config_int(config, CONFIG_READ_DEPTH), 3);
	assert_int_equal(config_int(config, CONFIG_WRITE_DEPTH), 2);
	assert_int_equal(config_int(config, CONFIG_SLOW_CONNECTIONS), 2);
}

static void
the_file_has_comments_spaces_and_quotes(void **state)
{
	const struct config *config = read_file(*state,
		"# comment\n\n"
		"  MUSTER_PUBLIC_URL = https://muster.example  \r\n"
		"MUSTER_SENDMAIL=\"/usr/sbin/sendmail -t # all\"\n"
		"MUSTER_CORS='https://a.example'\n"
		"DATABASE_URL=postgresql:///muster?host=/run&application_name=a\n"
		"MUSTER_LOG_LEVEL=debug");

	assert_string_equal(config_text(config, CONFIG_PUBLIC_URL),
			    "https://muster.example");
	assert_string_equal(config_text(config, CONFIG_SENDMAIL),
			    "/usr/sbin/sendmail -t # all");
	assert_string_equal(config_text(config, CONFIG_CORS),
			    "https://a.example");
	assert_string_equal(config_text(config, CONFIG_DATABASE_URL),
			    "postgresql:///muster?host=/run&application_name=a");
	assert_int_equal(config_int(config, CONFIG_LOG_LEVEL), 3);
}

static void
empty_is_unset(void **state)
{
	const struct config *config;

	setenv("MUSTER_READ_DEPTH", "", 1);
	config = read_file(*state, "MUSTER_READ_DEPTH=9\nMUSTER_CORS=\n"
			   "MUSTER_SIGNUP=\"\"\n");
	assert_int_equal(config_int(config, CONFIG_READ_DEPTH), 9);
	assert_null(config_text(config, CONFIG_CORS));
	assert_string_equal(config_text(config, CONFIG_SIGNUP), "invite");
}

static void
a_mistake_in_the_file_is_told_with_its_line(void **state)
{
	check_error(*state, "\n# a\nMUSTER_SINGUP=open\n",
		    ":3: there is no option 'MUSTER_SINGUP'");
	check_error(*state, "MUSTER_SIGNUP open\n", ":1: '=' is missing");
	check_error(*state, "MUSTER_SIGNUP=maybe\n",
		    ":1: MUSTER_SIGNUP is 'maybe', "
		    "not one of off|invite|open");
	check_error(*state, "MUSTER_READ_DEPTH=0\n",
		    ":1: MUSTER_READ_DEPTH is '0', "
		    "not a number from 1 to 256");
	check_error(*state, "MUSTER_READ_DEPTH=4x\n",
		    ":1: MUSTER_READ_DEPTH is '4x', "
		    "not a number from 1 to 256");
}

static void
a_mistake_in_the_environment_is_told_with_its_name(void **state)
{
	struct desk *desk = *state;

	setenv("MUSTER_BODY_MAX", "1 MiB", 1);
	assert_null(read_file(desk, ""));
	assert_string_equal(desk->err.message, "MUSTER_BODY_MAX is '1 MiB', "
			    "not a number from 1024 to 1073741824");
}

static void
a_named_file_must_be_there(void **state)
{
	struct desk *desk = *state;

	setenv("MUSTER_CONFIG", "no-such-file", 1);
	assert_null(config_read(desk->arena, &desk->err));
	assert_string_equal(desk->err.message, "cannot read 'no-such-file': "
			    "No such file or directory");
}

static void
rows_are_complete_and_in_order(void **state)
{
	const struct config_row *rows = config_rows();

	(void)state;
	for (int i = 0; i < CONFIG_COUNT; i++) {
		bool is_choice = rows[i].type == CONFIG_CHOICE;

		assert_int_equal(rows[i].option, i);
		assert_non_null(rows[i].help);
		assert_true(rows[i].choices != NULL || !is_choice);
		assert_true(rows[i].type != CONFIG_INT ||
			    rows[i].max > rows[i].min);
		assert_true(text_starts(rows[i].name, "MUSTER_") ||
			    rows[i].type == CONFIG_SECRET);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(without_anything_defaults_hold),
		TEST(the_file_wins_over_defaults_and_the_environment_over_the_file),
		TEST(the_file_has_comments_spaces_and_quotes),
		TEST(empty_is_unset),
		TEST(a_mistake_in_the_file_is_told_with_its_line),
		TEST(a_mistake_in_the_environment_is_told_with_its_name),
		TEST(a_named_file_must_be_there),
		TEST(rows_are_complete_and_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
