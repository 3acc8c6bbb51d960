#!/usr/bin/env python3
"""What a look for people costs: `speed.py PSP [--cases N] [--runs N]`, run by hand.

Makes ledgers in git of cases with sessions and sentences, and a fifth as many people. Prints
  - the time and the peak of memory of check --privacy, and of the commands that leave people out of many cases, beside
    those of status, in turn in one run: medians. Each should be at most six times status;
  - the same at a quarter, a half and all of the cases: it should grow as they do.
It needs git and GNU time. Exits with 1 where either is not so.
"""
import argparse
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from report import NOW, case_text, measure  # noqa: E402

MOST = 6  # times status
COMMANDS = (("check", "--privacy"), ("status", "--redact"), ("list", "--redact"), ("due", "--redact"), ("log", "--redact"),
            ("handover", "w01", "w02", "--sheet", "--redact"))
STEEPEST = 1.3  # times the time per case that a quarter of the cases take
BEGINNINGS = "Br Čr Dr Gr Kl Kr Ml Pl Pr Sl Sv Škr Tr Vr Zl Žl Bl Dv Gl Hr".split()
MIDDLES = "ab av ebn ej ev ib im iv ob og on orn ov ub ul us ač eš iž oč".split()
GIVEN_ENDS, SURNAME_ENDS = "ana ica ela ina omir islav imir".split(), "nik šek ovec car nar ljan ūķe iņš alis".split()
SENTENCES = ["Dogovorili smo se za naslednji pogovor, klientka prinese potrdila o plačilu.", "Najemnina je 420 evrov, poravnana do 15. 3. 2026.",
             "Sestra živi v drugi občini in pomaga pri varstvu otrok.", "Saruna notika mierīgi; vienojāmies par nākamo tikšanos.",
             "Pokliče na številko službe 01 555 0{n:03} v torek ob 9.30.", "Īres līgums beidzas gada beigās, parāds ir {n} eiro."]


def person(n, rng):
    """Somebody invented: reference, name and the text of the file."""
    name = f"{rng.choice(BEGINNINGS)}{rng.choice(GIVEN_ENDS)} {rng.choice(BEGINNINGS)}{rng.choice(MIDDLES)}{rng.choice(SURNAME_ENDS)}"
    contact = f"{rng.choice(BEGINNINGS)}{rng.choice(GIVEN_ENDS)} {rng.choice(BEGINNINGS)}{rng.choice(MIDDLES)}{rng.choice(SURNAME_ENDS)}"
    reference = f"K-{n:05}"
    return reference, name, (
        f'format = 1\nclient = "{reference}"\nname = "{name}"\nborn = {1940 + n % 70}-{1 + n % 12:02}-{1 + n % 28:02}\n'
        f'phone = "0{rng.choice((31, 40, 41, 51, 70))} {rng.randrange(10**6):06}"\naddress = "{rng.choice(BEGINNINGS)}{rng.choice(MIDDLES)}ska ulica {1 + n % 90}"\n'
        f'contact = "{contact}"\ncontact_phone = "2{rng.randrange(10**7):07}"\n')


def make_ledger(at, cases, psp, environment):
    rng = random.Random(20261129)
    at.mkdir(parents=True)
    git = ["git", "-C", str(at), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([psp, "init", str(at), "--git"], env=environment, check=True, capture_output=True)
    workers = "".join(f'[workers.w{n:02}]\nname = "Worker{chr(97 + n)} Office{chr(97 + n)}"\n' for n in range(20))
    (at / "psp.toml").write_text(f'format = 1\n[office]\nname = "Bench"\n[workers.ana]\n[workers.janis]\n{workers}')
    (at / "people").mkdir(exist_ok=True)
    names = []
    for n in range(cases // 5):
        reference, name, text = person(n, rng)
        (at / "people" / f"{reference}.toml").write_text(text)
        names.append(name)
    size = 0
    for number in range(1, cases + 1):
        # One in a hundred names somebody.
        note = rng.choice(SENTENCES).format(n=number % 1000) + (f" {rng.choice(names)}." if number % 100 == 0 else "")
        year, text = case_text(number, note)
        # A note would be left out whole; a reason is read.
        text = text.replace('\nnote = "', '\nreason = "')
        path = at / "cases" / str(year) / f"{year}-{number:05}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        size += len(text.encode())
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-q", "--no-verify", "-m", "as it is"], check=True)
    return size


def measured(command, environment):
    """(seconds, MiB): measure() of a command that may find something."""
    return measure(["sh", "-c", '"$@"; test $? -le 1', "sh", *command], environment)[:2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("psp")
    parser.add_argument("--cases", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    psp = str(pathlib.Path(given.psp).resolve())
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PSP_", "GIT_"))} | {
        "PSP_NOW": NOW, "PSP_WORKER": "ana", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    per_case, wrong = {}, []
    with tempfile.TemporaryDirectory() as top:
        for cases in (given.cases // 4, given.cases // 2, given.cases):
            ledger = pathlib.Path(top) / f"of{cases}"
            size = make_ledger(ledger, cases, psp, environment)
            commands = {" ".join(words): words for words in COMMANDS + (("status",),)}
            times = {what: [] for what in commands}
            peaks = {what: [] for what in commands}
            for _ in range(given.runs):
                for what, words in commands.items():
                    took, peak = measured([psp, "-C", str(ledger), *words], environment)
                    times[what].append(took)
                    peaks[what].append(peak)
            middle = {what: statistics.median(t) for what, t in times.items()}
            ratios = {what: t / middle["status"] for what, t in middle.items() if what != "status"}
            per_case[cases] = {what: middle[what] / cases for what in ratios}
            print(f"{cases} cases, {size / 1e6:.1f} MB, {cases // 5} people: "
                  + ", ".join(f"{what} {middle[what]:.2f} s ({min(times[what]):.2f} to {max(times[what]):.2f}), {statistics.median(peaks[what]):.0f} MiB"
                              for what in commands) + "; times: " + ", ".join(f"{what} {r:.1f}" for what, r in ratios.items()), flush=True)
            if cases == given.cases:
                wrong += [f"{what} takes {r:.1f} times as long as status: at most {MOST}" for what, r in ratios.items() if r > MOST]
    small, large = min(per_case), max(per_case)
    for what, few in per_case[small].items():
        many = per_case[large][what]
        print(f"{what}, per case: {1e6 * few:.0f} µs of {small} cases, {1e6 * many:.0f} µs of {large}: {many / few:.2f} times")
        if many / few > STEEPEST:
            wrong.append(f"{what}: a case takes {many / few:.2f} times as long among {large}: at most {STEEPEST}")
    print("\n".join(wrong) if wrong else "as it should be")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
