# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Workers: spawn-fcgi opens the socket, multiwatch keeps the processes on it.

worker_count() {
	local count
	count=$(($(nproc) / 2))
	printf '%s' "$((count > 1 ? count : 1))"
}

# No core dumps: memory holds passwords and session tokens. multiwatch's own
# limits give up after four quick deaths; -r and -t never do.
# spawn_workers SOCKET PIDFILE
spawn_workers() {
	local user=()
	if is_root; then
		user=(-u "$web_user" -g "$web_user")
	fi
	rm -f "$1"
	(
		ulimit -c 0
		cd /
		exec env -i PATH="$PATH" LANG=C.UTF-8 \
			MUSTER_CONFIG="$var/muster.conf" \
			setsid spawn-fcgi -n -s "$1" -M 0600 -b 1024 "${user[@]}" -- \
			"$(command -v multiwatch)" -f "$(worker_count)" \
			-r 1000000 -t 1000 -- "$muster" web
	) >>"$log/web.log" 2>&1 </dev/null 9>&- &
	printf '%s\n' "$!" >"$2"
}

is_web_running() {
	is_running "$run/web.pid" multiwatch
}

start_workers() {
	is_web_running && return
	step "starting $(worker_count) muster web"
	spawn_workers "$run/web.sock" "$run/web.pid"
}

stop_workers() {
	end_process "$run/web.pid" multiwatch TERM
	rm -f "$run/web.sock" "$run/web.sock.new"
}

# nginx listens on a socket of its own that leads to web.sock.new only, so the
# new set answers a real request before it gets any.
is_new_set_ready() {
	curl -fs -o /dev/null --unix-socket "$run/probe.sock" http://probe/livez
}

# Requests may be lost only between two sockets, so there is no between: rename
# replaces web.sock at once, the old set serves what it has accepted, and nginx
# closes its kept connections to it within keepalive_timeout.
reload_workers() {
	step "starting a new set of muster web"
	spawn_workers "$run/web.sock.new" "$run/web.pid.new"
	if ! wait_until 120 is_new_set_ready; then
		end_process "$run/web.pid.new" multiwatch TERM
		rm -f "$run/web.sock.new"
		die "the new set does not answer, the old one stays; see $log/web.log"
	fi
	[[ ! -s $run/web.pid ]] || mv "$run/web.pid" "$run/web.pid.old"
	mv "$run/web.sock.new" "$run/web.sock"
	mv "$run/web.pid.new" "$run/web.pid"
	step "draining the old set"
	end_process "$run/web.pid.old" multiwatch USR1
}
