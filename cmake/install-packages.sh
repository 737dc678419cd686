#!/bin/sh
# install-packages.sh [LIST]: installs the Debian packages of the list (packages.txt beside this file) that are missing.
# Says which before it does. Needs root or sudo only then.
set -eu
list=${1:-$(dirname "$0")/packages.txt}
missing=""
for package in $(grep -v '^#' "$list"); do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "Planspiel needs these Debian packages and installs them now:$missing"
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1; then
  as_root="sudo"
else
  echo "Neither root nor sudo: ask an administrator to run: apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
