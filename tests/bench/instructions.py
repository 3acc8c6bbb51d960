#!/usr/bin/env python3
"""How many instructions psp takes for fixed work, beside what it took: `instructions.py PSP BUILD`.

Unlike time they are the same on each run. instructions.txt has the counts of one build, by callgrind: BUILD says with
what psp was compiled, and another build's are not compared (exit status 77). Ends with `N passed, N failed`, one for
each scenario: it fails where a count changed by more than a tenth, up or down. PSP_UPDATE=1 writes the counts anew.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from run import NOW, case_text, make_ledger  # noqa: E402

KEPT = pathlib.Path(__file__).with_name("instructions.txt")
CASES, MOST = 60, 0.10
ONE = case_text(1)[1]

SCENARIOS = {
    "version": ["--version"],
    "rules": ["rules", "L6"],
    "show": ["show", ONE],
    "status": ["status"],
    "status-json": ["status", "--format", "json"],
    "list": ["list"],
    "due": ["due"],
    "check": ["check"],
    "log": ["log", "--since", "2026-10-01"],
    "report": ["report", "last-month"],
    "open": ["open", "--service", "first-aid", "--client", "K-99999"],
    "remark": ["remark", ONE, "--text", "One sentence that says something."],
    "session": ["session", ONE, "now"],
}


def instructions(psp, ledger, words, top):
    """Returns them in millions. So few cases are read by one thread."""
    out = top / "callgrind"
    environment = {"PATH": os.environ["PATH"], "HOME": str(top), "LANG": "C.UTF-8", "PSP_NOW": NOW, "PSP_WORKER": "ana",
                   "GIT_CONFIG_GLOBAL": "/dev/null"}
    run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", psp, "-C", ledger, *words],
                         env=environment, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"psp {' '.join(words)} ended with {run.returncode}:\n{run.stderr}")
    return int(re.search(r"refs: *([\d,]+)", run.stderr)[1].replace(",", "")) / 1e6


def key_of(build):
    """The build as one word."""
    return "_".join(build.split())


def kept():
    lines = [line.rsplit(" ", 1) for line in KEPT.read_text().splitlines() if line and not line.startswith("#")]
    return dict(lines)


def main(psp, build):
    update = os.environ.get("PSP_UPDATE") == "1"
    before = {} if update else kept()
    if not update and before["build"] != key_of(build):
        print(f"instructions: not compared: the counts are of {before['build']}, this psp is of {key_of(build)}")
        return 77
    failed, now = 0, {}
    with tempfile.TemporaryDirectory(prefix="psp-instructions-") as directory:
        top = pathlib.Path(directory)
        make_ledger(top / "ledger", CASES)
        for name, words in SCENARIOS.items():
            now[name] = instructions(psp, top / "ledger", words, top)
            if update:
                continue
            was = float(before[name])
            change = now[name] / was - 1
            if abs(change) > MOST:
                failed += 1
                print(f"{name}: {now[name]:.2f} million instructions, {was:.2f} before ({change:+.0%}): if this is meant, "
                      "write the counts anew")
    if update:
        counts = "".join(f"{name} {count:.2f}\n" for name, count in now.items())
        KEPT.write_text("# Millions of instructions for each scenario of instructions.py, and the build that took them.\n"
                        f"build {key_of(build)}\n{counts}")
    print(f"{len(SCENARIOS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
