# SPDX-License-Identifier: EUPL-1.2
# Read by ./vindplaats and ./test: what both need to build. Sets nothing outside this repository.
# The one that reads it sets `root`, the folder of the repository. Everything is said on standard
# error, so that the output of the program itself stays clean.

# One set of flags for the program and its tests, so that neither builds the work of the other again.
build_flags=(-c release -Xswiftc -enable-testing)
program="$root/.build/release/vindplaats"
stamp="$root/.build/vindplaats.stamp"
log="$root/.build/vindplaats-build.log"

say() { printf 'vindplaats: %s\n' "$*" >&2; }

# A line that changes when a source, the manifest, the compiler or this folder's place changes.
# Names, sizes and times are looked at, never contents: it takes some 20 ms.
fingerprint() {
  {
    printf '%s\n' "$root" "$(readlink -f "$(command -v swift || true)" || true)" "${build_flags[*]}"
    cd "$root" && find Sources Package.swift -type f -printf '%p %s %T@\n' | LC_ALL=C sort
  } | sha256sum
}

# The versions of the dependencies; the build itself may write this file, so it is taken afterwards.
pins() { { cat "$root/Package.resolved" 2>/dev/null || true; } | sha256sum; }

is_current() {
  [[ -x $program && -f $stamp && $(<"$stamp") == "$1"$'\n'"$(pins)" ]]
}

require_swift() {
  command -v swift >/dev/null && return
  say 'Swift is niet gevonden. Nodig is Swift 6.1 of nieuwer: https://www.swift.org/install/linux/'
  say 'Staat Swift er wel? Zet de map met het programma swift dan in PATH.'
  return 1
}

# Installs the Debian packages that are missing, when that may be done without asking.
require_packages() {
  local package missing=() as_root=()
  if ! command -v dpkg-query >/dev/null; then
    say "dit is geen Debian of Ubuntu; zorg zelf voor de bibliotheken van: $*"
    return
  fi
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] \
      || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if ! sudo -n true 2>/dev/null; then
      say "er ontbreken pakketten. Installeer ze en begin opnieuw:"
      say "  sudo apt-get install ${missing[*]}"
      return 1
    fi
    as_root=(sudo -n)
  fi
  say "pakketten installeren: ${missing[*]}"
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get
    -o DPkg::Lock::Timeout=300 -y --no-install-recommends install "${missing[@]}")
  mkdir -p "$root/.build"
  if ! "${install[@]}" >"$root/.build/apt.log" 2>&1; then
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update >>"$root/.build/apt.log" 2>&1 || true
    if ! "${install[@]}" >>"$root/.build/apt.log" 2>&1; then
      tail -n 15 "$root/.build/apt.log" >&2
      say 'het installeren is niet gelukt; hierboven staat waarom. Probeer het met de hand:'
      say "  sudo apt-get install ${missing[*]}"
      return 1
    fi
  fi
}

# Condenses the compiler's lines: to one line on a terminal, to one line a quarter of a minute elsewhere.
show_progress() {
  local line last=-12 shown='' width
  while :; do
    if IFS= read -r -t 1 line; then
      [[ -n $line ]] && shown=$line
    elif (($? <= 128)); then
      break
    fi
    if [[ -t 2 ]]; then
      width=$((${COLUMNS:-$(tput cols 2>/dev/null || echo 80)} - 1))
      ((width >= 20)) || width=79
      line="bouwen (${SECONDS} s) $shown"
      printf '\r\033[K%s' "${line:0:width}" >&2
    elif ((SECONDS - last >= 15)); then
      say "bouwen (${SECONDS} s) $shown"
      last=$SECONDS
    fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# Builds under a lock, so that two callers at once cannot spoil each other's work.
# - $1: `program`, or `everything` for the tests as well.
build() {
  local what=$1 before arguments=() status
  mkdir -p "$root/.build"
  exec {lock}>"$root/.build/vindplaats.lock"
  if ! flock -n "$lock"; then
    say 'een ander venster bouwt al; even wachten'
    flock "$lock"
  fi
  before=$(fingerprint)
  if [[ $what == program ]]; then
    if is_current "$before"; then
      exec {lock}>&-
      return
    fi
    arguments=(--product vindplaats)
  else
    arguments=(--build-tests)
  fi
  [[ -x $program ]] || say 'voor de eerste keer bouwen; dat duurt enkele minuten'
  rm -f "$stamp"
  SECONDS=0
  set +e
  swift build --package-path "$root" "${build_flags[@]}" "${arguments[@]}" 2>&1 {lock}>&- \
    | tee "$log" | show_progress
  status=${PIPESTATUS[0]}
  set -e
  if ((status != 0)); then
    grep -E '^[^ |].*error: ' "$log" | tail -n 20 >&2 || true
    printf -- '--- laatste regels van %s\n' "${log#"$root"/}" >&2
    tail -n 15 "$log" >&2
    say 'het bouwen is niet gelukt; hierboven staat waarom'
    return 1
  fi
  printf '%s\n%s\n' "$before" "$(pins)" >"$stamp.new" && mv -f "$stamp.new" "$stamp"
  ((SECONDS < 5)) || say "gebouwd in $SECONDS s"
  exec {lock}>&-
}
