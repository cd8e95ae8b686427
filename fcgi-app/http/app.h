#ifndef HTTP_APP_H
#define HTTP_APP_H

/* App: what a serving process has, made once by the command and read only after. */

struct config;
struct dot;
struct json;
struct loop;
struct metrics;
struct openapi;
struct pool;
struct request;
struct router;
struct side;
struct statements;
struct store;
struct streams;

/* What a constraint of the database means to a user. Ends with name NULL. */
struct constraint {
	const char *name;		/* "agent_name_is_unique" */
	const char *pointer;		/* "/name"; NULL: not one field */
	const char *message;		/* "there is already an agent of this name" */
};

struct app {
	const struct config *config;
	const struct router *router;
	const struct store *templates;
	struct loop *loop;
	struct pool *pool;
	struct side *side;
	struct metrics *metrics;
	const struct openapi *openapi;	/* of router's routes */
	struct dot *dot;		/* arranges pictures; NULL: done without */
	struct streams *streams;	/* under way; NULL: any number */

	const struct constraint *constraints;

	/* Generated SQL, kept as long as the pool (statements_new). */
	struct statements *statements;

	/* Fill the members of the frame for a page (given by app/). */
	void (*frame)(struct request *, struct json *data);
	/* Version of the static files, in their URLs. */
	const char *asset_version;
};

#endif
