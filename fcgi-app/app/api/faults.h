#ifndef APP_API_FAULTS_H
#define APP_API_FAULTS_H

/* Faults: what keeps a flow from running, as an answer. */

#include <stdbool.h>

#include "flow/check.h"
#include "json/slice.h"
#include "resource/call.h"

struct request;
struct response;

/* {valid, errors: [{nodeId, field, message}]} of a flow as graph_read takes it; what
 * is no flow has one error. also is one more, without which its message is NULL.
 * Always true. */
bool faults_answer(struct request *, struct json_slice document,
		   struct check_error also, struct response *);

/* The members of that answer, for its calls. */
extern const struct member faults_members[];

#endif
