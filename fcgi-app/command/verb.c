#include "command/verb.h"

#include <stddef.h>

#include "base/text.h"

int
verb_run(const struct verb *verb, int argc, char **argv)
{
	while (argc > 1 && verb->name && !text_equal(verb->name, argv[1]))
		verb++;
	if (argc < 2 || !verb->name || (verb->is_alone && argc > 2))
		return command_misused(argv[0]);
	return verb->run(argc - 1, argv + 1);
}
