#include "resource/words.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"
#include "resource/resource.h"

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

static const struct word *
noun_at(const struct resource *const *nouns, size_t i)
{
	for (; nouns && *nouns; nouns++)
		if ((*nouns)->audited && i-- == 0)
			return (*nouns)->audited;
	return NULL;
}

const struct word *
words_at(const struct words *words, size_t i)
{
	size_t count = 0;

	while (count < i && words->list[count].store)
		count++;
	return words->list[count].store ? &words->list[count]
					: noun_at(words->list[count].nouns,
						  i - count);
}

const struct word *
words_find(const struct words *words, const char *spelling)
{
	const struct word *word;

	for (size_t i = 0; (word = words_at(words, i)); i++)
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
	const struct word *word;

	for (size_t i = 0; (word = words_at(words, i)); i++)
		if (text_equal(word->store, store))
			return speak(word, dialect);
	return store;
}

const char *
words_list(struct arena *arena, const struct words *words, enum dialect dialect)
{
	const char *last = NULL;
	const struct word *word;
	struct buf buf;

	buf_init(&buf, arena, 128);
	for (size_t i = 0; (word = words_at(words, i)); i++) {
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
