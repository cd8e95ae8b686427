# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Testing: what tests are told of an instance.

# NAME=value, one a line.
test_environment() {
	local admin="host=$run/postgres&user=postgres"
	printf 'MUSTER_TEST_URL=%s\n' "$url"
	printf 'MUSTER_TEST_HTTP_URL=http://localhost:%s\n' "$http_port"
	printf 'MUSTER_TEST_TOP=%s\n' "$top"
	printf 'MUSTER_TEST_VAR=%s\n' "$var"
	printf 'MUSTER_TEST_BUILD=%s\n' "$build"
	printf 'MUSTER_TEST_COMMAND=%s/muster\n' "$var"
	printf 'MUSTER_TEST_PASSWORD_FILE=%s/demo-password\n' "$var"
	printf 'MUSTER_TEST_DATABASE_URL=postgresql:///postgres?%s\n' "$admin"
	printf 'MUSTER_TEST_ADMIN_URL=postgresql:///%s?%s\n' "$database" "$admin"
	printf 'NODE_EXTRA_CA_CERTS=%s/tls/cert.pem\n' "$var"
	printf 'MUSTER_TEST_POSTGRES_BIN=%s\n' "$(postgres_bin)"
}

export_test_environment() {
	local line
	while IFS= read -r line; do
		export "${line?}"
	done < <(test_environment)
}

print_test_environment() {
	local line
	while IFS= read -r line; do
		printf 'export %s=%q\n' "${line%%=*}" "${line#*=}"
	done < <(test_environment)
}
