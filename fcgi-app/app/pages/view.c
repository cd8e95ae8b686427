#include "app/pages/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/local.h"
#include "base/time.h"
#include "base/zone.h"
#include "http/request.h"
#include "http/url.h"
#include "json/json.h"
#include "json/parse.h"
#include "resource/words.h"

#define DAY_MS INT64_C(86400000)
#define SHORT_ID 8
#define MICROS 1000000.0

const char *
view_count(struct arena *arena, int64_t count)
{
	const char *digits = arena_printf(arena, "%lld", (long long)count);
	size_t len = strlen(digits);
	struct buf buf;

	buf_init(&buf, arena, 32);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && digits[i - 1] != '-' && (len - i) % 3 == 0)
			buf_char(&buf, ',');
		buf_char(&buf, digits[i]);
	}
	return buf.bytes;
}

static const char *
noun_for(struct arena *arena, int64_t count, const char *noun)
{
	return count == 1 ? noun : arena_printf(arena, "%ss", noun);
}

const char *
view_counted(struct arena *arena, int64_t count, const char *noun)
{
	return arena_printf(arena, "%s %s", view_count(arena, count),
			    noun_for(arena, count, noun));
}

void
view_total(struct arena *arena, struct json *object, const char *name,
	   const char *noun, int64_t count)
{
	json_set_static(object, name, view_count(arena, count));
	json_set_static(object, arena_printf(arena, "%s_word", name),
			noun_for(arena, count, noun));
}

const char *
view_short(struct arena *arena, int64_t count)
{
	static const char *const units[] = { " k", " M", " G" };
	double value = (double)count;
	size_t unit = 0;

	if (count < 1000)
		return arena_printf(arena, "%lld", (long long)count);
	for (value /= 1000; value >= 999.5 && unit < 2; unit++)
		value /= 1000;
	return arena_printf(arena, value < 99.95 ? "%.1f%s" : "%.0f%s", value,
			    units[unit]);
}

/* A tenth of a cent counts for one run, but not for a day of them. */
const char *
view_cost(struct arena *arena, int64_t micros)
{
	double dollars = (double)micros / MICROS;

	if (micros == 0)
		return "–";
	if (dollars < 0.0005)
		return "<$0.001";
	return arena_printf(arena, dollars < 1 ? "$%.3f" : "$%.2f", dollars);
}

const char *
view_total_cost(struct arena *arena, int64_t micros)
{
	return micros ? view_cost(arena, micros) : "$0.00";
}

const char *
view_percent(struct arena *arena, const char *sql)
{
	return sql ? arena_printf(arena, "%.1f %%", strtod(sql, NULL)) : NULL;
}

int64_t
view_int(const char *sql)
{
	return sql ? strtoll(sql, NULL, 10) : 0;
}

void
view_text(struct json *object, const char *name, const char *text)
{
	json_set_static(object, name, text && *text ? text : NULL);
}

void
view_id(struct json *object, const char *id)
{
	size_t len = strlen(id);

	json_set_static(object, "id", id);
	json_set_static(object, "short_id",
			len > SHORT_ID ? id + len - SHORT_ID : id);
}

int64_t
view_ms(const char *sql)
{
	char iso[TIME_TEXT_SIZE];
	int64_t ms;

	if (!sql || !time_from_sql(sql, iso) || !time_parse(iso, &ms))
		return 0;
	return ms;
}

struct clock
view_clock(const struct request *req)
{
	return (struct clock){ req->arena, time_now_ms(), req->caller.zone };
}

static void
set_time(const struct clock *clock, struct json *time, int64_t ms)
{
	char iso[TIME_TEXT_SIZE];

	time_format(ms, iso);
	json_set_text(time, "iso", iso);
	json_set_static(time, "long",
			local_long(clock->arena, zone_utc(), ms));
}

void
view_time(const struct clock *clock, struct json *object, const char *name,
	  const char *sql)
{
	int64_t ms = view_ms(sql);
	bool is_old = clock->now_ms - ms >= DAY_MS;
	struct json *time;
	const char *ago;

	if (ms == 0) {
		json_set_static(object, name, NULL);
		return;
	}
	time = json_set_object(object, name);
	set_time(clock, time, ms);
	ago = time_ago(clock->arena, ms, clock->now_ms);
	json_set_static(time, "local",
			local_long(clock->arena, clock->zone, ms));
	json_set_static(time, "ago", ago);
	json_set_static(time, "word", is_old ? local_brief(clock->arena,
			clock->zone, ms, clock->now_ms) : ago);
}

void
view_duration(struct arena *arena, struct json *object, const char *name,
	      const char *ms)
{
	json_set_static(object, name,
			ms ? time_duration(arena, view_int(ms)) : NULL);
}

const char *
view_spread(struct arena *arena, const char *median_ms, const char *p95_ms)
{
	return arena_printf(arena, "half within %s, 95 %% within %s",
			    time_duration(arena, view_int(median_ms)),
			    time_duration(arena, view_int(p95_ms)));
}

void
view_state(struct json *object, const struct words *words, const char *store)
{
	const struct word *word = words_find(words, store);

	json_set_static(object, "state", store);
	json_set_static(object, "state_word",
			word && word->label ? word->label : store);
}

void
view_live(const struct clock *clock, struct json *data, const char *href,
	  int every_s)
{
	struct json *live = json_set_object(data, "live");

	set_time(clock, live, clock->now_ms);
	json_set_static(live, "clock", arena_printf(clock->arena, "%s %s",
			local_clock(clock->arena, clock->zone, clock->now_ms),
			local_word(clock->arena, clock->zone, clock->now_ms)));
	json_set_static(data, "href", href);
	json_set_int(data, "every", every_s);
}

static void
add_tag(struct arena *arena, struct json *tags, const char *list, const char *tag)
{
	struct json *item = json_add_object(tags);
	struct buf href;

	buf_init(&href, arena, 64);
	buf_printf(&href, "%s?tags=", list);
	url_encode(&href, tag);
	json_set_text(item, "tag", tag);
	json_set_text(item, "href", href.bytes);
}

void
view_tags(struct arena *arena, struct json *data, const char *array,
	  const char *list)
{
	struct error ignored = { .arena = arena };
	const struct json *from = array ? json_parse(arena, array, strlen(array),
						     &ignored) : NULL;
	struct json *tags = json_set_array(data, "tags");

	for (size_t i = 0; from && i < json_count(from); i++)
		add_tag(arena, tags, list, json_string(json_at(from, i)));
	json_set_bool(data, "has_tags", json_count(tags) > 0);
}
