#!/usr/bin/env python3
"""report.py against small ledgers whose numbers were counted by hand."""
import datetime as dt
import tempfile
import unittest
from pathlib import Path

import report
import status
from test_status import record, talk

OFFICE = ('format = 1\n[office]\nname = "O"\n[workers.ana]\nname = "A"\n[workers.janis]\nname = "J"\n'
          '[services.visits]\n[services.talks]\nparts = ["support"]\nreview_after = 2\n')
HEADER = ("service", "opened", "client", "household", "worker", "recorded")


def case(opened, *lines, **fields):
    """A case file without its id; lines may be lists of lines."""
    fields = dict(service="visits", opened=opened, client="K-1", worker="ana", recorded=f"{opened}T08:00:00+01:00") | fields
    bare = ("opened", "household", "recorded")
    header, intake = ("".join(f"{k} = {v}\n" if k in bare else f'{k} = "{v}"\n' for k, v in fields.items()
                              if (k in HEADER) == wanted and v is not None) for wanted in (True, False))
    lines = [each for line in lines for each in ([line] if isinstance(line, str) else line)]
    return f'{header}by = "ana"\n\n[intake]\n{intake}' + "".join(record(*each) for each in enumerate(lines))


def numbers(given, **nonzero):
    """All keys of a map with 0, but the ones named."""
    return {key: nonzero.pop(key, 0) for key in given} | nonzero


class Report(unittest.TestCase):
    def ask(self, cases, period, today="2027-06-30", by=None, known_at=None, office=OFFICE, errors=()):
        """Cases are numbered as they come, unless they are a dict of texts by id."""
        if not isinstance(cases, dict):
            cases = {f"2026-{number:04}": text for number, text in enumerate(cases, 1)}
        with tempfile.TemporaryDirectory() as root:
            Path(root, "psp.toml").write_text(office)
            for name, text in cases.items():
                path = Path(root, f"cases/2026/{name}.toml")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f'format = 1\ncase = "{name}"\n{text}')
            answer = report.whole(status.read_ledger(root), report.parse_period(period), dt.date.fromisoformat(today),
                                  by, known_at and status.parse_time(known_at))
        self.assertEqual([Path(e["file"]).stem for e in answer["errors"]], list(errors))
        self.groups = {g["key"]: g for g in answer["groups"]}
        self.previous = {g["key"]: g for g in answer["previous"]["groups"]}
        self.year_before = {g["key"]: g for g in answer["year_before"]["groups"]}
        self.answer, self.all = answer, answer["groups"][0]
        self.assertEqual((self.all["by"], self.all["key"]), ("all", "all"))
        return self.all

    def is_balance(self, group, *wanted):
        """opened, reopened, closed, refused between the open cases at start and end; then in and out."""
        names = "open_at_start opened reopened closed refused open_at_end transferred_in transferred_out".split()
        self.assertEqual(group["cases"], numbers(names, **dict(zip(names, wanted))))

    def test_periods(self):
        for text, wanted in {
                "2026-03": "2026-03-01 2026-03-31 2026-02-01 2026-02-28 2025-03-01 2025-03-31",
                "2026-01": "2026-01-01 2026-01-31 2025-12-01 2025-12-31 2025-01-01 2025-01-31",
                "2025-02": "2025-02-01 2025-02-28 2025-01-01 2025-01-31 2024-02-01 2024-02-29",
                "2026-Q1": "2026-01-01 2026-03-31 2025-10-01 2025-12-31 2025-01-01 2025-03-31",
                "2026-Q4": "2026-10-01 2026-12-31 2026-07-01 2026-09-30 2025-10-01 2025-12-31",
                "2026": "2026-01-01 2026-12-31 2025-01-01 2025-12-31 2025-01-01 2025-12-31",
                "2026-03-01..2026-03-31": "2026-03-01 2026-03-31 2026-01-29 2026-02-28 2025-03-01 2025-03-31",
                "2024-02-29..2024-02-29": "2024-02-29 2024-02-29 2024-02-28 2024-02-28 2023-02-28 2023-02-28"}.items():
            self.ask([], text)
            found = [self.answer["period"], self.answer["previous"]["period"], self.answer["year_before"]["period"]]
            self.assertEqual(" ".join(day for p in found for day in (p["from"], p["to"])), wanted)
        for today, wanted in {"2026-11-30": "2026-10-31 2026-09-30", "2026-10-31": "2026-10-31 2026-09-30",
                              "2026-10-15": "2026-10-15 2026-09-30", "2026-09-15": "2026-09-15 2026-09-15"}.items():
            self.ask([], "2026-10", today)
            self.assertEqual(f'{self.answer["as_of"]} {self.answer["previous"]["as_of"]}', wanted)

    def test_balance(self):
        cases = [case("2026-09-30"),                                                     # open at the start and the end
                 case("2026-10-01"), case("2026-10-31"), case("2026-11-01"),             # the third is not there
                 case("2026-08-01", "closure c1 date=2026-09-30 ground=died"),           # closed before
                 case("2026-08-01", "closure c1 date=2026-10-01 ground=moved"),
                 case("2026-10-05", "closure c1 date=2026-10-05 ground=other"),          # opened and closed on one day
                 case("2026-10-06", "closure c1 date=2026-10-06 ground=moved refused=true"),
                 case("2026-08-01", "closure c1 date=2026-09-02 ground=died", "reopening r1 date=2026-10-02"),
                 case("2026-08-01", "closure c1 date=2026-10-31 ground=died", "reopening r1 date=2026-11-01")]
        self.is_balance(self.ask(cases, "2026-10"), 3, 4, 1, 3, 1, 4)
        self.assertEqual(self.all["refusals"], {"moved": 1})
        self.assertEqual(self.all["closures"]["ground"], {"died": 1, "moved": 1, "other": 1})
        self.is_balance(self.previous["all"], 4, 1, 0, 2, 0, 3)
        self.is_balance(self.year_before["all"])
        self.is_balance(self.ask(cases, "2026-11"), 4, 1, 1, 0, 0, 6)
        self.is_balance(self.ask(cases, "2026-10", "2026-10-05"), 3, 2, 1, 2, 0, 4)      # today in the middle
        self.is_balance(self.ask(cases, "2026-10-05..2026-10-06"), 4, 2, 0, 1, 1, 4)
        self.is_balance(self.previous["all"], 4, 0, 0, 0, 0, 4)

    def test_only_real_turns(self):
        twice = case("2026-09-01", "closure c1 date=2026-10-02 ground=moved", "closure c2 date=2026-10-09 ground=died")
        self.is_balance(self.ask([twice], "2026-10"), 1, 0, 0, 1)
        self.assertEqual(self.all["closures"]["ground"], {"moved": 1})
        again = case("2026-09-01", "reopening r1 date=2026-10-02")
        self.is_balance(self.ask([again], "2026-10"), 1, 0, 0, 0, 0, 1)
        early = case("2026-10-02", "closure c1 date=2026-09-20 ground=moved",
                     "transfer t1 date=2026-09-10 worker=janis")
        self.is_balance(self.ask([early], "2026-10", by="worker"), 0, 1, 0, 1)
        self.is_balance(self.groups["ana"], 0, 1, 0, 0, 0, 0, 0, 1)
        self.is_balance(self.groups["janis"], 0, 0, 0, 1, 0, 0, 1, 0)
        # By place where the days are the same.
        lines = ["closure c1 date=2026-10-02 ground=moved", "reopening r1 date=2026-10-02"]
        self.is_balance(self.ask([case("2026-09-01", *lines)], "2026-10"), 1, 0, 1, 1, 0, 1)
        self.is_balance(self.ask([case("2026-09-01", *reversed(lines))], "2026-10"), 1, 0, 0, 1, 0, 0)

    def test_workers(self):
        cases = [case("2026-09-01", "transfer t1 date=2026-10-05 worker=janis", "transfer t2 date=2026-10-07 manager=zane",
                      "transfer t3 date=2026-10-08 worker=janis", talk(1, "2026-10-04"), talk(2, "2026-10-05"),
                      "session s3 at=2026-10-05T09:00:00", "review r1 date=2026-10-04 decision=continue agreed=true",
                      "referral o1 direction=out to=x reason=y date=2026-10-05"),
                 case("2026-10-01", "transfer t1 date=2026-10-01 worker=janis", "transfer t2 date=2026-10-01 worker=ana"),
                 case("2026-09-01", "closure c1 date=2026-10-01 ground=died", "transfer t1 date=2026-10-02 worker=zane",
                      "reopening r1 date=2026-10-03"),
                 case("2026-09-01", "transfer t1 date=2026-09-30 worker=janis"), case("2026-10-02", worker=None)]
        self.is_balance(self.ask(cases, "2026-10", by="worker"), 3, 2, 1, 1, 0, 5)
        self.assertEqual(list(self.groups), ["all", "", "ana", "janis", "zane"])
        self.is_balance(self.groups["ana"], 2, 1, 0, 1, 0, 1, 1, 2)
        self.is_balance(self.groups["janis"], 1, 0, 0, 0, 0, 2, 2, 1)
        self.is_balance(self.groups["zane"], 0, 0, 1, 0, 0, 1)
        self.is_balance(self.groups[""], 0, 1, 0, 0, 0, 1)
        self.is_balance(self.previous["janis"], 0, 0, 0, 0, 0, 1, 1, 0)
        # What was done belongs to the worker of its day; what is to be done, to the worker of the end.
        self.assertEqual([self.groups[w]["sessions"]["held"] for w in ("all", "ana", "janis")], [2, 1, 1])
        self.assertEqual([self.groups[w]["reviews"]["continue"] for w in ("ana", "janis")], [1, 0])
        self.assertEqual([self.groups[w]["referrals"]["out"] for w in ("ana", "janis")], [{}, {"x": 1}])
        self.assertEqual([self.groups[w]["flags"] for w in ("all", "ana", "janis")],
                         [{"attendance-missing": 1}, {}, {"attendance-missing": 1}])
        self.assertEqual(self.answer["caseload"], {"workers": {"": 1, "ana": 1, "janis": 2, "zane": 1},
                                                   "bins": {"0-9": 4, "10-19": 0, "20-29": 0, "30+": 0}})
        self.is_balance(self.ask(cases, "2026-10", by="service"), 3, 2, 1, 1, 0, 5)
        self.is_balance(self.groups["visits"], 3, 2, 1, 1, 0, 5)

    def test_groups_and_intake(self):
        cases = [case("2026-10-01", route="self", area="Saldus", field="adoption", target="crisis"),
                 case("2026-10-02", route="self", area="Saldus", eligibility="unsure"),
                 case("2026-10-03", "void v1 entry=case reason=x on=2026-10-04", route="proposer"),
                 case("2026-10-03", "closure c1 ground=other refused=true date=2026-10-03", service="talks"),
                 case("2026-09-03", talk(1, "2026-10-04"), route="proposer")]
        self.ask(cases, "2026-10", by="area")
        self.assertEqual(self.all["intake"], {"route": {"": 1, "self": 2}, "eligibility": {"": 2, "unsure": 1},
                                              "target": {"": 2, "crisis": 1}, "field": {"": 2, "adoption": 1}})
        self.assertEqual({key: g["cases"]["opened"] for key, g in self.groups.items()}, {"all": 3, "": 1, "Saldus": 2})
        self.assertEqual(self.groups[""]["sessions"]["held"], 1)
        self.ask(cases, "2026-10", by="field")
        self.assertEqual({key: g["intake"]["target"] for key, g in self.groups.items()},
                         {"all": {"": 2, "crisis": 1}, "": {"": 2}, "adoption": {"crisis": 1}})
        self.ask(cases, "2026-10", by="service")
        self.assertEqual({key: g["refusals"] for key, g in self.groups.items()},
                         {"all": {"other": 1}, "talks": {"other": 1}, "visits": {}})
        self.assertEqual(self.groups["talks"]["closures"], {
            "ground": {}, "days": numbers(report.DAYS), "held_mean": None, "under_review_after": 0})

    def test_sessions(self):
        lines = [talk(1, "2026-09-30"), talk(2, "2026-10-01"), talk(3, "2026-10-31", "late"),
                 talk(4, "2026-10-07", "missed", justified="true"),
                 talk(5, "2026-10-08", "missed", justified="true", notice="true"), talk(6, "2026-10-09", "cancelled"),
                 talk(7, "2026-10-10", "rescheduled"), talk(8, "2026-10-11", "turned-away"),
                 "session s9 at=2026-10-20T10:00:00 on=2026-10-12", "session sA at=2026-10-21T10:00:00 on=2026-10-21",
                 "session sB at=2026-10-28T10:00:00 on=2026-10-12",
                 "attendance aB session=sB outcome=cancelled cancelled_by=client on=2026-10-14",
                 "session sC at=2026-11-01T10:00:00 on=2026-10-12"]
        lone = [case("2026-09-01", *lines)]
        self.ask(lone, "2026-10")
        self.assertEqual(self.all["sessions"], dict(held=2, turned_away=1, missed=1, excused=1, cancelled=2,
                                                    rescheduled=1, planned=0, unrecorded=2))
        self.assertEqual(self.all["no_show"], {"missed": 1, "expected": 5, "rate": 0.2})
        self.assertEqual(self.previous["all"]["sessions"], numbers(status.STATES, held=1))
        self.assertEqual(self.year_before["all"]["no_show"], {"missed": 0, "expected": 0, "rate": None})
        self.assertEqual(self.year_before["all"]["minutes"], {"total": 0, "mean": None, "unknown": 0})
        # What lies ahead counts where it was recorded by the day.
        self.ask(lone, "2026-10", "2026-10-13")
        self.assertEqual(self.all["sessions"], dict(held=1, turned_away=1, missed=1, excused=1, cancelled=1,
                                                    rescheduled=1, planned=2, unrecorded=0))
        self.ask(lone, "2026-10", "2026-10-14")
        self.assertEqual([self.all["sessions"][state] for state in ("cancelled", "planned")], [2, 1])
        self.ask(lone, "2026-10", "2026-10-20")
        self.assertEqual([self.all["sessions"][state] for state in ("planned", "unrecorded")], [1, 0])
        # By the rule of the session's day.
        office = OFFICE.replace("[services.visits]\n", '[services.visits]\n[[services.visits.change]]\nfrom = 2026-10-08\n'
                                'excused_when = "justified-or-notified"\n')
        lone = [case("2026-09-01", *lines, talk("D", "2026-10-08", "missed", justified="true"))]
        self.ask(lone, "2026-10", office=office)
        self.assertEqual([self.all["sessions"][state] for state in ("missed", "excused")], [1, 2])
        self.assertEqual(self.all["no_show"], {"missed": 1, "expected": 6, "rate": 0.1667})

    def test_minutes(self):
        lines = ["session s1 at=2026-10-05T10:00:00 minutes=45", "attendance a1 session=s1 outcome=attended minutes=52",
                 "session s2 at=2026-10-06T10:00:00 minutes=45", "attendance a2 session=s2 outcome=late",
                 talk(3, "2026-10-07"), "session s4 at=2026-10-08T10:00:00 minutes=45",
                 "attendance a4 session=s4 outcome=missed", talk(5, "2026-10-09", minutes=60)]
        # Of the four that were held one is as long as nobody said: 157 over 3.
        self.ask([case("2026-10-01", *lines)], "2026-10")
        self.assertEqual(self.all["minutes"], {"total": 157, "mean": 52.3, "unknown": 1})
        self.ask([case("2026-10-01", *lines, talk(6, "2026-10-10", minutes=0))], "2026-10")
        self.assertEqual(self.all["minutes"], {"total": 157, "mean": 39.2, "unknown": 1})  # 39.25: a tie goes to the even digit
        self.ask([case("2026-10-01", talk(3, "2026-10-07"))], "2026-10")
        self.assertEqual(self.all["minutes"], {"total": 0, "mean": None, "unknown": 1})
        # A session of an earlier episode, or between two, is one of the period all the same.
        turns = ["closure c1 date=2026-10-06 ground=died", "reopening r1 date=2026-10-08",
                 "closure c2 date=2026-10-09 ground=died"]
        self.ask([case("2026-10-01", *lines, *turns)], "2026-10")
        self.assertEqual(self.all["minutes"], {"total": 157, "mean": 52.3, "unknown": 1})

    def test_modes(self):
        lines = ["session s1 at=2026-10-05T10:00:00 mode=office", "attendance a1 session=s1 outcome=attended",
                 "session s2 at=2026-10-06T10:00:00 mode=office", "attendance a2 session=s2 outcome=late",
                 "session s3 at=2026-10-07T10:00:00 mode=phone", "attendance a3 session=s3 outcome=missed",
                 "session s4 at=2026-10-08T10:00:00 mode=home", "session s5 replaces=s4 at=2026-10-08T10:00:00 mode=field",
                 "attendance a4 session=s4 outcome=attended", talk(6, "2026-10-09"),
                 "session s7 at=2026-11-01T10:00:00 mode=online", "attendance a7 session=s7 outcome=attended"]
        self.ask([case("2026-10-01", *lines)], "2026-10")
        self.assertEqual(self.all["modes"], {"": 1, "field": 1, "office": 2})

    def test_contacts_and_options(self):
        lines = ["contact k1 at=2026-10-01T00:00:00 with=client how=phone minutes=20",
                 "contact k2 at=2026-10-31T23:30:00 with=family how=phone", "contact k3 at=2026-10-07T10:00:00 with=client how=mail",
                 "contact k4 at=2026-10-07T10:00:00 with=other how=visit minutes=60", "void v1 entry=k4 reason=x on=2026-10-08",
                 "contact k5 at=2026-09-30T10:00:00 with=client how=meeting minutes=5",
                 "contact k6 at=2026-11-01T10:00:00 with=client how=meeting minutes=5 on=2026-10-05",
                 "transfer t1 date=2026-10-07 worker=janis",
                 "session s1 at=2026-10-06T10:00:00", "attendance a1 session=s1 outcome=attended on=2026-10-06",
                 "session s2 at=2026-10-20T10:00:00 on=2026-10-06",
                 "option o1 kind=benefit name=x session=s1 chosen=true on=2026-11-02",  # on its session's day, not on that of recording
                 "option o2 kind=benefit name=y on=2026-10-07", "option o3 kind=service name=y chosen=false on=2026-10-31",
                 "option o4 kind=right name=y chosen=true on=2026-11-01",
                 "option o5 kind=obligation name=y chosen=true session=s2 on=2026-10-06",
                 "option o6 replaces=o2 kind=benefit name=y chosen=true on=2026-10-08"]
        lone = [case("2026-09-01", *lines)]
        self.ask(lone, "2026-10", by="worker")
        self.assertEqual(self.all["contacts"], {"mail": {"number": 1, "minutes": 0}, "phone": {"number": 2, "minutes": 20}})
        self.assertEqual(self.groups["ana"]["contacts"], {"phone": {"number": 1, "minutes": 20}})
        self.assertEqual(self.groups["janis"]["contacts"], {"mail": {"number": 1, "minutes": 0}, "phone": {"number": 1, "minutes": 0}})
        self.assertEqual(self.previous["all"]["contacts"], {"meeting": {"number": 1, "minutes": 5}})
        self.assertEqual(self.all["options"], {"benefit": {"number": 2, "chosen": 2}, "service": {"number": 1, "chosen": 0},
                                               "obligation": {"number": 1, "chosen": 1}})
        self.assertEqual(self.groups["ana"]["options"], {"benefit": {"number": 1, "chosen": 1}})
        self.assertEqual((self.all["sessions"]["held"], self.all["minutes"]["total"]), (1, 0))
        # No later than the day it is asked for.
        self.ask(lone, "2026-10", "2026-10-19")
        self.assertEqual(self.all["options"], {"benefit": {"number": 2, "chosen": 2}})
        self.assertEqual(self.all["contacts"]["phone"], {"number": 1, "minutes": 20})
        # An option of a session that was struck stands on its own; one of a session moved goes with it.
        self.ask([case("2026-09-01", *lines, "void v2 entry=s2 reason=x on=2026-10-07")], "2026-10", "2026-10-19")
        self.assertEqual(self.all["options"]["obligation"], {"number": 1, "chosen": 1})
        self.ask([case("2026-09-01", *lines, "session s3 replaces=s2 at=2026-11-20T10:00:00 on=2026-10-07")], "2026-10")
        self.assertEqual(set(self.all["options"]), {"benefit", "service"})

    def test_intake_of_the_day(self):
        """Saldus to the 9th, Nica from the 20th on; closed in between."""
        lines = ["closure c1 date=2026-10-10 ground=died", "reopening r1 date=2026-10-20 area=Nica route=proposer accepted=true",
                 talk(1, "2026-10-10"), talk(2, "2026-10-19"), talk(3, "2026-10-20"),
                 "contact k1 at=2026-10-20T08:00:00 with=client how=mail", "review e1 decision=end agreed=true date=2026-10-11",
                 "session s4 at=2026-10-29T10:00:00"]
        lone = [case("2026-10-01", *lines, area="Saldus", route="self", field="adoption", eligibility="unsure")]
        self.ask(lone, "2026-10", by="area")
        self.assertEqual(list(self.groups), ["all", "Nica", "Saldus"])
        self.is_balance(self.all, 0, 1, 1, 1, 0, 1)
        self.is_balance(self.groups["Saldus"], 0, 1, 0, 1, 0, 0)
        self.is_balance(self.groups["Nica"], 0, 0, 1, 0, 0, 1)
        self.assertEqual(self.all["intake"], {"route": {"self": 1}, "eligibility": {"unsure": 1}, "target": {"": 1},
                                              "field": {"adoption": 1}})
        self.assertEqual(self.groups["Saldus"]["intake"], self.all["intake"])
        self.assertEqual(self.groups["Nica"]["intake"], {"route": {}, "eligibility": {}, "target": {}, "field": {}})
        self.assertEqual([self.groups[a]["sessions"]["held"] for a in ("Saldus", "Nica")], [2, 1])
        self.assertEqual([self.groups[a]["reviews"]["end"] for a in ("Saldus", "Nica")], [1, 0])
        self.assertEqual([self.groups[a]["contacts"] for a in ("Saldus", "Nica")], [{}, {"mail": {"number": 1, "minutes": 0}}])
        self.assertEqual([self.groups[a]["flags"] for a in ("Saldus", "Nica")], [{}, {"attendance-missing": 1, "field-worker": 1}])
        self.assertEqual([self.groups[a]["closures"]["ground"] for a in ("Saldus", "Nica")], [{"died": 1}, {}])
        self.ask(lone, "2026-11", by="area")
        self.assertEqual(list(self.groups), ["all", "Nica"])
        self.is_balance(self.groups["Nica"], 1, 0, 0, 0, 0, 1)
        # The field stays; without a closing's day between, the closing is the old area's and the day's sessions are the new one's.
        self.ask(lone, "2026-10", by="field")
        self.is_balance(self.groups["adoption"], 0, 1, 1, 1, 0, 1)
        day = [case("2026-10-01", "closure c1 date=2026-10-10 ground=died", "reopening r1 date=2026-10-10 area=Nica",
                    talk(1, "2026-10-10"), area="Saldus")]
        self.ask(day, "2026-10", by="area")
        self.is_balance(self.groups["Saldus"], 0, 1, 0, 1, 0, 0)
        self.is_balance(self.groups["Nica"], 0, 0, 1, 0, 0, 1)
        self.assertEqual([self.groups[a]["sessions"]["held"] for a in ("Saldus", "Nica")], [0, 1])
        self.assertEqual([self.groups[a]["closures"]["held_mean"] for a in ("Saldus", "Nica")], [1.0, None])

    def test_tasks_to_do(self):
        cases = [case("2026-10-01", "task t1 text=x due=2026-10-31 on=2026-10-05", "task t2 text=x due=2026-10-30 on=2026-10-05"),
                 case("2026-10-01", "task t1 text=x due=2026-11-01 on=2026-10-05"),
                 case("2026-10-01", "task t1 text=x due=2026-10-09 on=2026-10-05", "completion d1 task=t1 outcome=done date=2026-10-31"),
                 case("2026-10-01", "task t1 text=x due=2026-10-09 for=janis on=2026-10-05", "closure c1 ground=died date=2026-10-06")]
        self.ask(cases, "2026-10", by="worker")
        self.assertEqual([g["flags"] for g in self.groups.values()], [{"task-due": 2}] * 2)
        self.ask(cases, "2026-10", "2026-10-30")
        self.assertEqual(self.all["flags"], {"task-due": 3})

    def test_clients(self):
        cases = {"2025-0001": case("2025-10-01", client="K-1"),
                 "2026-0002": case("2026-10-01", talk(1, "2026-10-01"), client="K-1", household=2, service="talks"),
                 "2026-0003": case("2026-10-02", talk(1, "2026-10-02", "missed"), client="K-2", household=2),
                 "2026-0004": case("2026-10-05", talk(1, "2026-10-08"), talk(2, "2026-10-09"), client="K-3", household=1),
                 "2026-0006": case("2026-10-05", talk(1, "2026-10-10"), client="K-4", service="talks"),
                 "2026-0005": case("2026-10-05", talk(1, "2026-10-11"), client="K-4", worker="janis"),
                 "2026-0007": case("2026-11-01", client="K-2"),
                 "2026-0008": case("2026-09-01", talk(1, "2026-10-12"), client="K-5", household=4)}
        self.ask(cases, "2026-10")
        self.assertEqual(self.all["clients"], {"distinct": 4, "families": 2, "new": 3, "returning": 1})
        self.assertEqual(self.year_before["all"]["clients"], {"distinct": 0, "families": 0, "new": 1, "returning": 0})
        self.ask(cases, "2026-10", by="service")
        self.assertEqual(self.groups["visits"]["clients"], {"distinct": 3, "families": 1, "new": 3, "returning": 0})
        self.assertEqual(self.groups["talks"]["clients"], {"distinct": 2, "families": 1, "new": 0, "returning": 2})
        self.ask(cases, "2026-10", by="worker")  # of K-4's two cases on one day 2026-0005 is the first
        self.assertEqual(self.groups["ana"]["clients"], {"distinct": 4, "families": 2, "new": 2, "returning": 2})
        self.assertEqual(self.groups["janis"]["clients"], {"distinct": 1, "families": 0, "new": 1, "returning": 0})
        self.ask(cases, "2026-11")
        self.assertEqual(self.all["clients"], {"distinct": 0, "families": 0, "new": 0, "returning": 1})
        cases["2025-0001"] = case("2025-10-01", "void v1 entry=case reason=x on=2026-12-01")
        self.ask(cases, "2026-10")
        self.assertEqual([self.all["clients"][key] for key in ("new", "returning")], [4, 0])

    def test_referrals_and_reviews(self):
        lines = ["referral i1 direction=in from=x situation=y date=2026-10-01",
                 "referral i2 direction=in from=x situation=y date=2026-09-30",
                 "referral o1 direction=out to=safe-house reason=y date=2026-09-01",
                 "referral o2 direction=out to=safe-house reason=y date=2026-10-02",
                 "referral o3 direction=out to=school reason=y date=2026-10-02",
                 "referral o4 direction=out to=safe-house reason=y date=2026-10-31",
                 "response p1 referral=o1 outcome=waitlisted date=2026-10-03",
                 "response p2 referral=o1 outcome=accepted date=2026-10-04",
                 "response p3 referral=o2 outcome=accepted date=2026-10-31",
                 "response p4 referral=o3 outcome=rejected date=2026-11-01",
                 "review r1 decision=continue agreed=true date=2026-10-04",
                 "review r2 decision=end agreed=false date=2026-10-05",
                 "review r3 decision=continue agreed=true date=2026-10-06",
                 "review r4 decision=continue agreed=true date=2026-11-06", "void v1 entry=r3 reason=x on=2026-12-01"]
        twice = [case("2026-09-01", *lines),
                 case("2026-09-01", talk(1, "2026-10-01"), talk(2, "2026-10-09"), service="talks")]
        self.ask(twice, "2026-10", by="service")
        self.assertEqual(self.all["referrals"], {"in": 1, "out": {"safe-house": 2, "school": 1},
                                                 "responses": {"accepted": 2, "waitlisted": 1}})
        self.assertEqual(self.all["reviews"], {"continue": 1, "end": 1, "due": 1})
        self.assertEqual(self.groups["talks"]["reviews"], {"continue": 0, "end": 0, "due": 1})
        self.assertEqual(self.groups["talks"]["flags"], {"review-due": 1, "scope-incomplete": 1})
        self.assertEqual(self.groups["visits"]["flags"], {"closure-pending": 1})
        self.ask(twice, "2026-10", "2026-10-05")
        self.assertEqual(self.all["referrals"], {"in": 1, "out": {"safe-house": 1, "school": 1},
                                                 "responses": {"accepted": 1, "waitlisted": 1}})

    def test_closures(self):
        def closed(opened, day, *lines, **fields):
            return case(opened, *lines, f"closure cl date={day} ground=moved", **fields)
        cases = [closed("2026-09-15", "2026-10-15"), closed("2026-09-14", "2026-10-15"),   # 30 and 31 days
                 closed("2026-07-17", "2026-10-15"), closed("2026-07-16", "2026-10-15"),   # 90 and 91
                 closed("2026-04-18", "2026-10-15"), closed("2026-04-17", "2026-10-15"),   # 180 and 181
                 closed("2026-10-15", "2026-10-15"), closed("2026-10-01", "2026-11-01")]
        self.ask(cases, "2026-10")
        self.assertEqual(self.all["closures"], {
            "ground": {"moved": 7}, "days": {"0-30": 2, "31-90": 2, "91-180": 2, "181+": 1}, "held_mean": 0.0,
            "under_review_after": 0})
        # Of an episode: two held before the first closing, one in between, one in the second episode, one after it.
        lines = [talk(1, "2026-01-10"), talk(2, "2026-02-01"), "closure c1 date=2026-02-01 ground=died",
                 talk(3, "2026-02-02"), "reopening r1 date=2026-10-01", talk(4, "2026-10-05"), talk(5, "2026-10-06")]
        again = closed("2026-01-01", "2026-10-05", *lines, service="talks")
        self.ask([again, closed("2026-10-02", "2026-10-20", talk(1, "2026-10-20"), talk(2, "2026-10-20"), service="talks"),
                  closed("2026-10-02", "2026-10-20"), closed("2026-10-03", "2026-10-03", service="talks")], "2026-10", by="service")
        self.assertEqual(self.all["closures"], {"ground": {"moved": 4}, "days": numbers(report.DAYS, **{"0-30": 4}),
                                                "held_mean": 0.8, "under_review_after": 2})  # 3 in 4
        self.assertEqual(self.groups["talks"]["closures"]["held_mean"], 1.0)
        self.ask([again], "2026-02")
        self.assertEqual(self.all["closures"], {"ground": {"died": 1}, "days": numbers(report.DAYS, **{"31-90": 1}),
                                                "held_mean": 2.0, "under_review_after": 0})
        # The settings are those of the period's end; a refused closing is not one of these.
        office = OFFICE + "[[services.talks.change]]\nfrom = 2026-10-31\nreview_after = 3\n"
        held = talk(1, "2026-10-20") + talk(2, "2026-10-20")
        cases = [closed("2026-10-02", "2026-10-20", held, service="talks"),
                 case("2026-10-02", "closure c1 date=2026-10-02 ground=other refused=true", service="talks")]
        for today, under in {"2026-10-31": 1, "2026-10-30": 0}.items():
            self.ask(cases, "2026-10", today, office=office)
            self.assertEqual(self.all["closures"], {"ground": {"moved": 1}, "days": numbers(report.DAYS, **{"0-30": 1}),
                                                    "held_mean": 2.0, "under_review_after": under})
        # Closed and reopened on one day: what was held on it was held at that closing.
        day = closed("2026-10-01", "2026-10-09", talk(1, "2026-10-09"), "reopening r1 date=2026-10-09")
        self.assertEqual(self.ask([day], "2026-10")["closures"]["held_mean"], 1.0)

    def test_first_aid(self):
        talks = [talk(1, "2026-10-02", parts='["introduction","support"]', contents='["distress","solutions"]',
                      goals='["voiced"]'),
                 talk(2, "2026-10-03", parts='["options"]', contents='["entitlements"]', goals='["voiced","rights"]'),
                 talk(3, "2026-10-20", contents='["providers"]')]
        closing = "closure cl date=2026-10-10 ground=agreement"
        cases = [case("2026-10-01", *talks, closing, service="first-aid"),                           # all of S6, not of S2
                 case("2026-10-01", *talks[:1], closing, service="talks"),
                 case("2026-10-01", *talks, closing, service="visits"),                              # names neither
                 case("2026-10-01", *talks, closing + " refused=true", service="first-aid"),
                 case("2026-10-01", *talks, "closure cl date=2026-10-20 ground=agreement", service="first-aid"),
                 case("2026-10-01", *talks, service="first-aid")]
        self.ask(cases, "2026-10", by="service")
        self.assertEqual(self.all["first_aid"], {
            "closed": 3, "contents": {"all": 1, "distress": 3, "entitlements": 2, "providers": 1, "solutions": 3},
            "parts": {"all": 2, "introduction": 3, "options": 2, "support": 3}, "goals": {"rights": 2, "voiced": 3}})
        self.assertEqual(self.groups["talks"]["first_aid"], {
            "closed": 1, "contents": {"distress": 1, "solutions": 1}, "parts": {"introduction": 1, "support": 1},
            "goals": {"voiced": 1}})
        self.assertEqual(self.groups["visits"]["first_aid"], {"closed": 0, "contents": {}, "parts": {}, "goals": {}})
        self.assertEqual(self.all["closures"]["ground"], {"agreement": 4})

    def test_caseload(self):
        def some(worker, number):
            return [case("2026-10-01", worker=worker) for _ in range(number)]
        cases = some("ana", 9) + some("janis", 10) + some("a", 19) + some("b", 20) + some("c", 29) + some("d", 30)
        cases += [case("2026-09-01", "closure c1 date=2026-10-01 ground=died", worker=worker) for worker in ("ana", "gone")]
        self.ask(cases, "2026-10")
        self.assertEqual(self.answer["caseload"], {"workers": {"a": 19, "ana": 9, "b": 20, "c": 29, "d": 30, "janis": 10},
                                                   "bins": {"0-9": 1, "10-19": 2, "20-29": 2, "30+": 1}})
        self.assertEqual(self.answer["previous"]["caseload"], {"workers": {"ana": 1, "gone": 1, "janis": 0},
                                                               "bins": {"0-9": 3, "10-19": 0, "20-29": 0, "30+": 0}})

    def test_known_at(self):
        cases = [case("2026-10-01", talk(1, "2026-10-02"), "closure c1 date=2026-10-05 ground=died on=2026-11-20"),
                 case("2026-10-01", "closure c1 date=2026-10-05 ground=died", "void v1 entry=c1 reason=x on=2026-11-20"),
                 case("2026-10-01", "session s1 at=2026-10-10T10:00:00",
                      "attendance a1 session=s1 outcome=attended on=2026-11-20"),
                 case("2026-10-01", recorded="2026-11-20T08:00:00+01:00"),
                 case("2026-10-01", "closure c1 date=2026-10-05 ground=died",
                      "closure c2 replaces=c1 date=2026-10-06 ground=moved on=2026-11-20")]
        self.is_balance(self.ask(cases, "2026-10", known_at="2026-11-19"), 0, 4, 0, 2, 0, 2)
        self.assertEqual([self.all["sessions"][state] for state in ("held", "unrecorded")], [1, 1])
        self.assertEqual(self.all["closures"]["ground"], {"died": 2})
        self.is_balance(self.ask(cases, "2026-10", known_at="2026-11-20"), 0, 5, 0, 2, 0, 3)
        self.assertEqual((self.all["sessions"]["held"], self.all["closures"]["ground"]), (2, {"died": 1, "moved": 1}))
        self.ask(cases, "2026-10", known_at="2026-10-09")  # the day is the period's all the same
        self.assertEqual((self.answer["as_of"], self.all["sessions"]["planned"]), ("2026-10-31", 0))

    def test_broken_file(self):
        cases = [case("2026-10-01", talk(1, "2026-10-02")), case("2026-09-02") + "<<<<<<< ours\n"]
        self.is_balance(self.ask(cases, "2026-10", errors=["2026-0002"]), 0, 1, 0, 0, 0, 1)
        self.assertEqual(self.all["clients"], {"distinct": 1, "families": 0, "new": 1, "returning": 0})


if __name__ == "__main__":
    unittest.main()
