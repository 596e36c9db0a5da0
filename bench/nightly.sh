#!/usr/bin/env bash
# A night's pass over many relationships, in one run: bench/nightly.sh [RELATIONSHIPS] [POSTGRES CONNECTION]
# The connection is to an empty database, of a role that may set session_replication_role. Prints what bench/results.md has in its table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
relationships=${1:-1000000} connection=${2:-}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
dotnet build bench/Tandem.Bench -c Release --verbosity quiet
bench=artifacts/bin/Tandem.Bench/release/Tandem.Bench
through() {
  local name=$1; shift
  echo "Filling $name..." >&2
  $bench nightly fill "$relationships" "$@"
  for what in scan read pass ${NIGHTLY_ADVICE:+advice}; do
    $bench nightly "$what" "$@" | awk -F'\t' -v name="$name" -v load="$(cut -d' ' -f1 /proc/loadavg)" \
      '{ printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", name, $1, $2, $4, $5, $6, $7, load }'
  done
}
printf '%s, %s cores\n\n' "$(uname -m)" "$(nproc)"
printf '| database | what | relationships | wall s | relationships/s | CPU s | peak MB | load |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n'
through SQLite "$work/data"
[[ -z $connection ]] || through PostgreSQL "$work/data" "$connection"
