/* How a workflow begins, in its form; see workflow_parts.h. */
#include "app/pages/workflow_parts.h"

#include <string.h>

#include "app/pages/form.h"
#include "app/pages/resource_form.h"
#include "app/resources/resources.h"
#include "app/time_zones.h"
#include "app/trigger.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/text.h"
#include "http/form.h"
#include "http/request.h"
#include "json/json.h"
#include "json/scan.h"
#include "json/writer.h"

#define REST "triggerRest"

static const struct choice methods[] = {
	{ "", "POST" }, { "GET", "GET" }, { "PUT", "PUT" }, { "PATCH", "PATCH" },
	{ "DELETE", "DELETE" }, { NULL, NULL }
};

/* The first is the trigger itself, which is a field of the resource. */
static const struct form_field fields[] = {
	{ .name = "trigger" },
	{ .name = "triggerConfig/cron", .id = "triggerConfig-cron",
	  .label = "Schedule: cron expression",
	  .is_half = true, .max = 255, .help = "0 9 * * 1-5: minute, hour, day,"
	  " month, day of the week" },
	{ .name = "triggerConfig/timeZone", .id = "triggerConfig-timeZone",
	  .label = "Schedule: time zone",
	  .kind = FORM_CHOICE, .is_half = true },
	{ .name = "triggerConfig/event", .id = "triggerConfig-event",
	  .label = "Event: its name",
	  .is_half = true, .max = 255, .help = "Such as execution.failed" },
	{ .name = "triggerConfig/method", .id = "triggerConfig-method",
	  .label = "Webhook: method",
	  .kind = FORM_CHOICE, .choices = methods, .is_half = true },
	{ .name = "triggerConfig/filter", .id = "triggerConfig-filter",
	  .label = "Event: filter",
	  .kind = FORM_CODE, .help = "What the event has to hold, as an object"
	  " of JSON; empty: anything" },
	{ .name = REST, .label = "Other settings", .kind = FORM_CODE,
	  .help = "Kept for the clients that use them, as an object of JSON" },
	{ 0 }
};

enum { TRIGGER, CRON, ZONE, EVENT, METHOD, FILTER, OTHERS, FIELDS };

/* "cron" of "triggerConfig/cron". */
static const char *
member_of(int field)
{
	return strchr(fields[field].name, '/') + 1;
}

static const struct choice *
zones_with_none(struct arena *arena)
{
	struct choice *choices;
	size_t count = 0;

	while (time_zones[count].value)
		count++;
	choices = arena_alloc(arena, (count + 2) * sizeof *choices);
	choices[0] = (struct choice){ "", "UTC, unless said" };
	memcpy(choices + 1, time_zones, (count + 1) * sizeof *choices);
	return choices;
}

static struct form_field *
make_fields(struct arena *arena)
{
	static const char *const names[] = { "trigger", NULL };
	struct form_field *made = arena_alloc(arena, sizeof fields);

	memcpy(made, fields, sizeof fields);
	made[TRIGGER] = *resource_form(arena, &workflow_resource, names);
	made[TRIGGER].is_half = false;
	made[ZONE].choices = zones_with_none(arena);
	return made;
}

static int
field_of(const char *member)
{
	for (int i = CRON; i < OTHERS; i++)
		if (strcmp(member_of(i), member) == 0)
			return i;
	return OTHERS;
}

/* A text as it is, other values as JSON. */
static const char *
written(struct arena *arena, struct json_slice value)
{
	struct buf buf;

	if (value.type == JSON_STRING)
		return json_slice_text(arena, value);
	buf_init(&buf, arena, value.len + 64);
	json_pretty(&buf, value.text, value.len);
	return buf.bytes;
}

static bool
is_of_field(const char *member)
{
	return field_of(member) != OTHERS;
}

static void
read_stored(struct arena *arena, const char *settings, const char **values)
{
	struct json_slice object = { JSON_OBJECT, settings, strlen(settings) };
	struct json_member *members;
	struct json_slice others;
	size_t count;

	members = json_members(arena, object, &count);
	for (size_t i = 0; i < count; i++) {
		int field = field_of(members[i].name);

		if (field != OTHERS && members[i].value.type != JSON_NULL)
			values[field] = written(arena, members[i].value);
	}
	others = json_rest(arena, members, count, is_of_field);
	values[OTHERS] = others.type == JSON_NULL ? "" : written(arena, others);
}

struct form_part
trigger_part(struct request *req, const char *trigger, const char *settings)
{
	struct form_field *made = make_fields(req->arena);
	const char **values;

	if (!settings)
		return (struct form_part){ "trigger_fields", made,
					   form_sent(req, made) };
	values = arena_alloc(req->arena, (FIELDS + 1) * sizeof *values);
	values[TRIGGER] = trigger;
	read_stored(req->arena, settings, values);
	return (struct form_part){ "trigger_fields", made, values };
}

static const char *
shown_if(bool is_of_trigger, const char *value)
{
	return is_of_trigger && value && *value ? value : NULL;
}

void
trigger_show(struct request *req, struct json *data, const char *trigger,
	     const char *settings)
{
	const char *values[FIELDS + 1] = { NULL };
	bool is_schedule = text_equal(trigger, "cron");

	read_stored(req->arena, settings, values);
	json_set_static(data, "schedule", shown_if(is_schedule, values[CRON]));
	json_set_static(data, "zone", shown_if(is_schedule, values[ZONE]));
	json_set_static(data, "event", shown_if(text_equal(trigger, "event"),
						values[EVENT]));
	json_set_static(data, "method", shown_if(text_equal(trigger, "webhook"),
						 values[METHOD]));
	json_set_static(data, "trigger_lack",
			trigger_lack(req->arena, trigger, settings));
}

/* --- what is sent --- */

static bool
write_members(struct request *req, struct json_writer *json, const char *text)
{
	struct error error = { .arena = req->arena };
	struct json_slice object;
	struct json_member *members;
	size_t count;

	if (!json_scan(req->arena, text, strlen(text), &object, &error))
		return fail_field(&req->error, "/" REST, "json", "%s",
				  error.message);
	if (object.type != JSON_OBJECT)
		return fail_field(&req->error, "/" REST, "type",
				  "must be an object");
	members = json_members(req->arena, object, &count);
	for (size_t i = 0; i < count; i++) {
		if (field_of(members[i].name) != OTHERS)
			continue;
		json_write_name(json, members[i].name);
		json_write_raw(json, members[i].value.text,
			       members[i].value.len);
	}
	return true;
}

/* An object is taken as it is, and checked with all others; other text is wrong. */
static void
write_filter(struct request *req, struct json_writer *json, const char *text)
{
	struct error error = { .arena = req->arena };
	struct json_slice value;

	if (!json_scan(req->arena, text, strlen(text), &value, &error)) {
		fail_field(&req->error, "/triggerConfig/filter", "json", "%s",
			   error.message);
		return;
	}
	json_write_name(json, member_of(FILTER));
	json_write_raw(json, value.text, value.len);
}

static const char *
sent(const struct request *req, int field)
{
	const char *value = form_value(req, fields[field].name);

	return value ? text_trim(req->arena, value) : "";
}

void
trigger_gather(struct request *req)
{
	struct json_writer json;
	struct buf buf;

	if (!form_value(req, fields[TRIGGER].name))
		return;
	buf_init(&buf, req->arena, 256);
	json_writer_init(&json, &buf);
	json_begin_object(&json);
	if (*sent(req, OTHERS))
		write_members(req, &json, sent(req, OTHERS));
	for (int i = CRON; i < FILTER; i++)
		if (*sent(req, i))
			json_member_text(&json, member_of(i), sent(req, i));
	if (*sent(req, FILTER))
		write_filter(req, &json, sent(req, FILTER));
	json_end_object(&json);
	form_set(req, "triggerConfig", buf.bytes);
}
