#ifndef RESOURCE_WORDS_H
#define RESOURCE_WORDS_H

/*
 * Words: the spellings of a status or another choice. The store has one, lower
 * case; each group of routes speaks its dialect; input takes all of them in any
 * case.
 */

#include <stdbool.h>
#include <stddef.h>

#include "http/router.h"

struct arena;
struct resource;

struct word {
	const char *store;		/* "completed" */
	const char *dashboard;		/* "SUCCESS"; NULL: as stored */
	const char *builder;		/* NULL: as stored */
	const char *accepted[6];	/* further spellings of input, NULL-ended */
	const char *label;		/* "Completed", on pages */
	bool is_derived;		/* never stored: output and filters only */
	const char *stored_as;		/* where a derived word is posted; or NULL */
	/* Of the end of a list: what the audited of these resources are called comes
	 * next. They end with NULL. */
	const struct resource *const *nouns;
};

/* A list of words ends with store NULL. */
struct words {
	const char *name;		/* "executionStatus", in the documents */
	const struct word *list;
};

/* One after another: the i-th, NULL behind the last. */
const struct word *words_at(const struct words *, size_t i);

/* The word of any spelling, derived ones too; NULL if there is none. */
const struct word *words_find(const struct words *, const char *spelling);

/* What to store for it: the word itself, or what stands for a derived one. */
const char *word_stored(const struct word *);

/* The spelling of a stored word in a dialect; the word itself if unknown. */
const char *words_speak(const struct words *, const char *store, enum dialect);

/* "pending, running or paused", for messages, derived words left out; arena-owned. */
const char *words_list(struct arena *, const struct words *, enum dialect);

#endif
