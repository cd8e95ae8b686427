#!/bin/sh
# load.sh DATABASE: put the schema into an empty database, as muster migrate does,
# for tests of SQL alone. Connection by the usual PG… variables, as an admin.
set -eu
db=$1
sql=${SQL_DIR:-$(dirname "$0")/../../sql}
run() { psql -X -q -v ON_ERROR_STOP=1 -d "$db" "$@"; }

for file in "$sql"/migrations/*.up.sql; do
	run -1 -f "$file" >/dev/null
done
{
	for schema in app auth api private; do
		for file in "$sql/functions/$schema"/*.sql; do
			[ -e "$file" ] && cat "$file"
		done
	done
	for file in "$sql"/views/*.sql; do
		[ -e "$file" ] && cat "$file"
	done
} | run -1 -f - >/dev/null
