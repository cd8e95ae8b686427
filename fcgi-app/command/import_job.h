#ifndef COMMAND_IMPORT_JOB_H
#define COMMAND_IMPORT_JOB_H

#include "command/command.h"

/*
 * "muster import job": do the import that standard input orders (see
 * app/import_order.h), and tell the database how far it is. The server starts it.
 */
command_run import_job;

#endif
