#!/usr/bin/env python3
"""Checks a psp binary against report.py on random ledgers.

    compare_report.py PSP_BINARY [--ledgers N] [--seed S] [--questions N] [--contested] [--keep DIR]

One check is one `psp report` of one ledger. Each class of difference is printed with its count and its
smallest example, after all case files have been taken away that it does not need; --keep leaves those
ledgers in a directory. Some ledgers have a broken file, whose case must not count.
Classes that begin with "psp alone" are sums which psp's own answer does not keep.
"""
import argparse
import datetime as dt
import json
import random
import shutil
import sys
import tempfile
from pathlib import Path

import compare
import ledgers
import report
import status

INNER = ("intake", "refusals", "modes", "contacts", "options", "referrals.out", "referrals.responses",
         "closures.ground", "first_aid.contents", "first_aid.parts", "first_aid.goals", "flags")  # maps whose zeros may be left out
NOT_ADDITIVE = ("cases.transferred_", "no_show.rate", "minutes.mean", "clients.", "closures.held_mean")
BESIDE = ("asked", "ledger", "months", "proof")  # what psp tells besides; of these the months are held, too
SHRUNK = 12  # classes; the others keep all their files
LEFT_OUT = "(left out)"


# Questions -------------------------------------------------------------------------------------------

def some_period(rng, today):
    day = max(dt.date(2024, 10, 1), today - ledgers.days(rng.choice([0, rng.randint(0, 100), rng.randint(0, 760)])))
    kind = rng.choice(["month", "month", "month", "quarter", "year", "range", "last-month"])
    if kind == "range":
        first = rng.choice([day, ledgers.month_end(day), day.replace(day=1)])
        length = rng.choice([1, 7, 28, 30, 31, 90, 365, rng.randint(1, 200)])
        return f"{min(first, today)}..{min(first, today) + ledgers.days(length - 1)}"
    return dict(month=f"{day:%Y-%m}", quarter=f"{day.year}-Q{(day.month + 2) // 3}", year=str(day.year)).get(kind, kind)


def questions(rng, ledger, count):
    """(PERIOD, today, --by, --known-at as a text)."""
    times = sorted({r["recorded"] for case in ledger.cases for r in case.records})
    for _ in range(count):
        today = ledgers.TODAY
        if rng.random() < 0.4:
            today -= ledgers.days(rng.randint(1, 700))
            today = rng.choice([today, ledgers.month_end(today), ledgers.month_end(today) + ledgers.days(1)])
        time = None
        if rng.random() < 0.25 and times:
            time = rng.choice(times) + dt.timedelta(seconds=rng.choice([-1, 0, 0, 1, 86400]))
            time = time.astimezone(rng.choice(ledgers.OFFSETS)).isoformat()
        yield some_period(rng, today), today, rng.choice([None, "worker", "worker", *report.BY]), time


def period_of(text, today):
    if text == "last-month":
        return report.months_from(today.year, today.month - 1, 1)
    return report.parse_period(text)


def command(period, today, by, time):
    return (["report", period, "--now", f"{today}T12:00:00+01:00"] + (["--by", by] if by else [])
            + (["--known-at", time] if time else []))


# Differences -----------------------------------------------------------------------------------------

def flat(value, path=""):
    """The numbers of a group by their paths, without the zeros that may be left out."""
    if not isinstance(value, dict):
        return {} if value == 0 and path.rpartition(".")[0].startswith(INNER) else {path: value}
    return {k: v for key, each in value.items() for k, v in flat(each, f"{path}.{key}" if path else key).items()}


def class_of(path):
    """Keys out of the data are no classes of their own, but flags are."""
    if path.startswith(("contacts.", "options.")):
        return f"{path.partition('.')[0]}.*.{path.rpartition('.')[2]}"
    return path.rpartition(".")[0] if path.startswith(INNER[:-1]) else path


def by_key(groups):
    return {(group.get("by"), group.get("key")): group for group in groups}


def nothing(by, key):
    return flat(report.shown(by, key, report.Group(), {}))


def compare_periods(theirs, mine):
    """Triples of (class, psp's value, ours)."""
    skip = ("groups", "caseload", "previous", "year_before", "errors", *BESIDE) + (() if "as_of" in theirs else ("as_of",))
    for key, psp, own in compare.compare_fields(mine, theirs, skip):
        yield key, psp, own
    if theirs.get("period") != mine["period"] or theirs.get("as_of", mine["as_of"]) != mine["as_of"]:
        return  # all else would differ as well
    psp_load, own_load = flat({"caseload": theirs.get("caseload", {})}), flat({"caseload": mine["caseload"]})
    for key, psp, own in compare.compare_fields(own_load, psp_load):
        yield ".".join(key.split(".")[:2]), {key: psp}, {key: own}
    psp_groups, own_groups = by_key(theirs.get("groups", [])), by_key(mine["groups"])
    for by, key in sorted(set(psp_groups) | set(own_groups), key=str):
        zeros = nothing(by, key)
        psp, own = (flat(groups[by, key]) if (by, key) in groups else zeros for groups in (psp_groups, own_groups))
        for path, a, b in compare.compare_fields(own, psp):
            yield class_of(path) + ("" if by == "all" else f" by {by}"), {key: {path: a}}, {key: {path: b}}
    if len(psp_groups) != len(theirs.get("groups", [])):
        yield "a group twice", [g.get("key") for g in theirs["groups"]], list(own_groups)
    both = [[g for g in groups if g in psp_groups and g in own_groups] for groups in (psp_groups, own_groups)]
    if both[0] != both[1]:
        yield "order of groups", *both


def differences(theirs, mine):
    """(class, which period, psp's value, ours)."""
    if isinstance(theirs, str):
        yield "psp failed", "", theirs, ""
        return
    for kind, psp, own in compare.compare_errors(theirs, mine):
        if kind != "errors: places":  # of these the comparison of the status has a say
            yield kind, "", psp, own
    for name in ("", "previous", "year_before"):
        psp, own = (answer.get(name, {}) if name else answer for answer in (theirs, mine))
        for difference in compare_periods(psp, own):
            yield difference[0], name, *difference[1:]
        yield from ((f"psp alone: {kind}", name, value, wanted) for kind, value, wanted in unsound(psp))
    yield from unsound_beside(theirs)


def compare_months(theirs, of_month):
    """The months that psp's answer may lead up with, against our answers for some of them."""
    months = theirs.get("months", [])
    for month in months[::5] + months[-1:]:
        mine = of_month(dt.date.fromisoformat(month["period"]["from"]))
        mine |= mine["groups"][0]
        for path, psp, own in compare.compare_fields(flat({key: mine[key] for key in month}), flat(month)):
            yield f"months: {path}", month["period"]["from"], psp, own
    for earlier, later in zip(months, months[1:]):
        if earlier["cases"]["open_at_end"] != later["cases"]["open_at_start"]:
            yield "psp alone: months: open_at_start is not open_at_end before", "", earlier, later


def number(group, path):
    return flat(group).get(path, 0) if group else 0


def unsound(period):
    """What does not add up within psp's answer for one period."""
    groups = by_key(period.get("groups", []))
    for (_, key), group in groups.items():
        cases = group["cases"]
        end = (cases["open_at_start"] + cases["opened"] + cases["reopened"] - cases["closed"] - cases["refused"]
               + cases["transferred_in"] - cases["transferred_out"])
        if end != cases["open_at_end"]:
            yield "the balance of cases", {key: cases}, end
        held, unknown = number(group, "sessions.held"), number(group, "minutes.unknown")
        if sum(group.get("modes", {}).values()) != held:
            yield "modes and held sessions", {key: group.get("modes")}, held
        if unknown > held or (group["minutes"]["mean"] is None) != (unknown == held):
            yield "lengths and held sessions", {key: group["minutes"]}, held
        for kind, each in group.get("options", {}).items():
            if each.get("chosen", 0) > each.get("number", 0):
                yield "more chosen than put forward", {key: {kind: each}}, ""
    rest = [group for (by, _), group in groups.items() if by != "all"]
    whole = groups.get(("all", "all"))
    if not whole:
        yield "no group all", list(groups), ""
        return
    load = period.get("caseload", {})
    if sum(load.get("workers", {}).values()) != whole["cases"]["open_at_end"]:
        yield "caseload", load, whole["cases"]["open_at_end"]
    if sum(load.get("bins", {}).values()) != len(load.get("workers", {})):
        yield "bins", load, len(load.get("workers", {}))
    if not rest:
        return
    for path in sorted({p for group in (whole, *rest) for p, n in flat(group).items() if p not in ("by", "key")}):
        total = sum(number(group, path) for group in rest) if not path.startswith(NOT_ADDITIVE) else None
        if total is not None and total != number(whole, path):
            yield f"groups and all: {class_of(path)}", {path: number(whole, path)}, total
    moved = [sum(group["cases"][name] for group in rest) for name in ("transferred_in", "transferred_out")]
    if moved[0] != moved[1]:
        yield "transfers in and out", *moved


def unsound_beside(answer):
    """What does not hold between the periods of psp's answer."""
    for name in ("previous", "year_before"):
        other = answer.get(name, {})
        if not other.get("period") or not answer.get("period"):
            yield f"psp alone: no {name}", name, other, ""
            continue
        if dt.date.fromisoformat(other["period"]["to"]) + report.A_DAY != dt.date.fromisoformat(answer["period"]["from"]):
            continue
        before, now = by_key(other.get("groups", [])), by_key(answer.get("groups", []))
        for group in sorted(set(before) | set(now), key=str):
            end, start = number(before.get(group), "cases.open_at_end"), number(now.get(group), "cases.open_at_start")
            if end != start:
                yield "psp alone: open_at_start is not open_at_end before", name, {group[1]: start}, end
    if answer.get("previous", {}).get("period") == answer.get("year_before", {}).get("period") \
            and answer["previous"] != answer["year_before"]:
        yield "psp alone: one period, two answers", "", answer["previous"], answer["year_before"]


# Asking ----------------------------------------------------------------------------------------------

def found(binary, directory, ledger, period, today, by, time):
    """All differences of one question."""
    known_at = time and status.parse_time(time)

    def of_month(first):
        return report.report(ledger, report.months_from(first.year, first.month, 1), today, None, known_at)
    mine = report.whole(ledger, period_of(period, today), today, by, known_at)
    theirs = compare.ask(binary, directory, *command(period, today, by, time))
    differ = list(differences(theirs, mine))
    return differ + list(compare_months(theirs, of_month)) if isinstance(theirs, dict) else differ


def shrunk(binary, directory, kind, question):
    """Takes away the case files without which the class of difference stays; what then differs."""
    def still():
        return [d for d in found(binary, directory, status.read_ledger(directory), *question) if d[0] == kind]
    left = still()
    for path in sorted(directory.glob("cases/*/*.toml")):
        data = path.read_bytes()
        path.unlink()
        without = still()
        if without:
            left = without
        else:
            path.write_bytes(data)
    return left


def shown(differs, seed, flags, question):
    """The example as a text."""
    _, name, psp, own = differs
    return (f"ledgers.py {seed} DIR --years{flags}; psp {' '.join(command(*question))}{name and f' ({name})'}\n"
            f"    psp:       {json.dumps(psp, ensure_ascii=False)}\n"
            f"    report.py: {json.dumps(own, ensure_ascii=False)}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--ledgers", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--questions", type=int, default=10, help="a ledger")
    arguments.add_argument("--contested", action="store_true", help="with what the rules leave open")
    arguments.add_argument("--keep", type=Path, help="a directory for the ledgers that differ")
    given = arguments.parse_args()
    binary = str(Path(given.binary).resolve())

    passed = failed = 0
    seen = compare.Seen()
    with tempfile.TemporaryDirectory() as root:
        for seed in range(given.seed, given.seed + given.ledgers):
            directory, broken = Path(root, str(seed)), seed % 4 == 0
            flags = " --contested" * given.contested + " --broken" * broken
            ledgers.write(seed, directory, given.contested, years=True, broken=broken)
            ledger = status.read_ledger(directory)
            for question in questions(random.Random(seed), ledger, given.questions):
                differ = found(binary, directory, ledger, *question)
                for each in differ:
                    seen.add(each[0], len(ledger.cases), (each, seed, flags, question))
                failed += bool(differ)
                passed += not differ
        for number_of, (kind, count, (differs, seed, flags, question)) in enumerate(seen):
            print(f"{kind}: {count}")
            left = None
            if number_of < SHRUNK:
                directory = Path(given.keep or root, kind.replace(" ", "-").replace(":", ""))
                shutil.copytree(Path(root, str(seed)), directory)
                left = shrunk(binary, directory, kind, question)
            print("  " + shown(left[0] if left else differs, seed, flags, question))
            if left:
                print("    cases:    ", ", ".join(sorted(path.stem for path in directory.glob("cases/*/*.toml"))))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
