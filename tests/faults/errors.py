#!/usr/bin/env python3
"""Makes the system fail under psp: `errors.py PSP [--long]`.

An error means unchanged (P3): where psp exits with anything but 0, the files are byte for byte what they were,
nothing temporary is left, and the message names a file and the system's own reason. Two exceptions, both told with
the word "saved": the fsync of the directory fails after the new file is in its place, and standard output cannot
take the result. Where psp exits with 0, the record is there, once, whatever the system answered on the way.

A full disk and one mounted for reading need a mount namespace, another user needs root. A part that cannot run
says so and is not counted as passed.
"""
import errno
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import threading
import time

import harness
from harness import CASE, LATER

ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"]
FILE_CALLS = {"openat", "mkdirat", "mkdir", "read", "write", "pwrite64", "pread64", "fsync", "fdatasync", "renameat2",
              "renameat", "rename", "linkat", "unlinkat", "unlink", "ftruncate", "newfstatat", "getdents64", "chmod",
              "fchmodat"}
COMMANDS = {
    "open": ("open", "--service", "counselling", "--client", "K-0200", "--distress", "a\nlong\ntext"),
    "session": ("session", "1", "--minutes", "30", "--note", "two records in one write"),
    "attendance": ("attendance", "1", "rescheduled", "--moved-to", "2026-11-27 10:00"),
    "amend": ("amend", "1", "last", "--set", "text=amended", "--reason", "a slip"),
    "undo": ("undo",),
}
REMARK = ("remark", "1", "--text", "the disturbed one")


def names_a_file(text, ledger):
    """Or, of a lock that is held, who holds it: there is no file that a person should touch."""
    return any(name in text for name in ("2026-000", "psp.toml", ".psp", "cases", "people", ".gitignore", ".gitattributes", str(ledger),
                                         "the ledger is locked by"))


def unchanged(score, ledger, before, done, what, reason=""):
    """The contract of every exit but 0."""
    now = {k: v for k, v in harness.snapshot(ledger).items() if not k.startswith(".psp") and v != "directory"}
    old = {k: v for k, v in before.items() if not k.startswith(".psp") and v != "directory"}
    temps = harness.temporaries(ledger)
    # undo reads every case; one that cannot be read is told as that file's error, with 3.
    expected = (3, 4) if what.startswith("undo") else (4,)
    score.expect(done.returncode in expected, f"the exit code of a failing system is 4 | {what}", harness.shown(done))
    score.expect(now == old, f"an error means unchanged | {what}", f"{harness.shown(done)}\nchanged: "
                 f"{[k for k in now.keys() | old.keys() if now.get(k) != old.get(k)]}")
    score.expect(not temps, f"nothing temporary is left | {what}", f"{temps}\n{harness.shown(done)}")
    score.expect(names_a_file(done.stderr, ledger), f"the message names a file | {what}", harness.shown(done))
    score.expect(reason in done.stderr, f"the message gives the system's reason | {what}", f"{reason}?\n{harness.shown(done)}")


def one_error(score, psp, template, scratch, name, call, code, old, new):
    ledger = harness.scratch_copy(template, scratch)
    before, what = harness.snapshot(ledger), f"{name}, {call.name} {call.number} gives {code}"
    done = psp.inject(ledger, f"{call.name}:error={code}:when={call.number}", *COMMANDS[name], env={"PSP_NOW": LATER})
    detail = f"{call.line}\n{harness.shown(done)}"
    now = harness.cases(ledger)
    if done.returncode == 0:
        # Told as done: it is done. The first try may have been put back and made again, so ids are those of the plain run.
        score.expect(now == new, f"exit 0 means recorded | {what}", detail)
        if call.name == "fsync" and ".tmp>" not in call.line:  # of the directory, or of one above it that is new
            score.expect("saved" in done.stderr and "power cut" in done.stderr,
                         f"not known durable is told | {what}", detail)
        left = harness.temporaries(ledger)
        if left:
            check = psp.run(ledger, "check")
            score.expect(call.name.startswith("unlink") and all(t in check.stdout for t in left),
                         f"only where it cannot be removed is a temporary file left, and told by check | {what}", detail)
            score.expect("psp check tells where" in done.stderr, f"and told at once | {what}", detail)
    elif now == new and "<" in call.line and re.search(r"write\(1<", call.line):
        score.expect(done.returncode == 4 and "saved" in done.stderr,
                     f"what could not be printed is told as saved | {what}", detail)
    else:
        unchanged(score, ledger, before, done, f"{what} | {call.line}", os.strerror(getattr(errno, code)))


def injected(score, psp, scratch, template, empty, long):
    trials = []
    for name in COMMANDS:
        base = empty if name == "open" else template
        ledger, old = harness.scratch_copy(base, scratch), harness.cases(base)
        done, calls = psp.trace(ledger, *COMMANDS[name], env={"PSP_NOW": LATER})
        new = harness.cases(ledger)
        score.expect(done.returncode == 0 and new != old, f"{name} works undisturbed", harness.shown(done))
        errors = ERRORS if long else ["ENOSPC", "EROFS"] if name == "session" else ["ENOSPC" if name == "open" else "EIO"]
        for call in calls:
            # Pipes from git and to the terminal are no files; a mkdirat that finds its directory there changes nothing.
            if call.name in FILE_CALLS and "pipe:" not in call.line.split("=")[0].replace("write(1<pipe:", ""):
                trials += [(name, base, call, code, old, new) for code in errors]
    harness.in_parallel(lambda t: one_error(score, psp, t[1], scratch, t[0], *t[2:]), trials)
    print(f"{len(trials)} errors injected")


def after_the_write(score, psp, scratch, template):
    """What is on the disk is told as recorded, whatever fails after that: who reads of a failure alone tries again."""
    base = harness.scratch_copy(template, scratch)
    psp.must(base, "open", "--service", "first-aid", "--client", "K-0118")
    psp.must(base, "person", "K-0117", "--name", "Maja Invented")
    kept = lambda ledger: {k: v for k, v in harness.snapshot(ledger).items() if k.startswith(("cases/", "people/")) and k.endswith(".toml")}
    old = kept(base)
    trials = []
    for words in (("open", "--service", "first-aid", "--client", "K-0117"), ("renumber", "1", "2026-0077"),
                  ("renumber", "1", "2026-0077", "--format", "json"), ("person", "K-0117", "--phone", "041234567"), ("person", "K-0300", "--phone", "041"),
                  ("forget", "K-0117", "--yes"), ("edit", "1"), ("handover", "ana", "ben"), ("session", "1", "--minutes", "30")):
        ledger = harness.scratch_copy(base, scratch)
        if words[0] == "handover":
            for path in sorted(ledger.glob("cases/*/*.toml")):
                path.write_text(path.read_text().replace('client = "K', 'worker = "ana"\nclient = "K', 1))
            (ledger / "psp.toml").write_text((ledger / "psp.toml").read_text() + "\n[workers.ana]\n[workers.ben]\n")
        mine = harness.scratch_copy(ledger, scratch)
        env = {"PSP_NOW": LATER, "EDITOR": "echo '# more' >>"}
        done, calls = psp.trace(mine, *words, env=env)
        score.expect(done.returncode == 0 and kept(mine) != kept(ledger), f"{words[0]} works undisturbed", harness.shown(done))
        trials += [(words, ledger, call, code, env) for call in calls if call.name in FILE_CALLS | {"fcntl", "flock", "mmap", "brk", "pipe2"}
                   and "pipe:" not in call.line.split("=")[0] for code in (["EIO"] if call.name != "mmap" else ["ENOMEM"])]

    def one(trial):
        words, begun, call, code, env = trial
        ledger = harness.scratch_copy(begun, scratch)
        before = kept(ledger)
        done = psp.inject(ledger, f"{call.name}:error={code}:when={call.number}", *words, env=env)
        if done.returncode and kept(ledger) != before:
            told = done.returncode == 4 and re.search("recorded|saved", done.stderr) or "is forgotten" in done.stdout
            score.expect(told, f"what landed is told as recorded | psp {' '.join(words)}, "
                         f"{call.name} {call.number} gives {code}", f"{call.line}\n{harness.shown(done)}")
        else:
            score.expect(done.returncode != 0 or kept(ledger) != before, f"exit 0 means recorded | psp {' '.join(words)}", harness.shown(done))

    harness.in_parallel(one, trials)
    print(f"{len(trials)} errors injected, after the write as well")


def init_errors(score, psp, scratch):
    """A ledger is there whole or not at all; init run again says that it is there, or finishes it."""
    whole = scratch / "whole"
    _, calls = psp.trace(scratch, "init", str(whole))
    expected = harness.snapshot(whole)

    def one(call):
        ledger = pathlib.Path(harness.tempfile.mkdtemp(dir=scratch)) / "new"
        done = psp.inject(scratch, f"{call.name}:error=EIO:when={call.number}", "init", str(ledger))
        what, detail = f"init, {call.name} {call.number} gives EIO", f"{call.line}\n{harness.shown(done)}"
        score.expect(done.returncode == 0 or names_a_file(done.stderr, ledger) and os.strerror(errno.EIO) in done.stderr
                     or "write(1<" in call.line, f"init: the message names a file and the reason | {what}", detail)
        if call.name == "fsync" and ".tmp>" not in call.line:
            score.expect(done.returncode == 4 or "saved" in done.stderr, f"init: not known durable is told | {what}", detail)
        again = psp.run(scratch, "init", str(ledger)) if done.returncode else done
        there = harness.snapshot(ledger)
        score.expect(there == expected or call.name == "unlinkat" and expected.items() <= there.items(),
                     f"init: whole, if need be after a second try | {what}",
                     f"{detail}\nagain: {harness.shown(again)}\nmissing: {sorted(expected.keys() - there.keys())}")

    harness.in_parallel(one, [c for c in calls if c.name in FILE_CALLS])


def short_writes(score, psp, scratch, template):
    """A write that says it wrote and did not: the size is looked at before the file takes its place."""
    ledger = harness.scratch_copy(template, scratch)
    _, calls = psp.trace(ledger, *REMARK)
    call = next(c for c in calls if c.name == "write" and ".tmp>" in c.line)
    for claimed in (0, 5):
        ledger = harness.scratch_copy(template, scratch)
        before = harness.snapshot(ledger)
        done = psp.inject(ledger, f"write:retval={claimed}:when={call.number}", *REMARK)
        unchanged(score, ledger, before, done, f"a write that wrote less than it said ({claimed})")
        score.expect(re.search(r"cannot write: \d+ of \d+ bytes", done.stderr), "a short write says how much came to the disk",
                     harness.shown(done))


def fsync_once(score, psp, scratch, template):
    """After an fsync that failed the data may be gone though a second one succeeds: it is not tried again."""
    ledger = harness.scratch_copy(template, scratch)
    done, calls = psp.trace(ledger, *REMARK, options=("-e", "inject=fsync:error=EIO:when=1"))
    score.expect(done.returncode == 4 and sum(c.name == "fsync" for c in calls) == 1, "an fsync is not tried again",
                 harness.shown(done))


def no_exchange(score, psp, scratch, template):
    """A file system that cannot exchange two files: looked at, then renamed."""
    for code in ("EINVAL", "ENOSYS"):
        ledger = harness.scratch_copy(template, scratch)
        done = psp.inject(ledger, f"renameat2:error={code}:when=1", *REMARK)
        score.expect(done.returncode == 0 and (ledger / CASE).read_text().count("the disturbed one") == 1
                     and not harness.temporaries(ledger), f"without exchange: {code}", harness.shown(done))


def lock_call(psp, ledger):
    _, calls = psp.trace(ledger, *REMARK)
    return next(c for c in calls if c.name == "fcntl" and "SETLK" in c.line)


def no_locks(score, psp, scratch, template):
    """A file system without locks: a file that is there while the lock is held takes their place."""
    call = lock_call(psp, harness.scratch_copy(template, scratch))
    for when in (f"{call.number}", f"{call.number}+"):
        ledger = harness.scratch_copy(template, scratch)
        log = scratch / f"enolck{when}"
        done = psp.run(ledger, *REMARK, before=("strace", "-f", "-o", log, "-e", "trace=openat,fcntl,unlinkat", "-e",
                                                f"inject=fcntl:error=ENOLCK:when={when}"))
        score.expect(done.returncode == 0 and (ledger / CASE).read_text().count("the disturbed one") == 1,
                     f"without locks: the write works ({when})", harness.shown(done))
        score.expect(re.search(r'openat\([^\n]*lock\.held[^\n]*O_CREAT\|O_EXCL', log.read_text()), "without locks: O_EXCL")
        score.expect(not (ledger / ".psp/lock.held").exists(), "without locks: the file is gone afterwards")

        # Held by another: psp waits, says for whom after a second, and goes on when it is gone. Where only the first
        # call fails, those that follow are the kernel's own: a write lock asked for on a descriptor that only reads
        # would give EBADF there, as on every file system. Then psp may also get the true lock and need not wait.
        ledger = harness.scratch_copy(template, scratch)
        (ledger / ".psp").mkdir(exist_ok=True)
        held = ledger / ".psp/lock.held"
        held.write_text("janis (process 1 on elsewhere)\n")
        timer = threading.Timer(2, held.unlink)
        began = time.monotonic()
        timer.start()
        done = psp.inject(ledger, f"fcntl:error=ENOLCK:when={when}", *REMARK)
        waited = time.monotonic() - began > 1.5 and "janis" in done.stderr
        score.expect(done.returncode == 0 and (waited or not when.endswith("+")),
                     f"without locks: the second writer waits for the first ({when})", harness.shown(done))
        timer.join()


def lock_held(score, psp, scratch, template, long):
    """The lock is held by a process that lives: nothing is written, the holder is named. It takes 30 seconds."""
    if not long:
        return
    import fcntl
    ledger = harness.scratch_copy(template, scratch)
    (ledger / ".psp").mkdir(exist_ok=True)
    with open(ledger / ".psp/lock", "w") as lock:
        lock.write("janis (process 1 on elsewhere)\n")
        lock.flush()
        before = harness.snapshot(ledger)
        fcntl.lockf(lock, fcntl.LOCK_EX)  # it ends where this process closes the file, as reading it does
        done = psp.run(ledger, *REMARK)
        unchanged(score, ledger, before, done, "the lock is held")
        score.expect("janis" in done.stderr, "who holds the lock is told", harness.shown(done))
        score.expect("lock.held" not in done.stderr, "nothing is to be deleted: this lock goes with its process",
                     harness.shown(done))
    # Without locks, one that was killed leaves its file: it is told what to delete.
    (ledger / ".psp/lock.held").write_text("janis (process 1 on elsewhere)\n")
    done = psp.inject(ledger, "fcntl:error=ENOLCK:when=" + str(lock_call(psp, harness.scratch_copy(template, scratch)).number) + "+",
                      *REMARK)
    unchanged(score, ledger, before, done, "without locks, held by one that was killed")
    score.expect("janis" in done.stderr and "lock.held" in done.stderr, "what to delete is told", harness.shown(done))


def reading(score, psp, scratch, template):
    """What cannot be read is never reported as empty: a list without its cases looks like a ledger in order."""
    for words in (("status",), ("list",), ("check",), ("log",)):
        ledger = harness.scratch_copy(template, scratch)
        _, calls = psp.trace(ledger, *words)
        for call in calls:
            if call.name not in {"openat", "read", "getdents64"} or re.search(r'["<]/(sys|proc)/', call.line):
                continue
            done = psp.inject(ledger, f"{call.name}:error=EIO:when={call.number}", *words)
            score.expect(done.returncode in ((1, 4) if words == ("check",) else (3, 4)),
                         f"what cannot be read is told | psp {words[0]}", f"{call.line}\n{harness.shown(done)}")


def results_nowhere(score, psp, scratch, template):
    ledger = harness.scratch_copy(template, scratch)
    with open("/dev/full", "w") as full:
        done = psp.run(ledger, *REMARK, stdout=full)
    there = (ledger / CASE).read_text().count("the disturbed one")
    score.expect(done.returncode == 4 and there == 1 and "saved" in done.stderr,
                 "standard output is full: the record is there, and the message says it is saved",
                 f"{there} there; {harness.shown(done)}")


def size_limit(score, psp, scratch, template):
    for ignored in (True, False):
        ledger = harness.scratch_copy(template, scratch)
        before = harness.snapshot(ledger)
        size = len(before[CASE]) + 10

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignored else signal.SIG_DFL)
        done = psp.run(ledger, *REMARK, preexec_fn=limit, restore_signals=False)
        unchanged(score, ledger, before, done, f"RLIMIT_FSIZE, SIGXFSZ {'ignored' if ignored else 'as it comes'}",
                  os.strerror(errno.EFBIG))


def other_user(score, psp, scratch, template):
    """Directories that another user may only read. Root may write anywhere: without it, nothing is shown."""
    if os.geteuid() != 0:
        prefix = ()
    elif harness.shutil.which("setpriv"):
        prefix = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    else:
        return score.not_run("read-only directories", "neither an ordinary user nor setpriv")
    # A place that the other user can reach, the program included.
    place = pathlib.Path(harness.tempfile.mkdtemp(prefix="psp-faults-", dir="/tmp"))
    try:
        os.chmod(place, 0o755)
        program = place / "psp"
        harness.shutil.copy(psp.path, program)
        os.chmod(program, 0o755)
        theirs = harness.Psp(program)
        for name, path, mode, words in (
                ("the year is read-only", "cases/2026", 0o500, REMARK),
                ("the year is read-only", "cases/2026", 0o500, COMMANDS["open"]),
                ("cases is read-only", "cases", 0o500, ("open", "--opened", "2025-03-01", *COMMANDS["open"][1:])),
                (".psp is read-only and has no lock", ".psp", 0o500, REMARK),
                ("the ledger is read-only and has no .psp", ".", 0o500, REMARK),
                ("the case cannot be read", CASE, 0o000, REMARK)):
            ledger = place / "ledger"
            harness.shutil.copytree(template, ledger)
            if name.startswith(".psp"):
                (ledger / ".psp/lock").unlink()
            if name.startswith("the ledger"):
                harness.shutil.rmtree(ledger / ".psp")
            if prefix:
                for at in (ledger, *ledger.rglob("*")):
                    os.chown(at, 65534, 65534)
            before = harness.snapshot(ledger)
            os.chmod(ledger / path, mode)
            done = theirs.run(ledger, *words, before=prefix, env={"PSP_NOW": LATER})
            os.chmod(ledger / path, 0o700)
            unchanged(score, ledger, before, done, f"as another user: {name}", os.strerror(errno.EACCES))
            os.chmod(ledger / path, mode)
            status = theirs.run(ledger, "status", before=prefix)
            os.chmod(ledger / path, 0o700)
            score.expect(status.returncode == (3 if path == CASE else 0), f"psp status reads what can be read | {name}",
                         harness.shown(status))
            harness.shutil.rmtree(ledger)
    finally:
        harness.shutil.rmtree(place, ignore_errors=True)


def unreadable_year(score, psp, scratch, template):
    """A year that cannot be read keeps nobody from the others, and is told; what needs all cases is refused."""
    ledger = scratch / "unreadable-year"
    harness.shutil.copytree(template, ledger)
    (ledger / "cases/2025").mkdir(mode=0o700)
    (ledger / "cases/2025/2025-0001.toml").write_bytes((ledger / CASE).read_bytes())
    before = harness.snapshot(ledger)
    reason = f"cases/2025:1:1: error: cannot read the directory: {os.strerror(errno.EACCES)}"
    (ledger / "cases/2025").chmod(0)
    # Root may read anything, unless it gives that up.
    prefix = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    if prefix and not harness.shutil.which("setpriv"):
        return score.not_run("an unreadable year", "no setpriv")
    for words, ends in ((("list",), 3), (("status",), 3), (("report", "2026-11"), 3), (("log",), 3), (("check",), 1)):
        done = psp.run(ledger, *words, before=prefix)
        score.expect(done.returncode == ends and reason in done.stdout + done.stderr,
                     f"an unreadable year is told | {words}", harness.shown(done))
    done = psp.run(ledger, "list", before=prefix)
    score.expect("2026-0001" in done.stdout, "an unreadable year keeps nobody from the others", harness.shown(done))
    for words in (COMMANDS["open"], COMMANDS["undo"], ("status", "2025-0001"), ("renumber", "2026-0001", "2026-0007")):
        done = psp.run(ledger, *words, before=prefix)
        score.expect(done.returncode == 4 and reason in done.stderr, f"what needs all cases is refused | {words}",
                     harness.shown(done))
    done = psp.run(ledger, "show", "2026-0001", before=prefix)
    score.expect(done.returncode == 0, "a case that can be read is shown", harness.shown(done))
    (ledger / "cases/2025").chmod(0o700)
    score.expect({k: v for k, v in harness.snapshot(ledger).items() if not k.startswith(".psp")} ==
                 {k: v for k, v in before.items() if not k.startswith(".psp")},
                 "with an unreadable year, nothing is written")


def mounted(score, psp, scratch, template, long):
    """Run inside a mount namespace of its own: a disk of 64 KiB, until it is full, and one mounted for reading."""
    disk = scratch / "disk"
    ledger = disk / "ledger"
    harness.shutil.copytree(template, ledger)
    told, refused = [], 0
    for i in range(400 if long else 60):
        before = harness.snapshot(ledger)
        done = psp.run(ledger, "remark", "1", "--text", f"number {i}." + " much to say" * (i * 13 % 97))
        if done.returncode == 0:
            told.append(i)
        else:
            refused += 1
            unchanged(score, ledger, before, done, f"the disk is full, remark {i}", os.strerror(errno.ENOSPC))
    text = (ledger / CASE).read_text()
    score.expect(refused > 5, "the disk became full", f"{refused} refused")
    score.expect(all(text.count(f'"number {i}.') == 1 for i in told) and text.count('"number ') == len(told),
                 "every remark that was told is there once")
    score.expect(psp.run(ledger, "check").returncode == 0, "psp check finds no error on the full disk")
    try:
        with open(disk / "filler", "wb", buffering=0) as filler:  # until not one page is left
            while filler.write(b"x" * 512):
                pass
    except OSError:
        pass
    before = harness.snapshot(ledger)
    for words in (REMARK, COMMANDS["open"]):
        unchanged(score, ledger, before, psp.run(ledger, *words), f"the disk is full to the last page: {words[0]}",
                  os.strerror(errno.ENOSPC))
    (disk / "filler").unlink(missing_ok=True)
    harness.shutil.rmtree(ledger)
    harness.shutil.copytree(template, ledger)
    score.expect(psp.run(ledger, *REMARK).returncode == 0, "with room again, it works again")

    remount = subprocess.run(["mount", "-o", "remount,bind,ro", disk], capture_output=True, text=True)
    if remount.returncode:
        return score.not_run("a disk mounted for reading", remount.stderr.strip())
    before = harness.snapshot(ledger)
    for words in (REMARK, COMMANDS["open"]):
        unchanged(score, ledger, before, psp.run(ledger, *words), f"mounted for reading: {words[0]}", os.strerror(errno.EROFS))
    score.expect(psp.run(ledger, "status").returncode == 0, "mounted for reading: psp status works")
    score.expect(psp.run(ledger, "check").returncode == 0, "mounted for reading: psp check works")


def full_disk(score, psp, scratch, template, long):
    disk = scratch / "disk"
    disk.mkdir()
    inside = ["sh", "-c", 'mount -t tmpfs -o size=64k none "$1" || exit 77; shift; exec "$@"', "sh", str(disk),
              sys.executable, __file__, psp.path, "--inside", str(scratch), str(template)] + (["--long"] if long else [])
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    try:
        done = subprocess.run(unshare + inside, capture_output=True, text=True)
    except FileNotFoundError as why:
        return score.not_run("a full disk, a read-only disk", why)
    ended = re.search(r"^(\d+) passed, (\d+) failed$", done.stdout, re.M)
    if not ended:
        if done.returncode == 77 or "unshare" in done.stderr:
            return score.not_run("a full disk, a read-only disk", done.stderr.strip())
        return score.expect(False, "a full disk: the test itself ended early", done.stderr)
    print("".join(line + "\n" for line in done.stdout.splitlines() if line != ended[0]), end="")
    score.missing += [line.removeprefix("NOT RUN ").split(":")[0] for line in done.stdout.splitlines() if line.startswith("NOT RUN ")]
    score.passed += int(ended[1])
    score.failed += int(ended[2])


def run(score, psp, scratch, long):
    template, empty = scratch / "template", scratch / "empty"
    harness.ledger_with_case(psp, template)
    psp.must(scratch, "init", str(empty))
    injected(score, psp, scratch, template, empty, long)
    after_the_write(score, psp, scratch, template)
    init_errors(score, psp, scratch)
    short_writes(score, psp, scratch, template)
    fsync_once(score, psp, scratch, template)
    no_exchange(score, psp, scratch, template)
    no_locks(score, psp, scratch, template)
    lock_held(score, psp, scratch, template, long)
    reading(score, psp, scratch, template)
    results_nowhere(score, psp, scratch, template)
    size_limit(score, psp, scratch, template)
    other_user(score, psp, scratch, template)
    unreadable_year(score, psp, scratch, template)
    full_disk(score, psp, scratch, template, long)


if __name__ == "__main__":
    if "--inside" in sys.argv:  # by full_disk, in the namespace
        inside = harness.Score()
        mounted(inside, harness.Psp(sys.argv[1]), pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4]), "--long" in sys.argv)
        sys.exit(inside.finish())
    harness.start(run, __doc__)
