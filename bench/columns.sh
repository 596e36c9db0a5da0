#!/usr/bin/env bash
# The decayed sums of a portfolio beside DuckDB, numpy and C, in one run: bench/columns.sh [ENTRIES] [RELATIONSHIPS] [ROUNDS]
# Prints what bench/results.md has in its table. Peers that the machine has nothing for are named and left out: DuckDB needs
# node and npm, C gcc, and numpy a python3 that has it (on Debian the package python3-numpy).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
entries=${1:-10000000} relationships=${2:-1000000} rounds=${3:-3} repetitions=5
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
dotnet build bench/Tandem.Bench -c Release --verbosity quiet
bench=artifacts/bin/Tandem.Bench/release/Tandem.Bench
$bench columns write "$work" "$entries" "$relationships"

peers=(tandem)
tandem() { $bench columns sum "$work" "$relationships" "$repetitions"; }
c() { "$work/c" "$work" "$entries" "$relationships" "$repetitions"; }
numpy() { "$python" bench/peers/numpy_columns.py "$work" "$relationships" "$repetitions"; }
duckdb() { node "$work/duckdb/columns.mjs" "$work" "$repetitions"; }

if command -v gcc > /dev/null; then
  gcc -O3 -march=native bench/peers/decayed_columns.c -o "$work/c" -lm && peers+=(c)
else
  echo "Missing: gcc" >&2
fi
for python in python3 /usr/bin/python3 ""; do
  [[ -z $python ]] || ! "$python" -c "import numpy" 2> /dev/null || break
done
if [[ -n $python ]]; then peers+=(numpy); else echo "Missing: a python3 that has numpy" >&2; fi
if command -v npm > /dev/null; then
  cp -r bench/peers/duckdb "$work/duckdb"
  (cd "$work/duckdb" && npm ci --no-audit --no-fund --loglevel=error > /dev/null) && peers+=(duckdb)
else
  echo "Missing: npm" >&2
fi

# They take turns, so that what else the machine does in the meantime meets all of them.
printf '%s, %s cores, load %s before' "$(uname -m)" "$(nproc)" "$(cut -d' ' -f1-3 /proc/loadavg)"
for ((round = 0; round < rounds; round++)); do
  for peer in "${peers[@]}"; do $peer; done
done > "$work/times"
printf ' and %s after; %s entries, %s relationships, %s repetitions each\n\n' \
  "$(cut -d' ' -f1-3 /proc/loadavg)" "$entries" "$relationships" $((rounds * repetitions))

printf '| what | ms | from | to | times one thread of Tandem | GB/s |\n| --- | --- | --- | --- | --- | --- |\n'
grep -v '^=' "$work/times" | sort -t$'\t' -k1,1 -k2,2g | awk -F'\t' -v entries="$entries" '
  { if (!($1 in count)) names[++kinds] = $1; time[$1, ++count[$1]] = $2 }
  function middle(name) { return time[name, int((count[name] + 1) / 2)] }
  END {
    for (at = 1; at <= kinds; at++) if (names[at] == "Tandem, 1 thread") own = middle(names[at])
    for (at = 1; at <= kinds; at++) {
      name = names[at]
      printf "| %s | %.1f | %.1f | %.1f | %.2f | %.1f |\n",
        name, middle(name), time[name, 1], time[name, count[name]], middle(name) / own, 21 * entries / middle(name) / 1e6
    }
  }'

# All have added up the same: the sum of all sums, and one that tells places apart.
grep '^=' "$work/times" | sort -u | awk -F'\t' '
  NR == 1 { all = $3; mixed = $4 }
  function far(a, b) { return (a - b) / b > 1e-9 || (b - a) / b > 1e-9 }
  far($3, all) || far($4, mixed) { print $2 " has added up something else: " $3 ", " $4; bad = 1 }
  END { exit bad }'
