"""Several ears, as many as the question needs.

The first is quick.  Where it is certain, would write down nothing else, and nothing dangerous
hangs on what it heard, the others are not asked.  A red flag is heard by the first two, of
different make, and by all where those do not agree.  An ear that fails is left out from then on,
unless it is the last.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from .errors import VoiceError
from .opinion import common, likeliest
from .ports import Ear, Result, Work
from .turn import SURE
from .types import Expected, Heard, Samples


async def here(work: Callable[[], Result]) -> Result:
    """Do the work of an ear here and now, for sound that is not live."""
    return work()


class EarError(VoiceError):
    """An ear failed: which one, and why."""

    def __init__(self, ear: Ear, why: VoiceError) -> None:
        super().__init__(f"{ear.name}: {why}")
        self.ear, self.why = ear, why


class Ears:
    """`ears` are in the order in which they are asked, the quickest first."""

    def __init__(
        self, ears: Sequence[Ear], work: Work = here, warn: Callable[[str], None] = print
    ) -> None:
        self._ears = list(ears)
        self._work = work
        self._warn = warn
        self._preparing: list[asyncio.Future[None]] = []

    def prepare(self, expected: Expected) -> None:
        """Get ready for what may be said now."""
        self._preparing = [
            asyncio.ensure_future(self._work(partial(ear.prepare, expected.sentences)))
            for ear in self._ears
        ]
        for preparing in self._preparing:
            preparing.add_done_callback(_later)

    async def hear(self, sound: Samples, expected: Expected) -> tuple[Heard, ...]:
        """Return what the ears that were needed made of a piece of speech.

        Raises VoiceError when no ear is left.
        """
        while True:
            try:
                return await self._heard(sound, expected)
            except EarError as error:
                self._leave_out(error)

    def _leave_out(self, error: EarError) -> None:
        if self._ears == [error.ear]:
            raise error.why
        if error.ear in self._ears:
            self._ears.remove(error.ear)
            left = " and ".join(ear.name for ear in self._ears)
            self._warn(f"{error.ear.name} is left out from now on: {error.why}. {left} goes on.")

    async def _heard(self, sound: Samples, expected: Expected) -> tuple[Heard, ...]:
        if expected.grave:
            return await self._grave(sound, expected)
        first = await self._ask(self._ears[0], sound, expected)
        if self._settled(first, expected):
            return (first,)
        return await self._more((first,), sound, expected)

    async def _grave(self, sound: Samples, expected: Expected) -> tuple[Heard, ...]:
        """Ask the first two at the same time, and wait for none when the first hears "stop".

        Two that are each sure of the same are not helped by others (840 sounds at a yes/no
        question, clean and noisy).
        """
        asked = [self._asked(ear, sound, expected) for ear in self._ears[:2]]
        try:
            first = await asked[0]
            meaning, p = _likeliest([first], expected)
            if p >= SURE and meaning in expected.at_once:
                return (first,)
            if p < SURE:  # Whatever the second hears, the others will be asked.
                asked += [self._asked(ear, sound, expected) for ear in self._ears[2:]]
            heard = (first, *await asyncio.gather(*asked[1:]))
        finally:
            for asking in asked:
                asking.cancel()
        return heard if _agreed(heard, expected) else await self._more(heard, sound, expected)

    def _asked(self, ear: Ear, sound: Samples, expected: Expected) -> "asyncio.Future[Heard]":
        return asyncio.ensure_future(self._ask(ear, sound, expected))

    async def _more(
        self, heard: tuple[Heard, ...], sound: Samples, expected: Expected
    ) -> tuple[Heard, ...]:
        others = (self._ask(ear, sound, expected) for ear in self._ears[len(heard) :])
        return (*heard, *await asyncio.gather(*others))

    async def _ask(self, ear: Ear, sound: Samples, expected: Expected) -> Heard:
        try:
            return await self._work(partial(ear.hear, sound, expected.sentences))
        except VoiceError as error:
            raise EarError(ear, error) from error

    @staticmethod
    def _settled(heard: Heard, expected: Expected) -> bool:
        meaning, p = _likeliest([heard], expected)
        known = meaning in expected.at_once or expected.meanings.get(heard.open, "") == meaning
        return p >= SURE and meaning not in expected.careful and (known or not heard.open)


def _agreed(heard: Sequence[Heard], expected: Expected) -> bool:
    """Tell if each of several by itself is sure of the same."""
    alone = [_likeliest([one], expected) for one in heard]
    same = len({meaning for meaning, _ in alone}) == 1
    return len(heard) > 1 and same and all(p >= SURE for _, p in alone)


def _likeliest(heard: Sequence[Heard], expected: Expected) -> tuple[str, float]:
    return likeliest(common(heard, 0.0, 0.0).sentences, expected.meanings)


def _later(preparing: asyncio.Future[None]) -> None:
    """An ear that can't get ready tells it when it is asked."""
    if not preparing.cancelled():
        preparing.exception()
