#include "resource/idempotency.h"

#include <string.h>

#include "base/buf.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/seal.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/request.h"
#include "http/router.h"

enum { KEY_MAX = 255 };

static const struct statement idem_begin = {
	.name = "idem_begin",
	.sql = "select api.idem_begin($1::text, $2::text, $3::text, $4::uuid)",
};

static bool
is_key(const char *key)
{
	size_t len = strlen(key);

	for (const char *at = key; *at; at++)
		if (*at < 0x21 || *at > 0x7e)
			return false;
	return len >= 1 && len <= KEY_MAX;
}

/* What was asked, so that another request with the same key is told apart. */
static const char *
fingerprint(const struct request *req)
{
	unsigned char digest[SHA256_SIZE];
	struct buf buf;

	buf_init(&buf, req->arena, req->body_len + 256);
	buf_printf(&buf, "%s %s?%s\n", method_name(req->method), req->path,
		   req->query_text);
	buf_add(&buf, req->body, req->body_len);
	/* A plain digest would let one who reads it guess a short secret. */
	if (req->data_key)
		crypto_hmac(req->data_key->bytes, CRYPTO_KEY_SIZE, buf.bytes,
			    buf.len, digest);
	else
		crypto_sha256(buf.bytes, buf.len, digest);
	return base64url_encode(req->arena, digest, sizeof digest);
}

bool
idempotency_add(struct request *req, struct unit *unit, const char *kind,
		const char *id)
{
	const char *key = request_header(req, "Idempotency-Key");

	if (!key)
		return true;
	if (!is_key(key))
		return fail(&req->error, ERROR_BAD_REQUEST, "the Idempotency-Key"
			    " must be 1 to 255 visible characters");
	return unit_add(unit, &idem_begin, key, fingerprint(req), kind, id);
}

const struct rows *
idempotency_rows(const struct request *req, const struct rows *rows)
{
	return request_header(req, "Idempotency-Key") ? rows + 1 : rows;
}
