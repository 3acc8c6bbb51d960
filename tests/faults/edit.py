#!/usr/bin/env python3
"""psp edit, stopped and failing at each system call in turn: `edit.py PSP [--long]`.

However it is stopped, the case file holds its old bytes or its new ones, and what was written in the editor is in the
one or in the draft: the next psp edit goes on with it. An error means unchanged, with the draft kept.

The short form takes each call that changes something and some of those that look, --long all of them and each error.
"""
import os
import signal
import subprocess
import time

import harness
from harness import CASE
from kill import CHANGES, FILE_CALLS, PUTS_IN_PLACE, goes_on

DRAFTS = ".psp/drafts"
EDIT = ("edit", "1", "-q")
EDITOR = {"EDITOR": "sed -i s/K-0117/K-0118/"}
CALLS = FILE_CALLS | {"faccessat", "faccessat2", "flock"}
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "EROFS", "EACCES"]


def disturbed(psp, ledger, what, words, env):
    """Without -f: the editor has no part in it."""
    return psp.run(ledger, *words, env=env, before=("strace", "-o", "/dev/null", "-e", f"inject={what}"))


def calls_of(psp, template, scratch, words, env):
    """(ledger afterwards, its own file calls, the call that puts the new text in its place)"""
    ledger = harness.scratch_copy(template, scratch)
    done, calls = psp.trace(ledger, *words, env=env)
    if done.returncode:
        raise SystemExit(f"psp {words[0]} in an undisturbed ledger: {harness.shown(done)}")
    placed = next(c for c in reversed(calls) if c.name in PUTS_IN_PLACE and "EXCHANGE" in c.line)
    return ledger, [c for c in calls if c.name in CALLS], placed


def changes(call):
    """What only looks differs little from one call to the next."""
    return call.name in CHANGES and (call.name != "openat" or "O_CREAT" in call.line)


def chosen(calls, long):
    return [c for i, c in enumerate(calls) if long or changes(c) or i % 6 == 0]


def drafts(ledger):
    return [text for name, text in harness.snapshot(ledger).items() if name.startswith(DRAFTS) and name.endswith(".toml")]


def edit_killed(score, psp, template, scratch, long):
    done, calls, placed = calls_of(psp, template, scratch, EDIT, EDITOR)
    old, new = harness.cases(template), harness.cases(done)
    score.expect(old != new and not os.listdir(done / DRAFTS) and not harness.temporaries(done), "psp edit works undisturbed")
    edited = next(i for i, c in enumerate(calls) if DRAFTS in c.line and "-0001.toml" in c.line and "RENAME_NOREPLACE" in c.line)

    def one(call):
        i = calls.index(call)
        ledger, what = harness.scratch_copy(template, scratch), f"edit, killed before {call.name} {call.number}"
        killed = disturbed(psp, ledger, f"{call.name}:signal=KILL:when={call.number}", EDIT, EDITOR)
        score.expect(killed.returncode != 0, f"psp was killed | {what}", harness.shown(killed))
        now, expected = harness.cases(ledger), new if i > calls.index(placed) else old
        score.expect(now == expected, f"the case is as it was or as it was edited | {what}", call.line)
        score.expect(i <= edited or now == new or drafts(ledger), f"a draft is there | {what}", call.line)
        check = psp.run(ledger, "check")
        told = all(name in check.stdout for name in harness.temporaries(ledger))
        score.expect(check.returncode == 0 and told and (not drafts(ledger) or "a draft of 2026-0001 waits" in check.stdout),
                     f"psp check tells what was left, and the draft | {what}", harness.shown(check))
        again = psp.run(ledger, *EDIT, env=EDITOR)
        score.expect(again.returncode == 0 and harness.cases(ledger) == new and not os.listdir(ledger / DRAFTS),
                     f"the next psp edit goes on | {what}", harness.shown(again))
        goes_on(score, psp, ledger, what)

    trials = chosen(calls, long)
    harness.in_parallel(one, trials)
    print(f"edit: killed at {len(trials)} calls")


def edit_fails(score, psp, template, scratch, long):
    """The person's text is never lost: it is in the case, or in the draft that the message names."""
    done, calls, placed = calls_of(psp, template, scratch, EDIT, EDITOR)
    new, typed = harness.cases(done), harness.cases(done)[CASE]
    begun = next(i for i, c in enumerate(calls) if DRAFTS in c.line and "-0001.toml" in c.line and "RENAME_NOREPLACE" in c.line)

    def one(trial):
        call, code = trial
        ledger, what = harness.scratch_copy(template, scratch), f"edit, {call.name} {call.number} gives {code}"
        before = harness.cases(ledger)
        done = disturbed(psp, ledger, f"{call.name}:error={code}:when={call.number}", EDIT, EDITOR)
        now, detail = harness.cases(ledger), f"{call.line}\n{harness.shown(done)}"
        if done.returncode == 0 or "saved" in done.stderr:
            score.expect(now == new, f"exit 0 means saved | {what}", detail)
            return
        score.expect(now == before and not harness.temporaries(ledger), f"an error means unchanged | {what}", detail)
        if calls.index(call) > begun:
            score.expect(typed in drafts(ledger) and DRAFTS in done.stderr, f"the draft is kept and told | {what}", detail)

    # What is of the terminal and of pipes is no file.
    trials = [(c, code) for c in chosen(calls, long) if "pipe:" not in c.line for code in (ERRORS if long else ["EIO"])]
    harness.in_parallel(one, trials)
    print(f"edit: {len(trials)} errors injected")


def hung_up(score, psp, template, scratch):
    """SIGHUP and SIGTERM end psp, SIGINT does not: the editor may have use for it. The draft stays in each case."""
    for sent, ends in ((signal.SIGHUP, True), (signal.SIGTERM, True), (signal.SIGINT, False)):
        ledger = harness.scratch_copy(template, scratch)
        go = ledger.parent / "go"
        env = psp.environment(EDITOR=f"f() {{ sed -i s/K-0117/K-0118/ $1; while [ ! -e {go} ]; do sleep 0.02; done; }}; f")
        process = subprocess.Popen([psp.path, *EDIT], cwd=ledger, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        end = time.monotonic() + 10
        while not any(b"K-0118" in text for text in drafts(ledger)) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(sent)
        if not ends:
            time.sleep(0.1)
            go.write_text("")
        # The editor has the ends of the pipes as well, so they are read when it is gone.
        code = process.wait(timeout=10)
        go.write_text("")
        out, err = process.communicate(timeout=10)
        what, detail = signal.Signals(sent).name, f"exit {code}; {out}; {err}"
        if ends:
            score.expect(code == 4 and DRAFTS in err and len(drafts(ledger)) == 1, f"the draft is kept and told | {what}", detail)
            again = psp.run(ledger, *EDIT, env={"EDITOR": "true"})
            score.expect(again.returncode == 0 and b"K-0118" in harness.cases(ledger)[CASE], f"psp edit goes on | {what}",
                         harness.shown(again))
        else:
            score.expect(code == 0 and b"K-0118" in harness.cases(ledger)[CASE], f"psp waits for the editor | {what}", detail)


def one_at_a_time(score, psp, template, scratch):
    """A case that is open in psp edit is not opened in another one; the claim goes with its process."""
    ledger = harness.scratch_copy(template, scratch)
    other = f'"{psp.path}" edit 1 >"$1.out" 2>&1; echo $? >>"$1.out"; cp "$1.out" .; true'
    done = psp.run(ledger, *EDIT, env={"EDITOR": f"f() {{ EDITOR=false; {other}; }}; f"})
    said = (ledger / "2026-0001.toml.out").read_text()
    score.expect(done.returncode == 0 and said.endswith("\n2\n") and "open in another psp edit" in said,
                 "a second psp edit of a case is refused", f"{said}\n{harness.shown(done)}")


def run(score, psp, scratch, long):
    template = scratch / "template"
    harness.ledger_with_case(psp, template)
    edit_killed(score, psp, template, scratch, long)
    edit_fails(score, psp, template, scratch, long)
    hung_up(score, psp, template, scratch)
    one_at_a_time(score, psp, template, scratch)


if __name__ == "__main__":
    harness.start(run, __doc__)
