"""How answers are read: every row of the clinical table, at every question with a flag.

What is heard, as typed, in capitals, with other apostrophes, with a filler before it.
"""

from collections.abc import Callable, Mapping

import pytest

from voice.acts import End, Listen, Say
from voice.devices.typed import spoken
from voice.dialog import Dialog
from voice.loading import load
from voice.script import ONWARD, Question
from voice.types import Reading

SCRIPT = load()

FLAGS = [  # every question with a flag, or with several
    node.name
    for node in SCRIPT.nodes.values()
    if isinstance(node, Question) and node.expects == "yesno" and node.asks and node.next != ONWARD
]

PRESENT = """
yes|yeah|yes I do|a little bit|a bit|kind of|sort of|sometimes|on and off|only when I sit|I think so
maybe|could be|probably|it comes and goes
"""

UNSURE = "not really|I don't think so|not that I noticed|hard to say|I don't know|I'm not sure"

USUAL = "no more than usual|same as always"

VAGUE = "yeah no|no yeah|mm|uh-huh|I'm good"

ABSENT = "no|nope|no, I don't|no, not at all|no, nothing like that|no, I don't have that"

NEVER_ABSENT = """
no, just pins and needles|no pain but it is numb|only on the left|just my right foot|no, it's numb
mostly the right, a bit the left|my partner says it is nothing|don't want to bother anyone|no, maybe
no, sometimes|no, I think|no, but my leg is numb|I guess not|not yet|no worse than before|hardly
"""

DANGER = {
    "my legs have gone": "R6",
    "my chest feels tight": "R9",
    "I can't feel my legs": "R5",
    "I can't pee": "R1",
}

Ways = Mapping[str, Callable[[str], str]]

WAYS: Ways = {
    "as typed": str,
    "capitals": str.upper,
    "curly": lambda text: text.replace("'", "\u2019"),
    "no apostrophe": lambda text: text.replace("'", ""),
    "erm": lambda text: f"erm, {text}",
    "well": lambda text: f"well, {text}",
    "full stop": lambda text: f"{text}.",
}

LATER: Ways = {"please": lambda text: f"{text}, please", "I think": lambda text: f"{text}, I think"}


def rows(table: str) -> list[str]:
    return [text for line in table.strip().splitlines() for text in line.split("|")]


def told(dialog: Dialog, text: str) -> str:
    """Return what is understood, if it is accepted."""
    reading: Reading = dialog.read(spoken(text, 0.0))
    if reading.decision != "accept" or reading.meaning is None:
        return ""
    return reading.meaning.id


def wrong(name: str, table: str, ways: Ways, expected: set[str]) -> list[str]:
    dialog = Dialog.waiting_at(SCRIPT, name)
    read = {way(text): told(dialog, way(text)) for text in rows(table) for way in ways.values()}
    return [f"{text}: {meaning}" for text, meaning in read.items() if meaning not in expected]


@pytest.mark.parametrize("name", FLAGS)
def test_a_hedged_yes_is_a_yes(name: str) -> None:
    assert not wrong(name, PRESENT, {**WAYS, **LATER}, {"yes"})


@pytest.mark.parametrize("name", FLAGS)
def test_what_is_no_clear_answer_is_asked_once_more(name: str) -> None:
    assert not wrong(name, UNSURE, {**WAYS, **LATER}, {"unsure"})
    assert not wrong(name, USUAL, WAYS, {"unsure"})
    assert not wrong(name, VAGUE, WAYS, {"unsure"})


@pytest.mark.parametrize("name", FLAGS)
def test_an_unhedged_no_is_a_no(name: str) -> None:
    assert not wrong(name, ABSENT, WAYS, {"no"})
    assert not wrong(name, "no|nope|no, not at all", {"please": LATER["please"]}, {"no"})


@pytest.mark.parametrize("name", [name for name in FLAGS if name != "both"])
def test_what_is_more_than_a_no_is_none(name: str) -> None:
    dialog = Dialog.waiting_at(SCRIPT, name)
    said = [way(text) for text in rows(NEVER_ABSENT) for way in WAYS.values()]
    said += [LATER["I think"](text) for text in rows(ABSENT)]
    assert not [text for text in said if told(dialog, text) == "no"]


@pytest.mark.parametrize("name", FLAGS)
def test_a_danger_is_taken_as_one_at_every_question(name: str) -> None:
    dialog = Dialog.waiting_at(SCRIPT, name)
    said = {way(text): finding for text, finding in DANGER.items() for way in WAYS.values()}
    assert not [
        text for text, finding in said.items() if told(dialog, text) not in (finding, "yes")
    ]


@pytest.mark.parametrize("name", ["bladder"])
def test_not_since_asks_for_the_hours(name: str) -> None:
    assert not wrong(name, "I haven't been yet|not since this morning", WAYS, {"hours"})


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("only on the left", "left"),
        ("just my right foot", "right"),
        ("mostly the right, a bit the left", "both"),
    ],
)
def test_a_side_is_kept(words: str, which: str) -> None:
    dialog = Dialog.waiting_at(SCRIPT, "leg")
    for way in WAYS.values():
        meaning = dialog.read(spoken(way(words), 0.0)).meaning
        assert meaning is not None
        assert (meaning.id, meaning.which) == ("yes", which)


ASIDES = """
help|what can I say?|why do you ask|where are we|how long left|can I take ibuprofen?|heat or ice?
what is a slipped disc?|I live in the UK|we are in Canada|I made a mistake|go back
"""

# A first conversation never comes to since_last.
ALL = [n.name for n in SCRIPT.nodes.values() if isinstance(n, Question)]
ALL.remove("since_last")


@pytest.mark.parametrize("name", ALL)
def test_what_is_asked_back_is_answered_and_the_question_stays(name: str) -> None:
    for text in rows(ASIDES):
        dialog = Dialog.waiting_at(SCRIPT, name)
        said = until_it_waits(dialog, text)
        assert said, text
        assert SCRIPT.prompts["sorry"][0] not in said, text
        # With nothing noted yet, and nothing asked before, there is nowhere to go back to.
        assert dialog.at == name, text


def until_it_waits(dialog: Dialog, text: str) -> list[str]:
    dialog.hear(spoken(text, 0.0))
    said: list[str] = []
    while not isinstance(act := dialog.next(), Listen):
        assert not isinstance(act, End), text
        said += [act.text] if isinstance(act, Say) else []
    return said
