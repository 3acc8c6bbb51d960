#!/usr/bin/env python3
"""Who can be recognised: `run.py PSP [--long] [--table]`.

Each spelling of invented people (corpus.py) in each place (places.py) is held against each command that looks for people,
or by which a text leaves the office (ways.py). Prints found, missed and false by spelling and command; the short form
has the rows alone in which something is missed or false, --table all. --long takes every spelling of every person.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

import corpus
import places
import ways
from ways import Office, harness


def run(score, psp, scratch, long):
    persons = corpus.people()
    everything = corpus.spellings(persons)
    some = everything if long else corpus.one_of_each(everything)
    few = [s for s in corpus.one_of_each(everything) if s.kind in ("name", "telephone", "address", "kods", "EMŠO", "e-mail", "surname", "birth")]
    tally = ways.Tally()
    last = time.monotonic()

    def timed(what):
        nonlocal last
        now = time.monotonic()
        print(f"{now - last:6.1f} s  {what}", flush=True)
        last = now

    if not shutil.which("git"):
        score.not_run("all", "git is not installed")
        return tally
    office = Office(psp, places.bare_ledger(psp, scratch / "mass", persons))
    office.commit("begun")
    bare = ways.remote_of(office, scratch)
    placed = places.fill(office.at, some)
    print(f"{len(everything)} spellings of {len(persons)} people; {len(some)} of them at {len(placed)} places", flush=True)
    ways.check(score, tally, office, placed)
    timed("check --privacy")
    ways.hook(score, tally, office, placed)
    timed("the hook")
    ways.sync(score, tally, office, placed, bare)
    timed("sync")
    office.try_git("reset", "-q", "--soft", "origin/HEAD")
    office.commit()
    ways.forget(score, tally, office, placed)
    timed("forget")

    office = Office(psp, places.bare_ledger(psp, scratch / "redact", persons, git=False))
    innocent = [s for s in dict.fromkeys(t for _, t in corpus.innocent_sentences(persons, 6000 if long else 1500))]
    innocent = [(60000 + n, s) for n, s in enumerate(innocent)]
    ways.redacted(score, tally, office, some, innocent, long)
    timed("what is redacted")
    ways.redaction_of_the_own_case(score, office)
    ways.opening_is_redacted(score, office)

    office = Office(psp, places.bare_ledger(psp, scratch / "small", persons))
    office.commit("begun")
    bare = ways.remote_of(office, scratch)
    ways.second_occurrence(tally, office, few)
    timed("a second occurrence")
    alone = few if long else few[::4]
    ways.sync_alone(tally, office, bare, alone)
    timed("sync, each alone")
    names = [s for s in few if s.kind in ("name", "e-mail", "telephone")]
    ways.git_places(score, tally, office, bare, names if long else names[::10])
    timed("messages, authors, branches, tags")
    ways.forget_places(score, psp, scratch, persons)
    timed("where forget looks")
    ways.what_cannot_be_searched(score, psp, scratch, persons)
    ways.workers_are_no_finds(score, psp, scratch, persons)
    ways.false_alarms(score, psp, scratch, persons, 12000 if long else 2400)
    timed("what names nobody")
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("psp")
    parser.add_argument("--long", action="store_true", help="every spelling of every person")
    parser.add_argument("--table", action="store_true", help="the rows in which nothing is missed as well")
    given = parser.parse_args()
    score, psp = harness.Score(), harness.Psp(given.psp)
    try:
        with tempfile.TemporaryDirectory(prefix="psp-privacy-", dir=harness.fast_place(False)) as directory:
            tally = run(score, psp, pathlib.Path(directory), given.long)
    finally:
        ways.remove_bins(psp)
    tally.finish(score)
    print(tally.table(given.table))
    sys.exit(score.finish())


main()
