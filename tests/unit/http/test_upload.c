/* Requests that bring files: what is read when, and what becomes of them. */
#include <dirent.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "auth/csrf.h"
#include "base/spool.h"
#include "http/answers.h"
#include "http/fake_pool.h"
#include "http/form.h"
#include "http/harness.h"
#include "http/upload.h"

#define TYPE "CONTENT_TYPE=multipart/form-data; boundary=b"
#define FIELD(name, value) \
	"--b\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_(name, value) FIELD("files\"; filename=\"" name, value)
#define END "--b--\r\n"

static char folder[] = "/tmp/muster-test-XXXXXX";

static void
write_file(struct json_writer *json, struct request *req, int number)
{
	char *path = arena_printf(req->arena, "%s/%d",
				  spool_path(req->upload->spool), number);
	char *text = arena_alloc(req->arena, 1 << 20);
	FILE *file = fopen(path, "re");
	size_t len;

	assert_non_null(file);
	len = fread(text, 1, 1 << 20, file);
	fclose(file);
	json_write_bytes(json, text, len < 40 ? len : 40);
}

static bool
plan(struct request *req, struct unit *unit)
{
	return unit_add(unit, &echo, form_value(req, "word"));
}

/* What came: the word, and of each file its name, its size and its begin. */
static bool
reply(struct request *req, const struct rows *rows, struct response *res)
{
	struct json_writer json = response_json(res, 202);
	struct upload_file *file = req->upload->files;

	json_begin_array(&json);
	json_write_text(&json, rows_text(rows, 0, 0));
	for (int i = 1; file; file = file->next, i++) {
		json_write_text(&json, file->name);
		json_write_int(&json, file->size);
		write_file(&json, req, i);
	}
	json_end_array(&json);
	return true;
}

static const struct route routes[] = {
	{ POST, "/import", ROLE_OPERATOR, plan, reply, .flags = ROUTE_UPLOAD },
	{ POST, "/api/import", ROLE_OPERATOR, plan, reply, .flags = ROUTE_UPLOAD },
	{ POST, "/api/other", ROLE_OPERATOR, plan, .reply = reply },
	{ 0 }
};

static struct uploads uploads;

static int
set_up(void **state)
{
	struct harness *h;

	fake_set_up(state);
	h = *state;
	strcpy(folder, "/tmp/muster-test-XXXXXX");
	assert_non_null(mkdtemp(folder));
	setenv("MUSTER_SPOOL_DIR", folder, 1);
	setenv("MUSTER_BODY_MAX", "1024", 1);
	harness_configure(h, "MUSTER_UPLOAD_MAX", "200000");
	uploads.open = 0;
	h->app.uploads = &uploads;
	return 0;
}

static int
count_left(void)
{
	DIR *list = opendir(folder);
	int count = 0;

	while (readdir(list))
		count++;
	closedir(list);
	return count - 2;
}

/* Whatever a test did: nothing is left of it. */
static int
tear_down(void **state)
{
	harness_tear_down(state);
	assert_int_equal(uploads.open, 0);
	assert_int_equal(count_left(), 0);
	return rmdir(folder);
}

static void
check(struct harness *h, const struct fastcgi_reply *answer, int status,
      const char *body)
{
	assert_int_equal(answer->status, status);
	assert_non_null(strstr(body_of(h, answer), body));
}

static void
files_and_fields_reach_the_handler(void **state)
{
	struct fastcgi_reply answer = harness_post(*state, "/api/import",
		FIELD("word", "yes") FILE_("a.json", "{}") FILE_("", "")
		FILE_("C:\\flows\\b.json", "[1,\r\n2]") END, KEY, TYPE);

	check(*state, &answer, 202, "[\"yes\",\"a.json\",2,\"{}\","
	      "\"b.json\",7,\"[1,\\r\\n2]\"]");
	assert_int_equal(count_left(), 0);
}

static void
who_asks_is_known_before_the_files_are_read(void **state)
{
	struct fastcgi_reply answer = harness_post(*state, "/api/import",
		FIELD("word", "yes") END, KEY, TYPE);

	check(*state, &answer, 202, "yes");
	assert_int_equal(fake.count, 2);
	assert_string_equal(fake.units[0].statements, "auth_begin ");
	assert_string_equal(fake.units[1].statements, "auth_begin echo ");
}

static void
who_may_not_is_told_so_and_nothing_is_kept(void **state)
{
	struct fastcgi_reply answer;

	fake.outcome = UNIT_FAILED;
	fake.failure = (struct unit_failure){ .sqlstate = "MU403",
		.message = "needs role operator", .detail = "viewer",
		.statement = "auth_begin" };
	answer = harness_post(*state, "/api/import", "no form at all", KEY,
			      TYPE);
	assert_int_equal(answer.status, 403);
	answer = harness_post(*state, "/api/import", FIELD("word", "x") END, TYPE);
	assert_int_equal(answer.status, 401);
	assert_int_equal(fake.count, 1);
}

/* Larger than a body in memory may be: the loop has turns in between. */
static const char *
large_form(struct harness *h, size_t size)
{
	struct buf buf;

	buf_init(&buf, h->arena, size + 1024);
	buf_text(&buf, FIELD("word", "yes"));
	buf_text(&buf, "--b\r\nContent-Disposition: form-data; name=\"files\";"
		 " filename=\"large\"\r\n\r\n");
	while (buf.len < size)
		buf_char(&buf, "0123456789"[buf.len % 10]);
	buf_text(&buf, "\r\n" END);
	return buf.bytes;
}

static void
what_is_larger_than_a_body_may_be_comes_in_pieces(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer = harness_post(h, "/api/import",
		large_form(h, 100000), KEY, TYPE);

	check(h, &answer, 202, "[\"yes\",\"large\",998");
	answer = harness_post(h, "/api/import", FIELD("word", "next") END,
			      KEY, TYPE);
	check(h, &answer, 202, "[\"next\"]");
}

static void
what_is_larger_than_an_upload_may_be_is_refused(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer;

	harness_configure(h, "MUSTER_UPLOAD_MAX", "50000");
	answer = harness_post(h, "/api/import", large_form(h, 100000), KEY,
			      TYPE);
	check(h, &answer, 413, "The upload has more than 50000 bytes");
	answer = harness_post(h, "/api/import", FIELD("word", "next") END,
			      KEY, TYPE);
	assert_int_equal(answer.status, 202);
}

static void
other_routes_keep_their_limit(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer = harness_post(h, "/api/other",
		large_form(h, 100000), KEY);

	check(h, &answer, 413, "The body has more than 1024 bytes");
	assert_int_equal(fake.count, 0);
}

static void
what_is_no_form_is_refused(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer;

	answer = harness_post(h, "/api/import", "{}", KEY);
	check(h, &answer, 415, "multipart/form-data");
	answer = harness_post(h, "/api/import", FIELD("word", "x"), KEY,
			      TYPE);
	check(h, &answer, 400, "it ends before its last boundary");
	answer = harness_post(h, "/api/import", FIELD("word", "\xff") END,
			      KEY, TYPE);
	check(h, &answer, 400, "not UTF-8");
	answer = harness_post(h, "/api/import", FILE_("a", "1") "--bad",
			      KEY, TYPE);
	check(h, &answer, 400, "malformed");
	answer = harness_post(h, "/api/import", FIELD("word", "x") END, KEY,
			      TYPE, "HTTP_CONTENT_ENCODING=gzip");
	check(h, &answer, 415, "Content-Encoding");
}

static const char *
repeat(struct harness *h, const char *part, int count)
{
	struct buf buf;

	buf_init(&buf, h->arena, 1024);
	while (count-- > 0)
		buf_text(&buf, part);
	buf_text(&buf, END);
	return buf.bytes;
}

static void
fields_and_files_are_bounded(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer;

	answer = harness_post(h, "/api/import", repeat(h, FIELD("f", "1"), 51),
			      KEY, TYPE);
	check(h, &answer, 400, "he form has more than 50 fields");
	answer = harness_post(h, "/api/import", repeat(h, FILE_("f", "1"), 501),
			      KEY, TYPE);
	check(h, &answer, 413, "More than 500 files at once");
}

static void
a_name_of_a_file_is_made_fit_to_be_shown(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer = harness_post(h, "/api/import",
		FILE_("../../etc/pass%0Dwd", "1") FILE_("na\xc3\xafve", "2")
		FILE_("\xff\x01x", "3") END, KEY, TYPE);

	check(h, &answer, 202, "\"pass?wd\",1,\"1\",\"na\xc3\xafve\",1,\"2\","
	      "\"??x\",1,\"3\"");
}

/* A page's form brings its token with the files. */
static void
a_form_of_another_site_is_refused(void **state)
{
	struct harness *h = *state;
	const char *token = csrf_token(h->arena, TOKEN);
	const char *good = arena_printf(h->arena, FIELD("csrf", "%s")
		FILE_("a", "1") END, token);
	struct fastcgi_reply answer;

	answer = harness_post(h, "/import", FILE_("a", "1") END,
		COOKIE, TYPE,
		"HTTP_SEC_FETCH_SITE=same-origin");
	assert_int_equal(answer.status, 403);
	answer = harness_post(h, "/import", good,
		COOKIE, TYPE,
		"HTTP_SEC_FETCH_SITE=cross-site");
	assert_int_equal(answer.status, 403);
	answer = harness_post(h, "/import", good,
		COOKIE, TYPE,
		"HTTP_SEC_FETCH_SITE=same-origin");
	assert_int_equal(answer.status, 202);
}

static void
too_many_at_once_try_again(void **state)
{
	struct harness *h = *state;
	struct fastcgi_reply answer;

	uploads.open = 8;
	answer = harness_post(h, "/api/import", FIELD("word", "x") END, KEY,
			      TYPE);
	check(h, &answer, 503, "Too many uploads are under way");
	assert_string_equal(header_of(h, &answer, "Retry-After"), "5");
	uploads.open = 0;
}

static void
who_goes_away_leaves_nothing(void **state)
{
	struct harness *h = *state;
	const char *form = large_form(h, 100000);
	struct buf records;

	buf_init(&records, h->arena, 1024);
	fastcgi_client_encode(&records, (const char *const[]){
		"REQUEST_METHOD=POST", "REQUEST_URI=/api/import",
		"CONTENT_LENGTH=100000", KEY, TYPE, NULL }, form, 100000,
		true);
	assert_int_equal(send(h->fd, records.bytes, 60000, 0), 60000);
	shutdown(h->fd, SHUT_WR);
	harness_expect_close(h, h->fd);
	assert_int_equal(count_left(), 0);
}

#define test(name) cmocka_unit_test_prestate_setup_teardown(name, set_up, \
	tear_down, (void *)(uintptr_t)routes)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(files_and_fields_reach_the_handler),
		test(who_asks_is_known_before_the_files_are_read),
		test(who_may_not_is_told_so_and_nothing_is_kept),
		test(what_is_larger_than_a_body_may_be_comes_in_pieces),
		test(what_is_larger_than_an_upload_may_be_is_refused),
		test(other_routes_keep_their_limit),
		test(what_is_no_form_is_refused),
		test(fields_and_files_are_bounded),
		test(a_name_of_a_file_is_made_fit_to_be_shown),
		test(a_form_of_another_site_is_refused),
		test(too_many_at_once_try_again),
		test(who_goes_away_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
