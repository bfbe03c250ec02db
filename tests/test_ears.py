"""Which ears are asked: as many as the question needs."""

import asyncio
from collections.abc import Callable

import numpy as np
import pytest

from voice.ears import Ears
from voice.ports import Result
from voice.types import Expected, Heard, Samples
from voice.virtual_time import run

MEANINGS = {"yes": "yes", "no": "no", "stop": "stop"}
SOUND = np.zeros(100, np.float32)


class Made:
    """An ear that hears one sentence."""

    def __init__(self, name: str, sentence: str, p: float, written: str = "") -> None:
        self.name = name
        self._heard = Heard(name, {sentence: p}, written)

    def prepare(self, sentences: frozenset[str]) -> None:
        pass

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:  # noqa: ARG002
        return self._heard


def asked(*heard: tuple[str, float] | tuple[str, float, str], grave: bool) -> int:
    """Return how many were asked, of ears that hear these one after the other."""
    ears = Ears([Made(str(n), *one) for n, one in enumerate(heard)])
    careful, at_once = frozenset({"yes"}), frozenset({"stop"})
    expected = Expected(MEANINGS, True, False, grave, careful, at_once)
    return len(run(ears.hear(SOUND, expected)))


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (("no", 0.95), ("no", 0.95), 2),
        (("yes", 0.95), ("yes", 0.95), 2),
        (("no", 0.95), ("no", 0.6), 3),
        (("no", 0.99), ("yes", 0.99), 3),
        (("stop", 0.95), ("no", 0.99), 1),
        (("stop", 0.6), ("stop", 0.6), 3),
    ],
)
def test_at_a_grave_question_two_that_agree_are_enough(
    first: tuple[str, float], second: tuple[str, float], count: int
) -> None:
    assert asked(first, second, ("no", 1.0), grave=True) == count


@pytest.mark.parametrize(
    ("first", "count"),
    [
        (("no", 0.95), 1),
        (("yes", 0.95), 3),
        (("no", 0.6), 3),
        (("no", 0.95, "no"), 1),
        (("no", 0.95, "nothing of that kind"), 3),
        (("stop", 0.95, "nothing of that kind"), 1),
    ],
)
def test_at_others_the_first_is_enough_where_nothing_hangs_on_it(
    first: tuple[str, float] | tuple[str, float, str], count: int
) -> None:
    assert asked(first, ("no", 1.0), ("no", 1.0), grave=False) == count


def test_where_the_first_is_not_sure_the_others_are_asked_at_the_same_time() -> None:
    third = asyncio.Event()

    async def work(hear: Callable[[], Result]) -> Result:
        heard = hear()
        match heard:
            case Heard(ear="second"):
                await third.wait()
            case Heard(ear="third"):
                third.set()
        return heard

    async def ask() -> None:
        made = [Made(name, "no", 0.6) for name in ("first", "second", "third")]
        async with asyncio.timeout(1):
            await Ears(made, work).hear(SOUND, Expected(MEANINGS, grave=True))

    run(ask())
