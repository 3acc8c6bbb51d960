#!/usr/bin/env python3
"""Tries to work out the numbers that a month report hides: `suppressed.py PSP_JSON…`, by glpsol (Debian: glpk-utils).

Each file is what `psp report --suppress N --format json` printed: "<N" for a count of 1 to N-1, null for a hidden
number. From the JSON alone it builds what a reader knows of the numbers and asks an integer solver for the least and
the most that each could be. One that could only be one number is printed, as is a mean or a rate that stands beside a
number from which it would give another away. Ends with `N passed, N failed`: one for each number and each such ratio.

Hidden counts are taken to be 1 or more, for a 0 is never hidden; with --n-or-more to be N or more, as most of them are.
"""
import argparse
import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

CASES = {"open_at_start": 1, "opened": 1, "reopened": 1, "closed": -1, "refused": -1, "transferred_in": 1,
         "transferred_out": -1, "open_at_end": -1}
EXPECTED = ["held", "turned_away", "missed", "excused"]
PARTS = [("cases/opened", f"intake/{key}") for key in ("route", "eligibility", "target", "field")] + [
    ("cases/refused", "refusals"), ("cases/closed", "closures/ground"), ("cases/closed", "closures/days")]
AT_MOST = [  # the numbers on the left together are not more than the one on the right
    (["clients/families"], "clients/distinct"), (["clients/distinct"], "sessions/held"),
    (["minutes/unknown"], "sessions/held"),
    (["clients/new", "clients/returning"], "cases/opened"), (["reviews/due"], "cases/open_at_end"),
    (["closures/under_review_after"], "cases/closed"), (["first_aid/closed"], "cases/closed")]
SAME = [("no_show/missed", "sessions/missed"), ("reviews/due", "flags/review-due")]
ADD_UP = ["cases", "intake", "refusals", "sessions", "no_show", "minutes", "modes", "contacts", "options", "referrals",
          "reviews", "closures", "first_aid", "flags"]
RATIOS = {"no_show/rate": ["no_show/missed", "no_show/expected"],
          "minutes/mean": ["minutes/total", "sessions/held", "minutes/unknown"],
          "closures/held_mean": ["cases/closed"]}  # and what they are made from
NOT_ADDED = {"cases/transferred_in", "cases/transferred_out", *RATIOS}
PERSONS = [{"clients/distinct": 1}, {"clients/families": 1}, {"clients/distinct": 1, "clients/families": -1},
           {"clients/new": 1}, {"clients/new": 1, "clients/returning": 1}]  # counted once each, in a group and in all


class Misread(Exception):
    """The JSON is not that of a report."""


@dataclass
class Rule:
    """The sum of the numbers, each times its factor, is 0, or (at_most) not more than 0."""
    terms: dict
    at_most: bool = False


@dataclass
class Knowledge:
    """What the reader of a report has."""
    known: dict = field(default_factory=dict)   # name -> value
    ranges: dict = field(default_factory=dict)  # name -> least and most
    rules: list = field(default_factory=list)
    wrong: list = field(default_factory=list)   # printed though it should not be
    ratios: int = 0

    def value(self, name):
        """A number that is not printed at all is a key with a count of 0."""
        return None if name in self.ranges else self.known.get(name, 0)

    def rule(self, terms, at_most=False):
        self.rules.append(Rule(dict(terms), at_most))


# Reading the report ----------------------------------------------------------------------------------

def numbers_in(data, prefix=""):
    for key, value in data.items():
        if isinstance(value, dict):
            yield from numbers_in(value, f"{prefix}{key}/")
        else:
            yield prefix + key, value


def is_measure(name):
    """A length in minutes, not a count."""
    return name == "minutes/total" or (name.startswith("contacts/") and name.endswith("/minutes"))


def take(knowledge, name, value, n, least, measure=False):
    if value is None:
        knowledge.ranges[name] = (0 if measure else least, None)
    elif value == f"<{n}":
        knowledge.ranges[name] = (1, n - 1)
    elif isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        knowledge.known[name] = value
        if 0 < value < n and not measure:
            knowledge.wrong.append(f"{name} is printed: {value}")
    else:
        raise Misread(f"{name} is {value!r}")


def read_group(knowledge, at, group, n, least):
    found = {name: value for name, value in numbers_in(group) if name not in ("by", "key")}
    for name, value in found.items():
        if name not in RATIOS:
            take(knowledge, at + name, value, n, least, is_measure(name))
    for name, made_from in RATIOS.items():
        hidden = [part for part in made_from if knowledge.value(at + part) is None]
        knowledge.ratios += 1
        if found.get(name) is not None and hidden:
            knowledge.wrong.append(f"{at}{name} is printed, {at}{hidden[0]} is not")
    relate_group(knowledge, at, set(found), PARTS + ([("sessions/held", "modes")] if "modes" in group else []))


def relate_group(knowledge, at, found, all_parts):
    knowledge.rule({at + "cases/" + key: sign for key, sign in CASES.items()})
    knowledge.rule({at + "no_show/expected": -1} | {at + "sessions/" + key: 1 for key in EXPECTED})
    for whole, parts in all_parts:
        knowledge.rule({at + whole: -1} | {at + name: 1 for name in found if name.startswith(parts + "/")})
    for one, other in SAME:
        knowledge.rule({at + one: 1, at + other: -1})
    for parts, whole in AT_MOST:
        knowledge.rule({at + whole: -1} | {at + part: 1 for part in parts}, at_most=True)
    for name in found:
        if name.startswith("options/") and name.endswith("/chosen"):
            knowledge.rule({at + name: 1, at + name.replace("/chosen", "/number"): -1}, at_most=True)
        if name.startswith(("first_aid/contents/", "first_aid/parts/", "first_aid/goals/")):
            knowledge.rule({at + name: 1, at + "first_aid/closed": -1}, at_most=True)


def relate_groups(knowledge, whole, groups):
    """`all` with the groups it falls into."""
    names = {name[len(at):] for at in [whole, *groups] for name in {**knowledge.known, **knowledge.ranges}
             if name.startswith(at)}
    for name in names - NOT_ADDED:
        if name.split("/")[0] in ADD_UP:
            knowledge.rule({whole + name: -1} | {at + name: 1 for at in groups})
    for counted in PERSONS:
        def terms(at, sign):
            return {at + name: sign * factor for name, factor in counted.items()}
        together = terms(whole, 1)
        for at in groups:
            knowledge.rule(terms(at, 1) | terms(whole, -1), at_most=True)
            together |= terms(at, -1)
        knowledge.rule(together, at_most=True)


def relate_caseload(knowledge, at, caseload, groups, n, least):
    """groups: those by worker, by their keys."""
    workers = caseload.get("workers", {})
    for worker, value in workers.items():
        take(knowledge, f"{at}caseload/{worker}", value, n, least)
        if groups and worker in groups:
            knowledge.rule({f"{at}caseload/{worker}": 1, f"{groups[worker]}cases/open_at_end": -1})
    knowledge.rule({f"{at}all/cases/open_at_end": -1} | {f"{at}caseload/{worker}": 1 for worker in workers})


def read_period(knowledge, at, period, n, least):
    groups = {}
    for group in period["groups"]:
        prefix = at + ("all/" if group["by"] == "all" else f"{group['by']} {group['key']}/")
        groups[prefix] = group
        read_group(knowledge, prefix, group, n, least)
    whole = at + "all/"
    if whole not in groups:
        raise Misread("there is no group `all`")
    if len(groups) > 1:
        relate_groups(knowledge, whole, [prefix for prefix in groups if prefix != whole])
    by_worker = {group["key"]: prefix for prefix, group in groups.items() if group["by"] == "worker"}
    if "caseload" in period:
        relate_caseload(knowledge, at, period["caseload"], by_worker, n, least)
    return groups


def follow_each_other(earlier, later):
    def day(text):
        return dt.date.fromisoformat(text)
    return day(earlier["period"]["to"]) + dt.timedelta(1) == day(later["period"]["from"])


def read_report(report, n_or_more=False):
    n = report.get("suppress", 0)
    least = n if n_or_more else 1
    knowledge = Knowledge()
    periods = {"": report} | {f"{key}: ": report[key] for key in ("previous", "year_before") if report[key].get("groups")}
    groups = {at: read_period(knowledge, at, period, n, least) for at, period in periods.items()}
    if "previous: " in periods and follow_each_other(periods["previous: "], report):
        for prefix in set(groups[""]) | {before.removeprefix("previous: ") for before in groups["previous: "]}:
            knowledge.rule({f"previous: {prefix}cases/open_at_end": 1, f"{prefix}cases/open_at_start": -1})
    return knowledge


# Working it out --------------------------------------------------------------------------------------

class Solver:
    """Asks glpsol for tables that agree with what is known, and keeps what each number was in them."""

    def __init__(self, knowledge):
        self.names = sorted(knowledge.ranges)
        self.place = {name: f"x{i}" for i, name in enumerate(self.names)}
        self.high = 1000 + 3 * max(knowledge.known.values(), default=0)
        self.seen = {name: set() for name in self.names}
        self.contradictions = []
        self.rules = []
        for rule in knowledge.rules:
            open_terms = {name: factor for name, factor in rule.terms.items() if name in knowledge.ranges}
            rest = -sum(factor * knowledge.known.get(name, 0) for name, factor in rule.terms.items()
                        if name not in knowledge.ranges)
            if open_terms:
                terms = "".join(f" {factor:+d} {self.place[name]}" for name, factor in open_terms.items())
                self.rules.append(f"{terms} {'<=' if rule.at_most else '='} {rest}")
            elif rest < 0 or (rest > 0 and not rule.at_most):
                self.contradictions.append(rule.terms)
        self.bounds = [f" {low} <= {self.place[name]} <= {self.high if high is None else high}"
                       for name, (low, high) in ((name, knowledge.ranges[name]) for name in self.names)]

    def solve(self, factors):
        """Maximizes the sum of numbers, each times its factor. False where no table agrees with what is known."""
        goal = "".join(f" {factors.get(name, 0):+d} {self.place[name]}\n" for name in self.names)
        rules = "".join(f" r{i}:{rule}\n" for i, rule in enumerate(self.rules)) or f" r0: {self.place[self.names[0]]} >= 0\n"
        text = f"Maximize\n goal:\n{goal}Subject To\n{rules}Bounds\n" + "\n".join(self.bounds)
        text += "\nGenerals\n" + "\n".join(f" {place}" for place in self.place.values()) + "\nEnd\n"
        with tempfile.TemporaryDirectory() as directory:
            problem, solution = Path(directory, "problem.lp"), Path(directory, "solution")
            problem.write_text(text)
            done = subprocess.run(["glpsol", "--lp", problem, "--cuts", "--tmlim", "120", "-w", solution],
                                  capture_output=True, text=True)
            if done.returncode or not solution.exists():
                raise RuntimeError(f"glpsol: {done.stdout[-500:]}{done.stderr[-500:]}")
            lines = [line.split() for line in solution.read_text().splitlines()]
        status = next(line for line in lines if line[0] == "s")
        if status[4] not in "of":
            return False
        for line in lines:
            if line[0] == "j":  # in the order in which the goal names them
                self.seen[self.names[int(line[1]) - 1]].add(round(float(line[2])))
        return True

    def determined(self):
        """The names of numbers that can only be what they are; None where no table agrees with what is known."""
        if self.contradictions:
            return None
        if not self.names:
            return []
        if not self.solve({}):
            return None
        # Many at once as long as that moves some, then one by one.
        still, moved = self.names, True
        while still and moved:
            for sign in (1, -1):
                self.solve({name: sign for name in still})
            moved = len(still) - len(self.unmoved())
            still = self.unmoved()
        for name in still:
            for sign in (1, -1):
                if len(self.seen[name]) == 1:
                    self.solve({name: sign})
        return self.unmoved()

    def unmoved(self):
        return [name for name in self.names if len(self.seen[name]) == 1]


def check(report, n_or_more=False):
    """What is wrong with a report's suppression, as lines, and how many things were looked at."""
    knowledge = read_report(report, n_or_more)
    solver = Solver(knowledge)
    determined = solver.determined()
    looked_at = len(solver.names) + knowledge.ratios
    if determined is None:
        terms = [f": {' '.join(f'{factor:+d} {name}' for name, factor in rule.items())} is not 0"
                 for rule in solver.contradictions[:1]]
        return knowledge.wrong + ["no table agrees with all that is printed" + "".join(terms)], looked_at
    return knowledge.wrong + [f"{name} can only be {min(solver.seen[name])}" for name in determined], looked_at


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("files", nargs="+", metavar="PSP_JSON")
    arguments.add_argument("--n-or-more", action="store_true", help="a hidden count is N or more")
    given = arguments.parse_args()
    if not shutil.which("glpsol"):
        sys.exit("there is no glpsol: apt install glpk-utils")
    passed = failed = 0
    for file in given.files:
        try:
            wrong, looked_at = check(json.loads(Path(file).read_text(encoding="utf-8")), given.n_or_more)
        except (Misread, KeyError, ValueError) as error:
            wrong, looked_at = [f"it is no report's JSON: {error}"], 1
        for line in wrong:
            print(f"{file}: {line}")
        failed += len(wrong)
        passed += max(looked_at - len(wrong), 0)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
