#!/usr/bin/env python3
"""Case files merged by git itself, with psp as its merge driver: `git_merge.py PSP`.

Two clones of a ledger record things, and git brings them together: merge, rebase, cherry-pick, stash pop, revert, several
branches at once, histories that met before. Held is what a person would notice: each record is there once, where one must
decide there are markers, and never is one side's text there alone without a word. The same where the driver is killed,
where psp is not there, and where git-crypt has encrypted the files.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "faults"))
sys.dont_write_bytecode = True
from harness import Psp, Score, fast_place  # noqa: E402

CASE = "cases/2026/2026-0001.toml"
DRIVER = ("psp merge-file %O %A %B %L; r=$?; [ $r -lt 2 ] && exit $r; "
          "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; exit 1")
MARKERS = re.compile(r"^(<{7,} |={7,}$|>{7,} )", re.M)


def ids_of(text):
    return re.findall(r'^id = "(\w+)"$', text, re.M)


def markers_in(text):
    return bool(MARKERS.search(text))


class Repository:
    """A ledger in a repository. `path` is a directory with the psp that git finds."""

    def __init__(self, directory, psp, path):
        self.directory, self.psp, self.path, self.hour = directory, psp, path, 0

    def environment(self):
        names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                 for what, value in (("NAME", "worker"), ("EMAIL", "worker@example.org"))}
        return self.psp.environment(PATH=f"{self.path}:/usr/local/bin:/usr/bin:/bin", GIT_EDITOR="true", **names)

    def git(self, *words):
        return subprocess.run(["git", *words], cwd=self.directory, env=self.environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=60)

    def must(self, *words):
        done = self.git(*words)
        if done.returncode:
            raise SystemExit(f"git {' '.join(words)} gave {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def record(self, what="a remark", commit=True):
        """Records something, later than what was recorded before; gives its id."""
        self.hour += 1
        said = self.psp.must(self.directory, "remark", "1", "--text", what, env={"PSP_NOW": self.clock()})
        if commit:
            self.must("commit", "-qam", "a record")
        return re.search(r"remark (\w+)", said)[1]

    def clock(self):
        return f"2026-11-{23 + self.hour // 20:02}T{self.hour % 20 + 1:02}:00:00+01:00"

    def write(self, text, commit=True):
        (self.directory / CASE).write_text(text)
        if commit:
            self.must("commit", "-qam", "by hand")

    def text(self):
        return (self.directory / CASE).read_bytes().decode(errors="replace")

    def unmerged(self):
        return bool(self.git("ls-files", "-u").stdout)


class Tests:
    def __init__(self, score, psp, scratch):
        self.score, self.psp, self.scratch = score, psp, scratch
        self.bin = scratch / "bin"
        self.bin.mkdir()
        (self.bin / "psp").symlink_to(psp.path)
        self.template = scratch / "template"
        self.first = self.make_template()

    def make_template(self):
        self.psp.must(self.scratch, "init", str(self.template))
        self.psp.must(self.template, "open", "--service", "first-aid", "--client", "K-0117")
        with open(self.template / ".gitattributes", "a") as attributes:
            attributes.write("*.toml merge=psp\n")
        repository = Repository(self.template, self.psp, self.bin)
        repository.must("init", "-qb", "main")
        repository.must("config", "merge.psp.driver", DRIVER)
        repository.must("add", "-A")
        repository.must("commit", "-qm", "a ledger")
        return repository.record("the first")

    def repository(self, path=None):
        """A copy of the ledger on its branch main, with another branch, other."""
        directory = pathlib.Path(tempfile.mkdtemp(dir=self.scratch)) / "ledger"
        shutil.copytree(self.template, directory, symlinks=True)
        repository = Repository(directory, self.psp, path or self.bin)
        repository.must("branch", "other")
        repository.hour = 1
        return repository

    def apart(self, path=None):
        """(a repository with one record more on main and two more on other, the ids)"""
        r = self.repository(path)
        a = r.record("on main")
        r.must("switch", "-q", "other")
        b = [r.record("on other"), r.record("once more")]
        r.must("switch", "-q", "main")
        return r, [self.first, a, *b]

    def whole(self, what, r, done, ids):
        """It went well: the records are there once, in this order, and psp finds no fault."""
        check = self.psp.run(r.directory, "check")
        text = r.text()
        self.score.expect(done.returncode == 0 and ids_of(text) == ids and not markers_in(text) and not r.unmerged() and
                          check.returncode == 0, what,
                          f"exit {done.returncode}\n{done.stdout}{done.stderr}\n{ids_of(text)}, not {ids}\n{check.stdout}")

    def undecided(self, what, r, done, ids, marked=True):
        """A person must decide: git says so, every record is there, and markers where they can be."""
        text = r.text()
        self.score.expect(done.returncode != 0 and r.unmerged() and set(ids) <= set(ids_of(text)) and
                          markers_in(text) == marked, what, f"exit {done.returncode}\n{done.stdout}{done.stderr}\n{text}")

    def merge(self):
        r, ids = self.apart()
        self.whole("merge", r, r.git("merge", "other"), ids)
        twin, twin_ids = self.apart()
        twin.must("switch", "-q", "other")
        self.whole("merge the other way round", twin, twin.git("merge", "main"), twin_ids)
        self.score.expect(r.text() == twin.text(), "both ways round give the same file", r.text() + twin.text())
        self.whole("once more", r, r.git("merge", "other"), ids)

    def rebase(self):
        r, ids = self.apart()
        r.must("switch", "-q", "other")
        self.whole("rebase", r, r.git("rebase", "main"), ids)

    def cherry_pick(self):
        r, ids = self.apart()
        self.whole("cherry-pick", r, r.git("cherry-pick", "other"), [ids[0], ids[1], ids[3]])
        self.whole("merge of what was picked", r, r.git("merge", "other"), ids)

    def stash(self):
        r = self.repository()
        waiting = r.record("not committed yet", commit=False)
        r.must("stash")
        other = r.record("in between")
        self.whole("stash pop", r, r.git("stash", "pop"), [self.first, waiting, other])

    def revert(self):
        r, ids = self.apart()
        r.must("merge", "-q", "other")
        self.whole("revert of an older commit", r, r.git("revert", "--no-edit", "other~1"), [ids[0], ids[1], ids[3]])

    def octopus(self):
        r, ids = self.apart()
        r.must("switch", "-qc", "third", "main~1")
        third = r.record("on a third")
        r.must("switch", "-q", "main")
        done = r.git("merge", "other", "third")
        if done.returncode == 0:
            self.whole("several branches at once", r, done, [*ids, third])
        else:
            here = r.must("show", f"HEAD:{CASE}")
            self.score.expect(ids_of(here) == ids[:2] and (markers_in(r.text()) or set(ids_of(r.text())) >= set(ids[:2])),
                              "several branches at once, which git refuses", done.stdout + done.stderr + r.text())

    def met_before(self):
        """Both changed the first record by hand; each merged the other before that had gone on."""
        for agreed in (True, False):
            r, ids = self.apart()
            for branch, word in (("main", "on main"), ("other", "on other")):
                r.must("switch", "-q", branch)
                r.write(r.text().replace('text = "the first"', f'text = "the first, {word}"'))
            r.must("switch", "-q", "main")
            before = r.must("rev-parse", "main").strip()
            self.settle(r, r.git("merge", "other"), keep="<")
            after_main = r.record("main went on")
            r.must("switch", "-q", "other")
            self.settle(r, r.git("merge", before), keep=">" if agreed else "<")
            after_other = r.record("other went on")
            r.must("switch", "-q", "main")
            done = r.git("merge", "other")
            if agreed:
                self.whole("two histories that met before and agreed", r, done, [*ids, after_main, after_other])
                self.score.expect("error:" not in done.stderr, "nobody is told of a conflict that is not there", done.stderr)
            else:
                same = 'text = "the first, on main"' in r.text() and 'text = "the first, on other"' in r.text()
                self.score.expect(same, "two histories that settled a thing differently: both versions are shown", r.text())
                self.undecided("two histories that met before and did not agree", r, done, [*ids, after_main, after_other])

    def settle(self, r, done, keep):
        """Keeps ours (<) or theirs (>) of each conflict."""
        self.undecided("both changed one record", r, done, [self.first])
        r.write(re.sub(r"<<<<<<< ours\n(.*?)=======\n(.*?)>>>>>>> theirs\n", r"\1" if keep == "<" else r"\2", r.text(),
                       flags=re.S), commit=False)
        r.must("commit", "-qam", "settled")

    def one_record(self):
        r, ids = self.apart()
        for branch in ("main", "other"):
            r.must("switch", "-q", branch)
            r.write(r.text().replace('text = "the first"', f'text = "changed on {branch}"'))
        done = r.git("merge", "main")
        self.undecided("one record changed by both", r, done, ids)
        line = r.text()[:r.text().index("<<<<<<<")].count("\n") + 1
        self.score.expect(f"{CASE}:{line}:1: error: [[remark]] {self.first}: both sides changed it" in done.stderr + done.stdout,
                          "it is said where", done.stderr + done.stdout)
        outside = re.sub(r"^<<<<<<< .*?^>>>>>>> .*?\n", "", r.text(), flags=re.M | re.S)
        self.score.expect(sorted(ids_of(outside)) == sorted(ids[1:]), "the others stand outside of the markers", r.text())

    def one_number(self):
        r = self.repository()
        for branch, client in (("main", "K-1"), ("other", "K-2")):
            r.must("switch", "-q", branch)
            self.psp.must(r.directory, "open", "--service", "first-aid", "--client", client)
            r.must("add", "-A")
            r.must("commit", "-qm", "a case")
        done = r.git("merge", "main")
        text = (r.directory / CASE.replace("0001", "0002")).read_text()
        parts = re.fullmatch(r"<<<<<<< ours\n(.*)=======\n(.*)>>>>>>> theirs\n", text, re.S)
        self.score.expect(done.returncode != 0 and parts and "K-2" in parts[1] and "K-1" in parts[2], "two cases of one number",
                          done.stdout + text)

    def broken(self):
        r, ids = self.apart()
        r.must("switch", "-q", "other")
        r.write(r.text() + "\n[[remark\n")
        r.must("switch", "-q", "main")
        self.undecided("theirs is no TOML", r, r.git("merge", "other"), ids)

    def settings(self):
        """psp.toml is no case file: git merges its lines, and a person looks."""
        r = self.repository()
        office = r.directory / "psp.toml"
        for branch, change in (("main", lambda t: t.replace("our office", "an office")), ("other", lambda t: t + "\n[workers.eva]\n")):
            r.must("switch", "-q", branch)
            office.write_text(change(office.read_text()))
            r.must("commit", "-qam", "settings")
        done = r.git("merge", "main")
        text = office.read_text()
        self.score.expect(done.returncode != 0 and r.unmerged() and "an office" in text and "[workers.eva]" in text,
                          "psp.toml", done.stdout + text)

    def faults(self):
        killed = self.scratch / "killed"
        killed.mkdir()
        (killed / "psp").write_text("#!/bin/sh\nkill -KILL $$\n")
        (killed / "psp").chmod(0o755)
        r, ids = self.apart(killed)
        self.undecided("the driver is killed", r, r.git("merge", "other"), ids)

        if shutil.which("psp", path="/usr/local/bin:/usr/bin:/bin"):
            self.score.not_run("psp is not there", "it is installed on this machine")
        else:
            r, ids = self.apart(self.scratch)
            self.undecided("psp is not there", r, r.git("merge", "other"), ids)

    def ciphertext(self):
        """As git-crypt stores it: nothing can be merged, nothing may look merged."""
        r = self.repository()
        sealed = b"\0GITCRYPT\0"
        for branch in ("main", "other"):
            r.must("switch", "-q", branch)
            (r.directory / CASE).write_bytes(sealed + branch.encode())
            r.must("commit", "-qam", "sealed")
        done = r.git("merge", "main")
        stages = [r.git("show", f":{n}:{CASE}").stdout for n in (2, 3)]
        self.score.expect(done.returncode != 0 and r.unmerged() and ["other" in stages[0], "main" in stages[1]] == [True, True] and
                          "git-crypt" in done.stderr + done.stdout, "ciphertext", done.stdout + done.stderr)

    def git_crypt(self, man):
        """The script of psp-case(5), as it stands there."""
        what = "files that git-crypt encrypts"
        if not shutil.which("git-crypt"):
            return self.score.not_run(what, "git-crypt is not installed")
        page = man.read_text()
        script = page[page.index("#!/bin/sh"):].partition(".Ed")[0].replace("\\e\n", "\\\n")
        (self.bin / "merge-sealed").write_text(script)
        (self.bin / "merge-sealed").chmod(0o755)
        r = self.repository()
        subprocess.run(["git-crypt", "init"], cwd=r.directory, env=r.environment(), capture_output=True, check=True)
        r.must("config", "merge.psp.driver", "merge-sealed %O %A %B %L")
        r.must("switch", "-q", "main")
        with open(r.directory / ".gitattributes", "a") as attributes:
            attributes.write("cases/**/*.toml filter=git-crypt diff=git-crypt\n")
        r.must("add", "--renormalize", ".")
        r.must("commit", "-qam", "sealed")
        r.must("branch", "-f", "other")
        ids = [self.first, r.record("on main")]
        r.must("switch", "-q", "other")
        ids.append(r.record("on other"))
        r.must("switch", "-q", "main")
        self.whole(what, r, r.git("merge", "other"), ids)
        blob = subprocess.run(["git", "cat-file", "blob", f"HEAD:{CASE}"], cwd=r.directory, env=r.environment(), capture_output=True)
        self.score.expect(blob.stdout.startswith(b"\0GITCRYPT\0"), "what was merged is stored encrypted")
        for branch in ("main", "other"):
            r.must("switch", "-q", branch)
            r.write(r.text().replace('text = "the first"', f'text = "changed on {branch}"'))
        self.undecided("one sealed record changed by both", r, r.git("merge", "main"), [self.first])
        left = [p.name for p in (r.directory / ".git").iterdir() if p.name.startswith("psp.")]
        self.score.expect(not left, "no plain text is left behind", left)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    score = Score()
    with tempfile.TemporaryDirectory(prefix="psp-git-", dir=fast_place(False)) as directory:
        tests = Tests(score, Psp(sys.argv[1]), pathlib.Path(directory))
        for test in (tests.merge, tests.rebase, tests.cherry_pick, tests.stash, tests.revert, tests.octopus, tests.met_before,
                     tests.one_record, tests.one_number, tests.broken, tests.settings, tests.faults, tests.ciphertext):
            test()
        tests.git_crypt(pathlib.Path(__file__).resolve().parent.parent / "man" / "psp-case.5")
    sys.exit(score.finish())


main()
