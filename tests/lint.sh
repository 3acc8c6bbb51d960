#!/bin/sh
# The layout (.clang-format) and the short list of clang-tidy (.clang-tidy) over all of src/ and tests/: sh tests/lint.sh
# It takes clang-format and clang-tidy; where one is not installed it says so and does without. PSP_BUILD as in run.sh.

top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/tests/setup.sh"
failed=0

if command -v clang-format >/dev/null; then
    find "$top/src" "$top/tests" -name '*.h' -o -name '*.cpp' | xargs clang-format --dry-run --Werror || failed=1
else
    echo "lint: clang-format is not installed: the layout was not looked at" >&2
fi

if command -v clang-tidy >/dev/null; then
    # The units are those of the build, a directory each: every file is read once, with all it includes.
    cmake -S "$top" -B "$builds/lint" -DBUILD_TESTING=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null || exit 1
    sed -n 's/^ *"file": "\(.*\)",*$/\1/p' "$builds/lint/compile_commands.json" | sort -u |
        xargs -P 2 -n 1 clang-tidy -p "$builds/lint" --quiet --extra-arg=-Wno-unknown-warning-option || failed=1
else
    echo "lint: clang-tidy is not installed: its list was not looked for" >&2
fi

exit $failed
