#!/usr/bin/env python3
"""Holds that includes go one way, between directories and their rooms, and that the world is met in few places: `layering.py SRC_DIR`.

Prints what breaks it, and ends with `N passed, N failed`: one for each file.
"""
import pathlib
import re
import sys

# What each directory of src/ may include besides itself. "main" is main.cpp.
MAY_INCLUDE = {
    "model": set(),
    "format": {"model"},
    "rules": {"model"},
    "i18n": {"model"},
    "report": {"model", "rules"},
    "render": {"model", "rules", "report", "i18n"},
    "store": {"model", "format"},
    "actions": {"model", "format", "rules", "report", "store"},
    "cli": {"model", "format", "rules", "report", "render", "store", "i18n", "actions"},
    "main": {"model", "format", "rules", "report", "render", "store", "i18n", "actions", "cli"},
}

# Rooms within a directory: what each may include of it besides itself.
ROOMS = {
    "format": set(),
    "format/merge": {"format"},
    "rules": set(),
    "rules/privacy": {"rules"},
    "report": {"report/suppress"},
    "report/suppress": set(),
    "store": {"store/disk"},
    "store/disk": set(),
    "store/git": {"store", "store/disk"},
    "actions": set(),
    "actions/sync": {"actions"},
    "cli": set(),
    "cli/record": {"cli"},
    "cli/correct": {"cli", "cli/record"},
    "cli/see": {"cli"},
    "cli/clients": {"cli"},
    "cli/ledger": {"cli"},
}

# Libraries that cost seconds a file, each known to one file alone; <regex> to none.
ONLY_IN = [
    (re.compile(r"toml\+\+/"), "format/toml.cpp"),
    (re.compile(r"CLI/|CLI11"), "cli/arguments.cpp"),
    (re.compile(r"utf8proc"), "model/unicode.cpp"),
    (re.compile(r"regex$"), None),
]

# The clock, the zone and the environment come to everything below cli as values.
WORLD = re.compile(r"\bstd::time\s*\(|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)|\b(?:secure_)?getenv\b|\bsystem_clock\b|"
                   r"\blocaltime(?:_r)?\b|\bclock_gettime\b|\bgettimeofday\b|\bcurrent_zone\b")
MEETS_THE_WORLD = {"cli", "main"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def layer_of(path):
    return "main" if path == "main.cpp" else path.split("/")[0]


def room_of(path):
    return path.rpartition("/")[0]


def breaks_of_include(path, quote, included, sources):
    layer = layer_of(path)
    found = []
    for library, home in ONLY_IN:
        if library.search(included) and path != home:
            found.append(f"{included} is included" + (f" elsewhere than in {home}" if home else ": it takes 6 s to compile"))
    if quote == '"':
        if included not in sources:
            return found + [f"{included} is no file of src/: write the path from src/ on"]
        other = layer_of(included)
        if layer in MAY_INCLUDE and other != layer and other not in MAY_INCLUDE[layer]:
            found.append(f"{layer} must not include {included}")
        room, into = room_of(path), room_of(included)
        if other == layer and room != into and into not in ROOMS.get(room, set()):
            found.append(f"{room} must not include {included}")
    elif included in sources:
        found.append(f"{included} is one of ours: write it in quotes")
    return found


def breaks_of(path, text, sources):
    layer = layer_of(path)
    if layer not in MAY_INCLUDE:
        yield 1, f"{layer}/ has no place among the layers: give it one in tests/layering.py"
    if "/" in room_of(path) and room_of(path) not in ROOMS:
        yield 1, f"{room_of(path)}/ has no place among the rooms: give it one in tests/layering.py"
    for number, line in enumerate(text.splitlines(), 1):
        include = INCLUDE.match(line)
        if include:
            for what in breaks_of_include(path, include[1], include[2], sources):
                yield number, what
        elif layer not in MEETS_THE_WORLD:
            met = WORLD.search(line.split("//")[0])
            if met:
                yield number, f"{met[0].strip()} below cli: let it come as a value"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    top = pathlib.Path(sys.argv[1])
    files = sorted(p for p in top.rglob("*") if p.suffix in (".h", ".cpp"))
    sources = {p.relative_to(top).as_posix() for p in files}
    failed = 0
    for file in files:
        path = file.relative_to(top).as_posix()
        breaks = list(breaks_of(path, file.read_text(encoding="utf-8"), sources))
        failed += bool(breaks)
        for number, what in breaks:
            print(f"src/{path}:{number}: {what}")
    if not files:
        print(f"there are no sources in {top}")
        failed = 1
    print(f"{max(len(files) - failed, 0)} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
