#!/usr/bin/env python3
"""A second, independent computation of `psp status --format json`.

    status.py LEDGER [--as-of DAY] [--known-at TIME]

It follows the written rules and shares nothing with the C++ program. It expects a ledger that
`psp check` accepts; only files that are not TOML are reported, under "errors". Messages stay empty.
"""
import argparse
import datetime as dt
import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

KINDS = ("document referral response session attendance option assessment plan contact task completion review "
         "notice agreement suspension resumption transfer closure reopening remark void").split()
STATES = "held turned_away missed excused cancelled rescheduled planned unrecorded".split()
TURNS = ("closure", "reopening", "suspension", "resumption", "transfer")
INTAKE = "route eligibility target field accepted informed area distress".split()
OF_EPISODE = ("consent", "withdrawal", "conclusion")  # documents that serve no later episode
ALL_PARTS = ["introduction", "support", "options"]
ALL_CONTENTS = ["distress", "solutions", "entitlements", "providers"]

NOTHING = dict(required=[], review_after=0, missed_limit=0,
               excused_when="justified-and-notified", excused_effect="breaks", parts=[], contents=[],
               stale_after_days=0, answer_after_days=0, inform_after_days=0, agreement_after_days=0,
               needs_assessment=False, needs_plan=False, needs_manager=False, withdrawal_in_writing=False,
               retention_years=0)
BUILT_IN = {
    "first-aid": NOTHING | dict(parts=ALL_PARTS, contents=ALL_CONTENTS, stale_after_days=14,
                                answer_after_days=14, agreement_after_days=14),
    "counselling": NOTHING | dict(required=["application", "referral"], review_after=10, missed_limit=3,
                                  stale_after_days=30, answer_after_days=14, inform_after_days=7,
                                  needs_assessment=True, needs_manager=True, withdrawal_in_writing=True),
}

SOURCES = {  # in the order in which flags are listed
    "missed-limit": "L6.2", "missed-warning": "L6.2", "review-due": "L4.2", "review-soon": "L4.2",
    "closure-pending": "L4.3", "manager-uninformed": "L4.4", "application-missing": "L5",
    "referral-missing": "L5", "attendance-missing": "", "no-next-session": "", "referral-unanswered": "",
    "assessment-missing": "L3.2", "change-unevaluated": "L3.5", "scope-incomplete": "S2 S6",
    "agreement-missing": "S7.3", "acceptance-missing": "S4.2", "information-missing": "S4.3",
    "field-worker": "S8", "manager-missing": "L7", "withdrawal-pending": "L6.5",
    "plan-missing": "", "task-due": "", "closure-unsupported": "L6", "retention-due": ""}
WHEN_SUSPENDED = {"missed-limit", "application-missing", "referral-missing", "task-due"}
WHEN_CLOSED = {"closure-unsupported", "manager-uninformed", "task-due", "retention-due"}


# Reading ---------------------------------------------------------------------------------------------

@dataclass
class Record:
    kind: str
    place: int   # among the records of the file, whatever their kinds
    line: int    # of its [[header]]
    data: dict

    def __getitem__(self, key):
        return self.data.get(key)

    @property
    def day(self):
        """From which it counts; an attendance has none, and an option may have its session's instead."""
        if self.kind in ("session", "contact"):
            return self.data["at"].date()
        return self.data["recorded"].date() if self.kind in ("task", "option") else self.data.get("date")


@dataclass
class Case:
    file: str
    header: dict
    records: list


@dataclass
class Ledger:
    office: dict
    cases: list
    errors: list

    def settings(self, service, day):
        """The settings of a service in force on a day."""
        own = self.office.get("services", {}).get(service, {})
        base = BUILT_IN.get(service) or BUILT_IN.get(own.get("based_on")) or NOTHING
        changes = [c for c in own.get("change", []) if c["from"] <= day]
        for layer in [own] + sorted(changes, key=lambda c: c["from"]):
            base = base | layer
        return base


# Strings and comments are matched so that a header inside one is not taken for a record's.
SCAN = re.compile(r'"""(?:\\.|(?!""")[^\\])*"""' r"|'''.*?'''" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'"
                  r'|\#[^\n]*' r'''|^[ \t]*\[\[[ \t]*["']?([\w-]+)["']?[ \t]*\]\]''', re.S | re.M)


def read_case(path, name):
    text = path.read_bytes().decode("utf-8-sig")
    header = tomllib.loads(text)
    rest = {kind: iter(header.pop(kind, [])) for kind in KINDS}
    records, line, upto = [], 1, 0
    for found in SCAN.finditer(text):
        if found[1] in rest:
            line += text.count("\n", upto, found.start())
            upto = found.start()
            records.append(Record(found[1], len(records), line, next(rest[found[1]])))
    return Case(name, header, records)


def read_ledger(directory):
    root = Path(directory)
    office = tomllib.loads((root / "psp.toml").read_bytes().decode("utf-8-sig"))
    ledger = Ledger(office, [], [])
    for path in sorted(root.glob("cases/*/*.toml")):
        name = path.relative_to(root).as_posix()
        try:
            ledger.cases.append(read_case(path, name))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            at = re.search(r"line (\d+), column (\d+)", str(error))
            line, column = map(int, at.groups()) if at else (None, None)
            ledger.errors.append(dict(file=name, line=line, column=column, message=""))
    ledger.cases.sort(key=lambda case: case.header["case"])
    ledger.errors.sort(key=lambda error: Path(error["file"]).stem)
    return ledger


# Computing -------------------------------------------------------------------------------------------

def later_than(recorded, known_at):
    """A known_at without an offset is compared with the clock as written."""
    return (recorded if known_at.tzinfo else recorded.replace(tzinfo=None)) > known_at


def standing(records):
    """The records that nothing has struck, and a function from an id to what stands in its place."""
    replacement = {r["replaces"]: r["id"] for r in records if r["replaces"]}  # the last in the file
    struck = {r["entry"] for r in records if r.kind == "void"} | set(replacement)
    lost, grown = set(), True
    while grown:  # what replaces a record that lost to a later one has lost as well
        more = {r["id"] for r in records if r["replaces"]
                and (replacement[r["replaces"]] != r["id"] or r["replaces"] in lost)}
        grown, lost = more != lost, more

    def resolve(ref):
        seen = set()
        while ref in replacement and ref not in seen:
            seen.add(ref)
            ref = replacement[ref]
        return ref
    return [r for r in records if r["id"] not in struck | lost], resolve


def session_state(session, attendance, rules, day):
    if attendance is None:
        return "planned" if session.day >= day else "unrecorded"
    outcome = attendance["outcome"]
    if outcome in ("attended", "late"):
        return "held"
    if outcome != "missed":
        return outcome.replace("-", "_")
    told = bool(attendance["notice"] or attendance["notice_waived"])
    justified = bool(attendance["justified"])
    if rules["excused_when"] == "justified-or-notified":
        return "excused" if justified or told else "missed"
    return "excused" if justified and told else "missed"


def run_of_missed(sessions, skipping=False):
    """The missed sessions of the run that stands after the last one."""
    run = []
    for s in sessions:
        if s.state == "missed":
            run.append(s)
        elif s.state in ("held", "turned_away"):
            run = []
        elif s.state == "excused" and not skipping and s.excused_effect == "breaks":
            run = []
    return run


def blank(text):
    return not (text or "").strip()


def years_after(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def present(case, day, known_at=None):
    """The records of a case that count whatever their day, and `resolve`; None where the case is not there."""
    header = case.header
    if header["opened"] > day or (known_at and later_than(header["recorded"], known_at)):
        return None
    known = [r for r in case.records if not (known_at and later_than(r["recorded"], known_at))]
    if any(r.kind == "void" and r["entry"] == "case" for r in known):
        return None
    return standing(known)


def judged_sessions(ledger, case, records, resolve, day, start=dt.date.min):
    """The sessions from `start` on, in their order; each with its attendance and its state as of the day."""
    sessions = sorted((r for r in records if r.kind == "session" and r.day >= start
                       and (r.day <= day or r["recorded"].date() <= day)), key=lambda r: r["at"])
    by_id = {s["id"]: s for s in sessions}
    attendance = {}
    for r in records:
        if r.kind == "attendance":
            session = by_id.get(resolve(r["session"]))
            if session and (session.day <= day or r["recorded"].date() <= day):
                attendance[session["id"]] = r
    for s in sessions:
        s.attendance = attendance.get(s["id"])
        on_its_day = ledger.settings(case.header["service"], s.day)
        s.state = session_state(s, s.attendance, on_its_day, day)
        s.excused_effect = on_its_day["excused_effect"]
    return sessions


def minutes_of(held):
    """The length of a held session; None where nobody gave one."""
    return held["minutes"] if held.attendance["minutes"] is None else held.attendance["minutes"]


def reopened(intake, reopening):
    """The intake from a reopening on."""
    emptied = {"eligibility"}
    if reopening["route"] and reopening["route"] != intake.get("route"):
        emptied |= {"accepted", "informed"}
    return ({key: value for key, value in intake.items() if key not in emptied}
            | {key: reopening[key] for key in INTAKE if reopening[key] is not None})


def unsupported(closure, sessions, rules, papers, reviews, agreements):
    """Whether the evidence that the closure's ground needs is missing; `rules` are those of the closing's day."""
    ground = closure["ground"]
    held = [s for s in sessions if s.state == "held"]
    if ground in ("rules-breach", "contract-breach", "moved", "other"):
        return blank(closure["reason"])
    if ground == "missed-sessions":
        until = [s for s in sessions if s.day <= closure.day]
        return not 0 < rules["missed_limit"] <= len(run_of_missed(until))
    if ground in ("not-needed", "not-suitable"):
        return not any(p["kind"] == "conclusion" and p["finding"] == ground for p in papers)
    if ground == "client-request":
        return rules["withdrawal_in_writing"] and not any(
            p["kind"] == "withdrawal" and not blank(p["reason"]) for p in papers)
    if ground == "completed":
        return len(held) < rules["review_after"] or not any(
            r["decision"] == "end" and r["agreed"] for r in reviews)
    if ground == "agreement":
        return not any(not held or a.day >= held[-1].day for a in agreements)
    return False


def case_status(ledger, case, day, known_at=None):
    """One case as of a day, or None where the case is not there."""
    found = present(case, day, known_at)
    if found is None:
        return None
    header, (records, resolve) = case.header, found
    rules = ledger.settings(header["service"], day)

    def dated(kind, start=dt.date.min):
        """The records of a kind that count, in the order of their days."""
        return sorted((r for r in records if r.kind == kind and start <= r.day <= day),
                      key=lambda r: r.day)

    # Where the case stands: closed or not, suspended or not, since when, whose it is, and what its intake is.
    opened = start = header["opened"]
    closure, suspended, started_by, resumed = None, False, None, None
    worker, manager, intake = header.get("worker"), header.get("manager"), header.get("intake", {})
    field_since, field_record = opened, None

    def lacks_field():
        known_worker = ledger.office.get("workers", {}).get(worker, {})
        return bool(intake.get("field")) and intake["field"] not in known_worker.get("fields", [])

    for r in sorted((r for r in records if r.kind in TURNS and r.day <= day), key=lambda r: r.day):
        lacked = lacks_field()
        if r.kind == "closure":
            closure = r
        elif r.kind == "reopening":
            closure, suspended, start, started_by, resumed = None, False, r.day, r, None
            intake = reopened(intake, r)
        elif r.kind == "suspension":
            suspended = True
        elif r.kind == "resumption" and suspended:
            suspended, resumed = False, r
        elif r.kind == "transfer":
            worker, manager = r["worker"] or worker, r["manager"] or manager
        if lacks_field() and not lacked:
            field_since, field_record = r.day, r

    # Sessions of the episode.
    sessions = judged_sessions(ledger, case, records, resolve, day, start)
    in_state = {state: [s for s in sessions if s.state == state] for state in STATES}
    held, planned, unrecorded = in_state["held"], in_state["planned"], in_state["unrecorded"]
    run, run_skipping = run_of_missed(sessions), run_of_missed(sessions, skipping=True)
    last_held = held[-1].day if held else None

    # Reviews: one that came too early leaves the count as it was.
    reviews, counted = dated("review", start), None
    since_review = held
    for r in reviews:
        if sum(s.day <= r.day for s in since_review) >= rules["review_after"]:
            counted = r
            since_review = [s for s in held if s.day > r.day]

    # Applications and referrals in are looked for in the whole case, nearly all else in the episode.
    papers, agreements, notices = dated("document", start), dated("agreement", start), dated("notice", start)
    referrals_in = [r for r in dated("referral") if r["direction"] == "in"]
    there = {p["kind"] for p in papers} | {p["kind"] for p in dated("document") if p["kind"] not in OF_EPISODE}
    if any(not blank(r["situation"]) for r in referrals_in):
        there.add("referral")
    if closure:
        state = "refused" if closure["refused"] else "closed"
    elif suspended:
        state = "suspended"
    elif not held and set(rules["required"]) - there:
        state = "intake"
    else:
        state = "active"

    flags = {}

    def flag(code, level, since, evidence=()):
        flags[code] = dict(code=code, level=level, since=since.isoformat(), sources=SOURCES[code].split(),
                           evidence=[dict(id=r["id"], kind=r.kind, date=r.day.isoformat(), file=case.file,
                                          line=r.line) for r in evidence], message="")

    def over(since, days):
        return days > 0 and (day - since).days > days

    def day_after(since, days):
        return since + dt.timedelta(days + 1)

    limit = rules["missed_limit"]
    if limit and len(run) >= limit:
        flag("missed-limit", "action", run[limit - 1].day, run)
    if limit and len(run) == limit - 1 >= 1:
        flag("missed-warning", "warn", run[-1].day, run)

    limit = rules["review_after"]
    if limit and len(since_review) >= limit:
        flag("review-due", "action", since_review[limit - 1].day, since_review)
    if limit and len(since_review) == limit - 1:
        reached = since_review[-1:] or [counted] if counted else since_review[-1:]
        flag("review-soon", "info", reached[0].day if reached else start, since_review)

    if reviews and reviews[-1]["decision"] == "end":
        flag("closure-pending", "warn", reviews[-1].day, reviews[-1:])
    term = rules["inform_after_days"]
    untold = [r for r in reviews if not any(
        n["to"] == "manager" and resolve(n["about"]) == r["id"] and n.day >= r.day for n in notices)]
    if term and untold:
        flag("manager-uninformed", "action" if over(untold[0].day, term) else "warn", untold[0].day, untold)

    for paper in ("application", "referral"):
        if paper in rules["required"] and paper not in there:
            flag(paper + "-missing", "action" if held else "warn", opened,
                 referrals_in if paper == "referral" else ())
    if unrecorded:
        flag("attendance-missing", "action", unrecorded[0].day, unrecorded)

    term = rules["stale_after_days"]
    quiet = [r for r in [started_by, resumed, *held[-1:]] if r]
    latest = max(quiet, key=lambda r: r.day, default=None)
    since = max(latest.day, start) if latest else start
    if state == "active" and not planned and over(since, term):
        flag("no-next-session", "warn", day_after(since, term), [latest] if latest else [])

    term = rules["answer_after_days"]
    answered = {resolve(r["referral"]) for r in dated("response")}
    waiting = [r for r in dated("referral", start) if r["direction"] == "out"
               and r["id"] not in answered and over(r.day, term)]
    if waiting:
        flag("referral-unanswered", "warn", day_after(waiting[0].day, term), waiting)

    if rules["needs_assessment"]:
        assessments = dated("assessment", start)
        if held and not any(a["kind"] == "needs" for a in assessments):
            flag("assessment-missing", "warn", held[0].day, held[:1])
        unevaluated = [r for r in reviews if not any(
            a["kind"] == "change" and a.day <= r.day for a in assessments)]
        if unevaluated:
            flag("change-unevaluated", "warn", unevaluated[0].day, unevaluated)
    if held and not planned and any(set(rules[key]) - {x for s in held for x in s.attendance[key] or []}
                    for key in ("parts", "contents")):
        flag("scope-incomplete", "warn", held[0].day, held)

    term = rules["agreement_after_days"]
    if held and not planned and over(last_held, term) and not any(a.day >= last_held for a in agreements):
        flag("agreement-missing", "action", day_after(last_held, term), held[-1:])

    begun_by = [started_by] if started_by else []
    if intake.get("route") == "proposer" and not intake.get("accepted") and "consent" not in there:
        flag("acceptance-missing", "action", start, begun_by)
    if intake.get("route") == "official-duty" and not intake.get("informed") and not any(
            n["to"] == "client" and n["about"] == "intake" for n in notices):
        flag("information-missing", "action", start, begun_by)
    if lacks_field():
        flag("field-worker", "warn", field_since, [field_record] if field_record else [])
    if rules["needs_manager"] and not manager:
        flag("manager-missing", "warn", opened)
    pending = []  # those without reason that no later one with a reason has ended
    for p in papers:
        if p["kind"] == "withdrawal":
            pending = pending + [p] if blank(p["reason"]) else []
    if rules["withdrawal_in_writing"] and pending:
        flag("withdrawal-pending", "warn", pending[0].day, pending)
    if rules["needs_plan"] and held and not dated("plan", start):
        flag("plan-missing", "warn", held[0].day, held[:1])

    completed = {resolve(r["task"]) for r in dated("completion")}
    due = sorted((t for t in dated("task") if t["id"] not in completed and t["due"] <= day),
                 key=lambda t: (t["due"], t.place))
    if due:
        flag("task-due", "action", due[0]["due"], due)

    if closure:
        if unsupported(closure, sessions, ledger.settings(header["service"], closure.day), papers, reviews, agreements):
            flag("closure-unsupported", "action" if blank(closure["override"]) else "info",
                 closure.day, [closure])
        kept_until = years_after(closure.day, rules["retention_years"])
        if rules["retention_years"] and kept_until < day:
            flag("retention-due", "info", kept_until + dt.timedelta(1), [closure])

    allowed = WHEN_CLOSED if closure else WHEN_SUSPENDED if suspended else set(SOURCES)

    def iso(value):
        return value.isoformat() if value else None

    return dict(
        case=header["case"], service=header["service"], state=state, client=header.get("client"),
        worker=worker, manager=manager, opened=iso(opened), closed=iso(closure and closure.day),
        episode_from=iso(start), sessions={name: len(them) for name, them in in_state.items()},
        minutes=sum(minutes_of(s) or 0 for s in held), minutes_unknown=sum(minutes_of(s) is None for s in held),
        held_since_review=len(since_review), missed_in_row=len(run), missed_in_row_skipping=len(run_skipping),
        last_held=iso(last_held), next_session=iso(planned[0]["at"] if planned else None),
        last_review=iso(reviews[-1].day if reviews else None),
        flags=[flags[code] for code in SOURCES if code in flags and code in allowed])


def status(ledger, day, known_at=None):
    cases = [case_status(ledger, case, day, known_at) for case in ledger.cases]
    return dict(format=1, as_of=day.isoformat(), ledger=ledger.office.get("office", {}).get("name", ""),
                cases=[c for c in cases if c], errors=ledger.errors)


def parse_time(text):
    """A day alone means its end."""
    time = dt.datetime.fromisoformat(text)
    return time.replace(hour=23, minute=59, second=59) if len(text) == 10 else time


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("ledger")
    arguments.add_argument("--as-of", type=dt.date.fromisoformat)
    arguments.add_argument("--known-at", type=parse_time)
    given = arguments.parse_args()
    day = given.as_of or (given.known_at.date() if given.known_at else dt.date.today())
    answer = status(read_ledger(given.ledger), day, given.known_at)
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 3 if answer["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
