#ifndef TESTS_FUZZ_MUST_H
#define TESTS_FUZZ_MUST_H

/* Must: what holds of every input; the fuzzer keeps one for which it does not. */

#include <stdbool.h>
#include <stdlib.h>

static inline void
must(bool holds)
{
	if (!holds)
		abort();
}

#endif
