#include "base/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/error.h"
#include "base/text.h"

/* All are compared as IPv6; IPv4 is at the end of ::ffff:0:0/96. */
#define IPV4_BITS 96
#define IPV6_BITS 128

/* The longest text of a network: an IPv6 address with an IPv4 tail, and /128. */
#define NETWORK_TEXT_SIZE (INET6_ADDRSTRLEN + 4)

struct network {
	uint8_t bytes[16];
	int bits;
};

/* What IANA's registries of special-purpose addresses call not globally reachable,
 * and what carries an address of another kind that was not looked at. */
static const char *const closed[] = {
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
	"169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
};

/* Only this part of IPv6 is given out, without these parts of it. */
static const char open_ipv6[] = "2000::/3";
static const char *const closed_ipv6[] = {
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
};

/* Addresses with an IPv4 address at their end. */
static const char *const carriers[] = { "::ffff:0:0/96", "64:ff9b::/96" };

static void
set_ipv4(struct network *network, const struct in_addr *address)
{
	memset(network->bytes, 0, 10);
	memset(network->bytes + 10, 0xff, 2);
	memcpy(network->bytes + 12, address, 4);
}

/* "10.0.0.0/8", "::1"; text is changed. */
static bool
parse(char *text, struct network *network)
{
	char *slash = strchr(text, '/');
	struct in_addr ipv4;
	bool is_ipv4;
	int64_t bits;

	if (slash)
		*slash++ = '\0';
	is_ipv4 = inet_pton(AF_INET, text, &ipv4) == 1;
	if (is_ipv4)
		set_ipv4(network, &ipv4);
	else if (inet_pton(AF_INET6, text, network->bytes) != 1)
		return false;
	network->bits = IPV6_BITS;
	if (!slash)
		return true;
	if (!text_to_int(slash, 0, is_ipv4 ? IPV6_BITS - IPV4_BITS : IPV6_BITS,
			 &bits))
		return false;
	network->bits = (int)bits + (is_ipv4 ? IPV4_BITS : 0);
	return true;
}

static bool
is_in(const struct network *address, const struct network *network)
{
	int whole = network->bits / 8, rest = network->bits % 8;
	uint8_t mask = (uint8_t)(0xff << (8 - rest));

	if (memcmp(address->bytes, network->bytes, (size_t)whole) != 0)
		return false;
	return rest == 0 || ((address->bytes[whole] ^ network->bytes[whole])
			     & mask) == 0;
}

static bool
is_in_text(const struct network *address, const char *text)
{
	char copy[NETWORK_TEXT_SIZE];
	struct network network;
	size_t len = strlen(text);

	if (len >= sizeof copy)
		return false;
	memcpy(copy, text, len + 1);
	return parse(copy, &network) && is_in(address, &network);
}

static bool
is_in_any(const struct network *address, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_in_text(address, texts[i]))
			return true;
	return false;
}

#define IS_IN_ANY(address, texts) \
	is_in_any(address, texts, sizeof texts / sizeof *texts)

/* ---- the list ---- */

/* The next part of it; NULL at the end. *list is behind it then. */
static const char *
next_part(const char **list, char out[NETWORK_TEXT_SIZE])
{
	const char *part = *list + strspn(*list, ", \t");
	size_t len = strcspn(part, ", \t");
	size_t kept = len < NETWORK_TEXT_SIZE ? len : NETWORK_TEXT_SIZE - 1;

	*list = part + len;
	memcpy(out, part, kept);
	out[kept] = '\0';
	return len > 0 ? out : NULL;
}

bool
address_list_check(const char *list, struct error *err)
{
	char part[NETWORK_TEXT_SIZE], told[NETWORK_TEXT_SIZE];
	struct network network;

	while (list && next_part(&list, part)) {
		memcpy(told, part, sizeof told);
		if (!parse(part, &network))
			return fail(err, ERROR_INVALID, "'%s' is neither an"
				    " address nor a network", told);
	}
	return true;
}

static bool
is_listed(const struct network *address, const char *list)
{
	char part[NETWORK_TEXT_SIZE];

	while (list && next_part(&list, part))
		if (is_in_text(address, part))
			return true;
	return false;
}

/* ---- one address ---- */

static bool
read_address(const struct sockaddr *from, struct network *address)
{
	address->bits = IPV6_BITS;
	if (from->sa_family == AF_INET)
		set_ipv4(address, &((const struct sockaddr_in *)
				    (const void *)from)->sin_addr);
	else if (from->sa_family == AF_INET6)
		memcpy(address->bytes, &((const struct sockaddr_in6 *)
					 (const void *)from)->sin6_addr, 16);
	else
		return false;
	return true;
}

static bool
is_public(struct network *address)
{
	if (!IS_IN_ANY(address, carriers))
		return is_in_text(address, open_ipv6)
		       && !IS_IN_ANY(address, closed_ipv6);
	set_ipv4(address, &(struct in_addr){
		.s_addr = *(const uint32_t *)(const void *)
			  &address->bytes[12] });
	return !IS_IN_ANY(address, closed);
}

bool
address_may_be_called(const struct sockaddr *from, const char *list)
{
	struct network address;

	return read_address(from, &address)
	       && (is_listed(&address, list) || is_public(&address));
}
