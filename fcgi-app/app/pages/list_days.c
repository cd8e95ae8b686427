#include "app/pages/list_days.h"

#include <string.h>

#include "base/arena.h"
#include "base/local.h"
#include "base/text.h"
#include "base/time.h"
#include "base/zone.h"
#include "http/request.h"
#include "http/response.h"
#include "json/json.h"
#include "resource/list.h"

static bool
is_bound(const char *name)
{
	return text_ends(name, "After") || text_ends(name, "Before");
}

static bool
settle_pair(struct request *req, struct pair *pair)
{
	char *moment = arena_alloc(req->arena, TIME_TEXT_SIZE);
	int64_t ms;

	if (!is_bound(pair->name)
	    || !local_parse_date(req->caller.zone, pair->value, &ms))
		return false;
	time_format(ms, moment);
	pair->value = moment;
	return true;
}

bool
list_days_settle(struct request *req, struct response *res)
{
	size_t count = req->query.count;
	struct pair *list;
	bool is_other = false;

	if (zone_is_utc(req->caller.zone) || count == 0)
		return false;
	list = arena_alloc(req->arena, count * sizeof *list);
	memcpy(list, req->query.list, count * sizeof *list);
	for (size_t i = 0; i < count; i++)
		is_other |= settle_pair(req, &list[i]);
	if (!is_other)
		return false;
	req->query = (struct pairs){ list, count };
	return response_redirect(res, list_link(req, "cursor", NULL));
}

/* "" if there is none. */
static const char *
day_of(struct request *req, const char *name)
{
	const char *value = request_query(req, name);
	int64_t ms;

	if (!value || !time_parse(value, &ms))
		return "";
	return local_date(req->arena, req->caller.zone, ms);
}

void
list_days_show(struct request *req, struct json *data)
{
	json_set_static(data, "created_after", day_of(req, "createdAfter"));
	json_set_static(data, "created_before", day_of(req, "createdBefore"));
}

/* The time of day only where it is not the first one. */
const char *
list_days_word(const struct request *req, const char *name, const char *value)
{
	const struct zone *zone = req->caller.zone;
	int64_t ms, begin;

	if (!is_bound(name) || !time_parse(value, &ms))
		return NULL;
	if (local_parse_date(zone, local_date(req->arena, zone, ms), &begin)
	    && ms == begin)
		return local_brief(req->arena, zone, ms, INT64_MIN);
	return local_long(req->arena, zone, ms);
}
