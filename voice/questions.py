"""Questions back: what is known about a sore back is told, what is not is never guessed."""

from dataclasses import dataclass

from .acts import Act, Say
from .answers import Answers
from .phrasebook import Phrasebook
from .script import Script
from .topics import Topic, Topics
from .turn import CERTAIN
from .types import Reading, Utterance, Verbosity

ASKED = "ask"
"""What a question is read as, where its topic is not known."""

REGION = "region"
"""What telling where one lives is read as."""

PLACE = 6
"""Words that may tell where one lives, and nothing else, while an open question is asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a question: one sentence, and `more` when that is asked for."""

    id: str
    acts: tuple[Act, ...]
    more: tuple[str, ...] = ()


def moved(reading: Reading, script: Script, *, openly: bool) -> str:
    """Return the region that someone says they live in; empty if these words are an answer, or if
    more than that is told to a question that is asked `openly`.
    """
    more = len(reading.told) > 1 or len(reading.text.split()) > PLACE
    if reading.meaning is not None or (openly and more):
        return ""
    return script.understanding.region(reading.told)


def reply(
    utterance: Utterance,
    reading: Reading,
    answers: Answers,
    topics: Topics,
    book: Phrasebook,
    verbosity: Verbosity = "normal",
) -> Reply | None:
    """Return the reply to a question, or None if these words are no question to the assistant.

    Words that may be an answer are one: whatever is wrong with someone is never lost to a
    question that they put around it.
    """
    text, meaning = utterance.open, reading.meaning
    if utterance.certainty < CERTAIN or answers.exact(text) or not topics.asks(text):
        return None
    if meaning is not None and (meaning.kind != "answer" or meaning.id not in ("no", "unsure")):
        return None
    topic = topics.about(text)
    if not _for_the_assistant(utterance, topic, topics):
        return None
    if topic is None:
        # "No, should I?" is a clear no, and nothing is known that could be told instead.
        answered = meaning is not None and meaning.id == "no" and reading.clear
        return None if answered else Reply(ASKED, book.say("not_known"))
    if verbosity == "detailed":
        return Reply(topic.id, tuple(map(Say, (topic.first, *topic.more))))
    more = book.say("say_more") if topic.more and verbosity == "normal" else ()
    return Reply(topic.id, (Say(topic.first), *more), topic.more)


def _for_the_assistant(utterance: Utterance, topic: Topic | None, topics: Topics) -> bool:
    """Tell if what was heard can be meant for it: people in the room ask each other things too.

    Every ear must hear the same topic, and no strange word in a long sentence; where there is no
    topic, one that is never answered.
    """
    texts = [ear.open for ear in utterance.ears]
    if topic is None:
        return all(topics.never_answered(text) for text in texts)
    known = all(topics.about(text) is topic for text in texts)
    return known and not (texts and topics.strange(utterance.open))
