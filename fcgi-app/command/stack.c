#include "command/stack.h"

#include <signal.h>

#include "app/pages/frame.h"
#include "app/reference.h"
#include "app/resources.h"
#include "app/routes.h"
#include "app/time_zones.h"
#include "base/address.h"
#include "base/arena.h"
#include "base/config.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/metrics.h"
#include "base/quota.h"
#include "base/side.h"
#include "base/text.h"
#include "base/zones.h"
#include "command/assets.h"
#include "command/master_keys.h"
#include "db/client.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "flow/dot.h"
#include "http/router.h"
#include "http/server.h"
#include "resource/openapi.h"
#include "resource/statements.h"
#include "template/store.h"

#define ARENA_SIZE (64 * 1024)

/* Password hashes that wait: at 44 ms each, the last of them for a second. */
#define SIDE_QUEUE_MAX 48

/* Calls of other servers: each may wait for ten seconds, so whoever would be behind
 * these is told to come back. */
#define CALL_THREADS 4
#define CALL_QUEUE_MAX 8

/* Units that wait for a lane: what it does in a fraction of a second. */
#define LANE_QUEUE_MAX 256

/* The role of the servers; a login of another name must be a member of it. */
#define ROLE "muster_web"

static const char *
in_share_dir(struct stack *stack, const char *name)
{
	return arena_printf(stack->arena, "%s/%s",
			    config_text(stack->app.config, CONFIG_SHARE_DIR),
			    name);
}

static bool
open_app(struct stack *stack)
{
	struct arena *arena = stack->arena;
	struct app *app = &stack->app;
	struct openapi_source source;
	size_t count;

	app->router = router_new(arena, routes_all(arena), &stack->error);
	if (!app->router)
		return false;
	app->templates = store_open(arena, in_share_dir(stack, "templates"),
				    &stack->error);
	if (!app->templates)
		return false;
	source = reference_source(router_routes(app->router, &count));
	app->openapi = openapi_new(arena, &source);
	app->zones = zones_open(arena, ZONES_DIR, time_zone_names(arena));
	app->constraints = constraints_all(arena);
	app->streams = &stack->streams;
	app->uploads = &stack->uploads;
	app->statements = statements_new();
	if (!app->statements)
		return fail(&stack->error, ERROR_UNAVAILABLE, "out of memory");
	app->frame = app_frame;
	app->asset_version = asset_version(arena, in_share_dir(stack, "static"));
	return true;
}

static void
open_process(struct stack *stack)
{
	const struct config *config = stack->app.config;

	/* Whoever leaves while we write is told by the write. */
	signal(SIGPIPE, SIG_IGN);
	stack->loop = loop_new();
	stack->metrics = metrics_open(config_text(config, CONFIG_METRICS_FILE));
	stack->quotas = quotas_open(config_text(config, CONFIG_QUOTAS_FILE));
	stack->side = side_new(stack->loop,
			       (int)config_int(config, CONFIG_SIDE_THREADS),
			       SIDE_QUEUE_MAX);
	stack->calls = side_new(stack->loop, CALL_THREADS, CALL_QUEUE_MAX);
	stack->app.loop = stack->loop;
	stack->app.metrics = stack->metrics;
	stack->app.quotas = stack->quotas;
	stack->app.side = stack->side;
	stack->app.calls = stack->calls;
	stack->app.dot = dot_new();
}

static bool
check_options(struct stack *stack)
{
	struct error why = { .arena = stack->arena };

	return address_list_check(config_text(stack->app.config,
					      CONFIG_OUTBOUND_ALLOW), &why)
	       || fail(&stack->error, ERROR_INVALID,
		       "MUSTER_OUTBOUND_ALLOW: %s", why.message);
}

bool
stack_open(struct stack *stack)
{
	*stack = (struct stack){ .arena = arena_new(ARENA_SIZE) };
	stack->error.arena = stack->arena;
	stack->app.config = config_read(stack->arena, &stack->error);
	if (!stack->app.config || !check_options(stack))
		return false;
	log_open((enum log_level)config_int(stack->app.config, CONFIG_LOG_LEVEL));
	stack->sql_dir = in_share_dir(stack, "sql");
	stack->database_url = config_text(stack->app.config, CONFIG_DATABASE_URL);
	if (!stack->database_url)
		stack->database_url = "";
	if (!open_app(stack))
		return false;
	open_process(stack);
	return true;
}

/* In an arena of its own: this may run in a thread. */
bool
stack_verify(struct stack *stack, struct error *err)
{
	struct arena *arena = arena_new(ARENA_SIZE);
	struct client *client = client_open(arena, stack->database_url, err);
	bool fits = client
		    && migrate_verify(arena, client, stack->sql_dir, err)
		    && master_keys_check(client, config_text(stack->app.config,
				CONFIG_MASTER_KEY_FILE), err);

	arena_free(arena);
	return fits;
}

static struct lane_options
lane(const struct config *config, enum config_option connections, int depth,
     enum config_option statement_timeout)
{
	return (struct lane_options){
		.connections = (int)config_int(config, connections),
		.depth = depth,
		.statement_timeout_ms = (int)config_int(config, statement_timeout),
		.lock_timeout_ms = (int)config_int(config, CONFIG_LOCK_TIMEOUT_MS),
	};
}

void
stack_connect(struct stack *stack)
{
	const struct config *config = stack->app.config;
	const struct pool_options options = {
		.conninfo = stack->database_url,
		.role = ROLE,
		.application = "muster web",
		.lanes = {
			[LANE_READ] = lane(config, CONFIG_READ_CONNECTIONS,
				(int)config_int(config, CONFIG_READ_DEPTH),
				CONFIG_STATEMENT_TIMEOUT_MS),
			[LANE_WRITE] = lane(config, CONFIG_WRITE_CONNECTIONS,
				(int)config_int(config, CONFIG_WRITE_DEPTH),
				CONFIG_STATEMENT_TIMEOUT_MS),
			[LANE_SLOW] = lane(config, CONFIG_SLOW_CONNECTIONS, 1,
				CONFIG_SLOW_TIMEOUT_MS),
		},
		.queue_max = LANE_QUEUE_MAX,
	};

	stack->pool = pool_new(stack->loop, stack->metrics, &options);
	stack->app.pool = stack->pool;
}

void
stack_listen(struct stack *stack, int fd)
{
	stack->server = server_new(&stack->app, fd);
}

static void
tell_what_needs_a_restart(const struct config *old, const struct config *now)
{
	const struct config_row *row = config_rows();

	for (int i = 0; i < CONFIG_COUNT; i++, row++)
		if (!row->reloadable
		    && !text_equal(config_text(old, row->option),
				   config_text(now, row->option)))
			log_message(LOG_WARN, "%s changes with the next start",
				    row->name);
}

/* Texts of the old configuration may be in requests: it stays, a few KiB each time. */
bool
stack_reload(struct stack *stack, struct error *err)
{
	const struct config *old = stack->app.config;
	const struct config *now = config_read(stack->arena, err);

	if (!now)
		return false;
	tell_what_needs_a_restart(old, now);
	stack->app.config = now;
	log_open((enum log_level)config_int(now, CONFIG_LOG_LEVEL));
	return true;
}

/* Units and jobs name requests, so they end before the server does. */
void
stack_stop(struct stack *stack)
{
	pool_free(stack->pool);
	side_free(stack->side);
	side_free(stack->calls);
	server_free(stack->server);
	stack->pool = NULL;
	stack->side = stack->calls = NULL;
	stack->server = NULL;
}

void
stack_close(struct stack *stack)
{
	stack_stop(stack);
	statements_free(stack->app.statements);
	dot_free(stack->app.dot);
	loop_free(stack->loop);
	metrics_close(stack->metrics);
	quotas_close(stack->quotas);
	arena_free(stack->arena);
}
