#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/arena_state.h"
#include "base/crypto.h"

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


/* Test cases 13, 14 and 16 of the GCM specification (AES-256), in hexadecimal. */
static const struct gcm_case {
	const char *key, *nonce, *data, *plain, *sealed;
} gcm_cases[] = {
	{ "0000000000000000000000000000000000000000000000000000000000000000",
	  "000000000000000000000000", "", "",
	  "530f8afbc74536b9a963b4f1c4cb738b" },
	{ "0000000000000000000000000000000000000000000000000000000000000000",
	  "000000000000000000000000", "", "00000000000000000000000000000000",
	  "cea7403d4d606b6e074ec5d3baf39d18"
	  "d0d1c8a799996bf0265b98b5d48ab919" },
	{ "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
	  "cafebabefacedbaddecaf888",
	  "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
	  "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
	  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
	  "76fc6ece0f4e1768cddf8853bb2d551b" },
};

static unsigned char *
from_hex(struct arena *arena, const char *digits, size_t *len)
{
	return crypto_from_bytea(arena, arena_printf(arena, "\\x%s", digits),
				 len);
}

/* The box of a case; its plain text into plain. */
static struct crypto_box
box_of(struct arena *arena, const struct gcm_case *it, unsigned char **plain,
       size_t *len)
{
	struct crypto_box box;
	size_t size;

	box.key = from_hex(arena, it->key, &size);
	assert_int_equal(size, CRYPTO_KEY_SIZE);
	box.nonce = from_hex(arena, it->nonce, &size);
	assert_int_equal(size, CRYPTO_NONCE_SIZE);
	box.data = from_hex(arena, it->data, &box.data_len);
	*plain = from_hex(arena, it->plain, len);
	return box;
}

static void
sealing_is_as_published(void **state)
{
	for (size_t i = 0; i < sizeof gcm_cases / sizeof *gcm_cases; i++) {
		unsigned char *plain, out[128], back[128];
		size_t len;
		struct crypto_box box = box_of(*state, &gcm_cases[i], &plain,
					       &len);

		crypto_seal(&box, plain, len, out);
		assert_string_equal(crypto_to_bytea(*state, out,
						    len + CRYPTO_TAG_SIZE) + 2,
				    gcm_cases[i].sealed);
		assert_true(crypto_open(&box, out, len + CRYPTO_TAG_SIZE,
					back));
		assert_memory_equal(back, plain, len);
	}
}

/* Each bit of the text and its tag, of the bound data, of key and nonce. */
static void
what_was_touched_does_not_open_and_leaves_nothing(void **state)
{
	static const unsigned char zero[128];
	unsigned char *plain, out[128], back[128];
	size_t len;
	struct crypto_box box = box_of(*state, &gcm_cases[2], &plain, &len);
	unsigned char *const parts[] = { out, (unsigned char *)box.data,
		(unsigned char *)box.key, (unsigned char *)box.nonce };
	const size_t sizes[] = { len + CRYPTO_TAG_SIZE, box.data_len,
		CRYPTO_KEY_SIZE, CRYPTO_NONCE_SIZE };

	crypto_seal(&box, plain, len, out);
	for (size_t part = 0; part < 4; part++)
		for (size_t bit = 0; bit < 8 * sizes[part]; bit++) {
			parts[part][bit / 8] ^= (unsigned char)(1 << bit % 8);
			assert_false(crypto_open(&box, out,
						 len + CRYPTO_TAG_SIZE, back));
			assert_memory_equal(back, zero, len);
			parts[part][bit / 8] ^= (unsigned char)(1 << bit % 8);
		}
	assert_true(crypto_open(&box, out, len + CRYPTO_TAG_SIZE, back));
}

static void
what_is_shorter_than_a_tag_does_not_open(void **state)
{
	unsigned char *plain, back[16];
	size_t len;
	struct crypto_box box = box_of(*state, &gcm_cases[0], &plain, &len);

	for (size_t size = 0; size < CRYPTO_TAG_SIZE; size++)
		assert_false(crypto_open(&box, back, size, back));
}

static void
bytea_is_read_strictly(void **state)
{
	static const char *const wrong[] = { "", "x", "\\x0", "\\x0g", "ab",
					     "\\y00", "\\x 1", NULL };
	size_t len;

	assert_memory_equal(crypto_from_bytea(*state, "\\x00FFab", &len),
			    "\x00\xff\xab", 3);
	assert_int_equal(len, 3);
	assert_non_null(crypto_from_bytea(*state, "\\x", &len));
	assert_int_equal(len, 0);
	for (size_t i = 0; wrong[i]; i++)
		assert_null(crypto_from_bytea(*state, wrong[i], &len));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		arena_test(sha256_is_as_published),
		arena_test(hmac_is_as_published),
		arena_test(random_bytes_fill_the_whole_and_differ),
		arena_test(secrets_are_compared),
		arena_test(base64url_goes_there_and_back),
		arena_test(every_length_of_base64url_goes_there_and_back),
		arena_test(other_text_is_not_base64url),
		arena_test(sealing_is_as_published),
		arena_test(what_was_touched_does_not_open_and_leaves_nothing),
		arena_test(what_is_shorter_than_a_tag_does_not_open),
		arena_test(bytea_is_read_strictly),
		arena_test(a_wiped_secret_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
