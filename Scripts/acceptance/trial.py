# SPDX-License-Identifier: EUPL-1.2
"""What the acceptance trials share: the program, a study to try it on, a watch on its processes,
and the table with what held and what did not."""

import csv
import hashlib
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("VINDPLAATS", ROOT / ".build/release/vindplaats")).absolute()
SHARED = Path(os.environ.get("VINDPLAATS_SHARED", ROOT / "../shared")).resolve()
EXAMPLE = ROOT / "examples/kindermishandeling"
LAYOUT = "jeugdregio-2015"
FRAMEWORK = "kindermishandeling-2015"


# -- Running -------------------------------------------------------------------------------------


@dataclass
class Run:
    """One finished command: its status (negative for a signal), output, seconds and peak memory."""

    status: int
    out: str
    err: str
    seconds: float
    peak_bytes: int
    timed_out: bool

    @property
    def said(self):
        return self.out + self.err


def tree(root):
    """The process ids of a process and all it started."""
    children = {}
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            stat = Path(entry.path, "stat").read_text(errors="replace")
        except OSError:
            continue
        parent = int(stat[stat.rindex(")") + 2 :].split()[1])
        children.setdefault(parent, []).append(int(entry.name))
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def proportional_bytes(processes):
    """The proportional set size (PSS) of processes together."""
    total = 0
    for process in processes:
        try:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except OSError:
            continue
    return total


def start(*arguments, user=None, out=subprocess.DEVNULL, err=subprocess.DEVNULL):
    """Starts the program in a process group of its own."""
    return subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True, user=user,
        group=user, extra_groups=[] if user is not None else None, cwd="/",
    )


def run(*arguments, timeout=600, user=None):
    """Runs the program to its end, or kills its process group after `timeout` seconds."""
    began = time.monotonic()
    peak = 0
    timed_out = False
    process = start(*arguments, user=user, out=subprocess.PIPE, err=subprocess.PIPE)
    pieces = {}

    def collect(name, stream):
        pieces[name] = stream.read()

    threads = [
        threading.Thread(target=collect, args=(name, stream))
        for name, stream in (("out", process.stdout), ("err", process.stderr))
    ]
    for thread in threads:
        thread.start()
    while True:
        try:
            process.wait(0.1)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, proportional_bytes(tree(process.pid)))
        if time.monotonic() - began > timeout:
            timed_out = True
            os.killpg(process.pid, signal.SIGKILL)
    seconds = time.monotonic() - began
    for thread in threads:
        thread.join(10)
    out, err = (pieces.get(name, b"").decode("utf-8", "replace") for name in ("out", "err"))
    return Run(process.returncode, out, err, seconds, peak, timed_out)


def must(*arguments, accepted=(0,), **options):
    """Runs the program and ends the trial when it fails."""
    done = run(*arguments, **options)
    if done.status not in accepted:
        sys.exit(
            f"'{' '.join(map(str, arguments))}' ended with {done.status} after "
            f"{done.seconds:.1f} s:\n{done.said[-3000:]}"
        )
    return done


def need_program():
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is missing: build it first, or name it in VINDPLAATS")


def need_shared(*parts):
    """A folder of the shared material; without it the trial cannot be done."""
    folder = SHARED.joinpath(*parts)
    if not folder.exists():
        sys.exit(f"{folder} is missing: name the folder with the shared material in VINDPLAATS_SHARED")
    return folder


# -- Studies -------------------------------------------------------------------------------------


def new_study(folder):
    """An empty study folder, made by `init`; a study that stood there is made anew."""
    folder = Path(folder).absolute()
    if folder.exists():
        if not (folder / "units.csv").exists():
            sys.exit(f"{folder} exists and is no study; name a folder that does not exist")
        shutil.rmtree(folder)
    must("init", folder, "--framework", FRAMEWORK, "--layout", LAYOUT)
    return folder


def regions_of(study):
    """The codes of a study's regions, in order."""
    return [row["code"] for row in rows(Path(study) / "units.csv") if row["kind"] == "regio"]


def spread(files, study, prefix=""):
    """Copies files over the folders of the regions, in turn; gives the paths below `sources/`."""
    codes = regions_of(study)
    placed = {}
    for number, file in enumerate(files):
        name = f"{codes[number % len(codes)]}/{prefix}{number:03d}-{file.name}"
        target = study / "sources" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        placed[name] = file
    return placed


def copy_inputs(study, folder):
    """What a person gave of a study: no journal, no corpus, no pages."""
    made = {"journal.db", "journal.db-journal", "corpus.db", "kept", "out", "published"}

    def skip(parent, names):
        if Path(parent) != Path(study):
            return set()
        return {n for n in names if n in made or n.startswith("corpus.db") or n == ".monitor.lock"}

    shutil.copytree(study, folder, ignore=skip, symlinks=True)
    return Path(folder)


def copy_all(study, folder):
    """A full copy; large files are shared until one of the two is written, where the disk can."""
    if Path(folder).exists():
        shutil.rmtree(folder)
    subprocess.run(["cp", "-a", "--reflink=auto", str(study), str(folder)], check=True)
    return Path(folder)


# -- What the program wrote -----------------------------------------------------------------------


csv.field_size_limit(1 << 30)


def rows(path):
    """The rows of a CSV, as dictionaries; bytes that are not UTF-8 survive as surrogates."""
    text = Path(path).read_bytes().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def digest(folder):
    """SHA-256 per file below a folder."""
    folder = Path(folder)
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differences(left, right):
    """The paths that differ between two results of `digest`."""
    return sorted(p for p in left.keys() | right.keys() if left.get(p) != right.get(p))


EVENT_COLUMNS = ("number", "at", "actor", "kind", "schema", "payload", "previous", "hash")


def event_hash(event):
    """What the hash of an event must be, as `RecordedEvent.expectedHash` defines it."""
    columns = [str(event[name]) for name in EVENT_COLUMNS[:-1]]
    text = "\n".join(f"{len(column.encode())}:{column}" for column in columns)
    return hashlib.sha256(text.encode()).hexdigest()


def events(journal):
    """All events of a journal, in order; opening it may roll back what was interrupted."""
    connection = sqlite3.connect(journal)
    try:
        query = f"SELECT {', '.join(EVENT_COLUMNS)} FROM event ORDER BY number"
        return [dict(zip(EVENT_COLUMNS, row)) for row in connection.execute(query)]
    finally:
        connection.close()


def events_of_copy(study):
    """The events that are durable in a study, read from a copy so that the study stays as it is."""
    journal = Path(study) / "journal.db"
    if not journal.exists() or journal.stat().st_size == 0:
        return []
    copy = Path(study).parent / "journal-as-it-was"
    copy.mkdir(exist_ok=True)
    for name in ("journal.db", "journal.db-journal", "journal.db-wal", "journal.db-shm"):
        (copy / name).unlink(missing_ok=True)
        if (journal.parent / name).exists():
            shutil.copyfile(journal.parent / name, copy / name)
    try:
        return events(copy / "journal.db")
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return []
        raise


def chain_faults(chain):
    """What is wrong with a chain of events; nothing is the right answer."""
    faults = []
    previous = "0" * 64
    for place, event in enumerate(chain, 1):
        if event["number"] != place:
            faults.append(f"event {event['number']} stands at place {place}")
        if event["previous"] != previous:
            faults.append(f"event {event['number']} does not follow the one before")
        if event["hash"] != event_hash(event):
            faults.append(f"event {event['number']} has another hash")
        previous = event["hash"]
    return faults


# -- The outcome ---------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What was checked, for a short table and an exit status."""

    title: str
    lines: list = field(default_factory=list)

    def check(self, what, holds, detail=""):
        self.lines.append((bool(holds), what, str(detail)))
        return bool(holds)

    def finish(self):
        """Prints the table and ends the process: 0 when everything held, 1 otherwise."""
        print(f"## {self.title}")
        width = max((len(what) for _, what, _ in self.lines), default=0)
        for holds, what, detail in self.lines:
            text = f"{'ok  ' if holds else 'FAIL'}  {what:<{width}}  {detail}".rstrip()
            print(text.encode("utf-8", "backslashreplace").decode())
        failed = sum(not holds for holds, _, _ in self.lines)
        print(f"{len(self.lines) - failed} of {len(self.lines)} checks hold\n", flush=True)
        sys.exit(1 if failed or not self.lines else 0)


def text_pages(study, file):
    """The pages of a source as the program read them: number to text."""
    done = must("text", study, file, "--format", "json")
    return {int(page["page"]): page["text"] for page in json.loads(done.out)}
