#!/usr/bin/env python3
"""What a person sees in Slovenian and Latvian: `screens.py PSP TABLES EXAMPLES`.

It has psp show the two examples by every command that only reads, and the help of each command, and looks in what was
printed for words of psp's English texts. Words that stand in the case files, that a translation uses as well, or that
are the same in every language (commands, options, keys and words of the format, codes) are none of these. The months'
report and help must fit 80 columns, as a terminal has.
"""
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

TOP = pathlib.Path(__file__).resolve().parent.parent
LEDGERS = {"sl": "csd", "lv": "saldus"}
READING = ["status --all", "due", "list", "list --retention", "log --since 2026-10-01", "find a", "today --all", "day 24.11.2026 --all", "roll --all", "providers", "worker", "list --format md", "status --format md", "due --format md", "log --since 2026-11-20 --format md", "day --all --format html", "log --since 2026-11-01 --by day",
           "log --since 2026-11-01 --by worker", "report last-month", "report 2026-Q3 --format md", "check", "rules",
           "status --code x", "show 999", "sesion", "report 2026-13", "status --xyz", "log --until 1.1.2026 --since 2.1.2026"]
OF_A_CASE = ["show", "show --redact", "show --format md", "show --format html", "why"]
CASES = 8  # of each ledger, the last ones
# What is English on purpose: names of programs, formats and placeholders, and the placeholders of commands.
SAME = set("""psp git toml json html utf case worker dir why when reason file text name number commit markdown ical
manual help week status draft color auto always never true false yes""".split())


def words_of(text):
    return set(re.findall(r"[a-z]{4,}", unicodedata.normalize("NFC", text).lower()))


def entries(po):
    """(texts, translations) of a .po file, each as one string."""
    texts, translations = [], []
    for line in po.read_text().split("\n"):
        match = re.match(r'(msgid|msgid_plural|msgstr|msgstr\[\d\]|msgctxt) "(.*)"$', line)
        if match:
            {"msgid": texts, "msgid_plural": texts}.get(match[1], translations if "msgstr" in match[1] else []).append(
                match[2])
    return " ".join(texts), " ".join(translations)


def main(psp, tables, examples):
    passed = failed = 0
    keys = subprocess.run([tables], stdout=subprocess.PIPE, text=True, check=True).stdout
    environment = {"PATH": f"{pathlib.Path(psp).parent}:/usr/bin:/bin", "HOME": "/nonexistent",
                   "PSP_NOW": "2026-11-23T10:00:00+01:00", "LANG": "C.UTF-8", "LOGNAME": "maja",
                   "GIT_CONFIG_GLOBAL": "/dev/null"} | {k: v for k, v in os.environ.items() if "SAN_OPTIONS" in k}
    commands = [line.split()[1] for line in keys.split("\n") if line.startswith("command ")]
    for language, ledger in LEDGERS.items():
        texts, translations = entries(TOP / "src" / "i18n" / f"{language}.po")
        directory = pathlib.Path(examples, ledger)
        files = sorted(directory.rglob("*.toml"))
        own = " ".join(f.read_text() for f in files) + (directory / "psp.toml").read_text()
        english = words_of(texts) - words_of(translations) - words_of(keys) - words_of(own) - SAME
        ids = sorted(f.stem for f in files if f.name != "psp.toml")[-CASES:]
        asked = READING + [f"{c.split()[0]} {i} {' '.join(c.split()[1:])}" for i in ids for c in OF_A_CASE]
        asked += ["--help"] + [f"{c} --help" for c in commands if c != "git"]  # git has its own
        for words in asked:
            ran = subprocess.run([psp, "-C", str(directory), "--lang", language, *words.split()], stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, text=True, env=environment, check=False)
            shown = re.sub(r"<style>.*?</style>|<[^>]*>|`[^`]*`|\bpsp [a-z-]+|--[a-z-]+|[a-z-]+(\|[a-z-]+)+", " ", ran.stdout, flags=re.S)
            left = words_of(shown) & english
            wide = [line for line in ran.stdout.split("\n") if len(line) > 80 and " " in line[32:]
                    and (words.endswith("--help") or words == "report last-month")
                    and not re.match(r"  (--|-\w,)\S+ \S+\|", line)]
            passed += not left and not wide
            failed += bool(left or wide)
            if left:
                print(f"{language}: psp {words}: left in English: {' '.join(sorted(left))}")
            if wide:
                print(f"{language}: psp {words}: wider than a terminal: {wide[0]}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
