#ifndef APP_PAGES_WORKFLOW_PARTS_H
#define APP_PAGES_WORKFLOW_PARTS_H

/*
 * Workflow parts: trigger and variables in the form of a workflow. Their fields are
 * named as errors point to them: "triggerConfig/cron", "variables/0/name". Members
 * that have no field are kept in one.
 */

#include "app/pages/row_form.h"

struct json;

/*
 * The fields: of stored JSON, or where that is NULL of what was sent. Arena-owned.
 */
struct form_part trigger_part(struct request *, const char *trigger,
			      const char *settings);
struct form_part variables_part(struct request *, const char *variables);

/*
 * On the page of a workflow: "schedule", "zone", "event", "method" and "trigger_lack",
 * what it needs to begin by itself (null where there is none); and "variables":
 * [{name, type, value, description}], "has_variables".
 */
void trigger_show(struct request *, struct json *data, const char *trigger,
		  const char *settings);
void variables_show(struct request *, struct json *data, const char *variables);

/* What was sent, as the members triggerConfig and variables of the form. */
void trigger_gather(struct request *);
void variables_gather(struct request *);

#endif
