# shellcheck shell=bash
# Tally: counts of tests, out of what they print (TAP).

passed=0
failed=0
skipped=0
skip_line='ok .*# *(SKIP|skip)'

# count_lines PATTERN FILE
count_lines() {
	grep -cE "$1" "$2" || true
}

# add_counts PASSED FAILED SKIPPED
add_counts() {
	passed=$((passed + $1))
	failed=$((failed + $2))
	skipped=$((skipped + $3))
}

# A program that dies prints no "not ok"; it is a failure all the same. A test that
# is skipped is "not ok" to cmocka, and "ok" to the others.
# add_tap FILE STATUS
add_tap() {
	local bad good skip
	skip=$(count_lines "$skip_line" "$1")
	bad=$(($(count_lines '^not ok' "$1") - $(count_lines "^not $skip_line" "$1")))
	good=$(($(count_lines '^ok' "$1") - $(count_lines "^$skip_line" "$1")))
	if (($2 != 0 && bad == 0)); then
		bad=1
	fi
	add_counts "$good" "$bad" "$skip"
	show_failure "$1" "$bad"
	show_skips "$1"
}

# The summary of node:test counts nested tests, its TAP lines would not.
# node_count NAME FILE
node_count() {
	sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$2" | tail -1 | grep . || printf 0
}

add_node() {
	local bad
	bad=$(($(node_count fail "$1") + $(node_count cancelled "$1")))
	if (($2 != 0 && bad == 0)); then
		bad=1
	fi
	add_counts "$(node_count pass "$1")" "$bad" "$(node_count skipped "$1")"
	show_failure "$1" "$bad"
	show_skips "$1"
}

show_failure() {
	(($2 > 0)) || return 0
	say "FAILED, see $1:"
	grep -nE -A 25 '^ *not ok|Sanitizer|assert' "$1" |
		grep -vE '^[0-9]+- +(at|async) ' | head -80 || tail -40 "$1"
}

show_skips() {
	grep -E -B 1 "$skip_line" "$1" | grep -E "^#|$skip_line" | sort -u | head -20 || true
}

# One test that is a whole program: add_result NAME FILE STATUS
add_result() {
	if (($3 == 0)); then
		add_counts 1 0 0
	else
		add_counts 0 1 0
		say "FAILED $1, see $2:"
		tail -40 "$2"
	fi
}

print_tally() {
	local tail=
	((skipped == 0)) || tail=", $skipped skipped"
	say "$passed passed, $failed failed$tail"
	((failed == 0))
}
