#!/bin/sh
# Builds psp and runs all its tests, then once more under ASan and UBSan: sh tests/run.sh
# PSP_FAST=1 leaves the second out, PSP_BUILD=DIR builds elsewhere than in build/.
# The last lines are ctest's summary.

top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/tests/setup.sh"

# run_tests DIR [OPTION OF CTEST]…: far from UTC and in the C locale, where neglect of either shows.
# The zone is spelt out, for tzdata may be missing. The caller's settings, or those of a git hook, stay outside.
run_tests() (
    # shellcheck disable=SC2046  # a list of names
    unset PSP_LEDGER PSP_LANG PSP_WORKER PSP_NOW $(git rev-parse --local-env-vars)
    export TZ='<+1245>-12:45' LANG=C LC_ALL=C
    export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
    cd "$1"
    shift
    ctest --output-on-failure --no-tests=error -j2 "$@"
)

need cmake g++ 'ninja-build|make' git libcli11-dev libfmt-dev libtomlplusplus-dev \
    nlohmann-json3-dev nettle-dev libutf8proc-dev gettext \
    catch2 libicu-dev mandoc python3 python3-icalendar strace valgrind tmux vim-tiny glpk-utils git-crypt zsh fish

# CI alone takes a warning for an error: a newer compiler's must not stop a user.
strict=OFF
[ -z "${CI:-}" ] || strict=ON

# -O1 is built in less time than a release, and is fast enough for the tests.
build "$builds/tests" -DBUILD_TESTING=ON -DCMAKE_COMPILE_WARNING_AS_ERROR=$strict "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG"
if [ -n "${PSP_FAST:-}" ]; then
    run_tests "$builds/tests"
else
    run_tests "$builds/tests" -LE transcript  # they run once, with the sanitizers
    build "$builds/sanitize" -DBUILD_TESTING=ON -DCMAKE_COMPILE_WARNING_AS_ERROR=$strict -DPSP_SANITIZE=ON
    run_tests "$builds/sanitize"
fi
