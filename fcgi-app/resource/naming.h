#ifndef RESOURCE_NAMING_H
#define RESOURCE_NAMING_H

/* Naming: how pages call a row, its fields and what it refers to, where the
 * description need not say. */

struct arena;
struct field;
struct resource;

/* The field that names a row: .called, or else name or title, or the first text
 * that may be shown, or the id. */
int naming_row(const struct resource *);

/* The text that says more of a row than its name: the first long one that lists
 * have, if that is not the name itself; -1: none. */
int naming_about(const struct resource *);

/* The field that holds the name of the row that an id refers to: agentName of
 * agentId; -1: none. */
int naming_of_id(const struct resource *, int field);

/* The label, or else its name in words: "Last used" of lastUsedAt.
 * Arena-owned. */
const char *naming_label(struct arena *, const struct field *);

/* "Saved views", "API keys". Arena-owned. */
const char *naming_list(struct arena *, const struct resource *);

/* "api-key" of API key, for notices and classes. Arena-owned. */
const char *naming_slug(struct arena *, const struct resource *);

#endif
