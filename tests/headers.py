#!/usr/bin/env python3
"""Holds that no file leans on what a standard library happens to include: `headers.py SRC_DIR [COMPILER OPTION…]`.

A header includes itself each header of the table below that it names something of; a source may have it from ours that
it includes. What a library's headers bring besides differs from one release to the next, so that a build here does not
show it. Where a compiler is given, each header is compiled alone that the build does not so compile: as the first that a
source includes.
Prints what is missing, and ends with `N passed, N failed`: one for each file.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ALGORITHMS = ("adjacent_find|all_of|any_of|binary_search|clamp|copy|copy_if|copy_n|count|count_if|equal|equal_range|fill|fill_n|"
              "find|find_end|find_if|find_if_not|for_each|includes|is_sorted|lexicographical_compare|lower_bound|max|"
              "max_element|merge|min|min_element|minmax|minmax_element|mismatch|next_permutation|none_of|nth_element|"
              "partition|partition_point|remove|remove_copy_if|remove_if|replace|replace_if|reverse|rotate|search|"
              "set_difference|set_intersection|set_union|sort|stable_partition|stable_sort|transform|unique|upper_bound")

# What is said of a header after std:: (or, of an algorithm, after std::ranges::).
NAMES = {
    "algorithm": rf"(?:ranges::)?(?:{ALGORITHMS})\s*[(<]",
    "array": r"(?:array|to_array)\b",
    "charconv": r"(?:from_chars|to_chars)\b",
    "chrono": r"chrono::",
    "cstdint": r"u?int(?:8|16|32|64|max|ptr)_t\b",
    "filesystem": r"filesystem\b",
    "functional": r"(?:function|hash|less|greater|plus|equal_to|invoke|not_fn|identity|reference_wrapper|ref|cref)\b",
    "iterator": r"(?:back_inserter|inserter|distance|advance|next|prev|make_move_iterator|istreambuf_iterator|reverse_iterator|"
                r"ssize|forward_iterator_tag)\b",
    "limits": r"numeric_limits\b",
    "map": r"(?:map|multimap)\b",
    "memory": r"(?:unique_ptr|shared_ptr|weak_ptr|make_unique|make_shared)\b",
    "numeric": r"(?:accumulate|iota|reduce|gcd|lcm|inner_product|partial_sum)\b",
    "optional": r"(?:optional|nullopt|make_optional)\b",
    "set": r"(?:set|multiset)\b",
    "span": r"span\b",
    "stdexcept": r"(?:runtime_error|logic_error|invalid_argument|out_of_range|domain_error|length_error)\b",
    "string": r"(?:string|to_string|stoi|stol|stoll|getline)\b",
    "string_view": r"string_view\b",
    "tuple": r"(?:tuple|tie|make_tuple|tuple_size_v|tuple_element_t)\b",
    "utility": r"(?:pair|make_pair|move|forward|exchange|swap|as_const|declval|index_sequence|make_index_sequence|cmp_\w+)\b",
    "variant": r"(?:variant|visit|get_if|holds_alternative|monostate|variant_size_v|variant_alternative_t)\b",
    "vector": r"vector\b",
}
NAMES = {header: re.compile(r"\bstd::" + names) for header, names in NAMES.items()}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)
NO_CODE = re.compile(r'//[^\n]*|R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|^[ \t]*#[^\n]*', re.M)


class Source:
    def __init__(self, text):
        self.text, includes = text, INCLUDE.findall(text)
        self.standard = {name for quote, name in includes if quote == "<"}
        self.ours = [name for quote, name in includes if quote == '"']
        self.code = NO_CODE.sub('""', text)

    def first(self):
        found = INCLUDE.search(self.text)
        return found[2] if found and found[1] == '"' else None

    def reached(self, sources, seen):
        """The standard headers that it includes, or that ours do which it includes."""
        found = set(self.standard)
        for name in self.ours:
            if name in sources and name not in seen:
                seen.add(name)
                found |= sources[name].reached(sources, seen)
        return found


def not_included(path, sources):
    source = sources[path]
    have = source.standard if path.endswith(".h") else source.reached(sources, set())
    for header, names in NAMES.items():
        named = header not in have and names.search(source.code)
        if named:
            yield f"src/{path}: #include <{header}> is missing: {named[0].rstrip('(< ')}"


def compiled_alone(command, header):
    """What the compiler says; nothing where it is content."""
    done = subprocess.run([*command, "-fsyntax-only", "-include", header, "-x", "c++", os.devnull],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    return done.stdout + done.stderr if done.returncode else ""


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    top, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    files = {p.relative_to(top).as_posix(): p for p in sorted(top.rglob("*")) if p.suffix in (".h", ".cpp")}
    sources = {path: Source(file.read_text(encoding="utf-8")) for path, file in files.items()}
    wrong = {path: list(not_included(path, sources)) for path in sources}
    if command:
        built = {source.first() for path, source in sources.items() if path.endswith(".cpp")}
        headers = [path for path in files if path.endswith(".h") and path not in built]
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            for path, said in zip(headers, pool.map(lambda h: compiled_alone(command, str(files[h])), headers)):
                wrong[path] += [f"src/{path} does not compile alone:\n{said}"] if said else []
    for line in (line for lines in wrong.values() for line in lines):
        print(line)
    failed = sum(map(bool, wrong.values()))
    print(f"{len(files) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not files else 0)


main()
