"""How much it says and how long it waits: changed by voice, and remembered."""

import subprocess
from pathlib import Path

import pytest

from tests.test_cli import ROOT, at_home, command, voice
from tests.virtual import converse
from voice import advice
from voice.acts import Event, Listen, Say
from voice.dialog import Dialog
from voice.findings import Findings
from voice.loading import load
from voice.manner import PATIENCES, waiting, worded
from voice.phrasebook import fill
from voice.script import Question
from voice.types import Finding, Habits, Level, Verbosity

SCRIPT = load()
STORY = next(n for n in SCRIPT.nodes.values() if isinstance(n, Question) and n.name == "story")
BOOK = Dialog(SCRIPT).course.book


def told(*said: tuple[float, str], habits: Habits) -> list[Event]:
    dialog = Dialog(SCRIPT)
    dialog.course.habits = habits
    return converse(dialog, [(at, words, 1.0) for at, words in said], 60.0)


def first_patience(habits: Habits) -> float:
    return next(e.what.patience for e in told(habits=habits) if isinstance(e.what, Listen))


def texts(events: list[Event]) -> list[str]:
    return [event.what.text for event in events if isinstance(event.what, Say)]


def test_steps_stay_within_the_limits() -> None:
    habits = Habits()
    assert [worded(habits, by).verbosity for by in (-2, -1, 0, 1, 2)] == [
        "short", "short", "normal", "detailed", "detailed",
    ]  # fmt: skip
    for factor, most in ((10.0, PATIENCES[1]), (0.1, PATIENCES[0])):
        assert waiting(waiting(habits, factor), factor).patience == most


def test_shorter_asks_the_short_form_and_detailed_says_why_first() -> None:
    yes = (17.6, "yes")
    assert STORY.short in texts(told(yes, habits=Habits("short")))
    said = texts(told(yes, habits=Habits("detailed")))
    assert said[said.index(STORY.ask) - 1] == STORY.why


@pytest.mark.parametrize(
    ("words", "verbosity"), [("shorter", "short"), ("more detail", "detailed")]
)
def test_it_is_changed_by_voice_and_undone(words: str, verbosity: Verbosity) -> None:
    other = {"shorter": "more detail", "more detail": "shorter"}[words]
    for said, wanted in (((18.0, words),), verbosity), (((18.0, words), (30.0, other)), "normal"):
        dialog = Dialog(SCRIPT)
        converse(dialog, [(at, word, 1.0) for at, word in said], 60.0)
        assert dialog.course.habits.verbosity == wanted


def test_patience_that_was_remembered_is_given() -> None:
    assert first_patience(Habits(patience=1.5)) == 1.5 * first_patience(Habits())


@pytest.mark.parametrize("id_", SCRIPT.endings)
def test_short_advice_still_says_why_what_to_do_and_when_it_gets_worse(id_: str) -> None:
    ending = SCRIPT.endings[id_]
    findings = Findings().note(Finding("R3", "present"))
    telling = advice.advice(SCRIPT, BOOK, Level(id_, (), ()), findings, "uk", "short")
    said = [act.text for act in telling.acts if isinstance(act, Say)]
    assert [say.text for say in advice.reasons(SCRIPT, BOOK, findings)] == said[:1]
    number = SCRIPT.regions["uk"]
    assert {fill(line, number=number) for line in ending.say} <= set(said)
    assert not ending.twice or len(said) > 2 * len(ending.say)


def test_a_question_back_is_answered_as_fully_as_is_wished() -> None:
    asked = (23.0, "can i take ibuprofen")
    topic = SCRIPT.understanding.topics.about(asked[1])
    assert topic is not None
    more = SCRIPT.prompts["say_more"][0]
    wished: dict[Verbosity, tuple[str, ...]] = {
        "short": (),
        "normal": (more,),
        "detailed": topic.more,
    }
    for verbosity, rest in wished.items():
        said = texts(told(asked, habits=Habits(verbosity)))
        at = said.index(topic.first)
        assert said[at + 1 : at + 1 + len(rest)] == list(rest)
        assert (more in said) == (verbosity == "normal")


def test_what_was_changed_is_remembered_although_the_program_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("talk", "--text"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=at_home(tmp_path),
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("wait longer\nshorter\n")
        program.stdin.flush()
        for line in program.stdout:
            if line.startswith(SCRIPT.prompts["shorter"][0]):
                program.kill()
    kept = (tmp_path / "backtalk" / "settings.yaml").read_text()
    assert sorted(kept.splitlines()) == ["patience: 1.5", 'verbosity: "short"']
    done = voice("talk", "--text", "--no-wait", typed="yes\ngoodbye\n", home=tmp_path)
    assert STORY.short in done.stdout


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (2.0, "We are just beginning."),
        (20.0, "Questions answered: 0."),
        (32.0, "Questions answered: 1."),
    ],
)
def test_where_we_are_is_told_at_any_point(at: float, words: str) -> None:
    said = texts(told(*sorted([(23.5, "yes"), (at, "where are we")]), habits=Habits()))
    assert any(text.startswith(words) for text in said), said


def test_after_the_advice_it_is_what_was_advised() -> None:
    said = [(17.6, "yes"), (24.0, "my chest hurts"), (28.0, "where are we")]
    heard = texts(told(*said, habits=Habits()))
    at = heard.index("My advice is this: emergency.")
    assert heard[at + 1].startswith("I'm still telling you what to do.")
