#include "import/flow.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"

const char *
import_kind_name(enum import_kind kind)
{
	return kind == IMPORT_AGENT ? "agent" : "workflow";
}

void
import_warn(struct arena *arena, struct import_flow *flow, const char *format,
	    ...)
{
	size_t count = 0;
	const char **warnings;
	va_list args;

	while (flow->warnings != NULL && flow->warnings[count] != NULL)
		count++;
	warnings = arena_alloc(arena, (count + 2) * sizeof *warnings);
	if (count > 0)
		memcpy(warnings, flow->warnings, count * sizeof *warnings);
	va_start(args, format);
	warnings[count] = arena_vprintf(arena, format, args);
	va_end(args);
	flow->warnings = warnings;
}
