# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Instance: the order in which its parts come up and go down.

source "$top_real/scripts/packages.sh"
source "$top_real/scripts/build.sh"
source "$top_real/scripts/postgres.sh"
source "$top_real/scripts/settings.sh"
source "$top_real/scripts/workers.sh"
source "$top_real/scripts/nginx.sh"

# One at a time; the servers must not inherit the lock.
lock() {
	exec 9>"$var/lock"
	flock -n 9 || die "another ${0##*/} is at work in $var"
}

unlock() {
	exec 9>&-
}

is_ready() {
	curl -fsk -o /dev/null "https://127.0.0.1:$https_port/readyz"
}

# Nothing calls muster maintain here; the servers maintain, but reach no file.
record_heads() {
	"$var/muster" maintain >"$log/maintain.log" 2>&1 ||
		die "muster maintain failed, see $log/maintain.log"
}

prepare() {
	make_folders
	keep_ports
	build_and_install
	start_database
	write_options
	write_command
	migrate
	make_master_key
	load_demo
}

serve() {
	start_workers
	start_nginx
	wait_until 120 is_ready || die "no answer from $url, see $log"
	record_heads
}

# Also for a ./start that tests run.
use_free_ports() {
	choose_ports
	export MUSTER_HTTPS_PORT=$https_port MUSTER_HTTP_PORT=$http_port
	url=https://localhost:$https_port
	keep_ports
	write_options
}

# For tests. Ports are looked for when all else is done, because others look for some,
# too; who comes between all the same is given way to.
serve_where_free() {
	local try
	for try in 1 2 3; do
		use_free_ports
		if (serve); then
			return
		fi
		step "looking for other ports, $try"
		stop_nginx
		stop_workers
	done
	die "nothing could be served"
}

is_up() {
	is_web_running && is_nginx_running &&
		{ ! has_private_cluster || is_postgres_running; }
}

stop_all() {
	stop_nginx
	stop_workers
	stop_postgres
}
