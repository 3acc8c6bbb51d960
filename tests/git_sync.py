#!/usr/bin/env python3
"""What psp sync sends and takes in, by the rules of the hooks, whoever made the commits: `git_sync.py PSP`.

Two clones and a bare repository. What is gone is committed as gone; what the hooks would refuse is neither sent nor taken
in, with a way out that works; a file of a newer psp is said to be that.
"""
import pathlib
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from git_side import CASE, OTHER, Side, shown  # noqa: E402
from harness import Score, fast_place  # noqa: E402

NAME = "Vida Zelenka"


class Pair:
    """Two clones, `ana` and `ben`, and the place between them."""

    def __init__(self, side, name, directory="."):
        self.side, self.office = side, side.place / f"{name}.git"
        side.must(side.place, "git", "init", "-q", "--bare", "-b", "main", str(self.office))
        self.ana = side.ledger(f"{name}-ana", directory)
        side.must(self.ana, "git", "branch", "-m", "main")
        side.must(self.ana, "git", "remote", "add", "origin", str(self.office))
        self.sync(self.ana)
        top = side.place / f"{name}-ben"
        side.must(side.place, "git", "clone", "-q", str(self.office), str(top))
        self.ben = top / directory
        side.must(self.ben, "psp", "init", ".", "--git")
        for at in (self.ana, self.ben):
            side.must(at, "psp", "person", "K-9", "--name", NAME)

    def sync(self, at, *words):
        return self.side.run(at, "psp", "sync", *words)

    def sent(self):
        return set(self.side.must(self.office, "git", "ls-tree", "-r", "--name-only", "main").split())

    def head(self):
        return self.side.must(self.office, "git", "rev-parse", "main")


def test_deletions(score, side):
    pair = Pair(side, "deletions")
    at, other = pair.ana, "cases/2026/2026-0007.toml"
    (at / "cases/2026/scan.txt").write_text("a paper")
    side.must(at, "psp", "document", "1", "--kind", "other", "--file", "cases/2026/scan.txt")
    pair.sync(at)
    score.expect("cases/2026/scan.txt" in pair.sent(), "a paper is sent", pair.sent())
    side.must(at, "psp", "renumber", "2", "2026-0007")
    (at / "cases/2026/scan.txt").unlink()
    done = pair.sync(at)
    sent = pair.sent()
    score.expect(done.returncode == 0 and other in sent and OTHER not in sent and "cases/2026/scan.txt" not in sent,
                 "renumbered and deleted: what is gone is gone there", f"{shown(done)}\n{sent}")
    score.expect("2026-0007: was 2026-0002" in done.stdout, "sync tells the new number", shown(done))
    for _ in range(2):
        done = pair.sync(at)
        score.expect(done.returncode == 0 and "nothing new" in done.stderr, "and later syncs have nothing to do", shown(done))
    done = pair.sync(pair.ben)
    score.expect(done.returncode == 0 and (pair.ben / other).exists() and not (pair.ben / OTHER).exists(), "the other clone follows", shown(done))
    # Staged by hand before.
    side.must(at, "git", "mv", other, "cases/2026/2026-0008.toml")
    text = (at / "cases/2026/2026-0008.toml").read_text()
    (at / "cases/2026/2026-0008.toml").write_text(text.replace("2026-0007", "2026-0008"))
    done = pair.sync(at)
    score.expect(done.returncode == 0 and other not in pair.sent(), "staged by hand: sent as well", shown(done))


def test_same_number(score, side):
    pair = Pair(side, "numbers")
    for at in (pair.ana, pair.ben):
        side.must(at, "psp", "open", "--service", "first-aid", "--client", f"K-{at.name[-3:].upper()}")
    pair.sync(pair.ana)
    done = pair.sync(pair.ben)
    command = re.search(r"psp (renumber \S+ \S+)", done.stderr)
    score.expect(done.returncode == 2 and command, "one number, two cases: refused with the command", shown(done))
    side.must(pair.ben, "psp", *command[1].split())
    for at in (pair.ben, pair.ana, pair.ben):
        done = pair.sync(at)
        score.expect(done.returncode == 0, "sync goes through after it", shown(done))
    cases = [sorted(p.name for p in at.glob("cases/*/*")) for at in (pair.ana, pair.ben)]
    score.expect(cases[0] == cases[1] and len(cases[0]) == 4, "both clones have both cases", cases)


def test_two_numbers(score, side):
    """A case with another number on one side, or on both, is one case in the end, with all that was recorded in it."""
    pair = Pair(side, "two-numbers")
    ana, ben = pair.ana, pair.ben
    pair.sync(ben)
    # One side renumbers and records so much that git does not see the same file in it; the other records.
    side.must(ana, "psp", "renumber", "2", "2026-0011")
    mine = [side.remark(ana, f"a long text, number {n}: " + "and more " * 30, case="11") for n in range(8)]
    theirs = side.remark(ben, "theirs", case="2")
    pair.sync(ana)
    done = pair.sync(ben)
    names = sorted(p.name for p in ben.glob("cases/*/*"))
    text = (ben / "cases/2026/2026-0011.toml").read_text()
    score.expect(done.returncode == 0 and names == ["2026-0001.toml", "2026-0011.toml"] and all(r in text for r in (*mine, theirs)),
                 "renumbered there, recorded here: all in one file", f"{shown(done)}\n{names}")
    pair.sync(ana)
    # The other way round: renumbered here, recorded there.
    side.must(ben, "psp", "renumber", "11", "2026-0012")
    mine = [side.remark(ben, f"a long text, number {n}: " + "and more " * 60, case="12") for n in range(20)]
    theirs = side.remark(ana, "theirs", case="11")
    pair.sync(ana)
    done = pair.sync(ben)
    text = (ben / "cases/2026/2026-0012.toml").read_text()
    names = sorted(p.name for p in ben.glob("cases/*/*"))
    score.expect(done.returncode == 0 and names == ["2026-0001.toml", "2026-0012.toml"] and all(r in text for r in (*mine, theirs)),
                 "renumbered here, recorded there: all in one file", f"{shown(done)}\n{names}")
    pair.sync(ana)
    # Both give it the same number, and each edits the header.
    for at, household in ((ana, 6), (ben, 7)):
        side.must(at, "psp", "renumber", "12", "2026-0013")
        side.must(at, "psp", "edit", "13", "--yes", EDITOR=f"sed -i '0,/^by = /s//household = {household}\\nby = /'")
    both = side.remark(ana, "ours", case="13"), side.remark(ben, "theirs", case="13")
    pair.sync(ana)
    done = pair.sync(ben)
    score.expect(done.returncode == 3 and "the header: both sides changed it" in done.stderr, "one number for one case whose header "
                 "both edited: the header alone is to be settled", shown(done))
    side.run(ben, "psp", "edit", "13", "--yes", EDITOR="sed -i '/^<<<<<<< /d; /^=======/,/^>>>>>>> /d'")
    done = pair.sync(ben)
    text = (ben / "cases/2026/2026-0013.toml").read_text()
    score.expect(done.returncode == 0 and "household = 7" in text and all(r in text for r in both), "and all that was recorded is in it",
                 f"{shown(done)}\n{text}")
    pair.sync(ana)
    side.must(ana, "psp", "renumber", "13", "2026-0012")
    pair.sync(ana)
    pair.sync(ben)
    # Both renumber.
    side.must(ana, "psp", "renumber", "12", "2026-0021")
    side.must(ben, "psp", "renumber", "12", "2026-0022")
    both = side.remark(ana, "ours", case="21"), side.remark(ben, "theirs", case="22")
    pair.sync(ana)
    done = pair.sync(ben)
    command = re.search(r"psp (renumber 2026-0022 2026-0021)", done.stderr)
    score.expect(done.returncode == 2 and command, "two numbers for one case: refused with the command", shown(done))
    side.must(ben, "psp", *command[1].split())
    done = pair.sync(ben)
    names = sorted(p.name for p in ben.glob("cases/*/*"))
    text = (ben / "cases/2026/2026-0021.toml").read_text()
    score.expect(done.returncode == 0 and names == ["2026-0001.toml", "2026-0021.toml"] and all(r in text for r in both),
                 "two numbers: one case after it", f"{shown(done)}\n{names}")
    pair.sync(ana)
    for at in (ana, ben):
        done = side.run(at, "psp", "check")
        score.expect(done.returncode == 0, "check is silent", shown(done))
        done = side.run(at, "psp", "check", "--history")
        score.expect(done.returncode == 0, "nothing was lost on the way", shown(done))


def test_outgoing(score, side):
    pair = Pair(side, "outgoing")
    at = pair.ana

    def refused(what, says=("hooks would have refused",)):
        before, files = pair.head(), {p: p.read_bytes() for p in at.glob("cases/*/*")}
        done = pair.sync(at)
        score.expect(done.returncode == 3 and pair.head() == before and all(s in done.stderr for s in says) and NAME not in done.stderr,
                     f"not sent: {what}", shown(done))
        score.expect({p: p.read_bytes() for p in at.glob("cases/*/*")} == files, f"{what}: nothing is changed here")
        return done

    def take_back(done, what):
        command = re.search(r"psp (git reset --soft \S+) takes the commits back", done.stderr)
        score.expect(command, f"{what}: the way out is told", shown(done))
        side.must(at, *command[1].split())

    def through(what):
        done = pair.sync(at)
        score.expect(done.returncode == 0, f"{what}: after that all is sent", shown(done))

    # A name in a version that is mended already.
    whole = (at / CASE).read_text()
    (at / CASE).write_text(whole + f"# {NAME} came\n")
    side.commit(at, "--no-verify")
    (at / CASE).write_text(whole)
    side.commit(at, "--no-verify")
    record = side.remark(at, "kept")
    take_back(refused("a name in an earlier version"), "an earlier version")
    through("an earlier version")
    score.expect(record in side.must(pair.office, "git", "show", f"main:{CASE}"), "what was recorded is sent")
    # A name in the last version.
    (at / CASE).write_text((at / CASE).read_text() + f"# {NAME} came\n")
    side.commit(at, "--no-verify")
    done = refused("a name in a file")
    (at / CASE).write_text((at / CASE).read_text().replace(f"# {NAME} came\n", ""))
    take_back(done, "a file")
    pair.sync(at)
    # In a message, as an author, in the name of the branch.
    record = side.remark(at, "more")
    side.must(at, "git", "commit", "-qam", f"the talk with {NAME}")
    take_back(refused("a name in a message"), "a message")
    through("a message")
    side.remark(at, "more")
    side.must(at, "git", "commit", "-qam", "x", GIT_AUTHOR_NAME=NAME)
    take_back(refused("a name as an author"), "an author")
    through("an author")
    side.must(at, "git", "switch", "-qc", "vida-zelenka")
    side.remark(at, "more")
    done = refused("a name as a branch", ("psp git branch -m ANOTHER",))
    side.must(at, "git", "branch", "-m", "another")
    done = pair.sync(at)
    score.expect(done.returncode == 0 and "sent: 1 commit" in done.stdout and "opened" not in done.stdout,
                 "another branch: its own commits are sent", shown(done))
    side.must(at, "git", "switch", "-q", "main")
    side.must(at, "git", "merge", "-q", "--ff-only", "another")
    through("a branch")
    # People in the clear; a file that cannot be read; a first push.
    side.must(at, "git", "add", "-f", "people")
    side.commit(at, "--no-verify")
    done = refused("people in the clear", ("people/K-9.toml", "in the clear"))
    take_back(done, "people in the clear")
    side.must(at, "git", "rm", "-rq", "--cached", "people")
    pair.sync(at)
    whole = (at / CASE).read_text()
    (at / CASE).write_text(whole + "[[x\n")
    side.commit(at, "--no-verify")
    done = refused("a file that cannot be read", (CASE,))
    (at / CASE).write_text(whole)
    side.must(at, "git", "reset", "-q", "--soft", "origin/main")
    pair.sync(at)
    # A case whose time of keeping is over.
    (at / OTHER).unlink()
    side.commit(at, "--no-verify")
    before = pair.head()
    done = pair.sync(at)
    score.expect(done.returncode == 3 and pair.head() == before and "psp sync --yes" in done.stderr and OTHER in done.stderr,
                 "a case that is gone is not sent unasked", shown(done))
    done = pair.sync(at, "--yes")
    score.expect(done.returncode == 0 and OTHER not in pair.sent(), "and is where somebody says so", shown(done))
    done = pair.sync(pair.ben)
    score.expect(done.returncode == 3 and (pair.ben / OTHER).exists() and "psp sync --yes" in done.stderr, "nor taken in unasked", shown(done))
    done = pair.sync(pair.ben, "--yes")
    score.expect(done.returncode in (0, 1) and not (pair.ben / OTHER).exists(), "and is where somebody says so", shown(done))


def test_names_on_the_way(score, side):
    """A name that a file had, in a message of another encoding, behind a replaced object, in a tag: none of it leaves."""
    pair = Pair(side, "way")
    at = pair.ana

    def refused(what, says="a name of K-9"):
        before = pair.head()
        done = pair.sync(at)
        score.expect(done.returncode == 3 and says in done.stderr and pair.head() == before, f"not sent: {what}", shown(done))
        side.must(at, "git", "reset", "-q", "--hard", "origin/main")

    paper = at / "cases/2026/Vida-Zelenka.txt"
    for what, content in (("the name of a paper that has another now", b"abc\n"), ("the name of a paper of no text", b"\0\1\2")):
        paper.write_bytes(content)
        side.commit(at, "--no-verify")
        side.must(at, "git", "mv", "-f", str(paper), "cases/2026/scan.txt")
        side.must(at, "git", "commit", "-q", "--no-verify", "-m", "x")
        refused(what)
    paper.write_bytes(b"\0\1\2")
    side.commit(at, "--no-verify")
    paper.unlink()
    side.commit(at, "--no-verify")
    refused("the name of a paper that is gone")
    for encoding in ("ISO-8859-2", "UTF-16"):
        side.must(at, "git", "config", "i18n.logOutputEncoding", encoding)
        side.must(at, "git", "commit", "-q", "--allow-empty", "-m", f"with {NAME}")
        refused(f"a message, shown in {encoding}")
    side.must(at, "git", "config", "--unset", "i18n.logOutputEncoding")
    # As another program may write it: git commit itself makes UTF-8 of it.
    side.must(at, "git", "commit", "-q", "--allow-empty", "-m", "MESSAGE")
    commit = side.place / "commit"
    commit.write_bytes(side.must(at, "git", "cat-file", "commit", "HEAD").encode().replace(b"MESSAGE", "z Vido Žagar".encode("cp1250")))
    side.must(at, "git", "update-ref", "HEAD", side.must(at, "git", "hash-object", "-t", "commit", "-w", str(commit)).strip())
    refused("a message that is not UTF-8", "not UTF-8")
    whole = (at / CASE).read_text()
    (at / CASE).write_text(whole + f"# {NAME}\n")
    side.commit(at, "--no-verify")
    bad = side.must(at, "git", "rev-parse", f"HEAD:{CASE}").strip()
    (at / CASE).write_text(whole)
    side.commit(at, "--no-verify")
    side.must(at, "git", "replace", bad, side.must(at, "git", "rev-parse", f"HEAD:{CASE}").strip())
    done = side.run(at, "psp", "forget", "K-9", "--yes")
    score.expect("1 version" in done.stdout, "a replaced object: forget finds it", shown(done))
    side.must(at, "git", "replace", "-d", bad)
    side.must(at, "git", "reset", "-q", "--hard", "origin/main")
    side.must(at, "git", "config", "push.followTags", "true")
    side.remark(at, "a record")
    side.must(at, "git", "tag", "-a", "v1", "-m", f"{NAME} moved")
    pair.sync(at)
    score.expect(not side.must(pair.office, "git", "tag"), "no tag is sent")


def test_same_names(score, side):
    """A tag or a branch that is called like another thing: the branch is meant, here and there."""
    pair = Pair(side, "alike")
    side.must(pair.ben, "git", "tag", "main")
    record = side.remark(pair.ben, "there")
    done = pair.sync(pair.ben)
    branches = side.must(pair.office, "git", "for-each-ref", "--format=%(refname)").split()
    score.expect(done.returncode == 0 and "refs/heads/heads/main" not in branches, "a tag main: the branch is sent", f"{shown(done)}{branches}")
    pair.sync(pair.ana)
    score.expect(record in (pair.ana / CASE).read_text(), "and taken in")
    side.must(pair.ana, "git", "switch", "-qc", "origin/main")
    (pair.ana / "README.md").write_text("another branch\n")
    side.must(pair.ana, "git", "add", ".")
    side.must(pair.ana, "git", "commit", "-qm", "x")
    side.must(pair.ana, "git", "switch", "-q", "main")
    record = side.remark(pair.ben, "there again")
    pair.sync(pair.ben)
    side.remark(pair.ana, "here", case="2")
    done = pair.sync(pair.ana)
    score.expect(done.returncode == 0 and record in (pair.ana / CASE).read_text() and not (pair.ana / "README.md").exists(),
                 "a branch origin/main: that of the remote is merged", shown(done))


def test_journal(score, side):
    """What is one machine's own is neither taken in nor sent: the next command would do what stands there."""
    pair = Pair(side, "journal")
    journal = pair.ben / ".psp/unfinished.toml"
    text = ('format = 1\n\n[[renumber]]\nfrom = "2026-0002"\nto = "2026-0099"\nwas = "2026-0002"\n')
    journal.write_text(text)
    side.must(pair.ben, "git", "add", "-f", ".psp/unfinished.toml")
    journal.unlink()
    done = side.run(pair.ben, "git", "commit", "-qm", "x")
    score.expect(done.returncode != 0, "the hook refuses it", shown(done))
    careless = side.place / "journal-careless"
    side.must(side.place, "git", "clone", "-q", str(pair.office), str(careless))
    (careless / ".psp").mkdir()
    (careless / ".psp/unfinished.toml").write_text(text)
    (careless / "cases/2027").symlink_to("/etc")
    side.must(careless, "git", "add", "-f", ".psp/unfinished.toml", "cases/2027")
    side.must(careless, "git", "commit", "-qm", "x")
    side.must(careless, "git", "push", "-q")
    done = pair.sync(pair.ana)
    score.expect(done.returncode == 3 and ".psp/unfinished.toml" in done.stderr and "cases/2027" in done.stderr, "sync does not take it in", shown(done))
    score.expect((pair.ana / OTHER).exists() and not (pair.ana / ".psp/unfinished.toml").exists(), "and nothing is done")


def test_overlooked(score, side):
    """Nothing stays behind in silence: ignored, overlooked, left from a stash, on a branch that is gone."""
    pair = Pair(side, "overlooked")
    at = pair.ana
    exclude = at / ".git/info/exclude"
    exclude.write_text("2026-0003*\n")
    side.must(at, "psp", "open", "--service", "first-aid", "--client", "K-3")
    done = pair.sync(at)
    score.expect(done.returncode == 3 and "cases/2026/2026-0003.toml" in done.stderr, "a case that git ignores is told", shown(done))
    exclude.write_text("")
    for flag, way in (("--assume-unchanged", "--no-assume-unchanged"), ("--skip-worktree", "--no-skip-worktree")):
        side.must(at, "git", "update-index", flag, CASE)
        record = side.remark(at, flag)
        done = pair.sync(at)
        command = re.search(r"psp (git update-index .*?) takes that back", done.stderr)
        score.expect(done.returncode == 3 and command, f"{flag} is told", shown(done))
        side.must(at, *command[1].split())
        pair.sync(at)
        score.expect(record in side.must(pair.office, "git", "show", f"main:{CASE}"), f"{flag}: after that it is sent", shown(pair.sync(at)))
    (at / "README.md").write_text("one\n")
    side.must(at, "git", "add", "README.md")
    pair.sync(at)
    (at / "README.md").write_text("two\n")
    side.must(at, "git", "stash", "-q")
    side.must(at, "git", "rm", "-q", "README.md")
    side.must(at, "git", "commit", "-qm", "x")
    side.run(at, "git", "stash", "pop")
    done = pair.sync(at)
    score.expect(done.returncode == 3 and "README.md" in done.stderr, "what a stash left to a person is told", shown(done))
    side.must(at, "git", "rm", "-q", "--cached", "README.md")
    side.run(at, "git", "stash", "drop", "-q")
    (at / "README.md").unlink(missing_ok=True)
    pair.sync(at)
    side.must(pair.office, "git", "branch", "-m", "main", "master")
    side.remark(at, "more")
    done = pair.sync(at)
    score.expect(done.returncode == 2 and "master" in done.stderr and "branch -u" in done.stderr, "a branch that is called otherwise is told", shown(done))


def test_abort(score, side):
    """Both sides changed psp.toml: the merge can be given up though nobody knows who works here."""
    pair = Pair(side, "abort")
    for at, name in ((pair.ana, "ours"), (pair.ben, "theirs")):
        (at / "psp.toml").write_text((at / "psp.toml").read_text().replace("our office", name))
    pair.sync(pair.ben)
    done = pair.sync(pair.ana)
    score.expect(done.returncode == 3, "psp.toml is in conflict", shown(done))
    done = pair.sync(pair.ana, "--abort")
    score.expect(done.returncode == 0 and "ours" in (pair.ana / "psp.toml").read_text() and not (pair.ana / ".git/MERGE_HEAD").exists(),
                 "the merge is given up", shown(done))


def test_first_push(score, side):
    at = side.ledger("first-push")
    office = side.place / "first-push.git"
    side.must(side.place, "git", "init", "-q", "--bare", str(office))
    side.must(at, "git", "remote", "add", "origin", str(office))
    side.must(at, "psp", "person", "K-9", "--name", NAME)
    side.must(at, "git", "commit", "-q", "--allow-empty", "-m", f"for {NAME}")
    done = side.run(at, "psp", "sync")
    command = re.search(r"psp (git update-ref -d HEAD)", done.stderr)
    score.expect(done.returncode == 3 and command and not side.must(office, "git", "for-each-ref"), "first push: not sent", shown(done))
    side.must(at, *command[1].split())
    done = side.run(at, "psp", "sync")
    score.expect(done.returncode == 0 and side.must(office, "git", "for-each-ref"), "first push: after that all is sent", shown(done))


def test_incoming(score, side):
    pair = Pair(side, "incoming")
    careless = side.place / "incoming-careless"
    side.must(side.place, "git", "clone", "-q", str(pair.office), str(careless))
    whole = (careless / CASE).read_text()

    def push(text, message="x"):
        (careless / CASE).write_text(text)
        side.must(careless, "git", "pull", "-q", "--no-rebase", "--no-edit")
        side.must(careless, "git", "commit", "-q", "--allow-empty", "-am", message)
        side.must(careless, "git", "push", "-q")

    for what, text, message, says in (("a file that cannot be read", whole + "[[x\n", "x", CASE), ("a name", whole + f"# {NAME}\n", "x", "a name of K-9"),
                                      ("a name in a message", whole, f"with {NAME}", "a name of K-9"),
                                      ("conflict markers", whole + "<<<<<<< a\n# a\n=======\n# b\n>>>>>>> b\n", "x", "conflict markers")):
        for clone in ("fast-forward", "merge"):
            if clone == "merge":
                side.remark(pair.ana, "mine", case="2")
            push(text, message)
            before, head = {p: p.read_bytes() for p in pair.ana.glob("cases/*/*")}, pair.head()
            done = pair.sync(pair.ana)
            score.expect(done.returncode == 3 and says in done.stderr and "psp sync --yes" in done.stderr and NAME not in done.stderr,
                         f"{clone}: {what} is not taken in", shown(done))
            score.expect({p: p.read_bytes() for p in pair.ana.glob("cases/*/*")} == before and pair.head() == head,
                         f"{clone}: {what}: nothing is changed, nothing sent")
            push(whole)  # who sent it mends it there
            done = pair.sync(pair.ana, "--yes")
            score.expect(done.returncode == 0 and side.must(pair.ana, "git", "status", "--porcelain", "cases") == "",
                         f"{clone}: {what}: mended there, taken in", shown(done))
    push(whole + f"# {NAME}\n")
    done = pair.sync(pair.ana, "--yes")
    score.expect(done.returncode == 0 and NAME in (pair.ana / CASE).read_text(), "taken in where somebody says so", shown(done))


def test_newer(score, side):
    pair = Pair(side, "newer")
    for what, change in (("another format", lambda t: t.replace("format = 1", "format = 2").replace("[[remark]]", "[[utterance]]")),
                         ("another kind of record", lambda t: t + '\n[[biometrics]]\nid = "aaaaaa"\nby = "ana"\nrecorded = 2026-11-23T09:00:00+01:00\n'),
                         ("another key", lambda t: t.replace("[[remark]]\n", "[[remark]]\nzodiac = 3\n"))):
        whole = (pair.ben / CASE).read_text()
        (pair.ben / CASE).write_text(change(whole))
        done = side.run(pair.ben, "psp", "check")
        score.expect("newer psp" in done.stdout and done.stdout.count("error") == 1, f"{what}: check says so", shown(done))
        done = pair.sync(pair.ben)
        score.expect(done.returncode == 3 and "written by a newer psp" in done.stderr, f"{what}: sync says so before it commits", shown(done))
        side.commit(pair.ben, "--no-verify")
        done = pair.sync(pair.ben)
        score.expect(done.returncode == 3 and "written by a newer psp" in done.stderr, f"{what}: and before it sends", shown(done))
        side.must(pair.ben, "git", "push", "-q", "--force")
        before = (pair.ana / CASE).read_bytes()
        done = pair.sync(pair.ana, "--yes")
        score.expect(done.returncode == 3 and "written by a newer psp" in done.stderr and (pair.ana / CASE).read_bytes() == before,
                     f"{what}: and before it takes it in", shown(done))
        (pair.ben / CASE).write_text(whole)
        side.commit(pair.ben, "--no-verify")
        side.must(pair.ben, "git", "push", "-q")
        pair.sync(pair.ana, "--yes")


def test_outside(score, side):
    """The ledger is a part of a repository, and both sides changed a file beside it."""
    pair = Pair(side, "outside", "office")
    top = pair.ana.parent
    for at, text in ((pair.ana, "ours"), (pair.ben, "theirs")):
        (at.parent / "notes.txt").write_text(text + "\n")
        side.must(at.parent, "git", "add", "notes.txt")
        side.must(at.parent, "git", "commit", "-qm", "notes")
        side.remark(at, text, case="1" if text == "ours" else "2")
    pair.sync(pair.ana)
    done = pair.sync(pair.ben)
    command = re.search(r"then psp (git add (\S+))", done.stderr)
    score.expect(done.returncode == 3 and "notes.txt" in done.stderr and command, "outside: named, with the way out", shown(done))
    (pair.ben.parent / "notes.txt").write_text("both\n")
    side.must(pair.ben, "psp", *command[1].split())
    done = pair.sync(pair.ben)
    score.expect(done.returncode == 0, "outside: and it works", shown(done))
    done = pair.sync(pair.ana)
    score.expect(done.returncode == 0 and (top / "notes.txt").read_text() == "both\n", "outside: both have it", shown(done))


def main():
    score = Score()
    with tempfile.TemporaryDirectory(prefix="psp-sync-", dir=fast_place(False)) as place:
        side = Side(sys.argv[1], pathlib.Path(place).resolve())
        chosen = sys.argv[2:]
        for name, test in list(globals().items()):
            if name.startswith("test_") and (not chosen or name[5:] in chosen):
                test(score, side)
    raise SystemExit(score.finish())


if __name__ == "__main__":
    main()
