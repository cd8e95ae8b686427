/*
 * The least that a FastCGI process can do: read a request, answer with nothing,
 * keep the connection. What it reaches behind the same nginx is the bound that
 * bench measures Muster against. One epoll loop on descriptor 0, as muster web.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { STDIN = 5, STDOUT = 6, END_REQUEST = 3, HEADER = 8 };

#define LISTENER 0
#define EVENTS 64
#define BUFFER (1 << 17)

struct peer {
	int fd;
	size_t len;
	unsigned char bytes[BUFFER];
};

static const char answer[] =
	"Status: 200 OK\r\nContent-Type: application/json\r\n\r\n{}";

static size_t
put_record(unsigned char *out, const unsigned char *request, int type,
	   const void *content, size_t len)
{
	memset(out, 0, HEADER);
	out[0] = 1;
	out[1] = (unsigned char)type;
	out[2] = request[2];
	out[3] = request[3];
	out[4] = (unsigned char)(len >> 8);
	out[5] = (unsigned char)len;
	memcpy(out + HEADER, content, len);
	return HEADER + len;
}

static bool
send_answer(int fd, const unsigned char *request)
{
	static const unsigned char end[8];
	unsigned char out[256];
	size_t len = put_record(out, request, STDOUT, answer,
				sizeof(answer) - 1);

	len += put_record(out + len, request, STDOUT, "", 0);
	len += put_record(out + len, request, END_REQUEST, end, sizeof(end));
	return send(fd, out, len, MSG_NOSIGNAL) == (ssize_t)len;
}

/* Whole records; the empty one of STDIN ends a request. */
static bool
take_records(struct peer *peer)
{
	size_t at = 0;

	while (peer->len - at >= HEADER) {
		const unsigned char *header = peer->bytes + at;
		size_t content = (size_t)header[4] << 8 | header[5];
		size_t size = HEADER + content + header[6];

		if (peer->len - at < size)
			break;
		if (header[1] == STDIN && content == 0
		    && !send_answer(peer->fd, header))
			return false;
		at += size;
	}
	peer->len -= at;
	memmove(peer->bytes, peer->bytes + at, peer->len);
	return true;
}

static bool
serve(struct peer *peer)
{
	ssize_t got = recv(peer->fd, peer->bytes + peer->len,
			   BUFFER - peer->len, 0);

	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	if (got == 0)
		return false;
	peer->len += (size_t)got;
	return take_records(peer);
}

static void
watch(int epoll, int fd, struct peer *peer)
{
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };

	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0)
		exit(1);
}

static void
take_peer(int epoll)
{
	int fd = accept4(LISTENER, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	struct peer *peer;

	if (fd < 0)
		return;
	peer = malloc(sizeof(*peer));
	if (!peer)
		exit(1);
	peer->fd = fd;
	peer->len = 0;
	watch(epoll, fd, peer);
}

static void
end_peer(struct peer *peer)
{
	close(peer->fd);
	free(peer);
}

int
main(void)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC);
	struct epoll_event events[EVENTS];

	/* another process may be quicker */
	fcntl(LISTENER, F_SETFL, O_NONBLOCK);
	watch(epoll, LISTENER, NULL);
	while (true) {
		int count = epoll_wait(epoll, events, EVENTS, -1);

		for (int i = 0; i < count; i++) {
			struct peer *peer = events[i].data.ptr;

			if (!peer)
				take_peer(epoll);
			else if (!serve(peer))
				end_peer(peer);
		}
	}
}
