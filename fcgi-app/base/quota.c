#include "base/quota.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/shared.h"

#define SET_COUNT 4096
#define WAY_COUNT 4		/* slots that a name may be in */
#define WINDOW_NS (QUOTA_WINDOW_S * INT64_C(1000000000))

/*
 * Slots change hands without a lock. What two processes do to one slot at the same
 * moment may let a use too many through, and never counts it for somebody else:
 * the owner is kept together with the name.
 */
struct slot {
	_Atomic uint64_t name;		/* 0: free */
	_Atomic int64_t free_at;	/* ns: when all uses are free again */
	_Atomic uint64_t owner;		/* exclusive or with the name */
};

struct file {
	char layout[SHARED_LAYOUT_SIZE];
	struct slot slots[SET_COUNT][WAY_COUNT];
};

struct quotas {
	struct shared shared;
	struct file *file;		/* its bytes */
};

struct quotas *
quotas_open(const char *path)
{
	struct quotas *quotas = calloc(1, sizeof *quotas);
	char layout[SHARED_LAYOUT_SIZE];

	if (!quotas)
		abort();
	snprintf(layout, sizeof layout, "muster quotas 1 %zu\n",
		 sizeof(struct file));
	shared_open(&quotas->shared, path, layout, sizeof(struct file));
	quotas->file = quotas->shared.bytes;
	return quotas;
}

void
quotas_close(struct quotas *quotas)
{
	if (!quotas)
		return;
	shared_close(&quotas->shared);
	free(quotas);
}

/* ---- slots ---- */

static struct slot *
find(const struct quotas *quotas, uint64_t name)
{
	struct slot *set = quotas->file->slots[name % SET_COUNT];

	for (int i = 0; i < WAY_COUNT; i++)
		if (atomic_load(&set[i].name) == name)
			return &set[i];
	return NULL;
}

/* The slot of whoever has used the least. */
static struct slot *
find_idle(const struct quotas *quotas, uint64_t name)
{
	struct slot *set = quotas->file->slots[name % SET_COUNT];
	struct slot *idle = &set[0];

	for (int i = 1; i < WAY_COUNT; i++)
		if (atomic_load(&set[i].free_at) < atomic_load(&idle->free_at))
			idle = &set[i];
	return idle;
}

static struct slot *
claim(const struct quotas *quotas, uint64_t name)
{
	struct slot *slot = find(quotas, name);

	if (slot)
		return slot;
	slot = find_idle(quotas, name);
	atomic_store(&slot->name, name);
	atomic_store(&slot->free_at, 0);
	atomic_store(&slot->owner, 0);
	return slot;
}

/* ---- counting ---- */

/* A time beyond the window is of a clock that began anew. */
static int64_t
begin_of(int64_t free_at, int64_t now)
{
	return free_at < now || free_at > now + WINDOW_NS ? now : free_at;
}

static int64_t
seconds_up(int64_t ns)
{
	return (ns + 999999999) / 1000000000;
}

/* used: how long it takes until all is free again. */
static void
tell(struct quota *out, int64_t limit, int64_t each, int64_t used)
{
	*out = (struct quota){
		.limit = limit,
		.remaining = (WINDOW_NS - used) / each,
		.reset_s = seconds_up(used),
	};
	if (out->remaining == 0)
		out->wait_s = seconds_up(used + each - WINDOW_NS);
}

bool
quota_take(struct quotas *quotas, uint64_t name, int64_t limit, int64_t now_us,
	   struct quota *out)
{
	int64_t each = WINDOW_NS / limit, now = now_us * 1000;
	struct slot *slot = claim(quotas, name ? name : 1);
	int64_t before = atomic_load(&slot->free_at);
	int64_t after;

	do {
		after = begin_of(before, now) + each;
		if (after - now > WINDOW_NS) {
			tell(out, limit, each, after - each - now);
			return false;
		}
	} while (!atomic_compare_exchange_weak(&slot->free_at, &before, after));
	tell(out, limit, each, after - now);
	return true;
}

/* ---- owners ---- */

uint64_t
quota_owner(const struct quotas *quotas, uint64_t name)
{
	const struct slot *slot = find(quotas, name ? name : 1);
	uint64_t owner = slot ? atomic_load(&slot->owner) : 0;

	return owner ? owner ^ name : 0;
}

void
quota_set_owner(struct quotas *quotas, uint64_t name, uint64_t owner)
{
	struct slot *slot = find(quotas, name ? name : 1);

	if (slot)
		atomic_store(&slot->owner, owner ^ name);
}
