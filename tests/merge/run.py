#!/usr/bin/env python3
"""Runs the merge tests: `run.py PSP FILE…`; with PSP_UPDATE=1 writes what psp made into the files instead.

A file has sections, each begun by a line `== NAME`. What stands before the first is a comment.
    == base, == ours, == theirs   three versions of a case file
    == size                       how many signs a marker has, where it is told
    == result                     what `psp merge-file` leaves in OURS
    == says                       what it prints, all of it on standard error, and `? N` where it exits with N

In a text, `\\r` at the end of a line is a carriage return, `\\0` a NUL, `\\ufeff` a byte order mark, and a backslash at
the end of a section means that the text has no line break there.

Each test is run twice, the second time with ours and theirs in each other's place. What merges must then give the same
result, line ends apart; a conflict the same with its two versions in each other's place; a refusal must be one again.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "golden"))
sys.dont_write_bytecode = True
from run import environment, lines, sections  # noqa: E402


ESCAPES = {"\\r\n": "\r\n", "\\0": "\0", "\\ufeff": "\ufeff"}


def from_file(text):
    text = text.removesuffix("\\\n") if text.endswith("\\\n") else text
    for shown, real in ESCAPES.items():
        text = text.replace(shown, real)
    return text.encode()


def to_file(data):
    text = data.decode()
    for shown, real in ESCAPES.items():
        text = text.replace(real, shown)
    return text if text.endswith("\n") or not text else text + "\\\n"


def merge(psp, base, ours, theirs, size):
    """(what is in OURS, what was printed, exit code)"""
    with tempfile.TemporaryDirectory() as directory:
        names = [".merge_file_base", ".merge_file_ours", ".merge_file_theirs"]
        for name, text in zip(names, (base, ours, theirs)):
            (pathlib.Path(directory) / name).write_bytes(text)
        done = subprocess.run([psp, "merge-file", *names, *size], cwd=directory, env=environment(psp),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        if done.stdout:
            raise SystemExit(f"psp merge-file printed on standard output: {done.stdout.decode()}")
        return (pathlib.Path(directory) / names[1]).read_bytes(), done.stderr.decode(), done.returncode


def swapped(text, size):
    """Conflicts with their two versions in each other's place."""
    marks = [re.escape(sign * size) for sign in "<=>"]
    return re.sub(rf"^({marks[0]} ours\n)(.*?)^({marks[1]}\n)(.*?)^({marks[2]} theirs\n)", r"\1\4\3\2\5", text,
                  flags=re.M | re.S)


def both_ways(psp, parts):
    """(the sections as psp makes them, what is wrong with the other direction)"""
    base, ours, theirs = (from_file(parts[name]) for name in ("base", "ours", "theirs"))
    size = parts.get("size", "").split()
    result, says, code = merge(psp, base, ours, theirs, size)
    again, _, other_code = merge(psp, base, theirs, ours, size)
    plain = [t.replace(b"\r\n", b"\n").decode("utf-8-sig") for t in (result, again)]
    wrong = []
    if other_code != code:
        wrong.append(f"with ours and theirs in each other's place it exits with {other_code}, not {code}")
    elif code == 3 and (result != ours or again != theirs):
        wrong.append("a refusal changed the file")
    elif code != 3:
        marks = re.search(r"^(<+) ours$", plain[0], re.M)
        if plain[1] != (swapped(plain[0], len(marks[1])) if marks else plain[0]):
            wrong.append("with ours and theirs in each other's place the result is\n" + plain[1])
    made = {"result": to_file(result) if code != 3 else "", "says": lines(says) + (f"? {code}\n" if code else "")}
    return made, wrong


def run(psp, path):
    """(the text of the test as psp makes it, what is wrong besides)"""
    found = sections(path.read_text())
    made, wrong = both_ways(psp, dict(found))
    text = "".join((f"== {name}\n" if name else "") + body for name, body in found if name not in made)
    for name, body in made.items():
        if body:
            text += f"== {name}\n{body}"
    return text, wrong


def main(psp, paths):
    passed = failed = 0
    for path in map(pathlib.Path, paths):
        real, wrong = run(psp, path)
        for complaint in wrong:
            print(f"{path}: {complaint}")
        if os.environ.get("PSP_UPDATE"):
            path.write_text(real)
        elif real != path.read_text():
            shown = subprocess.run(["diff", "-u", "--label", f"{path} (expected)", "--label", "psp", path, "-"],
                                   input=real, text=True, capture_output=True)
            print(shown.stdout, end="")
            wrong.append("")
        failed += bool(wrong)
        passed += not wrong
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2:]))
