#!/usr/bin/env python3
"""Types each row of the table of keystrokes in a page, at a terminal: `keystrokes.py PSP PAGE LEDGER`.

A row of PAGE is `| what | what is typed | keys | what psp says |`. What is typed stands in backticks, each followed by
Enter: a command, then the answers to its questions. Each row is run in a copy of LEDGER, with two invented clients in
people/, at a terminal of its own. It holds if it takes just as many keys as the row says, ends well, and says what the
row says; and if the whole of the table's rows stays within what they may take (MOST).
"""
import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

PATIENCE = 60  # seconds
CLIENTS = {"K-0126": "Irena Oblak", "K-0132": "Tone Zajc"}
# More would be a step back.
MOST = {"an appointment": 20, "a no-show, with its two questions": 21, "an excused absence": 24,
        "she came, and everything was covered": 22, "a first talk": 40, "an appointment moved by a week": 20,
        "an appointment cancelled": 22, "a person found, and the case": 11}


def rows(page):
    """[(what, [lines typed], keys, said)]"""
    found = []
    for line in pathlib.Path(page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[2].isdigit():
            found.append((cells[0], re.findall(r"`([^`]*)`", cells[1]), int(cells[2]), cells[3].strip("`")))
    return found


def environment(psp):
    return {"PATH": f"{pathlib.Path(psp).resolve().parent}:/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "dumb",
            "PSP_NOW": "2026-11-23T08:30:00+01:00", "PSP_WORKER": "maja", "PSP_LANG": "en", "LANG": "C.UTF-8",
            "TZ": "UTC", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def prepare(psp, ledger):
    def run(*words):
        subprocess.run([psp, *words], cwd=ledger, env=environment(psp), check=True, stdin=subprocess.DEVNULL,
                       capture_output=True)
    run("open", "--service", "first-aid", "--client", "K-0132", "--route", "self", "--eligibility", "first-contact")
    for reference, name in CLIENTS.items():
        run("person", reference, "--name", name)


def typed(psp, ledger, lines):
    """Runs the first line, and types the others when psp asks. Returns what stands on the terminal, and the status."""
    words = shlex.split(lines[0])
    assert words[0] == "psp", words
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ledger)
        os.execve(psp, words, environment(psp))
    said, answers, end = b"", list(lines[1:]), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.05)[0]:
            if answers and said.rstrip(b" ").endswith(b":"):
                os.write(terminal, answers.pop(0).encode() + b"\n")
                said += b"\n"
            continue
        try:
            more = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        said += more
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal)
    assert not answers, f"psp did not ask for {answers}:\n{said.decode()}"
    return said.decode().replace("\r\n", "\n"), status


def main(psp, page, ledger):
    failed = 0
    table = rows(page)
    for what in MOST.keys() - {row[0] for row in table}:
        failed += 1
        print(f"the table has no row for: {what}")
    for what, lines, keys, said in table:
        wrong = []
        if (taken := sum(len(line) + 1 for line in lines)) != keys:
            wrong.append(f"it takes {taken} keys, and not {keys}")
        if taken > MOST.get(what, 0):
            wrong.append(f"{taken} keys are more than {MOST.get(what, 0)}")
        with tempfile.TemporaryDirectory() as directory:
            copy = shutil.copytree(ledger, pathlib.Path(directory) / "ledger")
            prepare(psp, copy)
            shown, status = typed(psp, copy, lines)
        if status != 0:
            wrong.append(f"psp ends with {status}")
        if not re.search(re.escape(said).replace("…", ".*"), shown):
            wrong.append(f"psp does not say {said!r}")
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'}  {what}")
        if wrong:
            print("\n".join(f"    {w}" for w in wrong), shown, sep="\n")
    print(f"{len(table)} rows, {failed} failed")
    return 1 if failed or not table else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve()), *sys.argv[2:4]))
