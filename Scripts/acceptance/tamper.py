#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Changes one thing at a time in a study with an edition: `verify` must notice it and name the place.

    tamper.py [STUDY]    from the inputs of STUDY (examples/kindermishandeling)
"""

import argparse
import hashlib
import json
import re
import shutil
import sqlite3
import tempfile
from pathlib import Path

import trial

# 1 says that a row of the study's own files was refused; the rest was done.
FINISHED = (0, 1)

TRIGGERS = ("event_stays", "event_remains")


class Journal:
    """A stored journal, open for changes that the program itself would never make."""

    def __init__(self, study):
        self.connection = sqlite3.connect(study / "journal.db")
        query = "SELECT sql FROM sqlite_master WHERE type='trigger'"
        self.triggers = [sql for (sql,) in self.connection.execute(query)]

    def __enter__(self):
        for name in TRIGGERS:
            self.connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        return self

    def __exit__(self, *problem):
        for sql in self.triggers:
            self.connection.execute(sql)
        self.connection.commit()
        self.connection.close()

    def events(self):
        query = f"SELECT {', '.join(trial.EVENT_COLUMNS)} FROM event ORDER BY number"
        return [dict(zip(trial.EVENT_COLUMNS, row)) for row in self.connection.execute(query)]

    def set(self, number, column, value):
        self.connection.execute(f"UPDATE event SET {column}=? WHERE number=?", (value, number))

    def remove(self, number):
        self.connection.execute("DELETE FROM event WHERE number=?", (number,))

    def reseal(self, renumber=False):
        """Makes the chain fit again from the first event to the last, as a forger would."""
        previous = "0" * 64
        chain = self.events()
        for place, event in enumerate(chain, 1):
            old = event["number"]
            if renumber:
                event["number"] = place
            event["previous"] = previous
            previous = event["hash"] = trial.event_hash(event)
            self.connection.execute(
                "UPDATE event SET number=?, previous=?, hash=? WHERE number=?",
                (event["number"], event["previous"], event["hash"], old))
        return chain


def payload_of(event):
    """The kind's own part of a payload, and the whole that it stands in."""
    whole = json.loads(event["payload"])
    inner = whole[event["kind"]]
    return inner.get("_0", inner) if isinstance(inner, dict) else inner, whole


def dumped(whole):
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def numbers(*found):
    """Patterns for event numbers that count as naming the place."""
    return [rf"\b{number}\b" for number in found]


# -- Places in files -------------------------------------------------------------------------------

MARKUP = re.compile(rb"<(script|style|head|svg).*?</\1>|<[^>]*>", re.S)
FIGURE = re.compile(rb"(?<![\w.,&#-])\d{1,4}(?![\w.,;-])")
CELL = re.compile(rb"(?<=,)\d{1,6}(?=[,\n])")


def visible(data):
    """Bytes of a page with markup blanked out, so that places stay the same."""
    return MARKUP.sub(lambda match: b"\0" * len(match.group()), data)


def figures(path):
    """Where a reader sees a number."""
    data = path.read_bytes()
    return list(FIGURE.finditer(visible(data)) if path.suffix == ".html" else CELL.finditer(data))


def change_figure(path):
    """Adds one to the last digit of a number that a reader sees."""
    data = bytearray(path.read_bytes())
    found = figures(path)
    place = found[len(found) // 2].end() - 1
    data[place] = ord("0") + (data[place] - ord("0") + 1) % 10
    path.write_bytes(data)


def change_quote(path, quote):
    """Changes one letter within a quote; gives whether the file shows it."""
    text = path.read_text("utf-8")
    longest = max(re.findall(r"\w{5,}", quote), key=len, default=None)
    if longest is None:
        return False
    for words in (quote, longest):
        place = text.rfind(words)
        if place >= 0:
            at = place + words.index(longest)
            letter = "x" if text[at] != "x" else "y"
            path.write_text(text[:at] + letter + text[at + 1 :], "utf-8")
            return True
    return False


def a_quote(study):
    """A quote under an answer, from the draft's own table."""
    for row in trial.rows(study / "out/answers.csv"):
        if row["quote"]:
            return row["quote"].split(" || ")[0]
    raise SystemExit("the study has no answer with a quote; name another")


def pages(folder):
    return sorted(folder.rglob("*.html"))


def flip(path):
    """Changes one byte in the middle of a file."""
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


# -- The cases -------------------------------------------------------------------------------------


def journal_cases(chain):
    """Changes in stored events: name, change, patterns of which one must be said."""
    published = next(e for e in chain if e["kind"] == "reportPublished")
    answer = next(e for e in chain if e["kind"] == "answerRecorded")
    number = answer["number"]
    changes = {
        "number": len(chain) + 1000, "at": answer["at"].replace("20", "19", 1), "actor": "iemand",
        "kind": "answerSettled", "schema": 7, "payload": answer["payload"].replace("a", "e", 1),
        "previous": "f" * 64, "hash": "e" * 64,
    }
    for column, value in changes.items():
        yield (f"event {number}: {column} changed",
               lambda s, c=column, v=value: edit(s, number, c, v), numbers(number, number + 1))
    for kind in sorted({event["kind"] for event in chain}):
        last = [event for event in chain if event["kind"] == kind][-1]
        yield (f"event {last['number']}, {kind}: time changed",
               lambda s, e=last: edit(s, e["number"], "at", "2001" + e["at"][4:]),
               numbers(last["number"]))
    edition = [r"published/1\b", r"uitgave 1\b", *numbers(published["number"])]
    for column in ("at", "actor"):
        yield (f"event {number}: {column} changed, chain made to fit",
               lambda s, c=column: edit(s, number, c, changes[c], reseal=True),
               edition + numbers(number))
    yield (f"event {number}: actor changed, chain and head hash of the edition made to fit",
           lambda s: forge_head(s, number), edition)
    yield ("event last: removed (the edition's own)", lambda s: cut(s, 1), edition)
    yield ("events last two: removed", lambda s: cut(s, 2), edition)
    yield ("edition's event removed, a later one made to fit", remove_edition, edition)


def edit(study, number, column, value, reseal=False):
    with Journal(study) as journal:
        journal.set(number, column, value)
        if reseal:
            journal.reseal()


def forge_head(study, number):
    with Journal(study) as journal:
        journal.set(number, "actor", "iemand")
        chain = journal.reseal()
        edition = next(e for e in chain if e["kind"] == "reportPublished")
        inner, whole = payload_of(edition)
        inner["headHash"] = chain[inner["eventNumber"] - 1]["hash"]
        journal.set(edition["number"], "payload", dumped(whole))
        journal.reseal()


def cut(study, count):
    with Journal(study) as journal:
        for event in journal.events()[-count:]:
            journal.remove(event["number"])


def remove_edition(study):
    later = study / "sources" / trial.regions_of(study)[0] / "later.txt"
    later.parent.mkdir(exist_ok=True)
    later.write_text("Een later stuk.\n")
    trial.must("monitor", study, accepted=FINISHED)
    with Journal(study) as journal:
        for event in journal.events():
            if event["kind"] == "reportPublished":
                journal.remove(event["number"])
        journal.reseal(renumber=True)


def forge_quote(study):
    """Without an edition only the kept document can contradict a quote whose chain was made to fit."""
    with Journal(study) as journal:
        coded = next(e for e in journal.events() if e["kind"] == "passageCoded")
        inner, whole = payload_of(coded)
        inner["locator"]["quote"] = inner["locator"]["quote"].replace("e", "a", 1)
        journal.set(coded["number"], "payload", dumped(whole))
        journal.reseal()


def forge_edition(study):
    """A figure in an edition, with the file's hash in the event and the chain made to fit."""
    target = study / "published/1/indicators.csv"
    change_figure(target)
    with Journal(study) as journal:
        edition = next(e for e in journal.events() if e["kind"] == "reportPublished")
        inner, whole = payload_of(edition)
        inner["files"]["indicators.csv"] = hashlib.sha256(target.read_bytes()).hexdigest()
        journal.set(edition["number"], "payload", dumped(whole))
        journal.reseal()


def document_cases(chain, study):
    """Changes in kept documents, one that carries a quote and one that does not."""
    quoted = {payload_of(e)[0]["locator"]["version"] for e in chain if e["kind"] == "passageCoded"}
    kept = sorted(path.name for path in (study / "kept").iterdir() if len(path.name) == 64)
    paths = {row["sha256"]: row["file"] for row in trial.rows(study / "out/coverage.csv")}
    for what, name in (("quoted", next(n for n in kept if n in quoted)),
                       ("other", next(n for n in kept if n not in quoted))):
        said = [name[:12]] + ([re.escape(paths[name])] if name in paths else [])
        yield (f"kept: one byte of a document ({what})",
               lambda s, n=name: flip(s / "kept" / n), said)
        yield (f"kept: document removed ({what})",
               lambda s, n=name: (s / "kept" / n).unlink(), said)


def page_cases(study):
    """Changes in the draft and in the edition."""
    quote = a_quote(study)
    for folder, shown in (("out", "out"), ("published/1", "published/1")):
        below = study / folder
        page = next(p for p in pages(below) if figures(p))
        tables = [name for name in ("indicators.csv", "answers.csv", "coverage.csv", "hits.csv")
                  if (below / name).exists() and figures(below / name)]
        for name in [str(page.relative_to(below)), *tables]:
            yield (f"{shown}: a number in {name}",
                   lambda s, f=folder, n=name: change_figure(s / f / n), [re.escape(name)])
        with_quote = [p for p in pages(below) if quote in p.read_text("utf-8")]
        names = [str(p.relative_to(below)) for p in with_quote[:1]]
        for name in names + [t for t in ("answers.csv",) if (below / t).exists()]:
            yield (f"{shown}: a quote in {name}",
                   lambda s, f=folder, n=name: change_quote(s / f / n, quote), [re.escape(name)])
        gone = str(pages(below)[-1].relative_to(below))
        yield (f"{shown}: {gone} removed", lambda s, f=folder, n=gone: (s / f / n).unlink(),
               [re.escape(gone)])
        yield (f"{shown}: a file added",
               lambda s, f=folder: (s / f / "erbij.html").write_text("<p>12</p>"), [r"erbij\.html"])
    yield ("published/1: removed altogether", lambda s: shutil.rmtree(s / "published/1"),
           [r"published/1\b", r"uitgave 1\b"])


def tried(outcome, base, work, name, change, patterns):
    """One change on a fresh copy, and what `verify` says of it."""
    study = trial.copy_all(base, work / "study")
    before = trial.digest(study)
    change(study)
    changed = trial.differences(before, trial.digest(study))
    done = trial.run("verify", study)
    named = any(re.search(pattern, done.said) for pattern in patterns)
    said = next((line.strip() for line in done.said.splitlines()
                 if any(re.search(p, line) for p in patterns)), done.said.strip()[:120])
    outcome.check(name, changed and done.status == 2 and named,
                  f"status {done.status}{'' if named else ', place not named'}: {said[:110]}"
                  if changed else "nothing was changed by the trial")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study", nargs="?", type=Path, default=trial.EXAMPLE)
    given = options.parse_args()
    trial.need_program()
    outcome = trial.Outcome("tampering")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        unpublished = trial.copy_inputs(given.study, work / "unpublished")
        trial.must("monitor", unpublished, accepted=FINISHED)
        base = trial.copy_all(unpublished, work / "base")
        trial.must("publish", base)
        before = trial.digest(base)
        untouched = trial.run("verify", base)
        outcome.check("untouched: verify finds nothing", untouched.status == 0,
                      f"status {untouched.status}, {untouched.seconds:.1f} s")
        outcome.check("untouched: verify changes nothing",
                      not trial.differences(before, trial.digest(base)))
        outcome.check("untouched, no edition yet", trial.run("verify", unpublished).status == 0)
        chain = trial.events_of_copy(base)
        cases = [*journal_cases(chain), *document_cases(chain, base), *page_cases(base)]
        for case in cases:
            tried(outcome, base, work, *case)
        coded = next(e for e in chain if e["kind"] == "passageCoded")
        tried(outcome, unpublished, work, f"event {coded['number']}: quote changed, chain made to fit",
              forge_quote, numbers(coded["number"]) + [re.escape(payload_of(coded)[0]["id"])])
        tried(outcome, base, work, "published/1: a number, its hash and the chain made to fit",
              forge_edition, [r"indicators\.csv"])
    outcome.finish()


main()
