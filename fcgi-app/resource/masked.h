#ifndef RESOURCE_MASKED_H
#define RESOURCE_MASKED_H

/*
 * Masked: an object whose members are texts that may be secrets (FIELD_MASKED), such
 * as headers. Each is sealed by itself; what is given of it is a mask and its last
 * characters. A member that comes back with a mask is left as it is stored, so that
 * who gets a row, changes another part of it and puts it back breaks nothing.
 */

#include <stdbool.h>

#include "json/slice.h"

struct arena;
struct data_key;
struct field;
struct seal_place;
struct value_place;

/* What a masked text begins with; SQL knows it too (api.mcp_servers). */
#define MASK "••••"

enum { MASKED_MAX = 20 };	/* members */

/* Texts, or null; by the check of the field. All that are wrong are told. */
bool masked_check(const struct value_place *, const struct field *,
		  struct json_slice object);

/* The place of a member: its row is that of the object and its name. */
struct seal_place masked_place(struct arena *, const struct seal_place *object,
			       const char *name);

/*
 * A checked object as its setter takes it, names in small letters: of each member the
 * sealed text, true where it was masked, null. The key is needed where a text is to
 * be sealed.
 */
const char *masked_seal(struct arena *, const struct data_key *,
			const struct seal_place *object, const char *json);

#endif
