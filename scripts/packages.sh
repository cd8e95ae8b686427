# shellcheck shell=bash
# shellcheck disable=SC2034 # start and check choose among the lists
# Packages: what Debian must have installed; asks for root only when it has not.

packages_to_run=(build-essential autoconf automake pkg-config libfcgi-dev
	libpq-dev libjson-c-dev libssl-dev libargon2-dev libcurl4-openssl-dev
	libgraphviz-dev nginx postgresql spawn-fcgi multiwatch openssl curl ca-certificates procps tzdata)
packages_to_check=(libcmocka-dev postgresql-15-pgtap
	libtap-parser-sourcehandler-pgtap-perl chromium)
packages_to_check_long=(clang wrk xz-utils)

is_installed() {
	[[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

# Prints those of the packages that are missing.
missing_packages() {
	local package
	for package in "$@"; do
		is_installed "$package" || printf '%s\n' "$package"
	done
}

# Node from elsewhere serves as well as Debian's.
missing_node() {
	command -v node >/dev/null || printf 'nodejs\n'
	command -v npm >/dev/null || printf 'npm\n'
}

apt_install() {
	local root=()
	if ! is_root; then
		command -v sudo >/dev/null ||
			die "as root: apt-get install --no-install-recommends $*"
		root=(sudo)
	fi
	step "installing packages (as root): $*"
	"${root[@]}" apt-get update -qq
	"${root[@]}" env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends "$@"
}

# install_packages PACKAGE...
install_packages() {
	local missing
	command -v dpkg-query >/dev/null || {
		say "not a Debian system; these packages are needed: $*"
		return
	}
	mapfile -t missing < <(missing_packages "$@"; missing_node)
	((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}
