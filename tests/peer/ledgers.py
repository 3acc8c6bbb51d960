#!/usr/bin/env python3
"""Writes a random casework ledger, the same for the same seed.

    ledgers.py SEED DIR [--years] [--contested] [--broken]

Counts and terms are made to land at, just below and just above their limits around TODAY.
With --years most cases run through two years instead, and what changes a month's numbers falls near its end.
With --contested some cases also hold what the written rules leave open; a comment in the file says which.
With --broken one case file is no TOML.
"""
import argparse
import datetime as dt
import random
from pathlib import Path

TODAY = dt.date(2026, 11, 22)
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
PARTS = ["introduction", "support", "options"]
CONTENTS = ["distress", "solutions", "entitlements", "providers"]
GOALS = ["voiced", "resources", "rights", "next-step", "active-role"]
FIELDS = ["foster-care", "adoption", "guardianship-minors", "guardianship-adults", "residential-care", "post-penal"]
GROUNDS = ("rules-breach contract-breach missed-sessions missed-sessions not-needed not-suitable moved "
           "client-request completed completed died other").split()
ROUTES = ["self", "proposer", "official-duty", "public-powers"]
GROUNDS_FIRST_AID = ["agreement", "agreement", "agreement", "agreement", "moved", "client-request", "died", "other"]
OUTCOMES = "accepted accepted waitlisted rejected completed no-answer withdrawn".split()
OFFSETS = [dt.timezone(dt.timedelta(hours=h)) for h in (1, 2, 2, 2, 3, 0, -5, 13)]

# What a case is aimed at; the other settings stay out of the generator's sight.
LIMITS = {"first-aid": dict(review_after=0, missed_limit=0, stale_after_days=14),
          "counselling": dict(review_after=10, missed_limit=3, stale_after_days=30), None: {}}
SETTINGS = dict(
    review_after=[2, 3, 8, 10, 11], missed_limit=[1, 2, 3, 4], stale_after_days=[0, 7, 14, 30],
    excused_when=["justified-and-notified", "justified-or-notified"], excused_effect=["breaks", "skips"],
    answer_after_days=[0, 7, 14], inform_after_days=[0, 1, 7], agreement_after_days=[0, 1, 7, 14],
    required=[[], ["application"], ["referral"], ["application", "referral"]],
    needs_assessment=[True, False], needs_plan=[True, True, False], needs_manager=[True, False], withdrawal_in_writing=[True, False],
    parts=[[], ["support"], PARTS], contents=[[], ["distress", "solutions"], CONTENTS],
    retention_years=[0, 1, 2, 5], session_minutes=[30, 45, 60])
TEXTS = ["No heating.", "Dolgovi in \"selitev\"", "Ģimene \\ krīze", "  two  spaces ",
         "first line\n[[session]]\n# not a comment\nlast line", "a\n[[void]]\nentry = 'case'"]


def days(n):
    return dt.timedelta(n)


def month_end(day):
    return (day.replace(day=1) + days(31)).replace(day=1) - days(1)


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{text}"""' if "\n" in text else f'"{text}"'


def table(header, data):
    return "\n" + header + "\n" + "".join(f"{key} = {toml(value)}\n" for key, value in data.items())


# The office ------------------------------------------------------------------------------------------

def some_settings(rng, count):
    return {key: rng.choice(SETTINGS[key]) for key in rng.sample(sorted(SETTINGS), count)}


def make_office(rng, contested):
    """psp.toml, and the limits of each service."""
    text = ('format = 1\nx-made-by = "a generator"\n' + table("[office]", dict(
        name=rng.choice(["Saldus", "Center \"Vič\"", "Kuldīgas novads"]), language="en", case_prefix="",
        days_off=[dt.date(2026, 12, 25), TODAY])))
    workers = {"ana": rng.sample(FIELDS, 2), "janis": FIELDS, "mojca": rng.sample(FIELDS, 1), "zane": FIELDS[:4]}
    if contested:
        workers["mojca"] = []
    for name, fields in workers.items():
        left = {"left": TODAY - days(100)} if name == "zane" else {}
        text += table(f"[workers.{name}]", dict(name=name.title(), fields=fields, areas=["Saldus"]) | left)
    text += table("[providers.safe-house]", dict(name="Safe house", services=["shelter"]))

    limits = {"first-aid": LIMITS["first-aid"], "counselling": LIMITS["counselling"]}
    based_on = {"counselling": "counselling", "first-aid": "first-aid", "family-support": "counselling",
                "street": "first-aid", "tea-room": None}
    for name, base in based_on.items():
        if rng.random() < 0.3:
            continue
        own = some_settings(rng, rng.randint(1, 8))
        if rng.random() < 0.4:
            own["retention_years"] = rng.choice([1, 2, 5])
        if contested and rng.random() < 0.4:
            own["review_after"] = rng.choice([0, 1])
        limits[name] = LIMITS[base] | own
        text += table(f"[services.{name}]", ({"based_on": base} if base and base != name else {}) | own)
        starts = sorted(TODAY - days(rng.choice([-3, -1, 0, 1, 2, 7, 20, 60, 200, 500]))
                        for _ in range(rng.choice([0, 1, 2, 3])))
        if contested:
            rng.shuffle(starts)
        for start in starts:
            text += table(f"[[services.{name}.change]]", {"from": start} | some_settings(rng, rng.randint(1, 6)))
    return text, limits


# A case ----------------------------------------------------------------------------------------------

class Case:
    def __init__(self, rng, limits, people, contested):
        self.rng, self.contested = rng, contested
        self.client, self.household = rng.choice(people)
        if contested:
            self.household = rng.choice([None, 1, 2])
        self.worker = rng.choice(["ana", "janis", "mojca", "zane"])
        self.service = rng.choice(sorted(limits) + ["counselling"] * 2)
        self.limits = limits[self.service]
        self.records = []   # (kind, data)
        self.ids = set()
        self.touched = set()  # already corrected or struck
        self.remarks = []   # comments of the file
        self.held_days = []
        self.opened = self.begun = None  # the day, and when it was recorded
        self.moves = False   # a reopening names an area or a field
        self.carriers = set()  # sessions to which options belong
        self.reopened_on = []
        self.intake = dict(
            route=rng.choice([*ROUTES, "proposer", "official-duty", None]), target=rng.choice([None, "family", "crisis"]),
            eligibility=rng.choice(["first-contact", "new-problem", "unsure", None]),
            field=rng.choice([None, None, *FIELDS]), accepted=rng.choice([None, None, True, False]),
            informed=rng.choice([None, None, True, False]), area=rng.choice(["Saldus", "Saldus", "Kuldīga", None]),
            distress=rng.choice([None, *TEXTS]))

    def some_id(self):
        return "".join(self.rng.choices(CROCKFORD, k=6))

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, *choices):
        return self.rng.choice(choices)

    def recorded(self, day, after=None):
        """A time of recording: mostly on the day, sometimes later; never before `after` or the case itself."""
        day += days(self.pick(0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 5, 30))
        clock = dt.time(self.rng.randrange(24), self.rng.randrange(60), self.rng.randrange(60))
        time = dt.datetime.combine(day, clock, self.pick(*OFFSETS))
        return max(time, after or time, self.begun or time)

    def add(self, kind, recorded, /, **fields):
        new_id = ""
        while not new_id or new_id in self.ids:
            new_id = self.some_id()
        self.ids.add(new_id)
        data = {"id": new_id} | {key: v for key, v in fields.items() if v is not None}
        if self.chance(0.06):
            data["note"] = self.pick(*TEXTS)
        if self.chance(0.03):
            data["write"] = self.some_id()
        if self.chance(0.03):
            data["imported"] = f"{self.rng.getrandbits(64):016x}"
        data |= dict(by=self.pick("ana", "janis", "mojca"), recorded=recorded)
        self.records.append((kind, data))
        return data

    def dated(self, kind, day, after=None, /, **fields):
        return self.add(kind, self.recorded(day, after), date=day, **fields)

    # Sessions

    def outcomes(self):
        """A sequence of outcomes that ends near a limit."""
        review, missed = self.limits.get("review_after", 0) or 10, self.limits.get("missed_limit", 0) or 3
        noise = ["missed", "cancelled", "rescheduled", "turned-away", "late", None]
        aim = self.pick("review", "review", "missed", "missed", "missed", "few", "mixed")
        if aim == "review":
            count = max(0, self.pick(review - 2, review - 1, review, review, review + 1, 2 * review - 1,
                                     2 * review, 2 * review + 1))
            sequence = ["attended"] * count
            for _ in range(self.pick(0, 0, 1, 3)):
                sequence.insert(self.rng.randint(0, len(sequence)), self.pick(*noise))
            return sequence
        if aim == "missed":
            sequence = ["missed"] * max(0, self.pick(missed - 1, missed, missed, missed + 1, missed + 2))
            for _ in range(self.pick(0, 0, 1, 2)):
                sequence.insert(self.rng.randint(0, len(sequence)),
                                self.pick("cancelled", "rescheduled", "excused", "excused", None))
            return ["attended"] * self.rng.randint(0, 3) + sequence
        return [self.pick("attended", "attended", *noise) for _ in range(
            self.rng.randint(0, 3) if aim == "few" else self.rng.randint(3, 14))]

    def absence(self, excused):
        if excused:
            return dict(notice=self.pick(True, None), justified=True, notice_waived=self.pick(True, None))
        return dict(notice=self.pick(None, None, True, False), justified=self.pick(None, None, False, True),
                    notice_waived=self.pick(None, None, None, True))

    def attend(self, session, outcome, after=None, day=None):
        rng, fields = self.rng, {}
        if outcome in ("missed", "excused"):
            fields = self.absence(outcome == "excused") | dict(reason=self.pick(None, "overslept", "ill"))
        elif outcome == "cancelled":
            fields = dict(cancelled_by=self.pick("client", "provider"))
        elif outcome == "rescheduled":
            later = [d for kind, d in self.records if kind == "session" and d is not session]
            fields = dict(moved_to=rng.choice(later)["id"] if later and self.chance(0.5) else None)
        elif outcome in ("attended", "late"):
            fields = dict(minutes=self.pick(None, None, 0, 45, 50), present=self.pick(None, None, ["K-1", "K-2"]),
                          parts=self.pick(None, PARTS, rng.sample(PARTS, 2)),
                          contents=self.pick(None, CONTENTS, rng.sample(CONTENTS, 3), []),
                          goals=self.pick(None, rng.sample(GOALS, 2)))
        time = self.recorded(day or session["at"].date(), max(after or session["recorded"], session["recorded"]))
        return self.add("attendance", time, session=session["id"],
                        outcome="missed" if outcome == "excused" else outcome, **fields)

    def session(self, day, recorded_on=None):
        at = dt.datetime.combine(day, dt.time(self.pick(0, 9, 10, 10, 14, 23), self.pick(0, 30)))
        return self.add("session", self.recorded(recorded_on or day), at=at, minutes=self.pick(None, None, 45, 60),
                        mode=self.pick(None, "office", "office", "home", "phone", "online", "field"))

    def make_sessions(self):
        term = self.limits.get("stale_after_days", 0) or 14
        end = TODAY - days(self.pick(0, 0, 1, 1, 2, term - 1, term, term + 1, 7, 14, 15, self.rng.randint(3, 300)))
        if self.limits.get("retention_years") and self.chance(0.6):
            end = TODAY.replace(year=TODAY.year - self.limits["retention_years"]) + days(self.pick(-1, 0, 1))
        self.end = end
        planned = []
        for outcome in reversed(self.outcomes()):
            planned.append((end, outcome))
            end -= days(self.pick(0, 1, 2, 3, 7, 7, 7, 7, 14))
        self.opened = end - days(self.pick(0, 0, 1, 5))
        if not planned:
            self.opened = self.end
        self.begun = self.recorded(self.opened)
        for day, outcome in reversed(planned):
            session = self.session(day, max(self.opened, day - days(self.pick(0, 0, 7))))
            if outcome:
                first = self.attend(session, outcome)
                if self.chance(0.08):
                    self.attend(session, self.pick("attended", "missed", "excused", "cancelled"), first["recorded"])
                elif outcome in ("attended", "late"):
                    self.held_days.append(day)
        for _ in range(self.pick(0, 0, 1, 1, 2)):  # on and around TODAY
            if self.end < TODAY - days(60):
                break
            day = TODAY + days(self.pick(-1, 0, 0, 1, 1, 2, 7))
            ahead = min(day, TODAY) - days(self.pick(0, 0, 1, 8))
            session = self.session(max(day, self.opened), max(ahead, self.opened))
            if self.chance(0.3):
                self.attend(session, self.pick("cancelled", "rescheduled"), day=session["recorded"].date())
            elif day <= TODAY and self.chance(0.3):
                self.attend(session, self.pick("attended", "missed", "excused"))

    # What else a case holds

    def some_day(self):
        """A day of the case, most often one of its sessions'."""
        at = [d["at"].date() for kind, d in self.records if kind == "session"]
        day = self.rng.choice(at) if at and self.chance(0.7) else (
            self.opened + days(self.rng.randint(0, max(0, (TODAY - self.opened).days))))
        return max(self.opened, day + days(self.pick(0, 0, 0, 1, -1)))

    def make_reviews(self):
        limit = self.limits.get("review_after", 0)
        if not limit and not self.contested:
            return
        limit = limit or 10
        for count in sorted({8, limit - 1, limit, limit + 1, 2 * limit}):
            if 0 < count <= len(self.held_days) and self.chance(0.35):
                self.review(max(self.opened, self.held_days[count - 1] + days(self.pick(0, 0, 0, 1, -1))))
        if self.chance(0.1):
            self.review(self.some_day())

    def review(self, day):
        review = self.dated("review", day, decision=self.pick("continue", "end"), agreed=self.pick(True, True, False),
                            text=self.pick(None, *TEXTS))
        if self.chance(0.6):
            self.dated("notice", day + days(self.pick(0, 0, 1, 7, 8, -1)), review["recorded"],
                       to=self.pick("manager", "manager", "manager", "client"), about=review["id"])
        if self.chance(0.6):
            self.dated("assessment", day + days(self.pick(0, 0, -1, 1)), kind="change", text="Better.")

    def make_papers(self):
        if self.chance(0.75):
            self.dated("document", self.opened + days(self.pick(-3, 0, 0, 1, 10)), kind="application")
        if self.chance(0.75):
            blank = self.chance(0.2)
            self.dated("referral", self.opened + days(self.pick(-3, 0, 0, 1, 10)), direction="in",
                       **{"from": "M. Ozola"}, situation=self.pick(" ", "\n ", "\t") if blank else self.pick(*TEXTS))
        for _ in range(self.pick(0, 0, 1, 2)):
            self.document(self.pick("consent", "contract", "conclusion", "withdrawal", "decision", "other"), self.some_day())
        if self.chance(0.6):
            self.dated("assessment", self.some_day(), kind=self.pick("needs", "needs", "exploration"), text="Needs.")
        for _ in range(self.pick(0, 0, 1, 2)):
            referral = self.dated("referral", self.some_day(), direction="out",
                                  to=self.pick("safe-house", "the school"), reason="shelter")
            if self.chance(0.5):
                self.dated("response", referral["date"] + days(self.pick(0, 1, 13, 14, 15)), referral["recorded"],
                           referral=referral["id"], outcome=self.pick(*OUTCOMES))
        for _ in range(self.pick(0, 1, 1, 2)):
            day = max(self.held_days, default=self.opened) + days(self.pick(-1, 0, 0, 1, 14, 15))
            if self.chance(0.5):
                self.dated("agreement", max(day, self.opened), next_step=self.pick("none", "calls on Monday"))
        if self.chance(0.2):
            self.dated("remark", self.some_day(), text=self.pick(*TEXTS))

    def document(self, kind, day):
        return self.dated("document", day, kind=kind, oral=self.pick(None, True, False) if kind == "consent" else None,
                          finding=self.pick("not-needed", "not-suitable") if kind == "conclusion" else None,
                          reason=self.pick(None, "works abroad") if kind == "withdrawal" else None)

    def pivot(self):
        """A day on which much turns: where an episode begins, or one before it or after it; else any."""
        day = self.pick(self.some_day(), self.opened, *(self.reopened_on * 3))
        return day + days(self.pick(0, 0, 0, 1, -1))

    def make_episodes_papers(self):
        """What one episode needs and another one cannot lend it."""
        for _ in range(self.pick(0, 0, 1, 1, 2)):
            self.document(self.pick("consent", "consent", "conclusion"), self.pivot())
        if self.chance(0.3):  # in several orders, often on one day
            day = self.pivot()
            for _ in range(self.pick(1, 2, 2, 3)):
                self.document("withdrawal", day)
                day += days(self.pick(0, 0, 1, -1, 5))
        for _ in range(self.pick(0, 0, 1)):
            self.dated("notice", self.pivot(), to=self.pick("client", "client", "client", "manager"), about="intake")
        for _ in range(self.pick(0, 0, 1)):
            self.dated("agreement", max(self.opened, self.pivot()), next_step=self.pick("none", "calls on Monday"))
        for _ in range(self.pick(0, 1, 1)):
            day = self.pivot()
            self.dated("plan", day, text=self.pick(*TEXTS), goals=self.pick(None, ["A flat", "Rest, at last"]),
                       until=self.pick(None, day + days(90), TODAY))
        if self.reopened_on and self.chance(0.4):
            self.dated("assessment", self.pivot(), kind=self.pick("needs", "change"), text="Again.")

    def make_tasks(self):
        for _ in range(self.pick(0, 0, 0, 1, 1, 2, 3)):
            due = self.pick(TODAY + days(self.pick(-30, -1, 0, 0, 1, 7)), self.some_day() + days(self.pick(0, 1, 7)))
            begun = self.pick(due - days(self.pick(0, 1, 10, -2)), self.some_day())
            task = self.add("task", self.recorded(max(self.opened, min(begun, TODAY))), text=self.pick(*TEXTS), due=due,
                            **{"for": self.pick(None, "janis", "zane")})
            replacement = self.correct(task, "task") if self.chance(0.2) else task
            if self.chance(0.5):
                day = self.pick(due, TODAY, task["recorded"].date()) + days(self.pick(0, 0, -1, 1, 3))
                done = self.dated("completion", day, replacement["recorded"], task=self.pick(task, replacement)["id"],
                                  outcome=self.pick("done", "done", "dropped"), text=self.pick(None, *TEXTS))
                if self.chance(0.15):
                    self.void(done["id"], done["recorded"])
            elif self.chance(0.1):
                self.void(replacement["id"], replacement["recorded"])

    def make_contacts_and_options(self):
        for _ in range(self.pick(0, 0, 0, 1, 2, 4)):
            day = self.near(self.pick(self.some_day(), self.pivot(), TODAY + days(self.pick(-1, 0, 1, 20))))
            at = dt.datetime.combine(day, dt.time(self.pick(0, 8, 13, 23), self.pick(0, 30)))
            self.add("contact", self.recorded(min(day, TODAY)), at=at, minutes=self.pick(None, None, 0, 5, 20),
                     **{"with": self.pick("client", "client", "family", "manager", "provider", "authority", "other")},
                     how=self.pick("phone", "phone", "message", "mail", "visit", "meeting"), text=self.pick(None, *TEXTS))
        sessions = [d for kind, d in self.records if kind == "session"]
        for _ in range(self.pick(0, 0, 0, 1, 2, 4)):
            session = self.rng.choice(sessions) if sessions and self.chance(0.6) else None
            if session:
                self.carriers.add(session["id"])
            day = self.near(session["at"].date() + days(self.pick(0, 0, 1, 40)) if session else self.some_day())
            self.add("option", self.recorded(max(self.opened, min(day, TODAY)), session and session["recorded"]),
                     kind=self.pick("service", "benefit", "benefit", "right", "obligation"), name="Allowance",
                     provider=self.pick(None, "safe-house"), conditions=self.pick(None, *TEXTS),
                     chosen=self.pick(None, None, True, True, False), session=session and session["id"])

    def missed_until(self, day):
        """The run of missed sessions up to a day, nearly."""
        outcomes = {d["session"]: d["outcome"] for kind, d in self.records if kind == "attendance"}
        run = 0
        for session in sorted((d for kind, d in self.records if kind == "session"), key=lambda d: d["at"]):
            outcome = outcomes.get(session["id"])
            if outcome and session["at"].date() <= day:
                run = run + 1 if outcome == "missed" else 0 if outcome in ("attended", "late", "turned-away") else run
        return run

    def ground(self, day):
        if self.chance(0.1) or self.service == "tea-room":
            return self.pick(*GROUNDS, *GROUNDS_FIRST_AID[3:])
        limit = self.limits.get("review_after", 0)
        if limit and len(self.held_days) >= limit - 1 and self.chance(0.5):
            return "completed"
        if self.service not in ("first-aid", "street") and self.missed_until(day) > 1 and self.chance(0.6):
            return "missed-sessions"
        return self.pick(*(GROUNDS_FIRST_AID if self.service in ("first-aid", "street") else GROUNDS))

    def evidence(self, ground, day):
        """What a closing needs, or nearly; of another time, another episode, or of another kind."""
        on = day + days(self.pick(0, 0, 0, 1, -1, 9, -20))
        if ground in ("not-needed", "not-suitable"):
            self.dated("document", on, kind="conclusion", finding=self.pick(ground, ground, "not-needed"))
        elif ground == "client-request":
            self.dated("document", on, kind="withdrawal", reason=self.pick(None, "moves abroad", "works"))
        elif ground == "completed":
            for decision in self.pick(["end"], ["end"], ["end", "continue"], ["continue"]):
                self.dated("review", max(self.opened, on), decision=decision, agreed=self.pick(True, True, False))
                on += days(self.pick(0, 1))
        elif ground == "agreement":
            last = max((held for held in self.held_days if held <= day), default=day)
            on = self.pick(last + days(self.pick(0, 0, -1, 1)), last + days(self.pick(0, 0, -1, 1)), on)
            self.dated("agreement", max(self.opened, on), next_step="none")

    def closure_fields(self, day):
        ground = self.ground(day)
        needs_reason = ground in ("rules-breach", "contract-breach", "moved", "other")
        return dict(ground=ground, refused=self.pick(None, None, None, False, True),
                    reason="see the letter" if needs_reason and self.chance(0.7) else None,
                    override="the file was lost" if self.chance(0.15) else None)

    def closure(self, day):
        fields = self.closure_fields(day)
        if self.chance(0.6):
            self.evidence(fields["ground"], day)
        self.dated("closure", day, **fields)

    def reopening_fields(self, day, *keys):
        """The intake of a new episode, or some of it."""
        self.reopened_on.append(day)
        found = dict(
            route=self.pick(None, *ROUTES, self.intake["route"], self.intake["route"], "proposer", "official-duty"),
            eligibility=self.pick(None, "new-problem", "unsure"), target=self.pick(None, None, "family", "crisis"),
            field=self.pick(None, None, *FIELDS), accepted=self.pick(None, None, True, False),
            informed=self.pick(None, None, True, False), area=self.pick(None, None, "Saldus", "Kuldīga"),
            distress=self.pick(None, None, *TEXTS))
        if not keys:
            keys = [key for key in found if self.chance(0.6)] if self.chance(0.7) else []
            self.moves |= any(found[key] and key in ("area", "field") for key in keys)
        return {key: found[key] for key in keys}

    def make_calendar(self):
        """Closures, reopenings, suspensions, resumptions: often two on one day."""
        course = self.pick(*[""] * 10, "c", "c", "c", "cr", "cr", "crc", "s", "s", "su", "su", "sus", "suc", "scr",
                           "crc", "crsu", "susu", "crcr", "cr", "cr", "cr", "crc", "crcr", "u", "suu", "cru", "scu", "scur")
        if self.limits.get("retention_years") and self.end < TODAY - days(300):
            course = self.pick("c", "c", "crc")
        start = min(self.some_day(), self.some_day())
        moments = sorted([start] + [max(start, self.some_day()) for _ in course[1:]])
        if course.endswith("c") and self.chance(0.6):
            moments[-1] = max(moments[-1], self.end + days(self.pick(0, 0, 0, 1)))
        after = None
        for event, day in zip(course, moments):
            if event == "c":
                self.closure(day)
            else:
                kind = {"r": "reopening", "s": "suspension", "u": "resumption"}[event]
                more = self.reopening_fields(day) if event == "r" else {}
                self.dated(kind, day, after, reason=self.pick(None, "abroad"), **more)
            # In the order of the course also where two fall on one day.
            last = self.records[-1][1]
            after = last["recorded"] = max(last["recorded"], after or last["recorded"])

    def make_transfers(self):
        for _ in range(self.pick(0, 0, 0, 1, 2)):
            day = self.some_day()
            for _ in range(self.pick(1, 1, 2)):
                which = self.pick("worker", "worker", "manager", "both")
                self.dated("transfer", day, worker=self.pick("ana", "mojca", "zane") if which != "manager" else None,
                           manager=self.pick("janis", "zane") if which != "worker" else None)

    # A case through two years

    def turn(self, kind, day, **fields):
        """A record of the calendar, recorded after the one before."""
        record = self.dated(kind, day, self.last_turn, **fields)
        self.last_turn = record["recorded"] + dt.timedelta(seconds=1)

    def near(self, day):
        """The day, or one at the end of its month."""
        return self.pick(day, day, month_end(day), month_end(day), month_end(day) + days(1))

    def make_episode(self, start):
        """What happens up to a day, on which the case is mostly closed; the day."""
        length = self.pick(0, 0, 1, 30, 31, 90, 91, 180, 181, self.rng.randint(2, 120), self.rng.randint(2, 250))
        end = start + days(length) if self.chance(0.5) else self.near(start + days(length))
        end = max(start, min(end, TODAY + days(self.pick(0, 0, 1, 9))))

        def inside():
            day = self.near(start + days(self.rng.randint(0, (end - start).days)))
            return min(end, max(start, self.pick(start, end, day)))
        for day in sorted(inside() for _ in range(self.pick(0, 1, 2, 2, 3, 3, 5, 9, 10, 11))):
            outcome = self.pick("attended", "attended", "attended", "late", "missed", "missed", "excused",
                                "cancelled", "rescheduled", "turned-away", None)
            session = self.session(day, max(self.opened, day - days(self.pick(0, 0, 7, 21))))
            if outcome and (day <= TODAY or outcome in ("cancelled", "rescheduled")):
                self.attend(session, outcome)
                if outcome in ("attended", "late"):
                    self.held_days.append(day)
        turns = [(self.pick(start, inside(), inside()), self.rng.random(), "transfer")  # before the closure or after it
                 for _ in range(self.pick(0, 0, 0, 1, 1, 2))]
        turns += [(inside(), 0, "suspension")] * self.chance(0.1)
        closed = self.chance(0.75)
        for day, _, kind in sorted(turns + [(end, 0.7, "closure")] * closed):
            if kind == "closure":
                fields = self.closure_fields(day)
                if self.chance(0.5):
                    self.evidence(fields["ground"], day)
                self.turn(kind, day, **fields)
            elif kind == "transfer":
                worker = self.pick("ana", "janis", "mojca", "zane", None)
                self.turn(kind, day, worker=worker, manager=self.pick(None, "zane") if worker else "zane")
            else:
                self.turn(kind, day)
        return closed, end

    def make_years(self):
        if self.chance(0.05):
            self.worker = "peteris"  # whom psp.toml does not know
        day = self.near(TODAY - days(self.pick(self.rng.randint(0, 730), self.rng.randint(0, 120))))
        self.opened = self.end = min(day, TODAY + days(3))
        self.begun, self.last_turn = self.recorded(self.opened), None
        start = self.opened
        for _ in range(3):
            closed, self.end = self.make_episode(start)
            if not closed:
                break
            if self.chance(0.15):  # of a closed case
                self.turn("transfer", self.end + days(self.pick(0, 1, 20)), worker=self.pick("ana", "janis", "zane"))
            if self.chance(0.6):
                break
            start = self.near(self.end + days(self.pick(0, 0, 1, 10, 30, 90)))
            self.turn("reopening", start, **self.reopening_fields(start))

    # Corrections

    def correct(self, target, kind):
        """Replaces one record by a changed one."""
        fields = {k: v for k, v in target.items() if k not in ("id", "by", "recorded", "note", "write", "imported",
                                                               "replaces", "correction")}
        shift = days(self.pick(0, 0, -1, 1, 7))
        for key in ("at", "date"):
            if key in fields:
                fields[key] = max(fields[key] + shift, dt.datetime.combine(self.opened, dt.time(9))
                                  if key == "at" else self.opened)
        if kind == "task":
            fields["due"] += shift
        elif kind == "option":
            fields["chosen"] = self.pick(None, True, False)
        elif kind == "attendance":
            fields = dict(session=fields["session"], outcome=self.pick("attended", "late", "missed", "turned-away"))
            if fields["outcome"] == "missed":
                fields |= self.absence(self.chance(0.4))
        elif kind == "review":
            fields["decision"] = self.pick("continue", "end")
        elif kind == "referral" and "situation" in fields:
            fields["situation"] = self.pick(" ", *TEXTS)
        elif kind == "document" and fields["kind"] == "withdrawal":
            fields["reason"] = self.pick(None, "moved to work")
        self.touched.add(target["id"])
        return self.add(kind, self.recorded(target["recorded"].date(), target["recorded"]), **fields,
                        replaces=target["id"], correction="slip of the pen")

    def void(self, entry, after):
        self.touched.add(entry)
        return self.add("void", self.recorded(after.date(), after), entry=entry, reason="entered by mistake")

    def untouched(self, *kinds):
        found = [(k, d) for k, d in self.records if d["id"] not in self.touched and k in kinds]
        return self.rng.choice(found) if found else (None, None)

    def make_corrections(self):
        anything = ("session attendance attendance document referral review notice agreement closure reopening "
                    "suspension resumption transfer assessment response plan contact task completion option").split()
        if self.moves:  # it stays a reopening of a closed case, or the tables by area and field do not add up
            anything = [kind for kind in anything if kind not in ("closure", "reopening")]
        for _ in range(self.pick(0, 0, 0, 1, 2, 4)):
            kind, target = self.untouched(*self.rng.sample(anything, 6))
            if not target:
                continue
            new = self.correct(target, kind)
            shape = self.pick("one", "one", "chain", "chain3", "fork", "fork+chain", "void-new")
            if shape == "void-new" and target["id"] in self.carriers and not self.contested:
                shape = "one"
            if shape.startswith("chain"):
                for _ in range(2 if shape == "chain3" else 1):
                    new = self.correct(new, kind)
            elif shape.startswith("fork"):
                loser, new = new, self.correct(target, kind)
                new["recorded"] = max(new["recorded"], loser["recorded"] + dt.timedelta(seconds=1))
                self.touched.add(loser["id"])
                if shape == "fork+chain":
                    new = self.correct(new, kind)
            elif shape == "void-new":
                self.void(new["id"], new["recorded"])
            if kind == "session" and self.chance(0.4):
                self.attend(self.pick(target, new), self.pick("attended", "missed"), new["recorded"])
            if kind == "review" and self.chance(0.4):
                self.dated("notice", new["date"], new["recorded"], to="manager", about=self.pick(target, new)["id"])
        for _ in range(self.pick(0, 0, 0, 1, 2)):
            _, target = self.untouched(*anything)
            if target and (self.contested or target["id"] not in self.carriers):
                void = self.void(target["id"], target["recorded"])
                if self.chance(0.3):
                    self.void(void["id"], void["recorded"])
        if self.chance(0.03):
            after = self.recorded(self.some_day())
            void = self.void("case", after)
            if self.chance(0.5):
                self.void(void["id"], void["recorded"])

    def make_contested(self):
        """One thing that the rules can be read on in two ways."""
        what = self.pick("loser replaced", "attendance of a loser", "session before opening", "attended ahead",
                         "missed ahead", "reopening of an open case", "second closure", "stray resumption",
                         "blank reason", "void of a replaced record", "replacement of a voided record",
                         "closure after suspension, resumed while closed", "no worker", "review by the old rule",
                         "turn before opening", "turn before opening")
        kind, target = self.untouched("session") if what == "attendance of a loser" else self.untouched(
            "session", "attendance", "review", "document", "agreement")
        if what in ("loser replaced", "attendance of a loser") and target:
            loser = self.correct(target, kind)
            self.correct(target, kind)
            if what == "loser replaced":
                self.correct(loser, kind)
            else:
                self.attend(loser, "attended")
        elif what == "void of a replaced record" and target:
            self.void(target["id"], self.correct(target, kind)["recorded"])
        elif what == "replacement of a voided record" and target:
            self.void(target["id"], target["recorded"])
            self.correct(target, kind)
        elif what == "session before opening":
            self.attend(self.session(self.opened - days(1)), "attended")
        elif what.endswith("ahead"):
            session = self.session(TODAY + days(3), TODAY - days(3))
            self.attend(session, what.split()[0], day=TODAY - days(1))
        elif what == "reopening of an open case":
            day = self.some_day()
            self.dated("reopening", day, **self.reopening_fields(day, "route", "eligibility", "accepted", "informed"))
        elif what == "second closure":
            self.closure(self.some_day())
            self.closure(self.some_day())
        elif what == "turn before opening":
            early = self.opened - days(self.pick(1, 3, 40))
            self.dated("transfer", early, worker=self.pick("ana", "zane"))
            if self.chance(0.5):
                self.closure(self.opened - days(self.pick(1, 20)))
        elif what == "stray resumption":
            self.dated("resumption", self.some_day())
        elif what == "blank reason":
            self.dated("closure", self.some_day(), ground="moved", reason=" ", override=self.pick(None, " "))
            self.dated("document", self.some_day(), kind="withdrawal", reason=" ")
        elif what.startswith("closure after"):
            first = self.some_day()
            self.dated("suspension", first)
            self.closure(first + days(1))
            self.dated("resumption", first + days(2))
        elif what == "review by the old rule":
            self.review(self.some_day())
        self.remarks.append("contested: " + what)
        return what

    # Writing

    def text(self, case_id):
        rng = self.rng
        header = dict(format=1, case=case_id, service=self.service, opened=self.opened, client=self.client,
                      household=self.household, family=self.pick(None, "F-012"), worker=self.worker,
                      manager=self.pick(None, "janis", "janis", "zane"), by="ana", recorded=self.begun)
        if "contested: no worker" in self.remarks:
            header["worker"] = None
        x_keys = self.chance(0.2)
        lines = "".join(f"# {remark}\n" for remark in self.remarks)
        lines += "".join(f"{k} = {toml(v)}\n" for k, v in header.items() if v is not None)
        if x_keys:
            lines += 'x-shelf = "3b"   # [[session]]\nx-list = [\n  1,\n  2,\n]\n'
        lines += table("[intake]", {k: v for k, v in self.intake.items() if v is not None})
        if x_keys:
            lines += '\n[intake.x-more]\nsession = "none"\n\n[[x-visit]]\nid = "000000"\n'
        self.records.sort(key=lambda r: r[1]["recorded"])
        if self.records and not self.moves and self.chance(0.08):  # as a merge may leave them
            cut = rng.randrange(len(self.records))
            self.records = self.records[cut:] + self.records[:cut]
        for kind, data in self.records:
            if self.chance(0.03):
                lines += "\n# [[attendance]]\n# outcome = \"missed\"\n"
            if self.chance(0.03):
                data["x-mark"] = "seen"
            lines += table(f"[[{kind}]]", data)
            if x_keys and self.chance(0.1):
                lines += f'\n[{kind}.x-room]\nnumber = 4\n\n[[{kind}.x-seat]]\nid = "zzzzzz"\n'
        if self.chance(0.1):
            lines = lines.replace("\n", "\r\n")
        return ("\ufeff" if self.chance(0.08) else "") + lines


def make_case(rng, limits, people, contested, years=False):
    case = Case(rng, limits, people, contested)
    if years:
        case.make_years()
    else:
        case.make_sessions()
    case.make_reviews()
    case.make_papers()
    if not years:
        case.make_calendar()
        case.make_transfers()
    case.make_episodes_papers()
    case.make_tasks()
    case.make_contacts_and_options()
    case.make_corrections()
    if contested and rng.random() < 0.6:
        case.make_contested()
    return case


def make_burden(rng, limits, people, worker):
    """A case without records, for a worker to have many."""
    case = Case(rng, limits, people, False)
    case.worker, case.opened = worker, case.near(TODAY - days(rng.randint(0, 500)))
    case.begun = case.recorded(case.opened)
    return case


def make_cases(rng, limits, contested, years):
    people = [(f"K-{number:04}", rng.choice([None, 1, 2, 3]))
              for number in rng.sample(range(1, 9999), rng.choice([4, 12, 40]))]
    few = rng.random() < 0.5
    for _ in range(rng.randint(1, 5) if years else rng.randint(10, 30)):
        yield make_case(rng, limits, people, contested)
    if years:
        for _ in range(rng.randint(3, 8) if few else rng.randint(9, 25)):
            yield make_case(rng, limits, people, contested, years)
        if rng.random() < 0.15:
            for worker in rng.sample(["ana", "mojca", "zane"], 2):
                for _ in range(rng.choice([8, 9, 10, 18, 19, 20, 28, 29, 30, 31])):
                    yield make_burden(rng, limits, people, worker)


def write(seed, directory, contested=False, years=False, broken=False):
    rng = random.Random(f"{seed} {contested}")
    root = Path(directory)
    root.mkdir(parents=True, exist_ok=True)
    office, limits = make_office(rng, contested)
    if rng.random() < 0.1:
        office = office.replace("\n", "\r\n")
    (root / "psp.toml").write_bytes(office.encode())
    written = []
    for number, case in enumerate(make_cases(rng, limits, contested, years), 1):
        year = case.opened.year
        case_id = rng.choice(["", "", "", "SA-", "K2-"]) + f"{year}-{number * rng.choice([1, 1, 37]):04}"
        path = root / "cases" / str(year) / f"{case_id}.toml"
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        text = case.text(case_id)
        if contested and rng.random() < 0.02:
            text += "<<<<<<< ours\n"
        path.write_bytes(text.encode())
        written.append(path)
    if broken:
        path = rng.choice(written)
        path.write_bytes(path.read_bytes() + rng.choice([b"<<<<<<< ours\n", b'\nnote = "left open\n', b"\n# \xff\n"]))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("seed")
    arguments.add_argument("directory")
    arguments.add_argument("--years", action="store_true")
    arguments.add_argument("--contested", action="store_true")
    arguments.add_argument("--broken", action="store_true")
    given = arguments.parse_args()
    write(given.seed, given.directory, given.contested, given.years, given.broken)
