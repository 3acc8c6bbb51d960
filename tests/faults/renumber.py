#!/usr/bin/env python3
"""psp renumber, stopped and failing at each system call in turn: `renumber.py PSP [--long]`.

Of a renumbering that was stopped there is one file, never two or none. It is written down in .psp/unfinished.toml
first; from the rename that puts it there on the next psp command finishes it, before that call nothing has happened.
Afterwards the name and the header agree and every other byte is as it was. An error means unchanged, or the message
says that the renumbering is recorded, and the next command finishes it. An editor's save in between is kept, and who
reads meanwhile sees each case once.

The short form takes one renumbering, and of the calls those that change something and some that only look; --long all
of both, and each error.
"""
import errno
import os
import pathlib
import re
import signal
import threading
import time

import harness
from edit import CALLS, ERRORS, chosen
from harness import CASE

JOURNAL = ".psp/unfinished.toml"
NEW = "cases/2026/2026-0009.toml"
NEXT = [("status",), ("list",), ("check",), ("log",), ("list", "--format", "json"), ("due",)]
RECORDED = "is recorded"


class Renumbering:
    """A ledger, the command, and the names and headers before and after it."""

    def __init__(self, psp, name, template, words, old, new, was=None):
        self.name, self.template, self.words = name, template, words
        self.old, self.new, self.was = old, new, was or old
        self.before = harness.cases(template)
        text = self.before[self.path(old)]
        self.after = {k: v for k, v in self.before.items() if k != self.path(old)} | {
            self.path(new): text.replace(f'case = "{self.was}"'.encode(), f'case = "{new}"'.encode())}
        self.told_before = psp.run(template, "check").stdout.splitlines()
        self.half = {k: v for k, v in self.before.items() if k != self.path(old)} | {self.path(new): text}

    @staticmethod
    def path(case):
        return f"cases/{re.search(r'[0-9]{4}(?=-[0-9]+$)', case)[0]}/{case}.toml"

    def told(self):
        return f"renumbering {self.old} to {self.new} had been stopped half-way: it is finished now"


def renumberings(psp, scratch, long):
    """One in a directory; then one into another year's, one of a file that somebody has renamed, one to a number that
    the header has already, and one to the next free number."""
    plain = scratch / "plain"
    harness.ledger_with_case(psp, plain)
    found = [Renumbering(psp, "plain", plain, ("renumber", "1", "2026-0009"), "2026-0001", "2026-0009")]
    year = harness.scratch_copy(plain, scratch)
    (year / CASE).write_bytes((year / CASE).read_bytes().replace(b"opened = 2026-11-23", b"opened = 2025-11-23"))
    renamed = harness.scratch_copy(plain, scratch)
    (renamed / CASE).rename(renamed / "cases/2026/2026-0005.toml")
    return found + ([
        Renumbering(psp, "another year", year, ("renumber", "1", "2025-0003"), "2026-0001", "2025-0003"),
        Renumbering(psp, "renamed by hand", renamed, ("renumber", "5", "2026-0042"), "2026-0005", "2026-0042", "2026-0001"),
        Renumbering(psp, "what its header says", renamed, ("renumber", "5", "2026-0001"), "2026-0005", "2026-0001", "2026-0001"),
        Renumbering(psp, "next free", plain, ("renumber", "1"), "2026-0001", "2026-0002"),
    ] if long else [])


def calls_of(score, psp, scratch, r):
    """Its own file calls, and the place of the one by which it is decided."""
    ledger = harness.scratch_copy(r.template, scratch)
    done, calls = psp.trace(ledger, *r.words)
    score.expect(done.returncode == 0 and harness.cases(ledger) == r.after and not harness.temporaries(ledger)
                 and not (ledger / JOURNAL).exists(), f"psp renumber works undisturbed | {r.name}", harness.shown(done))
    calls = [c for c in calls if c.name in CALLS and not re.search(r'["<]/(sys|proc)/', c.line)]
    moves = [i for i, c in enumerate(calls) if "RENAME_NOREPLACE" in c.line]
    in_order(score, r, calls)
    return calls, next((i for i in moves if "unfinished.toml" in calls[i].line), moves[0])


def in_order(score, r, calls):
    """What a power cut can take: the order in which the disk is told to keep things."""
    at = lambda found: next((i for i, c in enumerate(calls) if found(c)), -1)
    renames = [i for i, c in enumerate(calls) if c.name == "renameat2"]
    decided = at(lambda c: c.name == "renameat2" and "unfinished.toml" in c.line)
    removed = at(lambda c: c.name == "unlinkat" and '"unfinished.toml"' in c.line)
    syncs = [(i, c.line) for i, c in enumerate(calls) if c.name == "fsync"]
    last = renames[-1] if renames else 0
    text = r.before[r.path(r.old)] != r.after[r.path(r.new)]
    score.expect(not text or any(i < decided for i, line in syncs if "cases/" in line and ".tmp>" in line),
                 f"the new text is on the disk before it is decided | {r.name}", syncs)
    score.expect(any(i < decided for i, line in syncs if ".unfinished.toml" in line) and
                 any(decided < i < renames[renames.index(decided) + 1] for i, line in syncs if "/.psp>" in line),
                 f"what is decided is on the disk before the file is moved | {r.name}", syncs)
    directories = {os.path.dirname(r.path(case)) for case in (r.old, r.new)}
    score.expect(all(any(decided < i < removed for i, line in syncs if f"{d}>" in line) for d in directories) and
                 any(last < i < removed for i, line in syncs if f"{os.path.dirname(r.path(r.new))}>" in line),
                 f"all is on the disk before what is decided is taken away | {r.name}", syncs)


def look(score, psp, ledger, r, expected, what, words=("status",), told=None):
    """The next command: afterwards the cases are as expected, name and header agree, and nothing is half-done."""
    done = psp.run(ledger, *words)
    left = harness.temporaries(ledger)
    ok = done.returncode in ((0, 1) if words[0] == "check" else (0,))
    score.expect(ok and harness.cases(ledger) == expected and not (ledger / JOURNAL).exists(),
                 f"after the next command it is all or nothing | {what}, then {' '.join(words)}",
                 f"{harness.shown(done)}\n{sorted(harness.cases(ledger))}")
    if told is not None:
        score.expect((r.told() in done.stderr) == told, f"it is told when it was stopped half-way, and only then | {what}", harness.shown(done))
    check = psp.run(ledger, "check")
    lines = [line for line in check.stdout.splitlines() if not any(name in line for name in left)]
    score.expect(not check.stderr and (lines == ([] if expected is not r.before else r.told_before)),
                 f"psp check is silent, but for what was left behind before it was decided | {what}", harness.shown(check))
    return left


def killed(score, psp, scratch, long):
    trials = []
    for r in renumberings(psp, scratch, long):
        calls, decided = calls_of(score, psp, scratch, r)
        trials += [(r, c, calls.index(c) > decided, NEXT[i % len(NEXT)]) for i, c in enumerate(chosen(calls, long))]

    def one(trial):
        r, call, is_decided, words = trial
        ledger, what = harness.scratch_copy(r.template, scratch), f"{r.name}, killed before {call.name} {call.number}"
        done = psp.inject(ledger, f"{call.name}:signal=KILL:when={call.number}", *r.words)
        score.expect(done.returncode != 0, f"psp was killed | {what}", harness.shown(done))
        now, journal = harness.cases(ledger), (ledger / JOURNAL).exists()
        score.expect(now in (r.before, r.half, r.after) if is_decided else now == r.before and not journal,
                     f"there is one file, and nothing has happened before it was decided | {what}", f"{call.line}\n{list(now)}")
        left = look(score, psp, ledger, r, r.after if is_decided else r.before, what, words, journal)
        score.expect(not is_decided or not left, f"nothing is left behind | {what}", left)
        if r.after == harness.cases(ledger) or r.was == r.old:
            again = psp.run(ledger, *(r.words if not is_decided else ("renumber", r.new, r.new[:5] + "0077")))
            score.expect(again.returncode == 0, f"the next renumbering works | {what}", harness.shown(again))
            goes_on_with(score, psp, ledger, what)

    harness.in_parallel(one, trials)
    print(f"killed at {len(trials)} calls")


def goes_on_with(score, psp, ledger, what):
    case = pathlib.Path(next(iter(harness.cases(ledger)))).stem
    after = psp.run(ledger, "remark", case, "--text", "the next one")
    score.expect(after.returncode == 0, f"the next write works | {what}", harness.shown(after))


def failing(score, psp, scratch, long):
    trials = []
    for r in renumberings(psp, scratch, long):
        calls, _ = calls_of(score, psp, scratch, r)
        trials += [(r, c, code, NEXT[i % len(NEXT)]) for i, c in enumerate(chosen(calls, long)) if "pipe:" not in c.line
                   for code in (ERRORS if long else ["EIO"])]

    def one(trial):
        r, call, code, words = trial
        ledger, what = harness.scratch_copy(r.template, scratch), f"{r.name}, {call.name} {call.number} gives {code}"
        done = psp.inject(ledger, f"{call.name}:error={code}:when={call.number}", *r.words)
        now, detail = harness.cases(ledger), f"{call.line}\n{harness.shown(done)}"
        if done.returncode == 0:
            score.expect(now == r.after, f"exit 0 means renumbered | {what}", detail)
            expected = r.after
        elif RECORDED in done.stderr or "saved" in done.stderr or now == r.after:
            score.expect(done.returncode in (3, 4) and (RECORDED in done.stderr or now == r.after), f"what is begun is told as recorded | {what}", detail)
            expected = r.after
        else:
            score.expect(now == r.before and not harness.temporaries(ledger) and not (ledger / JOURNAL).exists(),
                         f"an error means unchanged | {what}", f"{detail}\n{list(now)} {harness.temporaries(ledger)}")
            score.expect(os.strerror(getattr(errno, code)) in done.stderr, f"the message gives the reason | {what}", detail)
            expected = r.before
        if call.name == "fsync" and ".tmp>" not in call.line:
            score.expect("saved" in done.stderr or RECORDED in done.stderr or now == r.before, f"not known durable is told | {what}", detail)
        look(score, psp, ledger, r, expected, what, words)

    harness.in_parallel(one, trials)
    print(f"{len(trials)} errors injected")


def half_done(psp, r, scratch):
    """Ledgers in which psp was killed before it moved the file, before it replaced the text, and before the end."""
    _, calls = psp.trace(harness.scratch_copy(r.template, scratch), *r.words)
    moved = next((c for c in calls if "RENAME_NOREPLACE" in c.line and f'"{r.old}.toml"' in c.line))
    exchanged = next((c for c in calls if "RENAME_EXCHANGE" in c.line), None)
    removed = next((c for c in calls if c.name == "unlinkat" and '"unfinished.toml"' in c.line), None)
    for call in (moved, exchanged, removed):
        if not call:
            continue
        ledger = harness.scratch_copy(r.template, scratch)
        psp.inject(ledger, f"{call.name}:signal=KILL:when={call.number}", *r.words)
        yield call, ledger


def disturbed_again(score, psp, scratch, long):
    """The command that finishes is killed, or fails, as well: at every call."""
    trials = []
    for r in renumberings(psp, scratch, long):
        for before, half in half_done(psp, r, scratch):
            if not score.expect((half / JOURNAL).exists(), f"a renumbering that was stopped is written down | {r.name}", before.line):
                continue
            _, calls = psp.trace(harness.scratch_copy(half, scratch), "list")
            for call in chosen([c for c in calls if c.name in CALLS and not re.search(r'["<]/(sys|proc)/', c.line)], long):
                for how in ["signal=KILL"] + [f"error={code}" for code in (ERRORS if long else ["EROFS"])]:
                    trials.append((r, half, call, how, before))

    def one(trial):
        r, half, call, how, before = trial
        ledger = harness.scratch_copy(half, scratch)
        what = f"{r.name} killed before {before.name} {before.number}, then psp list, {call.name} {call.number}: {how}"
        done = psp.inject(ledger, f"{call.name}:{how}:when={call.number}", "list")
        if done.returncode == 0:
            score.expect(harness.cases(ledger) == r.after and r.new in done.stdout, f"exit 0 means finished and answered | {what}",
                         f"{call.line}\n{harness.shown(done)}")
        score.expect(harness.cases(ledger) in (r.before, r.half, r.after), f"there is one file | {what}", list(harness.cases(ledger)))
        look(score, psp, ledger, r, r.after, what)

    harness.in_parallel(one, trials)
    print(f"the finishing disturbed {len(trials)} times")


def spawn(psp, ledger, *words, before=()):
    return harness.subprocess.Popen([*before, psp.path, *words], cwd=ledger, env=psp.environment(), stdin=harness.subprocess.DEVNULL,
                                    stdout=harness.subprocess.PIPE, stderr=harness.subprocess.PIPE, text=True)


def until(what, seconds=20):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.001)


def an_editor(score, psp, scratch):
    """It saves before the file is moved, before its text is replaced, and under the old name when that has moved."""
    r = renumberings(psp, scratch, False)[0]
    old, new = r.path(r.old), r.path(r.new)

    def renumber(number):
        """One that is held up for half a second before its number-th rename: into the journal, of the file, of its text."""
        ledger = harness.scratch_copy(r.template, scratch)
        return ledger, spawn(psp, ledger, *r.words, before=("strace", "-o", "/dev/null", "-e", f"inject=renameat2:delay_enter=500000:when={number}"))

    def by_rename(file, text):
        (file.parent / "editor~").write_bytes(text)
        (file.parent / "editor~").rename(file)

    def in_place(file, text):
        file.write_bytes(text)

    note = b"# of the editor\n"
    for save in (by_rename, in_place):
        for number, where, ready in ((1, old, lambda l: harness.temporaries(l / ".psp")), (2, old, lambda l: (l / JOURNAL).exists()),
                                     (3, new, lambda l: (l / new).exists())):
            ledger, process = renumber(number)
            until(lambda: ready(ledger))
            time.sleep(0.1)
            save(ledger / where, (ledger / where).read_bytes() + note)
            out, err = process.communicate(timeout=harness.TIMEOUT)
            what, found = f"{save.__name__} before rename {number}", harness.cases(ledger)
            score.expect(process.returncode == 0 and found == {new: r.after[new] + note} and not harness.temporaries(ledger)
                         and not (ledger / JOURNAL).exists(), f"an editor's save is kept | {what}", f"{out}{err}{list(found)}")

    # Under the old name: there are two files, of which a person keeps one.
    for number in (3, 4):
        for kept, other in ((old, new), (new, old)):
            ledger, process = renumber(number) if number == 3 else (harness.scratch_copy(r.template, scratch), None)
            if number == 3:
                until(lambda: (ledger / new).exists())
                time.sleep(0.1)
            else:  # the last check is over, and psp is killed before the end
                _, calls = psp.trace(harness.scratch_copy(r.template, scratch), *r.words)
                call = next((c for c in calls if c.name == "unlinkat" and '"unfinished.toml"' in c.line), calls[-1])
                psp.inject(ledger, f"{call.name}:signal=KILL:when={call.number}", *r.words)
            by_rename(ledger / old, r.before[old] + note)
            if process:
                out, err = process.communicate(timeout=harness.TIMEOUT)
                score.expect(process.returncode == 3 and RECORDED in err and "holds the same case as" in err,
                             "a save under the old name: it is told", f"exit {process.returncode}: {out}{err}")
            check = psp.run(ledger, "check")
            score.expect(check.returncode == 1 and f"{old}:1:1: error: holds the same case as {new}" in check.stdout and
                         (ledger / old).read_bytes() == r.before[old] + note, f"a save under the old name: psp check tells it | {number}",
                         harness.shown(check))
            refused = psp.run(ledger, "renumber", "2026-0009", "2026-0010")
            score.expect(refused.returncode == 3 and set(harness.cases(ledger)) == {old, new}, "until then nothing is renumbered", harness.shown(refused))
            (ledger / other).unlink()
            look(score, psp, ledger, r, {new: r.after[new] + (note if kept == old else b"")}, f"a save under the old name, {kept} kept",
                 told=True)


def changed_meanwhile(score, psp, scratch):
    """psp was killed before it moved the file; then somebody makes a file of the new number, or takes the case away."""
    r = renumberings(psp, scratch, False)[0]
    old, new = r.path(r.old), r.path(r.new)
    halves = list(half_done(psp, r, scratch))
    for _, half in halves:
        ledger = harness.scratch_copy(half, scratch)
        for path in (old, new):
            (ledger / path).unlink(missing_ok=True)
        check = psp.run(ledger, "check")
        score.expect(check.returncode == 1 and f"{old}:1:1: error: is gone, and so is {new}" in check.stdout and (ledger / JOURNAL).exists(),
                     "a case that is gone: it is told", harness.shown(check))
        (ledger / old).write_bytes(r.before[old])
        look(score, psp, ledger, r, r.after, "a case that is back", told=True)
    other = harness.scratch_copy(r.template, scratch)
    psp.must(other, "open", "-q", "--service", "first-aid", "--client", "K-0200", env={"PSP_NOW": harness.LATER})
    text = (other / "cases/2026/2026-0002.toml").read_bytes().replace(b'case = "2026-0002"', b'case = "2026-0009"')
    ledger = harness.scratch_copy(halves[0][1], scratch)
    (ledger / new).write_bytes(text)
    done = psp.run(ledger, "list")
    score.expect(done.returncode == 0 and "is given up" in done.stderr and r.told() not in done.stderr and
                 harness.cases(ledger) == {old: r.before[old], new: text} and not (ledger / JOURNAL).exists(),
                 "the number is another case's by now", harness.shown(done))
    again = psp.run(ledger, "check")
    score.expect(again.returncode == 0 and not again.stderr, "and it is told once", harness.shown(again))


def readers(score, psp, scratch, long):
    """Renumberings there and back, each slowed down at its renames, some killed, while others read: each case is seen
    once, or its file is told as one that is gone."""
    ledger = harness.scratch_copy(renumberings(psp, scratch, False)[0].template, scratch)
    psp.must(ledger, "open", "-q", "--service", "first-aid", "--client", "K-0200", env={"PSP_NOW": harness.LATER})
    ending, seen, gone, wrong = threading.Event(), [0], [0], []

    def read(words):
        while not ending.is_set():
            done = psp.run(ledger, *words)
            seen[0] += 1
            if "is gone since psp began to read" in done.stdout + done.stderr and done.returncode:
                gone[0] += 1
            elif done.returncode or words[0] == "list" and len(re.findall("K-0117|K-0200", done.stdout)) != 2:
                wrong.append(harness.shown(done))

    threads = [threading.Thread(target=read, args=(words,)) for words in (("list",), ("check",), ("list", "--format", "json"))]
    for thread in threads:
        thread.start()
    now, killed_times = "2026-0001", 0
    for i in range(120 if long else 20):
        to = f"2026-{(i % 7) + 10:04}"
        process = spawn(psp, ledger, "renumber", now, to, before=("strace", "-o", "/dev/null", "-e", "inject=renameat2:delay_enter=5000:delay_exit=5000"))
        if i % 3 == 2:
            until((ledger / JOURNAL).exists, 5)
            time.sleep(0.004 * (i % 5))
            for child in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
                killed_times += 1
        process.communicate(timeout=harness.TIMEOUT)
        psp.run(ledger, "status")
        found = [pathlib.Path(p).stem for p in harness.cases(ledger) if not p.endswith("2026-0002.toml")]
        score.expect(len(found) == 1, "there is one file", found)
        now = found[0]
    ending.set()
    for thread in threads:
        thread.join()
    score.expect(not wrong and seen[0] > 20, "who reads sees each case once", f"{len(wrong)} of {seen[0]} times; " + "\n".join(wrong[:3]))
    score.expect(gone[0] * 4 < seen[0], "a case is seldom gone", f"{gone[0]} of {seen[0]}")
    print(f"read {seen[0]} times while {killed_times} renumberings were killed; {gone[0]} times a case was told as gone")


def run(score, psp, scratch, long):
    parts = (lambda *a: killed(*a, long), lambda *a: failing(*a, long), lambda *a: disturbed_again(*a, long), an_editor,
             changed_meanwhile, lambda *a: readers(*a, long))
    for at, part in enumerate(parts):
        place = scratch / str(at)
        place.mkdir()
        part(score, psp, place)


if __name__ == "__main__":
    harness.start(run, __doc__)
