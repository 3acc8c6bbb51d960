#!/usr/bin/env python3
"""What is private stays private: `private.py PSP [--long]`, all of it under umask 000.

Every file psp makes is 0600 and every directory 0700, from the moment it is there (P13). No text, client reference
or note is in the argv of a process, and nothing is written outside the ledger; nor does a CASE lead out of it (P12).

--long tries every command that takes a CASE; the short form those that differ in how they read it.
"""
import os
import re
import resource
import shutil
import stat
import subprocess

import harness
from harness import CASE

SECRETS = {"--client": "K-SECRETREF", "--distress": "SECRETDISTRESS", "--text": "SECRETTEXT", "--note": "SECRETNOTE",
           "--reason": "SECRETREASON", "--name": "SECRETNAME Family", "--phone": "041234567", "--address": "SECRETSTREET 5"}


def open_umask():
    os.umask(0)


def secret(option):
    return option, SECRETS[option]


def traced(psp, directory, log, *words, env=None, **more):
    return psp.run(directory, *words, env=env, preexec_fn=open_umask, before=(
        "strace", "-f", "-y", "-s", "5000", "-o", str(log), "-e", "trace=execve,openat,open,creat,mkdir,mkdirat,chmod,"
        "fchmod,fchmodat,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlinkat"), **more)


def audit(score, log, root, what):
    """What the processes of one run made, with which rights, where, and with which words they were started."""
    for line in log.read_text().splitlines():
        call = re.match(r"\d+ +(\w+)\(", line)
        if not call or re.search(r"= -1 E", line):
            continue
        if call[1] == "execve":
            words = line.split("[", 1)[1]
            if "/psp" not in line.split("[")[0]:  # its own argv is what the user typed
                score.expect(not any(s in words for s in SECRETS.values()), f"nothing personal in an argv | {what}", line)
        elif "O_TRUNC" in line and "/drafts/" in line:
            pass  # the editor's own redirection into the draft, which psp made before it
        elif "O_CREAT" in line or call[1] in ("mkdir", "mkdirat", "creat"):
            mode = re.search(r", (0\d+)\)", line)
            allowed = 0o700 if call[1].startswith("mkdir") else 0o600
            score.expect(mode and int(mode[1], 8) & ~allowed == 0, f"made private from the first moment | {what}", line)
            made = re.search(r"<([^>]*)>\s*$", line)
            path = made[1] if made else re.search(r'"([^"]*)"', line)[1]
            base = re.match(r"\d+ +\w+\(\d+<([^>]*)>", line)
            path = os.path.join(base[1] if base else "/", path)
            score.expect(path.startswith(str(root)), f"made inside the ledger | {what}", line)


def rights(score, root, what):
    for path in (root, *root.rglob("*")):
        mode = stat.S_IMODE(path.lstat().st_mode)
        wanted = 0o700 if path.is_dir() else 0o600
        score.expect(mode == wanted, f"0600 and 0700 | {what}", f"{path.relative_to(root.parent)}: {mode:04o}")


def editor(scratch):
    """An editor that says what it finds beside the draft, and saves as vim does, in place."""
    script = scratch / "editor.sh"
    script.write_text('#!/bin/sh\nstat -c "%a %F" "$1" "$(dirname "$1")" >"$EDITOR_SAW"\necho SECRETTEXT >"$1"\n')
    script.chmod(0o755)
    return str(script)


def rewriting_editor(scratch):
    """An editor that saves by a rename, with the rights that the umask leaves, and keeps a copy of what was there."""
    script = scratch / "rewriting.sh"
    script.write_text('#!/bin/sh\nstat -c "%a %F" "$1" "$(dirname "$1")" >"$EDITOR_SAW"\n'
                      'cp "$1" "$1~" && chmod 600 "$1~"\n'
                      'sed "s/^client.*/client = \\"K-SECRETREF\\"/; /^client/a area = 1" "$1~" >"$1.new"; mv "$1.new" "$1"\n'
                      '[ -n "$BROKEN" ] || sed -i "/^area = 1/d" "$1"\n')
    script.chmod(0o755)
    return str(script)


def modes(score, psp, scratch):
    log, above = scratch / "log", scratch / "new"
    ledger = above / "office"
    done = traced(psp, scratch, log, "init", str(ledger))
    score.expect(done.returncode == 0, "psp init in a directory that is not there", harness.shown(done))
    audit(score, log, above, "init")
    rights(score, above, "psp init makes what is above the ledger as well")
    saw = scratch / "saw"
    visual = {"VISUAL": editor(scratch), "EDITOR_SAW": str(saw)}
    commands = {
        "open": (("open", "--service", "first-aid", *secret("--client"), *secret("--distress")), {}),
        "session": (("session", "1", "--minutes", "30", *secret("--note")), {}),
        "planned": (("session", "1", "2026-11-25 10:00"), {}),
        "attendance": (("attendance", "1", "rescheduled", "--moved-to", "2026-11-27 10:00", *secret("--note")), {}),
        "remark": (("remark", "1", *secret("--text")), {}),
        "standard input": (("remark", "1", "--text", "-"), {}),
        "editor": (("remark", "1", "--text", "@"), visual),
        "amend": (("amend", "1", "last", "--set", "text=SECRETTEXT", *secret("--reason")), {}),
        "void": (("void", "1", "last", *secret("--reason")), {}),
        "undo": (("undo",), {}),
        "another case": (("open", "--service", "first-aid", *secret("--client"), "--worker", "ana"), {}),
        "handover": (("handover", "ana", "ben", *secret("--note")), {}),
        "absent": (("absent", "ben", "2026-11-23", "2026-11-30", "--cancel", *secret("--reason")), {}),
        "person": (("person", "K-SECRETREF", *secret("--name"), *secret("--phone"), "--born", "1980-02-03"), {}),
        "person changed": (("person", "K-SECRETREF", *secret("--address")), {}),
        "person from standard input": (("person", "K-SECRETREF", "--contact", "-"), {}),
        "person in the editor": (("person", "K-SECRETREF", "--contact", "@"), visual),
        "forgotten": (("forget", "K-SECRETREF", "--yes"), {}),
        "by git": (("remark", "1", *secret("--text")), {"PSP_WORKER": "", "LOGNAME": "ana"}),
    }
    office = ledger / "psp.toml"
    office.write_text(office.read_text() + '\n[workers.ana]\nname = "Ana"\nemail = "ana@example.org"\n\n[workers.ben]\n')
    for name, (words, env) in commands.items():
        with open(scratch / "in", "w+") as typed:
            typed.write("SECRETTEXT\n")
            typed.seek(0)
            done = traced(psp, ledger, log, *words, env=env, stdin=typed)
        score.expect(done.returncode == 0, f"psp works under umask 000 | {name}", harness.shown(done))
        # The editor is a program of the user's: what it makes elsewhere (here, what it saw) is its own.
        log.write_text("".join(l + "\n" for l in log.read_text().splitlines() if str(saw) not in l and '"/dev/' not in l))
        audit(score, log, ledger, name)
        rights(score, ledger, name)
    score.expect(saw.read_text() == "600 regular empty file\n700 directory\n", "the editor's draft: 0600 in 0700", saw.read_text())
    score.expect(not list((ledger / ".psp/drafts").iterdir()), "the draft is gone afterwards")

    # A clone has no .psp yet: the first that makes it may be the editor.
    shutil.rmtree(ledger / ".psp")
    done = traced(psp, ledger, log, "remark", "1", "--text", "@", env=visual)
    score.expect(done.returncode == 0, "the editor in a clone", harness.shown(done))
    rights(score, ledger, "the editor in a clone")

    # The draft is kept where the editor fails: somebody wrote it. It is as private as the rest, and told.
    done = traced(psp, ledger, log, "remark", "1", "--text", "@", env=visual | {"VISUAL": f"{visual['VISUAL']} \"$1\"; false"})
    kept = list((ledger / ".psp/drafts").iterdir())
    score.expect(done.returncode == 4 and len(kept) == 1 and str(kept[0]) in done.stderr, "a failed editor's draft is told",
                 harness.shown(done))
    rights(score, ledger, "a failed editor")
    edited(score, psp, ledger, scratch, log, saw)
    for command in ("status", "list", "check", "person", "check --privacy"):
        before = harness.snapshot(ledger)
        traced(psp, ledger, log, *command.split())
        score.expect(harness.snapshot(ledger) == before, "what only reads writes nothing", command)


def edited(score, psp, ledger, scratch, log, saw):
    """The draft of a case is as private as the case, also where the editor saves it with other rights."""
    visual = {"VISUAL": rewriting_editor(scratch), "EDITOR_SAW": str(saw)}
    for what, env, code in (("psp edit", {}, 0), ("a draft that is kept", {"BROKEN": "1"}, 2)):
        done = traced(psp, ledger, log, "edit", "2", env=visual | env)
        score.expect(done.returncode == code, f"psp edit under umask 000 | {what}", harness.shown(done))
        score.expect(saw.read_text() == "600 regular file\n700 directory\n", f"the draft: 0600 in 0700 | {what}", saw.read_text())
        # The editor's own files are its own, in a directory that is 0700.
        own = (str(saw), '"/dev/', ".toml.new", ".toml~", "/2026-0002/sed")
        log.write_text("".join(l + "\n" for l in log.read_text().splitlines() if not any(o in l for o in own)))
        audit(score, log, ledger, what)
        rights(score, ledger, what)
    score.expect((ledger / ".psp/drafts/2026-0002/2026-0002.toml~").exists(), "the editor keeps a copy beside the draft")
    done = traced(psp, ledger, log, "edit", "2", env={"EDITOR": "cp cases/2026/2026-0002.toml"})
    score.expect(done.returncode == 0 and not (ledger / ".psp/drafts/2026-0002").exists(),
                 "with the draft, what the editor kept beside it is gone", harness.shown(done))


def words_that_lead_out(score, psp, scratch, template, long):
    """Neither a CASE nor what makes a case id is a path."""
    there, ledger = harness.outside(scratch), harness.scratch_copy(template, scratch)
    shutil.copytree(there, ledger.parent / "outside", dirs_exist_ok=True)
    before, untouched = harness.snapshot(ledger), harness.snapshot(ledger.parent / "outside")
    given = ["../outside/2026/2026-0001", "../../outside/2026/2026-0001.toml", str(there / "2026/2026-0001.toml"), "/etc/passwd",
             "2026-0001/../../../outside/2026-0001", "./1", "cases/2026/2026-0001/../2026-0001", "..", ".", "/", "", "2026-0001\n/../1", "~"]
    commands = [("remark", "{}", "--text", "x"), ("show", "{}"), ("session", "{}"), ("undo", "{}"), ("status", "{}"), ("why", "{}"), ("check", "{}"),
                ("edit", "{}"), ("renumber", "{}"), ("renumber", "1", "{}")]
    for case in given:
        for words in commands if long else commands[:2] + commands[-1:]:
            done = psp.run(ledger, *(w.format(case) if w == "{}" else w for w in words), timeout=10)
            detail = f"psp {words[0]} {case!r}: {harness.shown(done)}"
            score.expect(done.returncode == 2 and harness.OUTSIDE not in done.stdout, f"no case leads out | {words[0]} {case!r}", detail)
    for prefix in ("../../outside/", "/tmp/", "A/../", "..", "a/b-"):
        office = (ledger / "psp.toml").read_text()
        (ledger / "psp.toml").write_text(office + f'case_prefix = "{prefix}"\n' if "[office]" not in office else
                                         office.replace("[office]\n", f'[office]\ncase_prefix = "{prefix}"\n'))
        done = psp.run(ledger, "open", "--service", "first-aid", "--client", "K-1", timeout=10)
        score.expect(done.returncode in (2, 3), f"no prefix leads out | psp.toml: {prefix}", harness.shown(done))
        (ledger / "psp.toml").write_text(office)
        if shutil.which("git"):
            subprocess.run(["git", "init", "-q", "."], cwd=ledger, check=True)
            subprocess.run(["git", "config", "psp.casePrefix", prefix], cwd=ledger, check=True)
            done = psp.run(ledger, "open", "--service", "first-aid", "--client", "K-1", timeout=10)
            score.expect(done.returncode in (2, 3), f"no prefix leads out | git: {prefix}", harness.shown(done))
            shutil.rmtree(ledger / ".git")
    score.expect(harness.cases(ledger) == {k: v for k, v in before.items() if k.startswith("cases/") and k.endswith(".toml")},
                 "no case was made or changed", sorted(harness.snapshot(ledger).keys() ^ before.keys()))
    score.expect(harness.snapshot(ledger.parent / "outside") == untouched, "nothing outside changes")


def no_core_dump(score, psp, scratch, template):
    """A crash leaves nothing of what was read, however large a dump may be here."""
    ledger = harness.scratch_copy(template, scratch)
    before = set(harness.snapshot(ledger))

    def allow():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))

    crashing = subprocess.Popen([psp.path, "edit", "1"], cwd=ledger, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, preexec_fn=allow,
                                env=psp.environment(EDITOR="ulimit -c >limit; kill -SEGV $PPID; :"))
    _, status = os.waitpid(crashing.pid, 0)
    crashing.returncode = -1
    ended = os.WIFSIGNALED(status) or os.WEXITSTATUS(status) != 0  # a sanitizer catches the signal
    score.expect(ended and not os.WCOREDUMP(status), "psp leaves no core dump", status)
    score.expect((ledger / "limit").read_text() == "0\n", "nor does the editor", (ledger / "limit").read_text())
    new = {path for path in set(harness.snapshot(ledger)) - before if not path.startswith(".psp") and path != "limit"}
    score.expect(not new, "a crash leaves nothing in the ledger", new)


def run(score, psp, scratch, long):
    template = scratch / "template"
    harness.ledger_with_case(psp, template)
    modes(score, psp, scratch)
    no_core_dump(score, psp, scratch, template)
    words_that_lead_out(score, psp, scratch, template, long)


if __name__ == "__main__":
    harness.start(run, __doc__, on_disk=True)
