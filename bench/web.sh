#!/usr/bin/env bash
# The pages of a real server beside the least that a server can do with the same tables, in one run: bench/web.sh [RELATIONSHIPS] [ENTRIES]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
publish() { dotnet publish "$1" -c Release -r linux-x64 --self-contained false -o "$2" --verbosity quiet; }
publish src/Tandem.Cli "$work/tandem"
publish bench/Tandem.Floor "$work/floor"
publish bench/Tandem.Bench "$work/bench"
"$work/bench/Tandem.Bench" web fill "${1:-100000}" "${2:-5000}" "$work/data"
printf '%s, %s cores\n\n' "$(uname -m)" "$(nproc)"
"$work/bench/Tandem.Bench" web load "$work/data" "$work/tandem/tandem" "$work/floor/Tandem.Floor"
