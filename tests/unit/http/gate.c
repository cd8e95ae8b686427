#include "http/gate.h"

#include <pthread.h>
#include <semaphore.h>

#include "http/answers.h"
#include "http/request.h"

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static sem_t arrived;

void
gate_close(void)
{
	sem_init(&arrived, 0, 0);
	pthread_mutex_lock(&gate);
}

void
gate_open(void)
{
	pthread_mutex_unlock(&gate);
}

void
gate_await(void)
{
	sem_wait(&arrived);
}

static void
go_through(void *object)
{
	(void)object;
	sem_post(&arrived);
	pthread_mutex_lock(&gate);
	pthread_mutex_unlock(&gate);
}

bool
gate_reply(struct request *req, const struct rows *rows, struct response *res)
{
	(void)rows;
	(void)res;
	return request_side(req, go_through, NULL, NULL, ok_reply);
}
