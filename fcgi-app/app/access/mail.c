#include "app/access/mail.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/config.h"
#include "base/log.h"
#include "base/side.h"
#include "http/app.h"
#include "http/request.h"

/* A mail on its way; not in an arena, because the request ends before it. */
struct job {
	char *program;
	char *message;
	const char *problem;	/* NULL: it was taken over */
};

static void
free_job(struct job *job)
{
	free(job->program);
	free(job->message);
	free(job);
}

static bool
write_all(int fd, const char *text)
{
	size_t len = strlen(text);

	while (len > 0) {
		ssize_t written = write(fd, text, len);

		if (written < 0 && errno != EINTR)
			return false;
		text += written > 0 ? written : 0;
		len -= written > 0 ? (size_t)written : 0;
	}
	return true;
}

/* The program reads the recipient from the headers and a dot is no end. */
static bool
start(const struct job *job, int input, pid_t *pid)
{
	char *const arguments[] = { job->program, "-t", "-i", NULL };
	char *const environment[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	int error;

	sigemptyset(&none);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	error = posix_spawn(pid, job->program, &actions, &attributes, arguments,
			    environment);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error == 0;
}

static bool
has_succeeded(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A program that ends early shall fail the write, not this process. */
static void
block_sigpipe(void)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

static const char *
hand_over(const struct job *job, int pipe_fds[2])
{
	bool is_started, is_written;
	pid_t pid;

	is_started = start(job, pipe_fds[0], &pid);
	close(pipe_fds[0]);
	is_written = is_started && write_all(pipe_fds[1], job->message);
	close(pipe_fds[1]);
	if (!is_started)
		return "the program does not start";
	return has_succeeded(pid) && is_written ? NULL : "the program failed";
}

/* In a thread. */
static void
run(void *object)
{
	struct job *job = object;
	int pipe_fds[2];

	block_sigpipe();
	job->problem = pipe2(pipe_fds, O_CLOEXEC) == 0
			       ? hand_over(job, pipe_fds) : "no pipe";
}

static void
report(void *object)
{
	struct job *job = object;

	if (job->problem)
		log_message(LOG_ERROR, "mail is not sent: %s", job->problem);
	free_job(job);
}

/* From is left to the program, which knows the host. */
static char *
write_message(const struct mail *mail)
{
	char *message;

	if (asprintf(&message,
		     "To: %s\nSubject: %s\nMIME-Version: 1.0\n"
		     "Content-Type: text/plain; charset=utf-8\n"
		     "Auto-Submitted: auto-generated\n\n%s",
		     mail->to, mail->subject, mail->text) < 0)
		return NULL;
	return message;
}

static bool
is_set(const struct request *req, enum config_option option)
{
	const char *text = config_text(req->app->config, option);

	return text && *text;
}

/* A link must not follow the Host header, which anybody writes. */
bool
mail_is_offered(const struct request *req)
{
	return is_set(req, CONFIG_SENDMAIL) && is_set(req, CONFIG_PUBLIC_URL);
}

void
mail_send(const struct request *req, const struct mail *mail)
{
	const char *program = config_text(req->app->config, CONFIG_SENDMAIL);
	struct job *job = calloc(1, sizeof *job);

	if (!job)
		return;
	job->program = strdup(program);
	job->message = write_message(mail);
	if (job->program && job->message
	    && side_run(req->app->side, run, report, job))
		return;
	log_message(LOG_ERROR, "mail is not sent: too much is waiting");
	free_job(job);
}
