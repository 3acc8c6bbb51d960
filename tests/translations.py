#!/usr/bin/env python3
"""The catalogues beside the texts of the program: `translations.py TABLES [CHECK]`, TABLES being the program that prints
tables, CHECK the one that checks a catalogue as psp is built.

It collects every text that psp translates, from the source by xgettext and from the tables by `TABLES --texts`, and says
of each language what is not translated, what is marked as doubtful (fuzzy), and what is translated and no longer there.
Then it damages a copy, and has the build's checks say where.
`--update` writes what is missing into the .po files, and takes out what is gone; `--pot FILE` keeps the texts.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
PO = sorted((TOP / "src" / "i18n").glob("*.po"))
KEYWORDS = ["msg:1", "tr:2", "tr:1", "help_of:1", "msg_count:2,3", "msg_in:1c,2", "marked:1", "marked_in:1c,2", "counted:1,2"]
TRIED = ["fail:2,2t"]  # what could not be done, which stands behind "cannot"
NO_WORDS = {"{} {}: {}", "{}", "{0}", "{}, {}", "{}; {}", "{}: {}", "{} {}", "  {}"}


def run(*words, **more):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def extracted(keywords):
    """The texts of the source under these keywords, as entries of a .po file."""
    files = sorted(str(p.relative_to(TOP)) for p in (TOP / "src").rglob("*") if p.suffix in (".cpp", ".h"))
    found = run("xgettext", "--language=C++", "--from-code=UTF-8", "--no-wrap", "--no-location", "--keyword",
               *(f"--keyword={k}" for k in keywords), "--output=-", "--sort-by-file", *files, cwd=TOP,
               stderr=subprocess.DEVNULL)
    # A newer xgettext takes texts with {} for those of std::format, which has other rules: ours are in catalogue_check.
    return re.sub(r"(?m)^#, c\+\+-format\n|(?<=, )c\+\+-format, |, c\+\+-format$", "", found)


def template(tables, work):
    """A .pot file of all texts."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    parts = {"source": extracted(KEYWORDS),
             "tried": extracted(TRIED).replace('\nmsgid "', '\nmsgctxt "cannot"\nmsgid "').replace(
                 'msgctxt "cannot"\nmsgid ""\nmsgstr ""\n', 'msgid ""\nmsgstr ""\n', 1),
             "tables": head + run(tables, "--texts")}
    for name, text in parts.items():
        text = text.replace("charset=CHARSET", "charset=UTF-8")
        (work / f"{name}.pot").write_text(text)
    pot = work / "psp.pot"
    run("msgcat", "--no-wrap", "--no-location", "--use-first", "--output-file", str(pot),
        *(str(work / f"{n}.pot") for n in parts))
    # A text without words is the same in every language.
    kept = [e for e in pot.read_text().split("\n\n")
            if not any(line == f'msgid "{n}"' for n in NO_WORDS for line in e.split("\n"))]
    pot.write_text("\n\n".join(kept) + "\n")
    return pot


def entries(po, *which):
    """The texts of a .po file that msgattrib finds so, in their order."""
    text = run("msgattrib", "--no-wrap", "--no-location", *which, str(po))
    found = []
    for entry in text.split("\n\n")[1:]:  # the first is the header
        lines = entry.split("msgstr")[0].split("\n")
        found.append(" ".join(line.removeprefix("#~ ") for line in lines if not line.startswith("# ")).strip())
    return found


def doubtful_first(text):
    """The entries with a note "N:", which only a native speaker at work can decide, together at the beginning."""
    head, *rest = text.rstrip("\n").split("\n\n")
    rest.sort(key=lambda entry: "N:" not in entry.split("msgid")[0])
    return "\n\n".join([head, *rest]) + "\n"


def damaged(po, check, work):
    """What a build says of a catalogue with a changed place, and of one that lacks a plural form."""
    lines = po.read_text().split("\n")
    place = next(i for i, line in enumerate(lines) if re.match(r'msgstr "[^{]*\{\}[^{]*"$', line))
    form = next(i for i, line in enumerate(lines) if line.startswith("msgstr[2]"))
    trials = {"a changed place": (place, lines[place].replace("{}", "{1}"), place), "a missing form": (form, None, form - 3)}
    for what, (at, line, near) in trials.items():
        broken = work / f"broken-{po.name}"
        broken.write_text("\n".join(lines[:at] + ([line] if line else []) + lines[at + 1:]))
        said = ""
        for program in (["msgfmt", "--check", "-o", str(work / "broken.mo"), str(broken)],
                        [check, str(work / "broken.mo"), str(broken)]):
            ran = subprocess.run(program, stderr=subprocess.PIPE, text=True, check=False)
            said += ran.stderr
            if ran.returncode:
                break
        if not ran.returncode or not any(abs(int(n) - near) < 5
                                         for n in re.findall(rf"{broken.name}:(\d+)", said)):
            yield f"{po.name}: {what} near line {near} is not told: {said}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tables")
    parser.add_argument("check", nargs="?")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--pot")
    options = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        pot = template(options.tables, work)
        if options.pot:
            pathlib.Path(options.pot).write_text(pot.read_text())
        for po in PO:
            merged = work / po.name
            run("msgmerge", "--quiet", "--no-wrap", "--no-location", "--no-fuzzy-matching", "--output-file", str(merged),
                str(po), str(pot))
            if options.update:
                po.write_text(doubtful_first(run("msgattrib", "--no-wrap", "--no-obsolete", str(merged))))
            for what, found in (("is not translated", entries(merged, "--untranslated")),
                                ("is doubtful", entries(merged, "--only-fuzzy")),
                                ("is translated, and psp has no such text any more",
                                 entries(merged, "--only-obsolete"))):
                for text in found:
                    print(f"{po.name}: {what}: {text}")
                failed += len(found)
            complaints = list(damaged(po, options.check, work)) if options.check else []
            for complaint in complaints:
                print(complaint)
            failed += len(complaints)
            passed += len(entries(merged, "--translated", "--no-obsolete", "--no-fuzzy"))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
