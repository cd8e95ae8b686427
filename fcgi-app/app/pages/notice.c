#include "app/pages/notice.h"

#include <stdlib.h>
#include <string.h>

#include "app/pages/view.h"
#include "base/arena.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"

/* A text with a noun stands behind a count of it: "3 executions cancelled". */
static const struct {
	const char *word;
	const char *text;
	const char *one, *many;		/* NULL: there is no count */
	const char *rest; /* what is said of the others, or NULL */
} notices[]
	= { { "agent-made", "The agent is made", NULL, NULL, NULL },
	    { "agent-saved", "The agent is saved", NULL, NULL, NULL },
	    { "agent-paused", "The agent is paused", NULL, NULL, NULL },
	    { "agent-activated", "The agent is active", NULL, NULL, NULL },
	    { "agent-deleted", "The agent is deleted", NULL, NULL, NULL },
	    { "agent-restored", "The agent is restored", NULL, NULL, NULL },
	    { "capability-made", "The capability is added", NULL, NULL, NULL },
	    { "capability-saved", "The capability is saved", NULL, NULL, NULL },
	    { "capability-deleted", "The capability is gone", NULL, NULL, NULL },
	    { "project-made", "The project is made", NULL, NULL, NULL },
	    { "project-saved", "The project is saved", NULL, NULL, NULL },
	    { "project-deleted", "The project is deleted", NULL, NULL, NULL },
	    { "task-made", "The task is made", NULL, NULL, NULL },
	    { "task-saved", "The task is saved", NULL, NULL, NULL },
	    { "task-deleted", "The task is deleted", NULL, NULL, NULL },
	    { "task-started", "The task is started", NULL, NULL, NULL },
	    { "task-completed", "The task is completed", NULL, NULL, NULL },
	    { "task-failed", "The task has failed", NULL, NULL, NULL },
	    { "task-cancelled", "The task is cancelled", NULL, NULL, NULL },
	    { "task-moved", "The task stands there now", NULL, NULL, NULL },
	    { "blueprint-published", "The blueprint is published", NULL, NULL,
	      NULL },
	    { "blueprint-saved", "The blueprint is saved", NULL, NULL, NULL },
	    { "blueprint-deleted", "The blueprint is taken back", NULL, NULL,
	      NULL },
	    { "blueprint-installed", "It is made of the blueprint; look at it"
	      " before you switch it on", NULL, NULL, NULL },
	    { "message-sent", "The message is sent", NULL, NULL, NULL },
	    { "message-deleted", "The message is deleted", NULL, NULL, NULL },
	    { "flowchart-restored", "The flowchart is restored", NULL, NULL,
	      NULL },
	    { "workflow-made", "The workflow is made", NULL, NULL, NULL },
	    { "workflow-saved", "The workflow is saved", NULL, NULL, NULL },
	    { "workflow-copied", "This is the copy, a draft of its own", NULL,
	      NULL, NULL },
	    { "templates-brought", "of the installation brought in", "template",
	      "templates", NULL },
	    { "workflow-activated", "The workflow is active", NULL, NULL, NULL },
	    { "workflow-paused", "The workflow is paused", NULL, NULL, NULL },
	    { "workflow-archived", "The workflow is archived", NULL, NULL, NULL },
	    { "workflow-restored", "The workflow is restored", NULL, NULL, NULL },
	    { "workflow-deleted", "The workflow is deleted", NULL, NULL, NULL },
	    { "execution-cancelled", "The execution is cancelled", NULL, NULL,
	      NULL },
	    { "execution-retried", "It is run again; this is the new run", NULL,
	      NULL, NULL },
	    { "executions-cancelled", "cancelled", "execution", "executions",
	      "had ended already" },
	    { "import-cancelled", "The import is cancelled", NULL, NULL, NULL },
	    { "credential-made", "The credential is made", NULL, NULL, NULL },
	    { "credential-saved", "The credential is saved", NULL, NULL, NULL },
	    { "credential-deleted", "The credential is deleted", NULL, NULL,
	      NULL },
	    { "mcp-server-made", "The MCP server is added", NULL, NULL, NULL },
	    { "mcp-server-saved", "The MCP server is saved", NULL, NULL, NULL },
	    { "mcp-server-deleted", "The MCP server is deleted", NULL, NULL,
	      NULL },
	    { "mcp-server-enabled", "The MCP server is in use", NULL, NULL,
	      NULL },
	    { "mcp-server-disabled", "The MCP server is out of use", NULL, NULL,
	      NULL },
	    { "mcp-server-tested", "The MCP server has answered", NULL, NULL,
	      NULL },
	    { "key-revoked", "The key is revoked", NULL, NULL, NULL },
	    { "member-saved", "The role is changed", NULL, NULL, NULL },
	    { "members-saved", "given the role", "member", "members", NULL },
	    { "members-removed", "removed", "member", "members", NULL },
	    { "member-removed", "The member is removed", NULL, NULL, NULL },
	    { "invitation-revoked", "The invitation is revoked", NULL, NULL,
	      NULL },
	    { "session-ended", "The session is ended", NULL, NULL, NULL },
	    { "sessions-ended", "ended", "other session", "other sessions",
	      NULL },
	    { "view-saved", "The view is saved", NULL, NULL, NULL },
	    { "view-changed", "The view has these filters now", NULL, NULL,
	      NULL },
	    { "view-default", "The list opens with this view now", NULL, NULL,
	      NULL },
	    { "view-no-default", "The list opens with all of it now", NULL,
	      NULL, NULL },
	    { "view-deleted", "The view is deleted", NULL, NULL, NULL },
	    { "settings-saved", "The settings are saved", NULL, NULL, NULL },
	    { "organisation-switched", "You are in another organisation now",
	      NULL, NULL, NULL },
	    { "organisation-made", "The organisation is made", NULL, NULL, NULL },
	    { "organisation-saved", "The organisation is saved", NULL, NULL,
	      NULL },
	    { "organisation-deleted", "The organisation is to be deleted", NULL,
	      NULL, NULL },
	    { "organisation-kept", "The organisation stays", NULL, NULL, NULL },
	    { "organisation-left", "You have left the organisation", NULL, NULL,
	      NULL },
	    { "plan-chosen", "The plan is changed", NULL, NULL, NULL },
	    { "password-changed", "The password is changed", NULL, NULL, NULL },
	    { "email-changed", "The e-mail address is changed", NULL, NULL, NULL },
	    { "email-sent", "A link is on its way to the new address: open it to"
	      " change to it", NULL, NULL, NULL },
	    { "email-confirmed", "The new e-mail address is confirmed", NULL, NULL,
	      NULL },
	    { "signed-out", "You are signed out", NULL, NULL, NULL },
	    { NULL, NULL, NULL, NULL, NULL } };

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
counted(struct arena *arena, size_t i, const char *did)
{
	long count = count_behind(&did), rest = count_behind(&did);
	const char *noun = count == 1 ? notices[i].one : notices[i].many;
	const char *text;

	if (count < 0)
		return NULL;
	text = arena_printf(arena, "%s %s %s", view_count(arena, count), noun,
			    notices[i].text);
	if (rest > 0 && notices[i].rest)
		text = arena_printf(arena, "%s; %s %s", text,
				    view_count(arena, rest), notices[i].rest);
	return text;
}

static const char *
find_text(struct arena *arena, const char *did)
{
	size_t len = strcspn(did, ".");

	for (size_t i = 0; notices[i].word; i++) {
		if (strlen(notices[i].word) != len
		    || strncmp(notices[i].word, did, len) != 0)
			continue;
		return notices[i].many ? counted(arena, i, did)
				       : notices[i].text;
	}
	return NULL;
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
