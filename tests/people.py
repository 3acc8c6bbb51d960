#!/usr/bin/env python3
"""Who the clients are, with real git and git-crypt: `people.py PSP`.

people/ is encrypted in git, or left alone whole; a clone without the key shows references and writes nothing in the
clear. psp forget tells what git's history still holds, and nothing personal is in an argument of what it runs. Personal
numbers are found where an implementation of their check digits that is not psp's says so. One more of what was there is
new to the hooks; git's own words are looked into; and what cannot be read is said.
"""
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent / "faults"))
import harness  # noqa: E402

NAME, PHONE = "Maja Lipnik", "041 234 567"
MARK = b"\0GITCRYPT\0"


class Office:
    """A ledger in a repository."""

    def __init__(self, psp, at):
        self.psp, self.at = psp, at

    def run(self, *words, **more):
        return self.psp.run(self.at, *words, **more)

    def must(self, *words, **more):
        return self.psp.must(self.at, *words, **more)

    def git(self, *words, input=None):
        done = subprocess.run(["git", *words], cwd=self.at, env=self.psp.environment(), input=input, capture_output=True)
        if done.returncode:
            raise SystemExit(f"git {' '.join(words)} gave {done.returncode}: {done.stderr.decode()}")
        return done.stdout

    def commit(self, message):
        self.git("add", "-A")
        self.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", message)

    def text(self, path):
        return (self.at / path).read_text() if (self.at / path).exists() else None


def office(psp, scratch, git=True):
    at = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office"
    psp.must(scratch, "init", str(at))
    made = Office(psp, at)
    made.must("open", "-q", "--service", "first-aid", "--client", "K-1", "--distress", "She came.")
    made.must("person", "K-1", "--name", NAME, "--phone", PHONE, "-q")
    if git:
        made.git("init", "-q", ".")
    return made


def path_with(scratch, *programs):
    """A PATH with these programs alone, and what a shell needs."""
    there = pathlib.Path(tempfile.mkdtemp(dir=scratch))
    for program in ("sh", *programs):
        (there / program).symlink_to(shutil.which(program))
    return str(there)


def refused(score, made, what, exit, word, env=None):
    before = {p: made.text(p) for p in (".gitattributes", ".gitignore")}
    done = made.run("person", "--encrypt", env=env)
    score.expect(done.returncode == exit and word in done.stderr, f"{what}: refused", harness.shown(done))
    score.expect(before == {p: made.text(p) for p in before}, f"{what}: nothing is half done")


def refusals(score, psp, scratch):
    refused(score, office(psp, scratch, git=False), "no repository", 2, "in no git repository")
    made = office(psp, scratch)
    refused(score, made, "no git", 4, "git is not installed", {"PATH": path_with(scratch)})
    refused(score, made, "no git-crypt", 4, "git-crypt is not installed", {"PATH": path_with(scratch, "git")})
    score.expect(not made.git("config", "--list", "--local").count(b"git-crypt"), "no git-crypt: no key was made")

    # A git-crypt that sets everything up and encrypts nothing: only a look at what git stores tells.
    useless = pathlib.Path(path_with(scratch, "git", "cat"))
    (useless / "git-crypt").write_text("#!/bin/sh\ngit config filter.git-crypt.clean cat; git config filter.git-crypt.smudge cat\n")
    (useless / "git-crypt").chmod(0o755)
    refused(score, made, "git-crypt that encrypts nothing", 4, "does not store people/ encrypted", {"PATH": str(useless)})

    made = office(psp, scratch)
    made.git("add", "-f", "people")
    refused(score, made, "people/ in git in the clear", 2, "in the clear already")


def encryption(score, psp, scratch):
    made = office(psp, scratch)
    made.commit("before")
    score.expect(b"people/" not in made.git("ls-files"), "people/ is out of git at first")
    done = made.run("person", "--encrypt")
    score.expect(done.returncode == 0 and "export-key" in done.stderr, "it is encrypted, and the key told of", harness.shown(done))
    score.expect(not made.git("diff", "--cached", "--name-only"), "nothing is committed or staged by it")
    attributes = made.git("check-attr", "filter", "merge", "text", "--", "people/K-1.toml").decode()
    score.expect("filter: git-crypt" in attributes and "merge: unspecified" in attributes, "attributes", attributes)
    made.commit("with people")
    stored = made.git("cat-file", "blob", "HEAD:people/K-1.toml")
    score.expect(stored.startswith(MARK) and b"Lipnik" not in stored, "git stores ciphertext", stored[:40])
    score.expect(b"people/" not in made.git("cat-file", "blob", "HEAD:.gitignore"), ".gitignore lets people/ in")
    ignored = made.text(".gitignore")
    again = made.run("person", "--encrypt")
    score.expect(again.returncode == 0 and "already" in again.stdout, "a second time changes nothing", harness.shown(again))
    score.expect(made.text(".gitignore") == ignored and made.git("status", "--porcelain") == b"", "a second time leaves no change")
    score.expect(made.run("check", "--privacy").stdout == "", "encrypted people are no finding")
    key = scratch / "key"
    subprocess.run(["git-crypt", "export-key", str(key)], cwd=made.at, env=psp.environment(), check=True)
    clone_without_key(score, psp, scratch, made, key)


def clone_without_key(score, psp, scratch, made, key):
    at = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "clone"
    subprocess.run(["git", "clone", "-q", str(made.at), str(at)], env=psp.environment(), check=True)
    clone = Office(psp, at)
    told = "git-crypt unlock"
    for words in (("list",), ("status", "--all"), ("show", "1")):
        done = clone.run(*words)
        score.expect(done.returncode == 0 and "K-1" in done.stdout and NAME not in done.stdout and done.stderr.count(told) == 1,
                     f"without the key: references, and one word on it | {words}", harness.shown(done))
    json_list = clone.run("list", "--format", "json")
    score.expect(json_list.returncode == 0 and not json_list.stderr, "JSON needs no names", harness.shown(json_list))
    for words in (("person", "K-1"), ("person",), ("forget", "K-1", "--yes")):
        done = clone.run(*words)
        score.expect(done.returncode == 3 and told in done.stderr, f"without the key: exit 3 | {words}", harness.shown(done))
    done = clone.run("check")
    score.expect(done.returncode == 0 and done.stdout == "", "ciphertext is no broken file", harness.shown(done))
    done = clone.run("check", "--privacy")
    score.expect(done.returncode == 0 and "nothing could be looked for" in done.stderr, "--privacy says what it could not look for",
                 harness.shown(done))
    before = harness.snapshot(at / "people")
    for words in (("person", "K-2", "--name", "Somebody Else"), ("person", "K-1", "--phone", "1"), ("person", "--encrypt")):
        done = clone.run(*words)
        score.expect(done.returncode == 2 and told in done.stderr, f"without the key nothing is written | {words}", harness.shown(done))
    score.expect(harness.snapshot(at / "people") == before, "without the key people/ stays as it is")
    subprocess.run(["git-crypt", "unlock", str(key)], cwd=at, env=psp.environment(), check=True)
    done = clone.run("list")
    score.expect(f"K-1 ({NAME})" in done.stdout and not done.stderr, "with the key the names are there", harness.shown(done))
    clone.must("person", "K-1", "--phone", "031 111 222")
    clone.commit("another number")
    score.expect(clone.git("cat-file", "blob", "HEAD:people/K-1.toml").startswith(MARK), "and what is changed is encrypted")


def history_of(made, **more):
    return json.loads(made.run("forget", "K-1", "--yes", "--format", "json", **more).stdout)["history"]


def forgetting(score, psp, scratch):
    made = office(psp, scratch)
    made.commit("a start")
    made.git("add", "-f", "people/K-1.toml")
    made.commit("by mistake")
    made.git("rm", "-q", "--cached", "people/K-1.toml")
    made.commit("mended")
    case = made.at / "cases/2026/2026-0001.toml"
    before = case.read_text()
    case.write_text(before.replace("She came.", f"Majo Lipnikovo, {PHONE}."))
    made.commit("a name in a text")
    case.write_text(before)
    made.commit(f"what {NAME} said")
    made.git("hash-object", "-w", "--stdin", input=b"Lipnik, of nobody's commit")
    rewritten = harness.scratch_copy(made.at, scratch)
    shallow = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "shallow"

    log = scratch / "forget.strace"
    done = made.run("forget", "K-1", "--yes", before=("env", "ASAN_OPTIONS=detect_leaks=0", "strace", "-f", "-s", "5000", "-o", str(log), "-e", "trace=execve")
                    if shutil.which("strace") else ())
    told = done.stdout
    score.expect(done.returncode == 0, "forget", harness.shown(done))
    for line in ("people/K-1.toml: 1 version in the clear", "cases/2026/2026-0001.toml: 1 version tells who the client is",
                 "(messages of commits): 1 version", "(of a file that nothing refers to any more): 1 version", "git filter-repo",
                 "git reflog expire", "backups"):
        score.expect(line in told, f"told of the history | {line}", told)
    score.expect("Lipnik" not in told and PHONE not in told, "nothing that is found is repeated", told)
    if log.exists():
        # The words alone: numbers of processes and addresses hold any digits.
        children = [l.split("[", 1)[1].split("]")[0] for l in log.read_text().splitlines() if "execve(" in l and '"git"' in l]
        score.expect(children and not any(w in l for l in children for w in ("Lipnik", "K-1", "234")), "nothing personal in git's arguments",
                     children)
    score.expect("Lipnik" not in made.text("people/K-1.toml"), "the tombstone names nobody", made.text("people/K-1.toml"))
    score.expect(case.read_text() == before, "no text is changed")

    # The same ledger with its history gone: nothing is found. Only the newest state remains.
    made = Office(psp, rewritten)
    made.git("checkout", "-q", "--orphan", "fresh")
    made.commit("anew")
    made.git("branch", "-D", "master") if b"master" in made.git("branch") else made.git("branch", "-D", "main")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{rewritten}", str(shallow)], env=psp.environment(), check=True)
    made.git("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    made.git("gc", "-q", "--prune=now")
    again = harness.scratch_copy(made.at, scratch)
    found = history_of(made)
    score.expect(found["looked"] and found["objects"] > 0 and (found["clear"], found["encrypted"], found["named"]) == (0, 0, []),
                 "after the procedure nothing is found", found)
    shutil.copytree(again / "people", shallow / "people")
    found = history_of(Office(psp, shallow))
    score.expect(found["looked"] and found["shallow"], "a shallow clone is told", found)

    # What cannot be looked at is told, and the person is forgotten all the same.
    made = Office(psp, again)
    found = history_of(made, env={"PATH": path_with(scratch)})
    score.expect(not found["looked"] and "not installed" in found["why"], "without git", found)
    made = office(psp, scratch)
    made.commit("one")
    for file in (made.at / ".git/objects").rglob("*"):
        if file.is_file():
            file.chmod(0o644)
            file.write_bytes(b"broken")
    done = made.run("forget", "K-1", "--yes")
    score.expect("not looked at" in done.stdout and "nothing was found" not in done.stdout and "Lipnik" not in made.text("people/K-1.toml"),
                 "a broken repository", harness.shown(done))


def encrypted_history(score, psp, scratch):
    made = office(psp, scratch)
    made.must("person", "--encrypt", "-q")
    made.commit("one")
    found = history_of(made)
    score.expect((found["clear"], found["encrypted"]) == (0, 1), "encrypted versions are told apart", found)
    made.commit("forgotten")
    score.expect(made.git("cat-file", "blob", "HEAD:people/K-1.toml").startswith(MARK), "the tombstone is encrypted as well")


def found_in(done):
    return [(d["file"], d["severity"], d["message"]) for d in json.loads(done.stdout)["diagnostics"]]


def once_more(score, psp, scratch):
    """What was in a file already is told; one more of the same is new, on whichever side of a merge it came."""
    made = office(psp, scratch)
    notes = made.at / "notes.txt"

    def staged(text, what, errors, warnings, exit):
        notes.write_text(text)
        made.git("add", "-A")
        done = made.run("check", "--staged", "--format", "json")
        found = [severity for file, severity, _ in found_in(done) if file == "notes.txt"]
        score.expect((found.count("error"), found.count("warning"), done.returncode) == (errors, warnings, exit), what, harness.shown(done))

    def commit(message):
        made.git("add", "-A")
        made.git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "--no-verify", "-m", message)

    line = f"{NAME} came.\n"
    notes.write_text(line)
    commit("once")
    home = made.git("branch", "--show-current").decode().strip()
    staged(f"And then\n{line}", "on another line it is the same", 0, 1, 0)
    staged(line * 2, "a second time", 1, 1, 1)
    staged(line + f"{NAME.upper()} came.\n", "in other letters", 1, 1, 1)
    notes.write_text(line * 3)
    commit("three times")
    staged(line * 2, "one less", 0, 2, 0)
    staged(line * 5, "two more", 2, 3, 1)
    made.git("checkout", "-q", "-f", "-b", "other", f"{home}~1")
    notes.write_text("In the other branch:\n" + line * 2)
    commit("twice")
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "-q", "--no-commit", home], cwd=made.at,
                   env=psp.environment(), capture_output=True)
    staged(line * 3, "a merge: as often as the side that has it less often", 1, 2, 1)
    staged(line * 2, "a merge: as often as both", 0, 2, 0)
    made.git("reset", "-q", "--hard")
    made.git("rm", "-q", "notes.txt")
    commit("gone")
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "merge", "-q", "--no-commit", home], cwd=made.at,
                   env=psp.environment(), capture_output=True)
    staged(line, "a merge: one side has no such file", 1, 0, 1)


def words_of_git(score, psp, scratch):
    """psp check --privacy looks into what commits, branches, tags and notes say, in all refs, and repeats nothing of it."""
    made = office(psp, scratch)
    (made.at / "psp.toml").write_text((made.at / "psp.toml").read_text() +
                                      '\n[workers.mia]\nname = "Mia Kos"\nemail = "m.lipnik@example.org"\n')
    made.commit("begun")
    start = made.git("rev-parse", "HEAD").decode().strip()
    home = made.git("branch", "--show-current").decode().strip()

    def told(what, place, words, exit=1, times=1):
        done = made.run("check", "--privacy", "--format", "json")
        found = [d for d in found_in(done) if d[0] != "psp.toml"]  # which has the address of a worker
        right = [d for d in found if re.fullmatch(place, d[0]) and words in d[2]]
        score.expect(done.returncode == exit and len(found) == len(right) == times, f"psp check --privacy: {what}", harness.shown(done))
        said = (done.stdout + done.stderr).lower()
        score.expect("lipnik" not in said and "234 567" not in said and "234567" not in said, f"nothing that is found is repeated: {what}", said)

    def back():
        made.git("checkout", "-q", "-f", home)
        made.git("reset", "-q", "--hard", start)

    def commit(message, *, branch=None, **who):
        if branch:
            made.git("checkout", "-q", "-b", branch)
        env = {f"GIT_{role}_{key}": f"x{'@example.org' * (key == 'EMAIL')}" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        subprocess.run(["git", "commit", "-q", "--no-verify", "--allow-empty", "--file=-"], cwd=made.at, input=message.encode(), check=True,
                       env=psp.environment(**(env | who)))

    nothing = "there is nothing"
    told(nothing, "", "", 0, 0)
    commit(f"a talk\n\nwith {NAME}\n")
    short = made.git("rev-parse", "--short", "HEAD").decode().strip()
    told("a message", f"commit {short}", "in the message: a name of K-1: …M*** L*****…")
    done = made.run("check", "--privacy")
    score.expect(f"\ncommit {short}:3:6: error: in the message: " in done.stdout, "its line and column", done.stdout)
    back()
    commit("x", branch="elsewhere")
    commit(f"of {PHONE}")
    back()
    told("a message in another branch", r"commit [0-9a-f]{7,}", "in the message: the telephone number of K-1")
    made.git("branch", "-q", "-D", "elsewhere")
    told("a branch that is gone", "", "", 0, 0)
    commit("x", GIT_AUTHOR_NAME=NAME)
    told("an author", r"commit [0-9a-f]{7,}", "in the name of its author or committer: a name of K-1")
    commit("x", GIT_COMMITTER_NAME=NAME)
    commit("x", GIT_COMMITTER_NAME=NAME)
    told("each name once", r"commit [0-9a-f]{7,}", "who made 2 other commits as well: a name of K-1")
    back()
    commit("x", GIT_COMMITTER_EMAIL="maja-lipnik@example.org")
    told("an address", r"commit [0-9a-f]{7,}", "in the e-mail address of its author or committer: a name of K-1")
    back()
    commit("Mia Kos came", GIT_AUTHOR_NAME="Mia Kos", GIT_AUTHOR_EMAIL="m.lipnik@example.org")
    told("a worker", "", "", 0, 0)
    back()
    made.git("branch", "maja-lipnik")
    told("a branch's name", r"branch m\*\*\*-l\*\*\*\*\*", "in its name: a name of K-1")
    made.git("update-ref", "refs/remotes/origin/maja-lipnik", "HEAD")
    told("a branch's name there", r"branch (origin/)?m\*\*\*-l\*\*\*\*\*", "in its name: a name of K-1", times=2)
    made.git("branch", "-D", "maja-lipnik")
    made.git("update-ref", "-d", "refs/remotes/origin/maja-lipnik")
    made.git("tag", "maja-lipnik")
    told("a tag's name", r"tag m\*\*\*-l\*\*\*\*\*", "in its name: a name of K-1")
    made.git("tag", "-d", "maja-lipnik")
    made.git("-c", "user.name=x", "-c", "user.email=x@example.org", "tag", "-a", "-F", "-", "v1", input=f"with\n{NAME}\n".encode())
    told("a tag's message", "tag v1", "in the message: a name of K-1")
    made.git("tag", "-d", "v1")
    made.git("-c", f"user.name={NAME}", "-c", "user.email=x@example.org", "tag", "-a", "-m", "x", "v1")
    told("who made a tag", "tag v1", "in the name of the tagger: a name of K-1")
    made.git("tag", "-d", "v1")
    made.git("-c", "user.name=x", "-c", "user.email=x@example.org", "notes", "--ref", "talks", "add", "-F", "-", input=NAME.encode())
    told("a note", f"note on {start[:7]}", "in its text: a name of K-1")
    made.git("update-ref", "-d", "refs/notes/talks")
    (made.at / "notes.txt").write_text("x\n")
    made.git("-c", "user.name=x", "-c", "user.email=x@example.org", "stash", "push", "-q", "-u", "-m", f"about {NAME}")
    told("a stash", r"commit [0-9a-f]{7,}", "in the message: a name of K-1")
    made.git("stash", "drop", "-q")
    head = made.git("cat-file", "commit", "HEAD")
    strange = made.git("hash-object", "-t", "commit", "-w", "--stdin", input=head + "z Vido Žagar\n".encode("cp1250")).decode().strip()
    made.git("update-ref", "refs/heads/strange", strange)
    told("a message that is not UTF-8", r"commit [0-9a-f]{7,}", "in the message: not UTF-8, and cannot be looked through")
    made.git("branch", "-q", "-D", "strange")
    told(nothing, "", "", 0, 0)
    new = office(psp, scratch)
    done = new.run("check", "--privacy")
    score.expect(done.returncode == 0 and done.stdout == done.stderr == "", "a repository without commits", harness.shown(done))


def what_cannot_be_read(score, psp, scratch):
    """Whom nobody could look for, and what nobody could look into, is said; where the system keeps it shut, that is exit 4."""
    absent = "people/ is not there: no name could be looked for"
    left_out = "not every name could be looked for: people/ cannot be read whole"
    bare = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "bare.git"

    def made_anew():
        made = office(psp, scratch)
        made.commit("begun")
        shutil.rmtree(bare, ignore_errors=True)
        subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True, env=psp.environment())
        made.git("remote", "add", "origin", str(bare))
        (made.at / "new.txt").write_text("EMŠO 0101006500006\n")
        made.git("add", "new.txt")
        return made

    def sent():
        return subprocess.run(["git", "for-each-ref"], cwd=bare, capture_output=True, check=True, env=psp.environment()).stdout

    sync = {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "x"), ("EMAIL", "x@example.org"))}
    made = made_anew()
    shutil.rmtree(made.at / "people")
    for words in (("check", "--privacy"), ("check", "--staged")):
        done = made.run(*words)
        score.expect(done.returncode == 1 and done.stderr.count(absent) == 1 and "new.txt:1:6: error: an EMŠO" in done.stdout,
                     f"without people/ | {words}", harness.shown(done))
    made.git("rm", "-q", "-f", "new.txt")
    done = made.run("sync", env=sync)
    score.expect(done.returncode == 0 and done.stderr.count(absent) == 1 and sent(), "without people/ | sync", harness.shown(done))

    # Root may read anything, unless it gives that up.
    prefix = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    if prefix and not shutil.which("setpriv"):
        return score.not_run("people/ that cannot be read", "no setpriv")
    closed = "Permission denied"
    for path in ("people/K-1.toml", "people", "people/more"):
        made = made_anew()
        (made.at / path).mkdir(exist_ok=True) if path.endswith("more") else None
        (made.at / path).chmod(0)
        for words in (("check", "--privacy"), ("check", "--staged"), ("check", "--staged", "-q"), ("check", "--privacy", "--format", "json")):
            done = made.run(*words, before=prefix)
            said = done.stdout + done.stderr
            score.expect(done.returncode == 4 and closed in said and left_out in done.stderr and "new.txt" in done.stdout and "EMŠO" in done.stdout,
                         f"{path} that cannot be read | {words}", harness.shown(done))
            score.expect(said.count(closed) == 1, f"{path} that cannot be read: told once | {words}", harness.shown(done))
        made.git("rm", "-q", "-f", "new.txt")
        head = made.git("rev-parse", "HEAD")
        (made.at / "psp.toml").write_text((made.at / "psp.toml").read_text() + "\n# more\n")
        done = made.run("sync", before=prefix, env=sync)
        score.expect(done.returncode == 4 and closed in done.stderr and left_out in done.stderr and not sent() and
                     made.git("rev-parse", "HEAD") == head, f"{path} that cannot be read | sync", harness.shown(done))
        (made.at / path).chmod(0o700)
        done = made.run("sync", env=sync)
        score.expect(done.returncode == 0 and sent(), f"{path} that can be read again | sync", harness.shown(done))
    # What lies elsewhere, known to git or not; and without git.
    for git in (True, False):
        for path, closing in (("shut.txt", "shut.txt"), ("shut/x.txt", "shut")):
            made = office(psp, scratch, git)
            (made.at / path).parent.mkdir(exist_ok=True)
            (made.at / path).write_text(f"{NAME}\n")
            (made.at / "new.txt").write_text(f"{NAME}\n")
            if git:
                made.commit("begun")
                made.git("rm", "-q", "--cached", path)
            (made.at / closing).chmod(0)
            done = made.run("check", "--privacy", before=prefix)
            score.expect(done.returncode == 4 and closed in done.stdout + done.stderr and "new.txt:1:1: error: a name of K-1" in done.stdout,
                         f"{closing} that cannot be read | git: {git}", harness.shown(done))
            (made.at / closing).chmod(0o700)
    for git in (True, False):
        made = office(psp, scratch, git)
        (made.at / "new.txt").write_text("EMŠO 0101006500006\n")
        (made.at / "people").chmod(0)
        done = made.run("check", "--privacy", before=prefix)
        score.expect(done.returncode == 4 and "new.txt:1:6: error" in done.stdout and (done.stdout + done.stderr).count(closed) == 1,
                     f"people/ that cannot be read, nothing committed | git: {git}", harness.shown(done))
        (made.at / "people").chmod(0o700)


def emso(day, middle):
    """Thirteen digits, or nothing where the check digit would be a 10."""
    digits = f"{day:%d%m}{day.year % 1000:03}{middle:05}"
    rest = 0
    for place, digit in enumerate(reversed(digits)):
        rest += int(digit) * (place % 6 + 2)
    check = 11 - rest % 11
    return None if check == 10 else digits + str(check % 11)


def kods(day, serial):
    digits = f"{day:%d%m%y}{day.year // 100 - 18}{serial:03}"
    total = sum(int(d) * f for d, f in zip(digits, (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    return digits + str((1101 - total) % 11 % 10)


def personal_numbers(score, psp, scratch):
    """One number a line; each that psp finds must be one, and the other way round."""
    made = office(psp, scratch, git=False)
    rng = random.Random(20261123)
    lines, expected = [], set()
    for _ in range(1500):
        day = datetime.date(1850, 1, 1) + datetime.timedelta(days=rng.randrange(90000))
        number = emso(day, rng.randrange(100000)) if rng.random() < 0.5 else kods(day, rng.randrange(1000))
        if number is None:
            continue
        right = rng.random() < 0.5
        if not right:  # one digit is another: both codes find every such mistake in the check digit itself
            number = number[:-1] + str((int(number[-1]) + rng.randrange(1, 10)) % 10)
        lines.append(number)
        if right:
            expected.add(len(lines))
    (made.at / "numbers.txt").write_text("\n".join(lines) + "\n")
    found = json.loads(made.run("check", "--privacy", "--format", "json").stdout)["diagnostics"]
    lines_found = {d["line"] for d in found if d["file"] == "numbers.txt"}
    score.expect(len(expected) > 500 and lines_found == expected, "the same numbers as an implementation of its own finds",
                 f"missed {sorted(expected - lines_found)[:5]}, wrong {[lines[n - 1] for n in sorted(lines_found - expected)][:5]}")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    score, psp = harness.Score(), harness.Psp(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="psp-people-", dir=harness.fast_place(False)) as directory:
        scratch = pathlib.Path(directory)
        personal_numbers(score, psp, scratch)
        if not shutil.which("git"):
            score.not_run("git", "it is not installed")
        else:
            forgetting(score, psp, scratch)
            once_more(score, psp, scratch)
            words_of_git(score, psp, scratch)
            what_cannot_be_read(score, psp, scratch)
        if not shutil.which("git-crypt"):
            score.not_run("encryption", "git-crypt is not installed")
        else:
            refusals(score, psp, scratch)
            encryption(score, psp, scratch)
            encrypted_history(score, psp, scratch)
    sys.exit(score.finish())


main()
