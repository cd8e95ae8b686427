# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here is read by the other pieces; ports by ports.sh
# Paths: where an instance keeps its state, and whose processes they are.
#
# Sockets have room for 107 bytes, configure and nginx stumble over spaces, and
# started by root the servers run as users who cannot enter /root. So a folder
# with such a path gets a plain, short name beside it, and only that is used.

PATH_MAX_PLAIN=60

is_root() {
	((EUID == 0))
}

is_plain() {
	[[ $1 =~ ^[A-Za-z0-9._/+-]+$ ]] && ((${#1} <= PATH_MAX_PLAIN))
}

# name_of WORD PATH: a name for this path that no other path has.
name_of() {
	printf '%s-%s' "$1" "$(printf '%s' "$2" | sha256sum | cut -c1-12)"
}

# A folder of our own in a place where others may write too.
make_private() {
	mkdir -m 711 "$1" 2>/dev/null || true
	[[ -d $1 && ! -L $1 && -O $1 ]] || die "'$1' is not ours"
}

# short_folder PATH: a short folder of our own, gone after a reboot.
short_folder() {
	local base=/run
	is_root || base=${XDG_RUNTIME_DIR:-/tmp}
	[[ -w $base ]] || base=/tmp
	printf '%s/%s' "$base" "$(name_of muster "$1-$EUID")"
}

# plain PATH KIND: PATH itself, or a link to it under a plain name.
plain() {
	local folder link
	if is_plain "$1"; then
		printf '%s' "$1"
		return
	fi
	folder=$(short_folder "$top_real")
	make_private "$folder"
	link=$folder/$(name_of "$2" "$1")
	ln -sfn "$1" "$link"
	printf '%s' "$link"
}

# Started by root the servers run as these; else as who starts them.
set_users() {
	web_user=$(id -un)
	database_user=$web_user
	if is_root; then
		web_user=www-data
		database_user=postgres
	fi
}

as_user() {
	local user=$1
	shift
	if [[ $user == "$(id -un)" ]]; then
		"$@"
	else
		(cd / && exec runuser -u "$user" -- "$@")
	fi
}

may_enter() {
	as_user "$1" test -x "$2"
}

# Root's state must be where the other users can go; /root is not.
make_state() {
	local state=$1 elsewhere
	[[ -e $state ]] && return
	mkdir -p "$state"
	chmod 711 "$state"
	is_root || return 0
	may_enter nobody "$state" && return
	elsewhere=/var/lib/$(name_of muster "$state")
	rmdir "$state"
	mkdir -p "$elsewhere"
	chmod 711 "$elsewhere"
	ln -s "$elsewhere" "$state"
	say "state is kept in $elsewhere, where other users can enter"
}

# Sets top, var and what lies below them.
set_paths() {
	top_real=$1
	set_users
	make_state "${MUSTER_VAR:-$top_real/var}"
	top=$(plain "$top_real" top)
	var=$(plain "$(cd "${MUSTER_VAR:-$top_real/var}" && pwd -P)" var)
	build=$var/build
	prefix=$var/install
	muster=$prefix/bin/muster
	share=$prefix/share/muster
	run=$var/run
	log=$var/log
	set_ports
	url=https://localhost:$https_port
}

# Addresses of people and slow statements are not for everybody on the machine.
# The servers find these files and keep their modes.
make_logs() {
	local name
	for name in nginx-access nginx-error postgres web; do
		: >>"$log/$name.log"
		chmod 640 "$log/$name.log"
	done
}

# The folders, some of which other users write to.
make_folders() {
	mkdir -p "$run" "$log" "$var/nginx" "$run/postgres" "$var/spool"
	chmod 711 "$run" "$log" "$var/nginx" "$run/postgres"
	chmod 700 "$var/spool"
	make_logs
	if is_root; then
		chown "$database_user" "$run/postgres"
		chown "$web_user" "$run" "$var/spool"
	fi
}
