# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Suites of ./check --long.

# Leaks that are not ours.
export LSAN_OPTIONS="suppressions=$top/tests/lsan.supp:print_suppressions=0"

# The unit tests again, with the address and undefined sanitizers.
suite_sanitizers() {
	local plain_build=$build
	build=$var/build-sanitizers
	configure_in "$build" --enable-sanitizers --enable-werror
	suite_unit
	build=$plain_build
}

fuzz_seconds=${FUZZ_SECONDS:-60}

# New inputs stay in var; those worth keeping are added to the corpus by hand.
suite_fuzz() {
	local program name status
	run_logged "$log/fuzz-build.log" make -C "$build" -s -j"$(nproc)" fuzz ||
		die "the fuzzers do not build, see $log/fuzz-build.log"
	for program in $(make -C "$build" -s print-fuzz-programs); do
		name=${program##*/}
		status=0
		mkdir -p "$var/fuzz/$name"
		run_logged "$log/$name.log" env -C "$var/fuzz" \
			"$build/fuzz/$program" -max_total_time="$fuzz_seconds" \
			-timeout=60 -rss_limit_mb=1024 "$var/fuzz/$name" \
			"$top/tests/fuzz/corpus/${name#fuzz_}" || status=$?
		add_result "$name" "$log/$name.log" "$status"
	done
}

suite_distcheck() {
	local status=0
	run_logged "$log/distcheck.log" make -C "$build" -s distcheck || status=$?
	add_result distcheck "$log/distcheck.log" "$status"
}

# Whether the bench still runs, not how fast.
suite_bench() {
	local status=0
	run_logged "$log/bench.log" env MUSTER_VAR="$var/bench" \
		"$top/tests/bench/run" --smoke || status=$?
	add_result bench "$log/bench.log" "$status"
}

# What lists and pages read, at a tenth of the rows: what looks at all of them shows
# there too.
suite_plans() {
	local status=0
	run_logged "$log/plans.log" env MUSTER_VAR="$var/bench" \
		"$top/tests/bench/run" --plans --rows 100000 || status=$?
	add_result plans "$log/plans.log" "$status"
}

# A noun by the recipe alone, in a copy of the tree.
suite_trial() {
	local status=0
	run_logged "$log/trial.log" env MUSTER_VAR="$var/trial" \
		"$top/tests/trial/run" || status=$?
	add_result trial "$log/trial.log" "$status"
}
