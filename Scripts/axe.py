#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks every HTML page in a folder with axe, and that no page asks for anything from outside.

    Scripts/axe.py FOLDER [--every N]

Each page is opened once, and looked at as on a wide screen, on one of 390 pixels, and in the dark. The
rules are those of WCAG 2.2 A and AA and of good practice, which are all that axe applies by itself; in the
dark only those on colour, since nothing else differs.

Exits with 1 where there is a violation, 2 where there is nothing to check. Needs Debian's chromium and
the Python packages playwright and axe-playwright-python.
"""
import argparse
import concurrent.futures
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ALL = {
    "runOnly": {"type": "tag", "values": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
LOOKS = [("breed", 1280, "light", ALL), ("smal", 390, "light", ALL), ("donker", 1280, "dark", COLOURS)]


def check(path: pathlib.Path, page, axe: str) -> list[str]:
    """What is wrong with one page, a line or two for each violation."""
    faults: list[str] = []
    page.on("request", lambda request: faults.append(f"vraagt iets van buiten: {request.url}")
            if not request.url.startswith("file://") else None)
    page.goto(path.resolve().as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe)
    for look, width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{look}: {wide} px breder dan het scherm")
        for violation in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
            nodes = violation["nodes"]
            faults.append(
                f"{look}: {violation['id']} ({len(nodes)}x): {violation['help']}\n"
                f"    {nodes[0]['html'][:160]}")
    return [f"{path}: {fault}" for fault in faults]


def check_all(paths: list[pathlib.Path]) -> list[str]:
    """What is wrong with these pages, in one browser."""
    axe = Axe().axe_script
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for path in paths:
            page = browser.new_page()
            faults += check(path, page, axe)
            page.close()
        browser.close()
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--every", type=int, default=1, help="check one page in so many")
    options = parser.parse_args()
    pages = sorted(options.folder.rglob("*.html"))[:: options.every]
    if not pages:
        print(f"{options.folder}: geen HTML-pagina's gevonden", file=sys.stderr)
        return 2
    browsers = min(os.cpu_count() or 1, len(pages))
    with concurrent.futures.ProcessPoolExecutor(browsers) as workers:
        shares = [pages[first::browsers] for first in range(browsers)]
        faults = sorted(fault for share in workers.map(check_all, shares) for fault in share)
    for fault in faults:
        print(fault)
    print(f"{len(pages)} pagina's, elk op drie manieren, {len(faults)} overtredingen")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
