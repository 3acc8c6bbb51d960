"""The places in which a spelling can stand: a ledger that holds every spelling in each of them, and where it is there.

Every spelling stands between two words of its own, so that no two of them are side by side and each is found again in
what a command prints.
"""
import pathlib
import re

ALPHABET = "bcdfghjkmnpqrstvwxz"  # no vowel: no ending of a name
RECORDED = "2026-11-20T09:00:00+01:00"
STRANGER = "K-9001"  # a client of whom people/ knows nothing


def letters(n):
    word = ""
    for _ in range(4):
        word = ALPHABET[n % len(ALPHABET)] + word
        n //= len(ALPHABET)
    return word


def guarded(n, text):
    """The text between its two words."""
    return f"qx{letters(n)} {text} {letters(n)}xq"


def guard(n):
    return f"qx{letters(n)}", f"{letters(n)}xq"


def segments(output):
    """{n: what stands between the two words of n}, each time that it does."""
    found = {}
    for match in re.finditer(r"qx([bcdfghjkmnpqrstvwxz]{4})\b(.*?)\b\1xq", output, re.S):
        n = 0
        for c in match[1]:
            n = n * len(ALPHABET) + ALPHABET.index(c)
        found.setdefault(n, []).append(match[2])
    return found


def record_id(n):
    """Six of psp's letters; the first keeps it from being a number."""
    digits, word = "0123456789abcdefghjkmnpqrstvwxyz", ""
    for _ in range(5):
        word = digits[n % 32] + word
        n //= 32
    return "z" + word


class Text:
    """A file in the making, and where what is put into it stands."""

    def __init__(self, path, begin=""):
        self.path, self.parts, self.line = path, [], 1
        self.add(begin)

    def add(self, text):
        self.parts.append(text)
        self.line += text.count("\n")

    def put(self, before, stands, after):
        """Adds before + stands + after; returns (path, line, column) of stands."""
        self.add(before)
        so_far = "".join(self.parts[-3:])
        column = len(so_far) - so_far.rfind("\n")
        at = (self.path, self.line, column)
        self.add(stands + after)
        return at

    def write(self, ledger):
        path = ledger / self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(self.parts).encode())


def header(case, client, area=None, distress=None, worker="ana"):
    text = (f'format = 1\ncase = "{case}"\nservice = "first-aid"\nopened = 2026-09-01\nclient = "{client}"\nworker = "{worker}"\n'
            f'by = "{worker}"\nrecorded = {RECORDED}\n')
    if area or distress:
        text += "\n[intake]\n" + (f"area = {area}\n" if area else "") + (f"distress = {distress}\n" if distress else "")
    return text


def one_line(spelling):
    return "\n" not in spelling.text and "\r" not in spelling.text


def stands_in_toml(spelling):
    return spelling.raw if spelling.raw is not None else spelling.text


def quotes(spelling):
    """In a basic string a line break needs three of them."""
    return '"' if spelling.raw is not None or one_line(spelling) else '"""'


class Record:
    """A place within a case file: one field of one record for each spelling."""

    def __init__(self, table, before, field, after=""):
        self.table, self.before, self.field, self.after = table, before, field, after

    def put(self, text, n, spelling, stands, number):
        a, b = guard(n)
        q = quotes(spelling)
        text.add(f'\n[[{self.table}]]\nid = "{record_id(number)}"\n{self.before}')
        at = text.put(f"{self.field} = {q}{a} ", stands, f" {b}{q}\n")
        text.add(f'{self.after}by = "ana"\nrecorded = {RECORDED}\n')
        return at


RECORDS = {
    "a remark": Record("remark", "date = 2026-09-02\n", "text"),
    "a note": Record("contact", 'at = 2026-09-02T10:00:00\nwith = "family"\nhow = "phone"\n', "note"),
    "a task": Record("task", "", "text", "due = 2026-11-30\n"),
    "an assessment": Record("assessment", 'kind = "needs"\ndate = 2026-09-02\n', "text"),
    "an agreement": Record("agreement", "date = 2026-09-02\n", "next_step"),
    "an option": Record("option", 'kind = "right"\nname = "a right"\n', "conditions"),
    "a referral": Record("referral", 'direction = "out"\ndate = 2026-09-02\nto = "a home"\n', "reason"),
}
PLACES_IN_CASES = ("the intake", "a remark", "a note", "a quoted key", "a comment of a case")
PLACES_IN_FILES = ("a comment of psp.toml", "a provider's conditions", "another text file", "the name of a paper", "the name of another file")
ALL_PLACES = PLACES_IN_CASES + PLACES_IN_FILES

OFFICE = '''format = 1

[office]
name = "Office"

[workers.ana]
name = "Ana Ledinek"

[workers.berta]
name = "Berta Kozolec"
'''


def can_stand(place, spelling):
    if "comment" in place:
        return one_line(spelling) and spelling.raw is None  # a comment has no escapes
    if place == "a quoted key":
        return one_line(spelling)
    if place == "another text file":
        return spelling.raw is None
    if "name of" in place:  # of a file
        return spelling.raw is None and one_line(spelling) and not set("/\t\r") & set(spelling.text)
    return True


def fill(ledger, spellings, places=ALL_PLACES):
    """Puts every spelling into each of the places; returns [(n, spelling, place, path, line, column)]. What is the client's
    own stands in the client's own case."""
    found, texts, names = [], {}, []
    own_numbers = {}

    def text(path, begin):
        if path not in texts:
            texts[path] = Text(path, begin)
        return texts[path]

    number = 0
    for n, s in enumerate(spellings):
        a, b = guard(n)
        for place in places:
            if not can_stand(place, s) or (s.own and place not in PLACES_IN_CASES):
                continue
            number += 1
            if place in PLACES_IN_CASES:
                client = s.person.reference if s.own else STRANGER
                kind = PLACES_IN_CASES.index(place) if place in ("the intake", "a quoted key") else 2
                case_number = own_numbers.setdefault((client, kind), len(own_numbers) + 1)
                case = f"2026-{case_number:04}"
                path = f"cases/2026/{case}.toml"
                new = path not in texts
                # The intake and the header have one text each: all of them stand in it.
                if place == "the intake":
                    if new:
                        text(path, header(case, client) + '\n[intake]\ndistress = """\n')
                    at = texts[path].put(f"{a} ", stands_in_toml(s), f" {b}\n")
                elif place == "a quoted key":
                    if new:
                        text(path, header(case, client))
                    at = texts[path].put(f'"x-{a} ', stands_in_toml(s), f' {b}" = 1\n')
                elif place == "a comment of a case":
                    text(path, header(case, client))
                    at = texts[path].put(f"# {a} ", s.text, f" {b}\n")
                else:
                    text(path, header(case, client))
                    at = RECORDS[place].put(texts[path], n, s, stands_in_toml(s), number)
            elif place == "a comment of psp.toml":
                at = text("psp.toml", OFFICE).put(f"# {a} ", s.text, f" {b}\n")
            elif place == "a provider's conditions":
                q = quotes(s)
                text("psp.toml", OFFICE).add(f"\n[providers.p{letters(n)}]\n")
                at = texts["psp.toml"].put(f"conditions = {q}{a} ", stands_in_toml(s), f" {b}{q}\n")
            elif place == "another text file":
                at = text("notes/talks.txt", "").put(f"{a} ", s.text, f" {b}\n")
            else:
                name = f"{a} {s.text} {b}"
                if len(name.encode()) > 200:
                    continue
                directory = "papers" if place == "the name of a paper" else "notes/others"
                at = (f"{directory}/{name}.{'pdf' if directory == 'papers' else 'txt'}", 1, 1)
                names.append((n, place, at[0]))
            found.append((n, s, place, *at))
    for path, t in texts.items():
        if path.startswith("cases/") and '[intake]\ndistress = """' in "".join(t.parts[:2]):
            t.add('"""\n')
    # The papers are named by a record as well: its field is no other place, the path is the same one.
    for n, place, path in names:
        file = ledger / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"%PDF-1.4\n\0\xff binary\n" if path.endswith(".pdf") else b"nothing\n")
    if "psp.toml" not in texts:
        text("psp.toml", OFFICE)
    for t in texts.values():
        t.write(ledger)
    return found


def write_people(ledger, persons):
    (ledger / "people").mkdir(exist_ok=True)
    for p in persons:
        (ledger / "people" / f"{p.reference}.toml").write_text(p.toml())


def bare_ledger(psp, at, persons, git=True):
    """An office without cases; people/ is out of git."""
    at = pathlib.Path(at)
    psp.must(at.parent, "init", str(at), *(["--git"] if git else []))
    (at / "psp.toml").write_text(OFFICE)
    write_people(at, persons)
    return at
