#!/bin/sh
# Installs one of Debian's packages: for the two programs (make, python3) that the rest of docker/local rests on.
set -eu
if ! command -v apt-get >/dev/null; then
    echo "$1 was not found: install it, then run the same again." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi
echo "         $1 is missing: installing Debian's"
$sudo apt-get -qq update
$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$1" >/dev/null
