# What the attacks share: each begins with `. "$(dirname "$0")/../attack.bash"`.
#
# An attack is given the executable and its seconds, and works in a folder of its own. It calls `fail` for whatever
# is not as it should be, and ends with `finish`.
# shellcheck shell=bash
set -uo pipefail

# Reports of crashes would take seconds each and are in nobody's interest here: the status tells.
export SWIFT_BACKTRACE=enable=no
export XDG_CACHE_HOME=/dev/null/none
fixtures=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../Fixtures" && pwd)
samples=$fixtures/samples/perfect-L8-S0-T1.000.npy
steelyard=$1
seconds=$2
rounds=0
failures=0

fail() {
  failures=$((failures + 1))
  echo "$*"
}

skip() {
  echo "$*"
  exit 77
}

finish() {
  echo "$rounds rounds, $failures failures"
  [ "$failures" -eq 0 ]
  exit
}

# Whether there is time for another round; the first always has it.
time_left() {
  [ "$rounds" -eq 0 ] || [ "$SECONDS" -lt "$seconds" ]
}

# Whether this is the long form, in which nothing is left out.
is_long() {
  [ "$seconds" -ge 60 ]
}

# Runs a command within a minute and a half, and keeps what it says and its status.
try() {
  timeout --kill-after=1 90 "$@" > out 2> err < /dev/null
  status=$?
  rounds=$((rounds + 1))
}

# Fails unless the last command ended with one of the statuses, said one line if it was none of success, and took
# no more than its time.
expect() {
  local wanted
  for wanted in "$@"; do
    if [ "$status" -eq "$wanted" ]; then
      [ "$status" -lt 64 ] || [ "$(wc -l < err)" -eq 1 ] || [ "$status" -eq 64 ] ||
        fail "$about: not one line: $(head -c 300 err)"
      return
    fi
  done
  [ "$status" -eq 124 ] || [ "$status" -eq 137 ] && fail "$about: no end after 90 s" && return
  fail "$about: status $status, not $*: $(head -c 300 err | tr '\n' '|')"
}

# Fails unless the folder holds these names and no others.
expect_names() {
  local found
  found=$(cd "$1" && find . -mindepth 1 -printf '%P\n' | sort | tr '\n' ' ')
  shift
  [ "$found" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ] || fail "$about: left $found"
}

# A fraction of a second, from 0.000 to that many milliseconds.
moment() {
  printf '%d.%03d' $((RANDOM % $1 / 1000)) $((RANDOM % $1 % 1000))
}
