#!/usr/bin/env python3
"""status.py against small ledgers whose answers were worked out by hand."""
import datetime as dt
import tempfile
import unittest
from pathlib import Path

import status


def record(number, line):
    """`kind id key=value key=value`, recorded on its day at noon unless `on=DAY` says otherwise."""
    kind, name, *pairs = line.split()
    fields = dict(pair.split("=", 1) for pair in pairs)
    day = fields.pop("on", None) or fields.get("date") or fields.get("at", "2026-01-02")[:10]
    text = f"\n[[{kind}]]\nid = \"{name}\"\n"
    for key, value in fields.items():
        bare = key in ("date", "at") or value in ("true", "false") or value.isdigit() or value.startswith("[")
        text += f"{key} = {value}\n" if bare else f'{key} = "{value}"\n'
    return text + f'by = "ana"\nrecorded = {day}T12:{number // 60:02}:{number % 60:02}+02:00\n'


def talk(name, day, outcome="attended", **more):
    extra = "".join(f" {k}={v}" for k, v in more.items())
    return [f"session s{name} at={day}T10:00:00", f"attendance a{name} session=s{name} outcome={outcome}{extra} on={day}"]


PAPERS = ["document ap kind=application date=2026-01-02", "referral re direction=in date=2026-01-02 from=x situation=y",
          "assessment ne kind=needs date=2026-01-02 text=z"]


class Status(unittest.TestCase):
    def ask(self, lines, day, service="counselling", header="", intake="", office="", known_at=None):
        with tempfile.TemporaryDirectory() as root:
            cases = Path(root, "cases/2026")
            cases.mkdir(parents=True)
            Path(root, "psp.toml").write_text(f'format = 1\n[office]\nname = "O"\n{office}')
            Path(cases, "2026-0001.toml").write_text(
                f'format = 1\ncase = "2026-0001"\nservice = "{service}"\nopened = 2026-01-02\nclient = "K"\n'
                f'worker = "ana"\nmanager = "janis"\n{header}by = "ana"\nrecorded = 2026-01-02T08:00:00+02:00\n'
                f"\n[intake]\n{intake}" + "".join(record(*each) for each in enumerate(lines)))
            answer = status.status(status.read_ledger(root), dt.date.fromisoformat(day),
                                   known_at and status.parse_time(known_at))
        self.assertEqual(answer["errors"], [])
        case = answer["cases"][0] if answer["cases"] else None
        if case:
            case["raised"] = {f["code"]: (f["level"], f["since"]) for f in case["flags"]}
        return case

    def test_missed_run(self):
        lines = PAPERS + talk(1, "2026-03-01") + talk(2, "2026-03-08", "missed") + talk(3, "2026-03-15", "missed")
        case = self.ask(lines, "2026-03-15")
        self.assertEqual(case["raised"], {"missed-warning": ("warn", "2026-03-15")})
        lines += talk(4, "2026-03-22", "missed", justified="true")
        case = self.ask(lines, "2026-03-30")
        self.assertEqual(case["raised"], {"missed-limit": ("action", "2026-03-22")})
        self.assertEqual([e["line"] for e in case["flags"][0]["evidence"]], [50, 63, 76])
        excused = lines[:-1] + ["attendance a4 session=s4 outcome=missed justified=true notice_waived=true on=2026-03-22"]
        case = self.ask(excused, "2026-03-30")
        self.assertEqual((case["missed_in_row"], case["missed_in_row_skipping"], case["raised"]), (0, 2, {}))
        either = "[services.counselling]\nexcused_when = \"justified-or-notified\"\nexcused_effect = \"skips\"\n"
        self.assertEqual(self.ask(lines, "2026-03-30", office=either)["raised"],
                         {"missed-warning": ("warn", "2026-03-15")})

    def test_planned_and_unrecorded(self):
        lines = PAPERS + ["session s1 at=2026-03-10T09:00:00 on=2026-03-05",
                          "attendance a1 session=s1 outcome=cancelled cancelled_by=client on=2026-03-07"]
        self.assertIsNone(self.ask(lines, "2026-03-04")["next_session"])
        self.assertEqual(self.ask(lines, "2026-03-06")["next_session"], "2026-03-10T09:00:00")
        self.assertEqual(self.ask(lines, "2026-03-07")["sessions"]["cancelled"], 1)
        self.assertEqual(self.ask(lines[:-1], "2026-03-10")["sessions"]["planned"], 1)
        self.assertEqual(self.ask(lines[:-1], "2026-03-11")["raised"]["attendance-missing"], ("action", "2026-03-10"))
        self.assertEqual(self.ask(lines, "2026-03-11", known_at="2026-03-06T00:00:00Z")["sessions"]["unrecorded"], 1)

    def test_reviews(self):
        held = [line for n in range(1, 10) for line in talk(n, f"2026-03-{n:02}")]
        early = "review r1 date=2026-03-08 decision=continue agreed=true"
        notice = ["notice n1 to=manager about=r1 date=2026-03-08", "assessment ch kind=change date=2026-03-01 text=z"]
        case = self.ask(PAPERS + held + [early] + notice, "2026-03-09")
        self.assertEqual((case["held_since_review"], case["raised"]), (9, {"review-soon": ("info", "2026-03-09")}))
        held += talk("T", "2026-03-10")
        case = self.ask(PAPERS + held + [early] + notice, "2026-03-12")
        self.assertEqual((case["sessions"]["held"], case["raised"]),
                         (10, {"review-due": ("action", "2026-03-10")}))
        due = "review r2 date=2026-03-10 decision=end agreed=true"
        lines = PAPERS + held + [early, due] + notice
        self.assertEqual(self.ask(lines, "2026-03-17")["raised"], {
            "closure-pending": ("warn", "2026-03-10"), "manager-uninformed": ("warn", "2026-03-10")})
        self.assertEqual(self.ask(lines, "2026-03-18")["raised"]["manager-uninformed"], ("action", "2026-03-10"))
        lines += ["closure cl date=2026-03-12 ground=completed", "notice n2 to=manager about=r2 date=2026-03-12"]
        case = self.ask(lines, "2026-03-20")
        self.assertEqual((case["state"], case["closed"], case["raised"]), ("closed", "2026-03-12", {}))

    def test_terms(self):
        lines = PAPERS + talk(1, "2026-03-01") + ["referral ro direction=out to=x reason=y date=2026-03-20"]
        self.assertEqual(self.ask(lines, "2026-03-31")["raised"], {})
        self.assertEqual(self.ask(lines, "2026-04-01")["raised"], {"no-next-session": ("warn", "2026-04-01")})
        self.assertEqual(self.ask(lines, "2026-04-03")["raised"].get("referral-unanswered"), None)
        self.assertEqual(self.ask(lines, "2026-04-04")["raised"]["referral-unanswered"], ("warn", "2026-04-04"))

    def test_papers(self):
        lines = ["referral re direction=in date=2026-01-02 from=x situation="]
        case = self.ask(lines, "2026-01-05")
        self.assertEqual((case["state"], case["raised"]), ("intake", {
            "application-missing": ("warn", "2026-01-02"), "referral-missing": ("warn", "2026-01-02")}))
        case = self.ask(lines + talk(1, "2026-01-04"), "2026-01-05")
        self.assertEqual((case["state"], case["raised"]["referral-missing"][0], case["raised"]["assessment-missing"]),
                         ("active", "action", ("warn", "2026-01-04")))

    def test_first_aid(self):
        lines = talk(1, "2026-01-10", parts='["introduction","support"]', contents='["distress","solutions"]')
        lines += talk(2, "2026-01-11", parts='["options"]', contents='["entitlements"]')
        intake = 'route = "proposer"\nfield = "adoption"\n'
        case = self.ask(lines, "2026-01-25", "first-aid", intake=intake)
        self.assertEqual(case["raised"], {
            "scope-incomplete": ("warn", "2026-01-10"), "acceptance-missing": ("action", "2026-01-02"),
            "field-worker": ("warn", "2026-01-02")})
        case = self.ask(lines + ["closure cl date=2026-01-12 ground=agreement"], "2026-01-26", "first-aid", intake=intake)
        self.assertEqual(case["raised"], {"agreement-missing": ("action", "2026-01-26"),
                                          "closure-unsupported": ("action", "2026-01-12")})
        lines += ["agreement ag next_step=none date=2026-01-11"]
        office = '[workers.ana]\nfields = ["adoption"]\n'
        case = self.ask(lines, "2026-01-25", "first-aid", intake='route = "official-duty"\nfield = "adoption"\n', office=office)
        self.assertEqual(set(case["raised"]), {"scope-incomplete", "information-missing"})

    def test_calendar(self):
        missed = [line for n in (1, 2, 3) for line in talk(n, f"2026-02-0{n}", "missed")]
        lines = PAPERS + missed + ["closure c1 ground=missed-sessions date=2026-02-03"]
        self.assertEqual(self.ask(lines, "2026-02-03")["raised"], {})
        early = PAPERS + missed + ["closure c1 ground=missed-sessions date=2026-02-02"]
        self.assertEqual(self.ask(early, "2026-02-10")["raised"], {"closure-unsupported": ("action", "2026-02-02")})
        lines += ["reopening o1 date=2026-02-10", "suspension su date=2026-02-10", "resumption ru date=2026-03-01"]
        case = self.ask(lines, "2026-02-28")
        self.assertEqual((case["state"], case["episode_from"], case["missed_in_row"], case["closed"]),
                         ("suspended", "2026-02-10", 0, None))
        self.assertEqual(self.ask(lines, "2026-03-31")["raised"], {})
        self.assertEqual(self.ask(lines, "2026-04-01")["raised"], {"no-next-session": ("warn", "2026-04-01")})
        # By place where the days are the same; a reopening ends a suspension.
        self.assertEqual(self.ask(PAPERS + ["reopening o1 date=2026-02-03", "closure c1 ground=died date=2026-02-03"],
                                  "2026-02-03")["state"], "closed")
        self.assertEqual(self.ask(PAPERS + ["suspension su date=2026-02-01", "closure c1 ground=died date=2026-02-03",
                                            "reopening o1 date=2026-02-03"], "2026-02-03")["state"], "active")

    def test_strikes(self):
        lines = PAPERS + talk(1, "2026-02-01")
        for more, held in [(["void v1 entry=a1 reason=x on=2026-02-02"], 0),
                           (["void v1 entry=a1 reason=x on=2026-02-02", "void v2 entry=v1 reason=x on=2026-02-03"], 0),
                           (["session s2 replaces=s1 at=2026-01-20T10:00:00 on=2026-02-02"], 1),
                           (["session s2 replaces=s1 at=2026-02-20T10:00:00 on=2026-02-11"], 0),
                           (["attendance a2 session=s1 outcome=missed on=2026-02-02"], 0),
                           (["attendance a2 session=s1 outcome=late on=2026-02-02", "void v1 entry=a2 reason=x on=2026-02-03"], 1),
                           (["attendance a2 replaces=a1 session=s1 outcome=late on=2026-02-02", "void v1 entry=a2 reason=x on=2026-02-03"], 0),
                           (["attendance a2 replaces=a1 session=s1 outcome=missed on=2026-02-02",
                             "attendance a3 replaces=a1 session=s1 outcome=late on=2026-02-03"], 1)]:
            self.assertEqual(self.ask(lines + more, "2026-02-10")["sessions"]["held"], held, more)
            self.assertEqual(self.ask(lines + more, "2026-02-10", known_at="2026-02-02T09:00:00Z")["sessions"]["held"], 1)
        case = lines + ["void v1 entry=case reason=x on=2026-02-05", "void v2 entry=v1 reason=x on=2026-02-05"]
        self.assertIsNone(self.ask(case, "2026-02-03"))
        self.assertIsNotNone(self.ask(case, "2026-02-03", known_at="2026-02-04T00:00:00Z"))
        self.assertIsNone(self.ask(lines, "2026-01-01"))

    def test_settings(self):
        office = ('[services.street]\nbased_on = "counselling"\nretention_years = 1\nstale_after_days = 0\nmissed_limit = 2\n'
                  "[[services.street.change]]\nfrom = 2026-02-10\nmissed_limit = 1\n"
                  "[services.counselling]\nrequired = []\n")
        lines = PAPERS + talk(1, "2026-02-01", "missed")
        for day, code in [("2026-02-09", "missed-warning"), ("2026-02-10", "missed-limit")]:
            self.assertEqual(set(self.ask(lines, day, "street", office=office)["raised"]), {code})
        self.assertEqual(self.ask([], "2026-02-09", "street", office=office)["state"], "intake")
        lines += ["closure cl ground=died date=2026-02-10"]
        self.assertEqual(self.ask(lines, "2027-02-10", "street", office=office)["raised"], {})
        self.assertEqual(self.ask(lines, "2027-02-11", "street", office=office)["raised"],
                         {"retention-due": ("info", "2027-02-11")})


if __name__ == "__main__":
    unittest.main()
