#ifndef BASE_QUOTA_H
#define BASE_QUOTA_H

/*
 * Quota: how much a name may use a minute, counted by all processes of one file
 * with the generic cell rate algorithm (ITU-T I.371, appendix A): one number for
 * each name, no windows with edges. Names are 64 bits of a digest; of 16,384
 * names at a time, those that have used the least are forgotten first.
 */

#include <stdbool.h>
#include <stdint.h>

struct quotas;

#define QUOTA_WINDOW_S 60

struct quota {
	int64_t limit;		/* uses in a window; 0: any number */
	int64_t remaining;	/* uses that are free now */
	int64_t reset_s;	/* until all are free again */
	int64_t wait_s;		/* until the next is free; 0: one is */
};

/* As metrics_open. */
struct quotas *quotas_open(const char *path);
void quotas_close(struct quotas *);

/*
 * One use by a name that may have limit (1 to 100 million) of them in a window.
 * now_us counts from any beginning that all processes share, and never goes back.
 * False: none is free, and none was taken.
 */
bool quota_take(struct quotas *, uint64_t name, int64_t limit, int64_t now_us,
		struct quota *out);

/* Another name that belongs to this one, such as the tenant of a credential; 0
 * if none is known. It is forgotten with its name. */
uint64_t quota_owner(const struct quotas *, uint64_t name);
void quota_set_owner(struct quotas *, uint64_t name, uint64_t owner);

#endif
