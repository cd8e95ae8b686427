#include "base/arena_state.h"

#include "base/arena.h"

int
arena_set_up(void **state)
{
	*state = arena_new(4096);
	return 0;
}

int
arena_tear_down(void **state)
{
	arena_free(*state);
	return 0;
}
