#!/usr/bin/env python3
"""psp as a person meets it: in a terminal (tmux), asked for what is missing, with a real editor (vi).

    terminal.py PSP [EDITOR]

Any POSIX vi will do: of what it shows, only the text in it is waited for, and its empty lines.
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

CLOCK = "2026-11-23T09:00:00+01:00"
PATIENCE = 60  # seconds; a terminal answers within a fraction of one, if the machine has nothing else to do
# vim-tiny where it is there, without anybody's settings; no swap file, about which it would ask.
EDITOR = "vim.tiny -n -u NONE" if shutil.which("vim.tiny", path="/usr/bin:/bin") else "vi"


class Terminal:
    """A tmux of its own, with a shell in `directory` that has psp on its path."""

    def __init__(self, psp, directory, editor):
        self.directory, self.editor = directory, editor
        self.socket = pathlib.Path(tempfile.mkdtemp(dir=directory)).name + "/tmux"  # relative: its address has little room
        path = f"{pathlib.Path(psp).resolve().parent}:/usr/bin:/bin"
        environment = {"PATH": path, "TERM": "screen", "HOME": directory, "PSP_NOW": CLOCK, "PSP_WORKER": "ana",
                       "EDITOR": editor, "LANG": "C.UTF-8", "TZ": "UTC", "PS1": "ready$ ",
                       "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40",
                  "env", "-i", *(f"{k}={v}" for k, v in environment.items()), "sh")
        self.wait_for("ready$")

    def tmux(self, *words):
        outside = {k: v for k, v in os.environ.items() if k != "TMUX"}
        return subprocess.run(["tmux", "-u", "-S", self.socket, *words], cwd=self.directory, env=outside, check=True,
                              capture_output=True, text=True).stdout

    def screen(self):
        return self.tmux("capture-pane", "-p", "-J")

    def wait_until(self, what, missing):
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, f"{missing}:\n{self.screen()}"
            time.sleep(0.02)

    def wait_for(self, text):
        self.wait_until(lambda: text in self.screen(), f"no {text!r} on the screen")

    def wait_for_editor(self, text=""):
        """Till vi shows the text; a line with nothing but ~ is nobody else's."""
        self.wait_until(lambda: text in self.screen() and re.search(r"^~ *$", self.screen(), re.MULTILINE),
                        f"no editor with {text!r} on the screen")

    def type(self, text, *keys):
        self.tmux("send-keys", "-l", text)
        self.tmux("send-keys", *(keys or ["Enter"]))

    def clear(self):
        self.type("clear")
        self.wait_until(lambda: self.screen().strip() == "ready$", "the screen is not cleared")

    def run(self, command):
        """Runs a command line that ends by itself."""
        self.clear()
        self.type(command + "; echo done=$?")
        self.wait_until(lambda: re.search(r"^done=\d", self.screen(), re.MULTILINE), f"{command} does not end")

    def close(self):
        self.tmux("kill-server")


def only_case(directory):
    return next(pathlib.Path(directory).glob("cases/*/*.toml")).read_text()


def missing_fields_are_asked_for(terminal, directory):
    terminal.clear()
    terminal.type("psp open")
    terminal.wait_for("which service")
    terminal.type("first-aid")
    terminal.wait_for("the client's reference")
    terminal.type("K-0117")
    terminal.wait_for("2026-0001 opened")
    assert 'client = "K-0117"' in only_case(directory)


def a_wrong_answer_is_asked_again(terminal, directory):
    terminal.clear()
    terminal.type("psp document 1")
    terminal.wait_for("application, contract, consent")
    terminal.type("consnt")
    terminal.wait_for('did you mean "consent"?')
    terminal.type("consent")
    terminal.wait_for("document")
    terminal.wait_for("Mon 2026-11-23 · consent · document")
    assert 'kind = "consent"' in only_case(directory)


def missing_arguments_are_asked_for(terminal, directory):
    terminal.clear()
    terminal.type("psp document")
    terminal.wait_for("CASE (the case: its id or number")
    terminal.type("1")
    terminal.wait_for("kind (what paper it is")
    terminal.type("contract")
    terminal.wait_for("Mon 2026-11-23 · contract · document")


def the_editor_writes_a_text(terminal, directory):
    terminal.clear()
    terminal.type("psp remark 1 --text @")
    terminal.wait_for_editor()
    terminal.type("iPrva vrstica, čšž.", "Enter")
    terminal.type("Druga.", "Escape")
    terminal.type(":wq")
    terminal.wait_for("Mon 2026-11-23 · remark")
    assert 'text = """\nPrva vrstica, čšž.\nDruga."""' in only_case(directory), only_case(directory)
    terminal.wait_until(lambda: not list(pathlib.Path(directory, ".psp", "drafts").iterdir()), "the draft stays")


def an_editor_that_is_left_without_text_writes_nothing(terminal, directory):
    before = only_case(directory)
    terminal.clear()
    terminal.type("psp remark 1 --text @")
    terminal.wait_for_editor()
    terminal.type(":q!")
    terminal.wait_for("text is empty")
    assert only_case(directory) == before


def undo_asks_first(terminal, directory):
    before = only_case(directory)
    terminal.clear()
    terminal.type("psp undo")
    terminal.wait_for("(y/n)")
    terminal.type("n")
    terminal.wait_for("nothing was written")
    assert only_case(directory) == before


def in_another_ledger(terminal, directory, name):
    """A ledger with two cases, for records that would be in the way of other tests."""
    ledger = pathlib.Path(directory, name)
    subprocess.run([PSP, "init", "-q", name], cwd=directory, check=True, stdout=subprocess.DEVNULL)
    for client in ("K-0117", "K-0118"):
        terminal.run(f"psp -C {name} open --service counselling --client {client} -q")
    return ledger, ledger / "cases/2026/2026-0001.toml"


def undo_and_refile_ask_with_what_they_are_about(terminal, directory):
    _, case = in_another_ledger(terminal, directory, "wrong")
    terminal.run("psp -C wrong remark 1 --text 'the rent is paid' -q --now 2026-11-23T09:30:00+01:00")
    before = case.read_text()
    for command, question in [
            ("undo", "take back what ana wrote by psp remark at 2026-11-23 09:30 in 2026-0001? A strike is final (y/n)"),
            ("refile 1 last 2", "strike this in 2026-0001 (K-0117), and write it in 2026-0002 (K-0118)? A strike is final (y/n)")]:
        terminal.clear()
        terminal.type(f"psp -C wrong {command}")
        terminal.wait_for(question)
        assert "text: the rent is paid" in terminal.screen(), terminal.screen()
        terminal.type("n")
        terminal.wait_for("nothing was written")
        assert case.read_text() == before


def who_is_writing_is_asked_where_nothing_says_it(terminal, directory):
    ledger, case = in_another_ledger(terminal, directory, "staffed")
    with (ledger / "psp.toml").open("a") as office:
        office.write('\n[workers.ana]\nname = "Ana Kovač"\n\n[workers.ben]\n\n[workers.vera]\nleft = 2026-05-31\n')
    terminal.clear()
    terminal.type("env -u PSP_WORKER LOGNAME=root psp -C staffed remark 1 --text 'asked for'")
    terminal.wait_for("the number, the key or the name: ")
    screen = terminal.screen()
    assert "1: ana (Ana Kovač)" in screen and "2: ben" in screen and "vera" not in screen, screen
    terminal.type("nobody")
    terminal.wait_for('psp.toml has no worker "nobody"')
    terminal.type("2")
    terminal.wait_for("this is by ben")
    assert "export PSP_WORKER=ben" in terminal.screen(), terminal.screen()
    terminal.wait_until(lambda: 'text = "asked for"\nby = "ben"\n' in case.read_text(), "it is not by ben")
    terminal.clear()
    terminal.type("env -u PSP_WORKER LOGNAME=root psp -C staffed remark 1 --text 'nobody says'")
    terminal.wait_for("the number, the key or the name: ")
    terminal.type("")
    terminal.wait_for("for one command: --by KEY")
    assert "nobody says" not in case.read_text()


def a_person_is_asked_for_and_forgotten(terminal, directory):
    terminal.clear()
    terminal.type("psp person K-0117")
    terminal.wait_for("name (the client's name; empty leaves it out)")
    terminal.type("Maja Lipnik")
    terminal.wait_for("born (")
    terminal.type("once")
    terminal.wait_for("once")
    terminal.type("3.2.1980")
    for field in ("phone", "address", "municipality", "language", "contact", "contact phone"):
        terminal.wait_for(f"{field} (")
        terminal.type("")
    terminal.wait_for("K-0117: name, born written")
    person = pathlib.Path(directory, "people", "K-0117.toml")
    assert person.read_text() == 'format = 1\nclient = "K-0117"\nname = "Maja Lipnik"\nborn = 1980-02-03\n', person.read_text()
    terminal.run("psp forget K-0117")
    assert "still has open cases" in terminal.screen(), terminal.screen()
    terminal.run("psp person K-8 --name Nobody -q")
    terminal.clear()
    terminal.type("psp forget K-8")
    terminal.wait_for("(y/n)")
    terminal.type("n")
    terminal.wait_for("nothing was forgotten")
    terminal.clear()
    terminal.type("psp forget K-8")
    terminal.wait_for("(y/n)")
    terminal.type("y")
    terminal.wait_for("K-8 is forgotten")


def a_handover_asks_first(terminal, directory):
    with open(pathlib.Path(directory, "psp.toml"), "a", encoding="utf-8") as office:
        office.write("[workers.ana]\n[workers.ben]\n")
    terminal.run("psp open -q --service first-aid --client K-3 --worker ana")
    before = [f.read_text() for f in pathlib.Path(directory).glob("cases/*/*.toml")]
    terminal.clear()
    terminal.type("psp handover ana ben")
    terminal.wait_for("hand over 1 case from ana to ben, on 2026-11-23? (y/n)")
    terminal.type("n")
    terminal.wait_for("nothing was written")
    assert before == [f.read_text() for f in pathlib.Path(directory).glob("cases/*/*.toml")]
    terminal.clear()
    terminal.type("psp handover ana ben")
    terminal.wait_for("(y/n)")
    terminal.type("y")
    terminal.wait_for("1 case from ana to ben on 2026-11-23")


def an_absence_is_shown_and_asks_once(terminal, directory):
    # The workers are those of the test before.
    terminal.run("psp open -q --service first-aid --client K-4 --worker ana")
    case = max(pathlib.Path(directory).glob("cases/*/*.toml"))
    terminal.run(f"psp session -q {case.stem} 2026-11-25 10:00")
    before = case.read_text()
    for answer, end in (("n", "nothing was written"), ("y", "written, in 1 case")):
        assert before == case.read_text()
        terminal.clear()
        terminal.type("psp absent ana 2026-11-24 2026-11-27 --move +1w")
        terminal.wait_for("move 1 session? (y/n)")
        assert terminal.screen().count("moved to Wednesday 2026-12-02 10:00") == 1, terminal.screen()
        terminal.type(answer)
        terminal.wait_for(end)
        assert terminal.screen().count("(y/n)") == 1, terminal.screen()
    terminal.clear()
    terminal.type("psp absent ana 2026-12-01 2026-12-03 --move +4d")
    terminal.wait_for("2026-12-06 is a Sunday")
    terminal.wait_for("write it all the same? (y/n)")
    terminal.type("n")
    terminal.wait_for("nothing was written")
    assert terminal.screen().count("(y/n)") == 1, terminal.screen()


def levels_have_colour_only_for_a_person(terminal, directory):
    terminal.run("psp open -q --service counselling --client K-2")
    terminal.run("psp status")
    coloured = terminal.tmux("capture-pane", "-p", "-e")
    assert "\x1b[33mwarn" in coloured, coloured
    terminal.run("psp status | cat")
    assert "\x1b[33mwarn" not in terminal.tmux("capture-pane", "-p", "-e")


CASE = "cases/2026/2026-0001.toml"
DRAFTS = ".psp/drafts"


def kept(directory):
    return sorted(path.name for path in pathlib.Path(directory, DRAFTS).glob("*/*.toml"))


def case_text(directory):
    return pathlib.Path(directory, CASE).read_text()


def an_edited_case_is_saved(terminal, directory):
    terminal.clear()
    terminal.type("psp edit 1")
    terminal.wait_for_editor("K-0117")
    terminal.type(":%s/K-0117/K-0118/")
    terminal.type(":wq")
    terminal.wait_for("2026-0001: edited: header (client)")
    assert 'client = "K-0118"' in case_text(directory)
    terminal.wait_until(lambda: not kept(directory), "the draft stays")


def errors_are_shown_and_the_editing_goes_on(terminal, directory):
    before = case_text(directory)
    terminal.clear()
    terminal.type("psp edit 1")
    terminal.wait_for_editor("K-0118")
    terminal.type(":%s/^opened.*/opened = yesterday/")
    terminal.type(":wq")
    terminal.wait_for(f"{DRAFTS}/2026-0001/2026-0001.toml:4:10: error: not valid TOML")
    terminal.wait_for("go on editing, keep the draft for later, or throw it away? (g/k/t; g)")
    assert case_text(directory) == before
    terminal.type("")
    terminal.wait_for_editor("opened = yesterday")
    terminal.type(":%s/^opened.*/opened = 2026-11-22/")
    terminal.type(":wq")
    terminal.wait_for("2026-0001: edited: header (opened)")
    assert case_text(directory) == before.replace("opened = 2026-11-23", "opened = 2026-11-22")


def a_changed_record_needs_a_yes(terminal, directory):
    before = case_text(directory)
    terminal.clear()
    terminal.type("psp edit 1")
    terminal.wait_for_editor("K-0118")
    terminal.type(":%s/Druga/Tretja/")
    terminal.type(":wq")
    terminal.wait_for("this changes the remark")
    terminal.wait_for("save all the same? (y/n)")
    terminal.type("n")
    terminal.wait_for("(g/k/t; g)")
    terminal.type("t")
    terminal.wait_for("thrown away")
    terminal.wait_until(lambda: not kept(directory), "the draft stays")
    assert case_text(directory) == before


def a_draft_survives_its_editor(terminal, directory):
    before = case_text(directory)
    for killed in ("vi", "psp"):
        terminal.clear()
        terminal.type("psp edit 1")
        terminal.wait_for_editor("K-0118")
        terminal.type(":%s/K-0118/K-0119/")
        terminal.type(":w")
        terminal.type(":set number")  # the numbers show that the command before is done
        terminal.wait_until(lambda: re.search(r"^ *5 +client", terminal.screen(), re.MULTILINE), "no numbers")
        shell = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
        psp = descendant_of(shell, "psp")
        editor = descendant_of(psp, pathlib.Path(terminal.editor.split()[0]).name)
        for process in [psp, editor] if killed == "psp" else [editor]:
            os.kill(int(process), signal.SIGKILL)
        if killed == "psp":  # nobody has put the terminal right after vi
            terminal.wait_until(lambda: not pathlib.Path("/proc", psp).exists(), "psp does not end")
            terminal.type('reset; echo put"" right', "C-j")
            terminal.wait_for("put right")  # till then, what is typed ends no line
        else:
            terminal.wait_for("is kept in")
        terminal.run("psp edit")
        assert "a draft of 2026-0001 waits" in terminal.screen(), terminal.screen()
        assert kept(directory) == ["2026-0001.toml"] and case_text(directory) == before
        terminal.clear()
        terminal.type("psp edit 1")
        terminal.wait_for("go on with it, throw it away, or look at it? (g/t/l; g)")
        terminal.type("l")
        terminal.wait_for('+5 client = "K-0119"')
        terminal.type("t" if killed == "vi" else "g")
        terminal.wait_for_editor("K-0118" if killed == "vi" else "K-0119")
        if killed == "vi":
            terminal.type(":q")
            terminal.wait_for("is unchanged")
            terminal.wait_until(lambda: not kept(directory), "the draft stays")
            assert case_text(directory) == before
            continue
        terminal.type(":q")
        terminal.wait_for("2026-0001: edited: header (client)")
        terminal.wait_until(lambda: not kept(directory), "the draft stays")
        assert case_text(directory) == before.replace("K-0118", "K-0119")


def descendant_of(process, name):
    """The process of that name below another one, whether there is a shell between them or not."""
    names, parents = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            number, _, rest = stat.read_text(encoding="utf-8", errors="replace").partition(" (")
        except OSError:
            continue  # it has ended meanwhile
        names[number], _, rest = rest.rpartition(") ")
        parents[number] = rest.split()[1]
    for number in names:
        above = number
        while above != process and above in parents:
            above = parents[above]
        if names[number] == name and above == process:
            return number
    raise AssertionError(f"{process} has no descendant {name}")


def what_others_wrote_stands_between_markers(terminal, directory):
    before = case_text(directory)
    terminal.clear()
    terminal.type("psp edit 1")
    terminal.wait_for_editor("K-0119")
    pathlib.Path(directory, CASE).write_text(before.replace("K-0119", "K-0120"))
    terminal.type(":%s/K-0119/K-0121/")
    terminal.type(":wq")
    terminal.wait_for("changed by others meanwhile")
    terminal.wait_for("(g/k/t; g)")
    terminal.type("")
    terminal.wait_for("<<<<<<<")
    terminal.wait_for("K-0120")
    terminal.type(":/^<<<<<<</,/^=======/d")  # the case as it is now; the draft stays
    terminal.type(":g/^>>>>>>>/d")
    terminal.type(":wq")
    terminal.wait_for("2026-0001: edited: header (client)")
    terminal.wait_until(lambda: not kept(directory), "the draft stays")
    assert case_text(directory) == before.replace("K-0119", "K-0121")


def what_decides_about_an_absence_is_asked(terminal, directory):
    terminal.run("psp init -q asked && cd asked && psp open -q --service counselling --client K-1 --opened 2026-11-02")
    terminal.clear()
    terminal.type("psp session 1 20.11.2026 10:00")
    terminal.wait_for("2026-11-20 10:00 has passed; what became of the session")
    terminal.type("mised")
    terminal.wait_for("it is one of: attended")
    terminal.type("missed")
    terminal.wait_for("was the reason a justified one? (y/n, Enter: not recorded)")
    terminal.type("y")
    terminal.wait_for("did the client tell it beforehand? (y/n, Enter: not recorded)")
    terminal.type("")
    terminal.wait_for("PSP_NOW makes the clock stand still at 2026-11-23 09:00: is that meant?")
    text = only_case(pathlib.Path(directory, "asked"))
    assert 'outcome = "missed"\njustified = true\nby' in text, text


def a_roll_asks_for_each_session_and_goes_on_later(terminal, directory):
    terminal.run(f"cd {directory} && psp init -q rolled && cd rolled && psp open -q --service counselling --client K-1 --opened 2026-11-02 && "
                 "for day in 18 19 20; do psp session 1 2026-11-$day 10:00 --planned -q; done")
    file = pathlib.Path(directory, "rolled")
    terminal.clear()
    terminal.type("psp roll")
    terminal.wait_for("1/3  Wed 2026-11-18 10:00  2026-0001")
    terminal.wait_for("what became of it? (c/l/m/e/o/p/t/s/q; s):")
    terminal.type("n")
    terminal.wait_until(lambda: terminal.screen().count("c came, l late, m missed") == 2, "the letters are not told again")
    terminal.type("m")
    terminal.wait_for("was the reason a justified one? (y/n, Enter: not recorded)")
    terminal.type("")
    terminal.wait_for("did the client tell it beforehand? (y/n, Enter: not recorded)")
    terminal.type("")
    terminal.wait_for("2/3  Thu 2026-11-19 10:00")
    assert only_case(file).count("[[attendance]]") == 1, "written before the next is asked for"
    terminal.type("")
    terminal.wait_for("3/3  Fri 2026-11-20 10:00")
    terminal.type("p")
    terminal.wait_for("when instead?")
    terminal.type("nonsense")
    terminal.wait_until(lambda: terminal.screen().count("what became of it?") == 5, "it is not asked again")
    terminal.type("p")
    terminal.wait_until(lambda: terminal.screen().count("when instead?") == 2, "nor when")
    terminal.type("1w")
    terminal.wait_for("1 session still waits: psp roll goes on")
    text = only_case(file)
    assert 'outcome = "missed"\nby' in text and 'outcome = "rescheduled"' in text and "2026-11-27T10:00:00" in text, text
    terminal.clear()
    terminal.type("psp roll; echo left=$?")
    terminal.wait_for("1/1  Thu 2026-11-19 10:00")
    terminal.type("", "C-d")
    terminal.wait_for("left=0")
    assert only_case(file) == text
    terminal.run(f"cd {directory}/asked")


def questions_are_asked_and_answered_in_the_language_of_the_office(terminal, directory):
    """By the word of the language, by as much of it as is enough, and by its yes and no."""
    for language, ledger, passed, outcome, justified, told, yes, no in (
            ("sl", "slovenski", "ta čas je že mimo", "izost", "upravičen? (d/n", "vnaprej? (d/n", "da", "Ne"),
            ("lv", "latviski", "laiks", "neieraš", "(j/n", "(j/n", "jā", "nē")):
        terminal.run(f"cd {directory} && psp --lang {language} init -q {ledger} && cd {ledger} && "
                     "psp open -q --service counselling --client K-1 --opened 2026-11-02")
        terminal.clear()
        terminal.type("psp session 1 20. 11. 2026 10.00")
        terminal.wait_for(passed)
        terminal.type(outcome)
        terminal.wait_for(justified)
        terminal.type(yes)
        terminal.wait_until(lambda: terminal.screen().count(told) > (justified == told), "the second question is not asked")
        terminal.type(no)
        terminal.wait_for("2026-0001 K-1 · ")
        text = only_case(pathlib.Path(directory, ledger))
        assert 'outcome = "missed"\nnotice = false\njustified = true\nby' in text, text
    terminal.run(f"cd {directory}/asked")


def what_may_be_a_slip_is_asked_for(terminal, directory):
    terminal.run("psp session 1 15:00 -q")
    before = only_case(pathlib.Path(directory, "asked"))
    for command, doubt in (("attendance 1 attended", "the session is at 2026-11-23 15:00, and it is 2026-11-23 09:00 now"),
                           ("attendance 1 rescheduled --moved-to 8:00", "2026-11-23 08:00 has passed already")):
        terminal.clear()
        terminal.type(f"psp {command}")
        terminal.wait_for(doubt)
        terminal.wait_for("write it all the same? (y/n)")
        terminal.type("n")
        terminal.wait_for("nothing was written")
    terminal.clear()
    terminal.type("psp close 1 other --reason x")
    terminal.wait_for("call off 1 session? (y/n)")
    terminal.type("n")
    terminal.wait_for("the session of 2026-11-23 15:00 is still planned")
    terminal.wait_for("write it all the same? (y/n)")
    terminal.type("n")
    terminal.wait_for("nothing was written")
    assert only_case(pathlib.Path(directory, "asked")) == before
    terminal.run("psp attendance 1 attended --yes -q")
    assert 'outcome = "attended"' in only_case(pathlib.Path(directory, "asked"))


def a_closing_asks_whether_to_call_off(terminal, directory):
    _, case = in_another_ledger(terminal, directory, "closing")
    terminal.run("psp -C closing at 1 thu 10 -q; psp -C closing transfer 1 --worker ben -q")
    terminal.clear()
    terminal.type("psp -C closing close 1 moved --reason x; echo done=$?")
    terminal.wait_for("call off 1 session? (y/n)")
    terminal.type("y")
    terminal.wait_for("done=0")
    assert "2026-0001 is the case of ben" in terminal.screen(), terminal.screen()
    assert 'cancelled_by = "provider"' in case.read_text() and "[[closure]]" in case.read_text()


def what_will_be_struck_is_shown_first(terminal, directory):
    terminal.run("psp remark 1 --text 'of another case' -q")
    before = only_case(pathlib.Path(directory, "asked"))
    for command in ("undo", "void 1 last --reason x"):
        terminal.clear()
        terminal.type(f"psp {command}")
        terminal.wait_for("(y/n)")
        assert "of 2026-11-23: text: of another case" in terminal.screen(), terminal.screen()
        terminal.type("n")
        terminal.wait_for("nothing was written")
    assert only_case(pathlib.Path(directory, "asked")) == before


def void_strikes_what_it_showed(terminal, directory):
    terminal.run("psp remark 1 --text shown -q")
    terminal.clear()
    terminal.type("psp void 1 last --reason x")
    terminal.wait_for("(y/n)")
    case = next(pathlib.Path(directory).glob("asked/cases/*/*.toml"))
    shown, later = re.findall(r'id = "(.*)"', case.read_text())[-1], "ahead0"
    case.write_text(case.read_text() + f'\n[[remark]]\nid = "{later}"\ndate = 2026-11-23\ntext = "meanwhile"\n'
                    'by = "ben"\nrecorded = 2026-11-23T09:00:00+01:00\n')
    terminal.type("y")
    terminal.wait_for("struck: remark")
    assert re.search(f'entry = "{shown}"', case.read_text())
    assert f'entry = "{later}"' not in case.read_text()


def a_name_that_two_clients_share_is_chosen(terminal, directory):
    terminal.run(f"cd {directory} && psp init -q shared && cd shared && psp open -q --service first-aid --client K-1 && "
                 "psp open -q --service first-aid --client K-2 && psp person K-1 --name 'Ana Oblak' && "
                 "psp person K-2 --name 'Bor Oblak'")
    terminal.clear()
    terminal.type("psp at oblak fri 10")
    terminal.wait_for("which one? (1 to 2, Enter: none)")
    assert "1  2026-0001  K-1 (Ana Oblak)" in terminal.screen(), terminal.screen()
    terminal.type("")
    terminal.wait_for("none was chosen")
    assert not any("[[" in p.read_text() for p in pathlib.Path(directory, "shared/cases").rglob("*.toml"))
    terminal.type("psp at oblak fri 10")
    terminal.type("2")
    terminal.wait_for("2026-0002 K-2 (Bor Oblak) · Fri 2026-11-27 10:00 · session")
    terminal.run(f"cd {directory}/asked")


def nobody_is_asked_in_vain(terminal, directory):
    terminal.run("psp close 1 --ground died -q --yes")
    for command in ("close 1", "session 1 10.11.2026 10:00", "session 1 10.11.2026 10:00 --missed"):
        terminal.clear()
        terminal.type(f"psp {command}")
        terminal.wait_for("is closed since")
    terminal.run("psp void 1 last --reason slip --yes -q")
    terminal.run("psp close 1 --date 1.8.2027 --ground died -q --yes")
    terminal.clear()
    terminal.type("psp close 1")
    terminal.wait_for("the closure of 2027-08-01")
    terminal.run("psp void 1 last --reason slip --yes -q")
    terminal.run("psp open -q --service first-aid --client K-0999 --worker ana")
    terminal.run("psp void 2 case --reason slip --yes -q")
    terminal.clear()
    terminal.type("psp close 2")
    terminal.wait_for("was struck as a mistake")


def what_takes_long_is_told_meanwhile(terminal, directory):
    """Cases that the TOML library has to read, of half a megabyte each: a slow answer on any machine."""
    cases = pathlib.Path(directory, "many/cases/2026")
    subprocess.run([PSP, "init", "-q", "many"], cwd=directory, check=True, stdout=subprocess.DEVNULL)
    cases.mkdir(parents=True)
    records = "".join(f'\n[[remark]]\nid = "r{n:05}"\ndate = 2026-11-02\ntext = "{"a long day " * 40}"\nby = "ana"\n'
                      "recorded = 2026-11-02T09:00:00+01:00\n" for n in range(900))
    for number in range(1, 61):
        (cases / f"2026-{number:04}.toml").write_text(
            f'# seen\nformat = 1\ncase = "2026-{number:04}"\nservice = "counselling"\nopened = 2026-11-02\nclient = "K-1"\n'
            f'by = "ana"\nrecorded = 2026-11-02T09:00:00+01:00\n{records}')
    terminal.clear()
    terminal.type(f"psp -C {directory}/many list --state closed; echo done=$?")
    terminal.wait_for("of 60 cases read")
    terminal.wait_until(lambda: re.search(r"^done=0", terminal.screen(), re.MULTILINE), "it does not end")
    assert "cases read" not in terminal.screen(), terminal.screen()
    for quiet in (f"psp -C {directory}/many list --state closed | cat", f"psp -C {directory}/many -q list --state closed"):
        terminal.clear()
        terminal.type(f"{quiet}; echo done=$?")
        seen = []
        terminal.wait_until(lambda: seen.append(terminal.screen()) or re.search(r"^done=0", seen[-1], re.MULTILINE),
                            "it does not end")
        assert not any("cases read" in screen for screen in seen), quiet


TESTS = [missing_fields_are_asked_for, a_wrong_answer_is_asked_again,
         missing_arguments_are_asked_for, the_editor_writes_a_text,
         an_editor_that_is_left_without_text_writes_nothing, undo_asks_first,
         undo_and_refile_ask_with_what_they_are_about, a_closing_asks_whether_to_call_off,
         who_is_writing_is_asked_where_nothing_says_it, a_person_is_asked_for_and_forgotten,
         a_handover_asks_first, an_absence_is_shown_and_asks_once, levels_have_colour_only_for_a_person, an_edited_case_is_saved,
         errors_are_shown_and_the_editing_goes_on, a_changed_record_needs_a_yes, a_draft_survives_its_editor,
         what_others_wrote_stands_between_markers, what_decides_about_an_absence_is_asked,
         a_roll_asks_for_each_session_and_goes_on_later,
         questions_are_asked_and_answered_in_the_language_of_the_office,
         what_may_be_a_slip_is_asked_for, what_will_be_struck_is_shown_first, void_strikes_what_it_showed,
         a_name_that_two_clients_share_is_chosen, nobody_is_asked_in_vain, what_takes_long_is_told_meanwhile]


def main(psp, editor=EDITOR):
    global PSP
    PSP = pathlib.Path(psp).resolve()
    failed = 0
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([psp, "init", "-q", directory], check=True, stdout=subprocess.DEVNULL)
        terminal = Terminal(psp, directory, editor)
        try:
            for test in TESTS:
                try:
                    test(terminal, directory)
                except AssertionError as wrong:
                    failed += 1
                    print(f"{test.__name__}: {wrong}")
                    terminal.close()  # whatever runs in there would disturb the next one
                    terminal = Terminal(psp, directory, editor)
        finally:
            terminal.close()
    print(f"{len(TESTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
