#!/usr/bin/env python3
"""Hostile words in the place of each argument and option of each command: `words.py PSP TABLES [--long]`.

TABLES is the program made from tests/tables.cpp. Whatever stands there, psp ends with a status of its table; what it
prints is UTF-8 without characters that could hide what it says; a command that was refused has changed nothing, one
that was taken leaves a ledger in which `psp check` finds no error; and nothing is run, or made outside of the ledger.
Ends with `N passed, N failed`.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

OFFICE = """format = 1
[workers.ana]
[workers.ben]
[providers.school]
name = "School"
[services.visits]
"""
# The ledger is made by these.
MADE = ["open --service visits --client K-0117 --route self", "open --service visits --client K-0118",
        "person K-0117 --name Maja --phone 041000111", "session 1 01.12.2026 10:00", "document 1 --kind application",
        "referral 1 --to school --reason help", "task 1 call --due 2026-12-01", "remark 1 --text spoken"]
# One command line of each command that is taken.
TAKEN = {
    "init": "init", "open": "open --service visits --client K-9", "session": "session 1 today", "attendance": "attendance 1 attended",
    "at": "at 1 2026-12-03 11", "came": "came 1 45 all", "missed": "missed 1", "excused": "excused 1 ill", "cancel": "cancel 1",
    "move": "move 1 +1w", "roll": "roll",
    "referral": "referral 1 --to school --reason help", "response": "response 1 accepted", "document": "document 1 --kind other",
    "option": "option 1 --kind right --name x", "assessment": "assessment 1 --kind needs --text x", "plan": "plan 1 --text x",
    "contact": "contact 1 --how phone --with client", "call": "call 1 asked", "task": "task 1 write --due 2026-12-01", "done": "done 1",
    "review": "review 1 --decision continue", "notice": "notice 1 --to client --about needs", "agreement": "agreement 1 --next-step x",
    "suspend": "suspend 1", "resume": "resume 1", "transfer": "transfer 1 --worker ben", "handover": "handover ana ben",
    "absent": "absent ana 2026-12-01 2026-12-02 --move +1w",
    "remark": "remark 1 --text x", "close": "close 1 --ground moved --reason x", "reopen": "reopen 1 --reason x",
    "amend": "amend 1 last --set text=x --reason y", "void": "void 1 last --reason y", "undo": "undo 1",
    "refile": "refile 1 last 2", "edit": "edit 1",
    "renumber": "renumber 1 2026-0042", "person": "person K-0117", "forget": "forget K-0117", "today": "today", "tomorrow": "tomorrow", "day": "day", "status": "status", "due": "due",
    "why": "why 1", "list": "list", "show": "show 1", "log": "log", "find": "find spoken", "providers": "providers", "worker": "worker", "provider": "provider", "report": "report 2026-11", "check": "check", "diff": "diff",
    "doctor": "doctor", "rules": "rules", "sync": "sync", "merge-file": "merge-file base ours theirs",
    "completion": "completion bash", "git": "git status"}
HOSTILE = [b"", b" ", b"-", b"--", b"-x", b"@", b"$(touch CANARY)", b"`touch CANARY`", b"; touch CANARY", b"'\"", b"\\", b"%s%n", b"{}", b"{0}{9}",
           b"../../etc/passwd", b"/etc/passwd", b"/dev/zero", b"/", b".", b"..", b"a/b", b"\xff", b"\xc3(", b"\xed\xa0\x80", b"\x1b[2J\x07", b"\r\n[case]\n",
           b"a\nb", b"a\tb", b"\xc2\x9b31m", "\u202ecba".encode(), "\u200b".encode(), "\ufeffx".encode(), b'"""', b"'''", b"\"\"\"\nby = 1", b"# x",
           b"]", b"0", b"-1", b"1e9", b"99999999999999999999", b"2026-02-30", b"9999-12-31", b"0000-00-00", b"25:61", b"tomorrow -1", b"last", b"all",
           b"yes", b"x" * 5000, "č".encode() * 2000, b"a=b", b"text=", b"text=@", b"=", b"*", b"K-0117", b"2026-0001", b"1,1", b",", b"+", b"~", b"HEAD"]
SHORT = [b"", b"-", b"$(touch CANARY)", b"{}", b"../../etc/passwd", b"\xff", b"\x1b[2J\r\n[[void]]\n", "\u202ecba".encode(), b'"""', b"99999999999999999999",
         b"-1", b"x" * 5000]
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def tables_of(program):
    """(the arguments of each command in order, the options of each, those of all)"""
    arguments, options, every = {}, {}, []
    for line in subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines():
        kind, *words = line.split()
        if kind == "argument":
            arguments.setdefault(words[0], []).append(words[1])
        elif kind == "option":
            options.setdefault(words[0], []).append(words[1])
        elif kind == "global":
            every.append(words[0])
    return arguments, options, every


class Ledger:
    def __init__(self, psp, scratch):
        self.psp, self.scratch = psp, pathlib.Path(scratch)
        self.template = self.scratch / "template"
        self.template.mkdir()
        (self.template / "psp.toml").write_text(OFFICE)
        (self.template / "cases").mkdir()
        for line in MADE:
            done = self.run(line.split(), self.template)
            if done.returncode:
                raise SystemExit(f"psp {line}: exit {done.returncode}: {done.stderr!r}")
        for name in ("base", "ours", "theirs"):
            shutil.copy(self.template / "cases/2026/2026-0001.toml", self.template / name)
        self.before = files_of(self.template)
        self.fresh()

    def fresh(self):
        shutil.rmtree(self.scratch / "top", ignore_errors=True)
        self.place = self.scratch / "top" / "office" / "ledger"
        shutil.copytree(self.template, self.place)
        self.before_names = self.names()

    def run(self, words, place=None):
        place = place or self.place
        return subprocess.run([self.psp, *words], cwd=place, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                              env={"PATH": "/usr/bin:/bin", "HOME": str(self.scratch), "PSP_NOW": "2026-11-28T09:00:00+01:00",
                                   "PSP_WORKER": "ana", "EDITOR": "true", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
                                   "GIT_CEILING_DIRECTORIES": str(self.scratch)})

    def wrong_with(self, words):
        """What is wrong with what psp does, in words; the ledger is as it was made afterwards."""
        try:
            done = self.run(words)
        except subprocess.TimeoutExpired:
            return "does not end"
        try:
            return self.wrong(words, done)
        finally:
            if files_of(self.place) != self.before or self.names() != self.before_names:
                self.fresh()

    def names(self):
        return sorted(str(p) for p in self.place.parents[1].rglob("*"))

    def wrong(self, words, done):
        if done.returncode not in (0, 1, 2, 3, 4):
            return f"ends with {done.returncode}"
        for name, printed in (("output", done.stdout), ("messages", done.stderr)):
            try:
                text = printed.decode()
            except UnicodeDecodeError:
                return f"its {name} are no UTF-8"
            if found := HIDDEN.search(text):
                return f"its {name} hold U+{ord(found[0]):04X}"
        if any(p.name == "CANARY" for p in self.scratch.rglob("CANARY")):
            return "ran what stood there"
        made = {p.name for p in self.place.parents[1].iterdir()} | {p.name for p in self.place.parent.iterdir()}
        if made != {"office", "ledger"} and words[0] != b"init":
            return f"made {made} outside of the ledger"
        after = files_of(self.place)
        if done.returncode == 2 and after != self.before:
            return "changed something, and was refused"
        if after != self.before:
            found = self.run(["check"])
            if b": error: " in found.stdout or found.returncode > 1:
                return f"leaves what check calls an error: {found.stdout!r} {found.stderr!r}"
        return None


def files_of(place):
    return {p.relative_to(place): p.read_bytes() for p in place.rglob("*") if p.is_file() and ".psp" not in p.parts}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("psp")
    parser.add_argument("tables")
    parser.add_argument("--long", action="store_true")
    asked = parser.parse_args()
    arguments, options, every = tables_of(asked.tables)
    hostile = HOSTILE if asked.long else SHORT
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="psp-words-") as scratch:
        ledger = Ledger(os.path.abspath(asked.psp), scratch)
        for command, line in TAKEN.items():
            base = [w.encode() for w in line.split()]
            tries = []
            for word in hostile:
                if command == "init" and word == b"/":
                    continue  # who may write there gets a ledger there
                for i, _ in enumerate(arguments.get(command, [])):
                    if command == "git":
                        continue  # the words are git's
                    tries.append([*base[:1 + i], word, *base[2 + i:]])
                for option in options.get(command, []) + (every if asked.long and command != "git" else []):
                    option = "-C" if option == "ledger" else "--" + option
                    bare = [w for j, w in enumerate(base) if w != option.encode() and (j == 0 or base[j - 1] != option.encode())]
                    tries.append([*bare, option.encode() if option == "-C" else option.encode() + b"=" + word] + ([word] if option == "-C" else []))
            for words in tries:
                if wrong := ledger.wrong_with(words):
                    failed += 1
                    print(f"psp {b' '.join(w[:60] for w in words)!r}: {wrong}", flush=True)
                else:
                    passed += 1
        missing = (set(arguments) | set(options)) - set(TAKEN)
        if missing:
            failed += 1
            print("not tried:", *sorted(missing))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
