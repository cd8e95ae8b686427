# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Settings: the configuration files of an instance, and its first data.

# option NAME: of the environment, where an empty one takes it away; else as it was.
option() {
	if [[ -n ${!1+set} ]]; then
		printf '%s' "${!1}"
	elif [[ -s $var/muster.conf ]]; then
		sed -n "s/^$1=//p" "$var/muster.conf"
	fi
}

# Ours follows the port.
public_url() {
	local kept
	kept=$(option MUSTER_PUBLIC_URL)
	[[ -n $kept && $kept != https://localhost:* ]] || kept=$url
	printf '%s' "$kept"
}

# Values of the environment that are meant for the servers are kept, so that a
# later ./start --reload from another shell does not lose them.
print_options() {
	local name value
	printf 'DATABASE_URL=%s\n' "$(database_url)"
	printf 'MUSTER_PUBLIC_URL=%s\n' "$(public_url)"
	printf 'MUSTER_MASTER_KEY_FILE=%s/master.key\n' "$var"
	printf 'MUSTER_METRICS_FILE=%s/metrics\n' "$run"
	printf 'MUSTER_QUOTAS_FILE=%s/quotas\n' "$run"
	printf 'MUSTER_SPOOL_DIR=%s\n' "$var/spool"
	for name in MUSTER_SIGNUP MUSTER_SENDMAIL MUSTER_CORS MUSTER_LOG_LEVEL \
		MUSTER_UPLOAD_MAX MUSTER_OUTBOUND_ALLOW; do
		value=$(option "$name")
		[[ -z $value ]] || printf '%s=%s\n' "$name" "$value"
	done
}

# write_private FILE GROUP: standard input into a file that only its owner, and
# the group if it is not empty, may read.
write_private() {
	(umask 077 && cat >"$1.new")
	if is_root && [[ -n $2 ]]; then
		chgrp "$2" "$1.new"
		chmod 640 "$1.new"
	fi
	mv "$1.new" "$1"
}

write_options() {
	print_options | write_private "$var/muster.conf" "$web_user"
	{
		print_options
		printf 'DATABASE_ADMIN_URL=%s\n' "$(database_admin_url)"
		printf 'MUSTER_AUDIT_HEADS=%s/audit-heads\n' "$var"
	} | write_private "$var/admin.conf" ''
}

# var/muster runs a command of this instance: var/muster user list.
write_command() {
	cat >"$var/muster.new" <<-END
		#!/bin/sh
		# Run a command of this instance, as its administrator.
		unset DATABASE_URL DATABASE_ADMIN_URL
		MUSTER_CONFIG='$var/admin.conf' exec '$muster' "\$@"
	END
	chmod 755 "$var/muster.new"
	mv "$var/muster.new" "$var/muster"
}

migrate() {
	step "bringing the schema up to date"
	"$var/muster" migrate up >"$log/migrate.log" ||
		die "the migration failed, see $log/migrate.log"
}

# Whoever reads the file of master keys can open every credential: mode 600, and
# of the user that the workers run as.
make_master_key() {
	"$var/muster" keys init >"$log/keys.log" 2>&1 ||
		die "the master key does not fit the database, see $log/keys.log"
	if is_root; then
		chown "$web_user" "$var/master.key"
	fi
}

make_demo_password() {
	[[ -s $var/demo-password ]] ||
		openssl rand -base64 12 | write_private "$var/demo-password" ''
}

# Only into our own, empty database.
load_demo() {
	has_private_cluster || return 0
	[[ -z $("$var/muster" tenant list) ]] || return 0
	step "loading demo data"
	make_demo_password
	"$var/muster" demo <"$var/demo-password" >"$log/demo.log" ||
		die "the demo data could not be loaded, see $log/demo.log"
}
