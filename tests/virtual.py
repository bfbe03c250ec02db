"""A conversation without sound: sentences take their time, answers come when they are due."""

import asyncio
from collections.abc import Sequence

from voice.acts import Event
from voice.devices.typed import Silent
from voice.dialog import Dialog
from voice.pcm import silence
from voice.ports import Hearing, Listener
from voice.session import Session
from voice.types import Expected, Manner, Speech, Utterance
from voice.virtual_time import run
from voice.words import plain

WORD = 0.3
"""Seconds that a word takes, in the assistant's mouth."""

Said = tuple[float, str, float]
"""When, what, and how sure it is heard."""


class Script:
    """A hearing that hears given words at given times, each with its probability."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = list(said)

    @property
    def busy(self) -> bool:
        return False

    @property
    def listened(self) -> float:
        return asyncio.get_running_loop().time()

    def expect(self, expected: Expected) -> None:
        pass

    async def utterance(self) -> Utterance:
        if not self._said:
            await asyncio.Event().wait()
        at, words, p = self._said.pop(0)
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(at - now)
        certainty = 1.0 if p == 1.0 else 0.0
        return Utterance({plain(words): p}, words, certainty, began=at, ended=at)


class Voice(Silent):
    """Says sentences as long as their words would take."""

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        return Speech(text, silence(WORD * len(text.split()) * 155 / manner.rate))


def converse(
    dialog: Dialog,
    said: Sequence[Said],
    until: float = 7200.0,
    *listeners: Listener,
    hearing: Hearing | None = None,
) -> list[Event]:
    """Hold a conversation; return everything that happened until its end, or until then.

    What is said is heard by a Script, unless there is another hearing.
    """
    events: list[Event] = []
    voice = Voice()
    session = Session(
        dialog,
        hearing=hearing or Script(said),
        synthesizer=voice,
        speaker=voice,
        manner=Manner(),
        listeners=(events.append, *listeners),
    )

    async def hold() -> None:
        try:
            async with asyncio.timeout(until):
                await session.run()
        except TimeoutError:
            pass

    run(hold())
    return events
