# Unit tests: one program per module, its name is the path of its source. They
# mirror fcgi-app/ and link libapp.a, and what several of them share.
unit_tests = \
	tests/unit/base/test_address \
	tests/unit/base/test_arena \
	tests/unit/base/test_buf \
	tests/unit/base/test_civil \
	tests/unit/base/test_config \
	tests/unit/base/test_cron \
	tests/unit/base/test_crypto \
	tests/unit/base/test_csv \
	tests/unit/base/test_diff \
	tests/unit/base/test_error \
	tests/unit/base/test_keyring \
	tests/unit/base/test_local \
	tests/unit/base/test_log \
	tests/unit/base/test_loop \
	tests/unit/base/test_metrics \
	tests/unit/base/test_quota \
	tests/unit/base/test_seal \
	tests/unit/base/test_side \
	tests/unit/base/test_spool \
	tests/unit/base/test_text \
	tests/unit/base/test_time \
	tests/unit/base/test_uuid \
	tests/unit/base/test_zone \
	tests/unit/base/test_zone_rule \
	tests/unit/base/test_zones \
	tests/unit/json/test_json \
	tests/unit/json/test_parse \
	tests/unit/json/test_pointer \
	tests/unit/json/test_scan \
	tests/unit/json/test_slice \
	tests/unit/json/test_writer \
	tests/unit/flow/test_check \
	tests/unit/flow/test_delta \
	tests/unit/flow/test_doc \
	tests/unit/flow/test_dot \
	tests/unit/flow/test_draw \
	tests/unit/flow/test_graph \
	tests/unit/flow/test_index \
	tests/unit/flow/test_kind \
	tests/unit/flow/test_label \
	tests/unit/flow/test_layout \
	tests/unit/flow/test_measure \
	tests/unit/flow/test_order \
	tests/unit/flow/test_sheet \
	tests/unit/flow/test_states \
	tests/unit/flow/test_steps \
	tests/unit/flow/test_track \
	tests/unit/import/test_columns \
	tests/unit/import/test_corpus \
	tests/unit/import/test_fingerprint \
	tests/unit/import/test_flowise \
	tests/unit/import/test_import \
	tests/unit/import/test_muster \
	tests/unit/import/test_n8n \
	tests/unit/import/test_node_red \
	tests/unit/import/test_open_agent_builder \
	tests/unit/template/test_mustache \
	tests/unit/template/test_specification \
	tests/unit/template/test_store \
	tests/unit/db/test_client \
	tests/unit/db/test_conninfo \
	tests/unit/db/test_copies \
	tests/unit/db/test_migrate \
	tests/unit/db/test_migration_file \
	tests/unit/db/test_pool \
	tests/unit/db/test_pool_loss \
	tests/unit/db/test_pool_memory \
	tests/unit/db/test_pool_problem \
	tests/unit/db/test_pool_session \
	tests/unit/db/test_prepared \
	tests/unit/db/test_rows \
	tests/unit/db/test_unit \
	tests/unit/auth/test_credential \
	tests/unit/auth/test_csrf \
	tests/unit/auth/test_password \
	tests/unit/auth/test_role \
	tests/unit/http/test_admit \
	tests/unit/http/test_aside \
	tests/unit/http/test_chain \
	tests/unit/http/test_cookie \
	tests/unit/http/test_cors \
	tests/unit/http/test_drain \
	tests/unit/http/test_disposition \
	tests/unit/http/test_failure \
	tests/unit/http/test_fastcgi \
	tests/unit/http/test_fastcgi_client \
	tests/unit/http/test_form \
	tests/unit/http/test_if_match \
	tests/unit/http/test_journal \
	tests/unit/http/test_limit \
	tests/unit/http/test_lifecycle \
	tests/unit/http/test_memory \
	tests/unit/http/test_multipart \
	tests/unit/http/test_problem \
	tests/unit/http/test_refusal \
	tests/unit/http/test_replay \
	tests/unit/http/test_request \
	tests/unit/http/test_response \
	tests/unit/http/test_route_list \
	tests/unit/http/test_router \
	tests/unit/http/test_server \
	tests/unit/http/test_stream \
	tests/unit/http/test_upload \
	tests/unit/http/test_url \
	tests/unit/resource/test_check \
	tests/unit/resource/test_cursor \
	tests/unit/resource/test_list \
	tests/unit/resource/test_masked \
	tests/unit/resource/test_naming \
	tests/unit/resource/test_noun_routes \
	tests/unit/resource/test_openapi \
	tests/unit/resource/test_resource \
	tests/unit/resource/test_sql \
	tests/unit/resource/test_sql_list \
	tests/unit/resource/test_sql_text \
	tests/unit/resource/test_statements \
	tests/unit/resource/test_validate \
	tests/unit/resource/test_value \
	tests/unit/resource/test_words \
	tests/unit/app/test_chart \
	tests/unit/app/test_mcp_reply \
	tests/unit/app/test_trigger \
	tests/unit/app/test_variable \
	tests/unit/app/api/test_bulk_rows \
	tests/unit/app/api/test_document \
	tests/unit/app/pages/test_compare_parts \
	tests/unit/app/pages/test_flow_view \
	tests/unit/app/pages/test_form \
	tests/unit/app/pages/test_frame \
	tests/unit/app/pages/test_notice \
	tests/unit/app/pages/test_noun_pages \
	tests/unit/app/pages/test_noun_view \
	tests/unit/app/pages/test_payload \
	tests/unit/app/pages/test_row_form \
	tests/unit/app/pages/test_run_view \
	tests/unit/app/pages/test_templates \
	tests/unit/app/pages/test_view \
	tests/unit/command/test_assets

unit_helpers = \
	tests/unit/base/arena_state.c \
	tests/unit/base/arena_state.h \
	tests/unit/db/desk.c \
	tests/unit/db/desk.h \
	tests/unit/db/folder.c \
	tests/unit/db/folder.h \
	tests/unit/db/scratch.c \
	tests/unit/db/scratch.h \
	tests/unit/flow/paper.c \
	tests/unit/flow/paper.h \
	tests/unit/http/answers.c \
	tests/unit/http/answers.h \
	tests/unit/http/fake_pool.h \
	tests/unit/http/gate.c \
	tests/unit/http/gate.h \
	tests/unit/http/harness.c \
	tests/unit/http/harness.h \
	tests/unit/import/reader.c \
	tests/unit/import/reader.h \
	tests/unit/resource/sql_desk.c \
	tests/unit/resource/sql_desk.h \
	tests/unit/resource/thing.c \
	tests/unit/resource/thing.h

check_LIBRARIES = libunit.a
libunit_a_SOURCES = $(unit_helpers)
EXTRA_PROGRAMS = $(unit_tests) $(fuzz_programs)
LIBFUZZER =
LDADD = $(LIBFUZZER) libunit.a $(app_libs) $(CMOCKA_LIBS) -ldl

# Each allocation fails once.
tests_unit_http_test_memory_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=malloc \
	-Wl,--wrap=calloc -Wl,--wrap=realloc -Wl,--wrap=reallocarray \
	-Wl,--wrap=loop_once

# A clone without cmocka still builds; `make check` then tests nothing.
if HAVE_CMOCKA
check_PROGRAMS = $(unit_tests)
TESTS = $(unit_tests)
endif
AM_TESTS_ENVIRONMENT = srcdir='$(srcdir)'; export srcdir;

# Fuzzers: `make fuzz` builds them with clang in fuzz/; `make replay` builds them
# with the compiler at hand and a main that reads files.
fuzz_programs = \
	tests/fuzz/fuzz_cookie \
	tests/fuzz/fuzz_cursor \
	tests/fuzz/fuzz_fastcgi \
	tests/fuzz/fuzz_form \
	tests/fuzz/fuzz_graph \
	tests/fuzz/fuzz_import \
	tests/fuzz/fuzz_json_scan \
	tests/fuzz/fuzz_mcp_reply \
	tests/fuzz/fuzz_multipart \
	tests/fuzz/fuzz_mustache \
	tests/fuzz/fuzz_url \
	tests/fuzz/fuzz_zone

.PHONY: unit fuzz replay print-unit-tests print-fuzz-programs
unit: $(unit_tests)

replay:
	$(MAKE) LIBFUZZER=tests/fuzz/replay.o tests/fuzz/replay.o $(fuzz_programs)

fuzz:
	$(MKDIR_P) fuzz
	test -f fuzz/Makefile || (cd fuzz && $(abs_srcdir)/configure -q \
		CC="$(FUZZ_CC)" CFLAGS="-g -O1 -fsanitize=fuzzer-no-link" \
		--enable-sanitizers)
	cd fuzz && $(MAKE) LIBFUZZER=-fsanitize=fuzzer $(fuzz_programs)

# For ./check.
print-unit-tests:
	@echo $(unit_tests)

print-fuzz-programs:
	@echo $(fuzz_programs)
