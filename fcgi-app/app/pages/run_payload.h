#ifndef APP_PAGES_RUN_PAYLOAD_H
#define APP_PAGES_RUN_PAYLOAD_H

/* Run payload: what a run was given and what it answered. */

#include "app/pages/payload.h"
#include "db/statement.h"

/* $1 is the execution. */
extern const struct statement run_payload_of;

/* Its columns. */
extern const struct payload_columns run_payload;

#endif
