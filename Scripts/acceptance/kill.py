#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Kills `monitor` at random moments and runs it again: the same bytes in out/, no event lost.

    kill.py [STUDY] [N]    N times (100), from the inputs of STUDY (examples/kindermishandeling)

Half of the times the study is new; in the other half it was monitored before and then papers came,
went, moved and changed. Most times the whole process group is killed, sometimes only the parent, so
that the workers must notice it themselves; sometimes the next run is killed as well.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import trial

# 1 says that a row of the study's own files was refused; the rest was done.
FINISHED = (0, 1)


def prepared(given, work, papers):
    """The two studies that every attempt starts from: a new one, and one with changes waiting."""
    new = trial.copy_inputs(given, work / "new")
    pdfs = sorted(p for p in (trial.SHARED / "data/nl-gov-pdf").rglob("*.pdf"))[:: 127 // papers]
    placed = sorted(trial.spread(pdfs, new, "extra-")) if trial.SHARED.exists() else []
    changed = trial.copy_all(new, work / "changed")
    if placed:
        (changed / "sources" / placed[0]).unlink()
    trial.must("monitor", changed, accepted=FINISHED)
    if placed:
        shutil.copyfile(new / "sources" / placed[0], changed / "sources" / placed[0])
        (changed / "sources" / placed[1]).unlink()
        moved = changed / "sources" / placed[2]
        moved.rename(moved.with_name("verplaatst-" + moved.name))
        shutil.copyfile(new / "sources" / placed[4], changed / "sources" / placed[3])
    addition = changed / "sources" / trial.regions_of(changed)[0] / "aanvulling.txt"
    addition.parent.mkdir(parents=True, exist_ok=True)
    addition.write_text("Aanvulling\n\nVeilig Thuis kent de meldcode. De gemeente ook.\n")
    return [new, changed]


def undisturbed(base, work):
    """What a run to the end gives, and how long it takes."""
    study = trial.copy_all(base, work / "undisturbed")
    done = trial.must("monitor", study, accepted=FINISHED)
    chain = trial.events_of_copy(study)
    return trial.digest(study / "out"), len(chain), done.seconds


def alive(processes):
    """Which of these still run; a zombie does not."""
    left = []
    for process in processes:
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            continue
        if stat[stat.rindex(")") + 2] not in "ZX":
            left.append(process)
    return left


def interrupt(study, moment, whole_group):
    """Starts `monitor`, kills it after a number of seconds; gives whether it still ran, and what of
    it went on living for more than ten seconds."""
    process = trial.start("monitor", study)
    try:
        process.wait(moment)
        return False, []
    except subprocess.TimeoutExpired:
        family = trial.tree(process.pid)
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while alive(family) and time.monotonic() < deadline:
        time.sleep(0.02)
    left = alive(family)
    if left:
        os.killpg(process.pid, signal.SIGKILL)
    return True, left


def attempt(base, expected, work, chance):
    """One study, killed once or more and then finished; gives what went wrong and the kills."""
    files, count, seconds = expected
    study = trial.copy_all(base, work / "attempt")
    faults = []
    kills = 0
    known = trial.events_of_copy(study)
    while True:
        ran, left = interrupt(study, chance.uniform(0, seconds), chance.random() < 0.8)
        kills += ran
        if left:
            faults.append(f"{len(left)} processes outlived the kill")
        durable = trial.events_of_copy(study)
        if durable[: len(known)] != known:
            faults.append("an event from before the kill is lost")
        faults += trial.chain_faults(durable)
        known = durable
        if chance.random() < 0.7:
            break
    done = trial.run("monitor", study)
    if done.status not in FINISHED:
        return faults + [f"the next run ended with {done.status}: {done.said[-300:]}"], kills
    final = trial.events_of_copy(study)
    if final[: len(known)] != known:
        faults.append("an event is lost after the next run")
    faults += trial.chain_faults(final)
    if len(final) != count:
        faults.append(f"{len(final)} events and not {count}")
    wrong = trial.differences(files, trial.digest(study / "out"))
    if wrong:
        faults.append(f"out/ differs in {len(wrong)} files, such as {wrong[0]}")
    return faults, kills


def leftovers(study):
    """Half-written files that the next run should have cleared."""
    names = [path.name for folder in (study, study / "kept") for path in folder.iterdir()]
    return [name for name in names if name.startswith(".") and name != ".monitor.lock"]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("study", nargs="?", type=Path, default=trial.EXAMPLE)
    options.add_argument("times", nargs="?", type=int, default=100)
    options.add_argument("--seed", type=int, default=2015)
    options.add_argument("--papers", type=int, default=12, help="real PDFs added to the study")
    given = options.parse_args()
    trial.need_program()
    chance = random.Random(given.seed)
    outcome = trial.Outcome(f"{given.times} times killed (seed {given.seed})")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bases = prepared(given.study, work, given.papers)
        expected = [undisturbed(base, work) for base in bases]
        again = [undisturbed(base, work) for base in bases]
        outcome.check("two undisturbed runs give the same bytes",
                      all(a[0] == b[0] for a, b in zip(expected, again)),
                      f"{len(expected[0][0])} files; {expected[0][2]:.1f} s, {expected[1][2]:.1f} s")
        kills = 0
        failures = []
        litter = []
        for number in range(given.times):
            which = number % 2
            faults, killed = attempt(bases[which], expected[which], work, chance)
            kills += killed
            litter += leftovers(work / "attempt")
            if faults:
                failures.append(number)
                print(f"attempt {number} ({('new', 'changed')[which]}): {'; '.join(faults[:4])}")
        outcome.check("each interrupted study ends as the undisturbed one", not failures,
                      f"{given.times - len(failures)} of {given.times}, {kills} kills while running")
        outcome.check("the next run clears what was half written", not litter,
                      f"{len(litter)} left, such as {litter[0]}" if litter else "")
        outcome.check("most kills came while it ran", kills > given.times * 0.5, f"{kills}")
    outcome.finish()


main()
