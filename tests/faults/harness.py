"""What the fault tests share: a ledger to break, psp run with a clock that stands still, strace, and the score."""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

CLOCK = "2026-11-23T09:00:00+01:00"
LATER = "2026-11-23T10:00:00+01:00"  # of the write that is disturbed; undo takes back this worker's last one
CASE = "cases/2026/2026-0001.toml"
TIMEOUT = 60
OUTSIDE = "OUTSIDE-OF-THE-LEDGER"  # a word in files beside the ledger, which nothing in it may reach

Call = collections.namedtuple("Call", "name number line")  # the number-th call of that name in its process


class Score:
    """Counts what was expected. A part that could not run is told, and is neither passed nor failed."""

    def __init__(self):
        self.passed = self.failed = 0
        self.missing, self.told = [], collections.Counter()
        self.lock = threading.Lock()

    def expect(self, ok, what, detail=""):
        with self.lock:
            if ok:
                self.passed += 1
                return True
            self.failed += 1
            # The same expectation fails at many places of one run: three are enough to see it.
            self.told[what.split(" | ")[0]] += 1
            if self.told[what.split(" | ")[0]] <= 3:
                print(f"FAILED {what}" + "".join(f"\n    {line}" for line in str(detail).splitlines()[:12]), flush=True)
            return False

    def not_run(self, what, why):
        with self.lock:
            self.missing.append(what)
            print(f"NOT RUN {what}: {why}", flush=True)

    def finish(self):
        for what, times in self.told.items():
            if times > 3:
                print(f"FAILED {times} times in all: {what}")
        if self.missing:
            print(f"{len(self.missing)} NOT RUN: {', '.join(self.missing)}")
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


class Psp:
    """The program, in an environment in which nothing of the machine's owner counts."""

    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())

    def environment(self, **more):
        kept = {k: v for k, v in os.environ.items() if k in ("TZ", "LANG", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
        return kept | {
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_SYSTEM": "/dev/null", "PSP_NOW": CLOCK, "PSP_WORKER": "ana", "PSP_LANG": "en",
        } | more

    def run(self, ledger, *words, before=(), timeout=TIMEOUT, env=None, **popen):
        """`before` are words put before the program, as those of strace; its result has text in stdout and stderr."""
        return subprocess.run([*before, self.path, *words], cwd=ledger, env=self.environment(**(env or {})),
                              stdin=popen.pop("stdin", subprocess.DEVNULL), stdout=popen.pop("stdout", subprocess.PIPE),
                              stderr=subprocess.PIPE, text=True, errors="replace", timeout=timeout, **popen)

    def must(self, ledger, *words, **more):
        done = self.run(ledger, *words, **more)
        if done.returncode:
            raise SystemExit(f"psp {' '.join(words)} gave {done.returncode} in an undisturbed ledger: {done.stderr}")
        return done.stdout

    def trace(self, ledger, *words, env=None, options=(), **popen):
        """(result, the process's own calls). The loader's, up to the first getcwd, are counted but left out."""
        with tempfile.NamedTemporaryFile(mode="r", suffix=".strace") as log:
            done = self.run(ledger, *words, before=("strace", "-f", "-y", "-s", "300", *options, "-o", log.name), env=env, **popen)
            return done, calls(log.read())

    def inject(self, ledger, what, *words, env=None, **popen):
        """Runs psp with one disturbance: `what` as in strace's -e inject=."""
        return self.injected(ledger, what, *words, env=env, **popen)[0]

    def injected(self, ledger, what, *words, env=None, **popen):
        """(result, the lines of all calls) of the same."""
        with tempfile.NamedTemporaryFile(mode="r", suffix=".strace") as log:
            done = self.run(ledger, *words, env=env, before=("strace", "-f", "-y", "-o", log.name, "-e", f"inject={what}"), **popen)
            return done, log.read().splitlines()


def calls(log):
    found, counts, main, begun = [], collections.Counter(), None, False
    for line in log.splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if not match or match[1] != (main := main or match[1]):
            continue
        name = match[2]
        counts[name] += 1
        begun = begun or name == "getcwd"
        if begun:
            found.append(Call(name, counts[name], line))
    return found


def ledger_with_case(psp, at):
    """A ledger with one case: a planned session, a remark, and text that must stay as it is."""
    psp.must(at.parent, "init", str(at))
    psp.must(at, "open", "--service", "first-aid", "--client", "K-0117", "--distress", "rent, and \"no\" heating")
    psp.must(at, "session", "1", "2026-11-25 10:00", "--minutes", "45")
    psp.must(at, "remark", "1", "--text", "first line\nsecond line")
    case = at / CASE
    case.write_bytes(b"# kept by hand\n" + case.read_bytes() + b"\n# at the end\n")
    psp.must(at, "remark", "1", "--text", "after the comment", env={"PSP_NOW": "2026-11-23T09:30:00+01:00"})


def snapshot(root):
    """{path: bytes, or what else is there} of everything below root."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        elif path.is_dir():
            found[name] = "directory"
        else:
            found[name] = path.read_bytes() if path.is_file() else "special"
    return found


def temporaries(root):
    return sorted(str(p.relative_to(root)) for p in root.rglob("*.tmp"))


def cases(root):
    return {name: text for name, text in snapshot(root).items() if name.startswith("cases/") and name.endswith(".toml")}


def shown(done):
    return f"exit {done.returncode}; stdout: {(done.stdout or '').strip()}; stderr: {done.stderr.strip()}"


def in_parallel(work, items):
    """Two at a time: what is waited for is the disk, and another process."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        for done in [pool.submit(work, item) for item in items]:
            done.result()


def scratch_copy(template, parent):
    """A copy of the template in a new directory of its own."""
    into = pathlib.Path(tempfile.mkdtemp(dir=parent)) / "ledger"
    shutil.copytree(template, into, symlinks=True)
    return into


def outside(scratch):
    """A directory beside the ledger that looks like a part of one."""
    there = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "outside"
    (there / "2026").mkdir(parents=True)
    (there / "empty").mkdir()
    text = f'format = 1\ncase = "2026-0001"\nservice = "first-aid"\nopened = 2026-11-23\nclient = "{OUTSIDE}"\nby = "ana"\n' \
           'recorded = 2026-11-23T09:00:00+01:00\n'
    (there / "2026" / "2026-0001.toml").write_text(text)
    (there / "2026-0001.toml").write_text(text)
    (there / "psp.toml").write_text(f'format = 1\n[office]\nname = "{OUTSIDE}"\n')
    (there / "lock").write_text("")
    return there


def fast_place(long):
    """Where the ledgers are made: the short form needs no disk that turns, the long one is for the real file system."""
    memory = "/dev/shm"
    return memory if not long and os.access(memory, os.W_OK | os.X_OK) else None


def main(run, doc, on_disk):
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("psp")
    parser.add_argument("--long", action="store_true", help="everything; the short form is for each build")
    arguments = parser.parse_args()
    if not shutil.which("strace"):
        print("strace is missing: nothing was tested")
        return 1
    if subprocess.run(["strace", "-o", "/dev/null", "true"], stderr=subprocess.DEVNULL).returncode:
        print("strace may not trace here: nothing was tested")
        return 1
    score = Score()
    place = None if on_disk else fast_place(arguments.long)
    with tempfile.TemporaryDirectory(prefix="psp-faults-", dir=place) as directory:
        run(score, Psp(arguments.psp), pathlib.Path(directory), arguments.long)
    return score.finish()


def start(run, doc, on_disk=False):
    sys.exit(main(run, doc, on_disk))
