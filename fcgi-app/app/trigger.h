#ifndef APP_TRIGGER_H
#define APP_TRIGGER_H

/*
 * Trigger: what makes a workflow begin, and its settings: cron and timeZone of a
 * schedule, method of a webhook, event and filter of an event.
 */

#include <stdbool.h>

struct arena;
struct error;

/*
 * The settings, a JSON object as text: members that are known are as they have to
 * be, others pass. trigger NULL: what it needs is not looked for. All that are wrong
 * are recorded, as "/triggerConfig/cron".
 */
bool trigger_check(struct arena *, const char *trigger, const char *settings,
		   struct error *);

/* What keeps it from beginning, in words for its author; NULL: nothing. */
const char *trigger_lack(struct arena *, const char *trigger,
			 const char *settings);

#endif
