#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs all acceptance trials on the built program, one after another; fails when one fails.
#   Scripts/acceptance/all.sh [--corpus DIR] [--times N]
# DIR holds the generated PDFs (as Benchmarks/run makes them); N is how often monitor is killed
# (and a tenth of how often a command that answers is).
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
corpus=$here/../../Benchmarks/.corpus/pdf
times=100
while [ $# -gt 0 ]; do
  case $1 in
    --corpus) corpus=$2; shift 2 ;;
    --times) times=$2; shift 2 ;;
    *) sed -n '3,6p' "$0" | cut -c3- >&2; exit 64 ;;
  esac
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=
try() {
  local name=$1
  shift
  python3 "$here/$name.py" "$@" || failed="$failed $name"
}
try real "$work/real"
if [ -d "$corpus" ]; then
  try counts "$corpus"
else
  echo "no generated PDFs in $corpus: run Benchmarks/run once, or name them with --corpus" >&2
  failed="$failed counts"
fi
try badinput
try tamper
try journal "$here/../../examples/kindermishandeling" $((times * 10))
try kill "$here/../../examples/kindermishandeling" "$times"
[ -z "$failed" ] && echo "all trials hold" || { echo "failed:$failed" >&2; exit 1; }
