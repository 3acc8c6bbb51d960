#!/usr/bin/env python3
"""Random texts, searched by psp and by a second, slow implementation: `random_texts.py PSP [--texts N] [--seed N]`.

Both must name the same places and the same people: names, telephone numbers and addresses. Where the manual leaves it
open, either is right.
"""
import argparse
import pathlib
import random
import re
import sys
import tempfile
import unicodedata

import corpus
import places
import second
import ways
from ways import Office, harness

# They share no beginning with a part of a name or of an address.
FILLING = ("potem nato pogovor torek dopis občina urad vprašanje odgovor šola denar hodnik okno miza tad saruna pusdienas logs galds skola "
           "then office window letter table school answer it was said потом разговор и ще один atunci").split()
BREAKS = ["; ", " / ", " | ", ": ", " (", ") ", "! ", "? "]
LEFT_OUT = ("vi", "ar", "mixed", "common")  # whose rules are finer: the corpus has them


def known(persons):
    names, phones, streets = [], {}, []
    for p in persons:
        forms = [p.name] + ([] if corpus.cyrillic(p.name) else p.declined)
        names.append(second.Name(p.reference, [[f.split(" ")[i] for f in forms] for i in range(len(p.parts))]))
        names.append(second.Name(p.reference, [[part] for part in p.contact.split(" ")], contact=True))
        for phone in (p.phone, p.contact_phone):
            country, digits = corpus.national(phone)
            # One of another country is known with its prefix alone here; the corpus has the rest.
            phones.setdefault(digits if country in ("386", "371") else country + digits, set()).add(p.reference)
        addresses = [p.address.split(",")[0]] + ([] if corpus.cyrillic(p.address) else p.declined_addresses)
        words = [[w.letters for w in second.words_of(a, second.folded(a))] for a in addresses]
        streets.append((p.reference, [[w[i] for w in words] for i in range(len(words[0]))]))
    return names, phones, streets


def dressed(rng, text):
    """In another shape, with something invisible in it."""
    text = rng.choice([str, str, str.upper, str.lower, corpus.plainly, lambda t: unicodedata.normalize("NFD", t)])(text)
    while len(text) > 1 and rng.random() < 0.25:
        place = rng.randrange(1, len(text))
        text = text[:place] + rng.choice(list(corpus.INVISIBLE.values())) + text[place:]
    return text


def piece(rng, persons):
    p = rng.choice(persons)
    kind = rng.randrange(10)
    if kind < 5:
        whole = rng.choice([p.name, p.contact] + ([] if corpus.cyrillic(p.name) else p.declined))
        parts = whole.split(" ")
        rng.shuffle(parts)
        parts = parts[:rng.choice([1, 2, 2, 2])]
        if rng.random() < 0.15:
            parts[-1] = rng.choice(rng.choice(persons).name.split(" "))  # of somebody else
        return rng.choice(list(corpus.JOINERS.values())).join(dressed(rng, part) for part in parts)
    if kind < 8:
        spelled = [s.text for s in corpus.phones(p, rng.choice([p.phone, p.contact_phone]), "telephone")
                   if s.raw is None and s.expect == "error" and not re.search(r"underscores|line break|\(0\)|brackets|blanks around", s.form)]
        country, digits = corpus.national(p.phone)
        text = rng.choice(spelled)
        if rng.random() < 0.3:  # nobody's
            text = re.sub(r"[0-9](?=[^0-9]*$)", lambda m: str((int(m[0]) + 1) % 10), text)
        return text
    words = rng.choice([p.address.split(",")[0]] + ([] if corpus.cyrillic(p.address) else p.declined_addresses)).split(" ")
    if rng.random() < 0.2:
        words[-1] = str(rng.randrange(400, 999))
    # The words of a street are shaped alike, and its number is none of them.
    return rng.choice([" ", "\u00a0", "\u202f", "\n", "_"]).join([dressed(rng, w) for w in words[:-1]] + [words[-1]])


def random_text(rng, persons):
    text = ""
    for _ in range(rng.randrange(3, 14)):
        text += " ".join(rng.choice(FILLING) for _ in range(rng.randrange(1, 5)))
        text += rng.choice([" ", " ", " ", ", ", "\n"] + BREAKS)
        text += piece(rng, persons) + rng.choice([" ", " ", ", ", "\n", ". "] + BREAKS)
    return text + rng.choice(FILLING) + "\n"


def foreign_aside(persons):
    """Without those whose number is of another country: what of it is dialled at home is for the corpus."""
    return [p for p in persons if p.language not in LEFT_OUT and corpus.national(p.phone)[0] in ("386", "371")]


def begins(text, offset):
    """Where a find may begin: a + or a bracket before a number belongs to it or not, and so does what is invisible."""
    found = {offset}
    while offset > 0 and (text[offset - 1] in "+(" or unicodedata.category(text[offset - 1]) in ("Cf", "Ps")):
        offset -= 1
        found.add(offset)
    return found


def compare(score, psp, at, persons, texts, show):
    office = Office(psp, places.bare_ledger(psp, at, persons, git=False))
    for n, text in enumerate(texts):
        (office.at / f"text{n:05}.txt").write_bytes(text.encode())
    told = {}
    for d in ways.diagnostics_json(office.run("check", "--privacy", "--format", "json").stdout):
        if d.severity == "error" and not re.search("EMŠO|kods", d.message):
            for owner in re.findall(r"K-\d{4}", d.message):
                told.setdefault(d.file, set()).add((d.line, d.column, owner))
    names, phones, streets = known(persons)
    found = missed = false = 0
    for n, text in enumerate(texts):
        here = told.get(f"text{n:05}.txt", set())
        mine = second.find_names(text, names) + second.find_phones(text, phones) + second.find_addresses(text, streets)
        allowed, gone = set(), []
        for offset, owner, verdict in mine:
            where = {(*second.place(text, o), owner) for o in begins(text, offset)}
            if verdict == "must" and not where & here:
                gone.append((offset, owner))
            if verdict != "never":
                allowed |= where
            found += verdict == "must" and bool(where & here)
        wrong = sorted(here - allowed)
        missed, false = missed + len(gone), false + len(wrong)
        detail = "\n".join([f"missed: {owner} at {second.place(text, o)}: {ascii(text[max(0, o - 12):o + 30])}" for o, owner in gone[:4]]
                           + [f"false: {line}:{column} {owner} in {ascii(text.splitlines()[0][:90])}" for line, column, owner in wrong[:4]])
        score.expect(not gone and not wrong, f"the same places | text {n}", detail if show else "")
    print(f"{len(texts)} random texts: found {found}, missed {missed}, false {false}")


def by_hand(score):
    """The second implementation itself, on what can be read with the eye."""
    names = [second.Name("K-1", [["Vida", "Vide"], ["Zelenka", "Zelenke"]]), second.Name("K-1", [["Žarko"], ["Žlebinšek"]], contact=True)]
    for text, expected in {
        "Z Vida Zelenka.": [(2, "K-1", "must")], "vida\u00adzelenka": [], "vida_ZELENKA": [(0, "K-1", "must")],
        "Zelenke ni": [(0, "K-1", "must")], "zelenke ni": [(0, "K-1", "may")], "Vide ni": [(0, "K-1", "never")],
        "Z\u00adelenka,\u00a0V\ufeffida": [(0, "K-1", "must")], "ŽLEBINŠEK": [(0, "K-1", "never")],
        "Zˇ Ｚｅｌｅｎｋａ Vide": [(3, "K-1", "must")], "Vida; Zelenka": [(0, "K-1", "never"), (6, "K-1", "must")],
    }.items():
        found = second.find_names(text, names)
        score.expect(found == expected, "the second implementation by hand | names", f"{text!r}: {found}")
    for text, expected in {"041/123-456": [0], "+386 41 123 456": [0], "0 41 12\u00a034 56!": [0], "041 123 4567": [], "x 41123456": [2],
                           "０４１–１２３\u202f４５６": [0], "041 123 45": []}.items():
        found = [at for at, _, _ in second.find_phones(text, {"41123456": {"K-1"}})]
        score.expect(found == expected, "the second implementation by hand | telephone numbers", f"{text!r}: {found}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("psp")
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--seed", type=int, default=corpus.SEED)
    given = parser.parse_args()
    score, psp = harness.Score(), harness.Psp(given.psp)
    rng = random.Random(given.seed)
    persons = foreign_aside(corpus.people())
    by_hand(score)
    with tempfile.TemporaryDirectory(prefix="psp-privacy-", dir=harness.fast_place(False)) as directory:
        try:
            compare(score, psp, pathlib.Path(directory) / "office", persons, [random_text(rng, persons) for _ in range(given.texts)], True)
        finally:
            ways.remove_bins(psp)
    sys.exit(score.finish())


main()
