#!/usr/bin/env python3
"""Tries to work out what `psp report --suppress N` hides: `compare_suppressed.py PSP [--ledgers N] [--seed S]`.

psp counts random ledgers; suppressed.py then asks an integer solver for each hidden number, from the JSON alone.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("psp")
    parser.add_argument("--ledgers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PSP_")}
    with tempfile.TemporaryDirectory() as top:
        files = []
        for seed in range(given.seed, given.seed + given.ledgers):
            ledger = f"{top}/{seed}"
            subprocess.run([sys.executable, HERE / "ledgers.py", str(seed), ledger, "--years"], check=True,
                           stdout=subprocess.DEVNULL)
            for n in (3, 5, 10):
                period = rng.choice(["2026-10", "2026-07", "2026-Q3", "2026", "2026-03-10..2026-08-20"])
                by = rng.choice(["all", "worker", "service"])
                asked = ["report", period, "--by", by, "--suppress", str(n), "--now", "2026-11-22T09:00:00+01:00"]
                done = subprocess.run([given.psp, "-C", ledger, *asked, "--format", "json"], capture_output=True, env=clean)
                if done.returncode:
                    print(f"seed {seed}: psp {' '.join(asked)} exits with {done.returncode}: {done.stderr.decode()}")
                    sys.exit(1)
                files.append(f"{ledger}-{period}-{by}-{n}.json")
                pathlib.Path(files[-1]).write_bytes(done.stdout)
        sys.exit(subprocess.run([sys.executable, HERE / "suppressed.py", *files]).returncode)


if __name__ == "__main__":
    main()
