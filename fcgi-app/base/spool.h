#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

/*
 * Spool: a folder of files that wait to be read, such as an upload. Nobody else may
 * look into it, and it goes away: with the arena, when whoever took it over removes
 * it, or, if that process died, with the next sweep. A lock on the folder says that
 * it is in use, and the kernel ends that with the last process that holds it.
 */

#include <stdbool.h>

struct arena;
struct error;
struct spool;

/* A new folder in parent, which is made if it is missing; NULL and the error. */
struct spool *spool_new(struct arena *, const char *parent, struct error *);

/* A new file to be written: its descriptor, to be closed by the caller; -1 and the
 * error. They are called "1", "2" and so on. */
int spool_add(struct spool *, struct error *);

const char *spool_path(const struct spool *);

/* What holds the lock. */
int spool_fd(const struct spool *);

/* Another process has the descriptor now: the folder stays when the arena ends. */
void spool_hand_over(struct spool *);

/* Remove a folder with its files. */
void spool_remove(const char *path);

/* Remove the folders in parent that nobody uses. */
void spool_sweep(const char *parent);

#endif
