# What ./test needs on a machine, and how it gets it. Sourced by ./test.

need_dotnet() {
  dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return
  echo "Tandem is built with the .NET SDK 10: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
}

need_node() {
  local major
  major=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/') || true
  [[ ${major:-0} -ge 20 ]] && command -v npm >/dev/null && return
  echo "The pages are built with Node 20 or later and its npm: https://nodejs.org" >&2
  exit 1
}

need_chromium() {
  has_chromium || install_package chromium-headless-shell || install_package chromium || true
  has_chromium || { echo "The browser tests need chromium-headless-shell or chromium in the path." >&2; exit 1; }
}

has_chromium() {
  command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null
}

need_postgres() {
  has_postgres || install_package postgresql || true
  has_postgres || { echo "The store tests need the server programs of PostgreSQL 15 or later." >&2; exit 1; }
}

# Whether initdb is there, where Debian puts it or in the path. The tests start a server of their own with it.
has_postgres() {
  local initdb
  for initdb in /usr/lib/postgresql/*/bin/initdb $(command -v initdb); do
    [[ -x $initdb && $("$initdb" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/') -ge 15 ]] && return
  done
  return 1
}

# Installs a package on Debian and Ubuntu as root; elsewhere says which one is missing.
install_package() {
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "Please install $1 and run this again." >&2
    exit 1
  fi

  # A new cluster of the system is neither needed nor wanted: the tests make their own.
  mkdir -p /etc/postgresql-common
  [[ -e /etc/postgresql-common/createcluster.conf ]] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  local attempt
  for attempt in 1 2 3; do
    echo "Installing $1 (attempt $attempt)"
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null; then
      return
    fi
    sleep 5
  done
  return 1
}

# Passed and failed tests of a report; a skipped test counts as failed, and so does a report without tests or none at all.
count_results() {
  local counters total good
  counters=$(grep -o '<Counters [^>]*>' "$1" 2>/dev/null || true)
  total=$(sed -n 's/.* total="\([0-9]*\)".*/\1/p' <<<"$counters")
  good=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$counters")
  if [[ ${total:-0} -eq 0 ]]; then
    echo "0 1"
  else
    echo "$good $((total - good))"
  fi
}
