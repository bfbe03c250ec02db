"""backtalk ask, as a child process."""

import pytest

from voice.loading_topics import shipped

from .test_cli import fails, voice


def test_without_words_it_lists_the_topics() -> None:
    done = voice("ask")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [topic.name for topic in shipped().values()]


def test_one_sentence_first() -> None:
    done = voice("ask", "can", "I", "take", "ibuprofen")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [shipped()["medicines"].first]


def test_more() -> None:
    done = voice("ask", "--more", "heat or ice")
    topic = shipped()["heat_ice"]
    assert done.stdout.splitlines() == [topic.first, *topic.more]


def test_what_it_does_not_know() -> None:
    fails(voice("ask", "muscle", "pizza"), 'about "muscle pizza"', "muscle soreness, muscle strain")
    fails(voice("ask", "will I need surgery"), "I don't know", "backtalk ask")


@pytest.mark.parametrize("more", [(), ("--more",)])
def test_an_emergency_sign_is_told_and_nothing_else(more: tuple[str, ...]) -> None:
    done = voice("ask", *more, "can I stretch if I can't feel my legs")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [shipped().emergency]


def test_somebody_elses_sign_is_no_emergency() -> None:
    done = voice("ask", "my nephew had chest pain, is massage good")
    assert done.stdout.splitlines() == [shipped()["massage"].first]
