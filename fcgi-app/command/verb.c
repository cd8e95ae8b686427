#include "command/verb.h"

#include <stddef.h>

#include "base/text.h"

int
verb_run(const struct verb *verb, int argc, char **argv)
{
	for (; argc > 1 && verb->name; verb++)
		if (text_equal(verb->name, argv[1]))
			return verb->run(argc - 1, argv + 1);
	return command_misused(argv[0]);
}
