#ifndef RESOURCE_OPENAPI_INTERNAL_H
#define RESOURCE_OPENAPI_INTERNAL_H

/* What the parts of the OpenAPI document share: see openapi.h. */

#include <stdbool.h>
#include <stddef.h>

#include "json/writer.h"
#include "resource/call.h"

struct openapi_source;

/* A schema that operations refer to, written when all of them are. */
struct component {
	const char *name;		/* "AgentCreate" */
	const struct route *route;	/* whose body it is; or … */
	const struct resource *row;	/* … a row, */
	bool is_item;			/* as it is in lists */
	enum dialect dialect;
	struct component *next;
};

/* The document while it is written. */
struct draft {
	struct json_writer json;
	struct arena *arena;		/* of the making */
	const struct openapi_source *source;
	const struct route *route;	/* that is written now */
	enum dialect dialect;		/* of the words in it */
	struct component *components, **end;
};

enum schema_use { USE_ANSWER, USE_BODY, USE_QUERY };

/* ---- openapi_schema.c ---- */

/* "type" of a schema that is open. */
void schema_type(struct draft *, const char *type, bool is_nullable,
		 bool or_text);
/* Those that are more than 0. */
void schema_bounds(struct draft *, const char *min_name, int64_t min,
		   const char *max_name, int64_t max);
/* All of a value, into a schema that is open. */
void schema_value(struct draft *, const struct field *, enum schema_use,
		  bool is_nullable, bool or_text);
/* The pattern of a text that may have lines. */
extern const char schema_long_text[];

/* The value of one field or parameter. */
void schema_field(struct draft *, const struct field *, enum schema_use,
		  bool is_nullable);
void schema_parameter(struct draft *, const struct parameter *);

/* ---- openapi_member.c ---- */

/* An object of these, or the rows that they name; open: with others too. */
void schema_members(struct draft *, const struct member *, enum schema_use,
		    const char *const *either, bool is_open);

/* "name": its schema. */
void schema_member(struct draft *, const struct member *, enum schema_use);
/* The array, into a schema that is open; and one of its items. */
void schema_list(struct draft *, const struct member *, enum schema_use,
		 bool is_nullable);
void schema_item(struct draft *, const struct member *, enum schema_use);

/* ---- openapi_component.c ---- */

/* "$ref", into a schema that is open. */
void schema_refer_to_row(struct draft *, const struct member *, bool is_list,
			 enum schema_use);

/* The body of the route. */
void schema_body(struct draft *);

/* All components that were referred to, also by each other. */
void schema_components(struct draft *);

/* ---- openapi_example.c ---- */

void example_field(struct draft *, const struct field *);
void example_members(struct draft *, const struct member *, enum schema_use);
void example_body(struct draft *);

/* ---- openapi_operation.c ---- */

/* One member of a path: "get": {…}. */
void operation_write(struct draft *);

/* The problems that operations refer to. */
void operation_problems(struct draft *);

#endif
