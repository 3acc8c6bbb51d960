#!/usr/bin/env python3
"""Two clones and a bare repository: `clones.py PSP [--long] [--operations N] [--seed S] [--kind KIND]`.

Two workers record, correct, edit, renumber, delete and sync at random, each in a clone of its own. In the end every
record and every case that either was told is recorded is in both clones, as it was told; and nothing is in them besides.
Nothing was sent that the hooks would refuse, though one worker commits names without them; and where sync had nothing
to do, there was nothing. The second clone is one of KINDS: as the first; without the merge driver and the hooks, merged
by git's own hand at times; partial; in a subdirectory of another repository; owned by somebody else. A worker who throws
the other's side away is not silent.
"""
import argparse
import json
import os
import pathlib
import random
import re
import stat
import subprocess
import tempfile
import threading
import tomllib

import harness

FIRST_SECOND = 9 * 3600
KINDS = ("alike", "without hooks", "partial", "in another repository", "owned by another")
NAME = "Vida Zelenka"  # whom both clones know as K-900, and who is in nothing that is sent


def git(clone, *words, check=True):
    done = subprocess.run(["git", "-C", clone.directory, *words], capture_output=True, text=True, env=clone.environment())
    if check and done.returncode:
        raise SystemExit(f"git {' '.join(words)} gave {done.returncode}: {done.stdout}{done.stderr}")
    return done


class Clone:
    def __init__(self, psp, directory, worker, tools):
        self.psp, self.directory, self.worker, self.tools = psp, directory, worker, tools
        self.seconds = FIRST_SECOND
        self.told = {}      # (kind, id): what was told of the record
        self.clients = set()
        self.papers = set()
        self.loud = 0       # how often psp stopped for a person
        self.deletions = []  # of each case that was deleted by mistake: the exit of sync, and whether it had the way back
        self.leaks = 0      # how often a name was committed without the hooks
        self.config = "/dev/null"
        self.pushes = False  # by git's own hand, past psp sync
        self.merged_by_git = False  # here or in the other clone

    def environment(self, **more):
        # The office's clock runs on with each command.
        self.seconds += 7
        hour, rest = divmod(self.seconds, 3600)
        minute, second = divmod(rest, 60)
        now = f"2026-11-{2 + hour // 24:02}T{hour % 24:02}:{minute:02}:{second:02}+01:00"
        return self.psp.environment(PSP_WORKER=self.worker, PSP_NOW=now, HOME=str(self.tools), PATH=(
            f"{self.tools}:/usr/local/bin:/usr/bin:/bin"), GIT_AUTHOR_NAME=self.worker, GIT_AUTHOR_EMAIL="w@example.org",
            GIT_COMMITTER_NAME=self.worker, GIT_COMMITTER_EMAIL="w@example.org", GIT_CONFIG_GLOBAL=str(self.config), **more)

    def run(self, *words, **more):
        return subprocess.run(["psp", *words], cwd=self.directory, env=self.environment(**more), capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=120)

    def record(self, *words):
        """Records; what psp says it recorded must be there in the end."""
        done = self.run("--format", "json", *words)
        said = json.loads(done.stdout) if done.stdout.startswith("{") else {}
        for record in said.get("records", []):
            self.told[record["record"], record["id"]] = record
        if words[0] == "open" and said:
            self.clients.add(said["client"])
        return done

    def cases(self):
        return sorted(self.directory.glob("cases/*/*.toml"))

    def ids(self):
        return [p.stem for p in self.cases()]

    def records(self):
        """{(kind, id): fields} of all case files; None where one cannot be read."""
        found, clients = {}, []
        for path in self.cases():
            try:
                case = tomllib.loads(path.read_text())
            except tomllib.TOMLDecodeError:
                return None, None
            clients.append(case["client"])
            for kind, records in case.items():
                if isinstance(records, list):
                    for record in records:
                        found.setdefault((kind, record["id"]), []).append(record)
        return found, clients


def as_told(record, kind):
    """A record of a file in the form in which psp prints it."""
    def plain(value):
        return value.isoformat() if hasattr(value, "isoformat") else value
    return {"record": kind} | {key: plain(value) for key, value in record.items()}


# What a worker does. Each gets the clone, a case id and a source of chance.

def plan(clone, case, chance):
    return clone.record("session", case, f"2026-12-{chance.randint(1, 28):02} {chance.randint(8, 17)}:00")


def hold(clone, case, chance):
    return clone.record("session", case, "--attended", "--note", f"note {chance.random()}")


def attend(clone, case, chance):
    return clone.record("attendance", case, chance.choice(["attended", "missed", "cancelled"]), "--cancelled-by", "client")


def remark(clone, case, chance):
    text = chance.choice(["a line", "two\nlines", 'a """ quote', "[[session]]\nid = \"zzzzzz\"", "\n\nafter\n"])
    return clone.record("remark", case, "--text", f"{text} {chance.random()}")


def paper(clone, case, chance):
    return clone.record("document", case, "--kind", chance.choice(["application", "contract", "consent"]))


def amend(clone, case, chance):
    return clone.record("amend", case, "last", "--set", f"note=corrected {chance.random()}", "--reason", "mistyped")


def void(clone, case, chance):
    return clone.record("void", case, "last", "--reason", "entered twice")


def undo(clone, case, chance):
    return clone.record("undo", case)


def edit(clone, case, chance):
    household = chance.randint(1, 9)
    return clone.run("edit", case, EDITOR=f"set-household {household}")


def open_case(clone, case, chance):
    return clone.record("open", "--service", chance.choice(["counselling", "first-aid"]), "--client",
                        f"K-{clone.worker}-{len(clone.clients)}", "--household", "1")


def renumber(clone, case, chance):
    if clone.merged_by_git:  # which would leave a case under two numbers: sync refuses to take that in
        return clone.run("list")
    return clone.run("renumber", case)


def keep_paper(clone, case, chance):
    name = f"cases/2026/{clone.worker}-{len(clone.papers)}.txt"
    (clone.directory / name).write_text("a paper\n")
    clone.papers.add(name)
    return clone.record("document", case, "--kind", "other", "--file", name)


def drop_paper(clone, case, chance):
    for name in sorted(clone.papers)[:1]:
        (clone.directory / name).unlink(missing_ok=True)
        clone.papers.discard(name)
    return clone.run("list")


def delete_case(clone, case, chance):
    """By mistake: sync does not take that for a wish, and has the command that brings it back."""
    path = clone.directory / f"cases/2026/{case}.toml"
    before = path.read_bytes()
    committed = git(clone, "show", f"HEAD:./cases/2026/{case}.toml", check=False).stdout.encode() == before
    path.unlink()
    done = clone.run("sync")
    command = re.search(r"psp (git checkout \S+ -- \S+)", done.stderr)
    clone.deletions.append((done.returncode, bool(command)) if committed else None)
    if command and committed:
        clone.run(*command[1].split())
    if not path.exists() or path.read_bytes() != before:
        path.write_bytes(before)
    return clone.run("list")


def leak(clone, case, chance):
    """A name is committed without the hooks, and perhaps taken out again; sync sends neither version."""
    path = clone.directory / f"cases/2026/{case}.toml"
    if clone.pushes:
        return clone.run("list")
    if git(clone, "ls-files", "--error-unmatch", "--", f"cases/2026/{case}.toml", check=False).returncode:
        return clone.run("list")
    if git(clone, "rev-parse", "--verify", "-q", "MERGE_HEAD", check=False).returncode == 0:
        return clone.run("list")
    how = chance.choice(["version", "message"])
    if how == "version":
        whole = path.read_text()
        path.write_text(whole + f"# {NAME} was here\n")
        git(clone, "commit", "-q", "--no-verify", "-m", "work", "--", f"cases/2026/{case}.toml")
        path.write_text(whole)
        git(clone, "commit", "-q", "--no-verify", "-m", "work", "--", f"cases/2026/{case}.toml")
    else:
        git(clone, "commit", "-q", "--no-verify", "--allow-empty", "-m", f"a talk with {NAME}")
    clone.leaks += 1
    return clone.run("list")


DOINGS = [(renumber, 4), (keep_paper, 4), (drop_paper, 2), (delete_case, 2), (leak, 2), (plan, 20), (hold, 20), (attend, 15), (remark, 20), (paper, 8), (amend, 6), (void, 4), (undo, 3), (edit, 6),
          (open_case, 6)]


def resolved(text):
    """A file with conflict markers as a careful person leaves it: of what both changed, ours."""
    return re.sub(r"<<<<<<<+ .*?\n(.*?)(?:\|\|\|\|\|\|\|+ .*?\n.*?)?=======+\n(.*?)>>>>>>>+ .*?\n", r"\1", text, flags=re.S)


def nothing_to_do(score, clone, done):
    """Where sync says that nothing is new on either side, that is so."""
    git(clone, "fetch", "-q", "origin")
    here, there = (git(clone, "rev-parse", name).stdout for name in ("HEAD", "origin/main"))
    left = git(clone, "status", "--porcelain", "--", "cases", "psp.toml").stdout.splitlines()
    left = [line for line in left if pathlib.Path(line[3:]).name not in done.stderr]  # what psp does not know it has told
    score.expect(here == there and not left, "sync: where it has nothing to do, there is nothing", f"{here}{there}{left} {harness.shown(done)}")


def make_ours(clone, done):
    """True where git refuses a repository of another owner: what psp shows of its words settles that."""
    remedy = re.search(r"(git config --global --add safe.directory \S+)", done.stderr)
    if remedy:
        subprocess.run(remedy[1], shell=True, check=True, env=clone.environment())
    return bool(remedy)


def sync(score, clone, alone=True):
    """psp sync, and what it asks for, until it is through. `alone`: nobody else works in the clone or pushes."""
    for _ in range(12):
        done = clone.run("sync")
        if done.returncode in (0, 1):
            if alone and "nothing new on either side" in done.stderr:
                nothing_to_do(score, clone, done)
            return done
        clone.loud += 1
        if make_ours(clone, done):
            continue
        if back := re.search(r"psp (git reset --soft \S+) takes the commits back", done.stderr):
            score.expect(NAME not in done.stderr, "sync: what it refuses to send it does not repeat", harness.shown(done))
            score.expect(clone.run(*back[1].split()).returncode == 0, "sync: the commits are taken back", harness.shown(done))
            continue
        renumber = re.findall(r"psp renumber (\S+) (\S+)", done.stderr)
        for old, new in renumber:
            moved = clone.run("renumber", old, new)
            score.expect(moved.returncode == 0, "sync: the renumbering that it names works", harness.shown(moved))
        broken = [p for p in clone.cases() if "<<<<<<<" in p.read_text()]
        for path in broken:
            mended = clone.run("edit", path.stem, "--yes", EDITOR="resolve")
            # 4: mended, and to be committed with the merge.
            score.expect(mended.returncode in (0, 4), "sync: what it leaves to a person can be mended by psp edit",
                         harness.shown(mended))
        unmerged = re.findall(r"psp (git add \S+) keeps it", done.stderr)
        for command in unmerged:
            clone.run(*command.split())
        if not renumber and not broken and not unmerged and done.returncode != 4:
            break
    score.expect(False, "sync: a person gets through", harness.shown(done))
    return done


def another_number(score, clone, taken_twice):
    """A case that was given a number which another clone gave to another case gets a free one."""
    taken = git(clone, "ls-tree", "-r", "--name-only", "origin/main", "cases").stdout.split() + taken_twice
    numbers = [int(pathlib.Path(p).stem[-4:]) for p in taken if p.endswith(".toml")] + [int(i[-4:]) for i in clone.ids()]
    for path in taken_twice:
        numbers.append(max(numbers) + 1)
        moved = clone.run("renumber", pathlib.Path(path).stem, f"2026-{numbers[-1]:04}")
        score.expect(moved.returncode == 0, "by hand: a case gets another number", harness.shown(moved))
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "another number", check=False)  # psp has committed it, where the office wants that


def settle(score, clone, path):
    """A conflict of git's, as a careful person settles it with psp merge-file."""
    file = clone.directory / path
    score.expect("<<<<<<<" in file.read_text(), "by hand: a conflict shows in the file", path)
    sides = []
    for stage in (1, 2, 3):
        side = clone.tools / f"side-{stage}"
        side.write_text(git(clone, "show", f":{stage}:{path}").stdout)
        sides.append(str(side))
    merged = clone.run("merge-file", *sides)
    score.expect(merged.returncode in (0, 1), "by hand: psp merge-file helps", harness.shown(merged))
    file.write_text(resolved(pathlib.Path(sides[1]).read_text()))


def by_hand(score, clone):
    """What somebody does who knows git and has not set up psp's driver."""
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "work", check=False)
    for _ in range(9):
        if git(clone, "pull", "-q", "--no-rebase", "--no-edit", check=False).returncode:
            clone.loud += 1
            conflicts = git(clone, "diff", "--name-only", "--diff-filter=U").stdout.split()
            twice = [p for p in conflicts if git(clone, "show", f":1:{p}", check=False).returncode]
            if twice:
                git(clone, "merge", "--abort")
                another_number(score, clone, twice)
                continue
            for path in conflicts:
                settle(score, clone, path)
            git(clone, "add", "-A")
            git(clone, "commit", "-q", "--no-edit")
        if git(clone, "push", "-q", check=False).returncode == 0:
            return
    score.expect(False, "by hand: a person gets through")


TOOLS = {
    "set-household": "#!/bin/sh\nsed -i \"s/^household = .*/household = $1/\" \"$2\"\n",
    "resolve": "#!/usr/bin/env python3\nimport sys\nsys.path.insert(0, {here!r})\nimport clones, pathlib\n"
               "f = pathlib.Path(sys.argv[1])\nf.write_text(clones.resolved(f.read_text()))\n",
}


def make_tools(psp, tools):
    tools.mkdir()
    (tools / "psp").symlink_to(psp.path)
    for name, text in TOOLS.items():
        (tools / name).write_text(text.replace("{here!r}", repr(str(pathlib.Path(__file__).parent))))
        (tools / name).chmod(0o755)


def make_clones(psp, top, kind):
    tools = top / "tools"
    make_tools(psp, tools)
    office, below = top / "office.git", "ledger" if kind == "in another repository" else "."
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", office], check=True)
    subprocess.run(["git", "-C", office, "config", "uploadpack.allowFilter", "true"], check=True)
    ana = Clone(psp, top / "ana" / below, "ana", tools)
    ana.directory.mkdir(parents=True)
    if below != ".":
        subprocess.run(["git", "init", "-q", "-b", "main", top / "ana"], check=True)
        (top / "ana" / "beside.txt").write_text("not the ledger's\n")
    for words in (["init", ".", "--git", "-q"], ["open", "--service", "counselling", "--client", "K-0", "--household", "1"]):
        done = ana.run(*words)
        if done.returncode not in (0, 1):
            raise SystemExit(f"psp {words}: {done.stderr}")
    text = (ana.directory / "psp.toml").read_text()
    (ana.directory / "psp.toml").write_text(text + "\n[git]\ncommit = true\n")
    git(ana, "branch", "-m", "main", check=False)
    git(ana, "remote", "add", "origin", str(office))
    ana.run("sync")
    part = ["--filter=blob:none"] if kind == "partial" else []
    subprocess.run(["git", "clone", "-q", *part, f"file://{office}", top / "janis"], check=True)
    janis = Clone(psp, top / "janis" / below, "janis", tools)
    if kind != "without hooks":
        done = janis.run("init", ".", "--git")
        assert done.returncode == 0, done.stderr
    if kind == "owned by another":
        janis.config = tools / "gitconfig"
        subprocess.run(["chown", "-R", "65534", janis.directory / ".git"], check=True)
    for clone in (ana, janis):
        clone.run("person", "K-900", "--name", NAME)
    return ana, janis


def together(score, clone, chance):
    """A sync, and meanwhile a record in the same clone: neither disturbs the other."""
    ids = clone.ids()
    background = threading.Thread(target=sync, args=(score, clone, False))
    background.start()
    remark(clone, chance.choice(ids), chance)
    background.join()


def work(score, clones, operations, chance, janis_syncs):
    doings, weights = zip(*DOINGS)
    for _ in range(operations):
        clone = chance.choice(clones)
        if chance.random() < 0.12:
            if clone is clones[0] or chance.random() < 0.5:
                together(score, clone, chance) if chance.random() < 0.3 else sync(score, clone)
            else:
                janis_syncs(score, clone)
            continue
        done = chance.choices(doings, weights)[0](clone, chance.choice(clone.ids()), chance)
        # 2: the case does not take it; 4: git refuses the repository, and says what to do.
        refused = make_ours(clone, done)
        score.expect(done.returncode in (0, 1, 2) or refused, "a record is taken, or refused in words", harness.shown(done))


def judge_sent(score, clones, what):
    """Nothing was sent that the hooks would refuse: in no version, in no message."""
    clone = clones[0]
    git(clone, "fetch", "-q")
    told = git(clone, "log", "-p", "--format=%B%an%ae", "--full-diff", "origin/main").stdout
    score.expect(NAME not in told, f"{what}: no name is sent, in any version or message")
    paths = git(clone, "log", "--format=", "--name-only", "origin/main").stdout.split()
    score.expect(not any("people/" in p or p.endswith((".orig", "~")) for p in paths), f"{what}: nothing is sent that is not to be", paths)
    ways = [d for c in clones for d in c.deletions if d]
    score.expect(all(d == (3, True) for d in ways), f"{what}: a case that is gone is refused, with the way back", ways)


def judge(score, clones, what):
    told = clones[0].told | clones[1].told
    people = clones[0].clients | clones[1].clients
    for clone in clones:
        found, clients = clone.records()
        if not score.expect(found is not None, f"{what}: all files can be read"):
            continue
        score.expect(len(clients) == len(set(clients)), f"{what}: one file a case", clients)
        score.expect(people <= set(clients), f"{what}: every case that was told is there", people - set(clients))
        for key, record in told.items():
            there = found.get(key, [])
            score.expect(len(there) == 1, f"{what}: a record that was told is there once", f"{key}: {there}")
            score.expect(not there or as_told(there[0], key[0]) == record, f"{what}: it says what was told",
                         f"{record}\n{there}")
        score.expect(set(found) == set(told), f"{what}: nothing was invented", set(found) - set(told))
        done = clone.run("check", "--history")
        if whole := re.search(r"psp (git fetch --refetch --no-filter)", done.stderr):
            score.expect(done.returncode == 4, f"{what}: what is not there is not taken for well", harness.shown(done))
            clone.run(*whole[1].split())
            done = clone.run("check", "--history")
        score.expect(done.returncode == 0, f"{what}: nothing was lost on the way", harness.shown(done))
    a, b = ({p.relative_to(c.directory): p.read_bytes() for p in c.cases()} for c in clones)
    score.expect(a == b, f"{what}: both clones hold the same")


def two_clones(score, psp, operations, seed, kind):
    what = f"two clones, seed {seed}, the second {kind}"
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as top:
        clones = make_clones(psp, pathlib.Path(top), kind)
        clones[1].pushes = kind == "without hooks"
        for clone in clones:
            clone.merged_by_git = kind == "without hooks"
        work(score, clones, operations, chance, by_hand if kind == "without hooks" else sync)
        for clone in (*clones, *clones, *clones):
            sync(score, clone)
        judge(score, clones, what)
        judge_sent(score, clones, what)
        told = len(clones[0].told | clones[1].told)
        commits = git(clones[0], "rev-list", "--count", "HEAD").stdout.strip()
        merges = git(clones[0], "rev-list", "--count", "--merges", "HEAD").stdout.strip()
        print(f"{what}: {operations} operations, {told} records told, {len(clones[0].cases())} cases, {commits} commits, "
              f"{merges} merges, {sum(c.leaks for c in clones)} names committed, {sum(len(c.deletions) for c in clones)} cases "
              f"deleted, {sum(c.loud for c in clones)} times a person had to decide")


def thrown_away(score, psp):
    """Somebody without hooks keeps their own side of a conflict alone: the others are told at their next sync."""
    with tempfile.TemporaryDirectory() as top:
        ana, janis = make_clones(psp, pathlib.Path(top), "without hooks")
        case, chance = ana.ids()[0], random.Random(1)
        remark(ana, case, chance), remark(janis, case, chance)
        sync(score, ana)
        git(janis, "commit", "-qam", "work", check=False)  # psp has committed it
        git(janis, "pull", "-q", "--no-rebase", "--no-edit", check=False)
        git(janis, "checkout", "-q", "--ours", ".")
        git(janis, "add", "-A")
        git(janis, "commit", "-qm", "mine")
        git(janis, "push", "-q")
        before = {p: p.read_bytes() for p in ana.cases()}
        done = ana.run("sync")
        lost = [id for kind, id in ana.told if kind == "remark"]
        score.expect(done.returncode == 3 and all(id in done.stderr for id in lost) and "psp sync --yes" in done.stderr,
                     "thrown away: sync says so, with the way out", harness.shown(done))
        score.expect({p: p.read_bytes() for p in ana.cases()} == before, "thrown away: nothing was taken in")
        done = ana.run("sync", "--yes")
        score.expect(done.returncode == 1 and "check --history" in done.stderr, "thrown away: it is taken in where somebody says so",
                     harness.shown(done))
        done = ana.run("check", "--history")
        score.expect(done.returncode == 1 and all(id in done.stdout for id in lost), "thrown away: the history names it",
                     harness.shown(done))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("psp")
    options.add_argument("--long", action="store_true")
    options.add_argument("--operations", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kind", action="append", choices=KINDS)
    given = options.parse_args()
    psp, score = harness.Psp(given.psp), harness.Score()
    operations = given.operations or (500 if given.long else 40)
    for seed in range(given.seed, given.seed + (2 if given.long else 1)):
        for kind in given.kind or KINDS:
            if kind == "owned by another" and os.geteuid() != 0:
                print("owned by another: needs root, not tried")
                continue
            two_clones(score, psp, operations, seed, kind)
    thrown_away(score, psp)
    raise SystemExit(score.finish())


if __name__ == "__main__":
    main()
