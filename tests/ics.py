#!/usr/bin/env python3
"""Reads the calendars of the example ledgers with a parser that is not ours: `ics.py PSP EXAMPLES_DIR`.

The parser is Debian's python3-icalendar. What is wrong is told; ends with `N passed, N failed`.
"""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import tomllib

try:
    import icalendar
except ImportError:  # another Python than Debian's runs the tests
    sys.path.append("/usr/lib/python3/dist-packages")
    import icalendar

CLOCK = "2026-11-23T08:30:00+01:00"
NEXT_DAY = "2026-11-24T08:30:00+01:00"
STAMP = datetime.datetime(2026, 11, 23, 7, 30, tzinfo=datetime.timezone.utc)
TODAY = datetime.date(2026, 11, 23)

passed = failed = 0


def check(what, wrong):
    """One check; `wrong` are its complaints."""
    global passed, failed
    if not wrong:
        passed += 1
        return
    failed += 1
    for complaint in wrong:
        print(f"{what}: {complaint}")


def run(psp, ledger, *options, now=CLOCK):
    kept = {k: v for k, v in os.environ.items() if k in ("TZ", "LANG", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    done = subprocess.run([psp, "-C", ledger, "due", *options], capture_output=True, stdin=subprocess.DEVNULL,
                          env=kept | {"PSP_NOW": now, "PSP_LANG": "en", "HOME": "/nonexistent"}, timeout=60)
    check(f"psp due {' '.join(options)}", [] if done.returncode == 0 else [f"{done.returncode}: {done.stderr.decode()}"])
    return done.stdout


def events_of(text):
    calendar = icalendar.Calendar.from_ical(text)
    check("calendar", [f"{e}" for component in calendar.walk() for e in component.errors])
    check("calendar", [f"{p} is missing" for p in ("VERSION", "PRODID") if p not in calendar])
    return calendar.walk("VEVENT")


def check_lines(what, text):
    lines = text.split(b"\r\n")
    check(f"{what}: lines", [f"no CR LF behind {lines[-1]!r}"] * bool(lines[-1]) +
          [f"a lone CR or LF in {line!r}" for line in lines if b"\r" in line or b"\n" in line] +
          [f"{len(line)} octets: {line!r}" for line in lines if len(line) > 75])


def check_events(what, events, items):
    """Each item is an event, and says there what it says in the JSON."""
    check(f"{what}: number of events", [] if len(events) == len(items) else [f"{len(events)}, not {len(items)}"])
    by_uid = {str(e["UID"]): e for e in events}
    check(f"{what}: UIDs", [] if len(by_uid) == len(events) else ["are not unique"])
    wrong = []
    for item in items:
        event = by_uid.get(item["uid"])
        if event is None:
            wrong.append(f"{item['uid']} is not there")
            continue
        if item["at"]:
            start = datetime.datetime.fromisoformat(item["at"])
            length = datetime.timedelta(minutes=item["minutes"])
        else:
            start, length = TODAY if item["overdue"] else datetime.date.fromisoformat(item["day"]), None
        expected = {"DTSTART": start, "DTSTAMP": STAMP, "DURATION": length, "CLASS": "PRIVATE",
                    "TRANSP": None if item["at"] else "TRANSPARENT"}
        for name, value in expected.items():
            got = event.get(name)
            got = str(got) if isinstance(value, str) and got is not None else getattr(got, "dt", got)
            if got != value or type(got) is not type(value):
                wrong.append(f"{item['uid']}: {name} is {got!r}, not {value!r}")
        summary = f"{item['title']}{' (' + item['mode'] + ')' if item['mode'] else ''}: {item['case']} {item['client']}"
        if str(event["SUMMARY"]) != summary:
            wrong.append(f"{item['uid']}: {event['SUMMARY']}, not {summary}")
    check(f"{what}: events", wrong)


def check_second_day(what, events, later):
    """What is the same on the next day has the same UID: a session to come, a day to come, something overdue."""
    def keyed(list_):
        found = {}
        for e in list_:
            overdue = "was due on" in str(e.get("DESCRIPTION", ""))
            found[str(e["SUMMARY"]), str(e["DESCRIPTION"]) if overdue else e["DTSTART"].dt] = str(e["UID"])
        return found

    first, second = keyed(events), keyed(later)
    check(f"{what}: UIDs on a second day", [f"{k}: {first[k]}, then {second[k]}" for k in first.keys() & second.keys()
                                            if first[k] != second[k]])
    stays = {k for k in first if not (isinstance(k[1], datetime.date) and k[1].isoformat()[:10] == TODAY.isoformat())}
    check(f"{what}: what stays", [f"{k} is gone on the second day" for k in stays - second.keys()])
    check(f"{what}: what stays", [] if len(stays) >= 10 else [f"only {len(stays)} events"])


def texts_of(value):
    """All texts in a TOML value that somebody wrote: those with a blank in them."""
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts_of(v)]
    if isinstance(value, list):
        return [t for v in value for t in texts_of(v)]
    return [value] if isinstance(value, str) and " " in value else []


def check_names(what, text, ledger, psp):
    plain = text.replace(b"\r\n ", b"").decode()
    office = tomllib.loads((ledger / "psp.toml").read_text(encoding="utf-8"))
    names = {part for w in office["workers"].values() for part in w["name"].split() + [w["email"]]}
    check(f"{what}: names of workers", [f"{n} stands in it" for n in sorted(names) if n in plain])
    keys = [k for k in office["workers"] if re.search(rf"\b{re.escape(k)}\b", plain)]
    check(f"{what}: keys of workers", [f"{k} stands in it" for k in keys])
    cases = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(ledger.glob("cases/*/*.toml"))]
    written = {t for c in cases for t in texts_of(c)} | set(texts_of(office))
    check(f"{what}: texts", [f"{t!r} stands in it" for t in sorted(written) if t.replace("\n", "\\n") in plain])
    check(f"{what}: texts", [] if len(names) >= 10 and len(written) > 100 else ["too few to look for"])
    redacted = run(psp, ledger, "--format", "ics", "--redact").replace(b"\r\n ", b"").decode()
    clients = {c["client"] for c in cases}
    check(f"{what}, redacted", [f"{c} stands in it" for c in sorted(clients) if c in redacted])
    check(f"{what}", [] if any(c in plain for c in clients) else ["no client stands in it even where not redacted"])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    psp = str(pathlib.Path(sys.argv[1]).resolve())
    for name in ("csd", "saldus"):
        ledger = pathlib.Path(sys.argv[2]) / name
        for options in ([], ["--within", "3m"]):
            what = " ".join([name, *options])
            text = run(psp, ledger, "--format", "ics", *options)
            items = json.loads(run(psp, ledger, "--format", "json", *options))["items"]
            check_lines(what, text)
            events = events_of(text)
            check_events(what, events, items)
            check_second_day(what, events, events_of(run(psp, ledger, "--format", "ics", *options, now=NEXT_DAY)))
            check_names(what, text, ledger, psp)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
