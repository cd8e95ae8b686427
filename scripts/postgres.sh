# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Postgres: a private cluster under the instance's state, on a socket only.
#
# Who may connect is decided by the kernel: "peer" asks which user the other end
# runs as, and pg_ident.conf maps those users to roles. So nobody else on the
# machine gets in, whatever the modes of the folders, and there is no password
# that could leak. The servers' user is never mapped to the administrator, but
# where one plain user runs everything, that user is both.

cluster=$var/postgres
database=muster
# Further lines of postgresql.conf, for measurements.
extra_settings=

# An instance stays with the version that made it.
postgres_bin() {
	local version=
	[[ -f $cluster/PG_VERSION ]] && version=$(<"$cluster/PG_VERSION")
	if [[ -z $version ]]; then
		version=$(find /usr/lib/postgresql -mindepth 1 -maxdepth 1 \
			-printf '%f\n' 2>/dev/null | sort -n | tail -1)
	fi
	[[ -n $version && ${version%%.*} -ge 15 ]] ||
		die "PostgreSQL 15 or newer is needed"
	printf '/usr/lib/postgresql/%s/bin' "$version"
}

as_postgres() {
	as_user "$database_user" "$@"
}

# Made aside and then renamed, so that a half-made cluster is never used.
init_cluster() {
	[[ -f $cluster/PG_VERSION ]] && return
	step "making a private PostgreSQL cluster"
	rm -rf "$cluster.new"
	mkdir -m 700 "$cluster.new"
	if is_root; then
		chown "$database_user" "$cluster.new"
	fi
	as_postgres "$(postgres_bin)/initdb" --pgdata="$cluster.new" \
		--username=postgres --auth=reject --encoding=UTF8 \
		--locale=C.UTF-8 --data-checksums >"$log/initdb.log" 2>&1 ||
		die "initdb failed, see $log/initdb.log"
	mv "$cluster.new" "$cluster"
}

# Connections: 12 for each worker, and as many while a new set takes over.
# Written each time: a moved instance has other paths, an upgrade other settings.
write_settings() {
	cat >"$cluster/conf.new" <<-END
		listen_addresses = ''
		unix_socket_directories = '$run/postgres'
		max_connections = $((40 + 24 * $(worker_count)))
		shared_buffers = 256MB
		effective_cache_size = 1GB
		max_wal_size = 2GB
		wal_compression = on
		random_page_cost = 1.1
		jit = off
		password_encryption = scram-sha-256
		log_min_duration_statement = 1000
		log_line_prefix = '%m [%p] %q%u '
		idle_in_transaction_session_timeout = 60000
		$extra_settings
	END
	mv "$cluster/conf.new" "$cluster/postgresql.conf"
	printf 'local all all peer map=muster\n' >"$cluster/pg_hba.conf"
	printf 'muster %s %s\n' "$(id -un)" postgres "$(id -un)" muster_web \
		"$web_user" muster_web "$database_user" postgres \
		>"$cluster/pg_ident.conf"
}

is_postgres_running() {
	[[ -f $cluster/postmaster.pid ]] &&
		is_running "$cluster/postmaster.pid" postgres
}

is_postgres_ready() {
	"$(postgres_bin)/pg_isready" -q -h "$run/postgres"
}

# One that was killed is started again, as often as it takes until the last of its
# processes is gone; one that was stopped says 0. Its parent waits for it, so that
# what is left of it does not look alive.
run_postgres() {
	touch "$run/postgres.wanted"
	: >>"$log/postgres.log"
	if is_root; then
		chown "$database_user" "$log/postgres.log"
	fi
	# shellcheck disable=SC2016 # what the inner shell is given
	as_postgres setsid sh -c \
		'while [ -e "$3" ] && ! "$1" -D "$2"; do sleep 0.1; done' \
		sh "$(postgres_bin)/postgres" "$cluster" "$run/postgres.wanted" \
		>>"$log/postgres.log" 2>&1 </dev/null 9>&- &
	disown
}

start_postgres() {
	if is_postgres_running; then
		as_postgres "$(postgres_bin)/pg_ctl" reload --silent --pgdata="$cluster"
		return
	fi
	step "starting PostgreSQL"
	run_postgres
	if ! wait_until 120 is_postgres_ready; then
		rm -f "$run/postgres.wanted"
		die "PostgreSQL does not answer, see $log/postgres.log"
	fi
}

stop_postgres() {
	rm -f "$run/postgres.wanted"
	is_postgres_running || return 0
	as_postgres "$(postgres_bin)/pg_ctl" stop --silent --mode=fast \
		--pgdata="$cluster" || die "PostgreSQL did not stop"
}

admin_sql() {
	PGOPTIONS="${PGOPTIONS:-} -c client_min_messages=warning" \
		"$(postgres_bin)/psql" -X -q -A -t -v ON_ERROR_STOP=1 \
		-h "$run/postgres" -U postgres "$@"
}

has_database() {
	[[ -n $(admin_sql -d postgres -c \
		"select 1 from pg_database where datname = '$database'") ]]
}

make_database() {
	has_database && return
	admin_sql -d postgres -c "create database $database"
}

# Without DATABASE_URL the cluster is ours; with it nothing is started.
has_private_cluster() {
	[[ -z ${DATABASE_URL:-} ]]
}

start_database() {
	has_private_cluster || return 0
	init_cluster
	write_settings
	start_postgres
	make_database
}

database_url() {
	has_private_cluster &&
		printf 'postgresql:///%s?host=%s&user=muster_web' \
			"$database" "$run/postgres" ||
		printf '%s' "$DATABASE_URL"
}

database_admin_url() {
	has_private_cluster &&
		printf 'postgresql:///%s?host=%s&user=postgres' \
			"$database" "$run/postgres" ||
		printf '%s' "${DATABASE_ADMIN_URL:-$DATABASE_URL}"
}
