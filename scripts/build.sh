# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Build: outside the source tree, installed under the instance's state.

# What ./check adds.
configure_options=()

# The browser's libraries, by their lock file. Pages work without them, so a
# machine without a network still gets a server.
fetch_browser_files() {
	[[ -f $top/package-lock.json ]] || return 0
	cmp -s "$top/package-lock.json" "$var/npm.lock" && return
	step "fetching the browser's libraries (npm ci)"
	if (cd "$top" && npm ci --no-audit --no-fund --loglevel=error); then
		cp "$top/package-lock.json" "$var/npm.lock"
	else
		say "npm ci failed: pages will do without scripts"
	fi
}

# make would see to it too, but cannot add a helper script that is missing.
is_configure_current() {
	local source
	[[ -x $top/configure && -f $top/Makefile.in ]] || return 1
	for source in configure.ac Makefile.am tests/local.mk; do
		[[ ! $top/$source -nt $top/Makefile.in ]] || return 1
	done
}

make_configure() {
	is_configure_current && return
	step "making ./configure"
	"$top/autogen.sh" >"$log/autogen.log" 2>&1 ||
		die "autogen.sh failed, see $log/autogen.log"
	touch "$top/Makefile.in"
}

# configure_in FOLDER OPTION...
configure_in() {
	local folder=$1
	shift
	[[ -f $folder/Makefile && "$(cat "$folder/options" 2>/dev/null)" == "$*" ]] &&
		return
	mkdir -p "$folder"
	(cd "$folder" && "$top/configure" --quiet "$@") ||
		die "configure failed, see $folder/config.log"
	printf '%s' "$*" >"$folder/options"
}

build_and_install() {
	make_configure
	fetch_browser_files
	step "building"
	configure_in "$build" --prefix="$prefix" "${configure_options[@]}"
	make -C "$build" -s -j"$(nproc)" all || die "the build failed"
	make -C "$build" -s install >"$log/install.log" ||
		die "the installation failed, see $log/install.log"
}
