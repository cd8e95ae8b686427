#ifndef COMMAND_ACTOR_H
#define COMMAND_ACTOR_H

/*
 * Actor: a command that works in one tenant as the servers do: in the role of
 * the application, each transaction behind auth.begin, so that row-level security
 * and the audit log hold. Its credential lives as long as the command.
 */

#include <stdbool.h>

#include "auth/role.h"

struct admin;
struct arena;
struct client;
struct error;

struct actor {
	struct admin *admin;
	struct client *client;
	const char *tenant;		/* its id */
	const char *hash;		/* of the credential */
	enum role role;			/* needed by each transaction */
	bool is_session;		/* a member's, else a key */
	bool is_lent;			/* it is not ours to end */
};

/*
 * Connect as the administrator, make a credential for the tenant and connect as
 * the application. email: the member in whose name it is done; NULL: nobody's.
 */
bool actor_open(struct actor *, struct admin *, const char *tenant,
		const char *email, enum role);

/*
 * The same with a credential that somebody else made, by its hash and its tenant:
 * only the application connects. The configuration is read.
 */
bool actor_borrow(struct actor *, struct admin *, const char *tenant,
		  const char *hash, enum role);

/* End the credential, unless it is lent; after a failed actor_open too. */
bool actor_close(struct actor *);

/* A transaction, whose rows live in the arena. */
bool actor_begin(struct actor *, struct arena *, struct error *);
bool actor_commit(struct actor *, struct error *);

/* Undo the transaction; what fails in this is found by the next one. */
void actor_undo(struct actor *);

#endif
