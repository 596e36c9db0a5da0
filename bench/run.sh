#!/usr/bin/env bash
# Speed and memory beside other programs, in one run: bench/run.sh [MESSAGES] [RUNS]
# Prints a table in Markdown. Needs what Debian packages: notmuch, maildir-utils, libgmime-3.0-dev, pkg-config, gcc, python3, time.
# A folder TANDEM_CONFORMANCE with mail/linux-hyperv.headers.mbox.xz adds the rows on real mail.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
messages=${1:-100000} runs=${2:-3}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
for tool in notmuch mu gcc pkg-config python3 /usr/bin/time; do
  command -v "$tool" > /dev/null || { echo "Missing: $tool (see the first lines of this script)" >&2; exit 2; }
done

echo "Building..." >&2
dotnet build bench/Tandem.Bench -c Release --verbosity quiet
dotnet publish src/Tandem.Cli -c Release -r linux-x64 --self-contained false -o "$work/bin" --verbosity quiet
gcc -O2 bench/peers/gmime_headers.c $(pkg-config --cflags --libs gmime-3.0) -o "$work/gmime"
bench=artifacts/bin/Tandem.Bench/release/Tandem.Bench tandem=$work/bin/tandem
echo "Writing $messages messages..." >&2
$bench corpus "$work/mbox" "$messages"
$bench corpus "$work/maildir" "$messages" maildir
mbox=$work/mbox/corpus.mbox
small=$work/small.mbox && head -c 80000000 "$mbox" > "$small"
sides=(--us ours.example --them theirs.example)

# Wall seconds, CPU seconds and peak kB of one whole process.
once() { /usr/bin/time -f "%e %U %S %M" -o "$work/time" "$@" > /dev/null 2> "$work/err" || { cat "$work/err" >&2; exit 1; }; cat "$work/time"; }

# row NAME MESSAGES BEFORE COMMAND...: runs it, prints messages per second (min, median, max), CPU and memory.
row() {
  local name=$1 count=$2 before=$3; shift 3
  for ((run = 0; run < runs; run++)); do eval "$before"; once "$@"; done | sort -n | awk -v name="$name" -v count="$count" '
    { wall[NR] = $1; cpu += $2 + $3; if ($4 > memory) memory = $4 }
    END {
      middle = wall[int((NR + 1) / 2)]
      printf "| %s | %.0f | %.0f | %.0f | %.2f | %.1f | %.0f |\n",
        name, count / wall[NR], count / middle, count / wall[1], middle, cpu / NR, memory / 1000
    }'
}
head_() { printf '\n### %s\n\n| what | msg/s min | median | max | wall s | CPU s | peak MB |\n| --- | --- | --- | --- | --- | --- | --- |\n' "$1"; }

printf '%s, %s cores, %s messages of %s bytes on average, %s runs each\n' "$(uname -m)" "$(nproc)" "$messages" "$(($(stat -c %s "$mbox") / messages))" "$runs"
cat "$mbox" > /dev/null

printf '\n### Headers to fields, one core, inside the process\n\n| what | messages | msg/s min | median | max |\n| --- | --- | --- | --- | --- |\n'
for what in scan headers; do taskset -c 0 $bench $what "$mbox" | awk -F'\t' '{ printf "| Tandem, %s | %s | %s | %s | %s |\n", $1, $2, $3, $4, $5 }'; done
inside() { for ((run = 0; run < runs; run++)); do taskset -c 0 "$@"; done | sort -t$'\t' -k3n | awk -F'\t' '{ name = $1; count = $2; rate[NR] = $3 } END { printf "| %s | %s | %s | %s | %s |\n", name, count, rate[1], rate[int((NR + 1) / 2)], rate[NR] }'; }
inside "$work/gmime" "$mbox"
inside python3 bench/peers/python_headers.py "$small"
inside python3 bench/peers/python_headers.py "$small" default

head_ "Mailbox to committed evidence in SQLite, start-up included (notmuch and mu index the bodies as well)"
row "tandem import mail" "$messages" "rm -rf $work/data" "$tandem" import mail "$mbox" "${sides[@]}" --data "$work/data"
row "Python, headers only" "$messages" "rm -f $work/py.db*" python3 bench/peers/python_import.py "$mbox" "$work/py.db"
runs=1
printf '[database]\npath=%s\n[user]\nname=x\nprimary_email=x@ours.example\n[new]\ntags=new\n' "$work/maildir" > "$work/notmuch.conf"
row "notmuch new (once)" "$messages" "rm -rf $work/maildir/.notmuch" notmuch --config="$work/notmuch.conf" new --quiet
row "mu index (once)" "$messages" "rm -rf $work/mu; mu init --muhome=$work/mu --maildir=$work/maildir --my-address=x@ours.example > /dev/null 2>&1" mu index --muhome="$work/mu" --quiet
runs=${2:-3}

real=${TANDEM_CONFORMANCE:-}/mail/linux-hyperv.headers.mbox.xz
if [[ -f $real ]]; then
  xz -dc "$real" > "$work/hyperv.mbox"
  head_ "tandem assess on linux-hyperv (26,430 messages, headers only), process start to printed reading"
  row "tandem assess" 26430 : "$tandem" assess "$work/hyperv.mbox" --us microsoft.com,linuxonhyperv.com --them redhat.com
  row "tandem assess, as .xz" 26430 : "$tandem" assess "$real" --us microsoft.com,linuxonhyperv.com --them redhat.com
  row "Python, counts and first replies only" 26430 : python3 bench/peers/python_assess.py "$work/hyperv.mbox" microsoft.com,linuxonhyperv.com redhat.com
fi

head_ "Memory and cost per message as the mailbox grows (tandem assess, both sides named)"
for times in 1 10 ${TANDEM_BENCH_LARGE:+100}; do
  count=$((13000 * times))
  $bench corpus "$work/grow" "$count"
  row "$(($(stat -c %s "$work/grow/corpus.mbox") / 1000000)) MB, $count messages" "$count" : "$tandem" assess "$work/grow/corpus.mbox" "${sides[@]}"
  row "the same, imported" "$count" "rm -rf $work/data" "$tandem" import mail "$work/grow/corpus.mbox" "${sides[@]}" --data "$work/data"
  rm -rf "$work/grow"
done
