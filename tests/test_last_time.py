"""What was said the last time is asked about; what broke off is gone on with."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.test_cli import PLAIN, command, of, talk, voice
from tests.virtual import converse
from voice.acts import Event, Listen, Say
from voice.dialog import Dialog
from voice.loading import load
from voice.past import Past, Told
from voice.types import Finding, Level

SCRIPT = load()

LAST = {"when": "Yesterday", "score": "four"}


def after(words: str) -> list[Event]:
    """A second conversation, up to the first question about warning signs."""
    said = [(17.6, "yes", 1.0), (32.0, words, 1.0)]
    return converse(Dialog(SCRIPT, last=LAST), said, until=60.0)


def said(events: list[Event]) -> list[str]:
    return [event.what.text for event in events if isinstance(event.what, Say)]


def noted(events: list[Event]) -> dict[str, str]:
    return {e.what.id: e.what.state for e in events if isinstance(e.what, Finding)}


def test_the_last_score_is_named_instead_of_asking_anew() -> None:
    texts = said(after("better, just a bit stiff"))
    assert any(text.startswith("Yesterday you said four out of ten.") for text in texts)
    assert not any(text.startswith("Tell me in your own words") for text in texts)


def test_worse_than_the_last_time_is_noted() -> None:
    assert noted(after("it's a lot worse today"))["worse_again"] == "present"
    assert noted(after("it is about the same"))["worse_again"] == "absent"
    assert "worse_again" not in noted(after("I did squats"))


def test_without_a_last_time_it_is_not_asked() -> None:
    assert not any("you said" in text for text in said(converse(Dialog(SCRIPT), [], until=40.0)))


def broken(at: str, *findings: Finding) -> Past:
    told = tuple(Told(finding, "", "", "") for finding in findings)
    return Past("broken", datetime.now(UTC), 60.0, ("age", at), told=told)


def test_what_was_mentioned_before_it_broke_off_is_asked_about() -> None:
    dialog = Dialog(SCRIPT)
    dialog.go_on(replace(broken("age"), mentioned=("R25", "region_uk")))
    texts = said(converse(dialog, [(12.0, "thirty four", 1.0)], until=30.0))
    assert any(text.startswith("You told me") for text in texts), texts
    assert dialog.course.region == "uk"


def test_what_broke_off_goes_on_where_it_was_with_what_was_known() -> None:
    dialog = Dialog(SCRIPT)
    dialog.go_on(broken("legs", Finding("R9", "absent"), Finding("R25", "present")))
    texts = said(converse(dialog, [], until=20.0))
    assert texts[0] == "We were cut off."
    assert dialog.course.findings.present("R25")
    assert "Tell me in your own words" not in " ".join(texts)


def test_what_broke_off_in_an_emergency_goes_on_with_the_advice() -> None:
    dialog = Dialog(SCRIPT)
    dialog.go_on(broken("legs", Finding("R3", "present")))
    events = converse(dialog, [], until=20.0)
    assert [e.what.id for e in events if isinstance(e.what, Level)] == ["emergency"]


def test_a_node_that_is_gone_begins_anew() -> None:
    dialog = Dialog(SCRIPT)
    dialog.go_on(broken("no_such_node"))
    assert any(isinstance(e.what, Listen) for e in converse(dialog, [], until=60.0))


def test_the_program_goes_on_after_it_was_cut_off(tmp_path: Path) -> None:
    folder = ("--record", str(tmp_path / "sessions"))
    half = "".join(f"{answer}\n" for answer in PLAIN[:4])
    assert voice("talk", "--text", "--no-wait", *folder, typed=half).returncode == 2
    events, done = talk(*PLAIN[4:], options=folder)
    assert done.returncode == 0, done.stderr
    assert events[0]["text"] == "We were cut off."
    assert [e["level"] for e in of(events, "level")] == ["self_care"]
    again, _ = talk(*PLAIN, options=folder)
    assert any("you said three out of ten" in e["text"] for e in of(again, "say"))


def test_programs_that_name_no_folder_hold_conversations_of_their_own(tmp_path: Path) -> None:
    typed = "".join(f"{answer}\n" for answer in PLAIN)
    for _ in range(2):
        done = voice("talk", "--text", "--no-wait", "--json", typed=typed, home=tmp_path)
        texts = [json.loads(line).get("text", "") for line in done.stdout.splitlines()]
        assert not any("you said" in text for text in texts), command("talk")
