#include "app/pages/frame.h"

#include <ctype.h>
#include <string.h>

#include "app/pages/view.h"
#include "auth/csrf.h"
#include "auth/role.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "base/zone.h"
#include "http/app.h"
#include "http/request.h"
#include "json/json.h"
#include "json/parse.h"

/* The parts of the product, by the first segment of the path, or by several. */
static const struct {
	const char *name;
	const char *prefix;
} parts[] = {
	{ "executions", "/executions" },
	{ "agents", "/agents" },
	{ "workflows", "/workflows" },
	{ "projects", "/projects" },
	{ "organisations", "/organisations" },
	{ "members", "/members" },
	{ "members", "/invitations" },
	{ "credentials", "/credentials" },
	{ "mcp_servers", "/mcp-servers" },
	{ "tasks", "/tasks" },
	{ "messages", "/messages" },
	{ "blueprints", "/blueprints" },
	{ "blueprints", "/blueprint-reviews" },
	{ "keys", "/keys" },
	{ "usage", "/usage" },
	{ "usage", "/plans" },
	{ "audit", "/audit" },
	{ "reference", "/reference" },
	{ "imports", "/import" },
	{ "sessions", "/sessions" },
	{ "settings", "/settings" },
	{ NULL, NULL }
};

static bool
is_below(const char *path, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(path, prefix, len) == 0
		&& (path[len] == '\0' || path[len] == '/');
}

static void
set_part(struct json *data, const char *path)
{
	struct json *at = json_set_object(data, "at");

	json_set_bool(at, "overview", strcmp(path, "/") == 0);
	for (size_t i = 0; parts[i].name; i++) {
		const struct json *known = json_find(at, parts[i].name);

		json_set_bool(at, parts[i].name,
			      (known && json_is_true(known))
			      || is_below(path, parts[i].prefix));
	}
}

static void
set_theme(struct json *data, const char *theme)
{
	struct json *is = json_set_object(data, "theme_is");

	json_set_static(data, "theme", theme);
	json_set_bool(is, "light", strcmp(theme, "light") == 0);
	json_set_bool(is, "dark", strcmp(theme, "dark") == 0);
	json_set_bool(is, "system", strcmp(theme, "system") == 0);
}

static bool
begins_word(const char *text, size_t at)
{
	return isalnum((unsigned char)text[at])
	       && (at == 0 || strchr(" .-_", text[at - 1]));
}

/* Of names, not of "Owner of Harbour": with two capitals all roles look alike. */
static bool
is_particle(const char *first, const char *word)
{
	return isupper((unsigned char)*first) && islower((unsigned char)*word);
}

/*
 * "HS" of "Harbour Support", "Ow" of "Owner of Harbour" and of owner@…; of ASCII
 * words only, for the look; "·" if there is none.
 */
static const char *
initials(struct arena *arena, const char *name)
{
	const char *first = NULL, *second = NULL;
	size_t len = strcspn(name, "@");
	char letters[3] = "";

	for (size_t i = 0; i < len && !second; i++)
		if (begins_word(name, i) && first)
			second = &name[i];
		else if (begins_word(name, i))
			first = &name[i];
	if (!first)
		return "·";
	letters[0] = (char)toupper((unsigned char)*first);
	if (second && !is_particle(first, second))
		letters[1] = (char)toupper((unsigned char)*second);
	else if (isalnum((unsigned char)first[1]))
		letters[1] = first[1];
	return arena_text(arena, letters);
}

static void
set_caller(struct json *data, struct arena *arena, const struct caller *caller)
{
	const char *name = *caller->name ? caller->name : caller->email;

	json_set_bool(data, "is_signed_in", *caller->tenant_id != '\0');
	json_set_static(data, "tenant", caller->tenant_id);
	json_set_static(data, "tenant_name", caller->tenant_name);
	json_set_static(data, "tenant_initials",
			initials(arena, caller->tenant_name));
	json_set_static(data, "user_name", name);
	json_set_static(data, "user_email", caller->email);
	json_set_static(data, "user_initials", initials(arena, name));
	json_set_static(data, "user_role", role_name(caller->role));
	json_set_static(data, "time_zone", zone_name(caller->zone));
	set_theme(data, caller->theme);
}

/* Where else one could be: [{other, other_name, other_initials}]. */
static void
set_others(struct json *data, struct arena *arena, const struct caller *caller)
{
	struct error ignored = { .arena = arena };
	const char *text = caller->other_tenants;
	const struct json *tenants = text && *text
		? json_parse(arena, text, strlen(text), &ignored) : NULL;
	struct json *list = json_set_array(data, "other_tenants");

	for (size_t i = 0; tenants && i < json_count(tenants); i++) {
		const struct json *tenant = json_at(tenants, i);
		const char *name = json_string(json_find(tenant, "name"));
		struct json *item = json_add_object(list);

		json_set_static(item, "other",
				json_string(json_find(tenant, "id")));
		json_set_static(item, "other_name", name);
		json_set_static(item, "other_initials", initials(arena, name));
	}
	json_set_bool(data, "has_other_tenants", json_count(list) > 0);
}

/* A page of another tenant than the current one sent this: it offers the way back. */
static void
set_page_tenant(struct json *data, const struct request *req)
{
	const char *seen = req->tenant_seen;
	bool is_other = seen && is_uuid(seen) && *req->caller.tenant_id
			&& !text_equal(seen, req->caller.tenant_id);

	json_set_static(data, "page_tenant", is_other ? seen : NULL);
}

static void
set_rights(struct json *data, enum role role)
{
	struct json *may = json_set_object(data, "may");

	json_set_bool(may, "operate", role >= ROLE_OPERATOR);
	json_set_bool(may, "admin", role >= ROLE_ADMIN);
	json_set_bool(may, "own", role >= ROLE_OWNER);
}

/* Forms of people who are not signed in have no token: see csrf.h. */
static const char *
form_token(struct request *req)
{
	if (!req->token || !req->is_cookie)
		return "";
	return csrf_token(req->arena, req->token);
}

/* Where the theme switch comes back to without scripts. */
static const char *
page_path(const struct request *req)
{
	const char *uri
		= req->method == GET ? request_cgi(req, "REQUEST_URI") : NULL;

	return uri ? uri : "/settings";
}

void
app_frame(struct request *req, struct json *data)
{
	const struct caller *caller = &req->caller;
	const char *version = req->app->asset_version;
	struct clock clock = view_clock(req);

	json_set_static(data, "static", arena_printf(req->arena, "/static/%s",
						     version ? version : "0"));
	json_set_static(data, "csrf", form_token(req));
	set_caller(data, req->arena, caller);
	set_others(data, req->arena, caller);
	set_page_tenant(data, req);
	view_time(&clock, data, "deletion", caller->delete_at);
	set_rights(data, caller->role);
	set_part(data, req->path);
	json_set_static(data, "page_path", page_path(req));
}
