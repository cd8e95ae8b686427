#include "command/rows_check.h"

#include <inttypes.h>

#include "base/arena.h"
#include "command/admin.h"
#include "db/client.h"
#include "db/copies.h"
#include "db/rows.h"
#include "db/statement.h"

static const struct statement count_rows = {
	.name = "count_rows",
	.sql  = "select name, rows from private.count_rows()",
};

bool
rows_count(struct admin *admin, struct rows *out)
{
	return client_run(admin->client, out, &admin->error, &count_rows);
}

static bool
check_table(struct admin *admin, const char *name, int64_t counted,
	    int64_t copied)
{
	if (counted == copied)
		return true;
	if (copied < 0)
		return fail_field(&admin->error, name, "missing",
				  "%s is not in the file", name);
	return fail_field(&admin->error, name, "rows",
			  "%s has %" PRId64 " rows, the file %" PRId64, name,
			  counted, copied);
}

bool
rows_check(struct admin *admin, const struct rows *counted,
	   const struct copies *copies)
{
	bool is_good = true;

	for (int row = 0; row < counted->count; row++) {
		const char *name = rows_text(counted, row, 0);

		is_good &= check_table(admin, name,
				       rows_int(counted, row, "rows"),
				       copies_of(copies, name));
	}
	if (!is_good)
		admin->error.message = "the file does not hold what the"
				       " database does";
	return is_good;
}

const char *
rows_told(struct admin *admin, const struct copies *copies)
{
	return arena_printf(admin->arena, "%" PRId64 " rows of %zu tables",
			    copies->rows, copies->count);
}
