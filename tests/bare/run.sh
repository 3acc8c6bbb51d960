#!/bin/sh
# Shows that a bare Debian 12 with git is all that psp needs: sh tests/bare/run.sh [try|test]
# Makes one with debootstrap, clones the committed HEAD into it, runs there examples/try.sh, tests/run.sh or both.
# Needs root, and a TMPDIR (or /tmp) not mounted nodev or noexec.
# PSP_MIRROR=URL is where Debian comes from, else where this system's apt gets it; PSP_KEEP=1 keeps the directory.
# PSP_FAST and CI reach tests/run.sh.

set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)

case ${1:-all} in
    try) scripts=examples/try.sh ;;
    test) scripts=tests/run.sh ;;
    all) scripts='examples/try.sh tests/run.sh' ;;
    *) echo "usage: sh tests/bare/run.sh [try|test]" >&2; exit 2 ;;
esac
if [ "$(id -u)" -ne 0 ]; then
    echo "needs root; run: sudo sh tests/bare/run.sh" >&2
    exit 4
fi
if ! command -v debootstrap >/dev/null; then
    echo "needs debootstrap; run: sudo apt-get install debootstrap" >&2
    exit 4
fi

# The outside's sources of Debian 12 as one-line entries, whichever way they are written there.
sources() {
    command -v apt-get >/dev/null || return 0
    apt-get update --print-uris |
        sed -nE "s#^'(.*)/dists/(bookworm(-updates|-security)?)/main/binary-.*#deb \1 \2 main#p" | sort -u
}

if [ -n "${PSP_MIRROR:-}" ]; then
    sources="deb $PSP_MIRROR bookworm main"
else
    sources=$(sources)
fi
mirror=$(printf '%s\n' "$sources" | sed -n 's#^deb \(.*\) bookworm main$#\1#p' | head -n 1)
if [ -z "${http_proxy:-}" ] && command -v apt-config >/dev/null; then
    eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
fi
[ -z "${http_proxy:-}" ] || export http_proxy

dir=$(mktemp -d "${TMPDIR:-/tmp}/psp-bare.XXXXXX")
trap 'if [ -n "${PSP_KEEP:-}" ]; then echo "kept: $dir" >&2; else rm -rf --one-file-system "$dir"; fi' EXIT
trap 'exit 130' INT TERM HUP
root=$dir/debian

# timed NAME COMMAND…: runs it and notes the seconds for the end.
times=
timed() {
    name=$1
    shift
    echo "== $name" >&2
    start=$(date +%s)
    "$@"
    times="$times$(printf '%4d s  %s' $(($(date +%s) - start)) "$name")
"
}

bootstrap() {
    # Without a mirror, debootstrap's own default.
    if ! debootstrap --variant=minbase bookworm "$root" ${mirror:+"$mirror"} >"$dir/log" 2>&1; then
        cat "$dir/log" >&2
        return 4
    fi
    # apt shall work inside as it does outside.
    [ -z "$sources" ] || printf '%s\n' "$sources" >"$root/etc/apt/sources.list"
    if command -v apt-config >/dev/null; then
        apt-config dump Acquire | grep -v IndexTargets >"$root/etc/apt/apt.conf.d/90outside"
        cp -R /etc/apt/trusted.gpg.d/. "$root/etc/apt/trusted.gpg.d"
    fi
    cp /etc/hosts /etc/resolv.conf "$root/etc"
}

# inside COMMAND…: runs it in there as root, with a clean environment and no standard input.
# The mounts and whatever it leaves running end with it.
inside() {
    unshare --mount --pid --fork --kill-child sh -euc '
        root=$1
        shift
        mount -t proc proc "$root/proc"
        mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$root/dev/pts"
        exec chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
    ' sh "$root" ${http_proxy:+http_proxy="$http_proxy"} ${CI:+CI="$CI"} ${PSP_FAST:+PSP_FAST="$PSP_FAST"} \
        "$@" </dev/null
}

install_git() {
    if ! inside DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -q update && apt-get -qy install --no-install-recommends git' >"$dir/log" 2>&1; then
        cat "$dir/log" >&2
        return 4
    fi
}

timed debootstrap bootstrap
timed "install git" install_git
git clone -q --no-local "$top" "$root/root/psp"
for script in $scripts; do
    timed "$script" inside sh "/root/psp/$script"
done
printf '%s' "$times"
