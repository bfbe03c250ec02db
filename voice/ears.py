"""Several ears, as many as the question needs.

The first is quick.  Where it is certain, and nothing dangerous hangs on what it heard, the
others are not asked; a red flag is heard by all of them, and they have to agree.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from .opinion import common, likeliest
from .ports import Ear, Result, Work
from .turn import SURE
from .types import Expected, Heard, Samples


async def here(work: Callable[[], Result]) -> Result:
    """Do the work of an ear here and now, for sound that is not live."""
    return work()


class Ears:
    """`ears` are in the order in which they are asked, the quickest first."""

    def __init__(self, ears: Sequence[Ear], work: Work = here) -> None:
        self._ears = ears
        self._work = work
        self._preparing: list[asyncio.Future[None]] = []

    def prepare(self, expected: Expected) -> None:
        """Get ready for what may be said now."""
        self._preparing = [
            asyncio.ensure_future(self._work(partial(ear.prepare, expected.sentences)))
            for ear in self._ears
        ]

    async def hear(self, sound: Samples, expected: Expected) -> tuple[Heard, ...]:
        """Return what the ears that were needed made of a piece of speech."""
        if expected.grave:
            return tuple(await asyncio.gather(*(self._ask(e, sound, expected) for e in self._ears)))
        first = await self._ask(self._ears[0], sound, expected)
        if len(self._ears) == 1 or self._settled(first, expected):
            return (first,)
        others = (self._ask(ear, sound, expected) for ear in self._ears[1:])
        return (first, *await asyncio.gather(*others))

    def _ask(self, ear: Ear, sound: Samples, expected: Expected) -> Awaitable[Heard]:
        return self._work(partial(ear.hear, sound, expected.sentences))

    @staticmethod
    def _settled(heard: Heard, expected: Expected) -> bool:
        meaning, p = likeliest(common([heard], 0.0, 0.0).sentences, expected.meanings)
        return p >= SURE and meaning not in expected.careful
