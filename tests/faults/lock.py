#!/usr/bin/env python3
"""The lock, with processes that hold it, are stopped with it, or died with it: `lock.py PSP [--long]`.

A writer waits, says after a second for whom, and goes on when the lock is free; a reader does not wait. On a file
system without locks a file stands for the lock, and stays when its process is killed. If that process was one of this
machine, the next writer takes the file away and says so; of several who find it, all write, one after the other, and
one says it. What another machine left is waited for. (That a writer gives up after 30 seconds is in errors.py, --long.)
"""
import os
import re
import signal
import subprocess
import time

import harness
from harness import CASE

NO_LOCKS = ("-e", "inject=fcntl:error=ENOLCK:when={}+")
REMARK = ("remark", "1", "--text")


def first_lock(psp, template, scratch):
    """Which of its fcntl calls takes the lock."""
    _, calls = psp.trace(harness.scratch_copy(template, scratch), *REMARK, "x")
    return next(c for c in calls if c.name == "fcntl" and "SETLK" in c.line).number


def spawn(psp, ledger, *words, before=()):
    return subprocess.Popen([*before, psp.path, *words], cwd=ledger, env=psp.environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(what, patience=10):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.01)
    raise SystemExit("what the test waits for does not come")


def holder_in(ledger):
    """The process that a lock file names."""
    found = re.match(r"ana \(process (\d+) on [^\n]*\)\n", (ledger / ".psp/lock").read_text())
    return found and int(found[1])


def stopped_at_rename(psp, ledger, number, *words):
    """(strace, the psp) of a command that is stopped with the lock in its hands, by SIGSTOP."""
    log = ledger.parent / "log"
    strace = spawn(psp, ledger, *words,
                   before=("strace", "-o", log, "-e", "trace=renameat2", "-e", f"inject=renameat2:signal=STOP:when={number}"))
    wait_for(lambda: log.exists() and "--- stopped by SIGSTOP ---" in log.read_text())
    return strace, holder_in(ledger)


def stopped_writer(score, psp, template, scratch):
    ledger = harness.scratch_copy(template, scratch)
    strace, process = stopped_at_rename(psp, ledger, 1, *REMARK, "the stopped one")
    for words in (("show", "1"), ("status",), ("list",), ("log",), ("check",)):
        done = psp.run(ledger, *words)  # one that waits would do so for ever, and say so after a second
        score.expect(done.returncode == 0 and not re.search("waiting|left behind", done.stdout + done.stderr),
                     f"a reader does not wait for a writer, and takes nothing of its for left behind | {words[0]}",
                     harness.shown(done))
    start = time.monotonic()
    waiting = spawn(psp, ledger, *REMARK, "the waiting one")
    word = waiting.stderr.readline()
    took = time.monotonic() - start
    score.expect(word.startswith(f"psp: waiting for ana (process {process} on ") and 0.8 < took < 20,
                 "after a second the waiting one says for whom", f"{took:.1f} s: {word}")
    score.expect(waiting.poll() is None, "and waits on")
    os.kill(process, signal.SIGCONT)
    out, err = waiting.communicate(timeout=20)
    strace.communicate(timeout=20)
    text = (ledger / CASE).read_text()
    score.expect(waiting.returncode == 0 and strace.returncode == 0 and text.count("the stopped one") == 1 and
                 text.count("the waiting one") == 1, "when the stopped one goes on, both are recorded", f"{out}{err}\n{text}")


def killed_writer(score, psp, template, scratch):
    """The kernel's lock is gone with its process: nothing is to be waited for or deleted."""
    ledger = harness.scratch_copy(template, scratch)
    strace, process = stopped_at_rename(psp, ledger, 1, *REMARK, "the killed one")
    os.kill(process, signal.SIGKILL)
    strace.communicate(timeout=20)
    done = psp.run(ledger, "check")
    score.expect(".2026-0001.toml.tmp" in done.stdout and "left behind" in done.stdout,
                 "what a killed writer left behind is told", harness.shown(done))
    done = psp.run(ledger, *REMARK, "the next one")
    score.expect(done.returncode == 0 and "waiting" not in done.stderr,
                 "after a killed writer nobody waits", harness.shown(done))


def leave_lock_behind(psp, ledger, number):
    """A psp of this machine dies with the file in place of the lock."""
    psp.run(ledger, *REMARK, "the dead one", before=(
        "strace", "-o", "/dev/null", *(w.format(number) for w in NO_LOCKS), "-e", "inject=renameat2:signal=KILL:when=1"))
    if not (ledger / ".psp/lock.held").exists():
        raise SystemExit("the killed psp has left no lock behind")


def left_behind(score, psp, template, scratch, rounds):
    number = first_lock(psp, template, scratch)
    strace = ("strace", "-o", "/dev/null", *(w.format(number) for w in NO_LOCKS))
    for people in [1] + rounds * [4]:
        ledger = harness.scratch_copy(template, scratch)
        leave_lock_behind(psp, ledger, number)
        start = time.monotonic()
        running = [spawn(psp, ledger, *REMARK, f"writer {i}.", before=strace) for i in range(people)]
        said = [p.communicate(timeout=40)[1] for p in running]
        text, detail = (ledger / CASE).read_text(), "\n".join(said)
        score.expect(all(p.returncode == 0 for p in running) and all(text.count(f"writer {i}.") == 1 for i in range(people)),
                     "after a dead holder all are recorded", detail)
        score.expect(sum("left its lock behind: it is taken away" in s for s in said) == 1 and "ana (process" in detail,
                     "one says that the lock was left behind", detail)
        score.expect(time.monotonic() - start < 25, "and nobody waits long", time.monotonic() - start)
        score.expect(not [n for n in os.listdir(ledger / ".psp") if n.startswith("lock.")], "no lock is left",
                     os.listdir(ledger / ".psp"))


def lives_elsewhere(score, psp, template, scratch):
    """A file that a living process made, or one of which nothing is known, is not taken away."""
    number = first_lock(psp, template, scratch)
    ledger = harness.scratch_copy(template, scratch)
    leave_lock_behind(psp, ledger, number)
    held = ledger / ".psp/lock.held"
    dead = held.read_text()
    other_host = dead.replace(f" {os.uname().nodename} ", " elsewhere ").replace(f"on {os.uname().nodename}", "on elsewhere")
    for what, text in (("another machine", other_host), ("nobody known", "janis (process 1 on elsewhere)\n"), ("nothing", "")):
        held.write_text(text)
        waiting = spawn(psp, ledger, *REMARK, f"after {what}",
                        before=("strace", "-o", "/dev/null", *(w.format(number) for w in NO_LOCKS)))
        word = waiting.stderr.readline()
        score.expect("waiting for" in word and text.split("\n")[0] in word and held.exists() and held.read_text() == text,
                     f"the lock of {what} is waited for, and named", word)
        held.unlink()
        waiting.communicate(timeout=20)
        score.expect(waiting.returncode == 0, f"and when it is gone, psp goes on | {what}")


def stopped_handover(score, psp, template, scratch):
    """Who reads in the middle of a write to several cases waits for it, and says for whom."""
    ledger = harness.scratch_copy(template, scratch)
    office = ledger / "psp.toml"
    office.write_text(office.read_text() + "\n[workers.ana]\n\n[workers.ben]\n")
    for client in ("K-2", "K-3"):
        psp.must(ledger, "open", "-q", "--service", "first-aid", "--client", client, "--worker", "ana")
    strace, process = stopped_at_rename(psp, ledger, 2, "handover", "ana", "ben")
    reading = spawn(psp, ledger, "status")
    word = reading.stderr.readline()
    score.expect(f"ana (process {process} on " in word, "a reader in the middle of a handover says for whom it waits", word)
    os.kill(process, signal.SIGCONT)
    strace.communicate(timeout=20)
    out, err = reading.communicate(timeout=20)
    score.expect(reading.returncode == 0 and strace.returncode == 0, "and goes on when that does", f"{out}{err}")


def run(score, psp, scratch, long):
    template = scratch / "template"
    harness.ledger_with_case(psp, template)
    stopped_writer(score, psp, template, scratch)
    killed_writer(score, psp, template, scratch)
    left_behind(score, psp, template, scratch, 50 if long else 4)
    lives_elsewhere(score, psp, template, scratch)
    stopped_handover(score, psp, template, scratch)


if __name__ == "__main__":
    harness.start(run, __doc__)
