#!/usr/bin/env python3
"""Files that are none: `strange.py PSP [--long]`.

A symbolic link, FIFO, device, socket, directory or file of terabytes in the place of each file that psp reads is
refused, not followed, not waited for and not read into memory; the message names it, and the other cases are told all
the same. A second name of somebody's file is never written to (P12).

--long tries every command on every such file; the short form those that differ in how they open it.
"""
import os
import resource
import shutil
import socket
import stat
import subprocess

import harness
from harness import CASE, OUTSIDE

OTHER = "cases/2026/2026-0002.toml"
READS = [("status",), ("list",), ("show", "1"), ("log",), ("why", "1"), ("due",), ("report", "2026-11"),
         ("list", "--format", "json"), ("handover", "ana", "ben", "--sheet"), ("person",), ("check", "--privacy"),
         ("log", "--redact"), ("doctor",), ("completion", "cases")]
WRITES = [("remark", "1", "--text", "x"), ("undo",), ("session", "1"), ("amend", "1", "last", "--set", "note=y", "--reason", "z"),
          ("person", "K-0117", "--phone", "041"), ("open", "--service", "first-aid", "--client", "K-9")]
MEMORY = 1 << 30  # bytes of addresses: far below what is put there, far above what psp needs
ENDS = (0, 1, 2, 3, 4)


def few_addresses():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def put(path, kind, target):
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "link":
        path.symlink_to(target)
    elif kind == "second name":
        os.link(target, path)
    elif kind == "FIFO":
        os.mkfifo(path)
    elif kind == "directory":
        path.mkdir()
    elif kind == "socket":
        at = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)  # the name of a socket must be short
        socket.socket(socket.AF_UNIX).bind(f"/proc/self/fd/{at}/{path.name}")
        os.close(at)
    elif kind == "huge":
        with open(path, "wb") as file:
            file.truncate(10 << 40)
    else:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero has no end


def snapshot(root):
    """As harness.snapshot(), without reading what is huge."""
    huge = {p: p.stat().st_size for p in root.rglob("*") if p.is_file() and p.stat().st_size > 1 << 30}
    for path in huge:
        os.truncate(path, 0)
    found = harness.snapshot(root)
    for path, size in huge.items():
        os.truncate(path, size)
        found[str(path.relative_to(root))] = f"{size} bytes"
    return found


class Place:
    """A ledger in which one thing is not what it should be."""

    def __init__(self, score, psp, template, scratch, path, kind, target=""):
        self.score, self.psp, self.path, self.kind = score, psp, path, kind
        self.what = f"{path} is a {kind}" + (f" of {target}" if target else "")
        self.there, self.ledger = harness.outside(scratch), harness.scratch_copy(template, scratch)
        (self.ledger / ".psp").mkdir(exist_ok=True)
        put(self.ledger / path, kind, self.there / target)
        self.before, self.untouched = snapshot(self.ledger), snapshot(self.there)

    def run(self, *words, **more):
        """The result; nothing where it did not end."""
        try:
            done = self.psp.run(self.ledger, *words, timeout=20, preexec_fn=few_addresses, **more)
        except subprocess.TimeoutExpired:
            self.score.expect(False, f"psp does not wait for ever | {self.what}: psp {' '.join(words)}")
            return None
        detail = f"psp {' '.join(words)}: {harness.shown(done)}"
        self.score.expect(done.returncode in ENDS and "bad_alloc" not in done.stderr, f"psp does not crash | {self.what}", detail)
        self.score.expect(OUTSIDE not in done.stdout + done.stderr, f"nothing outside is shown | {self.what}", detail)
        self.score.expect(snapshot(self.there) == self.untouched, f"nothing outside changes | {self.what}, psp {words[0]}", detail)
        return done


def places(made_device):
    found = [(path, kind, "") for path in (CASE, "psp.toml", "people/K-0117.toml", ".psp/unfinished.toml",
                                           ".psp/drafts/2026-0001/2026-0001.toml")
             for kind in ("FIFO", "device", "directory", "socket", "huge")]
    found += [(path, kind, "") for path in (".psp/lock", ".psp/lock.held") for kind in ("FIFO", "device", "socket", "huge")]
    found += [(path, kind, "") for path in (".git", ".git/hooks/pre-commit") for kind in ("FIFO", "socket", "huge")]
    found += [("cases", "FIFO", ""), ("cases/2026", "FIFO", ""), (".psp", "FIFO", ""), ("people", "FIFO", "")]
    found += [(CASE, "link", "2026-0001.toml"), ("cases/2026", "link", "2026"), ("cases", "link", "."), ("cases", "link", "empty"),
              ("psp.toml", "link", "psp.toml"), (".psp", "link", "empty"), (".psp/lock", "link", "lock"),
              (".psp/lock", "second name", "lock"), (".psp/lock.held", "second name", "lock"),
              (".psp/drafts", "link", "empty"), (".psp/drafts/2026-0001", "link", "empty"),
              (".psp/drafts/2026-0001/2026-0001.toml", "link", "2026-0001.toml"), (".psp/unfinished.toml", "link", "unfinished.toml"),
              ("people", "link", "empty"), ("people/K-0117.toml", "link", "2026-0001.toml")]
    return [place for place in found if place[1] != "device" or made_device]


def stands_in_the_way(path, kind, words):
    """True where this write cannot be done before what is there is mended."""
    if path == ".git" and kind == "huge" or path.startswith(".git/"):
        return words[0] == "open"  # whether this clone has a prefix of its own for its cases, git cannot be asked
    if path.startswith((".psp/drafts", ".git")) or path == ".psp/lock.held":
        return False  # the last is only for where the kernel gives no locks
    if path == ".psp/lock":
        return kind not in ("second name", "huge")  # both still lock
    if path.startswith("people"):
        return words[0] == "person"
    if words[0] == "person":
        return path in ("psp.toml", ".psp", ".psp/unfinished.toml")
    return words[0] != "open" or path != CASE


def in_place_of_files(score, psp, scratch, template, long):
    made_device = os.geteuid() == 0

    def one(asked):
        path, kind, target = asked
        place = Place(score, psp, template, scratch, path, kind, target)
        reads, writes = (READS, WRITES) if long else (READS[:2] + READS[-4:], WRITES[:1] + WRITES[-2:])
        drafts = [("remark", "1", "--text", "@"), ("edit", "1"), ("edit",)] if path.startswith(".psp") else []
        saw = place.there.parent / "saw"
        env = {"VISUAL": 'readlink -f "$1" >"$EDITOR_SAW"; echo draft >', "EDITOR_SAW": str(saw)}
        for words in [("check",), *reads, *writes, *drafts]:
            before = snapshot(place.ledger) if words in writes else {}
            done = place.run(*words, env=env)
            if not done:
                continue
            detail = f"psp {' '.join(words)}: {harness.shown(done)}"
            if saw.exists():
                score.expect(saw.read_text().startswith(f"{place.ledger}/"), f"the editor's draft is inside the ledger | {place.what}",
                             saw.read_text())
            if words == ("check",) and not path.startswith((".psp", ".git")):
                score.expect(done.returncode == 1 or "warning" in done.stdout or done.returncode >= 3,
                             f"psp check tells it | {place.what}", detail)
            if words == ("list",) and path == CASE:
                score.expect("2026-0002" in done.stdout, f"the other cases are told | {place.what}", detail)
            if words in writes and stands_in_the_way(path, kind, words):
                score.expect(done.returncode in (2, 3, 4), f"refused | {place.what}: psp {words[0]}", detail)
                after = snapshot(place.ledger)
                score.expect(all(after[k] == v for k, v in before.items() if k.endswith(".toml")),
                             f"refused means unchanged | {place.what}", detail)
            elif words in writes and words[0] != "undo":
                score.expect(done.returncode == 0, f"it stands in nobody's way | {place.what}: psp {words[0]}", detail)

    harness.in_parallel(one, places(made_device))
    if not made_device:
        score.not_run("a device in place of a file", "only root makes one")


def named_files(score, psp, scratch, template):
    """What a person or git names anywhere."""
    for kind in ("FIFO", "directory", "socket", "huge") + (("device",) if os.geteuid() == 0 else ()):
        place = Place(score, psp, template, scratch, "given", kind)
        for words in (("report", "--verify", "given"), ("diff", "--textconv", "given"), ("merge-file", "given", CASE, CASE),
                      ("merge-file", CASE, "given", CASE), ("merge-file", CASE, CASE, "given")):
            done = place.run(*words)
            if done:
                score.expect(done.returncode in (2, 3, 4) and "given" in done.stderr, f"named and refused | {place.what}",
                             f"psp {' '.join(words)}: {harness.shown(done)}")
        score.expect(snapshot(place.ledger) == place.before, f"nothing was written | {place.what}")


def above_the_ledger(score, psp, scratch, template):
    """git looks for its directory upwards; so does psp where git keeps what is under way."""
    place = Place(score, psp, template, scratch, "unused", "directory")
    for kind in ("FIFO", "socket", "huge"):
        put(place.ledger.parent / ".git", kind, "")
        for words in (("status",), ("doctor",), ("remark", "1", "--text", "x"), ("check", "--history"), ("sync",)):
            place.what = f"../.git is a {kind}"
            place.run(*words)
        (place.ledger.parent / ".git").unlink()


def endless_input(score, psp, scratch, template):
    place = Place(score, psp, template, scratch, "unused", "directory")
    place.what = "standard input has no end"
    with open("/dev/zero", "rb") as endless:
        done = place.run("remark", "1", "--text", "-", stdin=endless)
    if done:
        score.expect(done.returncode == 2 and "16 MiB" in done.stderr and snapshot(place.ledger) == place.before,
                     "what is piped in has a limit", harness.shown(done))


def errors_on_all_processors(score, psp, scratch, template):
    """What is thrown while many cases are read ends in a message (cases enough for several threads)."""
    place = Place(score, psp, template, scratch, "unused", "directory")
    case = (place.ledger / OTHER).read_text()
    for n in range(3, 404):
        (place.ledger / f"cases/2026/2026-{n:04}.toml").write_text(case.replace("2026-0002", f"2026-{n:04}"))
    (place.ledger / "psp.toml").write_text("format = 1\n[workers\n")
    place.what = "psp.toml has an error, and there are 400 cases"
    for words in READS:
        done = place.run(*words)
        if done and words == ("log", "--redact"):
            score.expect(done.returncode == 3 and "psp.toml" in done.stderr, "an error in psp.toml is told", harness.shown(done))


def run(score, psp, scratch, long):
    template = scratch / "template"
    harness.ledger_with_case(psp, template)
    psp.must(template, "open", "--service", "first-aid", "--client", "K-0118")
    psp.must(template, "person", "K-0117", "--name", "Maja Invented")
    in_place_of_files(score, psp, scratch, template, long)
    named_files(score, psp, scratch, template)
    above_the_ledger(score, psp, scratch, template)
    endless_input(score, psp, scratch, template)
    errors_on_all_processors(score, psp, scratch, template)


if __name__ == "__main__":
    harness.start(run, __doc__, on_disk=True)
