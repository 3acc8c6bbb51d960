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
MOVES = ("closure", "reopening", "transfer")
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

@dataclass(frozen=True)
class Place:
    """Where a case stands in the tables."""
    worker: str
    intake: dict

    def key(self, case, by):
        if by in ("worker", "service"):
            return self.worker if by == "worker" else case.header["service"]
        return self.intake.get(by) or ""


@dataclass
class Turn:
    day: dt.date
    kind: str            # opened, reopened, closed, refused, transferred
    place: Place         # the case's from then on; of a closing, what it was until then
    giver: str = ""      # whose it was before a transfer
    closure: object = None
    episode: object = None  # the first day of the one that a closing ends


@dataclass
class Course:
    turns: list
    places: list         # (from this day on, place)
    is_open: bool

    def place_on(self, day):
        return [place for since, place in self.places if since <= day][-1]

    def last_place(self):
        return self.places[-1][1]

    def held_at_closing(self, turn, held):
        """Of the held sessions those of the episode that a closing ends, up to its day."""
        return [s for s in held if turn.episode <= s.day <= turn.day]


def course_of(case, records, day):
    """What closures, reopenings and transfers up to a day come to; one that changes nothing is no turn."""
    opened, place = case.header["opened"], Place(case.header.get("worker") or "", case.header.get("intake", {}))
    turns, places, episode, is_open = [Turn(opened, "opened", place)], [(dt.date.min, place)], opened, True
    for r in sorted((r for r in records if r.kind in MOVES and r.day <= day), key=lambda r: r.day):
        on = max(r.day, opened)
        if r.kind == "closure" and is_open:
            kind, is_open = "refused" if r["refused"] else "closed", False
            turns.append(Turn(on, kind, place, closure=r, episode=episode))
        elif r.kind == "reopening":
            episode, place = on, Place(place.worker, status.reopened(place.intake, r))
            places.append((on, place))
            if not is_open:
                turns.append(Turn(on, "reopened", place))
            is_open = True
        elif r.kind == "transfer" and r["worker"] and r["worker"] != place.worker:
            giver, place = place.worker, Place(r["worker"], place.intake)
            places.append((on, place))
            if is_open:
                turns.append(Turn(on, "transferred", place, giver=giver))
    return Course(turns, places, is_open)


def day_of(record, sessions, resolve):
    """From which a record counts; `sessions` are by their ids those that stand."""
    session = sessions.get(resolve(record["session"])) if record.kind == "option" else None
    return (session or record).day


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

    def of(self, case, place):
        """The groups that count what is of a case while it stands at a place."""
        yield self.all
        if self.by:
            yield self.groups[place.key(case, self.by)]

    def add(self, case, place, *path, number=1):
        for group in self.of(case, place):
            group.counts[path] += number


def count_turns(tally, case, course, period):
    header = case.header
    before = [turn for turn in course.turns if turn.day < period.first]
    if before and not before[-1].closure:
        tally.add(case, course.place_on(period.first - A_DAY), "cases", "open_at_start")
    if course.is_open:
        tally.add(case, course.last_place(), "cases", "open_at_end")

    for turn in (t for t in course.turns if t.day in period):
        if turn.kind == "transferred":
            if tally.by == "worker":
                tally.groups[turn.place.worker].counts["cases", "transferred_in"] += 1
                tally.groups[turn.giver].counts["cases", "transferred_out"] += 1
            continue
        tally.add(case, turn.place, "cases", turn.kind)
        if turn.kind == "refused":
            tally.add(case, turn.place, "refusals", turn.closure["ground"])
        elif turn.kind == "opened":
            for key in INTAKE:
                tally.add(case, turn.place, "intake", key, turn.place.intake.get(key) or "")
            for group in tally.of(case, turn.place):
                group.opened[header["client"]].add(header["case"])


def count_closings(tally, case, course, held, rules, period):
    for turn in (t for t in course.turns if t.kind == "closed" and t.day in period):
        place, sessions = turn.place, course.held_at_closing(turn, held)
        length = (turn.day - turn.episode).days
        tally.add(case, place, "closures", "ground", turn.closure["ground"])
        tally.add(case, place, "closures", "days", next(name for name, upto in DAYS.items() if length <= upto))
        if len(sessions) < rules["review_after"]:
            tally.add(case, place, "closures", "under_review_after")
        for group in tally.of(case, place):
            group.held_at_closings += len(sessions)
        if not rules["parts"] and not rules["contents"]:
            continue
        tally.add(case, place, "first_aid", "closed")
        for key, whole in COVERED.items():
            words = {word for s in sessions for word in s.attendance[key] or []}
            for word in words | ({"all"} if whole and words >= set(whole) else set()):
                tally.add(case, place, "first_aid", key, word)


def count_sessions(tally, case, course, sessions, period):
    client = case.header["client"]
    for s in (s for s in sessions if s.day in period):
        place = course.place_on(s.day)
        tally.add(case, place, "sessions", s.state)
        if s.state != "held":
            continue
        minutes = status.minutes_of(s)
        if minutes is None:
            tally.add(case, place, "minutes", "unknown")
        else:
            tally.add(case, place, "minutes", "total", number=minutes)
        tally.add(case, place, "modes", s["mode"] or "")
        for group in tally.of(case, place):
            group.clients.add(client)
            if case.header.get("household", 1) > 1:
                group.families.add(client)


def count_records(tally, case, course, records, resolve, period, day):
    sessions = {r["id"]: r for r in records if r.kind == "session"}
    for r in (r for r in records if r.kind in ("referral", "response", "review", "contact", "option")):
        on = day_of(r, sessions, resolve)
        if on not in period or on > day:
            continue
        place = course.place_on(on)
        if r.kind == "referral":
            tally.add(case, place, "referrals", *(("in",) if r["direction"] == "in" else ("out", r["to"])))
        elif r.kind == "response":
            tally.add(case, place, "referrals", "responses", r["outcome"])
        elif r.kind == "review":
            tally.add(case, place, "reviews", r["decision"])
        elif r.kind == "contact":
            tally.add(case, place, "contacts", r["how"], "number")
            tally.add(case, place, "contacts", r["how"], "minutes", number=r["minutes"] or 0)
        else:
            tally.add(case, place, "options", r["kind"], "number")
            tally.add(case, place, "options", r["kind"], "chosen", number=bool(r["chosen"]))


def over(total, count, digits):
    """A quotient to the nearest, of two as near to the even one; None over 0."""
    return round(total / count, digits) if count else None


def shown(by, key, group, first_cases):
    counts = group.counts

    def fixed(*path, names):
        return {name: counts[*path, name] for name in names}

    def found(*path):
        return {p[-1]: n for p, n in sorted(counts.items()) if p[:-1] == path and n}

    def of_each(name, *numbers):
        return {key: fixed(name, key, names=numbers) for key in sorted({p[1] for p in counts if p[0] == name})}

    sessions, cases = fixed("sessions", names=status.STATES), fixed("cases", names=TURNS)
    expected = sum(sessions[state] for state in EXPECTED)
    minutes, unknown = counts["minutes", "total"], counts["minutes", "unknown"]
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
        "minutes": {"total": minutes, "mean": over(minutes, sessions["held"] - unknown, 1), "unknown": unknown},
        "modes": found("modes"),
        "contacts": of_each("contacts", "number", "minutes"),
        "options": of_each("options", "number", "chosen"),
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
        count_sessions(tally, case, course, sessions, period)
        count_records(tally, case, course, records, resolve, period, day)
        count_closings(tally, case, course, [s for s in sessions if s.state == "held"],
                       ledger.settings(header["service"], day), period)
        place = course.last_place()
        for flag in status.case_status(ledger, case, day, known_at)["flags"]:
            tally.add(case, place, "flags", flag["code"])
        if course.is_open:
            load[place.worker] = load.get(place.worker, 0) + 1
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
