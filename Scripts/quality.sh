#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Measures the quality of reading and finding, and writes docs/quality.md.
#   Scripts/quality.sh [--only MEASURE]... [--shared DIR] [--corpus DIR] [--keep-page]
#                      [--seed N]... [--examples]
# Exit status 1: a figure does not keep its limit.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
# shellcheck source=Scripts/build.sh
source "$root/Scripts/build.sh"
require_swift
say 'bouwen'
swift build --package-path "$root" "${build_flags[@]}" --product quality >&2
exec "$root/.build/release/quality" "$@"
