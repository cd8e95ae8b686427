# Unit tests: one program per module, its name is the path of its source. They
# mirror fcgi-app/ and link libapp.a.
unit_tests = \
	tests/unit/template/test_specification \
	tests/unit/db/test_client \
	tests/unit/db/test_conninfo \
	tests/unit/db/test_migrate \
	tests/unit/db/test_migration_file \
	tests/unit/db/test_pool \
	tests/unit/db/test_pool_loss \
	tests/unit/db/test_pool_memory \
	tests/unit/db/test_prepared \
	tests/unit/db/test_rows \
	tests/unit/db/test_unit \
	tests/unit/auth/test_credential \
	tests/unit/auth/test_csrf \
	tests/unit/auth/test_password \
	tests/unit/auth/test_role \
	tests/unit/http/test_cookie \
	tests/unit/http/test_failure \
	tests/unit/http/test_fastcgi \
	tests/unit/http/test_form \
	tests/unit/http/test_lifecycle \
	tests/unit/http/test_request \
	tests/unit/http/test_router \
	tests/unit/http/test_url

# Fuzzers: `make fuzz` builds them with clang, in a tree of its own.
fuzz_programs =

