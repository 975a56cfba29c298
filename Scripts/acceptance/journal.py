#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The journal under stress: kills while coding, two writers, no room, no rights, damage, back-up.

    journal.py [STUDY] [N]    N kills (1000), on a copy of STUDY (examples/kindermishandeling)

What was acknowledged (the command said so on its output) must be in the journal afterwards, and what
is in the journal must be whole: the events of one answer stand there together or not at all. A full
and a read-only disk are made with a file system in memory, which takes root; without it those two
checks are named as not done.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

import trial

QUOTE = "De centrumgemeente Zilverwoude voert de regie op de aanpak."
FILE = "VB01/regiovisie-waterwolde.pdf"


def answering(study, note, coder="lezer-9", field="1.1", answer="expliciet benoemd"):
    return ["answer", study, "--unit", "VB01", "--field", field, "--answer", answer, "--quote", QUOTE,
            "--source", FILE, "--page", "3", "--as", coder, "--note", note]


def notes(chain):
    """The notes of all recorded answers."""
    found = []
    for event in chain:
        if event["kind"] == "answerRecorded":
            found.append(json.loads(event["payload"])["answerRecorded"]["answer"]["note"])
    return found


def killed(study, note, moment):
    """Starts an answer and kills it after a number of seconds; gives what it acknowledged, and
    whether it still ran."""
    process = trial.start(*answering(study, note), out=subprocess.PIPE)
    ran = False
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        ran = True
        os.killpg(process.pid, signal.SIGKILL)
    said = process.stdout.read()
    process.wait()
    return bool(said.strip()), ran


def kills(outcome, study, times, chance):
    before = trial.events(study / "journal.db")
    began = time.monotonic()
    trial.must(*answering(study, "ongestoord"))
    seconds = time.monotonic() - began
    whole = [e["kind"] for e in trial.events(study / "journal.db")[len(before):]]
    known = trial.events(study / "journal.db")
    running = acknowledged = 0
    faults = []
    for number in range(times):
        note = f"poging {number}"
        # Most kills fall where the writing is: in the last part of the run.
        low = 0.5 if number % 2 else 0.0
        started = time.monotonic()
        said, ran = killed(study, note, chance.uniform(low, 1.1) * seconds)
        if not ran:  # the machine may have become quicker or slower since
            seconds = 0.7 * seconds + 0.3 * (time.monotonic() - started)
        running += ran
        acknowledged += said
        chain = trial.events_of_copy(study)
        fresh = chain[len(known):]
        if chain[: len(known)] != known:
            faults.append(f"{note}: an event of before is lost")
        if [e["kind"] for e in fresh] not in ([], whole):
            faults.append(f"{note}: half an answer: {[e['kind'] for e in fresh]}")
        if said and note not in notes(fresh):
            faults.append(f"{note}: acknowledged, and not in the journal")
        known = chain
    faults += trial.chain_faults(known)
    outcome.check("nothing acknowledged is lost, nothing half-written is seen", not faults,
                  "; ".join(faults[:3]) or f"{times} times, {running} killed while running, "
                  f"{acknowledged} acknowledged")
    outcome.check("a good part of the kills came while it ran", running > times * 0.4, running)
    trial.must(*answering(study, "na afloop"))
    outcome.check("coding goes on after the kills",
                  "na afloop" in notes(trial.events(study / "journal.db")))


def two_writers(outcome, study, rounds):
    lost = refused = 0
    for number in range(rounds):
        pair = [
            trial.start(*answering(study, f"links {number}", coder="links"), err=subprocess.PIPE),
            trial.start(*answering(study, f"rechts {number}", coder="rechts"), err=subprocess.PIPE),
        ]
        ends = [(p.wait(60), p.stderr.read().decode()) for p in pair]
        present = notes(trial.events(study / "journal.db"))
        for side, (status, said) in zip(("links", "rechts"), ends):
            if status == 0 and f"{side} {number}" not in present:
                lost += 1
            if status != 0:
                refused += 1
                if not said.startswith("vindplaats: "):
                    lost += 1
    faults = trial.chain_faults(trial.events(study / "journal.db"))
    outcome.check("two processes write at once: both succeed or one is told why",
                  lost == 0 and not faults, f"{rounds} rounds, {refused} refused")


def refusal(outcome, what, study, expected, unchanged=True):
    """An answer must be refused with these words, and the journal be as it was."""
    before = (study / "journal.db").read_bytes() if unchanged else None
    done = trial.run(*answering(study, what))
    right = done.status == 1 and all(word in done.err for word in expected)
    if unchanged:
        right = right and (study / "journal.db").read_bytes() == before
    outcome.check(what, right, done.err.strip().splitlines()[-1][:110] if done.err.strip() else
                  f"status {done.status}, no message")


def damage(outcome, study, work):
    copy = trial.copy_all(study, work / "beschadigd")
    journal = copy / "journal.db"
    whole = journal.read_bytes()
    journal.write_bytes(b"geen database" * 400)
    refusal(outcome, "a journal that is no database", copy, ["journal.db", "back-up"])
    journal.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    refusal(outcome, "a journal cut in half", copy, ["journal.db"])
    pieces = bytearray(whole)
    for place in range(8192, len(pieces), 4096):
        pieces[place : place + 64] = os.urandom(64)
    journal.write_bytes(bytes(pieces))
    refusal(outcome, "a journal with damaged pages", copy, ["journal.db"])
    journal.write_bytes(whole)
    connection = sqlite3.connect(journal)
    connection.execute("PRAGMA user_version=99")
    connection.commit()
    connection.close()
    refusal(outcome, "a journal of a newer version", copy, ["nieuwere versie", "Werk vindplaats bij"])
    journal.write_bytes(whole)
    (copy / "corpus.db").write_bytes(b"geen database" * 400)
    refusal(outcome, "an index that is no database", copy, ["corpus.db", "Verwijder het bestand"])
    trial.must("monitor", copy)
    done = trial.run(*answering(copy, "weer heel"))
    outcome.check("monitor makes the index anew, and coding goes on", done.status == 0,
                  done.err.strip()[:110])


def in_memory(outcome, study, work):
    """No room and no rights, on a file system in memory."""
    place = work / "geheugen"
    place.mkdir()
    size = sum(p.stat().st_size for p in study.rglob("*") if p.is_file()) + (8 << 20)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
                             capture_output=True)
    if mounted.returncode:
        print("not done: a full and a read-only disk (needs root to mount a file system in memory)")
        return
    try:
        copy = place / "onderzoek"
        shutil.copytree(study, copy, symlinks=True)
        trial.must(*answering(copy, "er is ruimte"))
        events = len(trial.events(copy / "journal.db"))
        filler = place / "vol"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        done = trial.run(*answering(copy, "vol"))
        outcome.check("a full disk", done.status == 1 and "ruimte" in done.err,
                      done.err.strip()[:110])
        done = trial.run("monitor", copy)
        outcome.check("a full disk, for monitor", done.status == 1 and "ruimte" in done.err,
                      done.err.strip().splitlines()[-1][:110] if done.err.strip() else done.status)
        filler.unlink()
        chain = trial.events(copy / "journal.db")
        outcome.check("no event is lost on a full disk",
                      len(chain) == events and not trial.chain_faults(chain), f"{events} events")
        trial.must(*answering(copy, "weer ruimte"))
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        refusal(outcome, "a read-only disk", copy, ["schrijf"])
        done = trial.run("monitor", copy)
        outcome.check("a read-only disk, for monitor", done.status == 1 and "schrijf" in done.err,
                      done.err.strip().splitlines()[-1][:110] if done.err.strip() else done.status)
    finally:
        subprocess.run(["umount", str(place)], check=True)


def backups(outcome, study, work, rounds):
    """Back-ups while answers are written: each is a study that existed, and opens."""
    copy = work / "kopie"
    writers = [trial.start(*answering(study, "tijdens de back-up", coder=f"lezer-{n}"))
               for n in range(2)]
    heads = []
    faults = []
    for number in range(rounds):
        trial.must("backup", study, copy)
        back = work / f"terug-{number}"
        trial.must("restore", copy, back)
        chain = trial.events(back / "journal.db")
        faults += trial.chain_faults(chain)
        if trial.events(study / "journal.db")[: len(chain)] != chain:
            faults.append("the restored journal never was")
        heads.append(len(chain))
        for place, writer in enumerate(writers):
            if writer.poll() is not None:
                writers[place] = trial.start(
                    *answering(study, f"ronde {number}", coder=f"lezer-{place}"))
    for writer in writers:
        writer.wait(60)
    outcome.check("back-ups made while others write are whole", not faults,
                  "; ".join(faults[:2]) or f"{rounds} back-ups of {heads[0]} to {heads[-1]} events")
    trial.must("monitor", study)
    trial.must("backup", study, copy)
    back = work / "heen-en-terug"
    trial.must("restore", copy, back)
    trial.must("monitor", back)
    wrong = trial.differences(trial.digest(study / "out"), trial.digest(back / "out"))
    outcome.check("a restored study gives the same draft", not wrong, ", ".join(wrong[:3]))
    outcome.check("and monitor appends nothing to it",
                  len(trial.events(back / "journal.db")) == len(trial.events(study / "journal.db")))
    outcome.check("and verify agrees", trial.run("verify", back).status == 0)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study", nargs="?", type=Path, default=trial.EXAMPLE)
    options.add_argument("times", nargs="?", type=int, default=1000)
    options.add_argument("--seed", type=int, default=2015)
    given = options.parse_args()
    trial.need_program()
    outcome = trial.Outcome(f"the journal under stress (seed {given.seed})")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        study = trial.copy_inputs(given.study, work / "onderzoek")
        trial.must("monitor", study)
        damage(outcome, study, work)
        in_memory(outcome, study, work)
        two_writers(outcome, study, max(5, given.times // 50))
        backups(outcome, study, work, 10)
        kills(outcome, study, given.times, random.Random(given.seed))
    outcome.finish()


main()
