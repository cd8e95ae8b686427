#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

/*
 * Address: which addresses may be called from here. What somebody else names could
 * lead into the own network; so only those of the public internet may, and what the
 * administrator lists.
 */

#include <stdbool.h>

struct error;
struct sockaddr;

/*
 * "10.1.2.3, 192.168.0.0/16 fd00::/8": by comma or space; NULL or empty: none. False
 * with ERROR_INVALID that names the part which is no address.
 */
bool address_list_check(const char *list, struct error *);

/*
 * It is public, or in the list, which is well-formed. What is neither IPv4 nor IPv6
 * is not. An IPv4 address inside of an IPv6 one counts as itself.
 */
bool address_may_be_called(const struct sockaddr *, const char *list);

#endif
