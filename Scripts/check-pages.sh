#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes the draft and an edition of the example, verifies both, and checks every page with axe (WCAG 2.2 AA
# and good practice; wide, 390 pixels wide, and dark). Called by ./test after the build.
set -euo pipefail
root=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/.build/release/vindplaats
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

study=$work/study
mkdir "$study"
(cd "$root/examples/kindermishandeling" &&
  cp -r study.yaml framework.yaml units.csv sources.csv collection.csv interviews.csv attention.csv answers.csv \
    sources "$study")
"$program" monitor --quiet "$study"
"$program" publish "$study" >"$work/publish.txt"
"$program" verify "$study" 2>/dev/null

# The browser's driver and axe come from PyPI, into a folder of their own.
python=$root/.build/axe/bin/python
if [[ ! -x $python ]] || ! "$python" -c 'import axe_playwright_python' 2>/dev/null; then
  if ! { python3 -m venv "$root/.build/axe" &&
    "$python" -m pip install -q --disable-pip-version-check playwright axe-playwright-python; }; then
    echo 'skipped: axe, because its Python packages could not be installed' >&2
    exit 0
  fi
fi
"$python" "$root/Scripts/axe.py" "$study/out"
