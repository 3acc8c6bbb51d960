#!/usr/bin/env python3
"""What a month report costs: `report.py PSP [--cases N] [--runs N]`, run by hand.

Makes ledgers of cases with 20 sessions each, and the same data for sqlite3 and ledger where they are installed. Prints
  - how often psp opens each case file for a report with both of its comparisons and twelve months (it should be once);
  - the time and the peak of memory of the report, and of the peers' counts of one month, in turn in one run: medians;
  - the peak of memory over more cases, and over longer notes.
It needs GNU time.
"""
import argparse
import datetime as dt
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

OUTCOMES = ["attended"] * 14 + ["missed"] * 3 + ["late", "cancelled", "rescheduled"]
NOW = "2026-11-01T09:00:00+01:00"


def case_text(number, note):
    """A case of 20 weekly sessions, opened on a day of the two years before NOW."""
    opened = dt.date(2024, 11, 1) + dt.timedelta(number * 7 % 640)
    recorded = f"{opened}T09:00:00+01:00"
    text = (f'format = 1\ncase = "{opened.year}-{number:05}"\nservice = "counselling"\nopened = {opened}\n'
            f'client = "K-{number:05}"\nhousehold = {1 + number % 4}\nworker = "w{number % 20:02}"\nmanager = "janis"\n'
            f'by = "w{number % 20:02}"\nrecorded = {recorded}\n\n[intake]\nroute = "self"\narea = "A{number % 7}"\n')
    for i in range(20):
        day = opened + dt.timedelta(7 * i + 1)
        if day > dt.date(2026, 10, 31):
            break
        outcome = OUTCOMES[(number + i * 7) % 20]
        text += (f'\n[[session]]\nid = "s{i:05}"\nat = {day}T10:00:00\nminutes = 50\nby = "ana"\nrecorded = {recorded}\n'
                 f'\n[[attendance]]\nid = "a{i:05}"\nsession = "s{i:05}"\noutcome = "{outcome}"\n'
                 + ('cancelled_by = "client"\n' if outcome == "cancelled" else "")
                 + (f'note = "{note}"\n' if note else "") + f'by = "ana"\nrecorded = {recorded}\n')
    return opened.year, text


def make_ledger(directory, cases, note=""):
    directory.mkdir(parents=True)
    workers = "".join(f"[workers.w{n:02}]\n" for n in range(20))
    (directory / "psp.toml").write_text(f'format = 1\n[office]\nname = "Bench"\n[workers.ana]\n[workers.janis]\n{workers}')
    for number in range(1, cases + 1):
        year, text = case_text(number, note)
        path = directory / "cases" / str(year) / f"{year}-{number:05}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return sum(f.stat().st_size for f in (directory / "cases").rglob("*.toml"))


def rows_of(cases):
    """(case, worker, day, outcome) of every session, as the case files have them."""
    for number in range(1, cases + 1):
        opened = dt.date(2024, 11, 1) + dt.timedelta(number * 7 % 640)
        for i in range(20):
            day = opened + dt.timedelta(7 * i + 1)
            if day <= dt.date(2026, 10, 31):
                yield f"{opened.year}-{number:05}", f"w{number % 20:02}", day, OUTCOMES[(number + i * 7) % 20]


def make_sqlite(path, cases):
    import sqlite3
    base = sqlite3.connect(path)
    base.execute("create table session(case_id text, worker text, day text, outcome text)")
    base.executemany("insert into session values(?,?,?,?)", [(c, w, str(d), o) for c, w, d, o in rows_of(cases)])
    base.commit()
    base.close()


def make_journal(path, cases):
    with path.open("w") as out:
        for case, worker, day, outcome in rows_of(cases):
            out.write(f"{day} {case}\n  sessions:{worker}:{outcome}  1 S\n  pool\n")


def measure(command, environment):
    """(seconds, peak of resident memory in MiB, what it printed). GNU time starts it, for a child of this program would
    be told this program's own peak."""
    with tempfile.NamedTemporaryFile("r") as peak:
        start = time.perf_counter()
        done = subprocess.run(["/usr/bin/time", "-f", "%M", "-o", peak.name, *command], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, env=environment)
        took = time.perf_counter() - start
        if done.returncode:
            sys.exit(f"{command[0]} exits with {done.returncode}")
        return took, int(peak.read()) / 1024, done.stdout


def opens_of_each_file(psp, ledger, environment):
    """{how often: number of case files opened so often}"""
    with tempfile.NamedTemporaryFile() as log:
        subprocess.run(["strace", "-f", "-qq", "-e", "trace=openat,open", "-o", log.name, psp, "-C", ledger, "report",
                        "2026-10", "--format", "json"], stdout=subprocess.DEVNULL, env=environment, check=True)
        text = pathlib.Path(log.name).read_text()
    opened, times = {}, {}
    for line in text.splitlines():
        if ".toml" in line and '"psp.toml"' not in line and " = -1" not in line:
            name = line.split('"')[1]
            opened[name] = opened.get(name, 0) + 1
    for n in opened.values():
        times[n] = times.get(n, 0) + 1
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("psp")
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    psp = str(pathlib.Path(given.psp).resolve())
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PSP_")} | {"PSP_NOW": NOW}

    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        size = make_ledger(top / "one", given.cases)
        print(f"{given.cases} cases, {size / 1e6:.1f} MB")
        if shutil.which("strace"):
            small = min(given.cases, 500)
            make_ledger(top / "small", small)
            for n, files in sorted(opens_of_each_file(psp, str(top / "small"), environment).items()):
                print(f"opened {n} time{'s' if n > 1 else ''}: {files} of {small} case files")

        base = [psp, "-C", str(top / "one")]
        contenders = {"psp report 2026-10 --by worker": [*base, "report", "2026-10", "--by", "worker", "--format", "json"],
                      "psp status --all": [*base, "status", "--all", "--format", "json"]}
        if shutil.which("sqlite3"):
            make_sqlite(top / "base.db", given.cases)
            contenders["sqlite3, one month by worker and outcome"] = [
                "sqlite3", str(top / "base.db"), "select worker, outcome, count(*) from session where day between "
                "'2026-10-01' and '2026-10-31' group by worker, outcome"]
        if shutil.which("ledger"):
            make_journal(top / "journal", given.cases)
            contenders["ledger bal, one month by worker and outcome"] = [
                "ledger", "-f", str(top / "journal"), "bal", "--flat", "--begin", "2026-10-01", "--end", "2026-11-01",
                "sessions"]
        seconds, peaks = {name: [] for name in contenders}, {}
        for _ in range(given.runs):
            for name, command in contenders.items():
                took, peak, out = measure(command, environment)
                seconds[name].append(took)
                peaks[name] = max(peak, peaks.get(name, 0))
                if name.startswith("psp report"):
                    counted = json.loads(out)["groups"][0]["sessions"]
        print(f"sessions of 2026-10 that psp counts: {sum(counted.values())}; "
              f"in the data: {sum(d.strftime('%Y-%m') == '2026-10' for _, _, d, _ in rows_of(given.cases))}")
        for name, took in seconds.items():
            print(f"{statistics.median(took) * 1000:8.0f} ms  {peaks[name]:7.1f} MiB  {name}")

        print("peak of memory of the report")
        for cases, note in ((given.cases // 4, 0), (given.cases // 2, 0), (given.cases, 0), (given.cases // 4, 1000),
                            (given.cases // 4, 4000)):
            ledger = top / f"m{cases}-{note}"
            size = make_ledger(ledger, cases, "x" * note)
            _, peak, _ = measure([psp, "-C", str(ledger), "report", "2026-10", "--format", "json"], environment)
            print(f"{peak:8.1f} MiB  {cases} cases, notes of {note} characters, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
