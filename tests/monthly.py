#!/usr/bin/env python3
"""The cron job of examples/monthly.sh over a year of an example's months: `monthly.py PSP SCRIPT LEDGER`."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MONTHS = [f"2025-{m:02}" for m in (11, 12)] + [f"2026-{m:02}" for m in range(1, 12)]  # the last is still running
passed = failed = 0


def check(what, right):
    global passed, failed
    passed, failed = passed + bool(right), failed + (not right)
    if not right:
        print("failed:", what)


def main():
    psp, script, example = (pathlib.Path(p).resolve() for p in sys.argv[1:])
    with tempfile.TemporaryDirectory() as top:
        top = pathlib.Path(top)
        ledger, reports = top / "ledger", top / "reports"
        shutil.copytree(example, ledger)

        def run(day):
            kept = {k: v for k, v in os.environ.items() if not k.startswith("PSP_")}
            return subprocess.run(["sh", script, ledger, reports], capture_output=True, text=True, cwd=top, env=kept | {
                "PATH": f"{psp.parent}:/usr/bin:/bin", "PSP_NOW": f"{day}T06:00:00+01:00", "PSP_LANG": "en",
                "GIT_CEILING_DIRECTORIES": str(top)})

        def files():
            return {p.name: p.read_bytes() for p in sorted(reports.iterdir())}

        expected = set()
        for made, following in zip(MONTHS, MONTHS[1:]):
            done = run(f"{following}-01")
            expected |= {f"{made}.{f}" for f in ("html", "csv", "json")}
            check(f"{made} is made without a word", done.returncode == 0 and not done.stdout and not done.stderr)
            check(f"{made} stands in three files", set(files()) == expected)
            before = files()
            check(f"{made} can be made twice", run(f"{following}-01").returncode == 0 and files() == before)
        months = [json.loads((reports / f"{m}.json").read_text()) for m in MONTHS[:-1]]
        check("a year was made", len(months) == 12)
        check("there is something to count", sum(m["groups"][0]["sessions"]["held"] for m in months) > 10)
        for earlier, later in zip(months, months[1:]):
            a, b = earlier["groups"][0]["cases"], later["groups"][0]["cases"]
            check(f"{later['period']['from']} begins as the month before ends", a["open_at_end"] == b["open_at_start"])
            check("the month before is told as it was",
                  later["previous"]["groups"][0]["cases"] == earlier["groups"][0]["cases"])
        check("the reports are for the office alone",
              {p.stat().st_mode & 0o777 for p in reports.iterdir()} == {0o600} and reports.stat().st_mode & 0o777 == 0o700)

        before = files()
        case = sorted((ledger / "cases" / "2026").iterdir())[-1]
        text = case.read_text()
        case.write_text(text + '\n[[remark]]\nid = "zzzzz0"\ndate = 2026-11-22\ntext = "x"\nby = "ana"\n'
                        'recorded = 2026-11-22T10:00:00+01:00\n')
        done = run("2026-11-01")
        check("a different report is refused", done.returncode == 1 and "2026-10.html is there" in done.stderr)
        check("and nothing is overwritten", files() == before)
        (reports / "2026-10.csv").unlink()
        left = files()
        check("not even where one of the three is gone", run("2026-11-01").returncode == 1 and files() == left)

        case.write_text(text + "\n[[sesion]]\n")
        shutil.rmtree(reports)
        done = run("2026-11-01")
        check("a broken case file exits with 3", done.returncode == 3)
        check("and names the file", case.name in done.stderr and "did you mean" in done.stderr)
        check("and leaves no report", files() == {})
        check("without arguments it says how", subprocess.run(["sh", script], capture_output=True).returncode == 2)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
