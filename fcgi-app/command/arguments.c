#include "command/arguments.h"

#include <getopt.h>
#include <stddef.h>

enum { OPTIONS_MAX = 8 };

static void
list_options(const struct argument *table, struct option *options)
{
	int count = 0;

	for (; table[count].name && count < OPTIONS_MAX; count++)
		options[count] = (struct option){
			.name = table[count].name, .val = count,
			.has_arg = table[count].flag ? no_argument
						     : required_argument };
	options[count] = (struct option){ 0 };
}

static void
take(const struct argument *argument)
{
	if (argument->flag)
		*argument->flag = true;
	else
		*argument->text = optarg;
}

int
arguments_options(int argc, char **argv, const struct argument *table)
{
	struct option options[OPTIONS_MAX + 1];
	int i;

	list_options(table, options);
	while ((i = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (i == '?')
			return -1;
		take(&table[i]);
	}
	return optind;
}

bool
arguments_read(int argc, char **argv, const struct argument *table,
	       const char **words, int least, int most)
{
	int first = arguments_options(argc, argv, table);
	int count = argc - first;

	if (first < 0)
		return false;
	for (int i = 0; i < most; i++)
		words[i] = i < count ? argv[first + i] : NULL;
	return count >= least && count <= most;
}
