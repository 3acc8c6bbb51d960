#!/usr/bin/env python3
"""Where psp forget looks beside a ledger's texts and git's history: `forgetting.py PSP`.

Each place by itself, with the client's name in several spellings: other worktrees, names of refs, reflogs, git's settings,
messages, what editors, sync programs and psp itself left. What it tells repeats nothing of the name, and names the way
out. What cannot be looked at is told, never taken for nothing, and ends with exit 4; the person is forgotten all the
same.
"""
import errno
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent / "faults"))
import harness  # noqa: E402

NAME, PHONE = "Maja Lipnik", "041 234 567"
SPELLINGS = {"as it is": "Maja Lipnik", "declined": "Majo Lipnikovo", "with soft hyphens": "Ma\u00adja Lip\u00adnik"}
IDENTITY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
CASE = "cases/2026/2026-0001.toml"


class Office:
    """A ledger in a repository of which nothing but people/, which is out of git, tells who K-1 is."""

    def __init__(self, psp, scratch, prefix=""):
        self.psp, self.top = psp, pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office"
        self.at = self.top / prefix
        self.at.parent.mkdir(parents=True, exist_ok=True)
        psp.must(scratch, "init", str(self.at))
        if not (self.top / ".git").exists():
            self.git("init", "-q", "-b", "main", ".", at=self.top)
        psp.must(self.at, "open", "-q", "--service", "first-aid", "--client", "K-1", "--distress", "She came.")
        psp.must(self.at, "person", "K-1", "--name", NAME, "--phone", PHONE, "-q")
        self.commit()

    def git(self, *words, at=None, **more):
        done = subprocess.run(["git", *words], cwd=at or self.at, env=self.psp.environment(**IDENTITY), capture_output=True, text=True, **more)
        if done.returncode:
            raise SystemExit(f"git {' '.join(words)} gave {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def commit(self, message="work", *words):
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message, *words)

    def write(self, path, text):
        path = self.at / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def forget(self, *words, **more):
        return self.psp.run(self.at, "forget", "K-1", "--yes", *words, **more)

    def forgotten(self):
        return "Lipnik" not in (self.at / "people/K-1.toml").read_text()


def letters(text):
    """As one reads it: without soft hyphens, in small letters."""
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\\u{ad}", "").lower()


def as_ref(name):
    """As a branch is named; what is declined is told by its capitals."""
    return (name if name == SPELLINGS["declined"] else name.lower()).replace(" ", "-")


# ---- where a name is put ------------------------------------------------------------------------------------------

def beside(office, name):
    there = office.at.parent / "beside"
    office.git("worktree", "add", "-q", str(there), "-b", "second")
    (there / "notes.txt").write_text(f"With {name}.\n")


def ignored_beside(office, name):
    beside(office, "nobody")
    (office.at.parent / "beside/people").mkdir(exist_ok=True)
    (office.at.parent / "beside/people/K-1.toml").write_text(f'name = "{name}"\n')


def worktree_name(office, name):
    office.git("worktree", "add", "-q", "--detach", str(office.at.parent / as_ref(name)))


def in_worktree(path, text):
    def put(office, name):
        beside(office, "nobody")
        office.write(f".git/worktrees/beside/{path}", text.format(name=name))
    return put


def dangling(office, name):
    office.git("symbolic-ref", "refs/remotes/office/HEAD", f"refs/remotes/office/{as_ref(name)}")


def unborn(office, name):
    office.git("symbolic-ref", "HEAD", f"refs/heads/{as_ref(name)}")


def packed(office, name):
    office.git("tag", as_ref(name))
    office.git("pack-refs", "--all")


def included(office, name):
    there = office.at.parent / "more.config"
    there.write_text(f"[alias]\n\tx = log --grep '{name}'\n")
    office.git("config", "include.path", str(there))


def reset(office, name):
    office.git("reflog", "expire", "--expire=now", "--all")
    office.git("update-ref", "-m", f"about {name}", "refs/heads/main", office.git("commit-tree", "-m", "x", "HEAD^{tree}"))


def staged(office, name):
    office.write(f"{name}.txt", "x\n")
    office.git("add", ".")
    (office.at / f"{name}.txt").unlink()


def committed_swap(office, name):
    office.write("notes.txt.swp", swap(name))
    office.git("add", "-f", ".")
    office.git("commit", "-q", "--no-verify", "-m", "x")
    (office.at / "notes.txt.swp").unlink()


def swap(name):
    """As vim leaves one: pages of bytes, and the lines with NULs between them."""
    return b"b0VIM 9.0\0\0\0\x10\0\0" + bytes(range(256)) * 8 + f'"First"\0name = "{name}"\0last\0'.encode() + b"\0" * 64


def file(path, text):
    return lambda office, name: office.write(path, swap(name) if text == "swap" else text.format(name=name))


def git(*words):
    return lambda office, name: office.git(*(w.format(name=name, ref=as_ref(name)) for w in words))


# What is put there, the place that is told (as a regular expression), and words of the way out.
PLACES = {
    "a file of another worktree": (beside, r"beside/notes\.txt:1:6: a name of K-1", "psp git worktree"),
    "the person's file in another worktree": (ignored_beside, r"beside/people/K-1\.toml:1:9: a name of K-1", "psp git worktree"),
    "the name of another worktree": (worktree_name, r"/[mM]\S+-[lL]\S+: in its name: a name of K-1", "psp git worktree"),
    "a branch": (git("branch", "{ref}"), r"refs/heads/[mM]\S*: in its name: a name of K-1", "psp git branch -m"),
    "a tag": (git("tag", "{ref}"), r"refs/tags/[mM]\S*: in its name: a name of K-1", "psp git tag -d"),
    "a packed tag": (packed, r"refs/tags/[mM]\S*: in its name: a name of K-1", "psp git tag -d"),
    "notes": (git("notes", "--ref={ref}", "add", "-m", "x"), r"refs/notes/[mM]\S*: in its name: a name of K-1", "psp git update-ref -d"),
    "a remote branch": (git("update-ref", "refs/remotes/office/{ref}", "HEAD"), r"refs/remotes/office/[mM]\S*: in its name: a name of K-1", "fetch --prune"),
    "what a symbolic ref points at": (dangling, r"refs/remotes/office/[mM]\S*: in its name: a name of K-1", "psp git"),
    "a branch without a commit": (unborn, r"refs/heads/[mM]\S*: in its name: a name of K-1", "psp git branch -m"),
    "a message of the reflog": (reset, r"\.git/logs/refs/heads/main:1:\d+: a name of K-1", "psp git reflog expire"),
    "the log of a branch that is gone": (file(".git/logs/refs/heads/gone", "0 0 a <a@example.org> 1 +0000\t{name}\n"),
                                         r"\.git/logs/refs/heads/gone:1:\d+: a name of K-1", "psp git reflog expire"),
    "a remote's address": (git("config", "remote.other.url", "host:{ref}.git"), r"\.git/config:\d+:\d+: a name of K-1", "psp git config --unset"),
    "git's user": (git("config", "user.name", "{name}"), r"\.git/config:\d+:\d+: a name of K-1", "psp git config --unset"),
    "a branch's settings": (git("config", "branch.{ref}.description", "x"), r"\.git/config:\d+:\d+: a name of K-1", "psp git config"),
    "a comment in git's settings": (lambda o, n: (o.at / ".git/config").open("a").write(f"# {n}\n"), r"\.git/config:\d+:\d+: a name of K-1", "psp git config"),
    "settings that are taken in": (included, r"more\.config:2:\d+: a name of K-1", "psp git config"),
    "COMMIT_EDITMSG": (file(".git/COMMIT_EDITMSG", "about {name}\n"), r"\.git/COMMIT_EDITMSG:1:7: a name of K-1", "delete these files"),
    "MERGE_MSG": (file(".git/MERGE_MSG", "about {name}\n"), r"\.git/MERGE_MSG:1:7: a name of K-1", "delete these files"),
    "SQUASH_MSG": (file(".git/SQUASH_MSG", "x\n{name}\n"), r"\.git/SQUASH_MSG:2:1: a name of K-1", "delete these files"),
    "TAG_EDITMSG": (file(".git/TAG_EDITMSG", "{name}\n"), r"\.git/TAG_EDITMSG:1:1: a name of K-1", "delete these files"),
    "a message in an editor": (file(".git/.COMMIT_EDITMSG.swp", "swap"), r"\.git/\.COMMIT_EDITMSG\.swp: a name of K-1", "delete these files"),
    "a message of another worktree": (in_worktree("COMMIT_EDITMSG", "{name}\n"), r"\.git/worktrees/beside/COMMIT_EDITMSG:1:1: a name of K-1", "delete these files"),
    "a rebase of another worktree": (in_worktree("rebase-merge/message", "{name}\n"), r"\.git/worktrees/beside/rebase-merge/message:1:1: a name of K-1", "psp git status"),
    "the log of another worktree": (in_worktree("logs/HEAD", "0 0 a <a@b> 1 +0000\t{name}\n"), r"\.git/worktrees/beside/logs/HEAD:1:\d+: a name of K-1", "reflog expire"),
    "FETCH_HEAD": (file(".git/FETCH_HEAD", "0 branch '{name}' of host\n"), r"\.git/FETCH_HEAD:1:\d+: a name of K-1", "psp git fetch"),
    "a file's name in the index": (staged, r"\.git/index: a name of K-1", "psp git rm --cached"),
    "a draft of a case": (file(".psp/drafts/2026-0001/2026-0001.toml", "# {name}\n"), r"drafts/2026-0001/2026-0001\.toml:1:3: a name of K-1", "psp edit CASE"),
    "a draft of a text": (file(".psp/drafts/text-1.txt", "{name}\n"), r"\.psp/drafts/text-1\.txt:1:1: a name of K-1", "deleted by hand"),
    "a swap file": (file("people/.K-1.toml.swp", "swap"), r"people/\.K-1\.toml\.swp:1:1: a name of K-1", "then delete it"),
    "a swap file of a case": (file("cases/2026/.2026-0001.toml.swp", "swap"), r"\.2026-0001\.toml\.swp:1:1: a name of K-1", "then delete it"),
    "an editor's copy": (file(CASE + "~", "# {name}\n"), r"2026-0001\.toml~:1:3: a name of K-1", "then delete it"),
    "emacs's copy": (file("cases/2026/#2026-0001.toml#", "# {name}\n"), r"#2026-0001\.toml#:1:3: a name of K-1", "then delete it"),
    "a conflict copy": (file("cases/2026/2026-0001 (conflicted copy 2026-11-20).toml", "# {name}\n"), r"\(conflicted copy 2026-11-20\)\.toml:1:3: a name of K-1", "then delete it"),
    "what a link points at": (lambda o, n: (o.at / "link").symlink_to(f"/nowhere/{as_ref(n)}"), r"link:1:\d+: a name of K-1", ""),
    "a directory with nothing in it": (lambda o, n: (o.at / n).mkdir(), r":1:1: in the name of the file: a name of K-1", ""),
    "a file of no text": (file("paper.bin", "swap"), r"paper\.bin:1:1: a name of K-1", "open it"),
    "a file of no text in git": (committed_swap, r"notes\.txt\.swp: 1 version tells who the client is", "git filter-repo"),
}
# The paths of the ledger's files, and of those in its history, are what they are: nobody finds them by another name.
NAMED_BY_PATH = {"a directory with nothing in it", "a file's name in the index"}


def places(score, psp, scratch):
    made = Office(psp, scratch)
    done = made.forget()
    score.expect(done.returncode == 0 and "tell" not in re.sub("no text of the ledger tells", "", done.stdout.replace("To take it", "")) and not done.stderr,
                 "where nothing tells who it is, nothing is told", harness.shown(done))
    for what, (put, told, way_out) in PLACES.items():
        for spelling, name in SPELLINGS.items():
            made = Office(psp, scratch)
            put(made, name)
            done = made.forget()
            line = re.search(rf"^  .*{told}", done.stdout.replace("\\u{ad}", ""), re.M)
            # A case file that is not counted is bad data; that is told in any case.
            score.expect(done.returncode == (3 if what == "a conflict copy" else 0) and line, f"{what}, {spelling}: is told", harness.shown(done))
            score.expect(way_out in done.stdout, f"{what}, {spelling}: and how to be rid of it", harness.shown(done))
            said = done.stdout + done.stderr
            if what not in NAMED_BY_PATH:
                score.expect("lipnik" not in letters(said), f"{what}, {spelling}: nothing of it is repeated", harness.shown(done))
            score.expect(made.forgotten(), f"{what}, {spelling}: forgotten")
            shutil.rmtree(made.top.parent)


def as_json(score, psp, scratch):
    made = Office(psp, scratch)
    beside(made, NAME)
    made.git("branch", "maja-lipnik")
    made.git("config", "user.name", NAME)
    made.write(".git/MERGE_MSG", f"{NAME}\n")
    made.git("worktree", "add", "-q", str(made.at.parent / "gone"), "-b", "third")
    shutil.rmtree(made.at.parent / "gone")
    done = made.forget("--format", "json")
    found = json.loads(done.stdout)
    told = [(t["kind"], pathlib.Path(t["place"]).name, t["line"], t["severity"]) for t in found["elsewhere"]]
    for expected in (("worktree", "notes.txt", 1, "error"), ("message", "MERGE_MSG", 1, "error")):
        score.expect(expected in told, f"JSON | {expected}", told)
    kinds = {t["kind"] for t in found["elsewhere"]}
    score.expect({"worktree", "ref", "config", "message"} <= kinds, "JSON has the kinds of places", told)
    ref = next(t for t in found["elsewhere"] if t["kind"] == "ref")
    score.expect(ref["line"] is None and ref["column"] is None, "a name has no line", ref)
    score.expect([pathlib.Path(n["place"]).name for n in found["not_looked"]] == ["gone"], "JSON tells what was not looked at", found["not_looked"])
    score.expect(done.returncode == 4 and "lipnik" not in done.stdout.lower(), "JSON repeats nothing; exit 4", harness.shown(done))


def other_layouts(score, psp, scratch):
    """The ledger below the top of the working tree, and in a worktree that is not the first."""
    made = Office(psp, scratch, "deep/office")
    there = made.top.parent / "beside"
    made.git("worktree", "add", "-q", str(there), "-b", "second")
    (there / "deep/office/notes.txt").write_text(f"{NAME}\n")
    (there / "notes.txt").write_text(f"{NAME}\n")
    made.git("config", "user.name", NAME)
    done = made.forget()
    score.expect(done.returncode == 0 and "beside/deep/office/notes.txt:1:1: a name of K-1" in done.stdout and "beside/notes.txt" not in done.stdout,
                 "in another worktree, the ledger's directory alone", harness.shown(done))
    score.expect(f"{made.top}/.git/config:" in done.stdout, "and git's files by their whole path", harness.shown(done))

    made = Office(psp, scratch)
    there = made.at.parent / "beside"
    made.git("worktree", "add", "-q", str(there), "-b", "second")
    shutil.copytree(made.at / "people", there / "people", dirs_exist_ok=True)
    (there / "people/K-1.toml").chmod(0o600)
    (made.at / "notes.txt").write_text(f"{NAME}\n")
    done = psp.run(there, "forget", "K-1", "--yes")
    score.expect(done.returncode == 0 and f"{made.at}/notes.txt:1:1: a name of K-1" in done.stdout and
                 f"{made.at}/people/K-1.toml:3:9: a name of K-1" in done.stdout, "from a second worktree, the first", harness.shown(done))

    made = Office(psp, scratch)
    made.git("worktree", "add", "-q", "within", "-b", "second")
    made.write("within/notes.txt", f"{NAME}\n")
    done = made.forget()
    score.expect(done.returncode == 0 and done.stdout.count("within/notes.txt:1:1") == 1, "a worktree within the ledger is told once", harness.shown(done))


def not_looked(score, psp, scratch):
    def told(made, what, place, why, **more):
        done = made.forget(**more)
        score.expect(re.search(rf"{place}: not looked at: .*{why}", done.stdout) is not None, f"{what}: is told", harness.shown(done))
        score.expect(re.search(rf"{place} was not looked at: .*{why}", done.stderr) is not None, f"{what}: is told at the end", harness.shown(done))
        score.expect(done.returncode == 4, f"{what}: exit 4", harness.shown(done))
        score.expect(made.forgotten() and "is forgotten" in done.stdout, f"{what}: forgotten all the same", harness.shown(done))
        score.expect("lipnik" not in done.stdout.lower() + done.stderr.lower(), f"{what}: nothing is repeated", harness.shown(done))

    made = Office(psp, scratch)
    beside(made, NAME)
    shutil.rmtree(made.at.parent / "beside")
    told(made, "a worktree whose directory is missing", "/beside", "psp git worktree prune")

    made = Office(psp, scratch)
    made.git("branch", "maja-lipnik")
    (made.at / ".git/refs/heads/maja-lipnik").write_text("broken\n")
    told(made, "a broken branch", r"\.git/refs", "not all names of branches and tags are known")

    made = Office(psp, scratch)
    made.git("init", "-q", "old")
    told(made, "another repository within", "old", "another git repository")

    made = Office(psp, scratch)
    (made.at / ".git/modules").mkdir()
    told(made, "submodules", r"\.git/modules", "submodules")

    made = Office(psp, scratch)
    (made.at / ".git/HEAD").write_text("broken\n")
    told(made, "a broken repository", r"\.git", "damaged")

    made = Office(psp, scratch)
    told(made, "no git", r"\.git", "not installed", env={"PATH": str(tempfile.mkdtemp(dir=scratch))})

    # Root may read anything, unless it gives that up.
    prefix = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    if prefix and not shutil.which("setpriv"):
        return score.not_run("unreadable directories", "no setpriv")
    denied = os.strerror(errno.EACCES)
    for what, path, text in (("a directory of the ledger", "papers", None), ("a file of the ledger", "notes.txt", "x\n"),
                             ("a directory of git's", ".git/logs/refs", None), ("a message", ".git/MERGE_MSG", f"{NAME}\n")):
        made = Office(psp, scratch)
        if text:
            made.write(path, text)
        else:
            (made.at / path).mkdir(exist_ok=True)
        (made.at / path).chmod(0)
        told(made, f"{what} that cannot be read", re.escape(path), denied, before=prefix)
        (made.at / path).chmod(0o700)
    made = Office(psp, scratch)
    beside(made, NAME)
    (made.at.parent / "beside/cases").chmod(0)
    told(made, "a directory of another worktree that cannot be read", "/beside/cases", denied, before=prefix)
    (made.at.parent / "beside/cases").chmod(0o700)


def unread(score, psp, scratch):
    made = Office(psp, scratch)
    made.write("paper.bin", swap("nobody"))
    with open(made.at / "large.txt", "wb") as large:
        large.truncate(17 << 20)
    done = made.forget()
    score.expect(done.returncode == 0 and "2 files are no text, or too large" in done.stdout, "what is no text, or too large, is counted", harness.shown(done))
    plain = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "plain"
    psp.must(scratch, "init", str(plain))
    psp.must(plain, "person", "K-1", "--name", NAME, "-q")
    done = psp.run(plain, "forget", "K-1", "--yes")
    score.expect(done.returncode == 0 and "no git repository" in done.stdout, "without a repository there is nothing to look at", harness.shown(done))


def arguments(score, psp, scratch):
    if not shutil.which("strace"):
        return score.not_run("arguments", "no strace")
    made = Office(psp, scratch)
    for put in (beside, packed, unborn, included):
        put(made, NAME)
    log = scratch / "forget.strace"
    made.forget(before=("env", "ASAN_OPTIONS=detect_leaks=0", "strace", "-f", "-s", "5000", "-v", "-o", str(log), "-e", "trace=execve"))
    # Without the process ids and the names of temporary directories, which hold digits by chance.
    children = [re.sub(r"/psp-forgetting-\w+(/tmp\w+)?", "", l[l.index("execve("):]) for l in log.read_text().splitlines()
                if "execve(" in l and '"git"' in l]
    score.expect(len(children) > 5 and not any(w in l.lower() for l in children for w in ("lipnik", "k-1", "234")), "nothing personal in git's arguments", children)


def main():
    score, psp = harness.Score(), harness.Psp(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="psp-forgetting-", dir=harness.fast_place(False)) as directory:
        scratch = pathlib.Path(directory)
        if not shutil.which("git"):
            score.not_run("git", "it is not installed")
        else:
            for test in (places, as_json, other_layouts, not_looked, unread, arguments):
                test(score, psp, scratch)
    sys.exit(score.finish())


main()
