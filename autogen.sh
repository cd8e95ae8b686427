#!/bin/sh
# Make ./configure out of configure.ac; needs autoconf, automake, pkg-config.
set -eu
cd "$(dirname "$0")"
exec autoreconf --install --warnings=all "$@"
