#!/usr/bin/env python3
"""psp beside real git: what init --git sets, what the hooks refuse, what history still knows, what git shows.

`git_side.py PSP [--long]`; the long form also measures a history of 5,000 commits and a ledger of 1,000 cases.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent / "faults"))
from harness import Psp, Score, fast_place  # noqa: E402

CASE = "cases/2026/2026-0001.toml"
OTHER = "cases/2026/2026-0002.toml"


class Side:
    """Ledgers in git, below one directory; psp is on the PATH by a name of its own, and can be taken off."""

    def __init__(self, psp, place):
        self.place, self.psp = place, Psp(psp)
        (place / "bin").mkdir()
        (place / "bin" / "psp").symlink_to(self.psp.path)
        self.time = 0

    def environment(self, **more):
        self.time += 60
        stamp = f"@{1795421600 + self.time} +0100"
        return self.psp.environment(**{
            "PATH": f"{self.place}/bin:/usr/bin:/bin", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_DATE": stamp, "GIT_EDITOR": "true", "PSP_NOW": ""} | more)

    def run(self, at, *words, **more):
        return subprocess.run(words, cwd=at, env=self.environment(**more), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, errors="replace")

    def must(self, at, *words, **more):
        done = self.run(at, *words, **more)
        if done.returncode:
            raise SystemExit(f"{' '.join(words)} gave {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def commit(self, at, *words):
        self.must(at, "git", "add", ".")
        self.must(at, "git", "commit", "-q", "-m", "work", *words)
        return self.must(at, "git", "rev-parse", "--short", "HEAD").strip()

    def remark(self, at, text, case="1"):
        """The id of a new remark."""
        line = self.must(at, "psp", "remark", case, "--text", text, "-q")
        return re.search(r"remark (\w{6})", line)[1]

    def ledger(self, name, directory="."):
        """A ledger in git with two cases, all committed."""
        at = self.place / name / directory
        if directory != ".":
            at.parent.mkdir()
            self.must(at.parent, "git", "init", "-q")
        self.must(self.place, "psp", "init", str(at), "--git")
        for client in ("K-1", "K-2"):
            self.must(at, "psp", "open", "--service", "first-aid", "--client", client, "-q")
        self.remark(at, "as it began")
        self.commit(at)
        return at


def strike(at, record, file=CASE):
    """Takes a record out by hand."""
    path = at / file
    text = path.read_text()
    cut = re.sub(r"\n\[\[\w+\]\]\nid = \"" + record + r"\"\n(?:(?!\n\[\[)[\s\S])*", "", text)
    assert cut != text, record
    path.write_text(cut)


def shown(done):
    return f"exit {done.returncode}; {done.stdout}{done.stderr}"


def test_init(score, side):
    at = side.place / "init"
    first = side.run(side.place, "psp", "init", str(at), "--git")
    score.expect(first.returncode == 0 and "merge.psp.driver" in first.stderr and "pre-commit" in first.stderr,
                 "init --git says what it set", shown(first))
    score.expect("git add ." in first.stderr and side.run(at, "git", "rev-parse", "HEAD").returncode != 0,
                 "nothing is committed, the next commands are told", shown(first))
    config = (at / ".git/config").read_text()
    driver = side.must(at, "git", "config", "merge.psp.driver").strip()
    score.expect(driver == "psp merge-file %O %A %B %L; r=$?; [ $r -lt 2 ] && exit $r; git merge-file "
                 "--marker-size=%L -L ours -L base -L theirs %A %O %B; exit 1", "the driver's line", driver)
    again = side.run(side.place, "psp", "init", str(at), "--git")
    score.expect(again.returncode == 0 and "nothing was changed" in again.stderr and not again.stdout and
                 (at / ".git/config").read_text() == config, "a second init changes nothing", shown(again))
    score.expect(side.run(side.place, "psp", "init", str(at)).returncode == 2, "without --git a ledger is refused")
    score.expect(stat.S_IMODE(at.stat().st_mode) == 0o700, "the ledger's directory is its owner's alone")
    for lost in ("core.fsync", "diff.psp.textconv"):
        side.must(at, "git", "config", "--unset", lost)
    (at / ".git/hooks/pre-commit").chmod(0o644)
    (at / ".gitattributes").write_text("# ours\n*.toml -text")
    ill = side.run(at, "psp", "doctor")
    score.expect(ill.returncode == 1 and "psp init --git" in ill.stdout, "doctor sees what is missing", shown(ill))
    mended = side.run(at, "psp", "init", "--git")
    score.expect(all(w in mended.stderr for w in ("core.fsync", "diff.psp.textconv", "pre-commit", ".gitattributes"))
                 and "merge.psp" not in mended.stderr, "init sets what is missing, and that alone", shown(mended))
    score.expect((at / ".gitattributes").read_text().startswith("# ours\n*.toml -text\n#"), "lines are added at the end")
    well = side.run(at, "psp", "doctor")
    score.expect(well.returncode == 0, "then all is well", shown(well))


def test_init_refused(score, side):
    bare = side.place / "bare.git"
    side.must(side.place, "git", "init", "-q", "--bare", str(bare))
    done = side.run(side.place, "psp", "init", str(bare), "--git")
    score.expect(done.returncode == 4 and "bare" in done.stderr and not (bare / "psp.toml").exists(),
                 "a bare repository is refused, and nothing made in it", shown(done))
    (side.place / "alone").mkdir()
    (side.place / "alone/psp").symlink_to(side.psp.path)
    done = side.run(side.place, "psp", "init", "nogit", "--git", PATH=str(side.place / "alone"))
    score.expect(done.returncode == 4 and "not installed" in done.stderr and not (side.place / "nogit").exists(),
                 "without git nothing is made", shown(done))
    doctor = side.run(side.place / "init", "psp", "doctor", PATH=str(side.place / "alone"))
    score.expect(doctor.returncode == 0 and "git is not installed" in doctor.stdout, "doctor works without git", shown(doctor))
    if os.geteuid() != 0:
        at = side.place / "readonly"
        side.must(side.place, "psp", "init", str(at))
        side.must(at, "git", "init", "-q")
        (at / ".git").chmod(0o500)
        done = side.run(at, "psp", "init", "--git")
        score.expect(done.returncode == 4 and "Permission denied" in done.stderr, "no permission", shown(done))
        (at / ".git").chmod(0o700)
        score.expect(side.run(at, "psp", "init", "--git").returncode == 0, "a second run does the rest")


def test_clone(score, side):
    origin, at = side.ledger("origin"), side.place / "clone"
    old = os.umask(0o022)
    side.must(side.place, "git", "clone", "-q", str(origin), str(at))
    os.umask(old)
    ill = side.run(at, "psp", "doctor")
    score.expect(ill.returncode == 1 and "merge.psp.name is not set" in ill.stdout and "chmod 700" in ill.stdout,
                 "doctor sees a clone without driver", shown(ill))
    done = side.run(at, "psp", "init", "--git")
    score.expect(done.returncode == 0 and "merge.psp.driver" in done.stderr and not done.stdout,
                 "init in a fresh clone", shown(done))
    well = side.run(at, "psp", "doctor")
    score.expect(well.returncode == 0 and stat.S_IMODE(at.stat().st_mode) == 0o700, "then all is well", shown(well))
    side.remark(origin, "there")
    side.commit(origin)
    side.remark(at, "here", "2")
    side.commit(at)
    side.must(at, "git", "fetch", "-q")
    told = side.run(at, "psp", "doctor")
    score.expect("1 commit there is not here, 1 commit here is not there" in told.stdout, "ahead and behind", shown(told))


def refused(score, side, at, what, *words, says=(), run=("git", "commit", "-q", "-m", "x"), env=None):
    before = side.run(at, "git", "rev-parse", "HEAD").stdout
    done = side.run(at, *(words or run), **(env or {}))
    told = done.stdout + done.stderr
    ok = done.returncode != 0 and side.run(at, "git", "rev-parse", "HEAD").stdout == before
    score.expect(ok and all(s in told for s in says), f"refused: {what}", shown(done))
    return told


def test_hooks(score, side):
    at = side.ledger("hooks")
    head = side.must(at, "git", "rev-parse", "--short", "HEAD").strip()
    kept = (at / CASE).read_text()
    record = re.search(r'\[\[remark\]\]\nid = "(\w+)"', kept)[1]
    strike(at, record)
    says = (CASE, f"remark {record}", head, "psp git checkout", "psp void")
    for what, words in [("-a", ("git", "commit", "-a", "-m", "x")), ("a path", ("git", "commit", "-m", "x", CASE)),
                        ("--only", ("git", "commit", "--only", "-m", "x", "--", CASE)),
                        ("--amend", ("git", "commit", "-a", "--amend", "-m", "x")),
                        ("psp git", ("psp", "git", "commit", "-am", "x")),
                        ("in a directory below", ("git", "-C", "cases/2026", "commit", "-a", "-m", "x"))]:
        told = refused(score, side, at, f"a lost record, {what}", *words, says=says)
    mend = re.search(r"psp (git checkout \w+ -- \S+)", told)[1]
    side.must(at, *mend.split())
    score.expect((at / CASE).read_text() == kept, "the command that is told brings the record back")
    strike(at, record)
    side.remark(at, "a new one")
    told = refused(score, side, at, "a lost record beside a new one", "git", "commit", "-a", "-m", "x", says=("psp git show",))
    score.expect("checkout" not in told, "what would undo the new one is not told", told)
    side.must(at, "git", "checkout", "-q", CASE)

    (at / CASE).unlink()
    refused(score, side, at, "a file that is gone", "git", "commit", "-a", "-m", "x", says=("1 record", "--no-verify"))
    (at / "cases/2026/2026-0003.toml").write_text(kept.replace("2026-0001", "2026-0003"))
    side.must(at, "git", "add", ".")
    done = side.run(at, "git", "commit", "-q", "-m", "another number")
    score.expect(done.returncode == 0, "a case may get another number", shown(done))
    side.must(at, "git", "rm", "-q", OTHER)
    refused(score, side, at, "a case without records that is gone", says=(OTHER,))
    side.must(at, "git", "reset", "-q", "--hard")

    def with_text(what, text, file=OTHER, says=()):
        path = at / file
        old = path.read_text() if path.exists() else None
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        side.must(at, "git", "add", "-f", file)
        refused(score, side, at, what, says=(file, *says))
        side.must(at, "git", "reset", "-q", "--hard")

    other = (at / OTHER).read_text()
    with_text("conflict markers", other + "<<<<<<< ours\n# a\n=======\n# b\n>>>>>>> theirs\n", says=("conflict",))
    with_text("markers within text", other.replace("[intake]", "") + '[intake]\ndistress = """\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"""\n',
              says=("conflict",))
    with_text("a file that cannot be parsed", other + "[[remark\n")
    with_text("an unknown kind", other + '\n[[sesion]]\nid = "aaaaaa"\n', says=("session",))
    with_text("a record that refers to none", other + '\n[[void]]\nid = "aaaaaa"\nentry = "bbbbbb"\nreason = "x"\n'
              'by = "ana"\nrecorded = 2026-11-23T09:00:00+01:00\n', says=("bbbbbb",))
    with_text("a broken psp.toml", "format = 1\n[office\n", "psp.toml")
    with_text("a person in the clear", 'name = "Eva"\n', "people/K-1.toml", says=("clear",))
    (at / "people").mkdir()
    (at / "people/K-1.toml").write_bytes(b"\0GITCRYPT\0....")
    side.must(at, "git", "add", "-f", "people")
    score.expect(side.run(at, "git", "commit", "-qm", "x").returncode == 0, "a person encrypted is taken")

    (at / OTHER).write_text(other + '\n[[void]]\nid = "aaaaaa"\nentry = "bbbbbb"\nreason = "x"\nby = "ana"\n'
                            "recorded = 2026-11-23T09:00:00+01:00\n")
    side.commit(at, "--no-verify")
    (at / OTHER).write_text((at / OTHER).read_text() + "\n# a comment\n")
    done = side.run(at, "git", "commit", "-qam", "x")
    score.expect(done.returncode == 0 and "it was so before" in done.stdout + done.stderr,
                 "an old error is told and stops nothing", shown(done))

    (side.place / "only-git").mkdir()
    for program in ("git", "sh"):
        (side.place / "only-git" / program).symlink_to(shutil.which(program))
    (at / OTHER).write_text((at / OTHER).read_text() + "\n# another\n")
    refused(score, side, at, "psp is not on the PATH", "git", "commit", "-am", "x", says=("--no-verify", "PATH"),
            env={"PATH": str(side.place / "only-git")})


def test_first_commit(score, side):
    at = side.place / "first"
    side.must(side.place, "psp", "init", str(at), "--git")
    side.must(at, "psp", "open", "--service", "first-aid", "--client", "K-1", "-q")
    text = (at / CASE).read_text()
    (at / CASE).write_text(text + "[[x\n")
    side.must(at, "git", "add", ".")
    refused(score, side, at, "a first commit with a broken file", says=(CASE,))
    (at / CASE).write_text(text)
    side.commit(at)
    score.expect(side.run(at, "git", "rev-parse", "HEAD").returncode == 0, "a first commit goes through")


def test_merges(score, side):
    at = side.ledger("merges")
    start = re.search(r'\[\[remark\]\]\nid = "(\w+)"', (at / CASE).read_text())[1]
    side.must(at, "git", "branch", "other")
    side.remark(at, "here", "2")
    side.commit(at)
    side.must(at, "git", "checkout", "-q", "other")
    there = side.remark(at, "there")
    commit = side.commit(at)
    side.must(at, "git", "checkout", "-q", "master")
    refused(score, side, at, "a merge that takes nothing of the other side", "git", "merge", "-q", "-s", "ours", "-m", "m",
            "other", says=(f"remark {there}", commit, CASE))
    side.must(at, "git", "reset", "-q", "--hard")
    side.must(at, "git", "merge", "-q", "--no-commit", "--no-ff", "other")
    strike(at, there)
    refused(score, side, at, "a merge from which a record was taken", "git", "commit", "-a", "-m", "m", says=(there, commit))
    side.must(at, "git", "checkout", "-q", "other", "--", CASE)
    strike(at, start)
    refused(score, side, at, "a merge that loses what both had", "git", "commit", "-a", "-m", "m", says=(start,))
    side.must(at, "git", "reset", "-q", "--hard")
    side.must(at, "git", "checkout", "-q", "other")
    strike(at, start)
    side.commit(at, "--no-verify")
    side.must(at, "git", "checkout", "-q", "master")
    done = side.run(at, "git", "merge", "-q", "-m", "m", "other")
    score.expect(done.returncode == 0 and start not in (at / CASE).read_text(), "what one side took out on purpose is no loss",
                 shown(done))
    side.must(at, "git", "checkout", "-q", "--detach")
    told = side.run(at, "psp", "doctor")
    score.expect("on no branch" in told.stdout, "doctor tells of a detached head", shown(told))
    side.must(at, "git", "checkout", "-q", "master")
    for branch, text in (("left", "x"), ("right", "y")):
        side.must(at, "git", "checkout", "-q", "-b", branch, "master")
        (at / OTHER).write_text((at / OTHER).read_text().replace('client = "K-2"', f'client = "K-{text}"'))
        side.commit(at)
    side.run(at, "git", "merge", "-q", "left")
    told = side.run(at, "psp", "doctor")
    score.expect("in the middle of a merge" in told.stdout, "doctor tells of a merge that is not done", shown(told))
    check = side.run(at, "psp", "check", "--staged")
    score.expect(check.returncode == 1 and "not merged yet" in check.stdout, "what is not merged is told", shown(check))


def test_places(score, side):
    at = side.ledger("sub", "my office")
    record = re.search(r'\[\[remark\]\]\nid = "(\w+)"', (at / CASE).read_text())[1]
    strike(at, record)
    told = refused(score, side, at, "a ledger in a subdirectory", "git", "commit", "-a", "-m", "x", says=(CASE, record))
    refused(score, side, at.parent, "the same from above", "git", "commit", "-a", "-m", "x", says=(CASE, record))
    side.must(at, *re.search(r"psp (git checkout \w+ -- \S+)", told)[1].split())
    score.expect(record in (at / CASE).read_text(), "its command works there")
    side.must(at, "git", "worktree", "add", "-q", str(side.place / "linked"), "-b", "linked")
    linked = side.place / "linked/my office"
    strike(linked, record)
    refused(score, side, linked, "a linked working tree", "git", "commit", "-a", "-m", "x", says=(CASE, record))
    second = at.parent / "second"
    side.must(side.place, "psp", "init", str(second), "--git")
    hook = (at.parent / ".git/hooks/pre-commit").read_text()
    score.expect("psp -C 'my office' check --staged --hook || exit 1\npsp -C second check --staged --hook || exit 1\n" in hook,
                 "a line for each ledger", hook)
    score.expect("others on this machine can read what git keeps" in side.run(at, "psp", "doctor").stdout or
                 stat.S_IMODE(at.parent.stat().st_mode) & 0o077 == 0, "doctor looks at git's own directory")

    at = side.place / "hookspath"
    side.must(side.place, "git", "init", "-q", str(at))
    side.must(at, "git", "config", "core.hooksPath", "our-hooks")
    (at / "our-hooks").mkdir()
    (at / "our-hooks/pre-commit").write_text("#!/bin/sh\nexit 0\n")
    (at / "our-hooks/pre-commit").chmod(0o755)
    done = side.run(side.place, "psp", "init", str(at), "--git")
    line = "psp -C . check --staged --hook || exit 1"
    score.expect(done.returncode == 0 and line in done.stderr and
                 (at / "our-hooks/pre-commit").read_text() == "#!/bin/sh\nexit 0\n" and
                 line in (at / "our-hooks/pre-merge-commit").read_text(), "core.hooksPath, and a hook of one's own", shown(done))
    score.expect("lacks the line" in side.run(at, "psp", "doctor").stdout, "doctor tells of the line")
    (at / "our-hooks/pre-commit").write_text(f"#!/bin/sh\n{line}\n")
    well = side.run(at, "psp", "doctor")
    score.expect(well.returncode == 0, "with the line all is well", shown(well))

    shared, config = side.place / "shared-hooks", side.place / "gitconfig"
    shared.mkdir()
    config.write_text(f"[core]\n\thooksPath = {shared}\n")
    done = side.run(side.place, "psp", "init", "global", "--git", GIT_CONFIG_GLOBAL=str(config))
    score.expect(done.returncode == 0 and line in done.stderr and not list(shared.iterdir()),
                 "hooks for all of a person's repositories are left alone", shown(done))


def history(side, at):
    done = side.run(at, "psp", "check", "--history", "--format", "json")
    return done, json.loads(done.stdout or '{"lost": []}')["lost"]


def lost_records(side, at):
    return {r["id"]: part for part in history(side, at)[1] for r in part["records"]}


def test_history(score, side):
    at = side.ledger("history")
    done, _ = history(side, at)
    score.expect(done.returncode == 0, "nothing is lost at first", shown(done))
    ids = [side.remark(at, f"remark {n}") for n in range(4)]
    side.commit(at)
    strike(at, ids[0])
    by_hand = side.commit(at, "--no-verify")
    found = lost_records(side, at)
    score.expect(set(found) == {ids[0]} and found[ids[0]]["commit"] == by_hand and found[ids[0]]["file"] == CASE,
                 "a hand deletion", found)
    text = side.run(at, "psp", "check", "--history")
    score.expect(text.returncode == 1 and f"remark {ids[0]}" in text.stdout and by_hand in text.stdout, "in words", shown(text))
    back = side.must(at, "sh", "-c", re.search(r"\$ (.*)", text.stdout)[1])
    score.expect(ids[0] in back, "the command that is told prints what was lost", back)

    # A merge by lines fuses or drops what both sides added: here it keeps ours alone.
    side.must(at, "git", "checkout", "-q", "-b", "side")
    there = side.remark(at, "on the side", "2")
    side.commit(at)
    score.expect(there not in lost_records(side, at), "what is here is not lost")
    side.must(at, "git", "checkout", "-q", "master")
    done, parts = history(side, at)
    score.expect(there not in str(parts) and "1 record is not merged yet" in done.stderr, "another branch", shown(done))
    side.remark(at, "on master", "2")
    side.commit(at)
    side.must(at, "git", "merge", "-q", "-s", "ours", "--no-verify", "-m", "m", "side")
    union = side.must(at, "git", "rev-parse", "--short", "HEAD").strip()
    found = lost_records(side, at)
    score.expect(there in found and found[there]["commit"] == union and "^2" in found[there]["command"],
                 "a merge that lost a record", found)
    side.must(at, "git", "branch", "-q", "-D", "side")
    score.expect(there in lost_records(side, at), "also without its branch")

    gone = side.remark(at, "before the reset")
    reset = side.commit(at)
    side.must(at, "git", "reset", "-q", "--hard", "HEAD^")
    found = lost_records(side, at)
    score.expect(gone in found and found[gone]["commit"] == reset and found[gone]["left_behind"], "a reset", found)
    kept = [side.remark(at, f"to be rebased {n}") for n in range(2)]
    side.commit(at)
    side.must(at, "git", "commit", "-q", "--amend", "-m", "the same again")
    score.expect(not set(kept) & set(lost_records(side, at)), "an amended commit lost nothing")
    dropped = side.remark(at, "dropped by a rebase", "2")
    drop = side.commit(at)
    side.remark(at, "after it")
    side.commit(at)
    side.must(at, "git", "rebase", "-q", "--onto", "HEAD~2", "HEAD~1")
    found = lost_records(side, at)
    score.expect(dropped in found and found[dropped]["left_behind"], "a bad rebase", found)
    score.expect(found.get(dropped, {}).get("commit") is not None and drop, "with a commit that has it", found)

    stashed = side.remark(at, "stashed")
    side.must(at, "git", "stash", "-q")
    score.expect(stashed not in lost_records(side, at), "a stash is no loss")
    side.must(at, "git", "stash", "pop", "-q")
    side.commit(at)

    text = (at / OTHER).read_text()
    (at / "cases/2026/2026-0009.toml").write_text(text.replace("2026-0002", "2026-0009"))
    before = set(lost_records(side, at))
    side.must(at, "git", "rm", "-q", OTHER)
    side.commit(at)
    score.expect(set(lost_records(side, at)) == before, "another number is no loss", lost_records(side, at))
    side.must(at, "git", "rm", "-q", CASE)
    side.commit(at, "--no-verify")
    text = side.run(at, "psp", "check", "--history").stdout
    whole = re.search(r"2026-0001.toml: the whole file, with (\d+) records, was lost", text)
    score.expect(bool(whole) and int(whole[1]) >= 6, "a file that is gone is one line with its count", text)
    side.must(at, "sh", "-c", re.search(r"\$ (psp git checkout .*)", text)[1])
    score.expect("the whole file" not in side.run(at, "psp", "check", "--history").stdout, "and is brought back")
    side.commit(at)
    side.must(at, "psp", "git", "status", "--short")
    score.expect(ids[0] in lost_records(side, at), "what was lost before it stays lost")
    shallow = side.place / "shallow"
    side.must(side.place, "git", "clone", "-q", "--depth", "1", f"file://{at}", str(shallow))
    done = side.run(shallow, "psp", "check", "--history")
    score.expect(done.returncode == 0 and "shallow" in done.stderr, "a shallow clone says so", shown(done))


def test_diff(score, side):
    at = side.ledger("diff")
    first = side.must(at, "git", "rev-parse", "--short", "HEAD").strip()
    record = side.remark(at, "first\nsecond")
    score.expect(side.run(at, "psp", "diff").stdout.endswith("1 record added in 1 case\n"), "psp diff counts")
    words = side.must(at, "git", "diff")
    score.expect(f"+remark {record}\n" in words and "+    second\n" in words and "[[remark]]" not in words,
                 "git diff shows words", words)
    raw = side.must(at, "git", "diff", PATH="/usr/bin:/bin")
    score.expect("+[[remark]]\n" in raw, "without psp git shows the file as it is", raw)
    side.commit(at)
    logged = side.must(at, "git", "log", "-p", "-1")
    score.expect(f"+remark {record}\n" in logged, "git log -p shows words", logged)
    (at / CASE).write_text((at / CASE).read_text() + "[[broken\n")
    raw = side.must(at, "git", "diff")
    score.expect("+[[broken\n" in raw, "a file that cannot be read is shown as it is", raw)
    done = side.run(at, "psp", "diff", "HEAD")
    score.expect(done.returncode == 3 and CASE in done.stderr, "psp diff names it", shown(done))
    two = side.run(at, "psp", "diff", f"{first}..HEAD")
    score.expect(two.returncode == 0 and record in two.stdout, "between two commits", shown(two))
    score.expect(side.run(at, "psp", "diff", "nowhere").returncode == 2, "a commit that is not there")
    text = side.run(pathlib.Path("/"), "psp", "diff", "--textconv", str(at / OTHER))
    score.expect(text.returncode == 0 and text.stdout.startswith("case 2026-0002\n"), "words without a ledger", shown(text))


def test_doctor(score, side):
    at = side.ledger("doctor")
    (at / "psp.toml").write_text("format = 1\n[office\n")
    done = side.run(at, "psp", "doctor")
    score.expect(done.returncode == 1 and "psp.toml cannot be read" in done.stdout and "hooks" in done.stdout,
                 "doctor works with a broken psp.toml", shown(done))
    side.must(at, "git", "checkout", "-q", "psp.toml")
    (at / CASE).write_text("x")
    done = side.run(at, "psp", "doctor")
    score.expect(done.returncode == 1 and "1 file cannot be read" in done.stdout, "and with a broken case", shown(done))
    side.must(at, "git", "checkout", "-q", CASE)
    (at / "people").mkdir()
    (at / "people/K-1.toml").write_text('name = "Eva"\n')
    side.must(at, "git", "add", "-f", "people")
    done = side.run(at, "psp", "doctor")
    score.expect(done.returncode == 1 and "in the clear" in done.stdout and "psp git rm --cached -r people" in done.stdout,
                 "people in the clear", shown(done))
    side.must(at, "git", "rm", "-q", "-r", "--cached", "people")
    score.expect("not on the PATH" in side.run(at, side.psp.path, "doctor", PATH="/usr/bin:/bin").stdout, "psp not on the PATH")
    done = side.run(at, "psp", "doctor", "--now", "2020-01-01")
    score.expect(done.returncode == 1 and "before the last record" in done.stdout, "a clock that is wrong", shown(done))
    done = side.run(at, "psp", "doctor", PSP_NOW="2020-01-01")
    score.expect(done.returncode == 1 and "unset PSP_NOW" in done.stdout, "a clock that was left standing", shown(done))
    alone = side.place / "no-repository"
    side.must(side.place, "psp", "init", str(alone))
    done = side.run(alone, "psp", "doctor", "--format", "json")
    found = {f["name"]: f for f in json.loads(done.stdout)["findings"]}
    score.expect(done.returncode == 0 and found["repository"]["command"] == "psp init --git", "outside a repository", shown(done))


def large_ledger(side, name, cases, commits):
    """A ledger made by git fast-import: every commit adds a record to a case."""
    at = side.place / name
    side.must(side.place, "psp", "init", str(at), "--git")
    texts, stream = {}, []

    def data(text):
        return f"data {len(text.encode())}\n{text}\n"

    def commit(n, files):
        stream.append(f"commit refs/heads/master\nmark :{n + 1}\ncommitter a <a@example.org> {1795421600 + n} +0100\n" +
                      data("work") + (f"from :{n}\n" if n else ""))
        for file in files:
            stream.append(f"M 100644 inline {file}\n" + data(texts[file]))

    for i in range(cases):
        number = f"2026-{i + 1:04}"
        texts[f"cases/2026/{number}.toml"] = (
            f'format = 1\ncase = "{number}"\nservice = "first-aid"\nopened = 2026-01-05\nclient = "K-{i}"\nby = "ana"\n'
            f"recorded = 2026-01-05T09:00:00+01:00\n")
    commit(0, texts)
    files = list(texts)
    for n in range(1, commits):
        file = files[n % cases]
        texts[file] += (f'\n[[remark]]\nid = "{n:06}"\ndate = 2026-01-06\ntext = "what was said, the {n}th time"\n'
                        f'by = "ana"\nrecorded = 2026-01-06T09:00:00+01:00\n')
        commit(n, [file])
    subprocess.run(["git", "fast-import", "--quiet"], cwd=at, input="".join(stream).encode(), check=True,
                   env=side.environment())
    side.must(at, "git", "reset", "-q", "--hard", "master")
    return at, files


def timed(side, at, *words):
    start = time.monotonic()
    done = side.run(at, *words)
    return time.monotonic() - start, done


def test_large(score, side, long):
    at, files = large_ledger(side, "large", 1000 if long else 50, 5000 if long else 200)
    record = "000150"
    strike(at, record, files[150 % len(files)])
    side.must(at, "git", "add", "-u")
    took, done = timed(side, at, "psp", "check", "--staged")
    print(f"check --staged: {took * 1000:.0f} ms")
    score.expect(done.returncode == 1 and record in done.stdout, "large: a lost record", shown(done))
    side.must(at, "git", "commit", "-q", "--no-verify", "-m", "x")
    side.remark(at, "one more")
    side.must(at, "git", "add", "-u")
    took, done = timed(side, at, "psp", "check", "--staged")
    print(f"check --staged, all well: {took * 1000:.0f} ms")
    score.expect(done.returncode == 0, "large: all is well", shown(done))
    took, done = timed(side, at, "psp", "check", "--history")
    print(f"check --history: {took:.2f} s")
    score.expect(done.returncode == 1 and done.stdout.count("remark ") == 1 and record in done.stdout,
                 "large: one record was lost", shown(done)[:500])
    took, done = timed(side, at, "psp", "diff", "HEAD~20")
    print(f"diff: {took * 1000:.0f} ms")
    score.expect(done.returncode == 0 and "records added" in done.stdout, "large: diff", shown(done)[:500])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("psp")
    parser.add_argument("--long", action="store_true")
    given = parser.parse_args()
    score = Score()
    with tempfile.TemporaryDirectory(prefix="psp-git-", dir=fast_place(given.long)) as directory:
        side = Side(given.psp, pathlib.Path(directory).resolve())
        for test in (test_init, test_init_refused, test_clone, test_hooks, test_first_commit, test_merges, test_places,
                     test_history, test_diff, test_doctor):
            test(score, side)
        test_large(score, side, given.long)
    sys.exit(score.finish())


if __name__ == "__main__":
    main()
