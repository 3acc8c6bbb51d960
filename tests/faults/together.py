#!/usr/bin/env python3
"""Several at once: `together.py PSP [--long]`: writers beside each other, some killed, and an editor between them.

Every record that a command said it recorded is in the file exactly once, and the file is valid (P4). What an editor
saved while a command ran is kept (P5): psp exchanges its new file with the one that is there and compares what it
displaced with what it had read; where they differ it puts the displaced one back and begins anew.

What no program can promise, and what is therefore not expected here:
- an editor that read the file before a record was written and saves afterwards overwrites that record (psp edit
  merges; another editor warns at best);
- a save in place, through a descriptor that was opened before the exchange, whose bytes arrive after psp has
  compared: they go into a file that has no name any more.
"""
import os
import random
import re
import signal
import subprocess
import threading
import time

import harness
from harness import CASE

ID = re.compile(r"remark (\w{6})")


def spawn(psp, ledger, *words, before=(), env=None):
    environment = psp.environment(**(env or {}))
    del environment["PSP_NOW"]  # the clock goes, as it does for people
    return subprocess.Popen([*before, psp.path, *words], cwd=ledger, env=environment, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def valid(score, psp, ledger, what):
    check = psp.run(ledger, "check", env={"PSP_NOW": "2036-01-01T00:00:00+00:00"})
    score.expect(check.returncode == 0, f"psp check finds no error | {what}", harness.shown(check))
    left = harness.temporaries(ledger)
    score.expect(all(name in check.stdout for name in left), f"what was left is told | {what}", left)
    return left


def writers(score, psp, scratch, what, appends, cases, kills, people=4):
    """Each writer appends remarks of its own to the cases in turn; what was told is counted in the files."""
    ledger = scratch / what.replace(" ", "-").replace(",", "")
    psp.must(scratch, "init", str(ledger))
    for _ in range(cases):
        psp.must(ledger, "open", "--service", "first-aid", "--client", "K-1")
    told, tried, killed, refused = [], [], [0], []

    def write(person):
        chance = random.Random(person)
        for i in range(appends):
            case, text = 1 + (i + person) % cases, f"writer {person} number {i}."
            process = spawn(psp, ledger, "remark", str(case), "--text", text, env={"PSP_WORKER": f"w{person}"})
            if kills and chance.random() < 0.2:
                time.sleep(chance.uniform(0, 0.03))
                process.send_signal(signal.SIGKILL)
            out, err = process.communicate(timeout=harness.TIMEOUT)
            tried.append((case, text))
            if process.returncode == -signal.SIGKILL:
                killed[0] += 1
            elif process.returncode != 0:
                refused.append(f"{process.returncode}: {err}")
            if out.endswith("\n"):
                told.append((case, text, ID.search(out)[1]))

    start = time.monotonic()
    threads = [threading.Thread(target=write, args=(person,)) for person in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - start
    files = [text.decode() for _, text in sorted(harness.cases(ledger).items())]
    for case, text, record in told:
        block = f'id = "{record}"\n'
        score.expect(sum(f.count(f'"{text}"') for f in files) == 1 and files[case - 1].count(block) == 1 and
                     f'"{text}"' in files[case - 1].split(block)[1].split("[[")[0], f"what was told is there once | {what}", text)
    score.expect(all(files[case - 1].count(f'"{text}"') <= 1 for case, text in tried), f"nothing is there twice | {what}")
    score.expect(not refused, f"nobody was refused | {what}", "\n".join(refused[:3]))
    score.expect(kills or len(told) == people * appends, f"everybody was told | {what}", len(told))
    left = valid(score, psp, ledger, what)
    score.expect(kills or not left, f"nothing temporary is left | {what}", left)
    print(f"{what}: {len(told)} told, {killed[0]} killed, {took:.1f} s")


def openers(score, psp, scratch, people=4, each=10):
    """Cases opened at once: each has a number of its own, and none is missing."""
    ledger = scratch / "openers"
    psp.must(scratch, "init", str(ledger))
    ids = []

    def work(_):
        for _ in range(each):
            out, err = spawn(psp, ledger, "open", "--service", "first-aid", "--client", "K-1", "--opened", "2026-03-02").communicate()
            ids.append(out.split(" ")[0])

    harness.in_parallel(work, range(people))
    expected = [f"2026-{n:04}" for n in range(1, people * each + 1)]
    score.expect(sorted(ids) == expected and sorted(harness.cases(ledger)) == [f"cases/2026/{i}.toml" for i in expected],
                 "every opened case has a number of its own", sorted(ids))


def save_by_rename(case, text):
    swap = case.with_name("editor-swap")
    swap.write_bytes(text)
    os.rename(swap, case)


def save_in_place(case, text):
    with open(case, "r+b") as file:
        file.write(text)
        file.truncate()


def note(number, text):
    return b"# note %d of the editor\n" % number + text


def wait_for(what, seconds=20):
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.001)
    return True


def stopped(psp, ledger, point):
    """Begins `psp remark`, held up for half a second before (enter) or after (exit) it exchanges the two files."""
    return spawn(psp, ledger, "remark", "1", "--text", "the command's", before=(
        "strace", "-f", "-o", "/dev/null", "-e", f"inject=renameat2:delay_{point}=500000:when=1"))


def finish(score, psp, ledger, process, notes, what):
    out, err = process.communicate(timeout=harness.TIMEOUT)
    text = (ledger / CASE).read_text()
    detail = f"exit {process.returncode}: {out}{err}\n{text[:120]}…\n…{text[-200:]}"
    score.expect(process.returncode == 0 and text.count('"the command\'s"') == 1, f"the record is there once | {what}", detail)
    for number in notes:
        score.expect(text.count(f"# note {number} of the editor\n") == 1, f"the editor's save is kept | {what}", detail)
    score.expect(not valid(score, psp, ledger, what), f"nothing temporary is left | {what}")


def scenes(score, psp, scratch, template):
    """The editor's save at an exact moment of a command, once for each way to save."""
    for save in (save_by_rename, save_in_place):
        way = save.__name__.replace("_", " ")

        ledger = harness.scratch_copy(template, scratch)
        case = ledger / CASE
        process = stopped(psp, ledger, "enter")
        wait_for(lambda: harness.temporaries(ledger))
        time.sleep(0.1)
        save(case, note(1, case.read_bytes()))
        finish(score, psp, ledger, process, [1], f"{way} before the exchange")

        # The editor reads after the exchange and before it is compared, so it has the record already.
        ledger = harness.scratch_copy(template, scratch)
        case = ledger / CASE
        process = stopped(psp, ledger, "exit")
        wait_for(lambda: b"the command's" in case.read_bytes())
        save(case, note(1, case.read_bytes()))
        finish(score, psp, ledger, process, [1], f"{way} after the exchange, having read the record")

    # In place through a descriptor that was opened before: the bytes arrive before psp compares.
    ledger = harness.scratch_copy(template, scratch)
    case = ledger / CASE
    old = case.read_bytes()
    with open(case, "r+b", buffering=0) as file:
        process = stopped(psp, ledger, "exit")
        wait_for(lambda: b"the command's" in case.read_bytes())
        file.write(note(1, old))
    finish(score, psp, ledger, process, [1], "save in place into the displaced file")

    # An editor that saves by itself every moment: before the exchange and, from its own buffer, once more after it.
    # psp must not put the first of the two back over the second.
    for second in (save_by_rename, save_in_place):
        ledger = harness.scratch_copy(template, scratch)
        case = ledger / CASE
        process = spawn(psp, ledger, "remark", "1", "--text", "the command's", before=(
            "strace", "-f", "-o", "/dev/null", "-e", "inject=renameat2:delay_enter=500000:delay_exit=500000:when=1"))
        wait_for(lambda: harness.temporaries(ledger))
        time.sleep(0.1)
        buffer = note(1, case.read_bytes())
        save_by_rename(case, buffer)
        wait_for(lambda: b"the command's" in case.read_bytes())
        second(case, note(2, buffer))
        finish(score, psp, ledger, process, [1, 2],
               f"saved before the exchange and again after it, {second.__name__.replace('_', ' ')}")

    # What an editor saved can be displaced and then not be put back: it is kept, and the message says where.
    ledger = harness.scratch_copy(template, scratch)
    case = ledger / CASE
    process = spawn(psp, ledger, "remark", "1", "--text", "the command's", before=(
        "strace", "-f", "-o", "/dev/null", "-e", "inject=fsync:delay_enter=500000:when=1", "-e", "inject=renameat2:error=EIO:when=2"))
    wait_for(lambda: harness.temporaries(ledger))
    time.sleep(0.1)
    save_by_rename(case, note(1, case.read_bytes()))
    out, err = process.communicate(timeout=harness.TIMEOUT)
    left = harness.temporaries(ledger)
    detail = f"exit {process.returncode}: {out}{err}\nleft: {left}"
    score.expect(process.returncode == 4 and len(left) == 1 and b"# note 1 of" in (ledger / left[0]).read_bytes(),
                 "what could not be put back is kept", detail)
    score.expect(bool(left) and os.path.basename(left[0]) in err, "what could not be put back: the message says where it is", detail)
    valid(score, psp, ledger, "what could not be put back")

    # Removed by the editor's hand while psp writes: it is told, and psp does not bring it back.
    ledger = harness.scratch_copy(template, scratch)
    process = stopped(psp, ledger, "enter")
    wait_for(lambda: harness.temporaries(ledger))
    time.sleep(0.1)
    (ledger / CASE).unlink()
    out, err = process.communicate(timeout=harness.TIMEOUT)
    score.expect(process.returncode == 4 and CASE in err and not (ledger / CASE).exists() and not harness.temporaries(ledger),
                 "a file removed meanwhile stays removed, and it is told", f"{process.returncode}: {out}{err}")


def at_random(score, psp, scratch, template, times):
    """An editor that reads and saves once at a random moment of each command.

    strace tells when psp exchanged and compared. The save counts where it was over before the exchange, or where
    the reading began after psp had compared and took the displaced file away; the others are those that cannot be
    promised (see above).
    """
    ledger = harness.scratch_copy(template, scratch)
    case, log = ledger / CASE, scratch / "times"
    span, counted, between = 0.03, 0, 0
    for i in range(times):
        start = time.time()
        process = spawn(psp, ledger, "remark", "1", "--text", f"command {i}.", before=(
            "strace", "-f", "-ttt", "-o", str(log), "-e", "trace=renameat2,openat,unlinkat"))
        time.sleep(random.uniform(0, span))
        save = random.choice((save_by_rename, save_in_place))
        began = time.time()
        seen = case.read_bytes()
        save(case, note(i, seen))
        ended = time.time()
        out, err = process.communicate(timeout=harness.TIMEOUT)
        span = 0.9 * span + 0.1 * (time.time() - start)
        lines = [(float(m[1]), m[2]) for m in re.finditer(r"^\d+ +([\d.]+) (.*)$", log.read_text(), re.M)]
        exchanges = [at for at, line in lines if "RENAME_EXCHANGE" in line]
        compared = [at for at, line in lines if line.startswith("unlinkat(") and ".tmp" in line]
        read_at = [at for at, line in lines if f'"{case.name}"' in line]
        text = case.read_text()
        if not exchanges:  # psp found the file half saved, and wrote nothing
            score.expect(process.returncode != 0 and f'"command {i}."' not in text, "at random: refused, so not written", err)
            score.expect(f"# note {i} of" in text, "at random: the editor's save is kept", err)
            continue
        if not (ended < exchanges[0] or compared and began > compared[-1]):
            continue
        counted += 1
        between += bool(read_at and read_at[0] < ended < exchanges[0])
        score.expect(process.returncode == 0 and text.count(f'"command {i}."') == 1, "at random: what was told is there once",
                     f"{save.__name__} {out}{err}")
        score.expect(text.count(f"# note {i} of") == 1, "at random: the editor's save is kept", f"{save.__name__} {out}{err}")
    print(f"an editor at random: {counted} of {times} saves could be judged, {between} of them between reading and exchange")
    valid(score, psp, ledger, "an editor at random")


def run(score, psp, scratch, long):
    template = scratch / "template"
    harness.ledger_with_case(psp, template)
    writers(score, psp, scratch, "one case", 50, 1, False)
    writers(score, psp, scratch, "several cases, some killed", 500 if long else 50, 4, True)
    if long:
        writers(score, psp, scratch, "several cases", 500, 4, False)
        writers(score, psp, scratch, "one case, some killed", 500, 1, True)
    openers(score, psp, scratch, each=50 if long else 10)
    scenes(score, psp, scratch, template)
    at_random(score, psp, scratch, template, 500 if long else 100)


if __name__ == "__main__":
    harness.start(run, __doc__)
