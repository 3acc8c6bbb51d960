#!/usr/bin/env python3
"""TAB in bash, zsh and fish, in a ledger that is a stranger's: `completion.py PSP`.

Every place that a completion can show holds what a shell might evaluate: substitutions, backquotes, quotes, blanks,
line breaks. Nothing of it is run, and what is plain is offered. Ends with `N passed, N failed`.
"""
import pathlib
import subprocess
import sys
import tempfile
import time

PATIENCE = 20
HOSTILE = ["$(touch ran)", "`touch ran`", "';touch ran;'", "\";touch ran;\"", "a b", "a\nb", "$((1+1))", "${x:=$(touch ran)}",
           "*", "~", "-x", "(touch ran)", "a;touch ran", "a&touch ran", "a|touch ran", "<(touch ran)", "!!", "{a,b}", "a\\tb",
           "e:touch ran:", "\u001b]0;x\u0007"]


def toml(text):
    escaped = "".join(f"\\u{ord(c):04X}" if ord(c) < 32 or c in '"\\' else c for c in text)
    return f'"{escaped}"'


def make_ledger(at):
    cases = at / "cases/2026"
    cases.mkdir(parents=True)
    office = "format = 1\n[services.visits]\n[workers.ana]\n[workers.anton]\n[providers.shelter]\n"
    for n, text in enumerate(HOSTILE):
        office += f"[services.{toml(text)}]\n[workers.{toml(text)}]\nname = {toml(text)}\n[providers.{toml(text)}]\n"
        header = f'format = 1\ncase = {toml(text)}\nservice = {toml(text)}\nopened = 2026-11-01\nclient = {toml(text)}\n' \
                 f'worker = {toml(text)}\nby = {toml(text)}\nrecorded = 2026-11-01T09:00:00+01:00\n'
        (cases / f"2026-{n + 2:04}.toml").write_text(header)
        if "/" not in text and "\0" not in text:
            (cases / f"{text}.toml").write_text(header)
    (at / "psp.toml").write_text(office)
    (cases / "2026-0001.toml").write_text(
        'format = 1\ncase = "2026-0001"\nservice = "visits"\nopened = 2026-11-01\nclient = "K-1"\nby = "ana"\n'
        'recorded = 2026-11-01T09:00:00+01:00\n')


class Shell:
    """A shell in a terminal of its own, in the ledger."""

    def __init__(self, name, start, setup, psp, scratch, ledger):
        self.name, self.socket, self.ledger = name, str(scratch / f"{name}.tmux"), ledger
        environment = {"PATH": f"{pathlib.Path(psp).resolve().parent}:/usr/bin:/bin", "TERM": "screen", "HOME": str(scratch),
                       "LANG": "C.UTF-8", "PS1": "ready> ", "PSP_WORKER": "ana", "XDG_CONFIG_HOME": str(scratch)}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "60", "-c", str(ledger),
                  "env", "-i", *(f"{k}={v}" for k, v in environment.items()), *start)
        self.wait_for("ready>")
        for line in setup:
            self.type(line, "Enter")
        self.type("echo set''up", "Enter")
        self.wait_for("\nsetup")

    def tmux(self, *words):
        return subprocess.run(["tmux", "-u", "-S", self.socket, *words], check=True, capture_output=True, text=True).stdout

    def screen(self):
        return self.tmux("capture-pane", "-p", "-J")

    def type(self, text, *keys):
        self.tmux("send-keys", "-l", text)
        for key in keys:
            self.tmux("send-keys", key)

    def wait_until(self, what):
        end = time.monotonic() + PATIENCE
        while not what(self.screen()):
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    def wait_for(self, text):
        return self.wait_until(lambda screen: text in screen)

    def offers(self, line, expected):
        """TAB, and again for the list; the line is thrown away afterwards."""
        self.type(line, "Tab", "Tab", "Tab")
        found = self.wait_for(expected)
        screen = self.screen()
        self.tmux("send-keys", "C-e", "C-u")
        self.wait_until(lambda screen: screen.strip().endswith("ready>"))
        self.type("clear", "Enter")
        self.wait_until(lambda screen: screen.strip() == "ready>")
        return found, screen

    def close(self):
        self.tmux("kill-server")


def shells(psp, scratch):
    scripts = {}
    for name in ("bash", "zsh", "fish"):
        scripts[name] = scratch / ("_psp" if name == "zsh" else f"psp.{name}")
        scripts[name].write_text(subprocess.run([psp, "completion", name], check=True, capture_output=True, text=True).stdout)
    yield "bash", ["bash", "--norc", "--noprofile"], [f"source {scripts['bash']}", "bind 'set page-completions off'"]
    yield "zsh", ["zsh", "-f"], [f"fpath=({scratch} $fpath)", "autoload -U compinit; compinit -u -D"]
    yield "fish", ["fish", "--no-config", "--init-command", "function fish_prompt; echo 'ready> '; end"], \
        [f"source {scripts['fish']}"]


def main(psp):
    passed = failed = 0

    def expect(ok, what, detail=""):
        nonlocal passed, failed
        passed, failed = passed + bool(ok), failed + (not ok)
        if not ok:
            print(f"FAILED {what}\n{detail}")

    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        ledger = scratch / "ledger"
        ledger.mkdir()
        make_ledger(ledger)
        before = sorted(str(p) for p in ledger.rglob("*") if ".psp" not in p.parts)
        for kind, plain in (("cases", "2026-0001"), ("workers", "ana"), ("services", "visits"), ("providers", "shelter")):
            words = subprocess.run([psp, "completion", kind], cwd=ledger, capture_output=True, text=True).stdout
            expect(plain in words.splitlines() and not set(words) & set("$`'\"()\\;&|<>*~!{} \t"), f"{kind}: plain words alone", words)
        for name, start, setup in shells(psp, scratch):
            shell = Shell(name, start, setup, psp, scratch, ledger)
            for line, wanted in (("psp show 2026-000", "2026-0001"), ("psp status --worker a", "anton"),
                                 ("psp list --service vis", "visits"), ("psp referral 1 --to shel", "shelter"),
                                 ("psp show '2026", ""), ("psp attendance 1 attended --cancelled-by pro", "provider"), ("psp handover an", "anton"),
                                 ("psp status --service ", ""), ("psp status --worker \\$", ""), ("psp show ", "2026-0001")):
                found, screen = shell.offers(line, wanted)
                expect(found, f"{name}: {line}", screen)
                expect(not (ledger / "ran").exists() and not (scratch / "ran").exists(), f"{name} ran nothing: {line}")
            shell.close()
        after = sorted(str(p) for p in ledger.rglob("*") if ".psp" not in p.parts)
        expect(after == before, "no file was made", set(after) - set(before))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
