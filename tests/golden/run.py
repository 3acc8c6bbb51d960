#!/usr/bin/env python3
"""Runs golden tests: `run.py PSP FILE…`; with PSP_UPDATE=1 writes what psp printed into the files instead.

A file has sections, each begun by a line `== NAME`. What stands before the first is a comment.
    == psp.toml            a file of the ledger in which the commands run; a CRLF in it is written as \\r at the end
    == run                 a transcript: `$ command` (run by sh, with psp on its path), what it printed, each line
                           of standard error behind `! `, and `? N` where it exited with N instead of 0
    == cases/….toml after  what the commands added at the end of a file (the whole text of a file that is new)
Time stands still at 2026-11-23T09:00:00+01:00, the worker is ana, and the ledger is the current directory.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

CLOCK = "2026-11-23T09:00:00+01:00"


def sections(text):
    """[(name, body)] with "" as the name of what stands before the first."""
    found, name, body = [], "", []
    for line in text.splitlines(keepends=True):
        if line.startswith("== "):
            found.append((name, "".join(body)))
            name, body = line[3:].rstrip("\n"), []
        else:
            body.append(line)
    return found + [(name, "".join(body))]


def environment(psp):
    kept = {k: v for k, v in os.environ.items() if k in ("TZ", "LANG", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    return kept | {
        "PATH": f"{pathlib.Path(psp).resolve().parent}:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "PSP_NOW": CLOCK,
        "PSP_WORKER": "ana",
    }


def lines(text, mark=""):
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


def transcript(text, ledger, psp):
    """The transcript as it really is: each command of `text` is run."""
    out = ""
    for line in text.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(["sh", "-c", line[2:]], cwd=ledger, env=environment(psp), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60)
        out += line + "\n" + lines(done.stdout.decode()) + lines(done.stderr.decode(), "! ")
        if done.returncode:
            out += f"? {done.returncode}\n"
    return out


def added(before, path):
    after = path.read_bytes() if path.exists() else b""
    if not after.startswith(before):
        return "(the old text is no longer at the beginning of the file)\n"
    return after[len(before):].decode().replace("\r\n", "\\r\n")


def run(psp, path):
    """The text of the test as psp makes it."""
    parts = sections(path.read_text())
    with tempfile.TemporaryDirectory() as directory:
        ledger, before, out = pathlib.Path(directory), {}, []
        for name, body in parts:
            if name == "run":
                body = transcript(body, ledger, psp).replace(directory, "LEDGER")
            elif name.endswith(" after"):
                file = name.removesuffix(" after")
                body = added(before.get(file, b""), ledger / file)
            elif name:
                before[name] = body.replace("\\r\n", "\r\n").encode()
                (ledger / name).parent.mkdir(parents=True, exist_ok=True)
                (ledger / name).write_bytes(before[name])
            out.append((f"== {name}\n" if name else "") + body)
        return "".join(out)


def main(psp, paths):
    passed = failed = 0
    for path in map(pathlib.Path, paths):
        expected, real = path.read_text(), run(psp, path)
        if os.environ.get("PSP_UPDATE"):
            path.write_text(real)
        elif real != expected:
            failed += 1
            shown = subprocess.run(["diff", "-u", "--label", f"{path} (expected)", "--label", "psp", path, "-"],
                                   input=real, text=True, capture_output=True)
            print(shown.stdout, end="")
            continue
        passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
