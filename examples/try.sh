#!/bin/sh
# Builds psp and shows its main job on a copy of the example ledgers: sh examples/try.sh
# PSP_KEEP=1 keeps the copy, PSP_BUILD=DIR builds elsewhere than in build/.

top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/tests/setup.sh"

# A fixed clock and named workers, so that every run prints the same.
now=2026-11-23T09:00:00+02:00
saldus_worker=ana
saldus_case=2026-0012
saldus_session='"20.11.2026. plkst. 10.00" --missed --reason "aizgulējās"'
csd_worker=maja
csd_case=2026-0007
csd_session='"20. 11. 2026 ob 10.00" --minutes 45 --parts options --contents entitlements'

need cmake g++ 'ninja-build|make' git libcli11-dev libfmt-dev libtomlplusplus-dev nlohmann-json3-dev nettle-dev libutf8proc-dev gettext
build "$builds/try" -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF

export PATH="$builds/try:$PATH" PSP_NOW="$now" GIT_PAGER=cat
unset PSP_LEDGER PSP_LANG  # each ledger speaks the language of its office

copy=$(mktemp -d)
trap 'if [ -n "${PSP_KEEP:-}" ]; then echo "kept: $copy" >&2; else rm -rf "$copy"; fi' EXIT
trap 'exit 130' INT TERM HUP
mkdir "$copy/before"
cp -R "$top/examples/saldus" "$top/examples/csd" "$copy/before"
cp -R "$copy/before/saldus" "$copy/before/csd" "$copy"

# show COMMAND [STATUS]: prints and runs it; STATUS is an exit status that is no failure.
show() {
    printf '\n$ %s\n' "$1"
    eval "$1" || [ $? -eq "${2:-0}" ]
}

# main_job LEDGER WORKER CASE SESSION: what is due, one talk recorded, why the flags stand, what changed.
main_job() {
    cd "$copy"
    show "cd $1"
    export PSP_WORKER="$2"
    show "psp status"
    show "psp session $3 $4"
    show "psp why $3"
    show "psp status"
    show "psp log --since today"
    show "git diff --no-index --stat ../before/$1/cases cases" 1
    show "diff -r ../before/$1/cases cases" 1
}

main_job saldus "$saldus_worker" "$saldus_case" "$saldus_session"
main_job csd "$csd_worker" "$csd_case" "$csd_session"
