#!/usr/bin/env python3
"""Holds the manual against the program's own tables: `docs.py PSP TABLES MAN_DIR`.

TABLES is the program made from tests/tables.cpp. What is missing in a page is told, and what a page has that the
program does not. Ends with `N passed, N failed`.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

passed = failed = 0


def check(what, wrong):
    """One check; `wrong` are its complaints."""
    global passed, failed
    if not wrong:
        passed += 1
        return
    failed += 1
    for complaint in wrong:
        print(f"{what}: {complaint}")


def same(what, documented, known):
    """The two sets must be the same."""
    check(what, [f"{x} is not in the manual" for x in sorted(set(known) - set(documented))] +
          [f"{x} is not in the program" for x in sorted(set(documented) - set(known))])


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    check(" ".join(["psp", *command[1:]]), [f"exits with {done.returncode}: {done.stderr}"] if done.returncode else [])
    return done.stdout


def read_tables(program):
    """{first word: [the other words of each such line]}"""
    tables = collections.defaultdict(list)
    for line in run(program).splitlines():
        what, *words = line.split()
        tables[what].append(words)
    return tables


class Page:
    """A page of mdoc(7) as sections of its items: `.It` lines, each with the text below it."""

    def __init__(self, path):
        self.sections = collections.defaultdict(list)  # name: [(line of the item, its text)]
        section = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            heading = re.match(r"\.(S[hs]) (.*)", line)
            if heading:
                section = heading[2] if heading[1] == "Ss" or not heading[2].startswith(".") else ""
            elif line.startswith(".It "):
                self.sections[section].append((line[4:], []))
            elif self.sections[section]:
                self.sections[section][-1][1].append(line)

    def items(self, section, macro="Li"):
        """{name: (rest of the item's line, text)} of a section's items that begin with the macro."""
        found = {}
        for line, text in self.sections[section]:
            words = line.split()
            if len(words) > 1 and words[0] == macro:
                found[words[1]] = (" ".join(words[2:]), "\n".join(text))
        return found


def literals(text):
    return set(re.findall(r"(?:^\.| )(?:Li|Cm) (\S+)", text, re.M))


def check_fields(page, section, fields, words, besides=()):
    """A section has an item for each field, and each names the words that the field takes."""
    items = page.items(section)
    same(f"psp-case(5), {section}", set(items) - set(besides), fields)
    for field, allowed in words.items():
        if field in items:
            missing = [w for w in allowed if w not in literals(items[field][1])]
            check(f"psp-case(5), {section}, {field}", [f"{w} is not in the manual" for w in missing])


def words_of(tables, *place):
    """{field: [word]} of the fields of one table."""
    found = collections.defaultdict(list)
    for row in tables["word"]:
        if tuple(row[:-2]) == place:
            found[row[-2]].append(row[-1])
    return found


def check_case_page(page, tables):
    kinds = [k for k, in tables["kind"]]
    same("psp-case(5), RECORDS", [m[1] for s in page.sections if (m := re.fullmatch(r"\[\[(\w+)\]\]", s))], kinds)
    intake = {f for f, in tables["intake"]}
    for kind in kinds:
        fields = [f for k, f in tables["field"] if k == kind]
        # A reopening speaks in the words of the intake, and points to it.
        words = {f: w for f, w in words_of(tables, "field", kind).items() if kind != "reopening" or f not in intake}
        check_fields(page, f"[[{kind}]]", fields, words)
    for table, section, besides in [("every", "Fields of every record", ()), ("header", "HEADER", ()),
                                    ("intake", "[intake]", ()), ("office", "[office]", ()), ("git", "[git]", ()),
                                    ("worker", "[workers.KEY]", ()), ("provider", "[providers.KEY]", ()), ("person", "PEOPLE", ()),
                                    ("setting", "[services.KEY]", ("based_on", "change"))]:
        # Workers and settings speak in the words of other fields, and point to those.
        words = {} if table in ("worker", "setting") else words_of(tables, table)
        check_fields(page, section, [f for f, in tables[table]], words, besides)


def check_rules_page(page, tables):
    flags = page.items("FLAGS")
    same("psp-rules(7), FLAGS", flags, [f for f, in tables["flag"]])
    for code, *levels in tables["levels"]:
        if code in flags:
            told = re.findall(r"\w+", flags[code][0].removeprefix("No "))
            check(f"psp-rules(7), {code}", [f"levels are {levels}, not {told}"] if told != levels else [])
    same("psp-rules(7), AGENDA", page.items("AGENDA"), [k for k, in tables["agenda"]])
    same("psp-rules(7), GROUNDS", page.items("GROUNDS"), [g for g, in tables["ground"]])
    told = [i for s in ("SOURCES", "S: first social aid", "L: psychosocial counselling") for i in page.items(s)]
    same("psp-rules(7), SOURCES", told, [s for s, in tables["source"]])
    figures = page.items("Figures")
    same("psp-rules(7), Figures", figures,
         [f for f, in tables["figure"]] + ["caseload.workers", "caseload.bins"])
    for figure, key in tables["key"]:
        missing = figure in figures and key not in literals(figures[figure][1])
        check(f"psp-rules(7), {figure}", [f"{key} is not in the manual"] if missing else [])


def check_report(psp, program_page, rules_page):
    """A report has the columns and members that the manual tells."""
    with tempfile.TemporaryDirectory() as ledger:
        run(psp, "init", ledger)
        columns = run(psp, "-C", ledger, "report", "--format", "csv").partition("\n")[0].split(",")
        report = json.loads(run(psp, "-C", ledger, "report", "--format", "json") or "{}")
    told = list(program_page.items("report"))
    check("psp(1), columns of CSV", [f"{told} in the manual, {columns} in the program"] if told != columns else [])
    section = rules_page.items("The JSON of a report")
    same("psp-rules(7), The JSON of a report", section, report)
    for member in ("asked", "previous", "proof", "caseload"):
        inner = report.get(member, {})
        missing = [m for m in inner if member in section and m not in literals(section[member][1])]
        check(f"psp-rules(7), {member}", [f"{m} is not in the manual" for m in missing])
    told = {name.partition(".")[0] for name in rules_page.items("Figures")} - {"caseload"}
    same("psp-rules(7), sections of a group", told, set(report.get("groups", [{}])[0]) - {"by", "key"})


def options_of(line):
    return re.findall(r"\bFl -(\S+)", line)


def with_twins(tables, options):
    twins = {name.removeprefix("no-") for name, in tables["twin"]}
    return [o for option in options for o in ([option, "no-" + option] if option in twins else [option])]


def check_program_page(page, tables, text):
    commands = [c for c, in tables["command"]]
    documented = collections.defaultdict(set)
    for section, items in page.sections.items():
        command = None
        for line, _ in items:
            words = line.split()
            if words[0] == "Ic":
                command = words[1]
                documented[command]
            elif words[0] == "Fl" and command:
                documented[command].update(options_of(line))
    same("psp(1), commands", documented, commands)
    for command in commands:
        options = [o for c, o in tables["option"] if c == command]
        same(f"psp(1), {command}", documented[command], with_twins(tables, options))

    global_lines = [line for line, _ in page.sections["GLOBAL OPTIONS"] if line.startswith("Fl ")]
    global_options = [o for o, in tables["global"]]
    same("psp(1), global options", [o for line in global_lines for o in options_of(line)], global_options + ["help", "version"])
    told = next(text for line, text in page.sections["GLOBAL OPTIONS"] if line.startswith("Fl -format"))
    same("psp(1), --format", literals("\n".join(told)), [f for f, in tables["format"]])
    letters = re.findall(r"\bFl ([A-Za-z])\b", " ".join(global_lines))
    same("psp(1), short options", letters, [letter for letter, _ in tables["letter"]] + ["h"])
    every = set(global_options) | {"help", "version", "no-"} | set(with_twins(tables, [o for _, o in tables["option"]]))
    check("psp(1), options in the text", [f"--{o} is not in the program" for o in sorted(set(options_of(text)) - every)])
    missing = {w for w, in tables["withheld"]} - literals(page.items("show")["left_out"][1])
    check("psp(1), left_out", [f"{w} is not in the manual" for w in sorted(missing)])
    same("psp(1), exit status", page.items("EXIT STATUS"), [code for code, in tables["exit"]])


def check_helps(psp, tables):
    """The program says the same of itself as its tables."""
    commands = [c for c, in tables["command"]]
    told = re.findall(r"^  (\w[\w-]*) ", run(psp, "--help"), re.M)
    same("psp --help", told, commands)
    for command in commands:
        text = run(psp, "help", command)
        wanted = with_twins(tables, [o for c, o in tables["option"] if c == command]) + ["help"]
        given = re.findall(r"(?:^ +|,)(?:-\w,)?--([\w-]+)", text, re.M)
        same(f"psp {command} --help", given, wanted)
        arguments = [a for c, a in tables["argument"] if c == command]
        check(f"psp {command} --help", [f"{a} is missing" for a in arguments if not re.search(rf"^  {a}\b", text, re.M)])
    rules = json.loads(run(psp, "rules", "--format", "json") or '{"none": []}')
    same("psp rules --format json", [r["id"] for r in next(v for v in rules.values() if isinstance(v, list))],
         [s for s, in tables["source"]])


def check_shown(tables, project):
    """Each kind of record stands in the examples, and the golden files show each command, and each flag in one of its own."""
    examples = "".join(p.read_text(encoding="utf-8") for p in sorted((project / "examples").rglob("*.toml")))
    check("examples/", [f"no [[{kind}]]" for kind, in tables["kind"] if f"\n[[{kind}]]" not in examples])
    golden = {p.stem: p.read_text(encoding="utf-8", errors="replace") for p in (project / "tests" / "golden").glob("*.txt")}
    check("tests/golden/", [f"no flag-{code}.txt with the flag" for code, in tables["flag"]
                            if code not in golden.get(f"flag-{code}", "").partition("\n$ psp")[2]])
    shown = "\n".join(golden.values())
    check("tests/golden/", [f"no command psp {name}" for name, in tables["command"]
                            if not re.search(rf"^\$ psp (?:-\S+ \S+ )*{name}\b", shown, re.M)])


def check_form(path):
    lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(path)], capture_output=True, text=True)
    check(f"mandoc {path.name}", lint.stdout.splitlines() or ([lint.stderr] if lint.returncode else []))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    psp, program, man = str(pathlib.Path(sys.argv[1]).resolve()), str(pathlib.Path(sys.argv[2]).resolve()), pathlib.Path(sys.argv[3])
    tables = read_tables(program)
    for name in ("psp.1", "psp-case.5", "psp-rules.7"):
        check_form(man / name)
    program_page, rules_page = Page(man / "psp.1"), Page(man / "psp-rules.7")
    check_program_page(program_page, tables, (man / "psp.1").read_text(encoding="utf-8"))
    check_case_page(Page(man / "psp-case.5"), tables)
    check_rules_page(rules_page, tables)
    check_helps(psp, tables)
    check_report(psp, program_page, rules_page)
    check_shown(tables, man.resolve().parent)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
