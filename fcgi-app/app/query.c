#include "app/query.h"

#include <string.h>

#include "base/arena.h"
#include "base/time.h"
#include "http/request.h"
#include "resource/list_condition.h"

static bool
is_known(const char *const *known, const char *name)
{
	for (; *known; known++)
		if (strcmp(*known, name) == 0)
			return true;
	return false;
}

bool
query_check_known(struct request *req, const char *const *known,
		  const char *of)
{
	bool is_good = true;

	for (size_t i = 0; i < req->query.count; i++)
		if (!is_known(known, req->query.list[i].name))
			is_good = list_refuse(req, req->query.list[i].name,
				"unknown", arena_printf(req->arena,
					"is not a parameter %s", of));
	return is_good;
}

bool
query_read_time(struct request *req, const char *name, int64_t *ms)
{
	const char *text = request_query(req, name);

	return !text || time_parse(text, ms)
	       || list_refuse(req, name, "time",
			      "must be a time such as 2026-03-12T14:31:52Z");
}
