# shellcheck shell=bash
# shellcheck disable=SC2154 # paths and users come from paths.sh
# Build: outside the source tree, installed under the instance's state.

# ./check wants more: warnings as errors, the tests' packages too; a ./start that
# it runs must not build anew.
read -ra configure_options <<<"${MUSTER_CONFIGURE_OPTIONS:-}"
npm_packages=${MUSTER_NPM_PACKAGES:-run}

npm_install() {
	local options=()
	if [[ $npm_packages == run ]]; then
		options=(--omit=dev)
	fi
	(cd "$top" && npm ci --no-audit --no-fund --loglevel=error "${options[@]}")
}

# The stamp says which lock file node_modules follows, and whether for tests.
is_npm_current() {
	local stamp lock
	stamp=$(cat "$top/node_modules/.muster" 2>/dev/null) || return 1
	lock=$(sha256sum <"$top/package-lock.json")
	[[ $stamp == "$lock test" || $stamp == "$lock $npm_packages" ]]
}

# The browser's libraries, by their lock file. Pages work without them, so a
# machine without a network still gets a server.
fetch_browser_files() {
	if ! is_npm_current; then
		step "fetching the browser's libraries (npm ci)"
		npm_install || {
			say "npm ci failed: pages will do without htmx"
			return
		}
		printf '%s %s' "$(sha256sum <"$top/package-lock.json")" \
			"$npm_packages" >"$top/node_modules/.muster"
	fi
	cp -u "$top/node_modules/htmx.org/dist/htmx.min.js" "$top/static/js/"
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
	if ! make -C "$build" -s -j"$(nproc)" all >"$log/build.log" 2>&1; then
		tail -40 "$log/build.log" >&2
		die "the build failed, see $log/build.log"
	fi
	make -C "$build" -s install >"$log/install.log" ||
		die "the installation failed, see $log/install.log"
}
