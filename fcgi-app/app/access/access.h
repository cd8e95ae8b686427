#ifndef APP_ACCESS_ACCESS_H
#define APP_ACCESS_ACCESS_H

/*
 * Access: how people come in, the same for the JSON API and for pages. A flow
 * needs several steps (ask the database, work on a password in a side thread,
 * tell the database), so a route names its own plan, which calls one of the
 * functions below, and access_reply, which walks the steps:
 *
 *	static bool
 *	sign_in_form_plan(struct request *req, struct unit *unit)
 *	{
 *		struct sign_in given = { form_value(req, "email"),
 *					 form_value(req, "password") };
 *
 *		return sign_in_plan(req, unit, &given, sign_in_form_end);
 *	}
 *
 *	{ POST, "/sign-in", ROLE_ANYONE, sign_in_form_plan, access_reply }
 *
 * The flows use req->state. Wrong input is no failure of the plan: it comes to
 * the end function too, so that a page can show its form again.
 */

#include <stdbool.h>

struct request;
struct response;
struct rows;
struct unit;

/* How a flow ended, and for whom. Texts may be NULL where nothing is known. */
struct access {
	bool is_done;		/* else req->error says why, fields too */
	const char *token;	/* of the new session; NULL: none was made */
	int max_age_s;		/* of its cookie */
	const char *user_id;
	const char *email;
	const char *name;
	const char *avatar;
	const char *role;
	const char *tenant_id;
	const char *tenant_name;
};

/*
 * Called once, at the end. Where is_done is false: return false to have
 * req->error rendered as usual, or render the form again and return true.
 */
typedef bool access_end(struct request *, const struct access *,
			struct response *);

/* The reply half of every route of a flow. */
bool access_reply(struct request *, const struct rows *, struct response *);

/* E-mail and password to a session; ROLE_ANYONE. ERROR_UNAUTHENTICATED, the
 * same for an unknown address; ERROR_TOO_MANY with retry_after_s. */
struct sign_in {
	const char *email;
	const char *password;
};
bool sign_in_plan(struct request *, struct unit *, const struct sign_in *,
		  access_end *);

/* A new person with a tenant of their own, and a session; ROLE_ANYONE.
 * ERROR_FORBIDDEN with a hint where MUSTER_SIGNUP does not allow it. */
struct sign_up {
	const char *name;		/* may be NULL */
	const char *organisation;	/* may be NULL: made from the name */
	const char *email;
	const char *password;
};
bool sign_up_plan(struct request *, struct unit *, const struct sign_up *,
		  access_end *);

/* True if somebody without an invitation may sign up. */
bool sign_up_is_open(const struct request *);

/* The caller's own password; sessions only. All other sessions of the user
 * end, the present one goes on. */
struct password_change {
	const char *present;
	const char *wanted;
};
bool password_change_plan(struct request *, struct unit *,
			  const struct password_change *, access_end *);

/* A new API key of the caller's tenant: its insert, and the key, which is nowhere
 * else; NULL if the unit takes no more. A role above the maker's own is refused
 * by the table's policy. */
struct new_key {
	const char *id;
	const char *name;
	const char *role;
	const char *expires_at;		/* RFC 3339; NULL: never */
};
char *key_make(struct request *, struct unit *, const struct new_key *);

/* A forgotten password: a link by mail. Ends well for unknown addresses too,
 * with the same work; ERROR_UNAVAILABLE where no mail is configured. */
bool password_forgot_plan(struct request *, struct unit *, const char *email,
			  access_end *);

/* The link of that mail: a new password; all sessions of the user end, so that
 * one signs in afterwards. */
struct password_reset {
	const char *token;	/* of the link */
	const char *wanted;
};
bool password_reset_plan(struct request *, struct unit *,
			 const struct password_reset *, access_end *);

/* True if a link can be sent (MUSTER_SENDMAIL and MUSTER_PUBLIC_URL). */
bool password_reset_is_offered(const struct request *);

/* End the present session, if there is one; ROLE_ANYONE, so that one that is
 * over ends well too. Its reply is the route's own, with access_forget. */
bool sign_out_plan(struct request *, struct unit *);

/* The cookie of a new session; and the one that takes it away. */
void access_remember(struct response *, const struct access *);
void access_forget(struct response *);

#endif
