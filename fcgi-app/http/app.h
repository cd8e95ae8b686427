#ifndef HTTP_APP_H
#define HTTP_APP_H

/* App: what a serving process has, made once by the command and read only after. */

struct config;
struct constraint;
struct dot;
struct json;
struct loop;
struct metrics;
struct openapi;
struct pool;
struct quotas;
struct request;
struct router;
struct side;
struct statements;
struct store;
struct streams;
struct zones;
struct uploads;

struct app {
	const struct config *config;
	const struct router *router;
	const struct store *templates;
	const struct zones *zones;	/* of users; NULL: UTC alone */
	struct loop *loop;
	struct pool *pool;
	struct side *side;		/* for what computes */
	struct side *calls;		/* for what waits for other servers */
	struct metrics *metrics;
	const struct openapi *openapi;	/* of router's routes */
	struct quotas *quotas;		/* NULL: nothing is limited */
	struct dot *dot;		/* arranges pictures; NULL: done without */
	struct streams *streams;	/* under way; NULL: any number */
	struct uploads *uploads;	/* the same */

	const struct constraint *constraints;	/* ends with name NULL */

	/* Generated SQL, kept as long as the pool (statements_new). */
	struct statements *statements;

	/* Fill the members of the frame for a page (given by app/). */
	void (*frame)(struct request *, struct json *data);
	/* Version of the static files, in their URLs. */
	const char *asset_version;
};

#endif
