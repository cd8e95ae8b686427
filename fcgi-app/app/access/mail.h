#ifndef APP_ACCESS_MAIL_H
#define APP_ACCESS_MAIL_H

/* Mail: plain text by the program that MUSTER_SENDMAIL names, as sendmail(8). */

#include <stdbool.h>

struct request;

struct mail {
	const char *to;		/* checked before: nothing that breaks a header */
	const char *subject;	/* ASCII */
	const char *text;	/* UTF-8 */
};

/* True if a link can be sent (MUSTER_SENDMAIL and MUSTER_PUBLIC_URL). */
bool mail_is_offered(const struct request *);

/* Send it in a side thread, after this returns; what goes wrong is logged. */
void mail_send(const struct request *, const struct mail *);

#endif
