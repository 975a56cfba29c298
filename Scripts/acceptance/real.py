#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Real papers, end to end: every file once in the coverage, every hit where it is said to be.

    real.py STUDY    makes the study (it must not exist, or be a study that may be made anew)
"""

import argparse
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

import trial

JOINERS = re.compile("[\\s\u00ad\u2010-\u2015\u2212\ufffe\ufeff\u200b-\u200f-]+")
QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00b4": "'"})


def folded(text):
    """Without white space, hyphens, ligatures, case and kinds of quotation marks."""
    text = unicodedata.normalize("NFKC", text).translate(QUOTES)
    return JOINERS.sub("", text).casefold()


def pdf_page(file, page, *options):
    done = subprocess.run(
        ["pdftotext", "-q", "-f", str(page), "-l", str(page), *options, str(file), "-"],
        capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def has_no_text(file):
    """Whether pdftotext finds no letter on any page: how the image-only ones are known."""
    done = subprocess.run(["pdftotext", "-q", str(file), "-"], capture_output=True, check=False)
    return not done.stdout.decode("utf-8", "replace").strip()


def check_coverage(outcome, study, placed):
    coverage = trial.rows(study / "out/coverage.csv")
    seen = Counter(row["file"] for row in coverage)
    outcome.check("every file stands once in coverage.csv",
                  seen == Counter(placed.keys()), f"{len(coverage)} rows, {len(placed)} files")
    states = Counter(row["state"] for row in coverage)
    outcome.check("no file failed without a reason",
                  all(row["reason"] for row in coverage if row["state"] not in ("read", "ocr")),
                  ", ".join(f"{k} {v}" for k, v in sorted(states.items())))
    outcome.check("each file counts for the region of its folder",
                  all(row["units"] == row["file"].split("/")[0] for row in coverage))
    images = {name for name, file in placed.items()
              if file.suffix.lower() == ".pdf" and has_no_text(file)}
    named = {row["file"] for row in coverage if row["state"] in ("no-text", "ocr")}
    missed, extra = images - named, named - images
    detail = f"{len(images & named)} of {len(images)}" + (f"; also {sorted(extra)}" if extra else "")
    outcome.check("the image-only PDFs are named as such", len(images) == 17 and not missed, detail)


def check_hits(outcome, study, placed):
    hits = trial.rows(study / "out/hits.csv")
    outcome.check("there are hits", hits, f"{len(hits)}")
    by_file = defaultdict(list)
    for hit in hits:
        by_file[hit["file"]].append(hit)
    with ThreadPoolExecutor(2) as pool:
        texts = dict(zip(by_file, pool.map(lambda f: trial.text_pages(study, f), by_file)))
    wrong = [hit for file, group in by_file.items() for hit in group
             if texts[file].get(int(hit["page"]), "")[int(hit["start"]):int(hit["end"])]
             != hit["quote"] or not hit["quote"]]
    outcome.check("every quote stands at start to end of its page's text", not wrong,
                  f"{len(hits) - len(wrong)} of {len(hits)}" + (f"; first {wrong[0]}" if wrong else ""))
    order = [(h["file"].encode("utf-8", "surrogateescape"), int(h["page"]), int(h["start"]),
              h["term"].encode()) for h in hits]
    outcome.check("rows are sorted by file, page, start, term", order == sorted(order))
    check_elsewhere(outcome, placed, by_file)


def check_elsewhere(outcome, placed, by_file):
    """The same quotes, looked up by programs that have nothing to do with ours."""
    found = Counter()
    lost = []
    for file, group in by_file.items():
        source = placed[file]
        is_pdf = source.suffix.lower() == ".pdf"
        whole = None if is_pdf else folded(source.read_text("utf-8", "replace"))
        pages = {}
        for hit in group:
            page = int(hit["page"])
            if hit["ocr"]:  # read from a picture, which pdftotext cannot
                found["recognised"] += 1
                continue
            if is_pdf and page not in pages:
                pages[page] = [folded(pdf_page(source, page, *o)) for o in ((), ("-raw",))]
            texts = pages[page] if is_pdf else [whole]
            kind = "pdf" if is_pdf else "text"
            found[kind] += 1
            if any(folded(hit["quote"]) in text for text in texts):
                found[kind + " found"] += 1
            else:
                lost.append(hit)
    for kind, name in (("pdf", "pdftotext finds the quotes on their pages"),
                       ("text", "the Markdown files hold the quotes")):
        share = 100 * found[kind + " found"] / max(found[kind], 1)
        outcome.check(name, share >= 99.5, f"{found[kind + ' found']} of {found[kind]} ({share:.2f} %)")
    print(f"not looked up elsewhere, because read by OCR: {found['recognised']} quotes")
    for hit in lost[:5]:
        print(f"not found elsewhere: {hit['file']} p. {hit['page']} {hit['quote']!r}")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study")
    options.add_argument("--timeout", type=float, default=900)
    given = options.parse_args()
    trial.need_program()
    if not shutil.which("pdftotext"):
        sys.exit("pdftotext is missing: sudo apt install poppler-utils")
    papers = sorted(p for p in trial.need_shared("data/nl-gov-pdf").rglob("*")
                    if p.suffix.lower() == ".pdf")
    texts = sorted(p for p in trial.need_shared("data/nl-texts").rglob("*.md")
                   if p.name != "PROVENANCE.md")
    study = trial.new_study(given.study)
    placed = trial.spread(papers, study, "p") | trial.spread(texts, study, "t")

    outcome = trial.Outcome(f"real papers: {len(papers)} PDFs, {len(texts)} texts")
    done = trial.run("monitor", study, timeout=given.timeout)
    outcome.check("monitor finishes with status 0", done.status == 0,
                  f"{done.seconds:.1f} s, {done.peak_bytes / 1e6:.0f} MB")
    if done.status != 0:
        print(done.said[-3000:])
        outcome.finish()
    check_coverage(outcome, study, placed)
    check_hits(outcome, study, placed)
    chain = trial.events_of_copy(study)
    before = trial.digest(study / "out")
    again = trial.run("monitor", study)
    outcome.check("a second run appends nothing and changes nothing",
                  again.status == 0 and trial.events_of_copy(study) == chain
                  and trial.digest(study / "out") == before,
                  f"{again.seconds:.2f} s, {len(chain)} events")
    faults = trial.chain_faults(chain)
    outcome.check("the chain of events is whole", not faults, "; ".join(faults[:3]))
    verified = trial.run("verify", study)
    outcome.check("verify finds no difference", verified.status == 0,
                  "" if verified.status == 0 else verified.said[-300:])
    outcome.finish()


main()
