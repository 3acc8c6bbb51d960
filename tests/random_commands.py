#!/usr/bin/env python3
"""No command writes what `psp check` calls an error: `random_commands.py PSP [--runs N] [--commands N] [--seed N]`.

Each run starts a ledger and gives psp random commands that a caseworker may give, on days that go on; some are slips.
After each, `psp check` must find no error in the case files; a command that was refused has left them as they were, byte
for byte. Where it fails, the commands of the run are printed. Ends with `N passed, N failed`.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

OFFICE = """format = 1
[workers.ana]
name = "Ana Liepa"
[workers.ben]
name = "Ben Oblak"
[workers.eva]
left = 2026-05-01
[providers.safe-house]
name = "Safe house"
[services.counselling]
needs_plan = true
[[services.counselling.change]]
from = 2026-06-01
excused_when = "justified-or-notified"
missed_limit = 2
"""
START = datetime.datetime(2026, 4, 1, 9)


class Ledger:
    def __init__(self, psp, place, chance):
        self.psp, self.place, self.chance = psp, pathlib.Path(place), chance
        (self.place / "psp.toml").write_text(OFFICE)
        (self.place / "cases").mkdir()
        self.now, self.told = START, []

    def run(self, *words):
        kept = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TZ", "LANG", "LC_ALL")}
        done = subprocess.run([self.psp, *words], cwd=self.place, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=120, env=kept | {"PATH": "/usr/bin:/bin", "HOME": str(self.place), "PSP_WORKER": "ana",
                                                       "PSP_NOW": self.now.strftime("%Y-%m-%dT%H:%M:%S+02:00"),
                                                       "GIT_CONFIG_GLOBAL": "/dev/null"})
        return done

    def files(self):
        return {p: p.read_bytes() for p in sorted(self.place.glob("cases/*/*.toml"))}

    def case(self):
        return str(self.chance.randint(1, max(1, len(self.files()))))

    def records(self, case, *kinds):
        """The ids of a case's records of these kinds, those that do not stand as well."""
        shown = self.run("show", case, "--format", "json")
        if shown.returncode:
            return []
        return [r["id"] for r in json.loads(shown.stdout)["records"] if not kinds or r["record"] in kinds]

    def record(self, case, *kinds):
        ids = self.records(case, *kinds)
        return self.chance.choice(ids) if ids else "last"

    def day(self, back=40, ahead=20):
        return str((self.now + datetime.timedelta(days=self.chance.randint(-back, ahead))).date())

    def time(self, back=40, ahead=20):
        return f"{self.day(back, ahead)} {self.chance.randint(8, 17):02}:{self.chance.choice(('00', '30'))}"


def maybe(chance, *words, likely=0.5):
    return list(words) if chance.random() < likely else []


def some(chance, words):
    return ",".join(chance.sample(words, chance.randint(1, len(words))))


PARTS, CONTENTS = ("introduction", "support", "options"), ("distress", "solutions", "entitlements", "providers")
GROUNDS = ("rules-breach", "missed-sessions", "not-needed", "not-suitable", "moved", "client-request", "completed",
           "agreement", "died", "other")
ROUTES = ("self", "proposer", "official-duty", "public-powers")


def open_(at, c):
    service = c.choice(("first-aid", "counselling"))
    return ["open", "--service", service, "--client", f"{c.choice('Kk')}-{c.randint(1, 4)}",
            *maybe(c, "--opened", at.day(30, 2)), *maybe(c, "--route", c.choice(ROUTES)), *maybe(c, "--no-accepted"),
            *maybe(c, "--family", "F-1"), *maybe(c, "--manager", c.choice(("ben", "Ben Oblak", "bem")))]


def session(at, c):
    return ["session", at.case(), *maybe(c, c.choice((at.time(), at.time(1, 4))), likely=0.8),
            *c.choice(([], ["--attended"], ["--missed"], ["--missed", "--justified"], ["--planned"], ["--cancelled", "--cancelled-by",
                       "client"], ["--late", "--parts", some(c, PARTS)], ["--contents", some(c, CONTENTS)])),
            *maybe(c, "--minutes", str(c.randint(0, 90)), likely=0.3)]


def attendance(at, c):
    case = at.case()
    outcome = c.choice((["attended"], ["late"], ["missed"], ["missed", "--excused"], ["turned-away"], ["cancelled",
                        "--cancelled-by", "provider"], ["rescheduled"], ["rescheduled", "--moved-to", c.choice(("+1w", "15:00",
                        at.time(5, 20)))]))
    return ["attendance", case, *outcome, *maybe(c, "--session", at.record(case, "session"), likely=0.4)]


def document(at, c):
    kind = c.choice((["application"], ["consent"], ["consent", "--oral"], ["conclusion", "--finding", "not-needed"],
                     ["conclusion", "--finding", "not-suitable"], ["withdrawal"], ["withdrawal", "--reason", "moves"],
                     ["other", "--file", c.choice(("papers/a.pdf", "../a.pdf"))]))
    return ["document", at.case(), "--kind", *kind, *maybe(c, "--date", at.day())]


def about(at, c):
    case = at.case()
    return ["notice", case, "--to", c.choice(("manager", "client")), *maybe(c, "--about", at.record(case)), *maybe(c, "--date", at.day())]


def closing(at, c):
    case = at.case()
    return ["close", case, "--ground", c.choice(GROUNDS), *maybe(c, "--reason", "x", likely=0.8), *maybe(c, "--date", at.day()),
            *maybe(c, "--evidence", at.record(case), likely=0.2), *maybe(c, "--override", "x"), *maybe(c, "--refused", likely=0.1)]


def refile(at, c):
    case = at.case()
    return ["refile", case, *(at.record(case) for _ in range(c.randint(1, 3))), at.case()]


def reopening(at, c):
    return ["reopen", at.case(), *maybe(c, "--date", at.day()), *maybe(c, "--route", c.choice(ROUTES)), *maybe(c, "--area", "Saldus")]


def response(at, c):
    case = at.case()
    return ["response", case, at.record(case, "referral"), c.choice(("accepted", "rejected", "no-answer"))]


def done(at, c):
    case = at.case()
    return ["done", case, *maybe(c, at.record(case, "task", "session")), *maybe(c, "--dropped", likely=0.3)]


def option(at, c):
    case = at.case()
    return ["option", case, "--kind", c.choice(("service", "benefit")), "--name", "x", *maybe(c, "--session", at.record(case))]


def amend(at, c):
    case = at.case()
    kind = c.choice(("session", "session", "attendance", "attendance", "document", "closure", "task", "notice", "transfer", "reopening",
                     "review", "referral", "completion", "plan"))
    change = c.choice({
        "session": (f"at={at.time()}", f"at={at.time()}", "minutes=50", "minutes=", "mode=home"),
        "attendance": ("outcome=missed", "outcome=attended", "parts+=support", "parts-=support", "minutes=40", "reason=x",
                       f"session={at.record(case, 'session')}", f"moved_to={at.record(case, 'session')}", "cancelled_by=client"),
        "document": ("kind=consent", "oral=yes", f"date={at.day()}", "reason=x", "file=../x"),
        "closure": ("ground=other", "reason=x", f"date={at.day()}", f"evidence={at.record(case)}"),
        "task": (f"due={at.day()}", "for=ben", "for=nobody", "text=y"),
        "notice": (f"about={at.record(case)}", "to=client", f"date={at.day()}"),
        "transfer": ("worker=ben", "worker=", "manager=Oblak", f"date={at.day()}"),
        "reopening": (f"date={at.day()}", "route=self", "accepted=yes"),
        "review": (f"date={at.day()}", "agreed=no", "decision=end"),
        "referral": ("direction=in", "direction=out", "to=safe-house", f"date={at.day()}"),
        "completion": ("outcome=dropped", f"task={at.record(case, 'task', 'session')}", f"date={at.day()}"),
        "plan": ("goals+=a, b", "goals-=a, b", f"until={at.day()}", "text=y"),
    }[kind])
    return ["amend", case, at.record(case, kind), "--set", change, "--reason", "x"]


DOINGS = [
    (open_, 4), (session, 16), (attendance, 18), (document, 8), (about, 5), (closing, 8), (reopening, 6), (response, 3),
    (done, 4), (option, 3), (amend, 14),
    (lambda at, c: ["void", at.case(), c.choice((at.record("1"), "case", "last", "last")), "--reason", "x"], 4),
    (lambda at, c: ["undo", *maybe(c, at.case())], 4), (refile, 4),
    (lambda at, c: ["referral", at.case(), *c.choice((["--from", "the case manager", "--situation", "x"], ["--to", c.choice((
        "safe-house", "Safe House", "safe-hous", "a friend")), "--reason", "x"])), *maybe(c, "--date", at.day())], 5),
    (lambda at, c: ["assessment", at.case(), "--kind", c.choice(("needs", "change")), "--text", "x", *maybe(c, "--date", at.day())], 3),
    (lambda at, c: ["plan", at.case(), "--text", "x", *maybe(c, "--goals", "a, b"), *maybe(c, "--until", at.day())], 3),
    (lambda at, c: ["contact", at.case(), *maybe(c, at.time()), "--how", "phone", "--with", "client"], 3),
    (lambda at, c: ["task", at.case(), "call", "--due", at.day(), *maybe(c, "--for", c.choice(("ben", "eva", "nobody")))], 4),
    (lambda at, c: ["review", at.case(), "--decision", c.choice(("continue", "end")), "--agreed", *maybe(c, "--date", at.day())], 4),
    (lambda at, c: ["agreement", at.case(), "--next-step", "none", *maybe(c, "--date", at.day())], 4),
    (lambda at, c: [c.choice(("suspend", "resume")), at.case(), *maybe(c, "--date", at.day())], 6),
    (lambda at, c: ["transfer", at.case(), "--worker", c.choice(("ana", "ben", "Liepa", "anna")), *maybe(c, "--date", at.day())], 3),
    (lambda at, c: ["handover", *c.choice((("ana", "ben"), ("ben", "ana")))], 1),
    (lambda at, c: ["handover", "--back", c.choice(("ana", "ben"))], 1),
    (lambda at, c: ["absent", c.choice(("ana", "ben")), at.day(0), at.day(0, 40), *c.choice((["--move", "+1w"], ["--cancel"], ["--give", "eva"]))], 4),
    (lambda at, c: ["remark", at.case(), "--text", "x", *maybe(c, "--date", at.day())], 2),
]


def run(psp, seed, commands, wrote):
    """None, or what went wrong."""
    chance = random.Random(seed)
    doings, weights = zip(*DOINGS)
    with tempfile.TemporaryDirectory(prefix="psp-random-") as place:
        at = Ledger(psp, place, chance)
        for _ in range(commands):
            at.now += datetime.timedelta(hours=chance.randint(1, 40))
            words = open_(at, chance) if not at.files() else chance.choices(doings, weights)[0](at, chance)
            before = at.files()
            did = at.run(*words)
            after = at.files()
            at.told.append(f"PSP_NOW={at.now.isoformat()} psp {' '.join(words)}  # {did.returncode}")
            wrote[words[0], did.returncode] += 1
            if did.returncode not in (0, 2):
                return at.told, did.stdout + did.stderr
            if did.returncode == 2 and before != after:
                return at.told, "refused, and a file has changed\n" + did.stderr
            for path, text in before.items():
                if not after.get(path, b"").startswith(text):
                    return at.told, f"the old bytes of {path.name} are gone"
            check = at.run("check")
            if check.returncode:
                return at.told, did.stdout + did.stderr + check.stdout + check.stderr
    return None


def main():
    words = argparse.ArgumentParser()
    words.add_argument("psp")
    words.add_argument("--runs", type=int, default=6)
    words.add_argument("--commands", type=int, default=120)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    passed = failed = 0
    wrote = collections.Counter()
    for seed in range(given.seed, given.seed + given.runs):
        wrong = run(str(pathlib.Path(given.psp).resolve()), seed, given.commands, wrote)
        if wrong is None:
            passed += 1
            continue
        failed += 1
        told, what = wrong
        print(f"FAILED seed {seed}:\n  " + "\n  ".join(told[-25:]) + "\n" + what)
    for name in sorted({name for name, _ in wrote}):
        print(f"{name}: {wrote[name, 0]} written, {wrote[name, 2]} refused")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
