#!/usr/bin/env python3
"""Kills psp at every system call in turn: `kill.py PSP [--long]`.

A file holds its old bytes or its new ones whatever happens (P1): old where psp was stopped before the call that
puts the new text in its place, new where after it. The lock is gone with its process: the next command works. What
a stopped psp leaves behind is told by `psp check`, as a warning.

The short form stops psp before each file call of its own; --long also before those of the loader, and at random
times without strace.
"""
import random
import re
import subprocess
import time

import harness
from harness import CASE, LATER

CHANGES = {"openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "renameat", "renameat2", "link",
           "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "fcntl", "fchmodat", "chmod", "fchmod"}
FILE_CALLS = CHANGES | {"read", "pread64", "close", "newfstatat", "fstat", "statx", "getdents64", "flock"}
COMMANDS = {
    "open": ("open", "--service", "counselling", "--client", "K-0200", "--distress", "a\nlong\ntext"),
    "session": ("session", "1", "--minutes", "30", "--note", "two records in one write"),
    "attendance": ("attendance", "1", "rescheduled", "--moved-to", "2026-11-27 10:00"),
    "amend": ("amend", "1", "last", "--set", "text=amended", "--reason", "a slip"),
    "undo": ("undo",),
}
# Killed by the long form as well: every other command that appends to one case.
MORE = COMMANDS | {
    "referral": ("referral", "1", "--to", "school", "--reason", "help"),
    "document": ("document", "1", "--kind", "other"),
    "option": ("option", "1", "--kind", "right", "--name", "x"),
    "assessment": ("assessment", "1", "--kind", "needs", "--text", "x"),
    "plan": ("plan", "1", "--text", "x"),
    "contact": ("contact", "1", "--how", "phone", "--with", "client"),
    "task": ("task", "1", "call", "--due", "2026-12-01"),
    "review": ("review", "1", "--decision", "continue", "--agreed"),
    "notice": ("notice", "1", "--to", "client"),
    "agreement": ("agreement", "1", "--next-step", "x"),
    "suspend": ("suspend", "1"),
    "transfer": ("transfer", "1", "--worker", "ben"),
    "remark": ("remark", "1", "--text", "x"),
    "close": ("close", "1", "--ground", "other", "--reason", "x", "--override", "x"),
    "void": ("void", "1", "last", "--reason", "x"),
}
PUTS_IN_PLACE = {"renameat2", "renameat", "rename", "linkat"}


def templates(psp, scratch, commands):
    """{command: ledger in which it is run}. Two of them are as a fresh clone is: without .psp, or without a case."""
    with_case = scratch / "with-case"
    harness.ledger_with_case(psp, with_case)
    psp.must(scratch, "init", str(scratch / "empty"))
    clone = harness.scratch_copy(with_case, scratch)
    (clone / ".psp" / "lock").unlink()
    (clone / ".psp").rmdir()
    return {name: with_case for name in commands} | {"open": scratch / "empty", "session": clone}


def goes_on(score, psp, ledger, what):
    """The ledger works: status, check that tells what was left, and the next write. Returns what check said."""
    left = harness.temporaries(ledger)
    check = psp.run(ledger, "check")
    told = [line for line in check.stdout.splitlines() if "warning" in line]
    score.expect(check.returncode == 0 and all(any(name in line for line in told) for name in left),
                 f"psp check tells what was left as a warning, and nothing else | {what}", f"{left}\n{harness.shown(check)}")
    status = psp.run(ledger, "status")
    score.expect(status.returncode == 0, f"psp status works afterwards | {what}", harness.shown(status))
    words = ("remark", "1", "--text", "the next one") if harness.cases(ledger) else COMMANDS["open"]
    start = time.monotonic()
    following = psp.run(ledger, *words, env={"PSP_NOW": "2026-11-23T11:00:00+01:00"})
    score.expect(following.returncode == 0 and time.monotonic() - start < 5, f"the next write works at once | {what}",
                 harness.shown(following))


def is_in_place(line):
    """True for the call that puts a case's new text in its place."""
    return any(f" {name}(" in line for name in PUTS_IN_PLACE) and "cases/2026" in line


def killed_at(score, psp, template, scratch, name, call, old, new):
    ledger = harness.scratch_copy(template, scratch)
    what = f"{name}, killed before {call.name} {call.number}"
    done, calls = psp.injected(ledger, f"{call.name}:signal=KILL:when={call.number}", *MORE[name], env={"PSP_NOW": LATER})
    # Threads take turns as they like: which bytes there are to be is told by this very run.
    expected = new if any(is_in_place(line) and line.endswith(" = 0") for line in calls) else old
    if not score.expect(done.returncode != 0, f"psp was killed | {what}", harness.shown(done)):
        return
    now = harness.cases(ledger)
    score.expect(now == expected, f"the files are exactly the {'old' if expected is old else 'new'} ones | {what}",
                 f"{call.line}\n{now}" if now not in (old, new) else f"{call.line}\nthey are the other ones")
    goes_on(score, psp, ledger, what)


def kill_commands(score, psp, scratch, long):
    trials, commands = [], MORE if long else COMMANDS
    for name, template in templates(psp, scratch, commands).items():
        ledger, old = harness.scratch_copy(template, scratch), harness.cases(template)
        done, calls = psp.trace(ledger, *MORE[name], env={"PSP_NOW": LATER})
        new = harness.cases(ledger)
        score.expect(done.returncode == 0 and new != old and not harness.temporaries(ledger), f"{name} works undisturbed",
                     harness.shown(done))
        score.expect(any(is_in_place(call.line) for call in calls), f"{name} puts a text in its place")
        trials += [(name, template, call, old, new) for call in calls if call.name in FILE_CALLS]
        if long:  # the loader's calls as well: nothing has happened yet
            first = {}
            for call in calls:
                first.setdefault(call.name, call.number)
            trials += [(name, template, harness.Call(call, n, "before main()"), old, new)
                       for call, number in first.items() if call in FILE_CALLS for n in range(1, number)]
    harness.in_parallel(lambda t: killed_at(score, psp, t[1], scratch, t[0], *t[2:]), trials)
    print(f"killed at {len(trials)} calls of {len(commands)} commands")


def kill_init(score, psp, scratch):
    """A ledger is there whole or not at all: where psp.toml is, the rest is too. init run again says so or mends it."""
    whole = scratch / "whole"
    _, calls = psp.trace(scratch, "init", str(whole))
    expected = harness.snapshot(whole)

    def one(call):
        ledger = harness.pathlib.Path(harness.tempfile.mkdtemp(dir=scratch)) / "new"
        what = f"init, killed before {call.name} {call.number}"
        done = psp.inject(scratch, f"{call.name}:signal=KILL:when={call.number}", "init", str(ledger))
        if not score.expect(done.returncode != 0, f"psp was killed | {what}", harness.shown(done)):
            return
        there = {k: v for k, v in harness.snapshot(ledger).items() if not k.endswith(".tmp")}
        score.expect(all(expected.get(k) == v for k, v in there.items()), f"each file of init is whole | {what}", there)
        again = psp.run(scratch, "init", str(ledger))
        there = {k: v for k, v in harness.snapshot(ledger).items() if not k.endswith(".tmp")}
        score.expect(again.returncode in (0, 2) and there == expected,
                     f"after init is run again the ledger is whole | {what}",
                     f"missing: {sorted(expected.keys() - there.keys())}\n{harness.shown(again)}")
        goes_on(score, psp, ledger, what)

    harness.in_parallel(one, [c for c in calls if c.name in CHANGES])


def kill_at_random(score, psp, scratch, times):
    """kill -9 after some microseconds, without strace; one ledger all along, as in a bad week."""
    template = scratch / "with-case"
    ledger = harness.scratch_copy(template, scratch)
    case, done, killed = ledger / CASE, 0, 0
    start = time.monotonic()
    psp.must(ledger, "remark", "1", "--text", "how long does it take?")
    usual = time.monotonic() - start
    for i in range(times):
        old = case.read_bytes()
        process = subprocess.Popen([psp.path, "remark", "1", "--text", f"number {i}."], cwd=ledger, env=psp.environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(random.uniform(0, usual * 2.5))
        process.kill()
        out = process.communicate()[0]
        new = case.read_bytes()
        record = rb'\n\[\[remark\]\]\nid = "\w{6}"\ndate = 2026-11-23\ntext = "number %d\."\nby = "ana"\nrecorded = [^\n]*\n' % i
        appended = new.startswith(old) and re.fullmatch(record, new[len(old):])
        score.expect(new == old or appended, "killed at random: old bytes or new ones", new[len(old):])
        if out.endswith("\n"):
            done += 1
            score.expect(bool(appended), "killed at random: what was told is there", out)
        killed += process.returncode < 0
    print(f"killed at random: {killed} of {times}; {done} had told their record before")
    check = psp.run(ledger, "check")
    score.expect(check.returncode == 0, "after all that psp check finds no error", harness.shown(check))
    left = harness.temporaries(ledger)
    score.expect(all(name in check.stdout for name in left), "psp check tells all that was left", f"{left}\n{check.stdout}")


def run(score, psp, scratch, long):
    kill_commands(score, psp, scratch, long)
    kill_init(score, psp, scratch)
    if long:
        kill_at_random(score, psp, scratch, 3000)


if __name__ == "__main__":
    harness.start(run, __doc__)
