#!/bin/sh
# The month's report, for cron on the first of each month:
#   0 6 1 * *  monthly.sh /srv/office/ledger /srv/office/reports
# monthly.sh LEDGER REPORTS [PERIOD]: makes last month's report (or PERIOD's) as HTML, CSV and JSON in the directory
# REPORTS, named by the month. What is there already and the same is left alone; what is there and different is never
# overwritten: `psp report --verify` says what differs. Exits like psp; with 1 where a different report is there, and
# with 3, leaving nothing behind, where a case file cannot be read: mend it and run again.
set -eu
umask 077

if [ $# -lt 2 ]; then
    echo "usage: monthly.sh LEDGER REPORTS [PERIOD]" >&2
    exit 2
fi
ledger=$1 reports=$2 period=${3:-last-month}
formats="html csv json"

mkdir -p "$reports"
made=$(mktemp -d "$reports/.monthly.XXXXXX")
trap 'rm -rf "$made"' EXIT
trap 'exit 4' HUP INT TERM

for format in $formats; do
    case $format in
        csv) set -- --csv excel ;; # for spreadsheets that write a decimal comma
        *) set -- --format "$format" ;;
    esac
    psp -C "$ledger" report "$period" --by worker "$@" >"$made/$format"
done
name=$(sed -n 's/.*"asked": {"period": "\([^"]*\)".*/\1/p' "$made/json")
[ -n "$name" ] || exit 4

different=
for format in $formats; do
    kept=$reports/$name.$format
    if [ -e "$kept" ] && ! cmp -s "$made/$format" "$kept"; then
        different=yes
        echo "$kept is there and is not the same: it is left as it is" >&2
    fi
done
if [ -n "$different" ]; then
    echo "what differs: psp -C $ledger report --verify $reports/$name.json" >&2
    exit 1
fi
for format in $formats; do
    # A link is refused where the name is taken, so that two runs at once cannot overwrite each other.
    [ -e "$reports/$name.$format" ] || ln "$made/$format" "$reports/$name.$format"
done
