"""What a session needs from the outside world.  Implemented in devices/.

There is no Clock here: the clock is the running event loop.  Code in this package sleeps
with asyncio.sleep and asks the time with loop.time(), so whoever brings another loop
brings another time.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol, TypeVar

from .acts import Event
from .types import Expected, Frame, Heard, Manner, Samples, Speech, Utterance

Result = TypeVar("Result")


class Microphone(Protocol):
    def frames(self) -> AsyncIterator[Frame]:
        """Yield sound as it arrives, silence included, without end; and faults, when they are
        known.  None comes while the microphone is gone.
        """
        ...


class VoiceActivity(Protocol):
    chunk: int
    """Samples it takes at a time."""

    def probability(self, pcm: bytes) -> float:
        """Return how likely it is (0 to 1) that this chunk is speech."""
        ...

    def reset(self) -> None: ...


class Ear(Protocol):
    name: str

    def prepare(self, sentences: frozenset[str]) -> None:
        """Get ready for these sentences, so that hearing them costs no more than it must."""
        ...

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        """Say how likely each sentence is, given the sound.  Never fails on any sound."""
        ...


class Hearing(Protocol):
    """Microphone, voice activity and ears together; or a keyboard."""

    def expect(self, expected: Expected) -> None:
        """Tell what may be said from now on.  Other words must still get through."""
        ...

    @property
    def busy(self) -> bool:
        """Someone is speaking, or what was said is still being understood."""
        ...

    @property
    def listened(self) -> float:
        """Seconds in which it could hear.  They stand still while it can't: nobody was silent."""
        ...

    async def utterance(self) -> Utterance:
        """Return the next thing that is said, or the next fault."""
        ...


class Synthesizer(Protocol):
    async def synthesize(self, text: str, manner: Manner) -> Speech: ...


class Speaker(Protocol):
    async def play(self, speech: Speech, begin: float = 0.0) -> None:
        """Play from `begin` seconds on; return when it has been heard.

        Cancelling stops it within one block.
        """
        ...

    def exchange(self, speech: Speech) -> None:
        """Go on with this sound instead, from the same sample on; `play` returns at its end."""
        ...

    @property
    def position(self) -> float:
        """Seconds into the sound that is playing, or was cut short last."""
        ...

    def gain(self, gain: float) -> None:
        """Loudness of everything played from now on: 1 is as rendered."""
        ...


Listener = Callable[[Event], None]
"""Told everything that happens: the record, the display."""


Kept = Callable[[], Awaitable[None]]
"""Returns when what was told so far is kept, also through a power cut."""


class Work(Protocol):
    """How an ear is run: on a thread of its own, or here and now."""

    def __call__(self, work: Callable[[], Result], /) -> Awaitable[Result]: ...
