#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/crypto.h"

static int
set_up(void **state)
{
	*state = arena_new(512);
	return 0;
}

static int
tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

/* The example "abc" of FIPS 180-4. */
static void
sha256_is_as_published(void **state)
{
	unsigned char digest[SHA256_SIZE];

	crypto_sha256("abc", 3, digest);
	assert_string_equal(crypto_to_bytea(*state, digest, sizeof digest),
			    "\\xba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	crypto_sha256("", 0, digest);
	assert_string_equal(crypto_to_bytea(*state, digest, sizeof digest),
			    "\\xe3b0c44298fc1c149afbf4c8996fb924"
			    "27ae41e4649b934ca495991b7852b855");
}

/* RFC 4231, test case 2. */
static void
hmac_is_as_published(void **state)
{
	static const char data[] = "what do ya want for nothing?";
	unsigned char digest[SHA256_SIZE];

	crypto_hmac("Jefe", 4, data, sizeof data - 1, digest);
	assert_string_equal(crypto_to_bytea(*state, digest, sizeof digest),
			    "\\x5bdcc146bf60754e6a042426089575c7"
			    "5a003f089d2739839dec58b964ec3843");
}

static void
random_bytes_fill_the_whole_and_differ(void **state)
{
	unsigned char a[1000] = { 0 }, b[1000] = { 0 };
	static const unsigned char zero[16];

	(void)state;
	crypto_random(a, sizeof a);
	crypto_random(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	assert_memory_not_equal(a, zero, sizeof zero);
	assert_memory_not_equal(a + sizeof a - 16, zero, sizeof zero);
}

static void
secrets_are_compared(void **state)
{
	(void)state;
	assert_true(crypto_equal("abc", "abc", 3));
	assert_false(crypto_equal("abc", "abd", 3));
	assert_true(crypto_equal("a", "b", 0));
}

/* RFC 4648, section 10, without the padding. */
static void
base64url_goes_there_and_back(void **state)
{
	static const struct {
		const char *bytes, *text;
	} cases[] = {
		{ "", "" }, { "f", "Zg" }, { "fo", "Zm8" }, { "foo", "Zm9v" },
		{ "foob", "Zm9vYg" }, { "fooba", "Zm9vYmE" },
		{ "foobar", "Zm9vYmFy" }, { "\xfb\xff\xbf", "-_-_" },
	};
	size_t len;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t size = strlen(cases[i].bytes);
		void *bytes = base64url_decode(*state, cases[i].text, &len);

		assert_string_equal(
			base64url_encode(*state, cases[i].bytes, size),
			cases[i].text);
		assert_int_equal(len, size);
		assert_memory_equal(bytes, cases[i].bytes, size);
	}
}

static void
every_length_of_base64url_goes_there_and_back(void **state)
{
	unsigned char bytes[100];
	size_t len;

	crypto_random(bytes, sizeof bytes);
	for (size_t size = 0; size <= sizeof bytes; size++) {
		char *text = base64url_encode(*state, bytes, size);

		assert_memory_equal(base64url_decode(*state, text, &len), bytes,
				    size);
		assert_int_equal(len, size);
	}
}

static void
other_text_is_not_base64url(void **state)
{
	static const char *const bad[] = {
		"Z", "Zm9vY", "Zg==", "Zm9v ", " Zm9v", "Zm+v", "Zm/v", "Zm.v",
		"Zh", "Zm9", "\xc3\xa9",
	};
	size_t len;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_null(base64url_decode(*state, bad[i], &len));
}

static void
a_wiped_secret_is_gone(void **state)
{
	char secret[] = "secret";
	static const char zero[sizeof secret];

	(void)state;
	crypto_wipe(secret, sizeof secret);
	assert_memory_equal(secret, zero, sizeof secret);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sha256_is_as_published),
		TEST(hmac_is_as_published),
		TEST(random_bytes_fill_the_whole_and_differ),
		TEST(secrets_are_compared),
		TEST(base64url_goes_there_and_back),
		TEST(every_length_of_base64url_goes_there_and_back),
		TEST(other_text_is_not_base64url),
		TEST(a_wiped_secret_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
