#!/bin/sh
# install-tree.sh SOURCE TARGET FOLDER...: make TARGET/FOLDER what SOURCE/FOLDER
# is. Files are replaced one by one, so a running server always finds them.
# Static text gets a compressed copy beside it, for nginx's gzip_static.
set -eu
umask 022
source=$1
target=$2
shift 2

install_file() {
	mkdir -p "$(dirname "$target/$1")"
	cmp -s "$source/$1" "$target/$1" && return
	cp "$source/$1" "$target/$1.new"
	chmod 644 "$target/$1.new"
	mv -f "$target/$1.new" "$target/$1"
}

compress() {
	gzip -9 -n -c "$target/$1" >"$target/$1.gz.new"
	mv -f "$target/$1.gz.new" "$target/$1.gz"
}

is_text_for_browsers() {
	case $1 in
	static/*.css | static/*.js | static/*.mjs | static/*.svg) true ;;
	*) false ;;
	esac
}

remove_strays() {
	(cd "$target" && find "$1" -type f) | while IFS= read -r file; do
		[ -e "$source/${file%.gz}" ] || rm -f "$target/$file"
	done
}

for folder in "$@"; do
	(cd "$source" && find "$folder" -type f ! -name '.*') |
		while IFS= read -r file; do
			install_file "$file"
			if is_text_for_browsers "$file"; then
				compress "$file"
			fi
		done
	remove_strays "$folder"
done
