"""Ears that fail or hang: the others go on, and what could not be read is asked for again."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from threading import Event

import numpy as np
import pytest

from tests.test_hearing import ALIGNED, Level, pause, speech
from voice.devices.sound_file import SoundFile
from voice.devices.threads import PATIENCE, Threads
from voice.devices.waking import Waking
from voice.devices.worker import go_on
from voice.ears import Ears
from voice.errors import DeviceError, VoiceError
from voice.hearing import TOO_OFTEN, SpokenHearing
from voice.ports import Ear
from voice.types import Expected, Heard, Samples, Utterance
from voice.virtual_time import run

GRAVE = Expected({"yes": "yes"}, waiting=True, grave=True)


class Made:
    """An ear of which `hear` decides what becomes of it."""

    def __init__(self, name: str, hear: Callable[[], float]) -> None:
        self.name = name
        self._hear = hear

    def prepare(self, sentences: frozenset[str]) -> None:
        pass

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:  # noqa: ARG002
        return Heard(self.name, dict.fromkeys(sentences, self._hear()))


def sure() -> float:
    return 1.0


def crash() -> float:
    raise RuntimeError("out of memory")


def waking(name: str, hear: Callable[[], float]) -> Ear:
    return Waking(name, lambda: Made(name, hear))


def names(heard: tuple[Heard, ...]) -> list[str]:
    return [one.ear for one in heard]


SOUND = np.zeros(100, np.float32)


def test_an_ear_that_fails_is_left_out_and_it_is_said_once() -> None:
    warned: list[str] = []
    ears = Ears([waking("quick", sure), waking("careful", crash)], warn=warned.append)
    heard = [run(ears.hear(SOUND, GRAVE)) for _ in range(2)]
    assert [names(one) for one in heard] == [["quick"], ["quick"]]
    assert warned == [
        "careful is left out from now on: RuntimeError: out of memory. quick goes on."
    ]


def test_two_readings_at_a_time_may_find_the_same_ear_broken() -> None:
    async def twice() -> list[tuple[Heard, ...]]:
        made = [waking("quick", crash), waking("careful", sure)]
        ears = Ears(made, Threads(2), list[str]().append)
        return await asyncio.gather(*(ears.hear(SOUND, GRAVE) for _ in range(2)))

    assert [names(one) for one in asyncio.run(twice())] == [["careful"], ["careful"]]


def test_an_ear_that_hangs_is_left_out() -> None:
    hangs, warned = Event(), list[str]()
    ears = Ears(
        [waking("quick", lambda: float(hangs.wait())), waking("careful", sure)],
        Threads(2, patience=0.05),
        warned.append,
    )
    assert names(asyncio.run(ears.hear(SOUND, GRAVE))) == ["careful"]
    assert warned == ["quick is left out from now on: The recogniser hangs. careful goes on."]
    hangs.set()


def test_threads_that_hang_are_replaced() -> None:
    hangs = Event()

    async def work() -> list[object]:
        threads = Threads(1, patience=0.05)
        lost = await asyncio.gather(threads(hangs.wait), return_exceptions=True)
        return [*lost, await threads(lambda: "next")]

    lost, after = asyncio.run(work())
    assert isinstance(lost, DeviceError)
    assert after == "next"
    hangs.set()


def test_what_was_cancelled_and_goes_on_holds_nothing_up() -> None:
    begun, hangs = Event(), Event()

    def hang() -> None:
        begun.set()
        hangs.wait()

    async def work() -> str:
        threads = Threads(2)
        cancelled = asyncio.ensure_future(threads(hang))
        await asyncio.to_thread(begun.wait)
        cancelled.cancel()
        await asyncio.wait({cancelled})
        return await threads(lambda: "next")

    assert asyncio.run(work()) == "next"
    hangs.set()


def test_what_was_cancelled_in_a_queue_hides_nothing_that_goes_on() -> None:
    hangs, begun = Event(), [Event(), Event()]

    def deaf() -> None:
        begun[0].set()
        hangs.wait()

    def obedient() -> None:
        begun[1].set()
        while True:
            go_on()

    async def cancel(*tasks: asyncio.Future[None]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    async def work() -> str:
        threads = Threads(2)
        running = [asyncio.ensure_future(threads(one)) for one in (deaf, obedient)]
        for one in begun:
            await asyncio.to_thread(one.wait)
        await cancel(*running)
        queued = [asyncio.ensure_future(threads(go_on)) for _ in range(2)]
        await asyncio.sleep(0)
        await cancel(*queued)
        await asyncio.sleep(0.1)
        return await asyncio.wait_for(threads(lambda: "stop"), PATIENCE / 2)

    assert asyncio.run(work()) == "stop"
    hangs.set()


def test_no_ear_goes_on_when_the_first_has_heard_stop() -> None:
    begun, over = Event(), Event()

    def quick() -> float:
        begun.wait()
        return 1.0

    def long() -> float:
        begun.set()
        try:
            while True:
                go_on()
        finally:
            over.set()

    async def hear() -> tuple[Heard, ...]:
        ears = Ears([waking("quick", quick), waking("careful", long)], Threads(2))
        heard = await ears.hear(SOUND, replace(GRAVE, at_once=frozenset({"yes"})))
        assert await asyncio.to_thread(over.wait, PATIENCE)
        return heard

    assert names(asyncio.run(hear())) == ["quick"]


def test_the_last_ear_is_loaded_anew_when_it_fails() -> None:
    loaded: list[str] = []

    def load() -> Ear:
        loaded.append("ear")
        return Made("ear", crash if len(loaded) == 1 else sure)

    ears = Ears([Waking("ear", load)])
    with pytest.raises(DeviceError, match="out of memory"):
        run(ears.hear(SOUND, GRAVE))
    assert names(run(ears.hear(SOUND, GRAVE))) == ["ear"]


def heard_with(hear: Callable[[], float], count: int) -> list[Utterance]:
    """Let it hear a word so many times, with one ear."""
    found: list[Utterance] = []

    async def listen() -> None:
        sound = np.concatenate([ALIGNED, *[speech(8), pause(1.6)] * count])
        hearing = SpokenHearing(SoundFile(sound), Level(), Ears([waking("ear", hear)]))
        hearing.expect(GRAVE)
        for _ in range(count):
            found.append(await hearing.utterance())

    run(listen())
    return found


def test_what_no_ear_could_read_is_a_fault_and_no_silence() -> None:
    outcomes = iter([crash, sure, crash, crash, sure])
    utterances = heard_with(lambda: next(outcomes)(), 5)
    assert [u.fault for u in utterances] == ["unheard", "", "unheard", "unheard", ""]


def test_an_ear_that_goes_on_failing_is_given_up() -> None:
    with pytest.raises(VoiceError, match="out of memory"):
        heard_with(crash, TOO_OFTEN)
