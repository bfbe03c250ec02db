"""Sound that fails at any moment of a conversation: nothing is lost, and nothing is made up."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from voice.acts import Event, Failed, Listen, Say
from voice.devices.beeps import Beeps
from voice.devices.fallback import Fallback
from voice.devices.rehearsal import Heard, Timed
from voice.dialog import Dialog
from voice.ears import Ears
from voice.errors import DeviceError
from voice.hearing import SpokenHearing
from voice.loading import DIALOG, load
from voice.session import Session
from voice.types import RATE, Expected, Fault, Finding, Frame, Level, Manner, Speech, Utterance
from voice.virtual_time import run

from .test_hearing import CHUNK, SPEECH, Sure
from .test_hearing import Level as Activity
from .unhurt import UNHURT

SCRIPT = load(DIALOG)

GONE = 3600.0
"""Seconds without a microphone: longer than any patience."""

MUTE = 60.0
"""Seconds without a voice."""

Unheard = Fault | Literal["gone"]

Happens = Unheard | Literal["mute"]
"""Also without a speaker, when nothing can be told but the end of it; or without a voice."""


class Failing(Heard):
    """Hears what it is told, and nothing while it is deaf."""

    def __init__(self) -> None:
        super().__init__()
        self.deaf = False
        self._lost = 0.0
        self._faults: asyncio.Queue[Fault] = asyncio.Queue()

    @property
    def listened(self) -> float:
        return self._lost if self.deaf else super().listened

    def fail(self, happens: Unheard) -> None:
        self._lost = self.listened
        self.deaf = happens in ("deaf", "gone")
        if happens != "gone":
            self._faults.put_nowait(happens)

    async def utterance(self) -> Utterance:
        said = asyncio.ensure_future(super().utterance())
        failed = asyncio.ensure_future(self._faults.get())
        try:
            await asyncio.wait({said, failed}, return_when=asyncio.FIRST_COMPLETED)
            return Utterance({}, fault=failed.result()) if failed.done() else said.result()
        finally:
            said.cancel()
            failed.cancel()


class Hoarse(Timed):
    """A voice that fails while it is told to."""

    fails = False

    def has(self, text: str, manner: Manner) -> bool:  # noqa: ARG002
        return False

    def render(self, text: str, manner: Manner) -> Speech:
        raise NotImplementedError

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        if self.fails:
            raise DeviceError("The voice hangs.")
        return await super().synthesize(text, manner)


class Conversation:
    """A whole one, with faults after the events of these numbers."""

    def __init__(self, faults: Sequence[tuple[int, Happens]]) -> None:
        self.events: list[Event] = []
        self._faults = dict(faults)
        self.hearing = Failing()
        self._voice = Hoarse()

    def hold(self) -> list[Event]:
        run(self._hold())
        return self.events

    async def _hold(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._session = Session(
            Dialog(SCRIPT),
            hearing=self.hearing,
            synthesizer=Fallback(self._voice, Beeps(), list[str]().append),
            speaker=self._voice,
            manner=Manner(),
            listeners=(self._attend,),
        )
        async with asyncio.timeout(10 * GONE):
            await self._session.run()

    def _attend(self, event: Event) -> None:
        self.events.append(event)
        if fault := self._faults.pop(len(self.events), None):
            self._fail(fault)
        if isinstance(event.what, Listen) and not self.hearing.deaf:
            back = "correct" if "correct" in event.what.options else "no"
            self.hearing.say(UNHURT.get(event.node, back))

    def _fail(self, fault: Happens) -> None:
        if fault == "mute":
            self._voice.fails = True
            self._loop.call_later(MUTE, setattr, self._voice, "fails", False)
            return
        self.hearing.fail(fault)
        if self.hearing.deaf:
            self._loop.call_later(GONE, self.hearing.fail, "back")


def known(events: Sequence[Event]) -> tuple[object, ...]:
    """Return what matters in the end: the level, and every finding."""
    levels = [event.what for event in events if isinstance(event.what, Level)]
    found = {e.what.id: e.what.state for e in events if isinstance(e.what, Finding)}
    return levels[-1].id, levels[-1].rules, found


WHOLE = Conversation(()).hold()

FAULTS: st.SearchStrategy[Happens] = st.sampled_from(["deaf", "gone", "back", "unheard", "mute"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, len(WHOLE) - 2), FAULTS), min_size=1, max_size=6))
def test_whatever_fails_and_whenever_the_advice_is_the_same(
    faults: list[tuple[int, Happens]],
) -> None:
    assert known(Conversation(faults).hold()) == known(WHOLE)
    assert known(WHOLE)[0] == "self_care"


def place(type_: type) -> int:
    """Return the number of the second event of a kind: the first question is behind us."""
    return [n for n, event in enumerate(WHOLE, 1) if isinstance(event.what, type_)][1]


def texts(events: Sequence[Event]) -> list[str]:
    return [event.what.text for event in events if isinstance(event.what, Say)]


def test_without_a_microphone_it_says_so_and_waits_until_there_is_one() -> None:
    at = place(Listen)
    events = Conversation([(at, "deaf")]).hold()
    after = texts(events[at:])
    assert after[:2] == ["I can't hear you any more.", "I'll wait for the microphone."]
    assert after[2:4] == ["The sound was gone for a moment.", "I go on where we were."]
    gone, back = (event.at for event in events if isinstance(event.what, Failed))
    assert back - gone == GONE
    assert not [event for event in events if gone + 10 < event.at < back]
    assert after[4] in texts(WHOLE[:at])


def test_what_was_being_said_when_sound_failed_is_said_again() -> None:
    at = place(Say)
    cut = WHOLE[at - 1].what
    assert isinstance(cut, Say)
    events = Conversation([(at, "back")]).hold()
    assert texts(events[at:])[:3] == [*SCRIPT.prompts["sound_back"], cut.text]


def test_what_could_not_be_read_is_asked_for_again() -> None:
    at = place(Listen)
    after = texts(Conversation([(at, "unheard")]).hold()[at:])
    assert after[:2] == ["Something went wrong while I listened.", "I'll ask again."]
    assert after[2] in texts(WHOLE[:at])


class Broken:
    """A microphone that fails in the middle of a word."""

    async def frames(self) -> AsyncIterator[Frame]:
        for frame in (word(4), Frame(b"", fault="back"), word(3), Frame(bytes(2 * RATE))):
            yield frame


def word(chunks: int) -> Frame:
    return Frame(SPEECH.to_bytes(2, "little") * CHUNK * chunks)


def test_half_a_word_does_not_go_with_what_comes_after() -> None:
    ear = Sure(1.0)

    async def listen() -> None:
        hearing = SpokenHearing(Broken(), Activity(), Ears([ear]))
        hearing.expect(Expected({"yes": "yes"}, waiting=True))
        assert (await hearing.utterance()).fault == "back"
        assert not hearing.busy
        assert "yes" in (await hearing.utterance()).sentences

    run(listen())
    (sound,) = ear.sounds
    assert (sound > 0).sum() == 3 * CHUNK
