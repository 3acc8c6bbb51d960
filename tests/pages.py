#!/usr/bin/env python3
"""Reads the pages that psp makes as a browser would: `pages.py PSP EXAMPLES`.

A page must be well nested, need nothing from outside and run nothing, be usable by who does not see it, and hold its
report. Ends with `N passed, N failed`.
"""
import html.parser
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CLOCK = "2026-11-23T08:30:00+01:00"
NASTY = "<script>alert(1)</script> & \"quoted\" 'too' <!-- ]]> </pre>"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ALLOWED = set("html head meta title style body main section footer h1 h2 h3 p ul li div dl dt dd figure figcaption "
              "svg line rect text table thead tbody tr th td pre".split())
OUTSIDE = {"src", "href", "srcset", "xlink:href", "action", "formaction", "data", "poster", "background", "ping"}

passed = failed = 0


def check(what, wrong):
    """One check; `wrong` are its complaints."""
    global passed, failed
    passed, failed = passed + (not wrong), failed + bool(wrong)
    for complaint in wrong:
        print(f"{what}: {complaint}")


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []  # nodes and texts

    def all(self, *tags):
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def text(self):
        return "".join(c.text() if isinstance(c, Node) else c for c in self.children)


class Tree(html.parser.HTMLParser):
    """The elements of a page. An element that is closed in another's stead is told in `wrong`."""

    def __init__(self, text):
        super().__init__()
        self.root = self.at = Node("", {}, None)
        self.wrong, self.doctype = [], ""
        self.feed(text)
        self.close()
        if self.at is not self.root:
            self.wrong.append(f"<{self.at.tag}> is not closed")

    def handle_decl(self, declaration):
        self.doctype = declaration

    def handle_startendtag(self, tag, attributes):
        self.at.children.append(self.made(tag, attributes))

    def handle_starttag(self, tag, attributes):
        node = self.made(tag, attributes)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def made(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) < len(names):
            self.wrong.append(f"<{tag}> has an attribute twice: {names}")
        return Node(tag, dict(attributes), self.at)

    def handle_endtag(self, tag):
        if tag != self.at.tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}> within <{self.at.tag}>")
        elif self.at.parent:
            self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def handle_comment(self, data):
        self.wrong.append(f"a comment: {data}")


def check_frame(name, tree, language):
    page = tree.root
    check(f"{name}, nesting", tree.wrong)
    check(f"{name}, doctype", [] if tree.doctype == "DOCTYPE html" else [tree.doctype])
    for tag in ("html", "head", "title", "body", "main"):
        found = len(list(page.all(tag)))
        check(f"{name}, one <{tag}>", [] if found == 1 else [f"there are {found}"])
    given = next(page.all("html")).attributes.get("lang")
    check(f"{name}, language", [] if given == language else [f"lang is {given}"])
    check(f"{name}, elements", sorted({f"<{n.tag}>" for n in page.all() if n.tag not in ALLOWED}))
    ids = [n.attributes["id"] for n in page.all() if "id" in n.attributes]
    check(f"{name}, ids", [f"{i} is there twice" for i in set(ids) if ids.count(i) > 1])


def check_alone(name, tree):
    """Nothing is run, and nothing is loaded."""
    wrong = []
    for node in tree.root.all():
        for attribute, value in node.attributes.items():
            if attribute.startswith("on") or attribute in OUTSIDE or "url(" in (value or "").lower():
                wrong.append(f"<{node.tag} {attribute}={value!r}>")
    styles = "".join(n.text() for n in tree.root.all("style")).lower()
    wrong += [f"the style has {word}" for word in ("url(", "@import", "expression(", "http:", "https:", "//") if word in styles]
    policies = [n.attributes.get("content", "") for n in tree.root.all("meta")
                if n.attributes.get("http-equiv") == "Content-Security-Policy"]
    check(f"{name}, nothing from outside", wrong)
    check(f"{name}, policy", [] if [p.split(";")[0] for p in policies] == ["default-src 'none'"] else policies or ["none"])


def check_for_all(name, tree):
    """Who does not see the page finds the same in it."""
    main = next(tree.root.all("main"))
    svgs = list(main.all("svg"))
    check(f"{name}, charts are told in words",
          [f"{s.attributes}" for s in svgs if s.attributes.get("role") != "img" or not s.attributes.get("aria-label")])
    figures = list(main.all("figure"))
    check(f"{name}, charts", [] if len(figures) == len(svgs) > 0 else [f"{len(figures)} figures, {len(svgs)} drawings"])
    for figure in figures:
        parts = {tag: len(list(figure.all(tag))) for tag in ("figcaption", "svg", "table")}
        caption = "".join(c.text() for c in figure.all("figcaption"))
        check(f"{name}, figure {caption}", [] if set(parts.values()) == {1} and caption else [f"{parts}"])
        told = next(figure.all("svg")).attributes["aria-label"]
        bars = told.removeprefix(f"{caption}: ").split("; ")
        check(f"{name}, figure {caption} tells its numbers",
              [f"{bar!r} is not {label!r}, {number!r}" for bar, (label, number) in zip(bars, rows(figure))
               if bar != f"{label} {number}"])
    check(f"{name}, header cells have a scope", [f"<th> {n.text()}" for n in main.all("th")
                                                 if n.attributes.get("scope") not in ("col", "row", "rowgroup")])
    widths = [(t, {sum(int(c.attributes.get("colspan", 1)) for c in r.all("th", "td")) for r in t.all("tr")})
              for t in main.all("table")]
    check(f"{name}, tables have rows of one width", [f"{w}: {t.text()[:60]!r}" for t, w in widths if len(w) != 1])
    levels = [int(n.tag[1]) for n in main.all("h1", "h2", "h3")]
    check(f"{name}, headings", [] if levels and levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))
          else [f"{levels}"])


def rows(figure):
    """The label and the first number of each row of its table."""
    body = next(figure.all("tbody"))
    return [[cell.text() for cell in row.all("th", "td")][:2] for row in body.all("tr")]


def check_json(name, tree, report):
    held = [n for n in tree.root.all("pre") if n.attributes.get("id") == "psp-report"]
    check(f"{name}, it holds its report", [] if len(held) == 1 and "hidden" in held[0].attributes else [f"{len(held)}"])
    try:
        same = json.loads(held[0].text()) == json.loads(report)
        check(f"{name}, the report that it holds", [] if same else ["is not that of --format json"])
    except (IndexError, json.JSONDecodeError) as wrong:
        check(f"{name}, the report that it holds", [str(wrong)])


def ask(psp, *arguments):
    done = subprocess.run([psp, *arguments], capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"PSP_NOW": CLOCK, "PSP_LANG": ""})
    check(" ".join(arguments), [f"exits with {done.returncode}: {done.stderr}"] if done.returncode else [])
    return done.stdout


def check_months(name, page):
    """Below the upright bars stand the months in two digits, and their years, whatever the language."""
    for chart in page.all("svg"):
        labels = [n.text().strip() for n in chart.all("text") if n.attributes.get("class") == "label"]
        months = [label for label in labels if len(label) == 2 and label.isdigit()]
        years = {label for label in labels if len(label) == 4 and label.isdigit()}
        if any(line.attributes.get("class") == "axis" for line in chart.all("line")):
            check(f"{name}, months", [] if len(months) == 12 and len(months) + len(years) == len(labels) else [str(labels)])


def check_page(psp, name, *arguments, language="en"):
    tree = Tree(ask(psp, *arguments, "--format", "html"))
    check_frame(name, tree, language)
    check_alone(name, tree)
    check_for_all(name, tree)
    check_json(name, tree, ask(psp, *arguments, "--format", "json"))
    check_months(name, tree.root)
    return tree.root


def make_nasty(directory):
    """A ledger in which office, worker, area and provider bear a name that would be markup."""
    def quoted(text):
        return json.dumps(text, ensure_ascii=False)  # a string of TOML as well
    cases = directory / "cases" / "2026"
    cases.mkdir(parents=True)
    (directory / "psp.toml").write_text(f"format = 1\n[office]\nname = {quoted(NASTY)}\n[workers.{quoted(NASTY)}]\n",
                                        encoding="utf-8")
    by = f"by = {quoted(NASTY)}\nrecorded = 2026-10-05T09:00:00+02:00\n"
    (cases / "2026-0001.toml").write_text(
        "format = 1\ncase = \"2026-0001\"\nservice = \"counselling\"\nopened = 2026-10-05\nclient = \"K-1\"\n"
        f"worker = {quoted(NASTY)}\n{by}[intake]\narea = {quoted(NASTY)}\n"
        f"[[referral]]\nid = \"r00001\"\ndirection = \"out\"\ndate = 2026-10-06\nto = {quoted(NASTY)}\nreason = \"x\"\n{by}",
        encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    psp, examples = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    for ledger, language in (("saldus", "lv"), ("csd", "sl")):
        for by in ((), ("--by", "worker")):
            check_page(psp, " ".join((ledger, *by)), "-C", str(examples / ledger), "report", *by, language=language)
    check_page(psp, "both", *(w for ledger in ("saldus", "csd") for w in ("-C", str(examples / ledger))), "report",
               "--lang", "en")
    with tempfile.TemporaryDirectory() as directory:
        make_nasty(pathlib.Path(directory))
        for by in ((), ("--by", "worker"), ("--by", "area")):
            page = check_page(psp, " ".join(("nasty names", *by)), "-C", directory, "report", "--lang", "en", *by)
            title = next(page.all("title")).text()
            check("the title of the page", [] if title == f"Report 2026-10: {NASTY}" else [title])
            cells = {n.text() for n in page.all("th")}
            check("the names in the tables", [] if f"onward, to: {NASTY}" in cells else ["the provider is not there"])
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


main()
