#!/usr/bin/env python3
"""psp beside its peers: `run.py PSP [--cases N,N…] [--runs N] [--install]`, run by hand.

The same work for each: cases of 20 sessions with what became of them. For each size it makes the data for psp, sqlite3,
ledger, hledger, recutils, taskwarrior and git, as far as they are installed (--install has apt-get install them), times
each group's programs in turn within one run, and prints Markdown tables: the median, the least, the ratio to the first
of the group, and the peak of memory. Then it counts psp's system calls for what is safe on the disk. Only ratios of one
run say anything. It needs GNU time, g++ and strace.
"""
import argparse
import datetime as dt
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from report import OUTCOMES, make_journal, make_sqlite, measure, rows_of  # noqa: E402

PEERS = ["sqlite3", "ledger", "hledger", "recutils", "taskwarrior", "git", "time", "strace", "g++"]
NOW = "2026-11-01T09:00:00+01:00"
SLOW = 10_000  # the plain-text tools are timed up to so many cases, and at most five times
SLOWEST = 1000  # and hledger and recsel up to so many


def case_text(number):
    """A case as psp itself writes it: each record is written down on its own day."""
    opened = dt.date(2024, 11, 1) + dt.timedelta(number * 7 % 640)
    case_id = f"{opened.year}-{number:05}"
    text = (f'format = 1\ncase = "{case_id}"\nservice = "counselling"\nopened = {opened}\nclient = "K-{number:05}"\n'
            f'household = {1 + number % 4}\nworker = "w{number % 20:02}"\nmanager = "janis"\nby = "w{number % 20:02}"\n'
            f'recorded = {opened}T09:00:00+01:00\n\n[intake]\nroute = "self"\narea = "A{number % 7}"\n')
    for i in range(20):
        day = opened + dt.timedelta(7 * i + 1)
        if day > dt.date(2026, 10, 31):
            break
        outcome = OUTCOMES[(number + i * 7) % 20]
        text += (f'\n[[session]]\nid = "s{i:05}"\nat = {day}T10:00:00\nminutes = 50\nby = "ana"\n'
                 f'recorded = {opened}T09:00:00+01:00\n'
                 f'\n[[attendance]]\nid = "a{i:05}"\nsession = "s{i:05}"\noutcome = "{outcome}"\n'
                 + ('cancelled_by = "client"\n' if outcome == "cancelled" else "")
                 + f'by = "ana"\nrecorded = {day}T11:00:00+01:00\n')
    return opened.year, case_id, text


def make_ledger(directory, cases):
    directory.mkdir(parents=True)
    workers = "".join(f"[workers.w{n:02}]\n" for n in range(20))
    (directory / "psp.toml").write_text(f'format = 1\n[office]\nname = "Bench"\n[workers.ana]\n[workers.janis]\n{workers}')
    for number in range(1, cases + 1):
        year, case_id, text = case_text(number)
        path = directory / "cases" / str(year) / f"{case_id}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def by_hand(ledger, into):
    """The same ledger with a comment in each file, which the TOML library has to read then."""
    shutil.copytree(ledger, into)
    for file in (into / "cases").rglob("*.toml"):
        file.write_text("# seen\n" + file.read_text())


def make_records(path, cases):
    with path.open("w") as out:
        for case, worker, day, outcome in rows_of(cases):
            out.write(f"Case: {case}\nWorker: {worker}\nMonth: {day:%Y-%m}\nOutcome: {outcome}\n\n")


def make_tasks(directory, cases):
    """What `task import` would store, in the form of its own file."""
    directory.mkdir()
    (directory / "taskrc").write_text(f"data.location={directory}\nconfirmation=no\nverbose=nothing\n")
    with (directory / "completed.data").open("w") as out:
        for n, (case, worker, day, outcome) in enumerate(rows_of(cases)):
            seconds = int(dt.datetime(day.year, day.month, day.day, 10).timestamp())
            out.write(f'[description:"session" end:"{seconds}" entry:"{seconds}" project:"{case}" status:"completed" '
                      f'tags:"{outcome}" uuid:"00000000-0000-4000-8000-{n:012}"]\n')
    for name in ("pending", "backlog", "undo"):  # without them it ends with an error
        (directory / f"{name}.data").write_text("")


class Bench:
    def __init__(self, runs, environment):
        self.runs, self.environment, self.medians = runs, environment, {}

    def seconds(self, command, run=0):
        """Of a command; its words may be made anew for each run, for what can be recorded but once."""
        command = [str(word(run) if callable(word) else word) for word in command]
        with open(os.devnull, "r+b") as null:
            start = time.perf_counter()
            child = os.posix_spawnp(command[0], command, self.environment, file_actions=[
                (os.POSIX_SPAWN_DUP2, null.fileno(), fd) for fd in (0, 1, 2)])
            os.waitpid(child, 0)
            return time.perf_counter() - start

    def group(self, title, rows, runs=None):
        """Times the rows (what, command) in turn and prints a table; the first is what the others are held against."""
        rows = [(what, command) for what, command in rows if command and shutil.which(str(command[0]))]
        took, peaks = {what: [] for what, _ in rows}, {}
        for what, command in rows:  # the first turn fills the page cache; GNU time would be most of a short run
            try:
                first = [str(w(0) if callable(w) else w) for w in command]
                _, peaks[what], _ = measure(first, self.environment)
            except SystemExit as failed:
                print(f"\n{what} is left out: {failed}")
        rows = [row for row in rows if row[0] in peaks]
        for run in range(1, (runs or self.runs) + 1):
            for what, command in rows:
                took[what].append(self.seconds(command, run))
        print(f"\n| {title} | median ms | least ms | × {rows[0][0]} | peak MiB |\n|---|---|---|---|---|")
        first = statistics.median(took[rows[0][0]])
        for what, _ in rows:
            middle = statistics.median(took[what])
            print(f"| {what} | {1000 * middle:.1f} | {1000 * min(took[what]):.1f} | {middle / first:.2f} | {peaks[what]:.0f} |")
            self.medians.setdefault((title, what), []).append(middle)
        sys.stdout.flush()

    def growth(self, sizes):
        """Prints how many times as long each program took for each size as for the one before."""
        print(f"\n| × the size before | {' | '.join(map(str, sizes[1:]))} |\n|---|{'---|' * len(sizes[1:])}")
        for (_, what), took in self.medians.items():
            if len(took) == len(sizes) > 1:
                print(f"| {what} | {' | '.join(f'{b / a:.1f}' for a, b in zip(took, took[1:]))} |")


def minute(run):
    """Another one for each run: a talk is recorded but once."""
    return f"2026-11-01T{9 + run // 60:02}:{run % 60:02}:00+01:00"


def all_of_it(bench, psp, limits, top, cases):
    ledger = top / "ledger"
    make_ledger(ledger, cases)
    by_hand(ledger, top / "by-hand")
    make_sqlite(top / "base.db", cases)
    print(f"\n## {cases} cases, {sum(f.stat().st_size for f in ledger.rglob('*.toml')) / 1e6:.1f} MB")
    group_by = ["sqlite3", top / "base.db", "select case_id, outcome, count(*) from session group by 1, 2"]
    p = [psp, "-C", ledger]
    bench.group("all cases", [
        ("sqlite3 GROUP BY", group_by), ("bare read, 2 threads", [limits, "read", ledger, "2"]),
        *((f"psp {' '.join(words)}", p + list(words)) for words in
          (("status",), ("status", "--format", "json"), ("list",), ("due",), ("check",), ("log", "--since", "2026-10-01"),
           ("report", "last-month"))),
        ("psp status, by hand", [psp, "-C", top / "by-hand", "status"])], runs=5 if cases > SLOW else None)
    if cases <= SLOW:
        make_journal(top / "journal", cases)
        make_records(top / "sessions.rec", cases)
        make_tasks(top / "tasks", cases)
        bench.group("plain text beside it", [
            ("psp status", p + ["status"]), ("psp status, by hand", [psp, "-C", top / "by-hand", "status"]),
            ("ledger bal --flat", ["ledger", "-f", top / "journal", "bal", "--flat", "sessions"]),
            *([] if cases > SLOWEST else [
                ("hledger bal", ["hledger", "-f", top / "journal", "bal", "sessions"]),
                ("recsel -c", ["recsel", "-e", 'Month = "2026-03"', "-c", top / "sessions.rec"])]),
            ("task stats", ["task", f"rc:{top / 'tasks' / 'taskrc'}", "stats"])], runs=5)
    one = next(iter(sorted((ledger / "cases" / "2026").glob("*.toml"))))
    bench.group("one case", [("cat", ["cat", one]), ("psp show", p + ["show", one.stem])])
    bench.group("one record", [
        ("bare write", [limits, "write", one.parent / "bare.txt"]),
        ("sqlite3 INSERT", ["sqlite3", top / "base.db", "insert into session values('2026-00001','w01','2026-11-01','x')"]),
        ("psp remark", p + ["remark", one.stem, "--text", "One sentence that says something."]),
        ("psp session", p + ["--now", minute, "session", one.stem, "now"])])
    bench.group("a new case", [("bare read, 2 threads", [limits, "read", ledger, "2"]),
                               ("psp open", p + ["open", "--service", "first-aid", "--client", "K-99999"])], runs=5)
    if shutil.which("git"):
        git = ["git", "-C", ledger, "-c", "user.name=x", "-c", "user.email=x@example.org"]
        for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "all"]):
            subprocess.run([*map(str, git), *words], check=True, env=bench.environment)
        bench.group("beside git", [("git status", ["git", "-C", ledger, "status", "--short"]), ("psp status", p + ["status"])], runs=5)


def syncs(psp, top, environment):
    ledger = top / "small"
    make_ledger(ledger, 10)
    log = top / "strace"
    remark = [psp, "-C", ledger, "remark", case_text(1)[1], "--text", "x"]
    subprocess.run(remark, env=environment, check=True, stdout=subprocess.DEVNULL)  # makes .psp, where that is not there
    subprocess.run(["strace", "-f", "-c", "-e", "trace=fsync,fdatasync,openat,read", "-o", log, *remark], env=environment, check=True, stdout=subprocess.DEVNULL)
    counts = {line.split()[-1]: line.split()[3] for line in log.read_text().splitlines() if len(line.split()) >= 5}
    print("\npsp remark calls " + ", ".join(f"{name} {counts[name]} times" for name in ("fsync", "openat", "read") if name in counts))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("psp")
    parser.add_argument("--cases", default="100,1000,10000,100000")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--install", action="store_true")
    given = parser.parse_args()
    if given.install:
        subprocess.run(["apt-get", "install", "-y", "-qq", *PEERS], check=True)
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PSP_NOW": NOW, "PSP_WORKER": "ana",
                   "GIT_CONFIG_GLOBAL": "/dev/null"}
    psp = str(pathlib.Path(given.psp).resolve())
    bench = Bench(given.runs, environment)
    with tempfile.TemporaryDirectory(prefix="psp-bench-") as directory:
        top = pathlib.Path(directory)
        environment["HOME"] = str(top)
        limits = top / "limits"
        subprocess.run(["g++", "-O2", "-std=c++20", "-pthread", str(pathlib.Path(__file__).with_name("limits.cpp")), "-o", limits], check=True)
        bench.group("start", [("an empty program", [limits]), ("psp --version", [psp, "--version"]), ("psp rules L6", [psp, "rules", "L6"]),
                              ("sqlite3 --version", ["sqlite3", "--version"]), ("git --version", ["git", "--version"])])
        sizes = list(map(int, given.cases.split(",")))
        for cases in sizes:
            all_of_it(bench, psp, limits, top / str(cases), cases)
        bench.growth(sizes)
        syncs(psp, top, environment)


if __name__ == "__main__":
    main()
