#!/usr/bin/env python3
"""Bad files among many: `many.py PSP [--long]`.

One that is too large, one that is as large as may be, one that is gone or another one when it is opened, a year that
nobody may look into: each is named, with the right exit code, and all the others are answered. With --long among ten
thousand cases; and a ledger of a million, of which it tells seconds and memory.
"""
import os
import pathlib
import re
import shutil
import subprocess
import time

import harness

WRITTEN = 'by = "ana"\nrecorded = 2026-01-05T09:00:00+01:00\n'
COMMANDS = [("status", "--all"), ("list",), ("due",), ("check",), ("log",), ("report", "last-month")]
LARGEST = 16 << 20


def case_text(number, records=""):
    return (f'format = 1\ncase = "2026-{number:04}"\nservice = "counselling"\nopened = 2026-01-05\nclient = "K-{number}"\n'
            f'worker = "ana"\n{WRITTEN}\n[[session]]\nid = "s00001"\nat = 2026-11-30T10:00:00\n{WRITTEN}{records}')


def remark(number, length):
    return f'\n[[remark]]\nid = "r{number:05}"\ndate = 2026-01-05\ntext = "{"x" * length}"\n{WRITTEN}'


def path_of(ledger, number):
    return ledger / "cases/2026" / f"2026-{number:04}.toml"


def make_ledger(directory, cases):
    (directory / "cases/2026").mkdir(parents=True)
    (directory / "psp.toml").write_text("format = 1\n[workers.ana]\n")
    for number in range(1, cases + 1):
        path_of(directory, number).write_text(case_text(number))
    return directory


def exit_and_told(words, done):
    """What is wrong is what check is asked for; to the others it comes between."""
    return (1, done.stdout) if words[0] == "check" else (3, done.stderr)


def all_but_one(score, psp, ledger, cases, what, wrong, told="", **run):
    """Each command names the file `wrong` and answers the others."""
    for words in COMMANDS:
        prepare = run.get("prepare")
        before = prepare(words) if prepare else ()
        done = psp.run(ledger, *words, before=before)
        if prepare:
            run["restore"]()
        name = f"{what} | psp {' '.join(words)}"
        code, text = exit_and_told(words, done)
        score.expect(done.returncode == code, name, harness.shown(done))
        score.expect(wrong in text and told in text, f"{name}: it is named", harness.shown(done))
        if words[0] in ("status", "list"):
            found = len(set(re.findall(r"2026-\d{4,}", done.stdout)))
            score.expect(found == cases - 1, f"{name}: the others are answered", f"{found} of {cases}\n{harness.shown(done)}")


def too_large(score, psp, ledger, cases):
    file = path_of(ledger, 7)
    text = file.read_text()
    with file.open("w") as out:
        out.write(text)
        for n in range(LARGEST // 60000 + 1):
            out.write(remark(n, 60000))
    all_but_one(score, psp, ledger, cases, "a file of more than 16 MiB", "2026-0007.toml", told="larger than 16 MiB")
    file.write_text(text)


def as_large_as_may_be(score, psp, ledger, cases):
    file = path_of(ledger, 7)
    text = file.read_text()
    records = "".join(remark(n, 60000) for n in range(LARGEST // 60200))
    file.write_text(case_text(7, records))
    assert LARGEST * 0.98 < file.stat().st_size <= LARGEST, file.stat().st_size
    for words in COMMANDS:
        start = time.monotonic()
        done = psp.run(ledger, *words, before=("/usr/bin/time", "-f", "%M KiB") if shutil.which("time") else ())
        if psp.long:
            print(f"a file of 16 MiB among {cases}: psp {' '.join(words)}: {time.monotonic() - start:.2f} s, "
                  f"{done.stderr.strip().splitlines()[-1]}")
        score.expect(done.returncode == 0, f"a file of 16 MiB | psp {' '.join(words)}", harness.shown(done))
    file.write_text(text)


def disturbed_when_opened(score, psp, ledger, cases, scratch):
    """strace stops psp for a moment before it opens the file, time enough to take it away."""
    file, aside = path_of(ledger, 7), scratch / "aside"
    helper = scratch / "take-away.sh"

    def before(words):
        # psp opens the files of one directory in the order of their names, and here with one thread.
        log = scratch / "log"
        subprocess.run(["strace", "-f", "-o", log, "-e", "trace=openat", psp.path, *words], cwd=ledger,
                       env=psp.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        opened = [line for line in log.read_text().splitlines() if "openat(" in line]
        number = next(n for n, line in enumerate(opened, 1) if '"2026-0007.toml"' in line)
        helper.write_text(f'strace -f -o /dev/null -e trace=openat -e inject=openat:delay_enter=800000:when={number} "$@" &\n'
                          f'sleep 0.4\nmv "{file}" "{aside}"\nwait $!\n')
        return ("sh", str(helper))

    def restore():
        if aside.exists():
            aside.rename(file)

    all_but_one(score, psp, ledger, cases, "a file that vanishes while others are read", "2026-0007.toml",
                told="is gone since psp began to read", prepare=before, restore=restore)


def shut_year(score, psp, ledger, cases):
    if os.geteuid() == 0:
        runner = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if not shutil.which("setpriv"):
            return score.not_run("a year that nobody may look into", "there is no setpriv")
    else:
        runner = []
    year = ledger / "cases/2025"
    year.mkdir()
    for at in [ledger, *ledger.parents][:3]:
        at.chmod(0o755)
    year.chmod(0)
    for words in COMMANDS:
        done = psp.run(ledger, *words, before=runner)
        name = f"a year that nobody may look into | psp {' '.join(words)}"
        code, text = exit_and_told(words, done)
        score.expect(done.returncode == code and "cases/2025" in text, name, harness.shown(done))
        if words[0] == "list":
            found = len(set(re.findall(r"2026-\d{4,}", done.stdout)))
            score.expect(found == cases, f"{name}: the others are answered", f"{found} of {cases}")
    year.chmod(0o755)
    year.rmdir()


def a_million(score, psp, scratch):
    ledger = make_ledger(scratch / "million", 1_000_000)
    for words in COMMANDS:
        start = time.monotonic()
        done = psp.run(ledger, *words, before=("/usr/bin/time", "-f", "%M KiB"), timeout=900, stdout=subprocess.DEVNULL)
        print(f"a million cases: psp {' '.join(words)}: {time.monotonic() - start:.1f} s, {done.stderr.strip().splitlines()[-1]}")
        score.expect(done.returncode == 0, f"a million cases | psp {' '.join(words)}", done.stderr[-400:])
    shutil.rmtree(ledger)


def run(score, psp, scratch, long):
    psp.long = long
    cases = 10_000 if long else 60
    ledger = make_ledger(scratch / "many", cases)
    too_large(score, psp, ledger, cases)
    as_large_as_may_be(score, psp, ledger, cases)
    shut_year(score, psp, ledger, cases)
    disturbed_when_opened(score, psp, make_ledger(scratch / "few", 60), 60, scratch)
    if long:
        a_million(score, psp, scratch)


if __name__ == "__main__":
    harness.start(run, __doc__)
