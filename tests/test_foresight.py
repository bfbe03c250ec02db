"""What will be said next is known while the question plays, and rendered by then."""

import asyncio

import pytest

from tests.virtual import Script, Voice
from voice import loading
from voice.acts import Event, Listen, Say, Understood
from voice.dialog import Dialog
from voice.foresight import likely
from voice.session import Session
from voice.types import Manner, Speech
from voice.virtual_time import run

SCRIPT = loading.load()

RENDERS = 0.5
"""Seconds that a sentence takes to be rendered the first time."""

ANSWERED = 30.0


class Slow(Voice):
    def __init__(self) -> None:
        super().__init__()
        self._rendered = set[str]()

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        if text not in self._rendered:
            await asyncio.sleep(RENDERS)
            self._rendered.add(text)
        return await super().synthesize(text, manner)


def asked(node: str) -> Dialog:
    dialog = Dialog(SCRIPT)
    dialog.switch(dialog.course.enter(node, again=True))
    return dialog


def answered(node: str, words: str) -> list[Event]:
    """Answer a question once it has been asked; return everything that happens."""
    events: list[Event] = []
    voice = Slow()
    session = Session(
        asked(node),
        hearing=Script([(ANSWERED, words, 1.0)]),
        synthesizer=voice,
        speaker=voice,
        manner=Manner(),
        listeners=(events.append,),
    )

    async def hold() -> None:
        try:
            async with asyncio.timeout(ANSWERED + 5.0):
                await session.run()
        except TimeoutError:
            pass

    run(hold())
    return events


@pytest.mark.parametrize("words", ["yes", "no", "stop"])
@pytest.mark.parametrize("node", ["saddle", "stand", "belly"])
def test_a_likely_reply_is_there_at_once(node: str, words: str) -> None:
    events = answered(node, words)
    at = next(n for n, event in enumerate(events) if isinstance(event.what, Understood))
    said = next(event for event in events[at:] if isinstance(event.what, Say))
    assert said.at == events[at].at == ANSWERED


def test_to_look_ahead_changes_nothing() -> None:
    dialog = Dialog.waiting_at(SCRIPT, "saddle")
    before = dialog.course.findings
    assert "Stopped." in [*likely(dialog)]
    assert dialog.waiting
    assert dialog.course.findings == before
    assert dialog.at == "saddle"


def test_where_nothing_is_asked_nothing_is_foreseen() -> None:
    dialog = Dialog(SCRIPT)
    dialog.switch((Say("So."), Listen(1.0)))
    dialog.course.scene = None
    assert [*likely(dialog)] == []
