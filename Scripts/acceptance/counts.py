#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The ten terms over the generated PDFs against the truth that was counted before layout.

    counts.py CORPUS [--study STUDY]    CORPUS is a folder with PDFs, CORPUS.truth.jsonl beside it
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

import trial

LIMIT_PERCENT = 0.5


def truth_of(corpus):
    """Per file name: how often each term stands in it."""
    lines = Path(f"{corpus}.truth.jsonl").read_text("utf-8").splitlines()
    return {Path(record["file"]).name: record["kw"] for record in map(json.loads, lines)}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=lambda name: Path(name).absolute())
    options.add_argument("--study", help="where to make the study; a temporary folder otherwise")
    given = options.parse_args()
    trial.need_program()
    truth = truth_of(given.corpus)
    files = sorted(given.corpus.glob("*.pdf"))
    outcome = trial.Outcome(f"ten terms over {len(files)} generated PDFs, zone body")
    outcome.check("the truth covers the papers", {f.name for f in files} == truth.keys())
    with tempfile.TemporaryDirectory() as work:
        study = trial.new_study(given.study or Path(work, "study"))
        placed = trial.spread(files, study)
        trial.must("monitor", study)
        compare(outcome, study, placed, truth)
    outcome.finish()


def stands_in_brackets(hit):
    """Whether the letters are only there when a bracket between them is left out: the truth counts
    letters that follow each other, to which "(jeugd)hulpaanbod" is no "jeugdhulp"."""
    letters = hit["term"].casefold().strip('"+*')
    quote = hit["quote"].casefold()
    return letters not in quote and letters in quote.replace("(", "").replace(")", "")


def compare(outcome, study, placed, truth):
    counts = Counter()
    for hit in trial.rows(study / "out/hits.csv"):
        if hit["zone"] == "body" and not stands_in_brackets(hit):
            counts[placed[hit["file"]].name, hit["term"].casefold()] += 1
    for term in next(iter(truth.values())):
        expected = sum(record[term] for record in truth.values())
        found = sum(n for (_, label), n in counts.items() if label == term.casefold())
        differing = {name: counts[name, term.casefold()] - record[term]
                     for name, record in truth.items()
                     if counts[name, term.casefold()] != record[term]}
        percent = 100 * (found - expected) / expected
        over = sum(n for n in differing.values() if n > 0)
        under = sum(n for n in differing.values() if n < 0)
        worst = max(differing, key=lambda name: abs(differing[name]), default="")
        outcome.check(
            term, abs(percent) <= LIMIT_PERCENT,
            f"{found} of {expected} ({percent:+.2f} %), {len(differing)} papers differ "
            f"(+{over} {under})" + (f", most in {worst}" if worst else ""))


main()
