#!/bin/sh
# Shows that a bare Debian or Ubuntu with git is all that psp needs: sh tests/bare/run.sh [RELEASE] [try|test]
# RELEASE is bookworm (Debian 12, if none is given), trixie (Debian 13) or noble (Ubuntu 24.04).
# Makes one with debootstrap, clones the committed HEAD into it, runs there examples/try.sh, tests/run.sh or both.
# Needs root, a TMPDIR (or /tmp) not mounted nodev or noexec, and the keys of the release's archive.
# PSP_MIRROR=URL is where the release comes from, else where this system's apt gets its own; PSP_KEYRING=FILE holds
# the keys; PSP_KEEP=1 keeps the directory. PSP_FAST and CI reach tests/run.sh.

set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)

release=bookworm
scripts='examples/try.sh tests/run.sh'
for word; do
    case $word in
        bookworm | trixie | noble) release=$word ;;
        try) scripts=examples/try.sh ;;
        test) scripts=tests/run.sh ;;
        *) echo "usage: sh tests/bare/run.sh [bookworm|trixie|noble] [try|test]" >&2; exit 2 ;;
    esac
done
# script: how debootstrap makes it; by its name alone, it knows none that is newer than itself.
case $release in
    noble) distribution=ubuntu components='main universe' keys=ubuntu-keyring script=gutsy ;;
    *) distribution=debian components=main keys=debian-archive-keyring script=sid ;;
esac
keyring=${PSP_KEYRING:-/usr/share/keyrings/$distribution-archive-keyring.gpg}

if [ "$(id -u)" -ne 0 ]; then
    echo "needs root; run: sudo sh tests/bare/run.sh" >&2
    exit 4
fi
if ! command -v debootstrap >/dev/null; then
    echo "needs debootstrap; run: sudo apt-get install debootstrap" >&2
    exit 4
fi
if [ ! -r "$keyring" ]; then
    echo "needs $keyring; run: sudo apt-get install $keys (Debian 12 has no keys of Ubuntu: PSP_KEYRING=FILE)" >&2
    exit 4
fi

# The outside's sources, made into the release's as one-line entries, whichever way they are written there.
# Another distribution's lie beside them on many mirrors.
sources() {
    command -v apt-get >/dev/null || return 0
    outside=$(. /etc/os-release && echo "${ID:-} ${VERSION_CODENAME:-}")
    found=$(apt-get update --print-uris |
        sed -nE "s#^'(.*)/dists/${outside#* }(-updates|-security)?/main/binary-.*#\1 $release\2#p" | sort -u)
    if [ "${outside% *}" != "$distribution" ]; then
        beside=$(printf '%s\n' "$found" | sed -n "s#/[^/]* $release\$#/$distribution#p" | head -n 1)
        wget -q --spider "$beside/dists/$release/InRelease" || return 0
        found=$(printf '%s\n' "$beside $release" "$beside $release-updates")
    fi
    printf '%s\n' "$found" | sed -n "s#..*#deb & $components#p"
}

if [ -z "${http_proxy:-}" ] && command -v apt-config >/dev/null; then
    eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
fi
[ -z "${http_proxy:-}" ] || export http_proxy
if [ -n "${PSP_MIRROR:-}" ]; then
    sources="deb $PSP_MIRROR $release $components"
else
    sources=$(sources)
fi
mirror=$(printf '%s\n' "$sources" | sed -n "s#^deb \(.*\) $release $components\$#\1#p" | head -n 1)

dir=$(mktemp -d "${TMPDIR:-/tmp}/psp-bare.XXXXXX")
trap 'if [ -n "${PSP_KEEP:-}" ]; then echo "kept: $dir" >&2; else rm -rf --one-file-system "$dir"; fi' EXIT
trap 'exit 130' INT TERM HUP
root=$dir/$release

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
    if ! debootstrap --variant=minbase --components="$(echo "$components" | tr ' ' ,)" --keyring="$keyring" \
        "$release" "$root" "$mirror" "$script" >"$dir/log" 2>&1; then
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
# The mounts and whatever it leaves running end with it. Only where / is a mount can mounts be made that end by themselves.
inside() {
    unshare --mount --pid --fork --kill-child sh -euc '
        root=$1
        shift
        mount --bind "$root" "$root"
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
