#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Reads mutated documents through the workers, and reports every promise of the reader that is broken.
#   Scripts/fuzz.sh [--rounds N] [--seed S] [--format F] [--first ROUND] [--keep DIR] [--shared DIR]
# Exit status 1: there is a finding; it names its round, which makes the same document again.
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
# shellcheck source=Scripts/build.sh
source "$root/Scripts/build.sh"
require_swift
say 'bouwen'
swift build --package-path "$root" "${build_flags[@]}" --product vindplaats >&2
swift build --package-path "$root" "${build_flags[@]}" --product fuzz >&2
exec "$root/.build/release/fuzz" "$@"
