#!/usr/bin/env python3
"""Checks a psp binary against status.py on random ledgers.

    compare.py PSP_BINARY [--ledgers N] [--seed S] [--contested] [--evidence]

One check is one `psp status` of one ledger. Each class of difference is printed with its count and its
smallest example; `ledgers.py SEED DIR` writes that ledger again. Messages are not compared; evidence is,
but fails a check only with --evidence, since the rules leave much of it open.
"""
import argparse
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import ledgers
import status

AFTER = [-1, 0, 0, 1, 1, 2, 7, 8, 14, 15, 30, 31]  # a term's last day, and the day after it


def questions(rng, ledger, count):
    """Pairs of --as-of and --known-at, as texts; some of either left out."""
    found = [r for case in ledger.cases for r in case.records]
    days = sorted({day for r in found for day in (r.day, r["due"]) if day}) or [ledgers.TODAY]
    times = sorted({r["recorded"] for r in found}) or [dt.datetime.now(dt.UTC)]

    def a_day():
        return (rng.choice(days) + dt.timedelta(rng.choice(AFTER))).isoformat()

    def a_time():
        time = rng.choice(times) + dt.timedelta(seconds=rng.choice([-1, 0, 0, 1, 86400]))
        return time.astimezone(rng.choice(ledgers.OFFSETS)).isoformat()

    around = [(ledgers.TODAY + dt.timedelta(n)).isoformat() for n in (0, 1, -1)]
    asked = [(day, None) for day in around] + [(a_day(), None) for _ in range(3)]
    asked += [(around[0], a_time()), (a_day(), a_time()), (None, a_time())]
    return asked[:count]


def ask(binary, directory, *arguments):
    """What the binary answers, or a text that says why it did not."""
    command = [binary, "-C", str(directory), *arguments, "--format", "json"]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PSP_")}
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, env=clean)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return "no answer in a minute"
    except ValueError:
        return f"exit code {done.returncode}, no JSON: {done.stderr.decode(errors='replace').strip()[:300]}"
    if not isinstance(answer, dict):
        return "the JSON is not an object"
    wanted = 3 if answer.get("errors") else 0
    return answer if done.returncode == wanted else f"exit code {done.returncode}, not {wanted}"


def by(key, items):
    return {item[key]: item for item in items}


def compare_fields(mine, theirs, skip=()):
    for key in sorted((set(mine) | set(theirs)) - set(skip)):
        if mine.get(key, "(left out)") != theirs.get(key, "(left out)"):
            yield key, theirs.get(key, "(left out)"), mine.get(key, "(left out)")


def compare_errors(theirs, mine):
    places = [[{k: e.get(k) for k in ("file", "line", "column")} for e in answer.get("errors", [])]
              for answer in (theirs, mine)]
    if places[0] != places[1]:
        files = [[e["file"] for e in place] for place in places]
        yield "errors: " + ("places" if files[0] == files[1] else "files"), *places


def differences(theirs, mine):
    """Triples of (class, case, psp's value, ours)."""
    if isinstance(theirs, str):
        yield "psp failed", "", theirs, ""
        return
    for key, psp, own in compare_fields(mine, theirs, ("cases", "errors")):
        yield f"field {key}", "", psp, own
    for kind, psp, own in compare_errors(theirs, mine):
        yield kind, "", psp, own
    order = [[case["case"] for case in answer.get("cases", [])] for answer in (theirs, mine)]
    if order[0] != order[1] and set(order[0]) == set(order[1]):
        yield "order of cases", "", *order
    psp_cases, own_cases = by("case", theirs.get("cases", [])), by("case", mine["cases"])
    for name in sorted(set(psp_cases) ^ set(own_cases)):
        there = name in psp_cases
        yield "case only in " + ("psp" if there else "status.py"), name, there, not there
    for name in sorted(set(psp_cases) & set(own_cases)):
        psp, own = psp_cases[name], own_cases[name]
        for key, a, b in compare_fields(own, psp, ("flags", "sessions")):
            yield f"case field {key}", name, a, b
        for key, a, b in compare_fields(own["sessions"], psp.get("sessions", {})):
            yield f"case field sessions.{key}", name, a, b
        codes = [[f["code"] for f in case.get("flags", [])] for case in (psp, own)]
        if codes[0] != codes[1] and sorted(codes[0]) == sorted(codes[1]):
            yield "order of flags", name, *codes
        psp_flags, own_flags = by("code", psp.get("flags", [])), by("code", own["flags"])
        for code in sorted(set(psp_flags) | set(own_flags)):
            a, b = psp_flags.get(code), own_flags.get(code)
            if a is None or b is None:
                yield f"flag {code}: only in " + ("psp" if a else "status.py"), name, a, b
                continue
            for key, x, y in compare_fields(b, a, ("message",)):
                kind = "evidence" if key == "evidence" else "flag"
                yield f"{kind} {code}" + (": " + key if kind == "flag" else ""), name, x, y


class Seen:
    """Of each class of difference the count and the smallest example."""

    def __init__(self):
        self.classes = {}  # class -> [count, size, example]

    def add(self, kind, size, example):
        entry = self.classes.setdefault(kind, [0, size, example])
        entry[0] += 1
        if size < entry[1]:
            entry[1:] = size, example

    def __iter__(self):
        return iter((kind, count, example) for kind, (count, _, example) in sorted(self.classes.items(), key=lambda c: c[0]))


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--ledgers", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--questions", type=int, default=9, help="a ledger")
    arguments.add_argument("--contested", action="store_true", help="with what the rules leave open")
    arguments.add_argument("--evidence", action="store_true", help="a difference in evidence fails")
    given = arguments.parse_args()
    binary = str(Path(given.binary).resolve())

    passed = failed = 0
    seen = Seen()
    with tempfile.TemporaryDirectory() as root:
        for seed in range(given.seed, given.seed + given.ledgers):
            directory = Path(root, str(seed))
            ledgers.write(seed, directory, given.contested)
            ledger = status.read_ledger(directory)
            files = {case.header["case"]: case.file for case in ledger.cases}
            for day, time in questions(random.Random(seed), ledger, given.questions):
                known_at = status.parse_time(time) if time else None
                as_of = dt.date.fromisoformat(day) if day else known_at.date()
                mine = status.status(ledger, as_of, known_at)
                wrong = False
                asked = ["status"] + (["--as-of", day] if day else []) + (["--known-at", time] if time else [])
                for kind, case, psp, own in differences(ask(binary, directory, *asked), mine):
                    wrong |= given.evidence or not kind.startswith("evidence ")
                    size = Path(directory, files[case]).stat().st_size if case in files else 0
                    example = (f"seed {seed}, --as-of {day}, --known-at {time}, {files.get(case, 'the ledger')}\n"
                               f"    psp:       {json.dumps(psp, ensure_ascii=False)}\n"
                               f"    status.py: {json.dumps(own, ensure_ascii=False)}")
                    seen.add(kind, size, example)
                failed += wrong
                passed += not wrong
    for kind, count, example in seen:
        print(f"{kind}: {count}\n  {example}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
