#ifndef APP_ACCESS_MAIL_H
#define APP_ACCESS_MAIL_H

/* Mail: plain text by the program that MUSTER_SENDMAIL names, as sendmail(8). */

struct request;

struct mail {
	const char *to;		/* checked before: nothing that breaks a header */
	const char *subject;	/* ASCII */
	const char *text;	/* UTF-8 */
};

/* Send it in a side thread, after this returns; what goes wrong is logged. */
void mail_send(const struct request *, const struct mail *);

#endif
