#!/usr/bin/env bash
# Reading a ledger, one more entry, and what is shown after it, at several lengths: bench/measures.sh [ROUNDS] [ENTRIES...]
# Prints what bench/results.md has in its table.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-5}
shift || true
dotnet build bench/Tandem.Bench -c Release --verbosity quiet
bench=artifacts/bin/Tandem.Bench/release/Tandem.Bench
printf '%s, %s cores, %s rounds, load %s before' "$(uname -m)" "$(nproc)" "$rounds" "$(cut -d' ' -f1-3 /proc/loadavg)"
for entries in "${@:-1000 10000 100000 300000}"; do
  for count in $entries; do $bench measures "$count" "$rounds"; done
done | sort -t$'\t' -k1,1 -k2,2n -k3,3g | awk -F'\t' '
  { key = $1 "\t" $2; if (!(key in count)) keys[++kinds] = key; time[key, ++count[key]] = $3 }
  function at(key, part) { return time[key, 1 + int((count[key] - 1) * part)] }
  END {
    printf "\n\n| what | entries | median | least | 99 of 100 | most | unit |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    for (kind = 1; kind <= kinds; kind++) {
      key = keys[kind]; split(key, of, "\t")
      printf "| %s | %d | %.1f | %.1f | %.1f | %.1f | %s |\n", of[1], of[2], at(key, 0.5), at(key, 0), at(key, 0.99), at(key, 1),
        of[1] ~ /^rebuild/ ? "ms" : "µs"
    }
  }'
printf '\nload %s after\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
