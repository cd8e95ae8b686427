#include "app/pages/notice.h"

#include <stdlib.h>
#include <string.h>

#include "app/pages/view.h"
#include "app/resources.h"
#include "base/arena.h"
#include "base/text.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/naming.h"
#include "resource/resource.h"

/* What those of a noun do not say well. */
static const struct notice {
	const char *word;
	const char *text;
} notices[] = {
	{ "agent-paused", "The agent is paused" },
	{ "agent-activated", "The agent is active" },
	{ "agent-restored", "The agent is restored" },
	{ "capability-made", "The capability is added" },
	{ "capability-deleted", "The capability is gone" },
	{ "task-started", "The task is started" },
	{ "task-completed", "The task is completed" },
	{ "task-failed", "The task has failed" },
	{ "task-cancelled", "The task is cancelled" },
	{ "task-moved", "The task stands there now" },
	{ "blueprint-made", "The blueprint is published" },
	{ "blueprint-deleted", "The blueprint is taken back" },
	{ "review-made", "The review is written" },
	{ "blueprint-installed",
	  "It is made of the blueprint; look at it before you switch it on" },
	{ "message-made", "The message is sent" },
	{ "flowchart-restored", "The flowchart is restored" },
	{ "workflow-copied", "This is the copy, a draft of its own" },
	{ "workflow-activated", "The workflow is active" },
	{ "workflow-paused", "The workflow is paused" },
	{ "workflow-archived", "The workflow is archived" },
	{ "workflow-restored", "The workflow is restored" },
	{ "execution-cancelled", "The execution is cancelled" },
	{ "execution-retried", "It is run again; this is the new run" },
	{ "import-cancelled", "The import is cancelled" },
	{ "mcp-server-made", "The MCP server is added" },
	{ "mcp-server-enabled", "The MCP server is in use" },
	{ "mcp-server-disabled", "The MCP server is out of use" },
	{ "mcp-server-tested", "The MCP server has answered" },
	{ "key-revoked", "The key is revoked" },
	{ "member-saved", "The role is changed" },
	{ "member-removed", "The member is removed" },
	{ "invitation-revoked", "The invitation is revoked" },
	{ "session-ended", "The session is ended" },
	{ "view-saved", "The view is saved" },
	{ "view-changed", "The view has these filters now" },
	{ "view-default", "The list opens with this view now" },
	{ "view-no-default", "The list opens with all of it now" },
	{ "view-deleted", "The view is deleted" },
	{ "settings-saved", "The settings are saved" },
	{ "organisation-switched", "You are in another organisation now" },
	{ "organisation-deleted", "The organisation is to be deleted" },
	{ "organisation-kept", "The organisation stays" },
	{ "organisation-left", "You have left the organisation" },
	{ "plan-chosen", "The plan is changed" },
	{ "password-changed", "The password is changed" },
	{ "email-changed", "The e-mail address is changed" },
	{ "email-sent",
	  "A link is on its way to the new address: open it to change to it" },
	{ "email-confirmed", "The new e-mail address is confirmed" },
	{ "signed-out", "You are signed out" },
	{ 0 }
};

/* Of each noun: "project-made". */
static const char *const done_to_nouns[] = { "made", "saved", "deleted", NULL };

/* Those that tell a count too: "3 executions cancelled; 1 had ended already". */
static const struct counted_notice {
	const char *word;
	const char *text;
	const char *one, *many;
	const char *rest;		/* what is said of the others, or NULL */
} counted_notices[] = {
	{ "templates-brought", "of the installation brought in", "template", "templates",
	  NULL },
	{ "executions-cancelled", "cancelled", "execution", "executions",
	  "had ended already" },
	{ "members-saved", "given the role", "member", "members", NULL },
	{ "members-removed", "removed", "member", "members", NULL },
	{ "sessions-ended", "ended", "other session", "other sessions", NULL },
	{ 0 }
};

#define SEPARATOR '.'

bool
notice_redirect(struct response *res, const char *path, const char *word,
		int count, int rest)
{
	struct arena *arena = res->request->arena;
	const char *did = word;

	if (count >= 0)
		did = arena_printf(arena, "%s%c%d", did, SEPARATOR, count);
	if (rest >= 0)
		did = arena_printf(arena, "%s%c%d", did, SEPARATOR, rest);
	return response_redirect(res, arena_printf(arena, "%s%cdid=%s", path,
				 strchr(path, '?') ? '&' : '?', did));
}

bool
notice_redirect_noun(struct response *res, const char *path,
		     const struct resource *resource, const char *done)
{
	struct arena *arena = res->request->arena;

	return notice_redirect(res, path, arena_printf(arena, "%s-%s",
			       naming_slug(arena, resource), done), -1, -1);
}

/* The number behind the first separator of text; -1 if there is none. */
static long
count_behind(const char **text)
{
	const char *at = strchr(*text, SEPARATOR);
	char *end;
	long count;

	if (!at || at[1] < '0' || at[1] > '9')
		return -1;
	count = strtol(at + 1, &end, 10);
	*text = end;
	return count;
}

static const char *
write_counts(struct arena *arena, const struct counted_notice *notice,
	     const char *did)
{
	long count = count_behind(&did), rest = count_behind(&did);
	const char *text;

	if (count < 0)
		return NULL;
	text = arena_printf(arena, "%s %s %s", view_count(arena, count),
			    count == 1 ? notice->one : notice->many,
			    notice->text);
	if (rest > 0 && notice->rest)
		text = arena_printf(arena, "%s; %s %s", text,
				    view_count(arena, rest), notice->rest);
	return text;
}

static bool
is_of(const char *did, const char *word)
{
	size_t len = strlen(word);

	return strncmp(did, word, len) == 0
	       && (did[len] == '\0' || did[len] == SEPARATOR);
}

/* "The project is made" of project-made. */
static const char *
write_noun(struct arena *arena, const struct resource *resource,
	   const char *did)
{
	const char *slug = naming_slug(arena, resource);
	size_t len = strlen(slug);

	if (!text_starts(did, slug) || did[len] != '-')
		return NULL;
	for (size_t i = 0; done_to_nouns[i]; i++)
		if (text_equal(did + len + 1, done_to_nouns[i]))
			return arena_printf(arena, "The %s is %s",
					    resource_noun(arena, resource),
					    done_to_nouns[i]);
	return NULL;
}

static const char *
find_of_nouns(struct arena *arena, const char *did)
{
	const char *text = NULL;

	for (size_t i = 0; !text && resources[i]; i++)
		text = write_noun(arena, resources[i], did);
	return text;
}

static const char *
find_text(struct arena *arena, const char *did)
{
	for (size_t i = 0; notices[i].word; i++)
		if (is_of(did, notices[i].word))
			return notices[i].text;
	for (size_t i = 0; counted_notices[i].word; i++)
		if (is_of(did, counted_notices[i].word))
			return write_counts(arena, &counted_notices[i], did);
	return find_of_nouns(arena, did);
}

void
notice_show(struct request *req, struct json *data)
{
	const char *text = NULL;

	for (size_t i = 0; i < req->query.count; i++) {
		struct pair *pair = &req->query.list[i];

		if (strcmp(pair->name, "did") != 0)
			continue;
		text = find_text(req->arena, pair->value);
		pair->value = "";
	}
	json_set_static(data, "notice", text);
}
