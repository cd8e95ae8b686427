# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Suites: one function each; results go to the tally.

# run_suite NAME
run_suite() {
	local before=$passed began=$SECONDS
	declare -F "suite_$1" >/dev/null || die "no suite '$1'"
	step "$1"
	"suite_$1"
	say "   $((passed - before)) passed in $((SECONDS - began)) s"
}

# What runs now; it has a process group of its own, so that all of it can be ended.
running=

# run_logged FILE COMMAND...: its status, whatever -e says. In the background,
# because a signal to this shell is heard in wait only.
run_logged() {
	local file=$1 status=0
	shift
	setsid "$@" >"$file" 2>&1 </dev/null &
	running=$!
	wait "$running" || status=$?
	running=
	return "$status"
}

end_running() {
	[[ -z $running ]] || kill -TERM -- "-$running" 2>/dev/null || true
}

# run_node NAME CONCURRENCY FILE...
run_node() {
	local name=$1 concurrency=$2 status=0
	shift 2
	(($# > 0)) || return 0
	run_logged "$log/$name.tap" env -C "$top" node --test \
		--test-concurrency="$concurrency" --test-reporter=tap "$@" ||
		status=$?
	add_node "$log/$name.tap" "$status"
}

# tests_in FOLDER: its *.test.mjs, one a line; those of faults are apart.
tests_in() {
	find "$top/tests/$1/" -name '*.test.mjs' 2>/dev/null |
		if [[ $1 == */faults ]]; then cat; else grep -v /faults/; fi | sort
}

# run_node_tests FOLDER [CONCURRENCY]
run_node_tests() {
	local files
	mapfile -t files < <(tests_in "$1")
	run_node "${1//\//-}" "${2:-2}" "${files[@]}"
}

suite_rules() {
	run_node_tests rules
}

# Exit status 77 is a program that cannot run here and has said why.
run_unit() {
	local program=$1 file status=0
	file=$log/${program//\//-}.tap
	run_logged "$file" env -C "$build" srcdir="$top" \
		CMOCKA_MESSAGE_OUTPUT=TAP "./$program" || status=$?
	if ((status == 77)); then
		add_counts 0 0 1
		say "skipped $program: $(tail -1 "$file")"
	else
		add_tap "$file" "$status"
	fi
}

# The Makefile has the list.
unit_programs() {
	make -C "$build" -s print-unit-tests
}

suite_unit() {
	local program
	if ! run_logged "$log/unit-build.log" \
		make -C "$build" -s -k -j"$(nproc)" unit; then
		grep -E -A 5 'error|undefined' "$log/unit-build.log" || true
		# what an earlier run built would pass in place of what does not build
		add_counts 0 1 0
	fi
	for program in $(unit_programs); do
		run_unit "$program"
	done
}

# A database of its own, with the schema as muster migrate makes it.
suite_sql() {
	local file status
	admin_sql -d postgres -c "drop database if exists muster_sql with (force)"
	admin_sql -d postgres -c "create database muster_sql"
	DATABASE_ADMIN_URL="postgresql:///muster_sql?host=$run/postgres&user=postgres" \
		"$muster" migrate up >"$log/sql-migrate.log"
	for file in "$top"/tests/sql/*.sql; do
		status=0
		run_logged "$log/sql-$(basename "$file" .sql).tap" \
			env PGHOST="$run/postgres" PGUSER=postgres PGDATABASE=muster_sql \
			pg_prove --verbose "$file" || status=$?
		add_tap "$log/sql-$(basename "$file" .sql).tap" "$status"
	done
}

# One file after the other: they share the demo people and their throttles.
suite_http() {
	run_node_tests http 1
}

suite_browser() {
	run_node_tests browser 1
}

# Alone and one by one: they kill what others need.
suite_faults() {
	run_node_tests http/faults 1
}

# Every input that a fuzzer has found interesting, without the fuzzer.
suite_replay() {
	local program name status
	run_logged "$log/replay-build.log" \
		make -C "$build" -s -j"$(nproc)" replay ||
		die "the replays do not build, see $log/replay-build.log"
	for program in $(make -C "$build" -s print-fuzz-programs); do
		name=${program##*/}
		status=0
		run_logged "$log/replay-$name.log" "$build/$program" \
			"$top/tests/fuzz/corpus/${name#fuzz_}" || status=$?
		add_result "replay $name" "$log/replay-$name.log" "$status"
	done
}
