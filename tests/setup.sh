# What examples/try.sh and tests/run.sh share; sourced, with $top the top of the source.
# Messages go to standard error, so that a script's output is its own.

set -eu

builds=${PSP_BUILD:-$top/build}
case $builds in
    /*) ;;
    *) builds=$PWD/$builds ;;
esac

# need PACKAGE…: brings the Debian packages that are missing; silent when none is.
# `a|b` is met by either, else a is installed. Without the right to install, says what to run and exits 4.
# Off Debian it does nothing: there CMake names what it lacks.
need() {
    command -v dpkg-query >/dev/null || return 0
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0

    if [ "$(id -u)" -eq 0 ]; then
        apt="env DEBIAN_FRONTEND=noninteractive apt-get"
    elif sudo -n true 2>/dev/null; then
        apt="sudo -n env DEBIAN_FRONTEND=noninteractive apt-get"
    else
        echo "missing packages; run: sudo apt-get install --no-install-recommends $missing" >&2
        exit 4
    fi
    apt="$apt -qq -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0"

    echo "installing $missing" >&2
    # A foreign source that fails to update is no reason to stop: the install decides.
    # shellcheck disable=SC2086  # both are lists of words
    if ! said=$($apt update 2>&1 || :
                $apt install --no-install-recommends $missing 2>&1 </dev/null); then
        printf '%s\n' "$said" "could not install: $missing" >&2
        exit 4
    fi
}

# missing_of PACKAGE…: those not installed, on one line.
missing_of() {
    list=
    for wanted; do
        met=
        for package in $(echo "$wanted" | tr '|' ' '); do
            ! installed "$package" || met=yes
        done
        [ -n "$met" ] || list="$list ${wanted%%|*}"
    done
    echo "${list# }"
}

installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# build DIR CMAKE-OPTION…: configures and builds the source in DIR.
# A directory once configured keeps its generator; CMake refuses another.
build() {
    dir=$1
    shift
    if [ ! -f "$dir/CMakeCache.txt" ] && command -v ninja >/dev/null; then
        set -- -G Ninja "$@"
    fi
    cmake -S "$top" -B "$dir" "$@" >&2
    cmake --build "$dir" -j "$(nproc)" >&2
}
