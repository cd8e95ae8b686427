#include "tests/unit/resource/sql_desk.h"

#include "base/arena.h"
#include "resource/statements.h"

int
sql_set_up(void **state)
{
	struct arena *arena = arena_new(4096);
	struct desk *desk = arena_alloc(arena, sizeof *desk);

	desk->arena = arena;
	desk->statements = statements_new();
	*state = desk;
	return 0;
}

int
sql_tear_down(void **state)
{
	struct desk *desk = *state;

	statements_free(desk->statements);
	arena_free(desk->arena);
	return 0;
}
