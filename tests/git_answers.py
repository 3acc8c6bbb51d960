#!/usr/bin/env python3
"""psp where git gives no answer, is told of another repository, or came with programs of its own:
`git_answers.py PSP [--long] [TEST…]`.

A repository of another owner, a partial clone, a damaged one, no git at all: each command that asks says so, and none
takes it for "nothing". GIT_DIR and its like set to another repository change nothing. What a received folder names as
its monitor, filter, hook or driver does not run where psp only asks; where git is to run it, somebody agrees first. --long sets each of git's variables alone as well.
"""
import json
import os
import pathlib
import pty
import re
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from git_side import CASE, OTHER, Side, shown  # noqa: E402
from harness import Score, fast_place  # noqa: E402

# Each command that asks git.
ASKS = {"report": ("report", "2026-11"), "doctor": ("doctor",), "history": ("check", "--history"), "staged": ("check", "--staged"),
        "privacy": ("check", "--privacy"), "diff": ("diff",), "sync": ("sync",), "forget": ("forget", "K-9", "--yes"),
        "open": ("open", "--service", "first-aid", "--client", "K-3"), "init": ("init", ".", "--git")}


def psp(side, at, *words, **more):
    return side.run(at, "psp", *words, **more)


def with_person(side, at):
    side.must(at, "psp", "person", "K-9", "--name", "Vida Zelenka")


def tree(place):
    """All bytes and times of a directory; that of reading apart."""
    return {str(p.relative_to(place)): (p.lstat().st_mtime_ns, p.lstat().st_ino, p.read_bytes() if p.is_file() else b"")
            for p in sorted(place.rglob("*")) if not p.is_symlink()}


def test_refused(score, side):
    """git refuses a repository of another owner: each command says so, with git's own remedy."""
    at = side.ledger("refused")
    side.must(at, "git", "config", "psp.casePrefix", "B")
    with_person(side, at)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", "65534", at / ".git"], check=True)
        env = {}
    else:
        env = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    remedy = "git config --global --add safe.directory"
    cases = sorted(at.glob("cases/*/*"))
    for name in ("history", "staged", "diff", "sync", "open", "init"):
        done = psp(side, at, *ASKS[name], **env)
        score.expect(done.returncode == 4 and remedy in done.stderr, f"refused: {name} says so, with the remedy", shown(done))
    score.expect(sorted(at.glob("cases/*/*")) == cases, "refused: no case is opened without its prefix")
    done = psp(side, at, *ASKS["report"], "--format", "json", **env)
    proof = json.loads(done.stdout)["proof"]
    score.expect(done.returncode == 0 and remedy in done.stderr and proof["commit"] is None and proof["changed"] is None,
                 "refused: the report does not know its commit", shown(done))
    done = psp(side, at, *ASKS["privacy"], **env)
    score.expect(done.returncode == 4 and "not all that git holds could be looked into" in done.stderr and remedy in done.stderr,
                 "refused: the privacy check is not silent", shown(done))
    done = psp(side, at, *ASKS["doctor"], **env)
    score.expect(done.returncode == 1 and remedy in done.stdout, "refused: doctor has the remedy", shown(done))
    done = psp(side, at, *ASKS["forget"], "--format", "json", **env)
    score.expect(json.loads(done.stdout)["history"]["looked"] is False and "not looked at" in done.stderr,
                 "refused: forget did not look", shown(done))
    (at / "psp.toml").write_text((at / "psp.toml").read_text() + "\n[git]\ncommit = true\n")
    done = psp(side, at, "remark", "1", "--text", "x", **env)
    score.expect(done.returncode == 4 and "recorded, but not committed" in done.stderr and remedy in done.stderr,
                 "refused: recorded, and told that it is in no commit", shown(done))
    (at / "psp.toml").write_text((at / "psp.toml").read_text() + '\n[workers.ana]\nemail = "a@example.org"\n')
    done = psp(side, at, "remark", "1", "--text", "x", PSP_WORKER="", **env)
    score.expect(done.returncode == 4 and "--by WORKER" in done.stderr, "refused: who writes is not guessed", shown(done))


def test_without_git(score, side):
    at = side.ledger("without")
    with_person(side, at)
    side.must(at, "git", "config", "psp.casePrefix", "B")
    env = {"PATH": str(side.place / "bin")}
    missing = "git is not installed"
    for name in ("history", "staged", "diff", "sync", "open", "init"):
        done = psp(side, at, *ASKS[name], **env)
        score.expect(done.returncode == 4 and missing in done.stderr, f"no git: {name} says so", shown(done))
    for name, code in (("report", 0), ("privacy", 4)):
        done = psp(side, at, *ASKS[name], **env)
        score.expect(done.returncode == code and missing in done.stderr, f"no git: {name} says so", shown(done))
    done = psp(side, at, *ASKS["forget"], **env)
    score.expect("not looked at" in done.stdout and missing in done.stdout, "no git: forget did not look", shown(done))
    plain = side.place / "plain"
    side.must(side.place, "psp", "init", str(plain))
    for words in (ASKS["open"], ASKS["report"], ASKS["privacy"]):
        done = psp(side, plain, *words, **env)
        score.expect(done.returncode == 0 and missing not in done.stderr, f"no git, no repository: {words[0]} works", shown(done))


def test_partial(score, side):
    """A clone without the older versions: nothing is said to be well that was not looked at."""
    at = side.ledger("whole")
    for text in ("one", "two"):
        side.remark(at, text)
        side.commit(at)
    office = side.place / "office.git"
    side.must(side.place, "git", "clone", "-q", "--bare", str(at), str(office))
    side.must(office, "git", "config", "uploadpack.allowFilter", "true")
    first = side.must(at, "git", "rev-list", "--max-parents=0", "HEAD").strip()
    for what in ("blob:none", "tree:0"):
        part = side.place / f"part-{what[:4]}"
        side.must(side.place, "git", "clone", "-q", f"--filter={what}", f"file://{office}", str(part))
        with_person(side, part)
        objects = sorted((part / ".git/objects").rglob("*"))
        mend = "psp git fetch --refetch --no-filter"
        for words in (("check", "--history"), ("diff", first)):
            done = psp(side, part, *words)
            # In git's words, which are others from 2.45 on.
            lacks = ("promisor", "missing", "not all", "unable to read tree", "not a tree object")
            score.expect(done.returncode == 4 and any(word in done.stderr for word in lacks),
                         f"{what}: {words[0]} says what it lacks", shown(done))
        done = psp(side, part, *ASKS["forget"], "--format", "json")
        found = json.loads(done.stdout)["history"] if done.stdout else {}
        score.expect(found.get("missing", 0) > 0 or found.get("looked") is False, f"{what}: forget says what it lacks", shown(done))
        score.expect(sorted((part / ".git/objects").rglob("*")) == objects, f"{what}: nothing is fetched by asking")
        if what == "blob:none":
            done = psp(side, part, "check", "--history")
            score.expect(mend in done.stderr, "the way out is told", shown(done))
        side.must(part, "git", *mend.split()[2:])
        done = psp(side, part, "check", "--history")
        score.expect(done.returncode == 0, f"{what}: and works", shown(done))


def test_damaged(score, side):
    at = side.ledger("damaged")
    head = at / ".git" / side.must(at, "git", "symbolic-ref", "HEAD").strip()
    whole = head.read_bytes()
    side.must(at, "git", "remote", "add", "origin", str(side.place / "nowhere.git"))
    for what, file, text in (("an empty branch", head, b""), ("a branch of no commit", head, b"1" * 40 + b"\n"),
                             ("an empty HEAD", at / ".git/HEAD", b"")):
        before = file.read_bytes()
        file.write_bytes(text)
        for name in ("history", "staged", "diff", "sync"):
            done = psp(side, at, *ASKS[name])
            score.expect(done.returncode == 4 and "damaged" in done.stderr, f"{what}: {name} says so", shown(done))
        done = psp(side, at, *ASKS["privacy"])
        score.expect(done.returncode == 4 and "not all that git holds could be looked into" in done.stderr, f"{what}: privacy says so",
                     shown(done))
        done = psp(side, at, *ASKS["report"])
        score.expect("damaged" in done.stderr, f"{what}: report says so", shown(done))
        done = psp(side, at, "doctor")
        score.expect(done.returncode == 1 and "damaged" in done.stdout, f"{what}: doctor says so", shown(done))
        score.expect(file.read_bytes() == text, f"{what}: it is left as it is")
        file.write_bytes(before)
    head.write_bytes(whole)


def test_other_repository(score, side):
    """GIT_DIR and its like name another repository: psp asks its own, whatever the command."""
    other = side.ledger("other")
    (other / OTHER).write_text((other / OTHER).read_text() + "# not committed\n")
    variables = {"GIT_DIR": other / ".git", "GIT_WORK_TREE": other, "GIT_INDEX_FILE": other / ".git/index",
                 "GIT_OBJECT_DIRECTORY": other / ".git/objects", "GIT_COMMON_DIR": other / ".git", "GIT_NAMESPACE": "n",
                 "GIT_CEILING_DIRECTORIES": side.place, "GIT_PREFIX": "cases/", "GIT_CONFIG_PARAMETERS": "'core.bare=true'",
                 "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.worktree", "GIT_CONFIG_VALUE_0": other,
                 "GIT_ICASE_PATHSPECS": "1", "GIT_LITERAL_PATHSPECS": "1", "GIT_SHALLOW_FILE": "/dev/null"}
    variables = {k: str(v) for k, v in variables.items()}
    alone = variables if side.long else ("GIT_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE")
    sets = [{k: variables[k]} for k in alone] + [{"GIT_DIR": variables["GIT_DIR"], "GIT_WORK_TREE": variables["GIT_WORK_TREE"]}, variables]
    office = side.place / "place.git"

    def used(name, env):
        """What psp said in a new ledger, and what its sync sent."""
        at = side.place / name
        shutil.rmtree(office, ignore_errors=True)
        side.must(side.place, "git", "init", "-q", "--bare", str(office))
        side.time = 1000
        side.must(side.place, "psp", "init", str(at), "--git", PSP_NOW="2026-11-23T09:00:00+01:00")
        (at / "psp.toml").write_text((at / "psp.toml").read_text() + "\n[git]\ncommit = true\n")
        side.must(at, "git", "remote", "add", "origin", str(office))
        said = []
        for words in (ASKS["open"], ("remark", "1", "--text", "x"), ASKS["sync"], ASKS["history"], ASKS["staged"],
                      ASKS["privacy"], ("diff", "HEAD~1..HEAD"), ASKS["report"], ASKS["doctor"], ASKS["init"],
                      ("git", "status", "--short"), ("person", "K-9", "--name", "Vida Zelenka"), ASKS["forget"]):
            done = psp(side, at, *words, PSP_NOW="2026-11-23T09:00:00+01:00", **env)
            text = re.sub(r"\b[0-9a-f]{7,64}\b", "COMMIT", done.stdout + done.stderr)
            text = re.sub(r"\b(remark|case) [a-z0-9]{6}\b", r"\1 ID", text)
            said.append((words, done.returncode, text.replace(str(at), "LEDGER")))
        sent = side.run(office, "git", "log", "--all", "--format=%s").stdout
        return said, re.sub(r"remark \w+", "remark ID", sent)

    plain, plainly_sent = used("own", {})
    score.expect("remark" in plainly_sent, "sync sends this ledger's commits", plainly_sent)
    for n, env in enumerate(sets):
        what = "+".join(env) if len(env) < 3 else "all"
        before = tree(other)
        said, sent = used(f"own-{n}", env)
        score.expect(tree(other) == before, f"{what}: the other repository is as it was")
        for without, with_it in zip(plain, said):
            score.expect(without == with_it, f"{what}: {' '.join(without[0])} is as without", f"{without[1:]}\n{with_it[1:]}")
        score.expect(sent == plainly_sent, f"{what}: sync sends this ledger's commits", (plainly_sent, sent))


CANARY = "canary"


def hostile(side, name):
    """A ledger whose repository names programs wherever it can, and the file that each of them would make."""
    at = side.ledger(name)
    canary = side.place / f"{name}-{CANARY}"
    script = side.place / f"{name}-script"
    script.write_text(f"#!/bin/sh\necho \"$0 $*\" >> {canary}\ncat\n")
    script.chmod(0o755)
    run = str(script)
    for key in ("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.psp.clean", "diff.external",
                "diff.psp.textconv", "diff.psp.command", "gpg.program", "core.sshCommand", "core.pager", "core.editor", "core.askPass",
                "core.alternateRefsCommand", "merge.other.driver"):
        side.must(at, "git", "config", key, run)
    for key, value in (("filter.x.required", "true"), ("log.showSignature", "true"), ("diff.trustExitCode", "true")):
        side.must(at, "git", "config", key, value)
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "post-commit", "pre-push", "post-merge", "fsmonitor-watchman",
                 "prepare-commit-msg", "commit-msg", "pre-auto-gc", "post-rewrite"):
        path = at / ".git/hooks" / hook
        path.write_text(f"#!/bin/sh\necho {hook} >> {canary}\n")
        path.chmod(0o755)
    with open(at / ".git/info/attributes", "w") as file:
        file.write("*.toml filter=x diff=psp\n")
    # The index knows another time: git has to look into the file, and so to clean it.
    os.utime(at / CASE, (1, 1))
    os.utime(at / "psp.toml", (1, 1))
    (at / OTHER).write_text((at / OTHER).read_text() + "# changed\n")
    with_person(side, at)
    return at, canary


def test_hostile(score, side):
    at, canary = hostile(side, "hostile")
    done = side.run(at, "git", "status")
    score.expect(canary.exists(), "git itself would run them", shown(done))
    canary.unlink()
    os.utime(at / CASE, (1, 1))
    before = tree(at)
    for words in (ASKS["report"], ASKS["doctor"], ("check",), ASKS["history"], ASKS["staged"], ASKS["privacy"], ASKS["diff"],
                  ("status",), ("list",), ("show", "1"), ("log",), ("due",), ("why", "1"), ("find", "x"), ("person",),
                  ("report", "2026-11", "--format", "json")):
        done = psp(side, at, *words)
        score.expect(not canary.exists(), f"hostile: {' '.join(words)} runs nothing of it", shown(done) + (canary.read_text() if canary.exists() else ""))
        canary.unlink(missing_ok=True)
        now = tree(at)
        score.expect(now == before, f"hostile: {' '.join(words)} writes nothing", [k for k in now if now[k] != before.get(k)])
        before = now
    for words in (ASKS["open"], ("remark", "1", "--text", "x"), ASKS["init"], ASKS["forget"]):
        done = psp(side, at, *words)
        score.expect(not canary.exists(), f"hostile: {' '.join(words)} runs nothing of it", shown(done) + (canary.read_text() if canary.exists() else ""))
        canary.unlink(missing_ok=True)


def test_programs_of_all_kinds(score, side):
    """A program in a place where it is easily passed over is seen, and does not run unasked."""
    home = side.place / "kinds-home"
    home.mkdir()
    env = {"HOME": str(home)}

    def tried(what, prepare, commands=(("doctor",), ("remark", "1", "--text", "x"), ("sync",), ("init", ".", "--git"))):
        at = side.ledger(f"kinds-{len(list(side.place.iterdir()))}")
        (at / "psp.toml").write_text((at / "psp.toml").read_text() + "\n[git]\ncommit = true\n")
        canary = side.place / f"{at.name}-canary"
        script = side.place / f"{at.name}-script"
        script.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
        script.chmod(0o755)
        prepare(at, script)
        for words in commands:
            done = psp(side, at, *words, **env)
            score.expect(not canary.exists(), f"{what}: {words[0]} does not run it", shown(done))
            canary.unlink(missing_ok=True)
        return at

    def hook_like_ours(at, script):
        with open(at / ".git/hooks/pre-commit", "a") as file:
            file.write(f"psp -C .\tgit\t-c\talias.zz=!{script}\tzz check --staged --hook || exit 1\n")

    def hooks_by_link(at, script):
        (at / ".git/hooks").rename(side.place / f"{at.name}-hooks")
        (at / ".git/hooks").symlink_to(side.place / f"{at.name}-hooks")
        shutil.copy(script, side.place / f"{at.name}-hooks/post-commit")

    def remote_inside(at, script):
        side.must(at, "git", "init", "-q", "--bare", ".git/r.git")
        shutil.copy(script, at / ".git/r.git/hooks/pre-receive")
        side.must(at, "git", "remote", "add", "origin", ".git/r.git")

    def odd_filter(at, script):
        side.must(at, "git", "config", "filter.a=b.clean", str(script))
        (at / ".git/info/attributes").write_text("*.toml filter=a=b\n")

    def repository_inside(at, script):
        inner = at / "cases/sub"
        side.must(at, "git", "init", "-q", str(inner))
        (inner / ".gitattributes").write_text("* filter=e\n")
        (inner / "f").write_text("a")
        side.must(inner, "git", "add", ".")
        side.must(inner, "git", "commit", "-qm", "x")
        side.must(at, "git", "add", "cases/sub")
        side.must(at, "git", "commit", "-q", "--no-verify", "-m", "x")
        side.must(inner, "git", "config", "filter.e.clean", str(script))
        (inner / "f").write_text("b")

    def other_crypt(at, script):
        side.must(at, "git", "config", "filter.git-crypt.clean", str(script))
        side.must(at, "git", "config", "filter.git-crypt.smudge", "cat")

    tried("a hook like psp's own", hook_like_ours)
    tried("hooks by a link", hooks_by_link)
    tried("a remote within", remote_inside)
    tried("a filter of an odd name", odd_filter)
    tried("a repository within", repository_inside)
    if shutil.which("git-crypt"):
        tried("filters called git-crypt", other_crypt, (("person", "--encrypt"),))

    # Agreed to once, and changed by what comes in: it is asked again before it runs.
    office = side.place / "kinds.git"
    side.must(side.place, "git", "init", "-q", "--bare", "-b", "main", str(office))
    one = side.ledger("kinds-one")
    side.must(one, "git", "branch", "-m", "main")
    (one / ".githooks").mkdir()
    for name in ("pre-commit", "pre-merge-commit"):
        shutil.copy(one / ".git/hooks" / name, one / ".githooks" / name)
    side.must(one, "git", "add", ".githooks")
    side.must(one, "git", "commit", "-qm", "hooks")
    side.must(one, "git", "remote", "add", "origin", str(office))
    side.must(one, "git", "push", "-q", "-u", "origin", "main")
    two = side.place / "kinds-two"
    side.must(side.place, "git", "clone", "-q", str(office), str(two))
    side.must(two, "git", "config", "core.hooksPath", ".githooks")
    score.expect(psp(side, two, "sync", **env).returncode == 0, "tracked hooks: at first all is psp's own")
    canary = side.place / "kinds-two-canary"
    for clone in ("fast-forward", "merge"):
        (one / ".githooks/post-merge").write_text(f"#!/bin/sh\ntouch {canary} # {clone}\n")
        (one / ".githooks/post-merge").chmod(0o755)
        side.must(one, "git", "add", ".githooks")
        side.must(one, "git", "commit", "-qm", "x")
        side.must(one, "git", "pull", "-q", "--no-rebase", "--no-edit")
        side.must(one, "git", "push", "-q")
        if clone == "merge":
            psp(side, two, "doctor", "--trust", **env)
            side.remark(two, "mine")
        done = psp(side, two, "sync", **env)
        score.expect(not canary.exists(), f"tracked hooks, {clone}: what came in does not run unasked", shown(done))


def test_passed_over(score, side):
    """What git passes over is not taken for nothing."""
    at = side.ledger("packed")
    side.must(at, "git", "pack-refs", "--all")
    (at / ".git/packed-refs").write_text("")
    for name in ("history", "staged", "diff", "sync"):
        done = psp(side, at, *ASKS[name])
        score.expect(done.returncode == 4 and "damaged" in done.stderr, f"an emptied packed-refs: {name} says so", shown(done))
    at = side.ledger("orphan")
    side.must(at, "git", "checkout", "-q", "--orphan", "another")
    done = psp(side, at, *ASKS["history"])
    score.expect(done.returncode == 2 and "other commits" in done.stderr, "a branch without commits: history says so", shown(done))
    at = side.ledger("untracked")
    side.must(at, "git", "config", "status.showUntrackedFiles", "no")
    side.must(at, "psp", "open", "--service", "first-aid", "--client", "K-3")
    done = psp(side, at, *ASKS["report"], "--format", "json")
    score.expect(json.loads(done.stdout)["proof"]["changed"] is True, "a new case is a change since the commit", shown(done))
    at = side.ledger("module")
    side.must(at, "git", "init", "-q", "docs")
    (at / "docs/a").write_text("a")
    side.must(at / "docs", "git", "add", ".")
    side.must(at / "docs", "git", "commit", "-qm", "x")
    side.must(at, "git", "add", "docs")
    done = side.run(at, "git", "commit", "-qm", "a submodule")
    score.expect(done.returncode == 0, "a submodule beside the cases stops nothing", shown(done))


def test_hidden_bare(score, side):
    """A bare repository within a ledger, as a clone can bring it: no program of it runs."""
    at = side.ledger("hides")
    canary = side.place / "bare-canary"
    inner = at / "cases"
    for name in ("objects", "refs"):
        (inner / name).mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/main\n")
    (inner / "config").write_text(f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = \"touch {canary}; false\"\n")
    (inner / "psp.toml").write_text("format = 1\n")
    for name in ("report", "doctor", "history", "privacy", "diff", "staged", "init", "sync"):
        done = psp(side, inner, *ASKS[name])
        score.expect(not canary.exists(), f"hidden: {name} runs nothing of it", shown(done))
        score.expect(name == "report" or done.returncode in (1, 3, 4), f"hidden: {name} does not take it for a repository", shown(done))


def test_consent(score, side):
    """What git is to run when psp commits or syncs was agreed to on this machine."""
    at = side.ledger("consent")
    home = side.place / "home"
    home.mkdir()
    office = side.place / "consent.git"
    side.must(side.place, "git", "init", "-q", "--bare", str(office))
    side.must(at, "git", "remote", "add", "origin", str(office))
    canary = side.place / "consent-canary"
    hook = at / ".git/hooks/post-commit"
    hook.write_text(f"#!/bin/sh\ntouch {canary}\n")
    hook.chmod(0o755)
    (at / "psp.toml").write_text((at / "psp.toml").read_text() + "\n[git]\ncommit = true\n")
    env = {"HOME": str(home)}
    done = psp(side, at, "remark", "1", "--text", "x", **env)
    score.expect(done.returncode == 4 and "recorded, but not committed" in done.stderr and "doctor --trust" in done.stderr and not canary.exists(),
                 "not agreed: recorded, and not committed", shown(done))
    done = psp(side, at, "sync", **env)
    score.expect(done.returncode == 4 and "post-commit" in done.stderr and "doctor --trust" in done.stderr and not canary.exists(),
                 "not agreed: sync names it, and the command that agrees", shown(done))
    done = psp(side, at, "doctor", **env)
    score.expect("post-commit" in done.stdout and "doctor --trust" in done.stdout, "doctor names it", shown(done))
    done = psp(side, at, "doctor", "--trust", **env)
    kept = home / ".config/psp/agreed"
    score.expect(kept.is_file() and stat.S_IMODE(kept.stat().st_mode) == 0o600 and str(at) in kept.read_text(), "the yes is kept outside", shown(done))
    done = psp(side, at, "sync", **env)
    score.expect(done.returncode == 0 and canary.exists(), "agreed: sync commits, and the hook runs", shown(done))
    done = psp(side, at, "doctor", "--trust", **env)
    score.expect(kept.read_text().count("\n") == 1, "agreed once", shown(done))
    hook.write_text(hook.read_text() + "# more\n")
    done = psp(side, at, "sync", **env)
    score.expect(done.returncode == 4, "another hook is asked about again", shown(done))
    hook.unlink()
    for key, value in (("filter.x.clean", "cat"), ("core.sshCommand", "ssh -v"), ("credential.helper", "!true"),
                       ("remote.origin.uploadpack", "git-upload-pack"), ("protocol.ext.allow", "always")):
        side.must(at, "git", "config", key, value)
        done = psp(side, at, "sync", **env)
        score.expect(done.returncode == 4 and key.lower() in done.stderr.lower(), f"{key} is asked about", shown(done))
        side.must(at, "git", "config", "--unset", key)
    done = psp(side, at, "sync", **env)
    score.expect(done.returncode == 0, "without them all goes on", shown(done))
    settings = side.place / "own-gitconfig"
    settings.write_text('[filter "x"]\n\tclean = cat\n[core]\n\tsshCommand = ssh\n')
    done = psp(side, at, "sync", GIT_CONFIG_GLOBAL=str(settings), **env)
    score.expect(done.returncode == 0, "what a person's own configuration names is theirs", shown(done))


def at_terminal(side, at, words, answer, **more):
    """(exit code, what was on the screen) of psp at a terminal, where `answer` is typed."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(at)
        os.execvpe("psp", ["psp", *words], side.environment(**more))
    said = b""
    os.write(terminal, answer.encode())
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        said += piece
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode(errors="replace")


def test_asked(score, side):
    """At a terminal psp asks once, and takes no for no."""
    at = side.ledger("asked")
    home, canary = side.place / "asked-home", side.place / "asked-canary"
    home.mkdir()
    hook = at / ".git/hooks/post-commit"
    hook.write_text(f"#!/bin/sh\ntouch {canary}\n")
    hook.chmod(0o755)
    (at / "psp.toml").write_text((at / "psp.toml").read_text() + "\n[git]\ncommit = true\n")
    env = {"HOME": str(home), "TERM": "dumb"}
    code, said = at_terminal(side, at, ("remark", "1", "--text", "one"), "n\n", **env)
    score.expect(code == 4 and "post-commit" in said and "(y/n)" in said and "recorded, but not committed" in said and not canary.exists(),
                 "asked, no: recorded and not committed", said)
    code, said = at_terminal(side, at, ("remark", "1", "--text", "two"), "y\n", **env)
    score.expect(code == 0 and canary.exists(), "asked, yes: committed, and the hook runs", said)
    code, said = at_terminal(side, at, ("remark", "1", "--text", "three"), "", **env)
    score.expect(code == 0 and "(y/n)" not in said, "it is not asked again", said)


def test_hooks_of_all(score, side):
    """A hook for all of a person's repositories does nothing where there is no ledger."""
    shared = side.place / "all-hooks"
    shared.mkdir()
    settings = side.place / "all.gitconfig"
    settings.write_text(f"[core]\n\thooksPath = {shared}\n")
    env = {"GIT_CONFIG_GLOBAL": str(settings)}
    at = side.place / "all"
    done = side.run(side.place, "psp", "init", str(at), "--git", **env)
    line = re.search(r"executable: (psp .*)", done.stderr)[1]
    for name in ("pre-commit", "pre-merge-commit"):
        (shared / name).write_text(f"#!/bin/sh\n{line}\n")
        (shared / name).chmod(0o755)
    other = side.place / "no-ledger"
    other.mkdir()
    side.must(other, "git", "init", "-q")
    (other / "a").write_text("a")
    side.must(other, "git", "add", ".")
    for words in (("commit", "-qm", "x"), ("commit", "-q", "--amend", "-m", "y")):
        done = side.run(other, "git", *words, **env)
        score.expect(done.returncode == 0 and not done.stderr, "another repository commits", shown(done))
    side.must(at, "psp", "open", "--service", "first-aid", "--client", "K-1", **env)
    side.must(at, "git", "add", ".")
    side.must(at, "git", "commit", "-qm", "x", **env)
    for file, why in ((CASE, "a case"), ("psp.toml", "the office")):
        (at / file).rename(at / "kept")
        done = side.run(at, "git", "commit", "-qam", "gone", **env)
        score.expect(done.returncode != 0, f"{why} that is gone is refused", shown(done))
        (at / "kept").rename(at / file)
        side.must(at, "git", "add", file)
    # The line of an earlier psp is renewed.
    own = side.ledger("earlier")
    hook = own / ".git/hooks/pre-commit"
    hook.write_text(hook.read_text().replace(" --hook", ""))
    done = psp(side, own, "doctor")
    score.expect("hooks" in done.stdout and "lacks the line" in done.stdout, "doctor: a hook of an earlier psp", shown(done))
    (own / CASE).write_text((own / CASE).read_text() + "[[x\n")
    done = side.run(own, "git", "commit", "-qm", "x", "--", CASE)
    score.expect(done.returncode != 0, "a hook of an earlier psp lets nothing through", shown(done))
    side.must(own, "psp", "init", ".", "--git")
    score.expect(hook.read_text().count("check --staged") == 1 and "--hook" in hook.read_text(), "init renews it", hook.read_text())
    # husky makes its hooks anew.
    husky = side.ledger("husky")
    made = husky / ".husky/_"
    made.mkdir(parents=True)
    (made / "pre-commit").write_text('#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n')
    (made / "h").write_text('#!/usr/bin/env sh\nn=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n[ ! -f "$s" ] && exit 0\nsh -e "$s" "$@"\n')
    shutil.copy(made / "pre-commit", made / "pre-merge-commit")
    for file in made.iterdir():
        file.chmod(0o755)
    side.must(husky, "git", "config", "core.hooksPath", ".husky/_")
    done = psp(side, husky, "init", ".", "--git")
    lines = re.findall(r"lasts in (\S+); add there: (psp .*)", done.stderr)
    score.expect([pathlib.Path(f).relative_to(husky).as_posix() for f, _ in lines] == [".husky/pre-commit", ".husky/pre-merge-commit"],
                 "husky: the place that lasts is told", shown(done))
    for file, line in lines:
        pathlib.Path(file).write_text(line + "\n")
    (husky / CASE).write_text((husky / CASE).read_text() + "[[x\n")
    done = side.run(husky, "git", "commit", "-qam", "x")
    score.expect(done.returncode != 0 and CASE in done.stdout + done.stderr, "husky: and works", shown(done))
    done = psp(side, husky, "doctor")
    score.expect(re.search(r"ok +hooks", done.stdout), "husky: doctor sees it", shown(done))


def test_signing(score, side):
    at = side.ledger("signing")
    home = side.place / "gnupg"
    home.mkdir(mode=0o700)
    side.must(at, "git", "config", "commit.gpgSign", "true")
    env = {"GNUPGHOME": str(home), "HOME": str(home)}
    for format in ("openpgp", "ssh"):
        side.must(at, "git", "config", "gpg.format", format)
        done = psp(side, at, "doctor", **env)
        score.expect(re.search(r"wrong +signing", done.stdout) and done.returncode == 1, f"{format}: doctor says that there is no key", shown(done))
    key = home / "key"
    key.write_text("x")
    side.must(at, "git", "config", "user.signingKey", str(key))
    done = psp(side, at, "doctor", **env)
    score.expect(re.search(r"ok +signing", done.stdout), "ssh: with a key all is well", shown(done))


def main():
    score = Score()
    with tempfile.TemporaryDirectory(prefix="psp-answers-", dir=fast_place(False)) as place:
        side = Side(sys.argv[1], pathlib.Path(place).resolve())
        side.long = "--long" in sys.argv
        chosen = [name for name in sys.argv[2:] if name != "--long"]
        for name, test in list(globals().items()):
            if name.startswith("test_") and (not chosen or name[5:] in chosen):
                test(score, side)
    raise SystemExit(score.finish())


if __name__ == "__main__":
    main()
