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

struct error;
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

/* An invitation of the caller's tenant: its insert, and the secret of its link, which is
 * nowhere else; NULL if the unit takes no more. A role above the maker's own is refused by
 * the table's policy. */
struct invite {
	const char *id;
	const char *email;		/* checked: email_check */
	const char *role;
};
char *invite_make(struct request *, struct unit *, const struct invite *);
/* A new secret for one, which ends the old; rows are {found, changed, version, status}. */
char *invite_renew(struct request *, struct unit *, const char *id,
		   const char *version);
/* For a reply: mail the link; or, where no mail is configured, return it to be shown. */
const char *invite_send(const struct request *, const char *email,
			const char *secret);

/* The link of an invitation, to a membership; ROLE_ANYONE. Who is signed in as the invited
 * one needs no password, and keeps the session: no token is made. ERROR_INVALID at /token,
 * the same whyever the link does not work. */
struct join {
	const char *token;
	const char *name;		/* of a new account; may be NULL */
	const char *password;		/* of the account, old or new */
};
bool join_plan(struct request *, struct unit *, const struct join *,
	       access_end *);
/* What the link offers: rows[0] is {email, role, tenant_name, invited_by, has_account,
 * is_own, signed_in_as}, or there is none. */
bool join_look(struct request *, struct unit *, const char *token);

/* Another e-mail address of the caller; sessions only. Where mail is sent, a link to it
 * confirms it first (email_change_waits); else it changes at once. */
struct email_change {
	const char *email;
	const char *password;		/* the present one */
};
bool email_change_plan(struct request *, struct unit *,
		       const struct email_change *, access_end *);
bool email_change_waits(const struct request *);
/* That link; ROLE_ANYONE. ERROR_INVALID at /token. */
bool email_confirm_plan(struct request *, struct unit *, const char *token,
			access_end *);

/* An address that mail can be sent to, by its shape; else fail_field("/email"). */
bool email_check(const char *email, struct error *);

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
