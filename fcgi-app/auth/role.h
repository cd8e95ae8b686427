#ifndef AUTH_ROLE_H
#define AUTH_ROLE_H

/* Role: what a member may do; each includes the one before it. */

enum role {
	ROLE_NONE,		/* unset: a route with it stops the server */
	ROLE_ANYONE,		/* no credential asked */
	ROLE_VIEWER,
	ROLE_OPERATOR,
	ROLE_ADMIN,
	ROLE_OWNER,
};

/* "viewer" …; "anyone" and "none" too. */
const char *role_name(enum role);
/* ROLE_NONE if it is no role of members. */
enum role role_parse(const char *name);

#endif
