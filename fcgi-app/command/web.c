/* muster web: serve FastCGI on descriptor 0, until a signal ends it. */

#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/side.h"
#include "command/admin.h"
#include "command/command.h"
#include "command/secrets.h"
#include "command/stack.h"
#include "command/tick.h"

/* Between looks for a database that is away. */
#define VERIFY_MS 1000

/* Of the allocator, in bytes: what is a block of its own, what a heap keeps. */
#define LARGE_BLOCK (128 * 1024)
#define KEPT_HEAP (1024 * 1024)

struct web {
	struct stack stack;
	struct tick *tick;
	struct arena *arena;		/* of the look */
	struct error look;
	bool fits;			/* what it found */
	int status;			/* of the process */
};

static bool
is_listening(int fd)
{
	int value = 0;
	socklen_t len = sizeof value;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &value, &len) == 0
		&& value != 0;
}

/* ---- the database may be away when we start ---- */

static void look_again(void *object);

static bool
is_away(const struct web *web)
{
	return !web->fits && web->look.kind == ERROR_UNAVAILABLE;
}

static void
begin_look(struct web *web)
{
	arena_reset(web->arena);
	web->look = (struct error){ .arena = web->arena };
}

static void
do_look(void *object)
{
	struct web *web = object;

	web->fits = stack_verify(&web->stack, &web->look);
}

static void
wait_for_look(struct web *web)
{
	loop_after(web->stack.loop, VERIFY_MS, look_again, web);
}

static void
after_look(void *object)
{
	struct web *web = object;

	if (web->fits) {
		log_message(LOG_INFO, "the database is there");
		stack_connect(&web->stack);
	} else if (is_away(web)) {
		wait_for_look(web);
	} else {
		admin_report(&web->look);
		web->status = 1;
		loop_stop(web->stack.loop);
	}
}

/* In a thread: to wait for a host that does not answer takes seconds. */
static void
look_again(void *object)
{
	struct web *web = object;

	begin_look(web);
	if (!side_run(web->stack.side, do_look, after_look, web))
		wait_for_look(web);
}

/*
 * The first look is before the first request, so that a new process answers none
 * of those with 503. False: the schema is not ours.
 */
static bool
look_first(struct web *web)
{
	begin_look(web);
	do_look(web);
	if (web->fits) {
		stack_connect(&web->stack);
	} else if (is_away(web)) {
		log_message(LOG_WARN, "the database is away: %s",
			    web->look.message);
		wait_for_look(web);
	} else {
		admin_report(&web->look);
	}
	return web->fits || is_away(web);
}

/* ---- signals ---- */

static void
on_reload(void *object)
{
	struct web *web = object;
	struct arena *arena = arena_new(4096);
	struct error err = { .arena = arena };

	if (stack_reload(&web->stack, &err))
		log_message(LOG_INFO, "the configuration was read again");
	else
		log_message(LOG_ERROR, "the configuration stays: %s", err.message);
	arena_free(arena);
}

static void
serve(struct web *web)
{
	struct loop *loop = web->stack.loop;

	stack_listen(&web->stack, STDIN_FILENO);
	loop_signal(loop, SIGUSR2, on_reload, web);
	web->tick = tick_new(&web->stack.app);
	log_message(LOG_INFO, "serving");
	loop_run(loop);
	log_message(LOG_INFO, "ended");
}

static bool
run(struct web *web)
{
	if (!stack_open(&web->stack)) {
		admin_report(&web->stack.error);
		return false;
	}
	if (!look_first(web))
		return false;
	serve(web);
	return web->status == 0;
}

/*
 * Blocks of a large request go back to the system with it; by itself the allocator
 * would begin to keep such blocks in a heap that hardly shrinks (mallopt(3)). What a
 * page needs stays, or each would ask the kernel for its memory, and for zeros in it.
 */
static void
tune_allocator(void)
{
	mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
	mallopt(M_TRIM_THRESHOLD, KEPT_HEAP);
}

int
command_web(int argc, char **argv)
{
	struct web web = { .status = 0 };
	bool worked;

	if (argc != 1)
		return command_misused(argv[0]);
	if (!is_listening(STDIN_FILENO)) {
		fprintf(stderr, "muster: descriptor 0 is no listening socket\n"
			"  hint: spawn-fcgi, a systemd socket or Apache start"
			" 'muster web'\n");
		return 2;
	}
	secrets_keep();
	tune_allocator();
	web.arena = arena_new(4096);
	worked = run(&web);
	stack_stop(&web.stack);
	tick_free(web.tick);
	stack_close(&web.stack);
	arena_free(web.arena);
	return worked ? 0 : 1;
}
