"""The commands that look for people, and those by which a text leaves the office: what each does with the spellings."""
import collections
import functools
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "faults"))
import corpus  # noqa: E402
import harness  # noqa: E402
import places  # noqa: E402
import second  # noqa: E402

KINDS_OF_NUMBERS = ("EMŠO", "kods")
TOLD_NUMBERS = {"EMŠO": "EMŠO", "kods": "personas kods"}
MANY = 600  # seconds that one run over the whole corpus may take
LINE = re.compile(r"^(.*?):(\d+):(\d+): (error|warning): (.*)$", re.M)
IDENTITY = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Ana Ledinek"), ("EMAIL", "ana@example.org"))}

Found = collections.namedtuple("Found", "file line column severity message")


class Tally:
    """Found, missed, false: by spelling and command."""

    def __init__(self):
        self.counts = collections.defaultdict(lambda: [0, 0, 0])
        self.examples = collections.defaultdict(list)
        self.expects, self.expects_of_way = {}, {}

    def count(self, spelling, way, found, where, false=0, expect=None):
        key = (spelling.kind, spelling.form)
        expect = expect or spelling.expect
        self.expects[key] = spelling.expect
        self.expects_of_way[key, way] = expect
        cell = self.counts[key, way]
        cell[0 if found else 1] += 1
        cell[2] += false
        if (not found and expect != "optional") or false:
            self.examples[key, way].append(f"{spelling!r} in {where}" if not found else f"told of somebody else: {spelling!r} in {where}")

    def finish(self, score):
        """Each spelling in each way is one expectation."""
        for (key, way), (found, missed, false) in sorted(self.counts.items()):
            shown = self.examples[key, way]
            if self.expects_of_way[key, way] == "optional" and not shown:
                continue
            score.expect(not shown, f"{way} | {': '.join(key)}: found {found}, missed {missed}, false {false}", "\n".join(shown[:1]))

    def table(self, whole):
        ways = list(dict.fromkeys(way for _, way in self.counts))
        total = {way: [0, 0, 0] for way in ways}
        rows = []
        for key in sorted({k for k, _ in self.counts}):
            cells = [self.counts.get((key, way)) for way in ways]
            note = "" if self.expects[key] == "error" else f" ({self.expects[key]})"
            if self.expects[key] == "error":
                for way, cell in zip(ways, cells):
                    if cell and self.expects_of_way[key, way] == "error":
                        total[way] = [a + b for a, b in zip(total[way], cell)]
            if whole or any(cell and (cell[1] or cell[2]) for cell in cells):
                rows.append((f"{key[0]}: {key[1]}{note}", cells))
        kinds = collections.defaultdict(lambda: {way: [0, 0, 0] for way in ways})
        for (key, way), cell in self.counts.items():
            if self.expects_of_way[key, way] == "error":
                kinds[key[0]][way] = [a + b for a, b in zip(kinds[key[0]][way], cell)]
        bottom = [(f"all of {kind}", [cells[w] for w in ways]) for kind, cells in sorted(kinds.items())]
        bottom.append(("ALL that are errors", [total[w] for w in ways]))
        def text(cell):
            return "-" if not cell or not any(cell) else "/".join(map(str, cell))
        widths = [max([len(way)] + [len(text(cells[i])) for _, cells in rows + bottom]) for i, way in enumerate(ways)]
        first = max(len(label) for label, _ in rows + bottom)
        lines = ["found/missed/false".ljust(first) + "  " + "  ".join(w.rjust(n) for w, n in zip(ways, widths))]
        for label, cells in rows + bottom:
            lines.append(label.ljust(first) + "  " + "  ".join(text(c).rjust(n) for c, n in zip(cells, widths)))
        return "\n".join(lines)


def shown_as_it_is(text):
    """What psp shows as \\u{200b} is that character."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), text)


def diagnostics(text):
    """Of what check prints as text, or a hook."""
    return [Found(m[1], int(m[2]), int(m[3]), m[4], m[5]) for m in LINE.finditer(shown_as_it_is(text))]


def diagnostics_json(text, key="diagnostics"):
    return [Found(d["file"], d["line"], d["column"], d["severity"], d["message"]) for d in json.loads(text)[key]]


def names(found, spelling):
    if spelling.kind in KINDS_OF_NUMBERS:
        return TOLD_NUMBERS[spelling.kind] in found.message
    return re.search(rf"(?<![\w-]){re.escape(spelling.person.reference)}(?![\w-])", found.message) is not None


@functools.cache
def words(text):
    return frozenset(re.findall(r"[^\W_]{2,}", second.plain(text)))


PERSONS = {p.reference: p for p in corpus.people()}


def may_be_of(reference, spelling):
    """Somebody else bears a part of this name."""
    p = PERSONS.get(reference)
    return p and words(f"{p.name} {p.contact} {' '.join(p.declined)} {p.address}") & words(spelling.text)


def judge(tally, way, placed, found, expect=None):
    """Holds what was found against where the spellings stand."""
    by_line = collections.defaultdict(list)
    for d in found:
        by_line[d.file, d.line].append(d)
    for n, s, place, path, line, column in placed:
        here = by_line[path, line]
        right = [d for d in here if names(d, s) and (place.startswith("the name of") or d.column - column in s.starts)]
        enough = s.expect != "error" or any(d.severity == "error" for d in right)
        false = sum(d.severity == "error" and not names(d, s) and not s.kind == "birth"
                    and any(not may_be_of(r, s) for r in re.findall(r"K-\d{4}", d.message)) for d in here)
        if s.expect == "optional":
            found_it = any(names(d, s) for d in here)
        else:
            found_it = bool(right) and enough
        tally.count(s, way, found_it, f"{place}, {path}:{line}:{column}" + ("" if found_it or not here else f"; told: {here[0][2:]}"),
                    false, expect(s) if expect else None)


def repeats(output):
    """The surnames that an output holds, though nothing that is found is repeated. Paths are what they are."""
    said = second.plain("\n".join(d.message for d in diagnostics(output)))
    return sorted({w for p in PERSONS.values() for w in words(p.name) if len(w) > 5 and re.search(rf"\b{w}\b", said)})


class Office:
    def __init__(self, psp, at):
        self.psp, self.at = psp, pathlib.Path(at)
        self.environment = {**IDENTITY, "PATH": f"{bin_with(psp)}:/usr/local/bin:/usr/bin:/bin"}

    def run(self, *words, env=None, **more):
        return self.psp.run(self.at, *words, env={**self.environment, **(env or {})}, timeout=MANY, **more)

    def try_git(self, *words, at=None, **more):
        return subprocess.run(["git", *words], cwd=at or self.at, env=self.psp.environment(**{**self.environment, **more.pop("env", {})}),
                              capture_output=True, text=True, errors="replace", timeout=MANY, **more)

    def git(self, *words, **more):
        done = self.try_git(*words, **more)
        if done.returncode:
            raise SystemExit(f"git {' '.join(words)} gave {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def commit(self, message="as it is", *more):
        self.git("add", "-A")
        self.git("commit", "-q", "--no-verify", "--allow-empty", "-m", message, *more)


@functools.cache
def bin_with_path(path):
    """A directory in which this psp is called psp, as the hooks call it."""
    there = pathlib.Path(tempfile.mkdtemp(prefix="psp-bin-"))
    (there / "psp").symlink_to(path)
    return there


def bin_with(psp):
    return bin_with_path(psp.path)


def remove_bins(psp):
    shutil.rmtree(bin_with(psp), ignore_errors=True)


# ---- what looks ---------------------------------------------------------------------------------------------------

def check(score, tally, office, placed):
    plain = office.run("check")
    score.expect(plain.returncode == 0, "the ledger of the corpus can be read", harness.shown(plain)[:2000])
    done = office.run("check", "--privacy", "--format", "json")
    score.expect(done.returncode in (0, 1) and done.stdout.startswith("{"), "check --privacy as JSON", harness.shown(done)[:2000])
    found = diagnostics_json(done.stdout)
    judge(tally, "check", placed, found)
    text = office.run("check", "--privacy")
    as_text = {d[:4] for d in diagnostics(text.stdout)}
    as_json = {d[:4] for d in found}
    score.expect(as_text == as_json, "check --privacy: text and JSON tell the same places", sorted(as_text ^ as_json)[:3])
    score.expect(not repeats(text.stdout), "check --privacy repeats nothing that it finds", repeats(text.stdout)[:5])


def errors_alone(spelling):
    """What may only be a name stops no commit, and need not be told there."""
    return "optional" if spelling.expect == "told" else spelling.expect


def hook(score, tally, office, placed):
    """Nothing was committed yet of what has the spellings."""
    office.git("add", "-A")
    before = office.git("rev-parse", "HEAD")
    done = office.try_git("commit", "-q", "-m", "as it is")
    score.expect(done.returncode != 0 and office.git("rev-parse", "HEAD") == before, "the hook refuses the commit", done.stderr[:500])
    judge(tally, "hook", placed, diagnostics(done.stdout + "\n" + done.stderr), errors_alone)
    score.expect(not repeats(done.stdout + done.stderr), "the hook repeats nothing that it finds")


def remote_of(office, scratch):
    """A bare repository that the office follows; it has what HEAD has now."""
    bare = pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "remote.git"
    office.git("init", "-q", "--bare", str(bare))
    office.git("remote", "add", "origin", str(bare))
    office.git("push", "-q", "-u", "origin", "HEAD")
    return bare


def refs_of(office, bare):
    return office.git("for-each-ref", "--format=%(refname) %(objectname)", at=bare)


def sync(score, tally, office, placed, bare):
    office.git("add", "-A")
    before = refs_of(office, bare)
    done = office.run("sync")
    score.expect(done.returncode != 0 and refs_of(office, bare) == before, "sync sends nothing of the corpus", harness.shown(done)[-500:])
    judge(tally, "sync", placed, diagnostics(done.stdout + "\n" + done.stderr), errors_alone)
    score.expect(not repeats(done.stdout + done.stderr), "sync repeats nothing that it finds")


def sync_alone(tally, office, bare, spellings):
    """Each by itself, committed past the hooks: it must not arrive."""
    base, before = office.git("rev-parse", "HEAD").strip(), refs_of(office, bare)
    branch = office.git("branch", "--show-current").strip()
    notes = office.at / "notes.txt"
    for n, s in enumerate(spellings):
        if s.expect != "error" or s.raw is not None or s.own:
            continue
        notes.write_bytes(f"{places.guarded(n, s.text)}\n".encode())
        office.commit("notes")
        office.run("sync")
        arrived = refs_of(office, bare) != before
        tally.count(s, "sync alone", not arrived, "a text file")
        office.git("reset", "-q", "--hard", base)
        if arrived:
            office.git("update-ref", f"refs/heads/{branch}", base, at=bare)
            office.git("update-ref", f"refs/remotes/origin/{branch}", base)
            before = refs_of(office, bare)


def forget(score, tally, office, placed):
    """Everybody is forgotten in turn, and is known again afterwards."""
    for reference, person in PERSONS.items():
        file = office.at / "people" / f"{reference}.toml"
        before = file.read_bytes()
        of_this = [p for p in placed if p[1].person.reference == reference]
        if not of_this:
            continue
        done = office.run("forget", reference, "--yes", "--format", "json")
        ok = score.expect(done.returncode in (0, 1) and done.stdout.startswith("{"), "forget", harness.shown(done)[-500:])
        # Personal numbers stand in no file of people/.
        judge(tally, "forget", of_this, diagnostics_json(done.stdout, "texts") if ok else [],
              lambda s: "optional" if s.kind in KINDS_OF_NUMBERS else s.expect)
        file.write_bytes(before)


# ---- what leaves the office ---------------------------------------------------------------------------------------

def leaked(segment, spelling):
    """The words of what must not stand there that do."""
    return words(spelling.secret) & words(segment)


def plain_output(output, format):
    if format == "json":
        def texts(value):
            if isinstance(value, str):
                yield value
            elif isinstance(value, list):
                for v in value:
                    yield from texts(v)
            elif isinstance(value, dict):
                for v in value.values():
                    yield from texts(v)
        return "\n".join(texts(json.loads(output)))
    if format == "html":
        return shown_as_it_is(html.unescape(re.sub(r"<[^>]*>", " ", output)))
    if format == "md":
        return shown_as_it_is(html.unescape(re.sub(r"\\([^\w\s]|_)", r"\1", output)))
    return shown_as_it_is(output)


def redaction_ledger(office, spellings, innocent=()):
    """A task for each in the case of a stranger, or the client's own; and some by other fields, that other commands print.
    Returns {case: client}."""
    texts, cases = {}, {}

    def case_of(client, **intake):
        case = f"2026-{len(cases) + 1:04}"
        cases[case] = client
        texts[case] = places.Text(f"cases/2026/{case}.toml", places.header(case, client, **intake))
        return texts[case]

    stranger, own, number = case_of(places.STRANGER), {}, 0
    for n, s in enumerate(spellings):
        target = stranger
        if s.own:
            if s.person.reference not in own:
                own[s.person.reference] = case_of(s.person.reference)
            target = own[s.person.reference]
        fields = list(places.RECORDS)[2:]
        for field in dict.fromkeys((fields[0], fields[n % len(fields)])):
            number += 1
            places.RECORDS[field].put(target, n, s, places.stands_in_toml(s), number)
    for n, text in innocent:
        number += 1
        stranger.add(f'\n[[task]]\nid = "{places.record_id(number)}"\ntext = "{places.guarded(n, text)}"\ndue = 2026-11-30\nby = "ana"\n'
                     f"recorded = {places.RECORDED}\n")
    # What status, list and why print: the text of a task that is overdue.
    for n, s in enumerate(spellings):
        if s.own or not places.one_line(s) or n % 12:
            continue
        quoted = f'"{places.guard(n)[0]} {places.stands_in_toml(s)} {places.guard(n)[1]}"'
        t = case_of(places.STRANGER, area=quoted, distress=quoted)
        number += 1
        t.add(f'\n[[task]]\nid = "{places.record_id(number + 500000)}"\ntext = {quoted}\ndue = 2026-11-10\nby = "ana"\nrecorded = {places.RECORDED}\n')
        t.add(f'\n[[referral]]\nid = "{places.record_id(number)}"\ndirection = "out"\ndate = 2026-09-02\nto = {quoted}\nreason = {quoted}\n'
              f'by = "ana"\nrecorded = {places.RECORDED}\n')
    for t in texts.values():
        t.write(office.at)
    return cases


def redacted(score, tally, office, spellings, innocent=(), long=False):
    cases = redaction_ledger(office, spellings, innocent)
    done = office.run("check")
    score.expect(done.returncode == 0, "the ledger of the redactions can be read", harness.shown(done)[:2000])
    main = [c for c, client in cases.items() if client == places.STRANGER][0]
    own = [c for c, client in cases.items() if client != places.STRANGER]
    others = [c for c, client in cases.items() if client == places.STRANGER][1:]
    formats = ["text", "json", "md", "html"]
    runs = {f"show {f}": [(("show", c), f) for c in [main, *own]] for f in formats}
    for command, has in ((("log",), 2), (("due",), 2), (("handover", "ana", "berta", "--sheet"), 4 if long else 2)):
        runs[command[0]] = [(command, f) for f in formats[:has]]
    runs["ics"] = [(("due",), "ics")]
    runs["status"] = [(("status", "--all"), "text"), (("status", "--all"), "json")]
    runs["list"] = [(("list",), "text"), (("list",), "json")]
    runs["why"] = [(("why", c), "text") for c in others[:None if long else 12]]
    false, sentences = collections.Counter(), dict(innocent)
    for way, commands in runs.items():
        for command, format in commands:
            done = office.run(*command, "--redact", "--format", format)
            if not score.expect(done.returncode == 0, f"{' '.join(command[:1])} --redact --format {format}", harness.shown(done)[:800]):
                continue
            output = plain_output(done.stdout, format)
            stands = places.segments(output)
            if way == "show text" and command[1] == main:
                lost = [n for n, s in enumerate(spellings) if not s.own and n not in stands]
                score.expect(not lost, "the words around what is taken out stay", [spellings[n] for n in lost][:3])
            for n, segments in stands.items():
                if n in sentences:
                    false[way, format] += any("…" in s for s in segments)
                elif n < len(spellings):
                    s = spellings[n]
                    left = sorted({w for part in segments for w in leaked(part, s)})
                    tally.count(s, way, not left, f"{format}; left: {left}", expect="error" if s.redacted else "optional")
            if way == "ics":
                for n, s in enumerate(spellings):
                    if n not in stands:
                        tally.count(s, way, True, format)
    for (way, format), times in false.items():
        print(f"innocent sentences from which {way} ({format}) takes something: {times} of {len(sentences)}")
    worst = max(false.values(), default=0)
    score.expect(worst * 1000 <= len(sentences), "redaction takes nothing out of innocent sentences",
                 f"{worst} of {len(sentences)}: at most 1 in 1,000")


def redaction_of_the_own_case(score, office):
    """Copies for others and for the client; what was taken out is counted by kind; the name of the file is none."""
    person = PERSONS["K-2001"]
    case = places.header("2026-0900", person.reference)
    case += (f'\n[[assessment]]\nid = "zaaaa1"\nkind = "needs"\ndate = 2026-09-02\ntext = """\n{person.name} lives in '
             f'{person.address.split(",")[0]} and answers on {person.phone}.\n\n{person.contact} answers on {person.contact_phone}.\n\n'
             f'[internal] {person.contact} was here.\n"""\nby = "ana"\nrecorded = {places.RECORDED}\n'
             f'\n[[document]]\nid = "zaaaa2"\nkind = "application"\ndate = 2026-09-02\nfile = "papers/vida_zelenka-application.pdf"\n'
             f'by = "ana"\nrecorded = {places.RECORDED}\n')
    (office.at / "cases/2026/2026-0900.toml").write_text(case)
    (office.at / "papers").mkdir(exist_ok=True)
    (office.at / "papers/vida_zelenka-application.pdf").write_bytes(b"%PDF\0")
    secrets = {"the name": person.name, "the telephone number": person.phone, "the address": person.address.split(",")[0],
               "the contact person": person.contact, "the contact's number": person.contact_phone}
    for format in ("text", "json", "md", "html"):
        done = office.run("show", "2026-0900", "--redact", "--format", format)
        output = second.plain(plain_output(done.stdout, format))
        for what, secret in secrets.items():
            score.expect(second.plain(secret) not in output, f"show --redact keeps {what} back | {format}", output[:600])
        score.expect("zelenka" not in output, f"show --redact keeps back a paper's name | {format}", output[:900])
        score.expect("internal" not in output.split("was here")[0] or "was here" not in output, f"internal paragraphs go | {format}")
    left_out = json.loads(office.run("show", "2026-0900", "--redact", "--format", "json").stdout).get("left_out", {})
    for kind in ("phone", "address", "name"):
        count = sum(v for k, v in left_out.items() if kind in k and isinstance(v, int))
        score.expect(count > 0, f"what was taken out is counted by kind | {kind}", left_out)
    if "--for" not in office.run("help", "show").stdout:
        score.not_run("show --redact --for client", "there is no such option yet")
        return
    for format in ("text", "json", "md", "html"):
        done = office.run("show", "2026-0900", "--redact", "--for", "client", "--format", format)
        output = second.plain(plain_output(done.stdout, format))
        for what in ("the telephone number", "the address"):
            score.expect(second.plain(secrets[what]) in output, f"--for client keeps {what} of the client's own | {format}", output[:600])
        for what in ("the contact person", "the contact's number"):
            score.expect(second.plain(secrets[what]) not in output, f"--for client keeps {what} back | {format}", output[:600])


def opening_is_redacted(score, office):
    done = office.run("open", "--service", "first-aid", "--client", "K-2001", "--redact")
    said = second.plain(done.stdout + done.stderr)
    score.expect(done.returncode == 0 and "zelenka" not in said, "open --redact names nobody", said)


# ---- git's own places ---------------------------------------------------------------------------------------------

def ref_name(spelling):
    return spelling.raw is None and not re.search(r"[\s~^:?*\[\\\x00-\x20\x7f]|\.\.|^[-.]|[./]$|@\{|//", spelling.text)


def git_places(score, tally, office, bare, spellings):
    """A commit's message, its author, a branch's name, a tag's: told by check --privacy, and not sent by sync."""
    base, before = office.git("rev-parse", "HEAD").strip(), refs_of(office, bare)
    home = office.git("branch", "--show-current").strip()
    clean = office.run("check", "--privacy", "--format", "json")
    score.expect(clean.returncode == 0 and not diagnostics_json(clean.stdout), "nothing is told of a ledger that names nobody",
                 clean.stdout[:500])

    def told(s, way):
        done = office.run("check", "--privacy", "--format", "json")
        found = diagnostics_json(done.stdout) if done.stdout.startswith("{") else []
        tally.count(s, way, any(names(d, s) and d.severity == "error" for d in found), way)

    def sent(s, way):
        office.run("sync")
        arrived = refs_of(office, bare) != before
        tally.count(s, way, not arrived, way)
        if arrived:
            for line in office.git("for-each-ref", "--format=%(refname)", at=bare).split():
                office.git("update-ref", "-d", line, at=bare)
            office.git("update-ref", f"refs/heads/{home}", base, at=bare)
            office.git("update-ref", f"refs/remotes/origin/{home}", base)

    def back():
        office.git("checkout", "-q", "-f", home)
        office.git("reset", "-q", "--hard", base)

    for s in spellings:
        if s.expect != "error" or s.raw is not None or s.own:
            continue
        office.git("commit", "-q", "--no-verify", "--allow-empty", "--cleanup=verbatim", "-m", f"about {s.text} today")
        told(s, "message")
        sent(s, "sync: message")
        back()
        if "\n" not in s.text and "\r" not in s.text and not set("<>") & set(s.text):
            office.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "x", env={"GIT_AUTHOR_NAME": s.text})
            told(s, "author")
            sent(s, "sync: author")
            back()
        if ref_name(s):
            branch = f"talk/{s.text}/x"
            if office.try_git("check-ref-format", "--branch", branch).returncode == 0:
                office.git("checkout", "-q", "-b", branch)
                office.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "x")
                told(s, "branch")
                sent(s, "sync: branch")
                back()
                office.git("branch", "-q", "-D", branch)
                office.git("tag", f"t/{s.text}/x")
                told(s, "tag")
                office.git("tag", "-d", f"t/{s.text}/x")
    # A worker is nobody's client.
    office.git("commit", "-q", "--no-verify", "--allow-empty", "-m", "Ana Ledinek spoke with Berta Kozolec")
    done = office.run("check", "--privacy", "--format", "json")
    score.expect(not diagnostics_json(done.stdout), "workers in messages and as authors are no finds", done.stdout[:500])
    back()


def second_occurrence(tally, office, spellings):
    """In a file that had it already, past the hooks: one more of it is new."""
    kept = [(n, s) for n, s in enumerate(spellings) if s.expect == "error" and s.raw is None and not s.own]
    base = office.git("rev-parse", "HEAD").strip()
    there = office.at / "notes"
    there.mkdir(exist_ok=True)
    for n, s in kept:
        (there / f"{places.letters(n)}.txt").write_bytes(f"{places.guarded(n, s.text)}\n".encode())
    office.commit()
    for n, s in kept:
        (there / f"{places.letters(n)}.txt").write_bytes(f"{places.guarded(n, s.text)}\nand then\n{places.guarded(n, s.text)}\n".encode())
    office.git("add", "-A")
    done = office.run("check", "--staged", "--format", "json")
    files = collections.defaultdict(list)
    for d in diagnostics_json(done.stdout):
        files[d.file].append(d)
    for n, s in kept:
        found = files[f"notes/{places.letters(n)}.txt"]
        tally.count(s, "staged again", any(d.severity == "error" and names(d, s) for d in found), "a second time")
    office.git("reset", "-q", "--hard", base)


def forget_places(score, psp, scratch, persons):
    """What forget looks into beside the files and the history: each by itself, against a run in which it is not there."""
    person = persons[0]
    name, dashed = person.name, "vida-zelenka"

    def made():
        office = Office(psp, places.bare_ledger(psp, pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office", persons))
        (office.at / "cases/2026").mkdir(parents=True, exist_ok=True)
        (office.at / "cases/2026/2026-0001.toml").write_text(places.header("2026-0001", places.STRANGER))
        office.commit()
        return office

    def lines(office):
        done = office.run("forget", person.reference, "--yes")
        text = re.sub(r"\d+", "0", shown_as_it_is(done.stdout + done.stderr)).replace(str(office.at.parent), "")
        return text.splitlines(), done

    def worktree(o):
        o.git("worktree", "add", "-q", str(o.at.parent / "beside"), "-b", "beside")
        (o.at.parent / "beside/notes.txt").write_text(f"Talked with {name}.\n")

    def write(path, text):
        def put(o):
            (o.at / path).parent.mkdir(parents=True, exist_ok=True)
            (o.at / path).write_text(text)
        return put

    scenarios = {
        "a linked worktree": (worktree, "beside|worktree"),
        "a branch's name": (lambda o: o.git("branch", dashed), "branch|refs/"),
        "a tag's name": (lambda o: o.git("tag", dashed), "tag|refs/"),
        "git's config": (lambda o: o.git("config", "remote.other.url", f"host:{dashed}.git"), "config"),
        "COMMIT_EDITMSG": (write(".git/COMMIT_EDITMSG", f"about {name}\n"), "COMMIT_EDITMSG"),
        "a draft": (write(".psp/drafts/text-1.txt", f"about {name}\n"), "drafts/"),
        "what an editor left of the person": (write(f"people/{person.reference}.toml~", person.toml()), "K-0.toml~"),
        "a conflict copy of the person": (write(f"people/{person.reference} (conflicted copy 2026-11-20).toml", person.toml()), "conflicted copy"),
        "another conflict copy of the person": (write(f"people/{person.reference}.sync-conflict-20261120-101010-ABCDEFG.toml", person.toml()), "sync-conflict"),
        "a conflict copy of a case": (write("cases/2026/2026-0001 (conflicted copy 2026-11-20).toml",
                                            places.header("2026-0001", places.STRANGER) + f"# {name}\n"), "conflicted copy"),
        "what an editor left of a case": (write("cases/2026/.2026-0001.toml.swp", f"{name}\n"), "swp"),
        "a temporary file": (write("cases/2026/2026-0001.toml.tmp", f"{name}\n"), r"\.tmp"),
        "the message of a stash": (lambda o: (write("notes.txt", "x\n")(o), o.git("stash", "push", "-q", "-u", "-m", f"about {name}")), "commit|stash"),
        "a message of the reflog": (lambda o: (o.git("commit", "-q", "--no-verify", "--allow-empty", "-m", f"about {name}"),
                                               o.git("reset", "-q", "--hard", "HEAD~1")), "commit|reflog|log"),
    }
    baseline, done = lines(made())
    score.expect(done.returncode in (0, 1), "forget in a ledger that tells of nobody", harness.shown(done))
    for what, (put, word) in scenarios.items():
        office = made()
        put(office)
        after, done = lines(office)
        new = [l for l in after if l not in baseline]
        score.expect(any(re.search(word, l, re.I) for l in new), f"forget looks into {what}", "\n".join(new) or "nothing is told of it")
        score.expect(not any("zelenka" in second.plain(l) for l in new), f"forget repeats nothing of {what}", "\n".join(new))


def what_cannot_be_searched(score, psp, scratch, persons):
    def made():
        office = Office(psp, places.bare_ledger(psp, pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office", persons[:2]))
        office.commit()
        return office

    office = made()
    shutil.rmtree(office.at / "people")
    done = office.run("check", "--privacy")
    score.expect(done.returncode == 0 and "people/" in done.stdout + done.stderr, "without people/ it is said that nothing could be looked for",
                 harness.shown(done))
    office = made()
    for file in (office.at / "people").iterdir():
        file.write_bytes(b"\0GITCRYPT\0" + os.urandom(64))
    done = office.run("check", "--privacy")
    score.expect(done.returncode == 0 and "git-crypt" in done.stderr, "without the key it is said that nothing could be looked for", harness.shown(done))
    office = made()
    shutil.rmtree(office.at / "people")
    (office.at / "people").write_text("no directory\n")
    for command in (("check", "--privacy"), ("check", "--staged")):
        done = office.run(*command)
        score.expect(done.returncode == 4, f"where people/ cannot be read: exit 4 | {' '.join(command)}", harness.shown(done))
    office = made()
    (office.at / ".git/HEAD").write_text("broken\n")
    done = office.run("check", "--privacy")
    score.expect(done.returncode == 4, "where git cannot be asked: exit 4", harness.shown(done))


# ---- what names nobody --------------------------------------------------------------------------------------------

def sentences_of_examples(directory):
    """Every sentence of every text of the examples."""
    import tomllib
    found = []

    def walk(value):
        if isinstance(value, str):
            found.extend(s for s in re.split(r"(?<=[.!?])\s+|\n+", value) if len(s.split()) > 2)
        elif isinstance(value, list):
            for v in value:
                walk(v)
        elif isinstance(value, dict):
            for v in value.values():
                walk(v)
    for path in sorted(directory.rglob("*.toml")):
        walk(tomllib.loads(path.read_text()))
    return list(dict.fromkeys(found))


def false_alarms(score, psp, scratch, persons, count):
    office = Office(psp, places.bare_ledger(psp, pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office", persons))
    examples = pathlib.Path(__file__).parent.parent.parent / "examples"
    sets = {"sentences of the examples": sentences_of_examples(examples),
            "innocent sentences": [s for _, s in corpus.innocent_sentences(persons, count)],
            "common words at the beginning of a sentence": corpus.COMMON_AT_THE_BEGINNING,
            "given names in the case of another client": corpus.GIVEN_ALONE}
    for n, (what, sentences) in enumerate(sets.items()):
        # Each stands by itself: no sentence ends where the next begins.
        (office.at / f"set{n}.txt").write_text("".join(f"{s} qx\n" for s in sentences))
    done = office.run("check", "--privacy", "--format", "json")
    found = diagnostics_json(done.stdout)
    for n, (what, sentences) in enumerate(sets.items()):
        here = {sev: {d.line for d in found if d.file == f"set{n}.txt" and d.severity == sev} for sev in ("error", "warning")}
        print(f"{what}: {len(sentences)}, false alarms {len(here['error'])}, possibilities {len(here['warning'] - here['error'])}")
        shown = "\n".join(f"{sentences[line - 1]}" for line in sorted(here["error"])[:5])
        score.expect(len(here["error"]) * 1000 <= len(sentences), f"false alarms: {what}: at most 1 in 1,000", shown)
    for ledger in ("csd", "saldus"):
        at = scratch / f"example-{ledger}"
        shutil.copytree(examples / ledger, at)
        places.write_people(at, persons)
        done = Office(psp, at).run("check", "--privacy", "--format", "json")
        wrong = [d for d in diagnostics_json(done.stdout) if d.severity == "error"]
        print(f"the example {ledger} with these people: {len(wrong)} errors")
        score.expect(not wrong, f"nobody is found in the example {ledger}", wrong[:3])


def workers_are_no_finds(score, psp, scratch, persons):
    """A worker who bears a client's given name or surname."""
    office = Office(psp, places.bare_ledger(psp, pathlib.Path(tempfile.mkdtemp(dir=scratch)) / "office", persons))
    toml = office.at / "psp.toml"
    toml.write_text(toml.read_text() + '\n[workers.vida]\nname = "Vida Čebular"\n\n[workers.nela]\nname = "Nela Zelenka"\n'
                    '\n[providers.home]\nname = "Zavod Zoravnik"\nconditions = "kličite Nelo Zelenka"\n')
    (office.at / "notes.txt").write_text("Vida Čebular was here.\nNela Zelenka wrote.\nThe Zelenka file.\nVida Zelenka came.\n")
    found = diagnostics_json(office.run("check", "--privacy", "--format", "json").stdout)
    of = collections.defaultdict(set)
    for d in found:
        of[d.file, d.line].add(d.severity)
    score.expect(not any(f == "psp.toml" and "error" in s for (f, _), s in of.items()), "names that psp.toml gives are no finds", found[:4])
    score.expect("error" not in of["notes.txt", 1] | of["notes.txt", 2], "a worker's name is no find", found[:4])
    score.expect(of["notes.txt", 3] == {"warning"}, "a part that a worker bears as well may be either's", found[:4])
    score.expect("error" in of["notes.txt", 4], "the client's whole name is found all the same", found[:4])
