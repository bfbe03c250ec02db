"""backtalk ask: what is known about a topic."""

import argparse
from collections.abc import Iterable

from .. import loading_mentions, loading_topics
from ..errors import InputError
from ..topics import Topic, Topics


def run(arguments: argparse.Namespace) -> int:
    """Tell about a topic; without words, list the topics.

    Whoever asks "can I stretch if I can't feel my legs" is told of the emergency, and nothing
    else.  Raises InputError when nothing is known.
    """
    topics = loading_topics.shipped()
    words = " ".join(arguments.topic)
    if not words.strip():
        print("\n".join(topic.name for topic in topics.values()))
        return 0
    if loading_mentions.shipped().emergency(words):
        print(topics.emergency)
        return 0
    topic = topics.about(words)
    if topic is None:
        raise InputError(_unknown(words, topics))
    print("\n".join(_sentences(topic, more=arguments.more)))
    return 0


def _sentences(topic: Topic, *, more: bool) -> Iterable[str]:
    yield topic.first
    if more:
        yield from topic.more


def _unknown(words: str, topics: Topics) -> str:
    near = [topic.name for topic in topics.near(words)]
    if near:
        return f'I don\'t know about "{words}". What comes near: {", ".join(near)}'
    return f'I don\'t know about "{words}". To see what I know: backtalk ask'
