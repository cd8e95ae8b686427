# shellcheck shell=bash
# Say: what ./start and ./check tell, and how they wait.

say() {
	printf '%s\n' "$*"
}

step() {
	printf -- '-- %s\n' "$*"
}

die() {
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# wait_until SECONDS COMMAND...: run it until it succeeds; false after SECONDS.
wait_until() {
	local deadline=$((SECONDS + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		((SECONDS < deadline)) || return 1
		sleep 0.05
	done
}

# is_running PIDFILE NAME: the process is there, and is what it was (a number
# may be used again after a crash).
is_running() {
	local pid comm
	[[ -s $1 ]] && read -r pid <"$1" && [[ -r /proc/$pid/comm ]] || return 1
	read -r comm <"/proc/$pid/comm" && [[ $comm == "$2" ]]
}

is_gone() {
	! kill -0 "$1" 2>/dev/null
}

# end_process PIDFILE NAME SIGNAL: ask it to end, wait, insist at last.
end_process() {
	local pid
	is_running "$1" "$2" || return 0
	read -r pid <"$1"
	kill "-$3" "$pid" 2>/dev/null || return 0
	if ! wait_until 35 is_gone "$pid"; then
		kill -KILL "$pid" 2>/dev/null || true
	fi
	rm -f "$1"
}
