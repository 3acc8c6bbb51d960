#!/usr/bin/env python3
"""Work grows with what there is, not with its square: `growth.py PSP [--long] [--kind KIND] [--command WORDS] [--seconds]`.

For each kind of size a ledger and one of four times that size: each command may take at most five times as many
instructions (valgrind counts them) for the second. Without --long only a few commands are tried. With --seconds it
tells processor seconds of larger ledgers instead, and judges nothing: to find out where time goes. Ends with `N passed, N failed`.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CLOCK = "2026-11-23T09:00:00+01:00"
TIMES, AT_MOST = 4, 5
WRITTEN = 'by = "ana"\nrecorded = 2026-11-01T09:00:00+01:00\n'
OFFICE = 'format = 1\n[workers.ana]\n[workers.ben]\n[services.visits]\nreview_after = 10\nmissed_limit = 3\n'


def name(n):
    """The n-th id of a record."""
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    text = ""
    for _ in range(6):
        n, digit = divmod(n, 32)
        text = letters[digit] + text
    return text


def header(n, client="K-0117", more=""):
    return (f'format = 1\ncase = "2026-{n:04}"\nservice = "visits"\nopened = 2026-01-05\nclient = "{client}"\nworker = "ana"\n'
            f'{more}{WRITTEN}')


def record(kind, n, fields):
    return f'\n[[{kind}]]\nid = "{name(n)}"\n{fields}{WRITTEN}'


def moment(n):
    """Another minute for each n."""
    hours, minute = divmod(n, 60)
    days, hour = divmod(hours, 24)
    return f"2026-{1 + days // 28 % 10:02}-{1 + days % 28:02}T{hour:02}:{minute:02}:00" if n >= 60 * 24 * 5 else \
        f"2026-01-{6 + days:02}T{hour:02}:{minute:02}:00"


def day(n):
    return f"2026-{1 + n // 28 % 10:02}-{1 + n % 28:02}" if n >= 5 else f"2026-01-{6 + n:02}"


def one_case(records, more=""):
    return {"cases/2026/2026-0001.toml": header(1, more=more) + "".join(records)}


def attendance(n, of, outcome):
    more = 'justified = false\n' if outcome == "missed" else ""
    return record("attendance", n, f'session = "{name(of)}"\noutcome = "{outcome}"\n{more}')


def sessions(n):
    return one_case(record("session", 2 * i, f"at = {moment(i)}\nminutes = 50\n") +
                    attendance(2 * i + 1, 2 * i, "missed" if i % 3 else "attended") for i in range(n))


def unrecorded(n):
    return one_case(record("session", i, f"at = {moment(i)}\n") for i in range(n))


def corrections(n):
    first = record("remark", 0, 'date = 2026-02-02\ntext = "0"\n')
    return one_case([first, *(record("remark", i, f'date = 2026-02-02\ntext = "{i}"\nreplaces = "{name(i - 1)}"\n'
                                                  'correction = "a slip"\n') for i in range(1, n))])


def struck(n):
    return one_case(record("remark", 2 * i, f'date = {day(i)}\ntext = "{i}"\n') +
                    record("void", 2 * i + 1, f'entry = "{name(2 * i)}"\nreason = "a slip"\n') for i in range(n))


def tasks(n):
    return one_case(record("task", i, f'text = "call {i}"\ndue = {day(i)}\nfor = "ana"\n') for i in range(n))


def done_tasks(n):
    return one_case(record("task", 2 * i, f'text = "call {i}"\ndue = {day(i)}\n') +
                    record("completion", 2 * i + 1, f'task = "{name(2 * i)}"\ndate = {day(i)}\noutcome = "done"\n')
                    for i in range(n))


def papers(n):
    return one_case(record("document", i, f'date = {day(i)}\nkind = "other"\n') for i in range(n))


def turns(n):
    """In order: where they are not, each is told, and the larger ledger would have many times as much to tell."""
    return one_case(record("suspension" if i % 2 == 0 else "resumption", i, f"date = {day(i * 250 // n)}\n") for i in range(n))


def referrals(n):
    return one_case(record("referral", 2 * i, f'date = {day(i)}\ndirection = "out"\nto = "school"\nreason = "help with homework"\n') +
                    record("response", 2 * i + 1, f'referral = "{name(2 * i)}"\ndate = {day(i)}\noutcome = "accepted"\n')
                    for i in range(n))


def own_keys(n):
    return one_case([], "".join(f"x-{i} = {i}\n" for i in range(n)))


def own_tables(n):
    return one_case([f"\n[x-{i}]\nkey = {i}\n" for i in range(n)])


def in_line(n):
    return one_case([], f"x-list = [{'{a = 1}, ' * n}]\n")


def long_text(n):
    return one_case([record("remark", 0, 'date = 2026-02-02\ntext = """\n' + "and so it went on\n" * n + '"""\n')])


def cases(n):
    return {f"cases/2026/2026-{i:04}.toml": header(i, f"K-{i:04}") + record("session", 0, f"at = {moment(i)}\n")
            for i in range(1, n + 1)}


def one_client(n):
    return {f"cases/2026/2026-{i:04}.toml": header(i) for i in range(1, n + 1)}


def one_family(n):
    return {f"cases/2026/2026-{i:04}.toml": header(i, f"K-{i:04}", 'family = "F-1"\n') for i in range(1, n + 1)}


def empty(n):
    return one_case([]) | {f"cases/2026/2026-{i:04}.toml": "" for i in range(2, n + 1)}


def strays(n):
    return one_case([]) | {f"cases/2026/copy-{i}.toml": "" for i in range(n)}


def people(n):
    """A quarter bears a common first name, another a common surname."""
    of = {f"people/K-{i:04}.toml": f'format = 1\nclient = "K-{i:04}"\n'
                                   f'name = "{letters(i).title() if i % 4 else "Ana"} {letters(i * 7).title() if i % 4 != 1 else "Novak"}"\n'
                                   f'phone = "04{i:07}"\naddress = "Lipova ulica {i}"\n' for i in range(1, n + 1)}
    return one_case([record("remark", 0, 'date = 2026-02-02\ntext = "spoke with Ana Novak of the school in Lipova ulica"\n')]) | of


def letters(n):
    text = ""
    while n:
        n, digit = divmod(n, 26)
        text += chr(ord("a") + digit)
    return text


def workers(n):
    return one_case([]) | {"psp.toml": OFFICE + "".join(f'[workers.w{i}]\nname = "Nova{letters(i)} Oseba"\n' for i in range(n))}


def providers(n):
    return one_case([]) | {"psp.toml": OFFICE + "".join(f'[providers.p{i}]\nname = "Hisa {letters(i)}"\n' for i in range(n))}


def services(n):
    return one_case([]) | {"psp.toml": OFFICE + "".join(f'[services.s{i}]\nneeds_plan = true\n' for i in range(n))}


def changes(n):
    return sessions(100) | {"psp.toml": OFFICE + "".join(
        f"[[services.visits.change]]\nfrom = {2000 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}\nmissed_limit = {2 + i % 3}\n"
        for i in range(n))}


# Each kind of size, how large its smaller ledger is, and how many times that with --seconds.
KINDS = {f.__name__: (f, size, more) for f, size, more in [
    (sessions, 300, 10), (unrecorded, 300, 10), (corrections, 300, 10), (struck, 300, 10), (tasks, 300, 10), (done_tasks, 300, 10),
    (papers, 300, 10), (turns, 300, 10), (referrals, 300, 10), (own_keys, 500, 10), (own_tables, 500, 10), (in_line, 1000, 10),
    (long_text, 2000, 10), (cases, 100, 5), (one_client, 100, 5), (one_family, 100, 5), (empty, 100, 5), (strays, 100, 5),
    (people, 200, 5), (workers, 300, 10), (providers, 300, 10), (services, 100, 10), (changes, 300, 10)]}
FILE = "cases/2026/2026-0001.toml"
COMMANDS = [
    "list", "list --format json", "status", "status --format json", "due", "due --format ics", "report 2026", "show 1",
    "show 1 --format json", "show 1 --redact", "log", "log --format json", "why 1", "check", "check --privacy", "log --redact", "person",
    "person K-0117", "handover ana ben --sheet", "doctor", "completion cases", f"diff --textconv {FILE}", "remark 1 --text x",
    "session 1 22.11.2026 10:00 --attended", "attendance 1 missed", "amend 1 last --set note=x --reason y",
    "void 1 last --reason y", "undo 1", "undo --list", "document 1 --kind other", "plan 1 --text x", "task 1 x --due 2026-12-01", "suspend 1",
    "close 1 --ground moved --reason x", "transfer 1 --worker ben",
    "open --service visits --client K-0117", "person K-0117 --name Maja", "edit 1", "renumber 1 2026-9999", "handover ana ben",
    "absent ana 2026-11-24 2026-12-24 --cancel",
    "merge-file base ours theirs"]
SHORT = ["status", "remark 1 --text x"]


class Run:
    def __init__(self, psp, directory):
        self.psp, self.directory = psp, pathlib.Path(directory)

    def ledger(self, kind, n):
        at = self.directory / f"{kind}-{n}"
        if not at.exists():
            for path, text in ({"psp.toml": OFFICE} | KINDS[kind][0](n)).items():
                (at / path).parent.mkdir(parents=True, exist_ok=True)
                (at / path).write_text(text)
            text = (at / FILE).read_text()
            (at / "base").write_text(text)
            (at / "ours").write_text(text + record("remark", 32 ** 5, 'date = 2026-11-02\ntext = "ours"\n'))
            (at / "theirs").write_text(text + record("remark", 32 ** 5 + 1, 'date = 2026-11-02\ntext = "theirs"\n'))
        return at

    def of(self, kind, n, command, *before):
        """(the words after they ran in a copy of the ledger, processor seconds)"""
        with tempfile.TemporaryDirectory(dir=self.directory) as scratch:
            at = pathlib.Path(scratch) / "ledger"
            shutil.copytree(self.ledger(kind, n), at)
            environment = {"PATH": "/usr/bin:/bin", "HOME": scratch, "PSP_NOW": CLOCK, "PSP_WORKER": "ana", "EDITOR": "echo '# x' >>",
                           "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
            started = subprocess.Popen([*before, self.psp, *command.split()], cwd=at, env=environment, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
            said = started.stderr.read()
            _, status, used = os.wait4(started.pid, 0)
            started.returncode = os.waitstatus_to_exitcode(status)
            return started.returncode, said, used.ru_utime + used.ru_stime

    def instructions(self, kind, n, command):
        code, said, _ = self.of(kind, n, command, "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
        counted = re.search(r"Collected : (\d+)", said)
        if not counted or code < 0 or code > 4:
            raise SystemExit(f"{kind} {n}, psp {command}: exit {code}\n{said}")
        return int(counted[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("psp")
    parser.add_argument("--kind", choices=KINDS)
    parser.add_argument("--command", help="only commands that begin so")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seconds", action="store_true")
    asked = parser.parse_args()
    kinds = [asked.kind] if asked.kind else list(KINDS)
    commands = [c for c in (COMMANDS if asked.long or asked.command else SHORT) if c.startswith(asked.command or "")]
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="psp-growth-") as directory, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        run = Run(os.path.abspath(asked.psp), directory)
        for kind in kinds:
            size = KINDS[kind][1] * (KINDS[kind][2] if asked.seconds else 1)
            for n in (size, TIMES * size):
                run.ledger(kind, n)

            def of(command):
                if asked.seconds:
                    return [run.of(kind, n, command) for n in (size, TIMES * size)]
                return [run.instructions(kind, n, command) for n in (size, TIMES * size)]

            for command, (small, large) in zip(commands, pool.map(of, commands)):
                if asked.seconds:
                    print(f"{kind:12} {size:7} {small[2]:7.2f} s {large[2]:8.2f} s  × {large[2] / max(small[2], 0.001):5.1f}  "
                          f"exit {large[0]}  psp {command}", flush=True)
                    continue
                if large <= AT_MOST * small:
                    passed += 1
                    continue
                failed += 1
                print(f"{kind}: {size} → {TIMES * size}: {small:,} → {large:,} instructions (× {large / small:.1f}): psp {command}",
                      flush=True)
            for n in (size, TIMES * size):
                shutil.rmtree(directory + f"/{kind}-{n}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not (passed or asked.seconds) else 0


if __name__ == "__main__":
    sys.exit(main())
