#include "resource/statements.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "db/statement.h"

enum { BUCKETS = 256 };	/* some hundred statements at most, see sql.c */

struct kept {
	struct statement statement;
	struct kept *next;
	char texts[];		/* name, NUL, SQL, NUL */
};

struct statements {
	struct kept *buckets[BUCKETS];
};

struct statements *
statements_new(void)
{
	return calloc(1, sizeof(struct statements));
}

static void
free_bucket(struct kept *kept)
{
	while (kept) {
		struct kept *next = kept->next;

		free(kept);
		kept = next;
	}
}

void
statements_free(struct statements *statements)
{
	if (!statements)
		return;
	for (size_t i = 0; i < BUCKETS; i++)
		free_bucket(statements->buckets[i]);
	free(statements);
}

/* FNV-1a, 64 bits. */
static size_t
bucket_of(const char *name)
{
	uint64_t h = 14695981039346656037ULL;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 1099511628211ULL;
	return (size_t)(h % BUCKETS);
}

const struct statement *
statements_find(const struct statements *statements, const char *name)
{
	const struct kept *kept = statements->buckets[bucket_of(name)];

	while (kept && strcmp(kept->statement.name, name) != 0)
		kept = kept->next;
	return kept ? &kept->statement : NULL;
}

const struct statement *
statements_keep(struct statements *statements, const char *name, const char *sql)
{
	size_t name_size = strlen(name) + 1, sql_size = strlen(sql) + 1;
	struct kept **bucket = &statements->buckets[bucket_of(name)];
	struct kept *kept = malloc(sizeof *kept + name_size + sql_size);

	if (!kept)
		return NULL;
	kept->statement.name = memcpy(kept->texts, name, name_size);
	kept->statement.sql = memcpy(kept->texts + name_size, sql, sql_size);
	kept->next = *bucket;
	*bucket = kept;
	return &kept->statement;
}
