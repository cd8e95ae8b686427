#ifndef TESTS_UNIT_DB_SCRATCH_H
#define TESTS_UNIT_DB_SCRATCH_H

/*
 * Scratch: a database of its own for each test program, made in the server that
 * MUSTER_TEST_DATABASE_URL names and dropped at the end.
 */

#include <stdbool.h>
#include <stddef.h>

struct CMUnitTest;
struct scratch;

/* What a test program returns when there is no server (automake: skipped). */
enum { SCRATCH_SKIPPED = 77 };

/* NULL, and the reason is printed, if there is no server to use. */
struct scratch *scratch_new(void);
void scratch_free(struct scratch *);

/*
 * Run tests on a database of their own; what main returns. Their state begins
 * with a pointer to it.
 */
#define scratch_tests(state, tests) \
	scratch_run_tests(&(state)->scratch, (tests), \
			  sizeof (tests) / sizeof *(tests))
int scratch_run_tests(struct scratch **state, struct CMUnitTest *tests,
		      size_t count);

/* Conninfo of the database. */
const char *scratch_conninfo(const struct scratch *);

/* Run SQL in it, beside whatever is tested; the first field, or "". */
const char *scratch_run(struct scratch *, const char *sql);

/* False: nobody can connect, and who was connected is cut off. */
void scratch_open(struct scratch *, bool is_open);

/* Remove what a test left in schema public. */
void scratch_clear(struct scratch *);

#endif
