"""A session of stretches that was cut off goes on at its move, with nothing lost."""

import json
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.past_sessions import BEGAN, heard, keep, unexpected
from tests.test_cli import PLAIN, command, of, talk
from tests.virtual import converse
from voice.acts import End, Event, Listen, Say
from voice.alone import alone
from voice.cli.before import Before
from voice.cli.earlier import led
from voice.devices.sessions import Sessions
from voice.loading import load
from voice.noted import Ahead, Moved, Pain, Recheck
from voice.past import Past
from voice.script import Question
from voice.settings import Settings
from voice.types import Finding, Level

SCRIPT = load()

OFFERED = [*PLAIN[:-2], "yes", "six", "three"]
"""A person with plain soreness, up to the first move."""

WISHES = {
    "Lie on your back.": "ready",
    "Breathe out, and press the small of your back gently into the ground. "
    "Your hips roll toward your ribs.": "ready",
    "Let go, and breathe in.": "next",
    "Put both hands round your right shin, below the knee. "
    "Bring your right knee toward your chest.": "ready",
}
"""What is said to a sentence: one hold of the first move, then the second one."""

Line = dict[str, Any]


def events(program: subprocess.Popen[str]) -> Iterator[Line]:
    """Answer as OFFERED and WISHES say, until the second move is held."""
    answers = iter(OFFERED)
    assert program.stdin
    assert program.stdout
    for text in program.stdout:
        line = json.loads(text)
        yield line
        said = WISHES.get(line.get("text", ""))
        if line["type"] == "listen" and "ready" not in line["options"]:
            said = next(answers)
        if said:
            print(said, file=program.stdin, flush=True)


def killed(sessions: Path) -> list[Line]:
    """Kill the program, which can do nothing about it, in the middle of a hold."""
    lines: list[Line] = []
    with subprocess.Popen(
        [*command("talk", "--text", "--json", "--record", sessions)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        for line in events(program):
            lines.append(line)
            moves = [one for one in of(lines, "ahead") if "pelvic_tilt" not in one["moves"]]
            if moves and line.get("text") == "two":
                program.kill()
                break
    return lines


def test_killed_in_a_hold_it_goes_on_at_that_move(tmp_path: Path) -> None:
    before = killed(tmp_path)
    options = ("--record", str(tmp_path))
    # One empty line lets the time to lie down pass; then the pain afterwards.
    after, done = talk("", "two", options=options)
    assert done.returncode == 0, done.stderr
    texts = [event["text"] for event in of(after, "say")]
    assert texts[0] == "We were cut off."
    assert "We go on with knee to chest, where we stopped." in texts
    assert not any(text.startswith(("The pelvic tilt", "Before we begin")) for text in texts)
    (moved,) = of(after, "move")
    assert (moved["move"], moved["done"], moved["holds"]) == ("knee_to_chest", True, 6)
    assert "Done: knee to chest. Holds: seven." in texts, "with the hold before"
    assert "Pain before: three. Pain after: two." in texts
    assert after[-1]["outcome"] == of(before, "level")[-1]["level"] == "self_care"
    first, second = Sessions(tmp_path, unexpected).all()
    assert first.ahead == Ahead("six", {"knee_to_chest": "standard"})
    assert (second.resumes, second.before, second.after) == (first.id, 3, 2)
    assert second.level == "self_care"
    assert not second.ahead.moves


def past(tmp_path: Path, *what: Any, at: str = "stretch_lead") -> Past:
    """A session that reached an advice, began six minutes of stretches and broke off there."""
    events = [
        Event(0.0, "severity", Listen(10.0, (), "number")),
        Event(1.0, "severity", Finding("R1", "absent")),
        Event(2.0, "advice", Level("self_care", ("R31",), ("You found no warning sign.",))),
        Event(3.0, "stretch_six", SIX),
        Event(5.0, "stretch_pain", heard("three", "mild", value=3)),
        Event(5.0, "stretch_pain", Pain(3, "before")),
        *(Event(9.0, at, one) for one in what),
    ]
    path = keep(tmp_path, events)
    return Sessions(tmp_path, unexpected).one(path.stem)


SIX = Ahead("six", {"pelvic_tilt": "standard", "knee_to_chest": "standard"})
KNEE = Ahead("six", {"knee_to_chest": "long"})
DONE = Moved("pelvic_tilt", done=True, holds=5)


def after(past: Past, *said: tuple[float, str]) -> list[Event]:
    dialog = Before(past).dialog(SCRIPT, Settings())
    return converse(dialog, [(at, words, 1.0) for at, words in said], until=900.0)


def texts(found: list[Event]) -> list[str]:
    return [event.what.text for event in found if isinstance(event.what, Say)]


def test_it_goes_on_at_the_dose_it_had(tmp_path: Path) -> None:
    found = texts(after(past(tmp_path, DONE, KNEE)))
    assert "thirty" in found
    assert "The pelvic tilt, on your back." not in found


def test_cut_off_before_the_first_move_the_pain_is_asked_and_all_is_done(tmp_path: Path) -> None:
    found = texts(after(past(tmp_path, at="stretch_pain"), (12.0, "four")))
    assert "Before we begin. From zero to ten, how bad is the pain right now?" in found
    assert "The pelvic tilt, on your back." in found


@pytest.mark.parametrize("at", ["stretch_hurts", "stretch_where", "stretch_how_on"])
def test_cut_off_in_what_hurts_it_is_asked_again(tmp_path: Path, at: str) -> None:
    found = texts(after(past(tmp_path, DONE, KNEE, at=at)))
    node = SCRIPT.nodes[at]
    assert isinstance(node, Question)
    assert found[2] == node.ask


def test_a_rise_is_measured_from_the_pain_before_it_was_cut_off(tmp_path: Path) -> None:
    found = after(past(tmp_path, DONE, KNEE, at="stretch_pain_after"), (10.0, "five"))
    assert next(e.what.id for e in found if isinstance(e.what, Finding)) == "pain_grew"
    assert any(isinstance(e.what, Recheck) for e in found)


def test_warning_signs_that_were_being_asked_again_are_asked(tmp_path: Path) -> None:
    again = Recheck(("R1", "R2", "R3", "R5", "R6", "R7"))
    broken = past(tmp_path, DONE, KNEE, again, at="stand")
    assert broken.rechecking
    assert not broken.ahead.moves, "the stretches are over"
    assert "R1" not in [told.finding.id for told in broken.told], "the old no counts no more"
    told = past(tmp_path, KNEE, again, Finding("R25", "present"), again, at="stand").told
    assert [one.finding.id for one in told] == ["R25"], "what is present stays"


def test_an_old_no_counts_no_more_in_what_went_on_with_it(tmp_path: Path) -> None:
    first = past(tmp_path, KNEE)
    again = [Event(1.0, "stand", Recheck(("R1",))), Event(2.0, "stand", Finding("R6", "absent"))]
    keep(tmp_path, again, BEGAN + timedelta(minutes=1), resumes=first.id)
    found = Sessions(tmp_path, unexpected).all()[-1]
    assert [told.finding.id for told in found.told] == ["R6"]
    assert (found.level, found.rechecking, found.at) == ("self_care", True, "stand")


def test_without_any_advice_the_questions_come_first(tmp_path: Path) -> None:
    keep(tmp_path, [Event(3.0, "stretch_lead", SIX)])
    (broken,) = Sessions(tmp_path, unexpected).all()
    assert not any("pelvic tilt" in text for text in texts(after(broken)))
    found = converse(Before(broken).dialog(alone(SCRIPT, "six"), Settings()), [], until=900.0)
    assert "The pelvic tilt, on your back." in texts(found), "by itself there are none"


def test_after_the_summary_nothing_is_gone_on_with(tmp_path: Path) -> None:
    found = after(past(tmp_path, DONE, KNEE, at="stretch_pain_after"), (10.0, "two"))
    assert "Done: pelvic tilt. Holds: five." in texts(found)
    path = keep(tmp_path, found, BEGAN + timedelta(minutes=1))
    assert not Sessions(tmp_path, unexpected).one(path.stem).ahead.moves


def good(tmp_path: Path, minute: int) -> None:
    events = [
        Event(1.0, "stretch_pain", Pain(3, "before")),
        Event(2.0, "stretch_lead", DONE),
        Event(3.0, "stretch_pain_after", Pain(2, "after")),
        Event(4.0, "farewell", End("self_care")),
    ]
    keep(tmp_path, events, BEGAN + timedelta(minutes=minute))


def test_doses_follow_how_the_last_sessions_went(tmp_path: Path) -> None:
    """In a conversation as in a session of stretches alone."""

    def level() -> str:
        before = Before(led=led(Sessions(tmp_path, unexpected).all()))
        coaching = before.dialog(SCRIPT, Settings()).course.coach.coaching
        return coaching.programmes["six"].moves["knee_to_chest"]

    levels = [level()]
    for minute in range(4):
        good(tmp_path, minute)
        levels.append(level())
    keep(tmp_path, [Event(1.0, "stretch_pain", Pain(3, "before")), Event(2.0, "x", DONE)])
    levels.append(level())
    bad = [Event(1.0, "a", Pain(3, "before")), DONE_AT, Event(3.0, "a", Pain(5, "after"))]
    keep(tmp_path, [*bad, Event(4.0, "a", End("self_care"))], BEGAN + timedelta(hours=1))
    assert [*levels, level()] == ["standard"] * 2 + ["long"] * 4 + ["standard"]


DONE_AT = Event(2.0, "stretch_lead", DONE)
