#!/usr/bin/env python3
"""Runs a walk: `walk.py PSP PAGE LEDGER`; with PSP_UPDATE=1 writes what was printed into the page instead.

PAGE is Markdown. What stands in its ```console blocks is run and compared; all else is left alone. In a block
    $ command   is run; where it ends in a backslash, it goes on in the next line, behind `> `
    the rest    is what it printed: standard output, then standard error
All commands of the page are run in order by one sh, so what one exports holds for the next. They run in a copy of
LEDGER, with psp on the path; if one of them is git, the copy is a repository in which all is committed.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PERSON = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in
          (("NAME", "walk"), ("EMAIL", "walk@example.org"), ("DATE", "2026-11-22T00:00:00+00:00"))}


def parts(page):
    """[(lines, is_command)]: the page cut up so that what a command printed is the text part behind it; in order."""
    found, inside, lines = [], False, page.splitlines()
    while lines:
        line = lines.pop(0)
        if inside and line.startswith("$ "):
            command = [line]
            while command[-1].endswith("\\") and lines and lines[0].startswith("> "):
                command.append(lines.pop(0))
            printed = []
            while lines and not lines[0].startswith(("$ ", "```")):
                printed.append(lines.pop(0))
            found.append((command, printed))
        else:
            found.append(([line], None))
            inside = line == "```console" or (inside and not line.startswith("```"))
    return found


def environment(psp):
    kept = {k: v for k, v in os.environ.items() if k in ("TZ", "LANG", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    return kept | PERSON | {
        "PATH": f"{pathlib.Path(psp).resolve().parent}:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_PAGER": "cat",
    }


def run(psp, ledger, commands):
    """What each command printed, as lines."""
    with tempfile.TemporaryDirectory() as directory:
        top = pathlib.Path(directory)
        copy = shutil.copytree(ledger, top / "ledger")
        if any("git " in command for command in commands):
            for step in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "before the walk"]):
                subprocess.run(["git", *step], cwd=copy, env=environment(psp), check=True)
        # Braces, not parentheses: an export must outlive its command.
        script = "".join(f"{{ {command}\n}} >{top}/{n}.out 2>{top}/{n}.err\n" for n, command in enumerate(commands))
        (top / "walk.sh").write_text(script)
        subprocess.run(["sh", top / "walk.sh"], cwd=copy, env=environment(psp), stdin=subprocess.DEVNULL, timeout=120)
        return [[line.replace(directory, "TMP") for kind in ("out", "err") if (top / f"{n}.{kind}").exists()
                 for line in (top / f"{n}.{kind}").read_text().splitlines()] for n in range(len(commands))]


def main(psp, page, ledger):
    page = pathlib.Path(page)
    expected = page.read_text()
    cut = parts(expected)
    commands = ["\n".join(line[2:] for line in command) for command, printed in cut if printed is not None]
    outputs = iter(run(psp, ledger, commands))
    real, failed = "", 0
    for lines, printed in cut:
        if printed is not None:
            output = next(outputs)
            failed += output != printed
            lines = lines + output
        real += "".join(line + "\n" for line in lines)
    if os.environ.get("PSP_UPDATE"):
        page.write_text(real)
        failed = 0
    elif real != expected:
        shown = subprocess.run(["diff", "-u", "--label", f"{page} (expected)", "--label", "psp", page, "-"],
                               input=real, text=True, capture_output=True)
        print(shown.stdout, end="")
        failed = failed or 1
    print(f"{len(commands) - failed} passed, {failed} failed")
    return 1 if failed or not commands else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
