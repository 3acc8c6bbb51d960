#!/usr/bin/env python3
"""A second, independent computation of `psp report --format json`.

    report.py LEDGER PERIOD [--today DAY] [--by worker|service|area|field] [--known-at TIME]

It follows the written rules and shares nothing with the C++ program, and with status.py what both need.
PERIOD is 2026-10, 2026-Q3, 2026, or 2026-01-01..2026-06-30.
"""
import argparse
import calendar
import datetime as dt
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import status

A_DAY = dt.timedelta(1)
BY = ("worker", "service", "area", "field")
INTAKE = ("route", "eligibility", "target", "field")
TURNS = ("opened", "reopened", "closed", "refused", "transferred_in", "transferred_out")
DAYS = {"0-30": 30, "31-90": 90, "91-180": 180, "181+": float("inf")}  # up to
BINS = {"0-9": 9, "10-19": 19, "20-29": 29, "30+": float("inf")}
COVERED = {"contents": status.ALL_CONTENTS, "parts": status.ALL_PARTS, "goals": None}
EXPECTED = ("held", "turned_away", "missed", "excused")


# Periods ---------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Period:
    first: dt.date
    last: dt.date
    months: int = 0  # of a month, a quarter, a year; 0 is a free range

    def __contains__(self, day):
        return self.first <= day <= self.last

    def before(self):
        """The period before; of a free range as many days."""
        if self.months:
            return months_from(self.first.year, self.first.month - self.months, self.months)
        return Period(self.first - (self.last - self.first) - A_DAY, self.first - A_DAY)

    def year_before(self):
        if self.months:
            return months_from(self.first.year - 1, self.first.month, self.months)
        return Period(status.years_after(self.first, -1), status.years_after(self.last, -1))


def months_from(year, month, count):
    """`count` months; the first is a month of the year, or 0 and less for one of the year before."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    last = month + count - 1
    return Period(dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), count)


def parse_period(text):
    if ".." in text:
        return Period(*map(dt.date.fromisoformat, text.split("..")))
    year, quarter, month = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d\d))?", text).groups()
    if quarter:
        return months_from(int(year), int(quarter) * 3 - 2, 3)
    return months_from(int(year), int(month), 1) if month else months_from(int(year), 1, 12)


# The course of a case --------------------------------------------------------------------------------

@dataclass
class Turn:
    day: dt.date
    kind: str            # opened, reopened, closed, refused, transferred
    worker: str          # whose the case is from then on; of a closing, whose it was
    giver: str = ""      # whose it was before a transfer
    closure: object = None
    episode: object = None  # the first day of the one that a closing ends


@dataclass
class Course:
    turns: list
    owners: list         # (from this day on, worker)
    is_open: bool

    def worker_on(self, day):
        return [worker for since, worker in self.owners if since <= day][-1]

    def held_at_closing(self, turn, held):
        """Of the held sessions those of the episode that a closing ends, up to its day."""
        return [s for s in held if turn.episode <= s.day <= turn.day]


def course_of(case, records, day):
    """What closures, reopenings and transfers up to a day come to; one that changes nothing is no turn."""
    opened, worker = case.header["opened"], case.header.get("worker") or ""
    turns, owners, episode, is_open = [Turn(opened, "opened", worker)], [(dt.date.min, worker)], opened, True
    moves = (r for r in records if r.kind in ("closure", "reopening", "transfer") and r.day <= day)
    for r in sorted(moves, key=lambda r: r.day):
        on = max(r.day, opened)
        if r.kind == "closure" and is_open:
            kind, is_open = "refused" if r["refused"] else "closed", False
            turns.append(Turn(on, kind, worker, closure=r, episode=episode))
        elif r.kind == "reopening":
            episode = on
            if not is_open:
                turns.append(Turn(on, "reopened", worker))
            is_open = True
        elif r.kind == "transfer" and r["worker"] and r["worker"] != worker:
            if is_open:
                turns.append(Turn(on, "transferred", r["worker"], giver=worker))
            worker = r["worker"]
            owners.append((on, worker))
    return Course(turns, owners, is_open)


# Counting --------------------------------------------------------------------------------------------

@dataclass
class Group:
    counts: Counter = field(default_factory=Counter)  # by the path of keys in the JSON
    clients: set = field(default_factory=set)
    families: set = field(default_factory=set)
    opened: defaultdict = field(default_factory=lambda: defaultdict(set))  # client -> ids of cases
    held_at_closings: int = 0


class Tally:
    """The groups of one period."""

    def __init__(self, by):
        self.by, self.groups, self.all = by, defaultdict(Group), Group()

    def of(self, case, worker):
        """The groups that count what is of a case, and of a worker."""
        yield self.all
        if self.by == "worker":
            yield self.groups[worker or ""]
        elif self.by == "service":
            yield self.groups[case.header["service"]]
        elif self.by:
            yield self.groups[case.header.get("intake", {}).get(self.by) or ""]

    def add(self, case, worker, *path, number=1):
        for group in self.of(case, worker):
            group.counts[path] += number


def count_turns(tally, case, course, period):
    header, intake = case.header, case.header.get("intake", {})
    owner = None  # at the start of the period; none while the case is closed, or not there
    for turn in course.turns:
        if turn.day < period.first:
            owner = None if turn.closure else (turn.worker,)
    if owner:
        tally.add(case, *owner, "cases", "open_at_start")
    if course.is_open:
        tally.add(case, course.owners[-1][1], "cases", "open_at_end")

    for turn in (t for t in course.turns if t.day in period):
        if turn.kind == "transferred":
            if tally.by == "worker":
                tally.groups[turn.worker].counts["cases", "transferred_in"] += 1
                tally.groups[turn.giver].counts["cases", "transferred_out"] += 1
            continue
        tally.add(case, turn.worker, "cases", turn.kind)
        if turn.kind == "refused":
            tally.add(case, turn.worker, "refusals", turn.closure["ground"])
        elif turn.kind == "opened":
            for key in INTAKE:
                tally.add(case, turn.worker, "intake", key, intake.get(key) or "")
            for group in tally.of(case, turn.worker):
                group.opened[header["client"]].add(header["case"])


def count_closings(tally, case, course, held, rules, period):
    for turn in (t for t in course.turns if t.kind == "closed" and t.day in period):
        worker, sessions = turn.worker, course.held_at_closing(turn, held)
        length = (turn.day - turn.episode).days
        tally.add(case, worker, "closures", "ground", turn.closure["ground"])
        tally.add(case, worker, "closures", "days", next(name for name, upto in DAYS.items() if length <= upto))
        if len(sessions) < rules["review_after"]:
            tally.add(case, worker, "closures", "under_review_after")
        for group in tally.of(case, worker):
            group.held_at_closings += len(sessions)
        if not rules["parts"] and not rules["contents"]:
            continue
        tally.add(case, worker, "first_aid", "closed")
        for key, whole in COVERED.items():
            words = {word for s in sessions for word in s.attendance[key] or []}
            for word in words | ({"all"} if whole and words >= set(whole) else set()):
                tally.add(case, worker, "first_aid", key, word)


def count_records(tally, case, course, sessions, records, period, day):
    header = case.header
    for s in (s for s in sessions if s.day in period):
        worker = course.worker_on(s.day)
        tally.add(case, worker, "sessions", s.state)
        if s.state == "held":
            tally.add(case, worker, "minutes", "total", number=status.minutes_of(s))
            for group in tally.of(case, worker):
                group.clients.add(header["client"])
                if header.get("household", 1) > 1:
                    group.families.add(header["client"])
    for r in (r for r in records if r.kind in ("referral", "response", "review")):
        if r.day not in period or r.day > day:
            continue
        path = dict(review=("reviews", r["decision"]), response=("referrals", "responses", r["outcome"]),
                    referral=("referrals", "in") if r["direction"] == "in" else ("referrals", "out", r["to"]))[r.kind]
        tally.add(case, course.worker_on(r.day), *path)


def over(total, count, digits):
    """A quotient to the nearest, of two as near to the even one; None over 0."""
    return round(total / count, digits) if count else None


def shown(by, key, group, first_cases):
    counts = group.counts

    def fixed(*path, names):
        return {name: counts[*path, name] for name in names}

    def found(*path):
        return {p[-1]: n for p, n in sorted(counts.items()) if p[:-1] == path and n}

    sessions, cases = fixed("sessions", names=status.STATES), fixed("cases", names=TURNS)
    expected = sum(sessions[state] for state in EXPECTED)
    new = sum(first_cases[client] in opened for client, opened in group.opened.items())
    return {
        "by": by, "key": key,
        "cases": {"open_at_start": counts["cases", "open_at_start"], **cases,
                  "open_at_end": counts["cases", "open_at_end"]},
        "intake": {name: found("intake", name) for name in INTAKE},
        "refusals": found("refusals"),
        "sessions": sessions,
        "no_show": {"missed": sessions["missed"], "expected": expected,
                    "rate": over(sessions["missed"], expected, 4)},
        "minutes": {"total": counts["minutes", "total"], "mean": over(counts["minutes", "total"], sessions["held"], 1)},
        "clients": {"distinct": len(group.clients), "families": len(group.families), "new": new,
                    "returning": len(group.opened) - new},
        "referrals": {"in": counts["referrals", "in"], "out": found("referrals", "out"),
                      "responses": found("referrals", "responses")},
        "reviews": fixed("reviews", names=("continue", "end")) | {"due": counts["flags", "review-due"]},
        "closures": {"ground": found("closures", "ground"), "days": fixed("closures", "days", names=DAYS),
                     "held_mean": over(group.held_at_closings, cases["closed"], 1),
                     "under_review_after": counts["closures", "under_review_after"]},
        "first_aid": {"closed": counts["first_aid", "closed"]} | {name: found("first_aid", name) for name in COVERED},
        "flags": {code: counts["flags", code] for code in status.SOURCES if counts["flags", code]}}


def report(ledger, period, today, by=None, known_at=None):
    """One period: its groups, and how many open cases each worker has at its end."""
    day = min(period.last, today)
    tally = Tally(by)
    load = {worker: 0 for worker in ledger.office.get("workers", {})}
    there = {}  # client -> (opened, case) of its cases
    for case in ledger.cases:
        found = status.present(case, day, known_at)
        if not found:
            continue
        records, resolve = found
        header, course = case.header, course_of(case, records, day)
        sessions = status.judged_sessions(ledger, case, records, resolve, day)
        count_turns(tally, case, course, period)
        count_records(tally, case, course, sessions, records, period, day)
        count_closings(tally, case, course, [s for s in sessions if s.state == "held"],
                       ledger.settings(header["service"], day), period)
        worker = course.owners[-1][1]
        for flag in status.case_status(ledger, case, day, known_at)["flags"]:
            tally.add(case, worker, "flags", flag["code"])
        if course.is_open:
            load[worker] = load.get(worker, 0) + 1
        there.setdefault(header["client"], []).append((header["opened"], header["case"]))

    first_cases = {client: min(cases)[1] for client, cases in there.items()}
    groups = [shown("all", "all", tally.all, first_cases)]
    groups += [shown(by, key, group, first_cases) for key, group in sorted(tally.groups.items())]
    bins = Counter(next(name for name, upto in BINS.items() if number <= upto) for number in load.values())
    return {"period": {"from": period.first.isoformat(), "to": period.last.isoformat()}, "as_of": day.isoformat(),
            "groups": groups,
            "caseload": {"workers": dict(sorted(load.items())), "bins": {name: bins[name] for name in BINS}}}


def whole(ledger, period, today, by=None, known_at=None):
    """A period beside the one before and the same a year earlier."""
    def of(each):
        return report(ledger, each, today, by, known_at)
    return {"format": 1, "suppress": 0} | of(period) | {
        "previous": of(period.before()), "year_before": of(period.year_before()), "errors": ledger.errors}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("ledger")
    arguments.add_argument("period", type=parse_period)
    arguments.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())
    arguments.add_argument("--by", choices=BY)
    arguments.add_argument("--known-at", type=status.parse_time)
    given = arguments.parse_args()
    answer = whole(status.read_ledger(given.ledger), given.period, given.today, given.by, given.known_at)
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 3 if answer["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
