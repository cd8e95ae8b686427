#include "base/fetch.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "base/address.h"

#define FIRST_SIZE 16384

/* ---- before ---- */

static bool
has_part(CURLU *url, CURLUPart part)
{
	char *text;

	if (curl_url_get(url, part, &text, 0) != CURLUE_OK)
		return false;
	curl_free(text);
	return true;
}

static bool
is_http(CURLU *url)
{
	bool is_http = false;
	char *scheme;

	if (curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK)
		return false;
	is_http = strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0;
	curl_free(scheme);
	return is_http;
}

bool
fetch_may_be(const char *text)
{
	CURLU *url = curl_url();
	bool may_be;

	if (!url)
		return false;
	may_be = curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK
		 && is_http(url) && has_part(url, CURLUPART_HOST)
		 && !has_part(url, CURLUPART_USER)
		 && !has_part(url, CURLUPART_PASSWORD);
	curl_url_cleanup(url);
	return may_be;
}

/* ---- while it runs ---- */

/* Called for each address that a name has, with the one that is connected to: so
 * what a name server says now is what is checked. */
static curl_socket_t
open_socket(void *object, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct fetch *fetch = object;

	(void)purpose;
	if (!address_may_be_called(&address->addr, fetch->allow)) {
		fetch->end = FETCH_REFUSED;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

static bool
make_room(struct fetch *fetch, size_t more)
{
	size_t size = FIRST_SIZE;
	char *bytes;

	if (more > fetch->max - fetch->len) {
		fetch->end = FETCH_LARGE;
		return false;
	}
	while (size < fetch->len + more + 1)
		size *= 2;
	bytes = realloc(fetch->bytes, size);
	if (!bytes)
		return false;
	fetch->bytes = bytes;
	return true;
}

static size_t
take_bytes(char *bytes, size_t size, size_t count, void *object)
{
	struct fetch *fetch = object;
	size_t len = size * count;

	if (!make_room(fetch, len))
		return 0;
	memcpy(fetch->bytes + fetch->len, bytes, len);
	fetch->len += len;
	fetch->bytes[fetch->len] = '\0';
	return len;
}

/* Without the white space around it; what is too long is as if it was not there. */
static void
keep_value(struct fetch *fetch, const char *value, size_t len)
{
	while (len > 0 && isspace((unsigned char)*value)) {
		value++;
		len--;
	}
	while (len > 0 && isspace((unsigned char)value[len - 1]))
		len--;
	if (len >= sizeof fetch->kept)
		return;
	memcpy(fetch->kept, value, len);
	fetch->kept[len] = '\0';
}

static size_t
take_header(char *line, size_t size, size_t count, void *object)
{
	struct fetch *fetch = object;
	size_t len = size * count;
	size_t name = fetch->kept_name ? strlen(fetch->kept_name) : 0;

	if (name > 0 && len > name && line[name] == ':'
	    && strncasecmp(line, fetch->kept_name, name) == 0)
		keep_value(fetch, line + name + 1, len - name - 1);
	return len;
}

/* ---- the handle ---- */

static struct curl_slist *
make_headers(const struct fetch *fetch)
{
	/* without a first half of a request that waits for leave to go on */
	struct curl_slist *list = curl_slist_append(NULL, "Expect:"), *longer;

	for (size_t i = 0; list && fetch->headers[i]; i++) {
		longer = curl_slist_append(list, fetch->headers[i]);
		if (!longer)
			curl_slist_free_all(list);
		list = longer;
	}
	return list;
}

/* What could lead the call elsewhere is off. */
static void
close_ways(CURL *curl)
{
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(curl, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
}

static void
set_up(CURL *curl, struct fetch *fetch, struct curl_slist *headers)
{
	close_ways(curl);
	curl_easy_setopt(curl, CURLOPT_URL, fetch->url);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_POSTFIELDS, fetch->body);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "Muster");
	curl_easy_setopt(curl, CURLOPT_HTTP_VERSION,
			 (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)fetch->timeout_ms);
	/* a thread takes no signal of its name server's silence */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, fetch);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, fetch);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, fetch);
}

/* ---- after ---- */

static void
take_type(struct fetch *fetch, CURL *curl)
{
	const char *type = NULL;
	size_t len;

	curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
	len = type ? strcspn(type, "; \t") : 0;
	if (len >= sizeof fetch->type)
		len = 0;
	for (size_t i = 0; i < len; i++)
		fetch->type[i] = (char)tolower((unsigned char)type[i]);
	fetch->type[len] = '\0';
}

static void
tell(struct fetch *fetch, enum fetch_end end, const char *reason)
{
	fetch->end = end;
	snprintf(fetch->reason, sizeof fetch->reason, "%s", reason);
}

/* A refused address may stand before one that is good. */
static void
take_end(struct fetch *fetch, CURLcode code)
{
	if (code == CURLE_OK)
		tell(fetch, FETCH_ANSWERED, "");
	else if (code == CURLE_OPERATION_TIMEDOUT)
		tell(fetch, FETCH_LATE, "it took too long");
	else if (fetch->end == FETCH_LARGE)
		tell(fetch, FETCH_LARGE, "the answer is too large");
	else if (fetch->end == FETCH_REFUSED && code == CURLE_COULDNT_CONNECT)
		tell(fetch, FETCH_REFUSED, "the address is in a network that"
		     " may not be called from here");
	else
		tell(fetch, FETCH_FAILED, curl_easy_strerror(code));
}

static void
perform(CURL *curl, struct fetch *fetch, struct curl_slist *headers)
{
	long status = 0;

	set_up(curl, fetch, headers);
	take_end(fetch, curl_easy_perform(curl));
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	fetch->status = (int)status;
	take_type(fetch, curl);
}

void
fetch_run(struct fetch *fetch)
{
	struct curl_slist *headers = make_headers(fetch);
	CURL *curl = curl_easy_init();

	fetch->status = 0;
	fetch->type[0] = fetch->kept[0] = '\0';
	tell(fetch, FETCH_FAILED, "out of memory");
	if (curl && headers)
		perform(curl, fetch, headers);
	curl_easy_cleanup(curl);
	curl_slist_free_all(headers);
}

void
fetch_free(void *object)
{
	struct fetch *fetch = object;

	free(fetch->bytes);
	fetch->bytes = NULL;
	fetch->len = 0;
}
