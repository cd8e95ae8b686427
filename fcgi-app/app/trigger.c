#include "app/trigger.h"

#include <stddef.h>
#include <string.h>

#include "app/time_zones.h"
#include "base/arena.h"
#include "base/cron.h"
#include "base/error.h"
#include "base/text.h"
#include "json/slice.h"

#define EVENT_MAX 255

/* What is wrong with the text of a setting; NULL: nothing. */
typedef const char *setting_check(struct arena *, const char *text);

static const char *
check_cron(struct arena *arena, const char *text)
{
	struct error error = { .arena = arena };
	struct cron cron;

	return cron_parse(text, &cron, &error) ? NULL : error.message;
}

static const char *
check_zone(struct arena *arena, const char *text)
{
	(void)arena;
	return time_zone_is_known(text)
	       ? NULL : "must be a time zone such as UTC or Europe/Berlin";
}

static const char *
check_method(struct arena *arena, const char *text)
{
	static const char *const methods[] = {
		"GET", "POST", "PUT", "PATCH", "DELETE", NULL
	};
	size_t i = 0;

	(void)arena;
	while (methods[i] && strcmp(methods[i], text) != 0)
		i++;
	return methods[i] ? NULL : "must be GET, POST, PUT, PATCH or DELETE";
}

/* "execution.failed", "shop.order.paid": words with dots between them. */
static const char *
check_event(struct arena *arena, const char *text)
{
	static const char word[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
	const char *at = text;
	int words = 0;

	(void)arena;
	for (;; at++, words++) {
		size_t len = strspn(at, word);

		at += len;
		if (len == 0 || *at != '.')
			break;
	}
	if (*at || at == text || at[-1] == '.' || words == 0
	    || strlen(text) > EVENT_MAX)
		return "must be words of small letters with dots between them,"
		       " such as execution.failed";
	return NULL;
}

static const struct setting {
	const char *name;
	const char *trigger;		/* of which it is */
	bool is_needed;
	setting_check *check;		/* of a text; NULL: it is an object */
	const char *lack;		/* where it is needed and not there */
} known[] = {
	{ "cron", "cron", true, check_cron,
	  "Schedule must have a cron expression" },
	{ "timeZone", "cron", false, check_zone, NULL },
	{ "method", "webhook", false, check_method, NULL },
	{ "event", "event", true, check_event,
	  "Event trigger must have the name of an event" },
	{ "filter", "event", false, NULL, NULL },
	{ NULL, NULL, false, NULL, NULL }
};

static bool
fail_setting(struct arena *arena, struct error *err,
	     const struct setting *setting, const char *message)
{
	return fail_field(err, arena_printf(arena, "/triggerConfig/%s",
					    setting->name),
			  "invalid", "%s", message);
}

static bool
check_value(struct arena *arena, const struct setting *setting,
	    struct json_slice value, struct error *err)
{
	enum json_type wanted = setting->check ? JSON_STRING : JSON_OBJECT;
	const char *wrong;

	if (value.type == JSON_NULL)
		return true;
	if (value.type != wanted)
		return fail_setting(arena, err, setting, setting->check
				    ? "must be a text" : "must be an object");
	if (!setting->check)
		return true;
	wrong = setting->check(arena, json_slice_text(arena, value));
	return !wrong || fail_setting(arena, err, setting, wrong);
}

static const struct json_member *
find(const struct json_member *members, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(members[i].name, name) == 0)
			return &members[i];
	return NULL;
}

static bool
is_lacking(const struct setting *setting, const char *trigger,
	   const struct json_member *given)
{
	return setting->is_needed && text_equal(setting->trigger, trigger)
	       && (!given || given->value.type == JSON_NULL);
}

bool
trigger_check(struct arena *arena, const char *trigger, const char *settings,
	      struct error *err)
{
	struct json_slice object = { JSON_OBJECT, settings, strlen(settings) };
	struct json_member *members;
	bool is_good = true;
	size_t count;

	members = json_members(arena, object, &count);
	for (const struct setting *setting = known; setting->name; setting++) {
		const struct json_member *given = find(members, count,
						       setting->name);

		if (is_lacking(setting, trigger, given))
			is_good = fail_setting(arena, err, setting,
					       "is required");
		else if (given && !check_value(arena, setting, given->value,
					       err))
			is_good = false;
	}
	return is_good;
}

const char *
trigger_lack(struct arena *arena, const char *trigger, const char *settings)
{
	struct json_slice object = { JSON_OBJECT, settings, strlen(settings) };
	struct json_member *members;
	size_t count;

	members = json_members(arena, object, &count);
	for (const struct setting *setting = known; setting->name; setting++)
		if (is_lacking(setting, trigger, find(members, count,
						      setting->name)))
			return setting->lack;
	return NULL;
}
