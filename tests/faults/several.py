#!/usr/bin/env python3
"""A write to several cases lands in all of them or in none: `several.py PSP [--long]`.

`psp handover`, and `psp undo` of one, are killed and made to fail at a system call in turn: --long at each, the short
form at those that change something and at some that only look. What they add is written down in .psp/unfinished.toml
first; from the rename that puts it there on the next psp command finishes the rest, before it none of it is there. "The
next command" is one that reads or one that writes, in turn. It may be killed or fail as well: then it is the one after
that.

An editor that saves one of the files in between keeps what it saved. A file that it leaves broken waits: the others
are finished, every command says what is to be mended, and when it is, the record comes. Who reads while another writes
sees all of it or nothing.
"""
import errno
import json
import os
import pathlib
import re
import resource
import signal
import threading
import time

import harness
from edit import chosen
from harness import LATER
from kill import FILE_CALLS, goes_on

JOURNAL = ".psp/unfinished.toml"
CASES = [f"cases/2026/2026-000{n}.toml" for n in (1, 2, 3, 4)]  # the last is not handed over
COMMANDS = {"handover": ("handover", "ana", "janis"), "undo": ("undo",)}
NEXT = [("status",), ("show", "1"), ("remark", "4", "--text", "another case"), ("list",), ("log",), ("check",), ("show", "3")]
AFTER = {"PSP_NOW": "2026-11-23T10:30:00+01:00"}
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"]


def office(psp, at, cases=4):
    """A ledger: all cases but the last are ana's; one file has a comment at its end, one ends its lines with CRLF."""
    psp.must(at.parent, "init", str(at))
    toml = at / "psp.toml"
    toml.write_text(toml.read_text() + "\n[workers.ana]\n\n[workers.janis]\n\n[workers.ben]\n")
    for n in range(1, cases + 1):
        psp.must(at, "open", "-q", "--service", "first-aid", "--client", f"K-{n}", "--worker", "ana" if n < cases else "ben")
    if cases == 4:
        (at / CASES[1]).write_bytes((at / CASES[1]).read_bytes() + b"# at the end\n")
        (at / CASES[2]).write_bytes((at / CASES[2]).read_bytes().replace(b"\n", b"\r\n"))


def templates(psp, scratch):
    """{command: (ledger in which it is run, its files afterwards)}"""
    found = {}
    start, handed = scratch / "start", scratch / "handed"
    office(psp, start)
    harness.shutil.copytree(start, handed)
    psp.must(handed, *COMMANDS["handover"], env={"PSP_NOW": "2026-11-23T09:30:00+01:00"})
    for name, template in (("handover", start), ("undo", handed)):
        ledger = harness.scratch_copy(template, scratch)
        psp.must(ledger, *COMMANDS[name], env={"PSP_NOW": LATER})
        found[name] = template, harness.cases(ledger)
    return found


def rest(ledger):
    """What is neither a case nor psp's own nor left behind by a crash."""
    return {k: v for k, v in harness.snapshot(ledger).items()
            if not k.startswith((".psp", "cases/")) and not k.endswith(".tmp")}


def handed_over(found):
    """The files of the cases that are handed over; the fourth is only written to by what comes next."""
    return {k: v for k, v in found.items() if k != CASES[3]}


def decides(call):
    return call.name.startswith("rename") and "unfinished.toml" in call.line


def look(score, psp, ledger, expected, what, words=("status",)):
    """The next command: afterwards the cases are as expected, nothing is half-done, and nothing else has changed."""
    before = rest(ledger)
    done = psp.run(ledger, *words, env=AFTER)
    ok = done.returncode == 0 and handed_over(harness.cases(ledger)) == handed_over(expected)
    score.expect(ok, f"after the next command it is all or nothing | {what}, then {words[0]}",
                 f"{harness.shown(done)}\n{ {k: v[-200:] for k, v in harness.cases(ledger).items()} }")
    score.expect(not (ledger / JOURNAL).exists() and rest(ledger) == before, f"nothing is half-done any more | {what}")


def killed(score, psp, scratch, long):
    trials = []
    for name, (template, new) in templates(psp, scratch).items():
        ledger = harness.scratch_copy(template, scratch)
        done, calls = psp.trace(ledger, *COMMANDS[name], env={"PSP_NOW": LATER})
        score.expect(done.returncode == 0 and harness.cases(ledger) == new and not harness.temporaries(ledger)
                     and not (ledger / JOURNAL).exists(), f"{name} works undisturbed", harness.shown(done))
        places = [i for i, c in enumerate(calls) if "RENAME_EXCHANGE" in c.line]
        decided = next((i for i, c in enumerate(calls) if decides(c)), places[0])
        in_order(score, calls, places, decided, name)
        picked = chosen(calls, long)
        for i, call in enumerate(calls):
            if call in picked and call.name in FILE_CALLS | {"fsync", "faccessat", "faccessat2", "flock"}:
                trials.append((name, template, new, call, i > decided, NEXT[i % len(NEXT)]))

    def one(trial):
        name, template, new, call, is_decided, words = trial
        ledger, old = harness.scratch_copy(template, scratch), harness.cases(template)
        what = f"{name}, killed before {call.name} {call.number}"
        done = psp.inject(ledger, f"{call.name}:signal=KILL:when={call.number}", *COMMANDS[name], env={"PSP_NOW": LATER})
        if not score.expect(done.returncode != 0, f"psp was killed | {what}", harness.shown(done)):
            return
        if not is_decided:
            score.expect(harness.cases(ledger) == old and not (ledger / JOURNAL).exists(),
                         f"nothing has happened before it was decided | {what}", call.line)
        look(score, psp, ledger, new if is_decided else old, what, words)
        goes_on(score, psp, ledger, what)

    harness.in_parallel(one, trials)
    print(f"killed at {len(trials)} calls of {len(COMMANDS)} commands")


def in_order(score, calls, places, decided, name):
    """What a power cut can take: the order in which the disk is told to keep things."""
    syncs = [(i, c.line) for i, c in enumerate(calls) if c.name == "fsync"]
    removed = next((i for i, c in enumerate(calls) if c.name == "unlinkat" and re.search(r'"unfinished\.toml"', c.line)), 0)
    drafts = [i for i, line in syncs if "cases/" in line and ".tmp>" in line]
    score.expect(len(places) == 3 and len(drafts) == 3 and max(drafts) < decided,
                 f"all files are on the disk beside theirs before it is decided | {name}", syncs)
    score.expect(any(i < decided for i, line in syncs if ".unfinished.toml" in line) and
                 any(decided < i < places[0] for i, line in syncs if "/.psp>" in line),
                 f"what is decided is on the disk before the first file is replaced | {name}", syncs)
    score.expect(all(any(p < i < removed for i, line in syncs if "cases/2026>" in line) for p in places) and
                 sum(places[0] < i < removed for i, line in syncs if "cases/2026>" in line) == 3,
                 f"all files are on the disk before what is decided is taken away | {name}", syncs)


def half_done(psp, template, scratch, name, exchange=2):
    """A ledger in which psp was killed before it put the second file in its place."""
    ledger = harness.scratch_copy(template, scratch)
    _, calls = psp.trace(harness.scratch_copy(template, scratch), *COMMANDS[name], env={"PSP_NOW": LATER})
    call = [c for c in calls if "RENAME_EXCHANGE" in c.line][exchange - 1]
    psp.inject(ledger, f"{call.name}:signal=KILL:when={call.number}", *COMMANDS[name], env={"PSP_NOW": LATER})
    return ledger


def kept_before_the_end(score, calls, name):
    """The file that the killed psp had replaced may not be on the disk yet: it is told to keep it as well."""
    removed = next(i for i, c in enumerate(calls) if c.name == "unlinkat" and '"unfinished.toml"' in c.line)
    lines = [c.line for c in calls[:removed] if c.name == "fsync"]
    score.expect(any(f"{CASES[0]}>" in line for line in lines) and sum("cases/2026>" in line for line in lines) == 3,
                 f"what was replaced before is on the disk before the end | {name}", "\n".join(lines))


def disturbed_again(score, psp, scratch, long):
    """The command that finishes is killed, or fails, as well: at every call."""
    trials = []
    for name, (template, new) in templates(psp, scratch).items():
        if name != "handover" and not long:
            continue
        half = half_done(psp, template, scratch, name)
        old = harness.cases(template)
        now = harness.cases(half)
        score.expect((half / JOURNAL).exists() and sum(now[c] == new[c] != old[c] for c in CASES) == 1,
                     f"one of three files is replaced | {name}")
        _, calls = psp.trace(harness.scratch_copy(half, scratch), "list", "--format", "json", env=AFTER)
        kept_before_the_end(score, calls, name)
        for call in chosen(calls, long):
            if call.name in FILE_CALLS | {"fsync", "faccessat", "faccessat2", "flock"} and not re.search(r'["<]/(sys|proc)/', call.line):
                trials.append((name, half, new, call, "signal=KILL"))
                for code in ERRORS if long else ["EROFS"]:
                    trials.append((name, half, new, call, f"error={code}"))

    def one(trial):
        name, half, new, call, how = trial
        ledger = harness.scratch_copy(half, scratch)
        what = f"half-done {name}, psp list, {call.name} {call.number}: {how}"
        done = psp.inject(ledger, f"{call.name}:{how}:when={call.number}", "list", "--format", "json", env=AFTER)
        told = workers(done.stdout)
        # A file that could not be read is told as an error of that file; the others are answered.
        score.expect(len(set(told)) <= 1, f"no half is shown | {what}",
                     f"{call.line}\n{harness.shown(done)}")
        if "KILL" not in how and done.returncode == 0:
            score.expect(len(told) == 3 or call.line.split("(")[0] == "write", f"exit 0 means answered | {what}", harness.shown(done))
        look(score, psp, ledger, new, what)

    harness.in_parallel(one, trials)
    print(f"the finishing disturbed {len(trials)} times")


def workers(stdout):
    """Who has the cases that are handed over, by psp list --format json."""
    try:
        return [c["worker"] for c in json.loads(stdout)["cases"] if c["worker"] != "ben"]
    except ValueError:
        return []


def failing(score, psp, scratch, long):
    """Every call fails once. Where psp does not say that it is saved, nothing has changed, at once; else all of it is
    there after the next command."""
    trials = []
    for name, (template, new) in templates(psp, scratch).items():
        _, calls = psp.trace(harness.scratch_copy(template, scratch), *COMMANDS[name], env={"PSP_NOW": LATER})
        picked = chosen(calls, long)
        for i, call in enumerate(calls):
            pipe = "pipe:" in call.line.split("=")[0].replace("write(1<pipe:", "")
            if call in picked and call.name in FILE_CALLS | {"faccessat", "faccessat2", "flock"} and not pipe and not re.search(r'["<]/(sys|proc)/', call.line):
                for code in ERRORS if long else ["EIO" if i % 2 else "ENOSPC"]:
                    trials.append((name, template, new, call, code, NEXT[i % len(NEXT)]))

    def one(trial):
        name, template, new, call, code, words = trial
        ledger, old = harness.scratch_copy(template, scratch), harness.cases(template)
        before = rest(ledger)
        what = f"{name}, {call.name} {call.number} gives {code}"
        done = psp.inject(ledger, f"{call.name}:error={code}:when={call.number}", *COMMANDS[name], env={"PSP_NOW": LATER})
        detail = f"{call.line}\n{harness.shown(done)}"
        now = harness.cases(ledger)
        if done.returncode == 0:
            score.expect(now == new, f"exit 0 means recorded | {what}", detail)
        elif "saved" in done.stderr:
            score.expect(done.returncode == 4, f"the exit code of a failing system is 4 | {what}", detail)
        else:
            score.expect(done.returncode in (3, 4) and now == old and rest(ledger) == before and not (ledger / JOURNAL).exists()
                         and not harness.temporaries(ledger), f"an error means unchanged | {what}", detail)
            score.expect(os.strerror(getattr(errno, code)) in done.stderr, f"the message gives the reason | {what}", detail)
        if call.name == "fsync" and ".tmp>" not in call.line:
            score.expect("saved" in done.stderr or now == old, f"not known durable is told | {what}", detail)
        expected = new if done.returncode == 0 or "saved" in done.stderr else old
        look(score, psp, ledger, expected, what, words)

    harness.in_parallel(one, trials)
    print(f"{len(trials)} errors injected")


def results_nowhere(score, psp, scratch):
    """The sheet is printed when the write has landed; where it cannot be, the exit code says so."""
    template, new = templates(psp, scratch)["handover"]
    ledger = harness.scratch_copy(template, scratch)
    with open("/dev/full", "w") as full:
        done = psp.run(ledger, *COMMANDS["handover"], stdout=full, env={"PSP_NOW": LATER})
    score.expect(done.returncode == 4 and harness.cases(ledger) == new and "saved" in done.stderr,
                 "the sheet cannot be printed: the records are there, and the message says so", harness.shown(done))


def few_descriptors(score, psp, scratch):
    """Sixty cases with room for twenty open files."""
    ledger = scratch / "sixty"
    office(psp, ledger, 61)
    done = psp.run(ledger, *COMMANDS["handover"],
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20)))
    score.expect(done.returncode == 0 and done.stdout.startswith("60 cases from ana to janis"),
                 "many cases need not many open files", harness.shown(done))


def spawn(psp, ledger, *words, before=(), env=None):
    return harness.subprocess.Popen([*before, psp.path, *words], cwd=ledger, env=psp.environment(**(env or {"PSP_NOW": LATER})),
                                    stdin=harness.subprocess.DEVNULL, stdout=harness.subprocess.PIPE,
                                    stderr=harness.subprocess.PIPE, text=True)


def until(what, seconds=20):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.001)


def held_up(psp, ledger, point="enter"):
    """A handover that waits for a second at the first exchange: it is decided, no file is replaced yet."""
    process = spawn(psp, ledger, *COMMANDS["handover"], before=(
        "strace", "-f", "-o", "/dev/null", "-e", f"inject=renameat2:delay_{point}=1000000:when=2"))
    until((ledger / JOURNAL).exists)
    time.sleep(0.05)
    return process


def an_editor(score, psp, scratch):
    template, new = templates(psp, scratch)["handover"]
    record = {c: new[c][len(harness.cases(template)[c]):] for c in CASES}

    for case in CASES[:3]:
        what = f"an editor saved {case} in between"
        ledger = harness.scratch_copy(template, scratch)
        process = held_up(psp, ledger)
        saved = b"# saved by the editor\n" + (ledger / case).read_bytes()
        (ledger / case).write_bytes(saved)
        out, err = process.communicate(timeout=harness.TIMEOUT)
        now = harness.cases(ledger)
        score.expect(process.returncode == 0 and now[case].startswith(saved) and now[case].count(b"[[transfer]]") == 1
                     and all(now[c] == new[c] for c in CASES if c != case), what, f"{process.returncode}: {out}{err}")
        score.expect(not (ledger / JOURNAL).exists() and not harness.temporaries(ledger), f"nothing is left | {what}")

    for broken, what in ((b"[[", "broken"), (None, "gone")):
        what = f"an editor left a file {what} in between"
        ledger = harness.scratch_copy(template, scratch)
        case = ledger / CASES[1]
        old = case.read_bytes()
        process = held_up(psp, ledger)
        case.unlink()
        if broken:
            case.write_bytes(old + broken)
        out, err = process.communicate(timeout=harness.TIMEOUT)
        if broken:
            score.expect(process.returncode == 3 and "3 cases from ana to janis" in out and f"{CASES[1]}:" in err and "mended" in err,
                         f"it is told what must be mended | {what}", f"{process.returncode}: {out}{err}")
        else:  # the exchange finds no file: that is an error of the system
            score.expect(process.returncode == 4 and "saved" in err, f"it is told | {what}", f"{process.returncode}: {out}{err}")
        status = psp.run(ledger, "list", "--format", "json")
        now = harness.cases(ledger)
        score.expect(workers(status.stdout) == ["janis", "janis"] and CASES[1] in status.stderr
                     and all(now[c] == new[c] for c in CASES if c != CASES[1]), f"the others are finished | {what}", harness.shown(status))
        score.expect(psp.run(ledger, "check").returncode == 1, f"check has an error | {what}")
        refused = psp.run(ledger, *COMMANDS["handover"])
        score.expect(refused.returncode in (2, 3) and harness.cases(ledger) == now, f"no second one begins | {what}", harness.shown(refused))
        case.write_bytes(old + b"# mended\n")
        look(score, psp, ledger, new | {CASES[1]: old + b"# mended\n" + record[CASES[1]]}, what)


def at_once(score, psp, scratch, long):
    """Two handovers at once: the one after the other."""
    template, new = templates(psp, scratch)["handover"]
    for i in range(40 if long else 10):
        ledger = harness.scratch_copy(template, scratch)
        both = [spawn(psp, ledger, *COMMANDS["handover"]) for _ in range(2)]
        told = sorted(p.communicate(timeout=harness.TIMEOUT)[0].split("\n")[0] for p in both)
        score.expect(harness.cases(ledger) == new and told == ["3 cases from ana to janis on 2026-11-23",
                     "ana has no open case on 2026-11-23: there is nothing to hand over"], "the same handover twice at once", told)

        ledger = harness.scratch_copy(template, scratch)
        both = [spawn(psp, ledger, "handover", *names) for names in (("ana", "janis"), ("janis", "ana"))]
        told = [p.communicate(timeout=harness.TIMEOUT) for p in both]
        hands = workers(psp.must(ledger, "list", "--format", "json"))
        score.expect(hands in (["ana"] * 3, ["janis"] * 3), "one there and one back at once", f"{hands} {told}")


def readers(score, psp, scratch, long):
    """Handovers there and back, each slowed down at its exchanges, some killed, while others read."""
    ledger = scratch / "readers"
    office(psp, ledger, 13)
    ending, seen, halves = threading.Event(), [0], []

    def read():
        while not ending.is_set():
            done = psp.run(ledger, "list", "--format", "json")
            hands = workers(done.stdout)
            seen[0] += 1
            if done.returncode or len(hands) != 12 or len(set(hands)) != 1:
                halves.append(f"{hands} {done.stderr}")

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    killed_times, hands = 0, ["ana", "janis"]
    for i in range(60 if long else 15):
        process = spawn(psp, ledger, "handover", *hands, env={"PSP_NOW": f"2026-11-23T10:{i:02}:00+01:00"}, before=(
            "strace", "-f", "-o", "/dev/null", "-e", "inject=renameat2:delay_enter=10000"))
        if i % 3 == 2:
            until((ledger / JOURNAL).exists, 5)
            time.sleep(0.03)
            for child in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
                killed_times += 1
        process.communicate(timeout=harness.TIMEOUT)
        if set(workers(psp.run(ledger, "list", "--format", "json").stdout)) == {hands[1]}:
            hands.reverse()
    ending.set()
    for thread in threads:
        thread.join()
    score.expect(not halves and seen[0] > 20, "who reads sees all of it or nothing", f"{seen[0]} times; " + "\n".join(halves[:3]))
    print(f"read {seen[0]} times while {killed_times} of the handovers were killed")


def run(score, psp, scratch, long):
    for at, part in enumerate((lambda *a: killed(*a, long), lambda *a: disturbed_again(*a, long), lambda *a: failing(*a, long), results_nowhere,
                               few_descriptors, an_editor, lambda *a: at_once(*a, long), lambda *a: readers(*a, long))):
        place = scratch / str(at)
        place.mkdir()
        part(score, psp, place)


if __name__ == "__main__":
    harness.start(run, __doc__)
