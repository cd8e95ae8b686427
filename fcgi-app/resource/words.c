#include "resource/words.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

static bool
is_spelling(const struct word *word, const char *spelling)
{
	if (text_equal_case(word->store, spelling)
	    || (word->dashboard && text_equal_case(word->dashboard, spelling))
	    || (word->builder && text_equal_case(word->builder, spelling)))
		return true;
	for (size_t i = 0; word->accepted[i]; i++)
		if (text_equal_case(word->accepted[i], spelling))
			return true;
	return false;
}

const struct word *
words_find(const struct words *words, const char *spelling)
{
	for (const struct word *word = words->list; word->store; word++)
		if (is_spelling(word, spelling))
			return word;
	return NULL;
}

const char *
word_stored(const struct word *word)
{
	return word->stored_as ? word->stored_as : word->store;
}

static const char *
speak(const struct word *word, enum dialect dialect)
{
	const char *spoken = NULL;

	if (dialect == DIALECT_DASHBOARD)
		spoken = word->dashboard;
	else if (dialect == DIALECT_BUILDER)
		spoken = word->builder;
	return spoken ? spoken : word->store;
}

const char *
words_speak(const struct words *words, const char *store, enum dialect dialect)
{
	for (const struct word *word = words->list; word->store; word++)
		if (text_equal(word->store, store))
			return speak(word, dialect);
	return store;
}

const char *
words_list(struct arena *arena, const struct words *words, enum dialect dialect)
{
	const char *last = NULL;
	struct buf buf;

	buf_init(&buf, arena, 128);
	for (const struct word *word = words->list; word->store; word++) {
		if (word->is_derived)
			continue;
		if (last)
			buf_printf(&buf, "%s%s", buf.len ? ", " : "", last);
		last = speak(word, dialect);
	}
	if (last)
		buf_printf(&buf, "%s%s", buf.len ? " or " : "", last);
	return buf.bytes;
}
