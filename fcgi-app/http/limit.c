#include "http/limit.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/config.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/quota.h"
#include "base/time.h"
#include "http/app.h"
#include "http/request.h"

/* As both headers name them. */
static const char *const policies[LIMIT_COUNT] = {
	[LIMIT_CREDENTIAL] = "credential", [LIMIT_TENANT] = "tenant",
};

static const char *const refusals[LIMIT_COUNT] = {
	[LIMIT_CREDENTIAL] = "this key or session has made too many requests",
	[LIMIT_TENANT] = "this organisation has made too many requests",
};

static const enum config_option options[LIMIT_COUNT] = {
	[LIMIT_CREDENTIAL] = CONFIG_CREDENTIAL_RATE,
	[LIMIT_TENANT] = CONFIG_TENANT_RATE,
};

static uint64_t
name_of(const char *text)
{
	unsigned char digest[SHA256_SIZE];
	uint64_t name;

	crypto_sha256(text, strlen(text), digest);
	memcpy(&name, digest, sizeof name);
	return name;
}

static bool
take(struct request *req, enum limit limit, uint64_t name)
{
	int64_t rate = config_int(req->app->config, options[limit]);
	struct quota *quota = &req->quotas[limit];

	if (rate == 0 || quota_take(req->app->quotas, name, rate,
				    time_monotonic_us(), quota))
		return true;
	req->error.retry_after_s = (int)quota->wait_s;
	return fail(&req->error, ERROR_TOO_MANY, "%s", refusals[limit]);
}

/* A tenant is known by its credential from the second request on. */
bool
limit_take(struct request *req)
{
	uint64_t tenant;

	if (!req->app->quotas || !req->token)
		return true;
	req->limited_as = name_of(req->token);
	if (!take(req, LIMIT_CREDENTIAL, req->limited_as))
		return false;
	tenant = quota_owner(req->app->quotas, req->limited_as);
	return tenant == 0 || take(req, LIMIT_TENANT, tenant);
}

/* The first request has been served: it counts, and is not refused any more. */
void
limit_learn(struct request *req)
{
	struct quotas *quotas = req->app->quotas;
	uint64_t tenant;

	if (!quotas || !req->limited_as || !*req->caller.tenant_id)
		return;
	tenant = name_of(req->caller.tenant_id);
	if (quota_owner(quotas, req->limited_as) == tenant)
		return;
	quota_set_owner(quotas, req->limited_as, tenant);
	if (!take(req, LIMIT_TENANT, tenant))
		error_clear(&req->error);
}

static void
print_header(const struct request *req, struct buf *out, const char *name,
	     bool is_policy)
{
	const char *between = name;

	for (int i = 0; i < LIMIT_COUNT; i++) {
		const struct quota *quota = &req->quotas[i];

		if (quota->limit == 0)
			continue;
		buf_printf(out, "%s\"%s\"", between, policies[i]);
		if (is_policy)
			buf_printf(out, ";q=%lld;w=%d", (long long)quota->limit,
				   QUOTA_WINDOW_S);
		else
			buf_printf(out, ";r=%lld;t=%lld",
				   (long long)quota->remaining,
				   (long long)quota->reset_s);
		between = ", ";
	}
	if (between != name)
		buf_text(out, "\r\n");
}

void
limit_print(const struct request *req, struct buf *out)
{
	print_header(req, out, "RateLimit-Policy: ", true);
	print_header(req, out, "RateLimit: ", false);
}
