"""Looking for mistakes in mentions.yaml and topics.yaml that reading them does not find.

Unknown classes, empty patterns and doubles are found when they are read (loading_patterns.py).
"""

import re
from collections.abc import Iterator
from pathlib import Path

from . import documents, loading_mentions, loading_topics
from .documents import Value
from .loading_patterns import classes_used
from .words import key, sentences

EYES = re.compile(
    r"\b(see (here|below|above)|look at (this|these|the)|shown|picture|figure|screen|click|tap"
    r"|link|read more|arrow)\b"
)
"""Words that send someone to a screen: this is only heard."""

DOSE = re.compile(
    r"\b(milligrams?|mg|grams?|(\w+ )?(tablets?|pills?|capsules?) (a|per|every|each)"
    r"|times (a|per) day|maximum dose|every \w+ hours)\b"
)
"""An amount of a medicine: the packet and the pharmacist tell that."""

LONGEST = 30
"""Words a spoken sentence may have."""


def check(mentions: Path = loading_mentions.MENTIONS, topics: Path = loading_topics.TOPICS) -> None:
    """Raise ScriptError at the first mistake, with file, line and node."""
    loading_mentions.load(mentions)
    loading_topics.load(topics, mentions)
    asked = documents.read(topics).mapping()
    _used(documents.read(mentions).mapping(), asked)
    names: dict[str, str] = {}
    for id_, value in asked["topics"]:
        topic = value.named(id_).mapping()
        name = key(topic["name"].text())
        if (other := names.setdefault(name, id_)) != id_:
            raise topic["name"].place.error(f"{other!r} is called {name!r} too")
        for said in _spoken(topic):
            _sentence(said)
    _doubles(asked["topics"])


def _used(mentions: dict[str, Value], topics: dict[str, Value]) -> None:
    """Every class of words is in a pattern."""
    lists = [c.content["patterns"] if isinstance(c.content, dict) else c
             for _, c in mentions["concepts"]]  # fmt: skip
    lists += [topic.mapping()["asked"] for _, topic in topics["topics"]]
    used = {name for patterns in lists for name in classes_used(patterns)}
    for words in (mentions["words"], topics["words"]):
        for name, value in words:
            if name not in used:
                raise value.named(name).place.error("no pattern uses these words")


def _spoken(topic: dict[str, Value]) -> Iterator[Value]:
    yield topic["first"]
    yield from topic["more"].listed()


def _sentence(said: Value) -> None:
    """What is spoken needs no eyes, gives no dose, and is short."""
    text = said.text()
    if found := EYES.search(text.lower()):
        raise said.place.error(f"{found[0]!r} needs eyes: {text!r}")
    if found := DOSE.search(text.lower()):
        raise said.place.error(f"{found[0]!r} gives a dose: {text!r}")
    for sentence in sentences(text):
        if len(sentence.split()) > LONGEST:
            raise said.place.error(f"has more than {LONGEST} words in one sentence: {sentence!r}")


def _doubles(topics: Value) -> None:
    """No sentence is said by two topics, and no pattern leads to two."""
    seen: dict[str, str] = {}
    for id_, value in topics:
        topic = value.named(id_).mapping()
        for item in (*_spoken(topic), *topic["asked"].listed()):
            if (other := seen.setdefault(item.text(), id_)) != id_:
                raise item.place.error(f"{item.text()!r} stands in {other!r} too")
