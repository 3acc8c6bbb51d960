"""Invented people, the spellings in which a text may name them, and texts that name nobody.

Nothing here is drawn by chance but with a seed. No name is that of a known person. What is expected of a spelling:
  error     the check calls it an error, at one of `starts`; redaction takes it out
  told      the check tells it, as an error or as a possibility
  optional  either is right; it is counted, and fails nothing
The table EXPECTED below says it by form, where it is not `error`.
"""
import datetime as dt
import random
import unicodedata

SEED = 20261129

# Name, its declined forms (as whole names), telephone, address, declined addresses, contact person, telephone of that.
PEOPLE = [
    # Slovenian
    ("sl", "Vida Zelenka", ["Vide Zelenke", "Vidi Zelenki", "Vido Zelenko"], "041 123 456", "Lipovška ulica 12, 1999 Lipovlje",
     ["Lipovški ulici 12", "Lipovške ulice 12"], "Žarko Žlebinšek", "031 555 019"),
    ("sl", "Črtomir Škrbinc", ["Črtomira Škrbinca", "Črtomirju Škrbincu", "Črtomirjem Škrbincem"], "040 987 321",
     "Podgajska cesta 7a, Podgaj", ["Podgajski cesti 7a", "Podgajsko cesto 7a"], "Neža Škrbinc", "051 555 112"),
    ("sl", "Pavel Zoravnik", ["Pavla Zoravnika", "Pavlu Zoravniku", "Pavlom Zoravnikom"], "+386 31 444 808",
     "Trg izvirov 3, Lipovlje", ["Trgu izvirov 3"], "Brina Čebohin", "030 777 404"),
    ("sl", "Anđa Đurđan", ["Anđe Đurđan", "Anđi Đurđan", "Anđo Đurđan"], "+381 64 555 0142", "Zarečka pot 41, Zarečje",
     ["Zarečki poti 41"], "Miloš Đurđan", "068 121 343"),
    # Latvian
    ("lv", "Dzintra Kalnrūķe", ["Dzintras Kalnrūķes", "Dzintrai Kalnrūķei", "Dzintru Kalnrūķi"], "29 123 456",
     "Ozolkalnu iela 5, Saldava", ["Ozolkalnu ielā 5", "Ozolkalnu ielas 5"], "Ēvalds Šķēpiņš", "26 555 713"),
    ("lv", "Ģirts Priedkalējs", ["Ģirta Priedkalēja", "Ģirtam Priedkalējam", "Ģirtu Priedkalēju"], "+371 28 404 505",
     "Avotkrasta iela 18-4, Saldava", ["Avotkrasta ielā 18-4"], "Ņina Ūdrēna", "22 909 313"),
    ("lv", "Jānis Vējgalis", ["Jāņa Vējgaļa", "Jānim Vējgalim", "Jāni Vējgali"], "20 777 181", "Dzirnkalna gatve 2, Saldava",
     ["Dzirnkalna gatvē 2"], "Žubīte Ļaudupe", "27 313 414"),
    # Serbian Cyrillic
    ("sr", "Љубинка Ђурђанић", ["Љубинке Ђурђанић", "Љубинки Ђурђанић"], "070 313 717", "Липарска улица 7, Липовље", ["Липарској улици 7"],
     "Жарко Чворанић", "069 414 515"),
    ("sr", "Ненад Кључарац", ["Ненада Кључарца", "Ненаду Кључарцу"], "+381 63 818 2020", "Кестенова улица 24, Липовље", [], "Џана Њежић",
     "064 616 717"),
    # Ukrainian
    ("uk", "Олеся Їжаківська", ["Олесі Їжаківської", "Олесю Їжаківську"], "070 818 919", "вулиця Яворова 31, Липовль", [], "Ґалина Щебрівна",
     "071 222 808"),
    ("uk", "Євген Чубрієнко", ["Євгена Чубрієнка", "Євгену Чубрієнку"], "070 505 616", "вулиця Криничкова 9, Липовль", [], "Юстина Чубрієнко",
     "071 333 919"),
    # Romanian
    ("ro", "Ștefana Țurlescan", ["Ștefane Țurlescan", "Ștefani Țurlescan"], "041 616 272", "Strada Plopișului 44, Lipovița", [],
     "Rareș Băluțel", "041 717 383"),
    ("ro", "Ioniță Crângășel", ["Ioniți Crângășelu", "Ionițo Crângășelom"], "+40 721 555 016", "Strada Măceșelor 8, Lipovița", [],
     "Țița Crângășel", "041 818 494"),
    # Vietnamese
    ("vi", "Nguyễn Thị Hường", [], "040 212 323", "Izvirska ulica 21, Lipovlje", ["Izvirski ulici 21"], "Trần Quyết", "040 313 434"),
    ("vi", "Phạm Đình Uyển", [], "040 414 545", "Izvirska ulica 23, Lipovlje", ["Izvirske ulice 23"], "Nguyễn Bảo", "040 515 656"),
    # Arabic, transliterated
    ("ar", "Khadīja al-Masrūrī", [], "070 616 767", "Mostovna ulica 6, Lipovlje", ["Mostovni ulici 6"], "Yūsuf Benhaddūr", "070 717 878"),
    ("ar", "Tawfīq Zahrāwin", ["Tawfīqa Zahrāwina", "Tawfīqu Zahrāwinu"], "070 818 979", "Mostovna ulica 16, Lipovlje", [],
     "Samīra Zahrāwin", "070 919 080"),
    # Letters that do not decompose
    ("mixed", "Łucja Małkowian", ["Łucje Małkowian", "Łucji Małkowian"], "051 101 202", "Jezerska steza 14, Lipovlje", ["Jezerski stezi 14"],
     "Søren Bjørkhagen", "051 202 313"),
    ("mixed", "Işıl Kırdağlı", [], "051 303 414", "Jezerska steza 15, Lipovlje", [], "Günther Weißgruber", "051 404 525"),
    # A part of these names is a common word as well
    ("common", "Zora Mlinar", ["Zore Mlinar", "Zori Mlinar"], "051 505 636", "Savinova ulica 1, Lipovlje", ["Savinovi ulici 1"], "Jasna Breza",
     "051 606 747"),
    ("common", "Roze Ozola", ["Rozes Ozolas", "Rozei Ozolai"], "25 404 808", "Strautmalas iela 30, Saldava", ["Strautmalas ielā 30"],
     "Anta Liepa", "25 505 909"),
]

BOM, SHY = "\ufeff", "\u00ad"
INVISIBLE = {"BOM": BOM, "soft hyphen": SHY, "zero-width space": "\u200b", "zero-width non-joiner": "\u200c",
             "zero-width joiner": "\u200d", "word joiner": "\u2060", "left-to-right mark": "\u200e", "right-to-left mark": "\u200f",
             "directional embedding": "\u202a", "directional isolate": "\u2066"}
BLANKS = {"blank": " ", "no-break space": "\u00a0", "narrow no-break space": "\u202f", "thin space": "\u2009", "figure space": "\u2007",
          "ideographic space": "\u3000", "tab": "\t", "two blanks": "  ", "line break": "\n", "CR LF": "\r\n"}
DASHES = {"hyphen": "-", "hyphen U+2010": "\u2010", "non-breaking hyphen": "\u2011", "en dash": "\u2013", "em dash": "\u2014", "minus": "\u2212"}
MARKS = {"underscore": "_", "dot": ".", "comma": ", ", "bare comma": ","}
JOINERS = BLANKS | DASHES | MARKS

# What a form is expected to be, where that is not an error: the decisions of this corpus.
EXPECTED = {
    ("name", "declined in Cyrillic"): "optional",       # endings are those of Slovenian and Latvian
    ("name", "run together"): "optional",               # VidaZelenka: nothing joins the parts
    ("name", "initial"): "optional",                    # V. Zelenka is the surname alone, at another place
    ("surname", "lower"): "told",                       # it may be a word
    ("surname", "common word"): "told",                 # with a capital, and no neighbour makes it a name
    ("given", "lower"): "told",                         # in the client's own case
    ("contact alone", "lower"): "optional",
    ("e-mail", "initial and surname"): "told",
    ("e-mail", "surname"): "told",
    ("e-mail", "run together"): "optional",
    ("telephone", "Arabic-Indic digits"): "optional",
    ("telephone", "commas"): "optional",
    ("address", "abbreviated"): "optional",             # ul. for ulica: the matcher of today does not know it
    ("address", "without the word for street"): "optional",
    ("address", "blank before the letter"): "optional",
    ("address", "declined in Cyrillic"): "optional",
    ("EMŠO", "hyphens"): "optional",                    # the manual knows none in it
    ("birth", "alone"): "optional",                     # a day is no person
    ("birth", "alone in the own case"): "told",
    ("birth", "two digits of the year"): "optional",
}
# What redaction leaves open: a possibility stays a possibility, but for the client's own day of birth.
REDACTED_THOUGH_TOLD = {("birth", "alone in the own case")}

MONTHS = {"sl": ("januar februar marec april maj junij julij avgust september oktober november december").split(),
          "sl2": ("januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra").split(),
          "lv": ("janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris").split(),
          "en": ("January February March April May June July August September October November December").split()}


class Person:
    def __init__(self, number, row, rng):
        (self.language, self.name, self.declined, self.phone, self.address, self.declined_addresses, self.contact,
         self.contact_phone) = row
        self.reference = f"K-{2001 + number}"
        self.born = dt.date(1948, 1, 1) + dt.timedelta(rng.randrange(50 * 365))
        # The surname of a Vietnamese name stands first; nothing depends on which is which there.
        self.parts = [p for p in self.name.split(" ")]

    def toml(self):
        return (f'format = 1\nclient = "{self.reference}"\nname = "{self.name}"\nborn = {self.born}\nphone = "{self.phone}"\n'
                f'address = "{self.address}"\ncontact = "{self.contact}"\ncontact_phone = "{self.contact_phone}"\n')


class Spelling:
    """`text` as it is meant; `raw`, where it is given, as it stands in a TOML basic string. `starts`: the offsets (of raw
    or text, in code points) at which a find may begin. `secret`: the words that no redacted output may hold."""

    def __init__(self, person, kind, form, text, raw=None, own=False, starts=None, secret=None):
        self.person, self.kind, self.form, self.text, self.raw, self.own = person, kind, form, text, raw, own
        family = {"telephone of the contact": "telephone", "contact": "name"}.get(kind, kind)
        self.expect = EXPECTED.get((family, form), "error")
        stands = raw if raw is not None else text
        first = next(i for i, c in enumerate(stands) if c.isalnum() or c == "\\")
        self.starts = starts or set(range(first + 1))
        self.secret = secret if secret is not None else text

    @property
    def redacted(self):
        return self.expect == "error" or (self.kind, self.form) in REDACTED_THOUGH_TOLD

    def __repr__(self):
        return f"{self.person.reference} {self.kind}: {self.form} {ascii(self.raw or self.text)}"


PLAIN = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "ʿ": "", "ʾ": ""})


def plainly(text):
    """Without diacritics, as somebody types it on a keyboard that has none."""
    return "".join(c for c in unicodedata.normalize("NFD", text.translate(PLAIN)) if not unicodedata.combining(c))


def wide(text):
    return "".join(chr(ord(c) + 0xfee0) if "!" <= c <= "~" else c for c in unicodedata.normalize("NFD", text))


def bold(text):
    """Mathematical bold letters, as some networks have them."""
    return "".join(chr(0x1d400 + ord(c) - 65) if "A" <= c <= "Z" else chr(0x1d41a + ord(c) - 97) if "a" <= c <= "z" else c
                   for c in unicodedata.normalize("NFD", text))


def cedilla(text):
    return text.translate(str.maketrans("ȘșȚț", "ŞşŢţ"))


def escaped(text, which):
    return "".join(f"\\u{ord(c):04X}" if which(i, c) and ord(c) < 0x10000 else c for i, c in enumerate(text))


def cyrillic(text):
    return any("\u0400" <= c < "\u0500" for c in text)


def reversed_parts(name):
    parts = name.split(" ")
    return parts[1:] + parts[:1]


def name_spellings(person, full, kind):
    """Of a client's name or a contact person's."""
    def of(form, text, **more):
        return Spelling(person, kind, form, text, **more)

    parts = full.split(" ")
    # The article in al-Masruri is no part of a name: a find may begin behind it as well, where there is a capital.
    def starts(text):
        at = {0}
        for mark in ("al-", "al\u2011"):
            if mark in text:
                at.add(text.index(mark) + 3)
        return at
    found = [of("as written", full, starts=starts(full))]
    changed = {"upper": full.upper(), "lower": full.lower(), "title": full.title(), "without diacritics": plainly(full),
               "lower, without diacritics": plainly(full).lower(), "NFD": unicodedata.normalize("NFD", full),
               "upper, NFD": unicodedata.normalize("NFD", full.upper())}
    if not cyrillic(full):
        changed |= {"full width": wide(full), "full width, lower": wide(full.lower()), "mathematical bold": bold(full)}
    if any(c in full for c in "ȘșȚț"):
        changed["with cedilla"] = cedilla(full)
    for form, text in changed.items():
        if form == "as written" or text != full:
            found.append(of(form, text, starts=starts(text)))
    if any(c in full for c in "đĐłŁøØıß") and not cyrillic(full):
        found.append(of("letters that do not decompose", full.translate(PLAIN)))
        found.append(of("letters that do not decompose, lower", full.translate(PLAIN).lower()))
        found.append(of("letters that do not decompose, upper", full.translate(PLAIN).upper()))
    if "đ" in full and person.language == "sl":
        found.append(of("đ as dj", full.replace("đ", "dj").replace("Đ", "Dj")))
    back = reversed_parts(full)
    for label, joiner in ({"blank": " "} | MARKS | {"no-break space": "\u00a0", "hyphen": "-"}).items():
        found.append(of(f"other order, {label}", joiner.join(back)))
    found.append(of("other order, SURNAME", " ".join([p.upper() for p in back[:-1]] + back[-1:])))
    for label, joiner in JOINERS.items():
        if joiner != " ":
            found.append(of(f"joined by {label}", joiner.join(parts), starts=starts(joiner.join(parts))))
    for label in ("underscore", "hyphen", "dot", "no-break space", "non-breaking hyphen"):
        found.append(of(f"lower, joined by {label}", JOINERS[label].join(plainly(p).lower() for p in parts)))
    for label, c in INVISIBLE.items():
        place = len(parts[0]) // 2 + 1
        found.append(of(f"{label} inside", full[:place] + c + full[place:]))
        last = len(full) - 2
        found.append(of(f"{label} in the last part", full[:last] + c + full[last:], starts=starts(full)))
        found.append(of(f"{label} beside the blank", full.replace(" ", c + " ", 1), starts=starts(full) | {0}))
    found.append(of("in brackets and quotes", f"„{full}“", starts={0, 1}))
    found.append(of("run together", "".join(parts)))
    found.append(of("initial", f"{parts[0][0]}. {parts[-1]}"))
    raws = {"TOML escape of a letter": escaped(full, lambda i, c: i == 2), "TOML escape of the first": escaped(full, lambda i, c: i == 0),
            "TOML escape of all": escaped(full, lambda i, c: c != " "), "TOML escape of the blank": full.replace(" ", "\\u00A0"),
            "TOML escape, line break": full.replace(" ", "\\n"), "TOML escape, tab": full.replace(" ", "\\t"),
            "TOML escape, long": "".join(f"\\U{ord(c):08x}" if i == 3 else c for i, c in enumerate(full))}
    for form, raw in raws.items():
        text = full.replace(" ", "\u00a0") if form.endswith("blank") else full.replace(" ", "\n") if "line" in form else \
            full.replace(" ", "\t") if "tab" in form else full
        found.append(of(form, text, raw=raw, starts=starts(raw) if form != "TOML escape of all" else {0}))
    place = 3
    found.append(of("TOML escape, soft hyphen", full[:place] + SHY + full[place:], raw=full[:place] + "\\u00AD" + full[place:]))
    return found


def declined_spellings(person):
    form = "declined in Cyrillic" if cyrillic(person.name) else "declined"
    found = []
    for text in person.declined:
        found.append(Spelling(person, "name", form, text))
        if form == "declined":
            found += [Spelling(person, "name", "declined, upper", text.upper()), Spelling(person, "name", "declined, lower", text.lower()),
                      Spelling(person, "name", "declined, without diacritics", plainly(text)),
                      Spelling(person, "name", "declined, NFD and no-break space", unicodedata.normalize("NFD", text).replace(" ", "\u00a0")),
                      Spelling(person, "name", "declined, other order", " ".join(reversed_parts(text))),
                      Spelling(person, "name", "declined, lower, underscore", plainly(text).lower().replace(" ", "_"))]
    return found


def alone(person):
    """The surname by itself, wherever; the given name, and what is the contact person's, in the client's own case."""
    found = []
    if person.language not in ("vi", "ar"):
        given, surname = person.name.split(" ")
        common = person.language == "common"
        for form, text in {"as written": surname, "upper": surname.upper(), "without diacritics": plainly(surname),
                           "NFD": unicodedata.normalize("NFD", surname), "soft hyphen inside": surname[:3] + SHY + surname[3:]}.items():
            if form == "as written" or text != surname:
                found.append(Spelling(person, "surname", "common word" if common else form, text))
        for text in person.declined:
            last = text.split(" ")[1]
            if not cyrillic(last):
                found.append(Spelling(person, "surname", "common word" if common else "declined", last))
        found.append(Spelling(person, "surname", "lower", surname.lower()))
        if not common:
            for form, text in {"as written": given, "upper": given.upper(), "without diacritics": plainly(given),
                               "zero-width space inside": given[:2] + "\u200b" + given[2:], "lower": given.lower()}.items():
                if form == "as written" or text != given:
                    found.append(Spelling(person, "given", form, text, own=True))
            for text in person.declined:
                if not cyrillic(text):
                    found.append(Spelling(person, "given", "declined", text.split(" ")[0], own=True))
            other = person.contact.split(" ")[0]
            found += [Spelling(person, "contact alone", "as written", other, own=True),
                      Spelling(person, "contact alone", "lower", other.lower(), own=True)]
    return found


def mails(person):
    if cyrillic(person.name) or len(person.parts) != 2 or "-" in person.name:
        return []
    given, surname = (plainly(p).lower() for p in person.parts)
    # The host is nobody's secret.
    return [Spelling(person, "e-mail", form, f"{local}@example.org", secret=local) for form, local in {
        "dot": f"{given}.{surname}", "other order": f"{surname}.{given}", "underscore": f"{given}_{surname}", "hyphen": f"{given}-{surname}",
        "capitals": f"{given.title()}.{surname.title()}", "upper": f"{given}.{surname}".upper(), "initial and surname": f"{given[0]}.{surname}",
        "surname": surname, "with a number": f"{given}.{surname}.7", "run together": given + surname}.items()]


COUNTRIES = ("386", "371", "381", "40")


def national(phone):
    """(country, the digits behind it)"""
    digits = "".join(c for c in phone if c.isdigit())
    if phone.startswith("+"):
        country = next(c for c in COUNTRIES if digits.startswith(c))
        return country, digits[len(country):]
    return ("386", digits[1:]) if digits.startswith("0") else ("371", digits)


def phones(person, phone, kind):
    country, digits = national(phone)
    trunk = "" if country == "371" else "0"
    a, b, c = digits[:2], digits[2:5], digits[5:]
    forms = {
        "as written": phone, "+ and blanks": f"+{country} {a} {b} {c}", "+ and none": f"+{country}{digits}",
        "00 and blanks": f"00{country} {a} {b} {c}", "00 and none": f"00{country}{digits}", "+ and (0)": f"+{country} (0){a} {b} {c}",
        "+ and brackets": f"(+{country}) {a} {b} {c}", "+ and no-break spaces": f"+{country}\u00a0{a}\u00a0{b}\u00a0{c}",
        "none": f"{trunk}{digits}", "blanks": f"{trunk}{a} {b} {c}", "slash and hyphen": f"{trunk}{a}/{b}-{c}",
        "hyphens": f"{trunk}{a}-{b}-{c}", "dots": f"{trunk}{a}.{b}.{c}", "brackets": f"({trunk}{a}) {b} {c}",
        "brackets, hyphen": f"({trunk}{a}){b}-{c}", "no-break spaces": f"{trunk}{a}\u00a0{b}\u00a0{c}",
        "narrow no-break spaces": f"{trunk}{a}\u202f{b}\u202f{c}", "thin spaces": f"{trunk}{a}\u2009{b}\u2009{c}",
        "en dashes": f"{trunk}{a}–{b}–{c}", "non-breaking hyphens": f"{trunk}{a}\u2011{b}\u2011{c}", "minus signs": f"{trunk}{a}\u2212{b}\u2212{c}",
        "blanks around hyphens": f"{trunk}{a} - {b} - {c}", "underscores": f"{trunk}{a}_{b}_{c}", "commas": f"{trunk}{a},{b},{c}",
        "pairs": " ".join([f"{trunk}{a}"] + [(b + c)[i:i + 2] for i in range(0, len(b + c), 2)]), "line break": f"{trunk}{a}\n{b} {c}",
        "full width digits": wide(f"{trunk}{a} {b} {c}"), "full width, + and none": wide(f"+{country}{digits}"),
        "Arabic-Indic digits": "".join(chr(0x660 + int(d)) for d in trunk + digits),
        "mathematical bold digits": "".join(chr(0x1d7ce + int(d)) for d in trunk + digits),
    }
    for label, mark in INVISIBLE.items():
        forms[f"{label} inside"] = f"{trunk}{a}{mark} {b}{mark}{c}"
    found = [Spelling(person, kind, form, text) for form, text in forms.items()]
    found.append(Spelling(person, kind, "TOML escape", f"{trunk}{a}\u00a0{b}\u00a0{c}", raw=f"{trunk}{a}\\u00A0{b}\\u00a0{c}"))
    found.append(Spelling(person, kind, "TOML escape of a digit", f"{trunk}{a} {b} {c}", raw=escaped(f"{trunk}{a} {b} {c}", lambda i, x: i == 1)))
    return found


def addresses(person):
    street = person.address.split(",")[0]
    words, number = street.rsplit(" ", 1)
    forms = {"as written": street, "with the town": person.address, "upper": street.upper(), "lower": street.lower(),
             "without diacritics": plainly(street), "NFD": unicodedata.normalize("NFD", street), "no-break spaces": street.replace(" ", "\u00a0"),
             "no-break space before the number": f"{words}\u00a0{number}", "line break": street.replace(" ", "\n", 1), "underscores": street.replace(" ", "_"),
             "comma before the number": f"{words}, {number}", "full width digits": f"{words} {wide(number)}",
             "lower, hyphens": plainly(street).lower().replace(" ", "-")}
    for label in ("BOM", "soft hyphen", "zero-width space", "word joiner", "right-to-left mark"):
        forms[f"{label} inside"] = street[:3] + INVISIBLE[label] + street[3:]
    if "ulica" in words:
        forms["abbreviated"] = street.replace("ulica", "ul.")
        forms["without the word for street"] = street.replace(" ulica", "")
    if number[-1].isalpha():
        forms["blank before the letter"] = f"{words} {number[:-1]} {number[-1]}"
    secret = street  # the town may stay
    found = [Spelling(person, "address", form, text, secret=secret if form == "with the town" else text) for form, text in forms.items()
             if form == "as written" or text != street]
    for text in person.declined_addresses:
        if cyrillic(text):
            found.append(Spelling(person, "address", "declined in Cyrillic", text))
        else:
            found += [Spelling(person, "address", "declined", text), Spelling(person, "address", "declined, lower", text.lower()),
                      Spelling(person, "address", "declined, without diacritics", plainly(text))]
    found.append(Spelling(person, "address", "TOML escape", street, raw=escaped(street, lambda i, c: i in (1, len(words)))))
    return found


def birth_days(person):
    d, m, y = person.born.day, person.born.month, person.born.year
    forms = {"ISO": f"{y}-{m:02}-{d:02}", "dots": f"{d}.{m}.{y}", "dots and noughts": f"{d:02}.{m:02}.{y}", "dots and blanks": f"{d}. {m}. {y}",
             "dots and no-break spaces": f"{d}.\u00a0{m}.\u00a0{y}", "slashes": f"{d}/{m}/{y}", "month": f"{d}. {MONTHS['sl'][m - 1]} {y}",
             "month declined": f"{d}. {MONTHS['sl2'][m - 1]} {y}", "month in Latvian": f"{y}. gada {d}. {MONTHS['lv'][m - 1]}",
             "month in English": f"{d} {MONTHS['en'][m - 1]} {y}", "full width": wide(f"{d}. {m}. {y}"),
             "soft hyphen inside": f"{d}.{m}.{str(y)[:2]}{SHY}{str(y)[2:]}", "two digits of the year": f"{d}. {m}. {y % 100:02}"}
    found = []
    for form, day in forms.items():
        label = form if form == "two digits of the year" else None
        found.append(Spelling(person, "birth", label or f"{form}, behind the name", f"{person.name}, {day}"))
        word = {"lv": "dzim.", "sl": "roj."}.get(person.language, "born")
        # It may begin at the word or at the day.
        found.append(Spelling(person, "birth", label or f"{form}, behind a word for birth", f"{word} {day}", secret=day,
                              starts={0, len(word) + 1}))
        found.append(Spelling(person, "birth", label or "alone", day))
        found.append(Spelling(person, "birth", label or "alone in the own case", day, own=True))
    return found


def emso(day, middle):
    digits = f"{day:%d%m}{day.year % 1000:03}{middle:05}"
    check = 11 - sum(int(c) * w for c, w in zip(digits, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2))) % 11
    return None if check == 10 else digits + str(check % 11)


def kods(day, serial):
    digits = f"{day:%d%m%y}{day.year // 100 - 18}{serial:03}"
    total = sum(int(d) * f for d, f in zip(digits, (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)))
    check = (1101 - total) % 11
    return None if check == 10 else digits + str(check)


def personal_numbers(person, rng):
    number = next(n for n in (emso(person.born, 50000 + rng.randrange(1000)) for _ in range(99)) if n)
    code = next(n for n in (kods(person.born, rng.randrange(1000)) for _ in range(99)) if n)
    a, b, c = number[:7], number[7:10], number[10:]
    forms = {"none": number, "blank": f"{a} {b}{c}", "blanks": f"{a} {b} {c}", "no-break spaces": f"{a}\u00a0{b}\u00a0{c}", "narrow no-break space": f"{a}\u202f{b}{c}",
             "blanks in the day": f"{a[:2]} {a[2:4]} {a[4:]} {b} {c}", "soft hyphen inside": f"{a}{SHY}{b}{c}", "BOM inside": f"{a[:3]}{BOM}{a[3:]}{b}{c}",
             "zero-width space inside": f"{a}\u200b{b}{c}", "full width": wide(number), "hyphens": f"{a}-{b}-{c}"}
    found = [Spelling(person, "EMŠO", form, text) for form, text in forms.items()]
    for label, dash in DASHES.items():
        found.append(Spelling(person, "kods", label, f"{code[:6]}{dash}{code[6:]}"))
    new = "32" + "".join(str(rng.randrange(10)) for _ in range(9))
    for form, text in {"none": code, "full width": wide(f"{code[:6]}-{code[6:]}"), "soft hyphen inside": f"{code[:3]}{SHY}{code[3:6]}-{code[6:]}",
                       "zero-width space before the dash": f"{code[:6]}\u200b-{code[6:]}", "32, hyphen": f"{new[:6]}-{new[6:]}",
                       "32, non-breaking hyphen": f"{new[:6]}\u2011{new[6:]}", "32, en dash": f"{new[:6]}–{new[6:]}"}.items():
        found.append(Spelling(person, "kods", form, text))
    found.append(Spelling(person, "kods", "32, none, behind its word", f"p. k. {new}".replace("p. k.", "personas kods"), starts={14}, secret=new))
    found.append(Spelling(person, "EMŠO", "TOML escape", f"{a}\u00a0{b}{c}", raw=f"{a}\\u00A0{b}{c}"))
    return found


def mixtures(person, rng, count):
    """Several at once: order, letters, joiner, something invisible."""
    found = []
    for _ in range(count):
        parts = rng.choice([person.name, *person.declined] if not cyrillic(person.name) else [person.name]).split(" ")
        if rng.random() < 0.4:
            parts = parts[1:] + parts[:1]
        change = rng.choice([str, str.upper, str.lower, plainly, lambda t: unicodedata.normalize("NFD", t)])
        text = rng.choice(list(JOINERS.values())).join(change(p) for p in parts)
        for _ in range(rng.randrange(3)):
            # TOML takes no carriage return without its line feed.
            place = rng.choice([i for i in range(1, len(text)) if text[i - 1] != "\r"])
            text = text[:place] + rng.choice(list(INVISIBLE.values())) + text[place:]
        # An article with a small letter at the beginning is no part of a name.
        at = {0} | ({text.index("-") + 1, text.index("-") + 2} if text.lower().startswith("al") and "-" in text[:4] else set())
        found.append(Spelling(person, "name", "several at once", text, starts=at))
    return found


def people():
    rng = random.Random(SEED)
    return [Person(n, row, rng) for n, row in enumerate(PEOPLE)]


def spellings(persons=None, mixed=12):
    """All of them, in an order that does not change."""
    rng = random.Random(SEED + 1)
    found = []
    for p in persons or people():
        found += name_spellings(p, p.name, "name") + declined_spellings(p) + alone(p) + mails(p)
        found += name_spellings(p, p.contact, "contact")
        found += phones(p, p.phone, "telephone") + phones(p, p.contact_phone, "telephone of the contact")
        found += addresses(p) + birth_days(p) + personal_numbers(p, rng) + mixtures(p, rng, mixed)
    return found


def one_of_each(all_spellings, most=1):
    """At most so many of each form, of people who differ."""
    rng = random.Random(SEED + 2)
    shuffled = all_spellings[:]
    rng.shuffle(shuffled)
    taken, kept = {}, []
    for s in shuffled:
        if taken.get((s.kind, s.form), 0) < most:
            taken[s.kind, s.form] = taken.get((s.kind, s.form), 0) + 1
            kept.append(s)
    return kept


# ---- texts that name nobody --------------------------------------------------------------------------------------

SENTENCES = {
    "sl": ["{who} je prišla ob {time}, pogovor je trajal {n} minut.", "Dogovorili smo se, da se oglasi {day}.",
           "V pogovoru z {who} je povedala, da je najemnina {sum} evrov.", "Pred hišo raste stara {word}.", "Ob {dawn} je {verb} v mlin.",
           "Stanuje v {street} {house}, v drugem nadstropju.", "Preselila se je na naslov {otherhouse}.", "Gospa {surname} iz sosednje občine sprašuje o pomoči.",
           "Zadeva {case} se zaključi {day}.", "Telefon službe je {phone}, ob {time} je zaseden.", "Poslali smo dopis št. {file} z dne {day}.",
           "Otrok obiskuje {n}. razred, v šoli je {sum} otrok.", "Podpora je bila ustrezna; cilji so doseženi.",
           "Za {word} in {word} je prosil v torek.", "Razpis {file} se izteče {day}, znesek je {sum},{cents} evra."],
    "lv": ["{who} ieradās plkst. {time}, saruna ilga {n} minūtes.", "Vienojāmies tikties {day}.", "Pie mājas aug veca {lvword}.",
           "Dzīvo {lvstreet} {house}, otrajā stāvā.", "Lieta {case} slēgta {day}.", "Dienesta tālrunis ir {phone}.",
           "Īres maksa ir {sum} eiro mēnesī.", "{lvsurname} kundze jautā par pabalstu.", "Lēmums Nr. {file} pieņemts {day}.",
           "Rīta {lvword} un vakara {lvword} bija mierīgas.", "Bērns mācās {n}. klasē, klasē ir {sum} bērni."],
    "en": ["{who} came at {time}, the talk took {n} minutes.", "The next appointment is on {day}.", "Case {case} was closed on {day}.",
           "The rent is {sum} euros a month.", "The service answers on {phone}.", "Letter no. {file} of {day} was sent.",
           "A {enword} stands in front of the house.", "The school has {sum} children in {n} classes.", "Mrs {surname} of another office asked about it."],
}
WORDS = {
    "word": ["breza", "lipa", "zora", "jasna", "mlinar", "vida", "zelenkasta", "roza", "hruška", "škrbina", "anda"],
    "dawn": ["zori", "večeru", "svitu"], "verb": ["odšel", "šla"],
    "lvword": ["roze", "ozola", "liepa", "anta", "priede", "kļava", "vējš"], "enword": ["rose", "birch", "miller", "lime"],
    "who": ["Uporabnica", "Klientka", "Mati", "Oče", "The client", "Sestra"],
    # Others' surnames: the stem is a client's, the rest is no ending.
    "surname": ["Zelenkovec", "Zelenković", "Škrbinček", "Zoravšek", "Mlinarič", "Brezar", "Zelenkar", "Vidmarič", "Đurđić", "Turlak"],
    "lvsurname": ["Kalnrūdas", "Vējputniece", "Priedkalnes", "Ozolkalne", "Liepkalne", "Dzintarkalne"],
    "street": ["Lipovi aleji", "Podgajskem klancu", "Mostarski ulici", "Izvirskem naselju", "Jezernici"],
    "lvstreet": ["Avotu ielā", "Dzirnavu ielā", "Strautu ielā", "Meža ielā"],
}


def near_phones(rng, persons):
    """A number that is nobody's: one digit of somebody's is another, or there is one digit more or fewer."""
    known = {national(p)[1] for q in persons for p in (q.phone, q.contact_phone)}
    while True:
        digits = list(national(rng.choice(persons).phone)[1])
        change = rng.randrange(3)
        if change == 0:
            place = rng.randrange(len(digits))
            digits[place] = str((int(digits[place]) + rng.randrange(1, 10)) % 10)
        elif change == 1:
            digits.append(str(rng.randrange(10)))
        else:
            digits.pop()
        number = "".join(digits)
        if number not in known and not any(k in number for k in known) and digits[0] != "0":
            return f"0{number[:2]} {number[2:5]} {number[5:]}"


def innocent_sentences(persons, count=2400):
    """[(language, sentence)]: none names one of these people."""
    rng = random.Random(SEED + 3)
    born = {p.born for p in persons}
    found = []

    def day():
        while True:
            d = dt.date(2024, 1, 1) + dt.timedelta(rng.randrange(1400))
            if d not in born:
                return rng.choice([f"{d}", f"{d.day}. {d.month}. {d.year}", f"{d.day}.{d.month}.{d.year}", f"{d.day}. {MONTHS['sl2'][d.month - 1]} {d.year}"])
    streets = [p.address.split(",")[0].rsplit(" ", 1)[0] for p in persons]
    houses = {p.address.split(",")[0].rsplit(" ", 1)[1] for p in persons}
    for _ in range(count):
        language = rng.choice(["sl", "sl", "lv", "en"])
        sentence = rng.choice(SENTENCES[language])
        while "{" in sentence:
            begin, end = sentence.index("{"), sentence.index("}")
            key = sentence[begin + 1:end]
            if key in WORDS:
                value = rng.choice(WORDS[key])
            else:
                value = {"time": lambda: f"{rng.randrange(8, 17)}:{rng.randrange(60):02}", "n": lambda: str(rng.randrange(1, 9)), "day": day,
                         "sum": lambda: str(rng.randrange(10, 999)), "cents": lambda: f"{rng.randrange(100):02}",
                         "otherhouse": lambda: f"{rng.choice(streets)} {rng.randrange(300, 399)}",
                         "house": lambda: rng.choice([str(n) for n in range(50, 90) if str(n) not in houses]),
                         "case": lambda: f"2026-{rng.randrange(10000):04}", "phone": lambda: near_phones(rng, persons),
                         "file": lambda: f"{rng.randrange(100, 999)}-{rng.randrange(1, 99)}/{rng.randrange(2024, 2027)}-{rng.randrange(1, 40)}"}[key]()
            sentence = sentence[:begin] + value + sentence[end + 1:]
        found.append((language, sentence))
    return found


# With a capital only because a sentence begins: a possibility, no error.
COMMON_AT_THE_BEGINNING = ["Breza pred hišo je padla.", "Zora je bila mrzla.", "Mlinar v vasi nima več dela.", "Jasna beseda je dovolj.",
                           "Liepa pie mājas ir veca.", "Dzīvo Ozolu ielā 55.", "Roze vāzē novīta.", "Ozola galds ir smags."]
# In a case of another client a given name by itself is nobody's.
GIVEN_ALONE = ["Z Vido sva govorila.", "Pavel je sedel zraven.", "Prišel je Črtomir.", "Jānis gaidīja ārā.", "Dzintra zvanīja.", "Žarko je molčal.",
               "Чекао је Ненад.", "A venit Rareș."]
