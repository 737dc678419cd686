#!/bin/sh
# build.sh [TARGETS]: configures and builds the preset release; all of it without targets. Shows one line with the time left on a
# terminal, else a line every tenth of the way; what the compiler says only where the build fails.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
[ -f build/release/build.ninja ] || cmake --preset release >build/configure.log 2>&1 || {
  cat build/configure.log >&2
  exit 1
}
targets=""
for target in "$@"; do targets="$targets --target $target"; done
[ -t 1 ] && terminal=1 || terminal=0
{
  NINJA_STATUS='[%f/%t %e] ' cmake --build build/release $targets -- -j"$(nproc)" 2>&1 || echo "build.sh: failed"
} | awk -v terminal=$terminal '
  function left(seconds) { return seconds < 90 ? int(seconds) " s" : int(seconds / 60 + 0.5) " min" }
  /^\[[0-9]+\/[0-9]+ [0-9.]+\] / {
    split(substr($1, 2), files, "/")
    spent = $2 + 0
    tenth = int(10 * files[1] / files[2])
    text = "Building: " files[1] " of " files[2] " steps"
    if (spent > 5 && files[1] < files[2]) text = text ", about " left(spent * (files[2] - files[1]) / files[1]) " left"
    if (terminal) { printf "\r\033[K%s", text; fflush() }
    else if (tenth > shown) { print text; fflush(); shown = tenth }
    said = ""
    next
  }
  $0 == "build.sh: failed" { failed = 1; next }
  { said = said $0 "\n" }
  /^FAILED: / || broken != "" { broken = broken $0 "\n" }
  END {
    if (terminal) printf "\r\033[K"
    if (failed) { printf "%s", broken == "" ? said : broken; exit 1 }
  }'
