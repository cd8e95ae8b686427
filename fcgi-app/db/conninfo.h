#ifndef DB_CONNINFO_H
#define DB_CONNINFO_H

/*
 * Conninfo: what a connection is opened with. Settings go into the start-up
 * message, so that a connection is ready without a further round trip.
 */

#include <stddef.h>

struct arena;

enum { CONNINFO_SIZE = 12 };

/* Keywords and values for PQconnectStartParams with expand_dbname. */
struct conninfo {
	const char *keywords[CONNINFO_SIZE];
	const char *values[CONNINFO_SIZE];
};

/* A setting of the session, such as "TimeZone"; a NULL value leaves it out. */
struct setting {
	const char *name;
	const char *value;
};

/*
 * From a URL or keywords ("" takes PGHOST …), with settings that end with
 * name NULL. Options that the URL or PGOPTIONS give stay, before ours.
 */
void conninfo_init(struct conninfo *, struct arena *, const char *url,
		   const char *application, const struct setting *settings);

#endif
