#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <arpa/inet.h>
#include <sys/un.h>

#include "base/address.h"
#include "base/arena.h"
#include "base/error.h"

/* Last: its macro fail() is the name of a function of ours. */
#include <cmocka.h>

static bool
may_be_called(const char *text, const char *list)
{
	struct sockaddr_in ipv4 = { .sin_family = AF_INET };
	struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1)
		return address_may_be_called((struct sockaddr *)&ipv4, list);
	assert_int_equal(inet_pton(AF_INET6, text, &ipv6.sin6_addr), 1);
	return address_may_be_called((struct sockaddr *)&ipv6, list);
}

static void
addresses_of_the_internet_may_be_called(void **state)
{
	static const char *const open[] = {
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0",
		"100.63.255.255", "100.128.0.0", "126.255.255.255",
		"128.0.0.0", "169.253.255.255", "169.255.0.0",
		"172.15.255.255", "172.32.0.0", "191.255.255.255",
		"192.0.1.0", "192.167.255.255", "192.169.0.0",
		"198.17.255.255", "198.20.0.0", "223.255.255.255",
		"2001:200::1", "2606:4700::1111", "2a00::1", "3ffe::1",
		"::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
	};

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (!may_be_called(open[i], NULL))
			fail_msg("%s may not be called", open[i]);
}

static void
addresses_that_are_not_for_everybody_may_not(void **state)
{
	static const char *const closed[] = {
		"0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255",
		"100.64.0.0", "100.127.255.255", "127.0.0.1",
		"127.255.255.254", "169.254.0.1", "169.254.169.254",
		"172.16.0.0", "172.31.255.255", "192.0.0.1", "192.0.2.1",
		"192.88.99.1", "192.168.0.0", "192.168.255.255",
		"198.18.0.0", "198.19.255.255", "198.51.100.1",
		"203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
		"255.255.255.255",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3",
		"::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::10.0.0.1",
		"64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1",
		"2001:1ff::1", "2002:7f00:1::", "3fff::1", "4000::1",
		"fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if (may_be_called(closed[i], NULL))
			fail_msg("%s may be called", closed[i]);
}

static void
what_the_list_names_may_be_called_too(void **state)
{
	const char *list = "127.0.0.2, 10.1.0.0/16 fd00::/8,192.168.4.6/31";

	(void)state;
	assert_true(may_be_called("127.0.0.2", list));
	assert_true(may_be_called("::ffff:127.0.0.2", list));
	assert_true(may_be_called("10.1.255.255", list));
	assert_true(may_be_called("fd12::1", list));
	assert_true(may_be_called("192.168.4.7", list));
	assert_true(may_be_called("8.8.8.8", list));
	assert_false(may_be_called("127.0.0.1", list));
	assert_false(may_be_called("127.0.0.3", list));
	assert_false(may_be_called("10.2.0.0", list));
	assert_false(may_be_called("192.168.4.8", list));
	assert_false(may_be_called("fe80::1", list));
}

static void
a_list_of_everything_lets_everything_pass(void **state)
{
	(void)state;
	assert_true(may_be_called("127.0.0.1", "0.0.0.0/0"));
	assert_false(may_be_called("::1", "0.0.0.0/0"));
	assert_true(may_be_called("::1", "::/0"));
}

static void
sockets_of_files_are_no_addresses(void **state)
{
	const struct sockaddr_un file = { .sun_family = AF_UNIX };

	(void)state;
	assert_false(address_may_be_called((const struct sockaddr *)&file,
					   "0.0.0.0/0 ::/0"));
}

static void
a_list_is_checked_before_it_counts(void **state)
{
	static const char *const bad[] = {
		"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0", "::/129",
		"10.0.0.1 x", "10.0.0.0/-1", "10.0.0.0/8/8", "/8", "1.2.3.4:80",
		"10.0.0.0/8;127.0.0.1",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	struct arena *arena = arena_new(512);
	struct error err = { .arena = arena };

	(void)state;
	assert_true(address_list_check(NULL, &err));
	assert_true(address_list_check("", &err));
	assert_true(address_list_check(" , 10.0.0.0/8,,::1 ", &err));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		error_clear(&err);
		if (address_list_check(bad[i], &err))
			fail_msg("'%s' is a list", bad[i]);
		assert_int_equal(err.kind, ERROR_INVALID);
	}
	error_clear(&err);
	address_list_check("10.0.0.1, nowhere", &err);
	assert_string_equal(err.message,
			    "'nowhere' is neither an address nor a network");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_internet_may_be_called),
		cmocka_unit_test(addresses_that_are_not_for_everybody_may_not),
		cmocka_unit_test(what_the_list_names_may_be_called_too),
		cmocka_unit_test(a_list_of_everything_lets_everything_pass),
		cmocka_unit_test(sockets_of_files_are_no_addresses),
		cmocka_unit_test(a_list_is_checked_before_it_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
