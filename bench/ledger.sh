#!/usr/bin/env bash
# The ledger beside bare databases and bare SHA-256, in one run: bench/ledger.sh [ENTRIES] [POSTGRES CONNECTION]
# Prints what bench/results.md has in its tables.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
entries=${1:-1000000} connection=${2:-}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
command -v /usr/bin/time > /dev/null || { echo "Missing: /usr/bin/time" >&2; exit 2; }
dotnet build bench/Tandem.Bench -c Release --verbosity quiet
dotnet publish src/Tandem.Cli -c Release -r linux-x64 --self-contained false -o "$work/bin" --verbosity quiet
bench=artifacts/bin/Tandem.Bench/release/Tandem.Bench tandem=$work/bin/tandem
export TANDEM_DATA=$work/data

# Wall seconds, CPU seconds and peak MB of one whole process.
once() {
  local name=$1; shift
  /usr/bin/time -f "%e %U %S %M" -o "$work/time" "$@" > "$work/out"
  awk -v name="$name" '{ printf "%s: %.2f s wall, %.2f s CPU, %.0f MB\n", name, $1, $2 + $3, $4 / 1000 }' "$work/time"
}

echo "== Merkle tree, beside the SHA-256 calls it needs"; $bench merkle
echo "== Batch insert, beside SQLite alone and EF Core"; $bench ledger batch 100000
echo "== Durable append on SQLite, beside a bare commit"; $bench ledger append
[[ -z $connection ]] || { echo "== The same on PostgreSQL"; $bench ledger append "$connection"; }

echo "== $entries entries: import, export, verify, and one more entry"
$bench ledger lines "$entries" "$work/big.ndjson"
$bench ledger lines 100 "$work/small.ndjson"
once "import of 100" "$tandem" ledger import "$work/small.ndjson" --their-name Small
once "import of $entries" "$tandem" ledger import "$work/big.ndjson" --their-name Big
for name in Small Big; do
  for n in 1 2 3; do
    printf '{"id":"more%s","kind":"request","side":"A","by":"a-one","occurred":"2040-01-01","body":{"from":"A"}}\n' "$n" > "$work/one.ndjson"
    once "one more entry to $name" "$tandem" ledger append "$name" "$work/one.ndjson"
  done
done
once "export" "$tandem" export Big -o "$work/big.tandem"
once "verify" "$tandem" verify "$work/big.tandem"
ls -l "$work/big.tandem" "$work/big.ndjson" | awk '{ print $5, "bytes", $9 }' | sed "s|$work/||"
once "sha256sum of the export" sha256sum "$work/big.tandem"
