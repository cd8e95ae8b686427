#include "command/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "auth/password.h"
#include "base/arena.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/text.h"

#define PASSWORD_BYTES 15	/* random: 20 characters */

/* The previous state, so that it can be put back. */
static struct termios
echo_off(void)
{
	struct termios before, quiet;

	tcgetattr(STDIN_FILENO, &before);
	quiet = before;
	quiet.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
	return before;
}

static const char *
read_line(struct arena *arena)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len = getline(&line, &size, stdin);
	const char *copy = NULL;

	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		line[--len] = '\0';
	if (len >= 0)
		copy = arena_copy(arena, line, (size_t)len);
	if (line)
		crypto_wipe(line, size);
	free(line);
	return copy;
}

const char *
ask(struct arena *arena, const char *prompt, bool is_secret)
{
	struct termios before;
	const char *line;

	if (!isatty(STDIN_FILENO))
		return read_line(arena);
	fprintf(stderr, "%s", prompt);
	if (!is_secret)
		return read_line(arena);
	before = echo_off();
	line = read_line(arena);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
	fprintf(stderr, "\n");
	return line;
}

static const char *
random_password(struct arena *arena)
{
	unsigned char bytes[PASSWORD_BYTES];
	const char *password;

	crypto_random(bytes, sizeof(bytes));
	password = base64url_encode(arena, bytes, sizeof(bytes));
	printf("password: %s\n", password);
	return password;
}

static bool
is_repeated(struct arena *arena, const char *password)
{
	return !isatty(STDIN_FILENO)
	       || text_equal(ask(arena, "Again: ", true), password);
}

const char *
ask_new_password(struct arena *arena, bool is_random, struct error *err)
{
	const char *password;

	if (is_random)
		return random_password(arena);
	password = ask(arena, "New password: ", true);
	if (!password) {
		fail(err, ERROR_INVALID, "no password on standard input");
		return NULL;
	}
	if (!password_check(password, "/password", err))
		return NULL;
	if (!is_repeated(arena, password)) {
		fail(err, ERROR_INVALID, "the two passwords differ");
		return NULL;
	}
	return password;
}
