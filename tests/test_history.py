"""What is read of past sessions."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.past_sessions import BEGAN, GRAVE, LEFT, NUMB, PLAIN, heard, keep, record, tell
from tests.past_sessions import unexpected as nothing
from voice import loading
from voice.acts import Event
from voice.devices.record import NAME
from voice.devices.sessions import FRESH, RECENT, Sessions
from voice.errors import RecordError
from voice.history import read
from voice.past import Past
from voice.types import Correction, Finding, Meaning
from voice.when import when

PROMPTS = loading.load().prompts


def past(folder: Path, events: list[Event]) -> Past:
    path = keep(folder, events)
    found = read(path.stem, path.name, path.read_bytes())
    assert found is not None
    return found


def lined(*values: dict[str, Any]) -> bytes:
    head = {"at": 0, "node": "", "type": "start", "started": BEGAN.isoformat()}
    return b"".join(json.dumps(value).encode() + b"\n" for value in (head, *values))


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    found = past(tmp_path, PLAIN)
    assert (found.id, found.began, found.seconds) == ("20260302-183000", BEGAN, 186.0)
    assert (found.level, found.outcome, found.rules) == ("self_care", "self_care", ("R31",))
    assert found.reasons == ("You found no warning sign.",)
    assert found.advice == ("You found no warning sign.", "You can look after this yourself.")
    assert (found.score, found.before, found.after) == (4, 4, 3)
    assert (found.version, found.content) == ("1.2.3", {"triage.yaml": "0123456789ab"})
    saddle, severity = found.told
    assert (saddle.finding, saddle.asked) == (Finding("R3", "absent"), NUMB)
    assert saddle.words == "no, nothing “at all”"
    assert severity.finding == Finding("R23", "absent", {"score": 4})


def test_the_answers_can_be_taken_up_again(tmp_path: Path) -> None:
    found = past(tmp_path, PLAIN[:-1])
    assert [(g.node, g.reading.meaning, g.reading.p, g.sure) for g in found.answers] == [
        ("saddle", Meaning("no"), 0.97, True),
        ("severity", Meaning("mild", 4), 0.97, True),
        ("pain_after", Meaning("mild", 3), 0.97, True),
    ]
    assert found.answers[0].reading.text == "no, nothing “at all”"


def test_what_was_not_understood_is_no_answer(tmp_path: Path) -> None:
    found = past(tmp_path, [*PLAIN[:3], Event(9.0, "saddle", heard("", "", decision="reject"))])
    assert found.answers == ()


def test_the_words_of_a_symptom(tmp_path: Path) -> None:
    (told,) = past(tmp_path, GRAVE).present
    assert (told.finding.id, told.words, told.asked) == ("R3", "just pins and needles", NUMB)


def test_one_finding_told_twice_counts_as_it_was_last(tmp_path: Path) -> None:
    unsure = Event(5.0, "saddle", Finding("R3", "unsure"))
    (told,) = past(tmp_path, [GRAVE[0], unsure, *GRAVE[1:]]).told
    assert told.finding.state == "present"


def test_what_was_taken_back_is_not_known(tmp_path: Path) -> None:
    """Neither the score nor the opposite of what was said: it is asked about again."""
    back = Event(15.0, "severity", Correction("R23"))
    again = Event(16.0, "severity", Finding("R23", "absent", {"score": 2}))
    found = past(tmp_path, [*PLAIN[:9], back])
    assert ([told.finding.id for told in found.told], found.score) == (["R3"], None)
    assert past(tmp_path / "again", [*PLAIN[:9], back, again]).score == 2


def test_the_worst_score_counts(tmp_path: Path) -> None:
    worse = Event(15.0, "pain_now", Finding("R23", "present", {"score": 8}))
    assert past(tmp_path, [*PLAIN[:9], worse, *PLAIN[9:]]).score == 8


def test_a_session_without_numbers_has_no_pain(tmp_path: Path) -> None:
    found = past(tmp_path, GRAVE)
    assert (found.score, found.before, found.after) == (None, None, None)


def test_what_a_coach_notes() -> None:
    found = read(
        "a",
        "a",
        lined(
            {"at": 1, "node": "coach", "type": "pain", "when": "before", "score": 5},
            {"at": 2, "node": "coach", "type": "move", "move": "pelvic_tilt", "holds": 5},
            {"at": 3, "node": "coach", "type": "pain", "when": "during", "score": 7},
            {"at": 4, "node": "coach", "type": "move", "move": "bridge", "done": False},
            {"at": 5, "node": "coach", "type": "move", "move": "pelvic_tilt"},
            {"at": 6, "node": "coach", "type": "pain", "when": "after", "score": 4},
        ),
    )
    assert found is not None
    assert (found.before, found.after, found.moves) == (5, 4, ("pelvic_tilt",))
    assert found.holds == 5


def test_unknown_types_are_passed_over() -> None:
    found = read("a", "a", lined({"at": 2.5, "node": "coach", "type": "beat", "n": [1]}))
    assert found is not None
    assert (found.seconds, found.at) == (2.5, "coach")


GOOD = {"at": 1, "node": "n"}
HEARD = {**GOOD, "type": "heard", "text": "no", "id": "no", "value": None, "kind": "answer", "p": 1}
HEARD |= {"decision": "accept", "which": "", "told": []}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"node": "n", "type": "say"}, "must have at"),
        ({"at": -1, "node": "n", "type": "say"}, "must have at"),
        ({"at": 1e300, "node": "n", "type": "say"}, "must have at"),
        ({"at": 1, "node": 2, "type": "say"}, "must have at"),
        ({**GOOD, "type": "say"}, "text must be text"),
        ({**GOOD, "type": "finding", "id": "R3", "state": "maybe"}, "state must be one of present"),
        ({**GOOD, "type": "finding", "id": 3, "state": "present"}, "id must be text"),
        (
            {**GOOD, "type": "finding", "id": "R3", "state": "present", "details": {"score": 1.5}},
            "details must be",
        ),
        ({**GOOD, "type": "level", "level": "urgent", "rules": "R3"}, "rules must be a list"),
        ({**GOOD, "type": "end"}, "outcome must be text"),
        ({**HEARD, "kind": "shout"}, "kind must be one of answer"),
        ({**HEARD, "decision": ["x"]}, "decision must be one of accept"),
        ({**HEARD, "p": 2}, "p must be a number from 0 to 1"),
        ({**GOOD, "type": "pain", "when": "after", "score": "4"}, "score must be a whole"),
        ({**GOOD, "type": "move"}, "move must be text"),
        ({**GOOD, "type": "ahead", "programme": "six", "moves": ["x"]}, "moves must be a mapping"),
        ({**GOOD, "type": "recheck", "findings": "R1"}, "findings must be a list"),
        ("text", "must have at"),
        ([], "must have at"),
    ],
)
def test_damage_is_told_with_file_and_line(line: Any, says: str) -> None:
    with pytest.raises(RecordError, match=rf"^a\.jsonl:2: is damaged: {says}"):
        read("a", "a.jsonl", lined(line))


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"not JSON\n", "a:1: is damaged: not a line of JSON"),
        (b"\xff\xfe\n", "a:1: is damaged: not a line of JSON"),
        (b"[" * 100_000 + b"\n", "a:1: is damaged: not a line of JSON"),
        (b"1" * 5_000 + b"\n", "a:1: is damaged: not a line of JSON"),
        (b'{"at": 0, "node": "", "type": "say", "text": "a"}\n', "a:1: .* the beginning"),
        (b'{"at": 0, "node": "", "type": "start", "started": "now"}\n', "a:1: .* a date and time"),
        (
            b'{"at": 0, "node": "", "type": "start", "started": "2026-03-02T18:30:00"}\n',
            "a:1: .* a time zone",
        ),
    ],
)
def test_what_is_no_record(raw: bytes, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        read("a", "a", raw)


KINDS: tuple[dict[str, Any], ...] = (
    HEARD,
    {**GOOD, "type": "say", "text": "Is it?"},
    {
        **GOOD,
        "type": "finding",
        "id": "R23",
        "state": "present",
        "details": {"score": 7},
        "words": "seven",
    },
    {**GOOD, "type": "level", "level": "urgent", "rules": ["R23"], "reasons": ["it hurts"]},
    {**GOOD, "type": "correction", "id": "R3"},
    {**GOOD, "type": "pain", "when": "before", "score": 4},
    {**GOOD, "type": "move", "move": "bridge", "done": True},
    {**GOOD, "type": "ahead", "programme": "six", "moves": {"bridge": "easy"}},
    {**GOOD, "type": "recheck", "findings": ["R1"]},
    {**GOOD, "type": "end", "outcome": "urgent"},
)
"""A good line of each kind."""

ANYTHING = st.none() | st.floats() | st.integers() | st.text(max_size=5) | st.just([1])


def test_each_kind_is_read() -> None:
    assert read("a", "a", lined(*KINDS)) is not None


@settings(deadline=None)
@given(st.sampled_from(KINDS), st.data(), ANYTHING, st.binary(max_size=9))
def test_no_value_breaks_it(
    line: dict[str, Any], data: st.DataObject, value: Any, rest: bytes
) -> None:
    """Whatever stands in a line, it is read, or told with its number."""
    name = data.draw(st.sampled_from(sorted(line)))
    try:
        found = read("a", "a", lined(*KINDS, {**line, name: value}) + rest)
    except RecordError as error:
        told = str(error)
    else:
        told = "" if found else "nothing"
    last = len(KINDS) + 2
    assert not told or told.startswith((f"a:{last}: ", f"a:{last + 1}: "))


# --- the sessions in a folder ---


def sessions(folder: Path, warn: Callable[[str], None] = nothing) -> Sessions:
    return Sessions(folder, warn)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    none = sessions(tmp_path / "none")
    assert (none.all(), none.last(BEGAN), none.unfinished(BEGAN)) == ([], None, None)


def test_sessions_are_listed_the_newest_last(tmp_path: Path) -> None:
    for days in (3, 1, 2):
        keep(tmp_path, PLAIN, BEGAN - timedelta(days=days))
    for _ in range(11):
        keep(tmp_path, GRAVE, BEGAN)
    ids = sessions(tmp_path).ids()
    assert ids[:3] == ["20260227-183000", "20260228-183000", "20260301-183000"]
    assert ids[3:5] == ["20260302-183000", "20260302-183000-2"]
    assert ids[-1] == "20260302-183000-11"


def test_names_are_in_the_order_of_time_wherever_one_is(tmp_path: Path) -> None:
    east, west = timezone(timedelta(hours=9)), timezone(timedelta(hours=-8))
    keep(tmp_path, PLAIN, BEGAN.astimezone(east))
    keep(tmp_path, GRAVE, (BEGAN + timedelta(minutes=1)).astimezone(west))
    assert [one.level for one in sessions(tmp_path).all()] == ["self_care", "emergency"]


def test_other_files_are_let_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text("mine")
    (tmp_path / "20260302-183000.txt").write_text("mine")
    assert sessions(tmp_path).ids() == []


def test_a_damaged_file_is_told_and_the_rest_still_listed(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN, BEGAN - timedelta(days=1))
    bad = keep(tmp_path, PLAIN, BEGAN)
    keep(tmp_path, GRAVE, BEGAN + timedelta(days=1))
    text = bad.read_text(encoding="utf-8").splitlines(keepends=True)
    bad.write_text("".join([*text[:3], "{damage\n", *text[3:]]), encoding="utf-8")
    warned: list[str] = []
    assert [p.level for p in sessions(tmp_path, warned.append).all()] == ["self_care", "emergency"]
    assert warned == [f"{bad}:4: is damaged: not a line of JSON"]
    with pytest.raises(RecordError, match=":4: is damaged"):
        sessions(tmp_path).one(bad.stem)


def test_an_empty_file_is_no_session(tmp_path: Path) -> None:
    (tmp_path / "20260302-183000.jsonl").touch()
    assert sessions(tmp_path).all() == []
    assert sessions(tmp_path).ids() == ["20260302-183000"], "it can be forgotten"


@pytest.mark.parametrize("id_", ["20260303-183000", "", "..", "../20260302-183000", "/etc/passwd"])
def test_a_session_that_is_not_there(tmp_path: Path, id_: str) -> None:
    keep(tmp_path, PLAIN)
    with pytest.raises(RecordError, match="there is no session"):
        sessions(tmp_path).one(id_)


def test_the_last_session_is_the_newest_with_advice(tmp_path: Path) -> None:
    keep(tmp_path, GRAVE, BEGAN - timedelta(days=9))
    keep(tmp_path, PLAIN, BEGAN - timedelta(days=7))
    keep(tmp_path, LEFT, BEGAN - timedelta(days=1))
    found = sessions(tmp_path).last(BEGAN)
    assert found is not None
    assert (found.level, found.score) == ("self_care", 4)


def test_the_last_session_counts_for_eight_weeks(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN, BEGAN)
    assert sessions(tmp_path).last(BEGAN + RECENT) is not None
    assert sessions(tmp_path).last(BEGAN + RECENT + timedelta(seconds=1)) is None


def test_what_broke_off_can_be_gone_on_with(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN[:6])
    found = sessions(tmp_path).unfinished(BEGAN + timedelta(minutes=5))
    assert found is not None
    assert (found.at, [g.reading.text for g in found.answers]) == (
        "severity",
        ["no, nothing “at all”"],
    )


def test_it_can_be_for_half_an_hour_after_its_last_event(tmp_path: Path) -> None:
    long = [*PLAIN[:3], replace(PLAIN[3], at=3600.0)]
    keep(tmp_path, long)
    broke = BEGAN + timedelta(hours=1)
    assert sessions(tmp_path).unfinished(broke + FRESH) is not None
    assert sessions(tmp_path).unfinished(broke + FRESH + timedelta(seconds=1)) is None
    assert sessions(tmp_path).unfinished(broke - FRESH) is not None, "the clock was set back"
    assert sessions(tmp_path).unfinished(broke - FRESH - timedelta(seconds=1)) is None


def test_what_ended_is_over(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN)
    assert sessions(tmp_path).unfinished(BEGAN + timedelta(minutes=4)) is None


def test_what_was_followed_by_another_session_is_over(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN[:6])
    keep(tmp_path, GRAVE, BEGAN + timedelta(minutes=1))
    assert sessions(tmp_path).unfinished(BEGAN + timedelta(minutes=2)) is None


def test_what_is_still_going_on_did_not_break_off(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN[:6])
    now = BEGAN + timedelta(minutes=2)
    going_on = record(tmp_path, now)
    tell(going_on, PLAIN[:2])
    found = sessions(tmp_path).unfinished(now)
    assert found is not None
    assert found.began == BEGAN
    going_on.close()
    found = sessions(tmp_path).unfinished(now)
    assert found is not None
    assert found.began == now


def test_what_broke_off_twice_is_gone_on_with_as_one(tmp_path: Path) -> None:
    first = keep(tmp_path, PLAIN[:5]).stem
    again = BEGAN + timedelta(minutes=1)
    worse = Event(15.0, "pain_now", Finding("R23", "present", {"score": 8}))
    second = keep(tmp_path, [*PLAIN[5:8], worse], again, resumes=first).stem
    found = sessions(tmp_path).unfinished(again)
    assert found is not None
    assert (found.id, found.at) == (second, "pain_now")
    assert [told.finding.id for told in found.told] == ["R3", "R23"]
    assert [answer.node for answer in found.answers] == ["saddle", "severity"]
    keep(tmp_path, PLAIN[8:], again + timedelta(minutes=1), resumes=second)
    found = sessions(tmp_path).last(again)
    assert found is not None
    assert (found.level, found.score, len(found.told)) == ("self_care", 8, 2)


def test_what_broke_off_twice_while_the_clock_was_set_back_is_one(tmp_path: Path) -> None:
    first = keep(tmp_path, PLAIN[:5]).stem
    again = BEGAN - timedelta(minutes=10)
    second = keep(tmp_path, PLAIN[5:8], again, resumes=first).stem
    found = sessions(tmp_path).unfinished(again + timedelta(minutes=1))
    assert found is not None
    assert found.id == second
    assert [answer.node for answer in found.answers] == ["saddle", "severity"]


def test_two_that_went_on_with_each_other_are_read(tmp_path: Path) -> None:
    other = (BEGAN + timedelta(minutes=1)).strftime(NAME)
    first = keep(tmp_path, PLAIN[:5], resumes=other).stem
    keep(tmp_path, PLAIN[5:], BEGAN + timedelta(minutes=1), resumes=first)
    assert [len(past.told) for past in sessions(tmp_path).all()] == [2, 2]


def test_a_session_of_a_clock_that_was_wrong_stands_in_nobodys_way(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN, BEGAN + timedelta(hours=2))
    broken = keep(tmp_path, PLAIN[:5]).stem
    found = sessions(tmp_path).unfinished(BEGAN + timedelta(minutes=1))
    assert found is not None
    assert found.id == broken


@pytest.mark.parametrize("other", ["20260302-183000", "20270101-000000", "../x", "20250101-000000"])
def test_a_session_goes_on_with_an_older_one_only(tmp_path: Path, other: str) -> None:
    keep(tmp_path, PLAIN, resumes=other)
    (found,) = sessions(tmp_path).all()
    assert len(found.told) == 2


def test_what_went_before_may_be_damaged(tmp_path: Path) -> None:
    bad = keep(tmp_path, PLAIN[:5])
    bad.write_text("damage\n", encoding="utf-8")
    keep(tmp_path, PLAIN[5:], BEGAN + timedelta(minutes=1), resumes=bad.stem)
    warned: list[str] = []
    found = sessions(tmp_path, warned.append).last(BEGAN)
    assert found is not None
    assert [told.finding.id for told in found.told] == ["R23"]
    assert warned == [f"{bad}:1: is damaged: not a line of JSON"]


def test_forgetting_leaves_nothing_of_it(tmp_path: Path) -> None:
    keep(tmp_path, PLAIN)
    other = keep(tmp_path, GRAVE, BEGAN + timedelta(days=1))
    sessions(tmp_path).forget(["20260302-183000"])
    assert list(tmp_path.iterdir()) == [other]


def test_forgetting_what_cannot_be_deleted_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="can't be deleted"):
        sessions(tmp_path).forget(["20260302-183000"])


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "earlier today"),
        (1, "yesterday"),
        (2, "two days ago"),
        (6, "six days ago"),
        (7, "last week"),
        (13, "last week"),
        (14, "two weeks ago"),
        (55, "seven weeks ago"),
        (-1, "last time"),
    ],
)
def test_when_it_was(tmp_path: Path, days: int, words: str) -> None:
    assert when(past(tmp_path, PLAIN), BEGAN + timedelta(days=days), PROMPTS) == words


def test_days_are_those_of_the_person(tmp_path: Path) -> None:
    """Half past six in the evening in London is the next morning in Auckland."""
    auckland = timezone(timedelta(hours=13))
    found = past(tmp_path, PLAIN)
    assert when(found, datetime(2026, 3, 3, 9, 0, tzinfo=auckland), PROMPTS) == "earlier today"
    assert when(found, datetime(2026, 3, 3, 9, 0, tzinfo=UTC), PROMPTS) == "yesterday"
