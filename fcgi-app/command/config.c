/* muster config: the table of options with the values in force; --sample prints
 * a configuration file, --table the table of README. */

#include "base/config.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "command/admin.h"
#include "command/command.h"

static const char *
default_text(const struct config_row *row)
{
	return row->fallback ? row->fallback : "";
}

/* The environment wins over the file, the file over the default. */
static const char *
source(const struct config_row *row, const char *value)
{
	if (getenv(row->name))
		return "environment";
	return text_equal(value, row->fallback) ? "default" : "file";
}

static const char *
value_text(struct arena *arena, const struct config *config,
	   const struct config_row *row)
{
	if (row->type == CONFIG_INT)
		return arena_printf(arena, "%" PRId64,
				    config_int(config, row->option));
	return config_text(config, row->option);
}

static void
print_value(struct arena *arena, const struct config *config,
	    const struct config_row *row)
{
	const char *value = value_text(arena, config, row);
	const char *shown = value ? value : "-";

	if (value && row->type == CONFIG_SECRET)
		shown = "(set)";
	printf("%-30s %-12s %s\n", row->name, source(row, value), shown);
}

static int
print_values(void)
{
	struct admin admin;
	bool worked = admin_begin(&admin);

	for (int i = 0; worked && i < CONFIG_COUNT; i++)
		print_value(admin.arena, admin.config, &config_rows()[i]);
	return admin_end(&admin, worked);
}

static int
print_sample(void)
{
	printf("# Configuration of Muster. The environment wins over this file.\n");
	for (int i = 0; i < CONFIG_COUNT; i++) {
		const struct config_row *row = &config_rows()[i];

		printf("\n# %s\n", row->help);
		if (row->choices)
			printf("# One of: %s\n", row->choices);
		printf("#%s=%s\n", row->name, default_text(row));
	}
	return 0;
}

/* Of a cell: '|' would end it. */
static void
print_cell(const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			putchar('\\');
		putchar(*text);
	}
}

static void
print_default(const struct config_row *row)
{
	/* the document is for every installation, not for this one */
	const char *text = row->option == CONFIG_SHARE_DIR
				   ? "PREFIX/share/muster"
				   : default_text(row);

	if (!*text)
		return;
	putchar('`');
	print_cell(text);
	putchar('`');
}

static int
print_table(void)
{
	printf("| option | default | meaning |\n| --- | --- | --- |\n");
	for (int i = 0; i < CONFIG_COUNT; i++) {
		const struct config_row *row = &config_rows()[i];

		printf("| `%s` | ", row->name);
		print_default(row);
		printf(" | ");
		print_cell(row->help);
		printf(" |\n");
	}
	return 0;
}

int
command_config(int argc, char **argv)
{
	if (argc == 1)
		return print_values();
	if (argc == 2 && text_equal(argv[1], "--sample"))
		return print_sample();
	if (argc == 2 && text_equal(argv[1], "--table"))
		return print_table();
	return command_misused(argv[0]);
}
