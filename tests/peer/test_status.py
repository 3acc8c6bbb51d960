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
        bare = key in ("date", "at", "due", "until") or value in ("true", "false") or value.isdigit() or value.startswith("[")
        text += f"{key} = {value}\n" if bare else f'{key} = "{value}"\n'
    return text + f'by = "ana"\nrecorded = {day}T12:{number // 60:02}:{number % 60:02}+02:00\n'


def talk(name, day, outcome="attended", **more):
    extra = "".join(f" {k}={v}" for k, v in more.items())
    return [f"session s{name} at={day}T10:00:00", f"attendance a{name} session=s{name} outcome={outcome}{extra} on={day}"]


PAPERS = ["document ap kind=application date=2026-01-02", "referral re direction=in date=2026-01-02 from=x situation=y",
          "assessment ne kind=needs date=2026-01-02 text=z"]
WHOLE = dict(parts='["introduction","support","options"]', contents='["distress","solutions","entitlements","providers"]')
CALM = "[services.counselling]\nstale_after_days = 0\n[services.first-aid]\nstale_after_days = 0\n"


def again(day, closed=None, **fields):
    """A closure that needs no evidence, and a reopening, mostly on one day."""
    return [f"closure c{day} ground=died date={closed or day}",
            f"reopening o{day} date={day}" + "".join(f" {k}={v}" for k, v in fields.items())]


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
        self.assertEqual(case["raised"], {"closure-unsupported": ("action", "2026-01-12")})
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

    def raised(self, lines, day, *arguments, **more):
        return self.ask(lines, day, *arguments, **more)["raised"]

    def evidence(self, lines, day, code, **more):
        flags = self.ask(lines, day, **more)["flags"]
        return [e["id"] for flag in flags if flag["code"] == code for e in flag["evidence"]]

    def test_agreement(self):
        lines = talk(1, "2026-01-10", **WHOLE)
        self.assertEqual(self.raised(lines, "2026-01-24", "first-aid", office=CALM), {})
        owed = {"agreement-missing": ("action", "2026-01-25")}
        self.assertEqual(self.raised(lines, "2026-01-25", "first-aid", office=CALM), owed)
        for more, wanted in [("agreement g1 next_step=none date=2026-01-09", owed),
                             ("agreement g1 next_step=none date=2026-01-10", {}),
                             ("session s2 at=2026-02-01T10:00:00 on=2026-01-10", {}),
                             ("closure c1 ground=died date=2026-01-20", {})]:
            self.assertEqual(self.raised(lines + [more], "2026-01-25", "first-aid", office=CALM), wanted, more)

    def test_closed_by_agreement(self):
        missing = {"closure-unsupported": ("action", "2026-01-20")}
        lines = talk(1, "2026-01-10", **WHOLE) + ["closure cl ground=agreement date=2026-01-20"]
        for day, wanted in {"2026-01-09": missing, "2026-01-10": {}, "2026-01-21": {}}.items():
            agreement = [f"agreement g1 next_step=none date={day}"]
            self.assertEqual(self.raised(lines + agreement, "2026-01-21", "first-aid"), wanted, day)
            if day == "2026-01-21":
                self.assertEqual(self.raised(lines + agreement, "2026-01-20", "first-aid"), missing)
        self.assertEqual(self.raised(lines, "2026-03-21", "first-aid"), missing)
        # A session that was held later is the last one.
        later = lines + ["agreement g1 next_step=none date=2026-01-10"] + talk(2, "2026-01-22")
        self.assertEqual(self.raised(later, "2026-01-21", "first-aid"), {})
        self.assertEqual(self.raised(later, "2026-01-22", "first-aid"), missing)
        # Where none was held, any agreement of the episode will do.
        for day, wanted in {"2026-01-02": {}, "2026-01-01": missing}.items():
            lines = [f"agreement g1 next_step=none date={day}", "closure cl ground=agreement date=2026-01-20"]
            self.assertEqual(self.raised(lines, "2026-01-20", "first-aid"), wanted)
        lines[0] = "agreement g1 next_step=none date=2026-01-10"
        self.assertEqual(self.raised(again("2026-01-12") + lines, "2026-01-20", "first-aid"), missing)

    def test_settings_of_the_closing(self):
        missed = PAPERS + talk(1, "2026-02-01", "missed") + talk(2, "2026-02-02", "missed")
        office = CALM + ("[[services.counselling.change]]\nfrom = 2026-02-10\nmissed_limit = 2\n"
                         "withdrawal_in_writing = false\n[[services.counselling.change]]\nfrom = 2026-02-20\nmissed_limit = 0\n")
        for ground, day, supported in [("missed-sessions", "2026-02-09", False), ("missed-sessions", "2026-02-10", True),
                                       ("missed-sessions", "2026-02-20", False), ("client-request", "2026-02-09", False),
                                       ("client-request", "2026-02-10", True)]:
            lines = missed + [f"closure cl ground={ground} date={day}"]
            self.assertEqual(self.raised(lines, "2026-03-01", office=office),
                             {} if supported else {"closure-unsupported": ("action", day)}, (ground, day))
        # Only the run of the closing's day counts.
        lines = missed + talk(3, "2026-02-04", "missed") + ["closure cl ground=missed-sessions date=2026-02-03"]
        self.assertEqual(set(self.raised(lines, "2026-02-05")), {"closure-unsupported"})
        office = "[services.counselling]\nreview_after = 2\ninform_after_days = 0\n[[services.counselling.change]]\n" \
            "from = 2026-03-01\nreview_after = 3\n"
        held = PAPERS + talk(1, "2026-02-01") + talk(2, "2026-02-02")
        reviews = ["review r1 decision=end agreed=true date=2026-02-25", "review r2 decision=continue agreed=true date=2026-02-26"]
        lines = held + ["closure cl ground=completed date=2026-02-20"] + reviews
        for day, codes in {"2026-02-24": {"closure-unsupported"}, "2026-02-25": set(), "2026-03-05": set()}.items():
            self.assertEqual(set(self.raised(lines, day, office=office)), codes, day)
        lines = held + ["closure cl ground=completed date=2026-03-01"] + reviews
        self.assertEqual(set(self.raised(lines, "2026-03-05", office=office)), {"closure-unsupported"})
        lines = held + [reviews[0].replace("agreed=true", "agreed=false"), "closure cl ground=completed date=2026-02-26"]
        self.assertEqual(set(self.raised(lines, "2026-03-05", office=office)), {"closure-unsupported"})

    def test_evidence_of_the_episode(self):
        for paper, ground in [("document p1 kind=conclusion finding=not-needed", "not-needed"),
                              ("document p1 kind=conclusion finding=not-suitable", "not-suitable"),
                              ("document p1 kind=withdrawal reason=moves", "client-request")]:
            for day, supported in {"2026-01-19": False, "2026-01-20": True, "2026-01-30": True}.items():
                lines = [f"{paper} date={day}", *again("2026-01-20"), f"closure cl ground={ground} date=2026-01-25"]
                self.assertEqual(self.raised(PAPERS + lines, "2026-01-30"),
                                 {} if supported else {"closure-unsupported": ("action", "2026-01-25")}, (paper, day))
        lines = ["document p1 kind=conclusion finding=not-suitable date=2026-01-20", "closure cl ground=not-needed date=2026-01-25"]
        self.assertEqual(set(self.raised(PAPERS + lines, "2026-01-30")), {"closure-unsupported"})

    def test_withdrawals(self):
        def written(number, day, reason=""):
            return f"document w{number} kind=withdrawal date=2026-02-{day}" + (f" reason={reason}" if reason else "")
        first, third = written(1, "01"), written(3, "07")
        for lines, day, since, evidence in [
                ([first], "02-01", "02-01", ["w1"]), ([first, written(2, "01", "moves")], "02-01", None, []),
                ([written(2, "01", "moves"), first], "02-01", "02-01", ["w1"]),       # later by place
                ([written(2, "05", "moves"), first], "02-04", "02-01", ["w1"]),       # by date first
                ([written(2, "05", "moves"), first], "02-05", None, []),
                ([first, written(2, "05", "moves"), third], "02-07", "02-07", ["w3"]),
                ([first, third], "02-07", "02-01", ["w1", "w3"]), ([first, third, written(4, "08", "moves")], "02-08", None, []),
                ([first, *again("2026-02-03")], "02-03", None, []), ([first, *again("2026-02-01")], "02-03", "02-01", ["w1"])]:
            wanted = {"withdrawal-pending": ("warn", f"2026-{since}")} if since else {}
            self.assertEqual(self.raised(PAPERS + lines, f"2026-{day}", office=CALM), wanted, lines)
            self.assertEqual(self.evidence(PAPERS + lines, f"2026-{day}", "withdrawal-pending", office=CALM), evidence)
        self.assertEqual(self.raised([first], "2026-02-01", "first-aid", office=CALM), {})
        self.assertEqual(self.raised(PAPERS + [first, "suspension su date=2026-02-01"], "2026-02-01", office=CALM), {})

    def test_acceptance(self):
        proposer, consent = 'route = "proposer"\n', "document co kind=consent oral=true date="
        for intake, lines, day, since in [
                (proposer, [], "01-02", "01-02"), (proposer + "accepted = false\n", [], "01-20", "01-02"),
                (proposer + "accepted = true\n", [], "01-20", None), (proposer, [consent + "2026-01-03"], "01-03", None),
                (proposer, [consent + "2026-01-03"], "01-02", "01-02"),
                (proposer, [consent + "2026-01-01"], "01-03", "01-02"),                                 # of no episode
                (proposer, [consent + "2026-01-03", *again("2026-01-10")], "01-10", "01-10"),           # of another
                (proposer, [consent + "2026-01-10", *again("2026-01-10")], "01-10", None),
                (proposer, again("2026-01-10"), "01-10", "01-10"),
                # What the reopening leaves out stays, unless it names another route.
                (proposer + "accepted = true\n", again("2026-01-10"), "01-10", None),
                (proposer + "accepted = true\n", again("2026-01-10", route="proposer"), "01-10", None),
                (proposer + "accepted = true\n", again("2026-01-10", accepted="false"), "01-10", "01-10"),
                (proposer + "accepted = true\n", again("2026-01-10", route="self"), "01-10", None),
                (proposer + "accepted = true\n", again("2026-01-10", route="self") + again("2026-01-12", route="proposer"),
                 "01-12", "01-12"),
                ("accepted = true\n", again("2026-01-10", route="proposer"), "01-10", "01-10"),
                ("", again("2026-01-10", route="proposer", accepted="true") + again("2026-01-12"), "01-12", None),
                ("", again("2026-01-10", route="proposer") + again("2026-01-12", accepted="true"), "01-12", None),
                ("", again("2026-01-10", route="proposer"), "01-09", None)]:
            self.assertEqual(self.raised(lines, f"2026-{day}", "first-aid", intake=intake, office=CALM),
                             {"acceptance-missing": ("action", f"2026-{since}")} if since else {}, (intake, lines))
        lines = again("2026-01-10", route="proposer")
        self.assertEqual(self.evidence(lines, "2026-01-11", "acceptance-missing"), ["o2026-01-10"])

    def test_information(self):
        duty, notice = 'route = "official-duty"\n', "notice n1 to=client about=intake date="
        for intake, lines, since in [
                (duty, [], "01-02"), (duty + "informed = true\n", [], None), (duty, [notice + "2026-01-05"], None),
                (duty, [notice + "2026-01-05", *again("2026-01-10")], "01-10"),
                (duty, [notice + "2026-01-10", *again("2026-01-10")], None),
                (duty + "informed = true\n", again("2026-01-10"), None),
                ("informed = true\n", again("2026-01-10", route="official-duty"), "01-10"),
                (duty + "informed = true\n", again("2026-01-10", route="proposer", accepted="true"), None),
                (duty, again("2026-01-10", informed="true"), None)]:
            self.assertEqual(self.raised(lines, "2026-01-15", "first-aid", intake=intake, office=CALM),
                             {"information-missing": ("action", f"2026-{since}")} if since else {}, (intake, lines))

    def test_field(self):
        office = CALM + '[workers.ana]\nfields = ["adoption"]\n[workers.eva]\nfields = ["post-penal"]\nleft = 2026-01-05\n'
        for lines, since, evidence in [
                ([], None, []), (again("2026-01-10", field="post-penal"), "01-10", ["o2026-01-10"]),
                (again("2026-01-10", field="post-penal") + again("2026-01-12"), "01-10", ["o2026-01-10"]),
                (again("2026-01-10", field="post-penal") + again("2026-01-12", field="adoption"), None, []),
                (again("2026-01-10", field="post-penal") + ["transfer t1 worker=eva date=2026-01-11"], None, []),
                (["transfer t1 worker=eva date=2026-01-11"], "01-11", ["t1"]),
                (["transfer t1 worker=eva date=2026-01-11"] + again("2026-01-12", field="foster-care"), "01-11", ["t1"])]:
            self.assertEqual(self.raised(lines, "2026-01-15", "first-aid", intake='field = "adoption"\n', office=office),
                             {"field-worker": ("warn", f"2026-{since}")} if since else {}, lines)
            self.assertEqual(self.evidence(lines, "2026-01-15", "field-worker", intake='field = "adoption"\n',
                                           office=office), evidence)

    def test_plan(self):
        office = CALM.replace("[services.first-aid]", "needs_plan = true\n[services.first-aid]")
        held, plan = PAPERS + talk(1, "2026-02-01") + talk(2, "2026-02-02"), "plan pl text=x until=2026-03-01 date="
        missing = {"plan-missing": ("warn", "2026-02-01")}
        self.assertEqual(self.raised(PAPERS, "2026-02-01", office=office), {})
        self.assertEqual(self.raised(held, "2026-02-02"), {})
        self.assertEqual(self.raised(held, "2026-02-02", office=office), missing)
        self.assertEqual(self.evidence(held, "2026-02-02", "plan-missing", office=office), ["s1"])
        for day, wanted in {"2026-01-01": missing, "2026-01-02": {}, "2026-02-02": {}, "2026-02-03": missing}.items():
            self.assertEqual(self.raised([plan + day] + held, "2026-02-02", office=office), wanted, day)
        lines = [plan + "2026-02-02"] + held + again("2026-02-10") + talk(3, "2026-02-12")
        self.assertEqual(self.raised(lines, "2026-02-12", office=office), {
            "assessment-missing": ("warn", "2026-02-12"), "plan-missing": ("warn", "2026-02-12")})
        self.assertEqual(self.raised(held + ["suspension su date=2026-02-02"], "2026-02-02", office=office), {})

    def test_tasks(self):
        task = "task t1 text=x due=2026-02-10 on=2026-02-01"
        for lines, day, since, evidence in [
                ([task], "02-09", None, []), ([task], "02-10", "02-10", ["t1"]), ([task], "02-20", "02-10", ["t1"]),
                ([task, "completion d1 task=t1 outcome=done date=2026-02-12"], "02-11", "02-10", ["t1"]),
                ([task, "completion d1 task=t1 outcome=done date=2026-02-12"], "02-12", None, []),
                ([task, "completion d1 task=t1 outcome=dropped date=2026-02-01"], "02-12", None, []),
                ([task, "completion d1 task=t1 outcome=done date=2026-02-12", "void v1 entry=d1 reason=x on=2026-02-13"],
                 "02-12", "02-10", ["t1"]),
                ([task, "void v1 entry=t1 reason=x on=2026-02-13"], "02-12", None, []),
                ([task.replace("on=2026-02-01", "on=2026-02-15")], "02-14", None, []),
                ([task.replace("on=2026-02-01", "on=2026-02-15")], "02-15", "02-10", ["t1"]),
                ([task, "task t2 replaces=t1 text=x due=2026-02-20 on=2026-02-01"], "02-19", None, []),
                ([task, "task t2 replaces=t1 text=x due=2026-02-20 on=2026-02-01"], "02-20", "02-20", ["t2"]),
                ([task, "task t2 replaces=t1 text=x due=2026-02-20 on=2026-02-01",
                  "completion d1 task=t1 outcome=done date=2026-02-12"], "02-20", None, []),
                ([task, "task t2 text=y due=2026-02-05 on=2026-02-03", "task t3 text=y due=2026-02-10 on=2026-02-03",
                  "task t4 text=y due=2026-02-21 on=2026-02-03"], "02-20", "02-05", ["t2", "t1", "t3"]),
                # Of the whole case, in any state.
                ([task, "closure c1 ground=died date=2026-02-05"], "02-10", "02-10", ["t1"]),
                ([task, "suspension u1 date=2026-02-05"], "02-10", "02-10", ["t1"]),
                ([task, *again("2026-02-05")], "02-10", "02-10", ["t1"])]:
            self.assertEqual(self.raised(PAPERS + lines, f"2026-{day}", office=CALM),
                             {"task-due": ("action", f"2026-{since}")} if since else {}, lines)
            self.assertEqual(self.evidence(PAPERS + lines, f"2026-{day}", "task-due", office=CALM), evidence)
        self.assertEqual(self.ask(PAPERS + [task], "2026-02-10", office=CALM)["flags"][0]["evidence"][0]["date"], "2026-02-01")

    def test_resumption_of_nothing(self):
        lines = PAPERS + talk(1, "2026-02-01") + ["resumption ru date=2026-02-20"]
        self.assertEqual(self.raised(lines, "2026-03-03"), {})
        self.assertEqual(self.raised(lines, "2026-03-04"), {"no-next-session": ("warn", "2026-03-04")})
        lines = PAPERS + talk(1, "2026-02-01") + ["resumption ru date=2026-02-20", "suspension su date=2026-02-10"]
        self.assertEqual(self.raised(lines, "2026-03-22"), {})
        self.assertEqual(self.raised(lines, "2026-03-23"), {"no-next-session": ("warn", "2026-03-23")})
        lines += ["resumption r2 date=2026-02-25"]
        self.assertEqual(self.raised(lines, "2026-03-23"), {"no-next-session": ("warn", "2026-03-23")})
        lines = PAPERS + ["resumption ru date=2026-01-10", "suspension su date=2026-01-10"]
        self.assertEqual(self.ask(lines, "2026-01-10")["state"], "suspended")

    def test_lengths(self):
        lines = [*talk(1, "2026-01-10", minutes=50), *talk(2, "2026-01-11"), *talk(3, "2026-01-12", "missed"),
                 "session s4 at=2026-01-13T10:00:00 minutes=45", "attendance a4 session=s4 outcome=late on=2026-01-13",
                 "session s5 at=2026-01-14T10:00:00 minutes=45", "attendance a5 session=s5 outcome=attended minutes=0 on=2026-01-14"]
        case = self.ask(lines, "2026-01-15", "first-aid")
        self.assertEqual((case["sessions"]["held"], case["minutes"], case["minutes_unknown"]), (4, 95, 1))
        case = self.ask(talk(2, "2026-01-11"), "2026-01-15", "first-aid")
        self.assertEqual((case["minutes"], case["minutes_unknown"]), (0, 1))

    def test_scope_waits(self):
        lines = talk(1, "2026-01-10", parts='["support"]') + ["session s2 at=2026-01-20T10:00:00 on=2026-01-10"]
        self.assertEqual(self.raised(lines, "2026-01-20", "first-aid"), {})
        self.assertEqual(self.raised(lines, "2026-01-21", "first-aid"), {
            "attendance-missing": ("action", "2026-01-20"), "scope-incomplete": ("warn", "2026-01-10")})

    def test_excused_by_the_sessions_day(self):
        office = CALM + "[[services.counselling.change]]\nfrom = 2026-02-10\nmissed_limit = 2\n" \
            "excused_when = \"justified-or-notified\"\nexcused_effect = \"skips\"\n"
        lines = PAPERS + talk(1, "2026-02-08", "missed", justified="true") + talk(2, "2026-02-09", "missed") \
            + talk(3, "2026-02-10", "missed", justified="true")
        case = self.ask(lines, "2026-02-10", office=office)
        self.assertEqual((case["missed_in_row"], case["sessions"]["excused"], case["raised"]),
                         (2, 1, {"missed-limit": ("action", "2026-02-09")}))

    def test_other_new_fields(self):
        lines = PAPERS + ["contact k1 at=2026-01-05T10:00:00 with=client how=phone minutes=20 write=ab12cd",
                          "option o1 kind=benefit name=x chosen=true", "document d1 kind=other date=2026-01-06 imported=00ff"]
        case = self.ask(lines, "2026-01-07", header='family = "F-1"\n', office="days_off = [2026-01-06]\n")
        self.assertEqual((case["raised"], case["sessions"]["held"], case["minutes"]), ({}, 0, 0))


if __name__ == "__main__":
    unittest.main()
