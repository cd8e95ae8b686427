/* What the builder asks before it runs anything: which keys are there, never which. */
#include "app/api/builder.h"

#include "base/config.h"
#include "base/text.h"
#include "db/rows.h"
#include "db/statement.h"
#include "db/unit.h"
#include "http/app.h"
#include "http/request.h"
#include "http/response.h"
#include "json/writer.h"
#include "resource/call.h"
#include "resource/crud.h"
#include "resource/words.h"

static const struct statement configured_providers = {
	.name = "configured_providers",
	.sql = "select 'anthropic' = any (p) as anthropic, 'groq' = any (p) as groq,"
	       " 'openai' = any (p) as openai, 'firecrawl' = any (p) as firecrawl,"
	       " 'arcade' = any (p) as arcade from private.configured_providers() p",
};

/* As the builder lists them: those that a user has made. Uses are not counted. */
static const struct statement own_api_keys = {
	.name = "own_api_keys",
	.sql = "select id, name, prefix, created_at, last_used_at, expires_at,"
	       " revoked_at from api.api_keys where created_by_id = auth.user_id()"
	       " order by id desc limit 200",
};

/* The installation may have a key for all. */
static const struct provider {
	const char *name, *member;
	enum config_option option;
	bool is_llm;
} providers[] = {
	{ "anthropic", "anthropicConfigured", CONFIG_ANTHROPIC_API_KEY, true },
	{ "groq", "groqConfigured", CONFIG_GROQ_API_KEY, true },
	{ "openai", "openaiConfigured", CONFIG_OPENAI_API_KEY, true },
	{ "firecrawl", "firecrawlConfigured", CONFIG_FIRECRAWL_API_KEY, false },
	{ "arcade", "arcadeConfigured", CONFIG_ARCADE_API_KEY, false },
};

enum { PROVIDERS = sizeof providers / sizeof *providers };

static bool
wants_keys(const struct request *req)
{
	return text_equal(request_query(req, "type"), "api-keys");
}

bool
config_plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, wants_keys(req) ? &own_api_keys
					      : &configured_providers);
}

static void
write_providers(struct json_writer *json, const struct request *req,
		const struct rows *rows)
{
	bool has_keys = false;

	for (int i = 0; i < PROVIDERS; i++) {
		const struct provider *provider = &providers[i];
		bool is_there = rows_is_true(rows, 0, provider->name)
				|| config_text(req->app->config,
					       provider->option);

		json_member_bool(json, provider->member, is_there);
		has_keys |= is_there && provider->is_llm;
	}
	json_member_bool(json, "hasKeys", has_keys);
}

enum { ID, NAME, PREFIX, CREATED, LAST_USED, EXPIRES, REVOKED };

static void
write_key(struct json_writer *json, const struct rows *rows, int row)
{
	json_begin_object(json);
	json_member_text(json, "_id", rows_text(rows, row, ID));
	json_member_text(json, "id", rows_text(rows, row, ID));
	json_member_text(json, "name", rows_text(rows, row, NAME));
	json_member_text(json, "keyPrefix", rows_text(rows, row, PREFIX));
	json_member_time(json, "createdAt", rows_text(rows, row, CREATED));
	json_member_time(json, "lastUsedAt", rows_text(rows, row, LAST_USED));
	json_member_time(json, "expiresAt", rows_text(rows, row, EXPIRES));
	json_member_time(json, "revokedAt", rows_text(rows, row, REVOKED));
	json_end_object(json);
}

bool
config_reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 200);

	json_begin_object(&json);
	if (wants_keys(req)) {
		json_write_name(&json, "keys");
		json_begin_array(&json);
		for (int row = 0; row < rows->count; row++)
			write_key(&json, rows, row);
		json_end_array(&json);
	} else {
		write_providers(&json, req, rows);
	}
	json_end_object(&json);
	return response_revalidate(res);
}

static const struct word type_list[] = {
	{ "api-keys", .label = "API keys" },
	{ 0 }
};

static const struct words types = { "configType", type_list };

static const struct member config_query[] = {
	{ MEMBER("type", FIELD_CHOICE, .words = &types,
		 .help = "The own API keys instead") },
	{ 0 }
};

static const struct member key_members[] = {
	{ MEMBER("_id", FIELD_ID) },
	{ MEMBER("id", FIELD_ID) },
	{ MEMBER("name", FIELD_TEXT) },
	{ MEMBER("keyPrefix", FIELD_TEXT, .example = "mst_Rk4b81Qz") },
	{ MEMBER("createdAt", FIELD_TIME) },
	{ MEMBER("lastUsedAt", FIELD_TIME), .is_nullable = true },
	{ MEMBER("expiresAt", FIELD_TIME), .is_nullable = true },
	{ MEMBER("revokedAt", FIELD_TIME), .is_nullable = true },
	{ 0 }
};

static const struct member config_answer[] = {
	{ MEMBER("anthropicConfigured", FIELD_BOOL), .is_optional = true },
	{ MEMBER("groqConfigured", FIELD_BOOL), .is_optional = true },
	{ MEMBER("openaiConfigured", FIELD_BOOL), .is_optional = true },
	{ MEMBER("firecrawlConfigured", FIELD_BOOL), .is_optional = true },
	{ MEMBER("arcadeConfigured", FIELD_BOOL), .is_optional = true },
	{ MEMBER("hasKeys", FIELD_BOOL, .help = "Of an LLM"),
	  .is_optional = true },
	{ .field = { .name = "keys", .help = "Where they are asked for" },
	  .members = key_members, .is_list = true, .is_optional = true },
	{ 0 }
};

const struct call config_call = {
	.query = config_query, .answer = config_answer, .flags = CALL_TAGGED,
};
