#include "command/import_job.h"

#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/import_order.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/log.h"
#include "base/spool.h"
#include "base/time.h"
#include "command/actor.h"
#include "command/admin.h"
#include "command/import_worker.h"
#include "command/secrets.h"
#include "db/client.h"
#include "db/rows.h"
#include "db/statement.h"

/* Between looks whether somebody cancelled it; a minute of silence is a failure. */
#define TELL_INTERVAL_US (1000 * 1000)
#define WAIT_MS 250

/* More is no order. */
#define ORDER_MAX (4 * 1024 * 1024)

/* The servers come first. */
#define NICENESS 10

static const struct statement begin_import = {
	.name = "import_begin",
	.sql  = "select api.import_begin($1, $2, $3)",
};

static const struct statement tell_progress = {
	.name = "import_progress",
	.sql  = "select api.import_progress($1, $2, $3, $4)",
};

static const struct statement end_import = {
	.name = "import_end",
	.sql  = "select api.import_end($1, $2, $3, $4)",
};

static const struct statement end_session = {
	.name = "import_end_session",
	.sql  = "select private.sign_out($1::bytea)",
};

struct job {
	const struct import_order *order;
	struct admin admin;
	struct actor actor;
	struct arena *rows;		/* of one transaction */
	struct import_worker *worker;
	int64_t told_us;
	bool is_wanted;			/* nobody cancelled it */
};

/* ---- what the database is told ---- */

/* In a transaction of its own; true if it worked, with the answer in is_wanted. */
static bool
tell(struct job *job, const struct statement *statement, const char *third,
     const char *fourth)
{
	const struct import_order *order = job->order;
	const char *values[] = { NULL, order->tenant, order->job, third, fourth };
	struct error *err = &job->admin.error;
	struct rows rows;
	bool worked;

	worked = actor_begin(&job->actor, job->rows, err)
		&& client_run_values(job->actor.client, statement, values,
				     statement == &begin_import ? 3 : 4, &rows,
				     err);
	if (worked) {
		job->is_wanted = *rows_text(&rows, 0, 0) == 't';
		worked = actor_commit(&job->actor, err);
	}
	arena_reset(job->rows);
	return worked;
}

static bool
begin(struct job *job)
{
	return tell(job, &begin_import,
		    arena_printf(job->rows, "%d", (int)getpid()), NULL);
}

static bool
tell_how_far(struct job *job)
{
	int64_t now_us = time_monotonic_us();
	struct arena *arena = job->rows;

	if (now_us - job->told_us < TELL_INTERVAL_US)
		return true;
	job->told_us = now_us;
	return tell(job, &tell_progress,
		    arena_printf(arena, "%zu", import_worker_done(job->worker)),
		    arena_printf(arena, "%zu", job->order->count));
}

/* The last figure too, so that the bar of one that failed stands where it did. */
static bool
finish(struct job *job)
{
	job->told_us = 0;
	return tell_how_far(job)
		&& tell(job, &end_import, import_worker_failure(job->worker),
			import_worker_report(job->worker));
}

/* ---- the job ---- */

/* Where the database is away, the worker cannot go on either. */
static bool
follow(struct job *job)
{
	bool worked = true;

	while (import_worker_wait(job->worker, WAIT_MS)) {
		worked = tell_how_far(job);
		if (worked && job->is_wanted)
			continue;
		import_worker_kill(job->worker);
		break;
	}
	return worked && finish(job);
}

static bool
do_job(struct job *job)
{
	struct error *err = &job->admin.error;

	if (!actor_borrow(&job->actor, &job->admin, job->order->tenant,
			  job->order->credential, ROLE_OPERATOR)
	    || !begin(job))
		return false;
	if (!job->is_wanted)
		return true;
	job->worker = import_worker_start(job->admin.arena, job->order, err);
	return job->worker && follow(job);
}

/* The credential and the files were for this job alone. */
static void
clean_up(struct job *job, bool worked)
{
	struct error ignored = { .arena = job->admin.arena };

	if (job->order->has_session && job->actor.client) {
		if (!worked)
			actor_undo(&job->actor);
		client_run(job->actor.client, NULL, &ignored, &end_session,
			   job->order->credential);
	}
	spool_remove(job->order->folder);
	close(IMPORT_ORDER_LOCK_FD);
}

static struct import_order *
read_order(struct admin *admin)
{
	struct buf buf;

	buf_init(&buf, admin->arena, 65536);
	while (buf.len < ORDER_MAX) {
		char *room = buf_reserve(&buf, 65536);
		ssize_t got = read(STDIN_FILENO, room, 65536);

		if (got <= 0)
			break;
		buf.len += (size_t)got;
	}
	return import_order_read(admin->arena, buf.bytes, buf.len, &admin->error);
}

static bool
run(struct job *job)
{
	bool worked;

	if (!admin_begin(&job->admin))
		return false;
	log_open((enum log_level)config_int(job->admin.config, CONFIG_LOG_LEVEL));
	job->order = read_order(&job->admin);
	if (!job->order)
		return false;
	worked = do_job(job);
	if (!worked)
		log_message(LOG_ERROR, "import %s: %s", job->order->job,
			    job->admin.error.message);
	clean_up(job, worked);
	return worked;
}

int
import_job(int argc, char **argv)
{
	struct job job = { .rows = arena_new(4096) };
	bool worked;

	(void)argv;
	if (argc != 1)
		return command_misused("import");
	secrets_keep();
	setpriority(PRIO_PROCESS, 0, NICENESS);
	worked = run(&job);
	arena_free(job.rows);
	return admin_end(&job.admin, worked);
}
