#!/usr/bin/env python3
"""suppressed.py against small reports worked out by hand, and the suppression against suppressed.py:
`test_suppressed.py [SAMPLE_REPORTS]`, where the program given prints reports of invented offices."""
import json
import subprocess
import sys
import unittest

import suppressed

STATES = ["held", "turned_away", "missed", "excused", "cancelled", "rescheduled", "planned", "unrecorded"]
SAMPLES = None


def group(opened=0, by="all", key="all", end=None, **numbers):
    """Some cases opened and nothing else, but for `numbers`: name with __ for /, or a whole map."""
    intake = {"": opened} if opened != 0 else {}
    made = {"by": by, "key": key,
            "cases": dict.fromkeys(suppressed.CASES, 0) | {"opened": opened, "open_at_end": opened if end is None else end},
            "intake": {key: dict(intake) for key in ("route", "eligibility", "target", "field")}, "refusals": {},
            "sessions": dict.fromkeys(STATES, 0), "no_show": {"missed": 0, "expected": 0, "rate": None},
            "minutes": {"total": 0, "mean": None},
            "clients": {"distinct": 0, "families": 0, "new": 0, "returning": 0},
            "referrals": {"in": 0, "out": {}, "responses": {}}, "reviews": {"continue": 0, "end": 0, "due": 0},
            "closures": {"ground": {}, "days": {}, "held_mean": None, "under_review_after": 0},
            "first_aid": {"closed": 0, "contents": {}, "parts": {}, "goals": {}}, "flags": {}}
    for name, value in numbers.items():
        at = made
        *outer, last = name.split("__")
        for each in outer:
            at = at[each]
        at[last] = value
    return made


def report(*groups, previous=(), between=1, **more):
    return {"suppress": 5, "period": {"from": f"2026-10-{between:02}", "to": "2026-10-31"}, "groups": list(groups),
            "previous": {"period": {"from": "2026-09-01", "to": "2026-09-30"}, "groups": list(previous)},
            "year_before": {"period": {}, "groups": []}} | more


class ByHand(unittest.TestCase):
    def wrong(self, *groups, n_or_more=False, **more):
        return sorted(suppressed.check(report(*groups, **more), n_or_more)[0])

    def test_nothing_hidden(self):
        self.assertEqual(self.wrong(group(12)), [])
        self.assertEqual(self.wrong(group(12, intake__route={"self": 7, "proposer": 5})), [])
        self.assertEqual(self.wrong(group(12, sessions__held=3)), ["all/sessions/held is printed: 3",
                         "no table agrees with all that is printed: -1 all/no_show/expected +1 all/sessions/held"
                         " +1 all/sessions/turned_away +1 all/sessions/missed +1 all/sessions/excused is not 0"])

    def test_parts(self):
        for route, found in [({"self": "<5", "proposer": 9}, ["all/intake/route/self can only be 3"]),
                             ({"self": "<5", "proposer": None}, []),
                             ({"self": "<5", "proposer": "<5", "official-duty": 7}, []),
                             ({"self": "<5", "proposer": "<5", "official-duty": "<5"},
                              [f"all/intake/route/{key} can only be 4" for key in ("official-duty", "proposer", "self")])]:
            self.assertEqual(self.wrong(group(12, intake__route=route)), found, route)
        self.assertEqual(self.wrong(group(12, intake__route={"self": "<5", "proposer": None}), n_or_more=True), [])
        self.assertEqual(self.wrong(group(9, intake__route={"self": None, "proposer": None, "": "<5"}), n_or_more=True),
                         ["no table agrees with all that is printed"])

    def test_balance(self):
        hidden = group(None, end=12)
        self.assertIn("all/cases/opened can only be 12", self.wrong(hidden))
        self.assertEqual(self.wrong(group(None, end=None)), [])

    def test_groups(self):
        def of(ana, janis):
            return group(12), group(ana, "worker", "ana"), group(janis, "worker", "janis")
        self.assertEqual(self.wrong(*of(7, 5)), [])
        self.assertEqual(len(self.wrong(*of("<5", 9))), 6)  # in four maps, opened and open at the end
        self.assertEqual(self.wrong(*of("<5", None)), [])
        caseload = {"workers": {"ana": "<5", "janis": 9}}
        self.assertEqual(len(self.wrong(*of("<5", None), caseload=caseload)), 13)
        caseload = {"workers": {"ana": "<5", "janis": None}}
        self.assertEqual(self.wrong(*of("<5", None), caseload=caseload), [])

    def test_clients_of_several_workers(self):
        def of(everybody, ana, janis):
            held = dict(sessions__held=90, no_show__expected=90, minutes__total=90)
            twice = dict(sessions__held=45, no_show__expected=45, minutes__total=45)
            return (group(**held, clients__distinct=everybody), group(0, "worker", "ana", **twice, clients__distinct=ana),
                    group(0, "worker", "janis", **twice, clients__distinct=janis))
        self.assertEqual(self.wrong(*of(20, "<5", 16)), ["worker ana/clients/distinct can only be 4"])
        self.assertEqual(self.wrong(*of(20, "<5", 17)), [])
        self.assertEqual(self.wrong(*of(None, 20, "<5")), [])

    def test_periods(self):
        now = group(0, end=None, cases__open_at_start=None, sessions__held=0)
        now["cases"]["open_at_end"] = None
        before = group(7)
        self.assertEqual(self.wrong(now, previous=[before]),
                         ["all/cases/open_at_end can only be 7", "all/cases/open_at_start can only be 7"])
        self.assertEqual(self.wrong(now, previous=[before], between=2), [])

    def test_ratios(self):
        hidden = dict(sessions__held=None, no_show__expected=None, minutes__total=None)
        self.assertEqual(self.wrong(group(**hidden)), [])
        self.assertEqual(self.wrong(group(**hidden, minutes__mean=50.1)), ["all/minutes/mean is printed, all/minutes/total is not"])
        self.assertEqual(self.wrong(group(**hidden, no_show__rate=0)), ["all/no_show/rate is printed, all/no_show/expected is not"])

    def test_lengths_modes_and_contacts(self):
        held = dict(sessions__held=20, no_show__expected=20, minutes__total=90)
        self.assertEqual(self.wrong(group(**held, minutes__unknown="<5")), [])
        self.assertEqual(self.wrong(group(**held, minutes__unknown="<5", minutes__mean=5.0)),
                         ["all/minutes/mean is printed, all/minutes/unknown is not"])
        self.assertEqual(self.wrong(group(**held, modes={"office": "<5", "phone": 16})), ["all/modes/office can only be 4"])
        self.assertEqual(self.wrong(group(**held, modes={"office": "<5", "phone": None})), [])
        self.assertEqual(self.wrong(group(contacts={"phone": {"number": 7, "minutes": 3}})), [])  # a length is no count
        self.assertEqual(self.wrong(group(contacts={"phone": {"number": 3, "minutes": 30}})),
                         ["all/contacts/phone/number is printed: 3"])
        self.assertEqual(self.wrong(group(options={"benefit": {"number": 7, "chosen": "<5"}})), [])
        alone = group(0, "worker", "ana", options={"benefit": {"number": 7, "chosen": "<5"}})
        self.assertEqual(self.wrong(group(0, options={"benefit": {"number": 7, "chosen": 5}}), alone),
                         ["no table agrees with all that is printed"])

    def test_no_report(self):
        self.assertRaises(suppressed.Misread, self.wrong, group("<4"))
        self.assertRaises(suppressed.Misread, self.wrong, group(-1))
        self.assertRaises(suppressed.Misread, self.wrong, group(1, "worker", "ana"))


def with_values(hidden, full):
    """The report with its hidden numbers, but not the small ones."""
    if isinstance(hidden, dict):
        return {key: with_values(value, full[key]) for key, value in hidden.items()}
    if isinstance(hidden, list):
        return [with_values(*pair) for pair in zip(hidden, full)]
    return full if hidden is None else hidden


class Samples(unittest.TestCase):
    def sample(self, seed, workers, opened, n):
        done = subprocess.run([SAMPLES, *map(str, (seed, workers, opened, n))], capture_output=True, check=True)
        return json.loads(done.stdout)

    def test_samples(self):
        if not SAMPLES:
            self.skipTest("no program given")
        for seed, workers, opened, n in [(1, 1, 2, 5), (2, 3, 1, 3), (3, 3, 3, 4), (4, 5, 2, 5), (5, 5, 4, 10)]:
            with self.subTest(seed=seed, workers=workers, n=n):
                full, hidden = self.sample(seed, workers, opened, 0), self.sample(seed, workers, opened, n)
                self.assertEqual(suppressed.check(full)[0], [])
                self.assertEqual(suppressed.check(hidden)[0], [])
                self.assertNotEqual(suppressed.check(with_values(hidden, full))[0], [])


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        SAMPLES = sys.argv.pop(1)
    unittest.main()
