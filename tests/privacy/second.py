"""A second, slow and plain search for people in a text, written from psp(1) and not from the program.

Everything is folded letter by letter with unicodedata; each word is compared with each form of each part of each name.
Forms of declension are given, not computed: what endings there are is the program's affair. What it says is of three
kinds: it must be found, it may be (the manual leaves it open), or it must not.
"""
import unicodedata

# Letters that Unicode does not decompose.
PLAIN = {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss", "ħ": "h", "æ": "ae", "œ": "oe", "ŧ": "t"}
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"
JOINING = set(" -_.,")
LEAST_DIGITS = 6


def folded(text):
    """[(folded letter, where it stands in the text)], without marks and what is invisible."""
    found = []
    for at, c in enumerate(text):
        if unicodedata.category(c) == "Cf" or c in "\u034f\ufe0f":
            continue
        for d in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", c).casefold()):
            if unicodedata.combining(d) or unicodedata.category(d) == "Cf":
                continue
            if unicodedata.category(d) in ("Zs", "Zl", "Zp") or d in "\t\n\r\v\f\x85":
                d = " "
            elif unicodedata.category(d) == "Pd" or d in DASHES:
                d = "-"
            for e in PLAIN.get(d, d):
                found.append((e, at))
    return found


def plain(text):
    return "".join(c for c, _ in folded(text))


class Word:
    def __init__(self, letters, begin, end, capital):
        self.letters, self.begin, self.end, self.capital = letters, begin, end, capital


def words_of(text, letters):
    """Letters and digits that stand together; `end` is an index of `letters`, and `begin` one as well."""
    found, i = [], 0
    while i < len(letters):
        if not letters[i][0].isalnum():
            i += 1
            continue
        begin = i
        while i < len(letters) and letters[i][0].isalnum():
            i += 1
        first = unicodedata.normalize("NFKD", text[letters[begin][1]])[0]
        found.append(Word("".join(c for c, _ in letters[begin:i]), begin, i, first.isupper() or first.istitle()))
    return found


def near(letters, a, b):
    between = "".join(c for c, _ in letters[a.end:b.begin])
    return len(between) <= 3 and set(between) <= JOINING


class Name:
    """`forms`: for each part all its forms as they are written."""

    def __init__(self, owner, forms, contact=False):
        self.owner, self.contact = owner, contact
        self.forms = [{plain(f) for f in part} for part in forms]


def find_names(text, names):
    """[(offset, owner, "must", "may" or "never")]. What is a part of a longer find is none of its own."""
    letters = folded(text)
    words = words_of(text, letters)
    found, runs = [], []
    for name in names:
        taken = 0
        for i, w in enumerate(words):
            if i < taken or not any(w.letters in part for part in name.forms):
                continue
            run, seen = 0, set()
            while i + run < len(words) and (run == 0 or near(letters, words[i + run - 1], words[i + run])):
                part = next((p for p, forms in enumerate(name.forms) if p not in seen and words[i + run].letters in forms), None)
                if part is None:
                    break
                seen.add(part)
                run += 1
            if run > 1:
                verdict = "must"
                runs.append((i, i + run))
            elif 0 in seen or name.contact:
                verdict = "never"  # a given name, or one part of a contact person's
            else:
                verdict = "must" if w.capital else "may"
            found.append((i, run, name.owner, verdict))
            taken = i + run
    return [(letters[words[i].begin][1], owner, verdict) for i, run, owner, verdict in found
            if not any(begin <= i and i + run <= end and end - begin > run for begin, end in runs)]


def digits_of(text):
    """Groups of digits: (digits, begin, end of each) of `letters`."""
    letters = folded(text)
    groups, i = [], 0
    while i < len(letters):
        if letters[i][0] not in "0123456789":
            i += 1
            continue
        begin = i
        while i < len(letters) and letters[i][0] in "0123456789":
            i += 1
        groups.append(("".join(c for c, _ in letters[begin:i]), begin, i))
    return letters, groups


def number_of(digits, countries=("386", "371")):
    """Without what is dialled for a country or the trunk line."""
    if digits.startswith("00"):
        digits = digits[2:]
    for c in countries:
        if digits.startswith(c) and len(digits) >= len(c) + 8:
            digits = digits[len(c):]
            break
    return digits[1:] if digits.startswith("0") else digits


def find_phones(text, phones):
    """`phones`: {number: {owners}}, by number_of()."""
    letters, groups = digits_of(text)
    found, skip = [], 0
    for i, (_, begin, _) in enumerate(groups):
        if i < skip:
            continue
        together, last = "", None
        for j in range(i, len(groups)):
            if j > i:
                between = "".join(c for c, _ in letters[groups[j - 1][2]:groups[j][1]])
                if len(between) > 3 or not set(between) <= set(" -./()_,"):
                    break
            together += groups[j][0]
            if number_of(together) in phones:
                last = j
                owners = phones[number_of(together)]
        if last is not None:
            # A + before it belongs to it, a bracket does not.
            plus = begin > 0 and letters[begin - 1][0] == "+"
            found += [(letters[begin - plus][1], owner, "must") for owner in owners]
            skip = last + 1
    return found


def find_addresses(text, streets):
    """`streets`: [(owner, [words as they are written, each with its forms])]."""
    letters = folded(text)
    words = words_of(text, letters)
    found = []
    for owner, forms in streets:
        wanted = [{plain(f) for f in part} for part in forms]
        for i in range(len(words) - len(wanted) + 1):
            here = words[i:i + len(wanted)]
            if all(w.letters in f for w, f in zip(here, wanted)) and all(near(letters, a, b) for a, b in zip(here, here[1:])):
                found.append((letters[here[0].begin][1], owner, "must"))
    return found


def place(text, offset):
    """(line, column), from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
