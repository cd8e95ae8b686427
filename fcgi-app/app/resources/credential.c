/* A credential: a secret that agents and workflows use for other services. */
#include <string.h>

#include "app/resources/created_by.h"
#include "app/resources/resources.h"
#include "app/resources/words.h"
#include "db/constraint.h"
#include "resource/resource.h"
#include "resource/words.h"

#define WORD "abcdefghijklmnopqrstuvwxyz0123456789"

static const char *
provider_wrong(const char *name, const char *text)
{
	(void)name;
	return strchr("._-", *text) || text[strspn(text, WORD "._-")]
	       ? "must be a word of small letters, digits, dots and dashes"
	       : NULL;
}

static const struct field fields[] = {
	{ .name = "id", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	{ .name = "name", .type = FIELD_TEXT, .max = 255, .label = "Name",
	  .flags = FIELD_REQUIRED | FIELD_SORT | FIELD_SEARCH,
	  .help = "What it opens, so that you know it again" },
	{ .name = "type", .type = FIELD_CHOICE, .words = &credential_type_words,
	  .flags = FIELD_FILTER, .fallback = "token", .label = "Type" },
	{ .name = "provider", .type = FIELD_TEXT, .max = 64, .fallback = "",
	  .flags = FIELD_FILTER, .check = provider_wrong, .label = "Provider",
	  .help = "In small letters: anthropic, openai, groq, firecrawl …" },
	{ .name = "description", .type = FIELD_LONG_TEXT, .max = 2000,
	  .flags = FIELD_SEARCH, .fallback = "", .label = "Description" },
	{ .name = "value", .type = FIELD_LONG_TEXT, .min = 1, .max = 65536,
	  .flags = FIELD_SECRET, .column = "sealed", .label = "Secret",
	  .help = "Stored sealed and never shown again" },
	{ .name = "metadata", .type = FIELD_JSON_OBJECT, .fallback = "{}",
	  .flags = FIELD_PAYLOAD, .label = "Settings",
	  .help = "What goes with it and is no secret, as JSON: user name,"
		  " scopes, address" },
	{ .name = "active", .type = FIELD_BOOL, .flags = FIELD_FILTER,
	  .fallback = "true", .label = "In use" },
	{ .name = "expiresAt", .type = FIELD_TIME, .label = "Expires",
	  .help = "Such as 2027-01-31T00:00:00Z; empty: never" },
	{ .name = "configured", .type = FIELD_BOOL,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "last4", .type = FIELD_TEXT, .flags = FIELD_READ_ONLY,
	  .label = "Ends with" },
	{ .name = "changedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY,
	  .label = "Secret changed" },
	{ .name = "lastUsedAt", .type = FIELD_TIME, .flags = FIELD_READ_ONLY,
	  .label = "Last use" },
	{ .name = "createdById", .type = FIELD_ID, .flags = FIELD_READ_ONLY },
	CREATED_BY(0),
	{ .name = "version", .type = FIELD_INT,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "createdAt", .type = FIELD_TIME, .label = "Made",
	  .flags = FIELD_READ_ONLY | FIELD_SORT | FIELD_RANGE | FIELD_OF_ID },
	{ .name = "updatedAt", .type = FIELD_TIME,
	  .flags = FIELD_READ_ONLY | FIELD_GIVEN },
	{ .name = "state", .type = FIELD_CHOICE, .label = "State",
	  .words = &credential_readiness_words,
	  .flags = FIELD_READ_ONLY | FIELD_HIDDEN },
	{ 0 }
};

static const struct constraint constraints[] = {
	{ "credential_name_is_given", "/name", "must not be empty" },
	{ "credential_type_is_known", "/type", "is not a type of credentials" },
	{ "credential_provider_is_a_word", "/provider",
	  "must be a word of small letters, digits, dots and dashes" },
	{ "credential_llm_key_has_a_provider", "/provider",
	  "is required for an LLM key" },
	{ "credential_description_is_short", "/description", "is too long" },
	{ "credential_metadata_is_an_object", "/metadata",
	  "must be an object" },
	{ "credential_llm_key_is_the_only_active", "/active",
	  "another LLM key of this provider is in use" },
	{ "credential_key_is_of_the_same_tenant", NULL,
	  "you switched organisation meanwhile" },
	{ 0 }
};

static const char *const columns[] = {
	"state", "type", "provider", "last4", "changedAt", "lastUsedAt", NULL
};

const struct resource credential_resource = {
	.name = "credential", .plural = "credentials", .label = "Credential",
	.path = "credentials", .searched = "credentials",
	.columns = columns,
	.help = "What agents and workflows need for other services: keys of"
		" language models, tokens, passwords. They are stored sealed"
		" and never shown again.",
	.table = "credentials", .view = "api.credentials",
	.fields = fields, .order = "-createdAt", .has_version = true,
	.alias_kind = "credential", .switched = "active",
	.audited = &(const struct word){ "credential", .label = "Credential" },
	.titles = {
		[OP_LIST] = "List credentials, without their secrets",
		[OP_GET] = "Get a credential, without its secret",
		[OP_CREATE] = "Make a credential; its value is sealed and"
			" never given back",
		[OP_REPLACE] = "Replace a credential; a value that is not"
			" sent stays",
		[OP_UPDATE] = "Change a credential by a merge patch; value"
			" null removes it",
	},
	.constraints = constraints,
	.can = { [OP_LIST]    = ROLE_OPERATOR, [OP_GET]    = ROLE_OPERATOR,
		 [OP_CREATE]  = ROLE_ADMIN,    [OP_UPDATE] = ROLE_ADMIN,
		 [OP_REPLACE] = ROLE_ADMIN,    [OP_DELETE] = ROLE_ADMIN },
};
