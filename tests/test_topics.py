"""What can be asked: tests/wordings/questions.txt has the topics and ways to ask for them."""

from collections import Counter
from pathlib import Path

import pytest

from voice.answers import Answers
from voice.loading import load
from voice.loading_mentions import shipped as mentions
from voice.loading_topics import shipped
from voice.phrasebook import Phrasebook
from voice.questions import reply
from voice.types import Heard, Reading, Utterance

WORDINGS = Path(__file__).parent / "wordings"

TOPICS = shipped()

SCRIPT = load()

BOOK = Phrasebook(SCRIPT.prompts, SCRIPT.replies)

TELLS = [
    "when I sit it hurts",
    "I had a massage yesterday",
    "my legs hurt when I run",
    "can't sleep",
    "is numb",
    "does hurt a bit",
    "what I feel is a dull ache",
    "I took ibuprofen",
    "not really",
    "no",
    "yes",
    "it hurts more when I lift",
]


def lines(name: str) -> list[str]:
    return (WORDINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


KNOWN = [tuple(line.split(" | ")) for line in lines("questions")]


@pytest.mark.parametrize(("topic", "words"), KNOWN)
def test_a_known_question_finds_its_topic(topic: str, words: str) -> None:
    about = TOPICS.about(words)
    assert about is not None
    assert about.id == topic
    assert TOPICS.asks(words)


@pytest.mark.parametrize("words", lines("unknown_questions"))
def test_an_unknown_question_is_never_guessed(words: str) -> None:
    assert TOPICS.about(words) is None
    assert TOPICS.asks(words)


def test_there_are_enough_questions() -> None:
    counts = Counter(topic for topic, _ in KNOWN)
    assert counts.keys() == set(TOPICS)
    assert min(counts.values()) >= 3
    assert len(KNOWN) >= 150
    assert len(lines("unknown_questions")) >= 40


@pytest.mark.parametrize("words", TELLS)
def test_what_tells_something_is_no_question(words: str) -> None:
    assert not TOPICS.asks(words)


@pytest.mark.parametrize(
    "words", ["tell me about massage", "so, what about ice", "ask about shoes", "massage?"]
)
def test_asking_to_be_told_is_a_question(words: str) -> None:
    assert TOPICS.asks(words)
    assert TOPICS.about(words) is not None


def test_every_topic_is_found_by_its_name() -> None:
    for topic in TOPICS.values():
        assert TOPICS.about(topic.name) == topic
        assert TOPICS.about(f"tell me about {topic.name}") == topic


def test_every_section_of_the_article_is_covered() -> None:
    covered = {heading for topic in TOPICS.values() for heading in topic.article}
    headings = lines("article_headings")
    assert len(headings) == 50
    assert covered == set(headings)


def test_each_has_one_sentence_first_and_more() -> None:
    for topic in TOPICS.values():
        assert topic.first.rstrip(".").count(". ") == 0, topic.id
        assert topic.more, topic.id
        assert topic.source, topic.id


@pytest.mark.parametrize(("topic", "words"), KNOWN)
def test_a_known_question_is_no_emergency(topic: str, words: str) -> None:
    assert mentions().emergency(words) is None, topic


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("can I stretch if I can't feel my legs", "R5"),
        ("should I take ibuprofen for my chest pain", "R9"),
        ("is it normal that I can't pee", "R1"),
        ("will ice help, my bum is numb", "R3"),
        ("when can I train again, my foot keeps dropping", "R7"),
    ],
)
def test_the_sign_in_a_question_is_heard(words: str, finding: str) -> None:
    sign = mentions().emergency(words)
    assert sign is not None
    assert sign.id == finding


def test_near_names() -> None:
    assert [topic.id for topic in TOPICS.near("muscle pizza")] == [
        "soreness",
        "strain",
        "relaxants",
    ]
    assert TOPICS.near("pizza") == ()


def replied(words: str, *ears: str) -> str:
    """Return what spoken words are read as, when these are what the ears write down."""
    heard = tuple(Heard(f"ear {n}", {}, text, 0.9) for n, text in enumerate(ears))
    utterance = Utterance({}, words, 0.9, ears=heard)
    reading = Reading(None, 0.0, "reject", text=words)
    found = reply(utterance, reading, Answers([]), TOPICS, BOOK)
    return found.id if found else ""


COFFEE = "can i get a latte with a lot of sugar"


def test_what_people_ask_each_other_is_not_for_the_assistant() -> None:
    assert replied(COFFEE, COFFEE, COFFEE) == ""
    assert replied(COFFEE) == "ask"


def test_a_topic_inside_a_long_sentence_with_a_strange_word_is_not_asked_for() -> None:
    roast, knee = (
        "can i get a triple shot light roast ice coffee",
        "should i put ice on it at night",
    )
    assert TOPICS.about(roast)
    assert replied(roast, roast, roast) == ""
    assert replied(knee, knee, knee) == "heat_ice"
    assert replied(roast) == "heat_ice"


def test_every_ear_must_hear_the_same_topic() -> None:
    ice, iced = "should i use heat or ice", "can i get an iced coffee"
    assert replied(ice, ice, ice) == "heat_ice"
    assert replied(ice, ice, iced) == ""


def test_what_is_never_answered_is_said_so() -> None:
    creatine = "can i take creatine"
    assert replied(creatine, creatine, creatine) == "ask"
