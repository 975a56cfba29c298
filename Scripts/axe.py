#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks every HTML page in a folder with axe, and that no page asks for anything from outside.

    Scripts/axe.py FOLDER [--dark] [--width 390] [--every N]

Exits with 1 where there is a violation, 2 where there is nothing to check. Needs Debian's chromium and
the Python packages playwright and axe-playwright-python.
"""
import argparse
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUNS = {
    "wcag": {"runOnly": {"type": "tag", "values": WCAG}},
    "default": {},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--every", type=int, default=1, help="check one page in so many")
    options = parser.parse_args()
    pages = sorted(options.folder.rglob("*.html"))[:: options.every]
    if not pages:
        print(f"{options.folder}: geen HTML-pagina's gevonden", file=sys.stderr)
        return 2
    faults = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(
            color_scheme="dark" if options.dark else "light",
            viewport={"width": options.width, "height": 900})
        for path in pages:
            page = context.new_page()
            outside: list[str] = []
            page.on("request", lambda request: outside.append(request.url)
                    if not request.url.startswith("file://") else None)
            page.goto(path.resolve().as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            for url in outside:
                faults += 1
                print(f"{path}: vraagt iets van buiten: {url}")
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                faults += 1
                print(f"{path}: {wide} px breder dan het scherm")
            for name, run in RUNS.items():
                result = Axe().run(page, options=run)
                for violation in result.response["violations"]:
                    faults += 1
                    nodes = violation["nodes"]
                    print(f"{path}: {name}: {violation['id']} ({len(nodes)}x): {violation['help']}")
                    print(f"    {nodes[0]['html'][:160]}")
            page.close()
        browser.close()
    print(f"{len(pages)} pagina's, {faults} overtredingen")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
