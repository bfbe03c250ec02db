"""What it costs to listen while nobody speaks."""

import asyncio
import time

import numpy as np

from voice.cli.parts import make_ears, on_threads
from voice.devices.activity import SileroActivity
from voice.devices.models import ModelStore
from voice.ears import Ears
from voice.hearing import SpokenHearing
from voice.types import RATE, Expected, Samples

from .cost import Cost
from .latency import RealTime

MOST = 3.0
"""Percent of one core."""

ROOM = 10 ** (-55 / 20)
"""Root mean square of a quiet room, of full scale."""


def idle(kitchen: Samples, seconds: float) -> list[Cost]:
    """Measure in real time: silence, white noise and kitchen noise as loud as a quiet room."""
    size = int(seconds * RATE)
    white = np.random.default_rng(0).normal(0.0, ROOM, size)
    noise = np.resize(kitchen, size)
    sounds = {
        "silence": np.zeros(size),
        "white noise at -55 dB of full scale": white,
        "kitchen at -55 dB of full scale": noise * (ROOM / np.sqrt((noise**2).mean())),
    }
    return [_cost(name, sound.astype(np.float32), seconds) for name, sound in sounds.items()]


def _cost(name: str, sound: Samples, seconds: float) -> Cost:
    percent = 100 * asyncio.run(_work(sound, seconds)) / seconds
    title = f"processor while nobody speaks: {name}"
    figure = f"{percent:.1f} % of one core, of {seconds:.0f} s"
    return Cost(title, figure, f"<= {MOST:.0f} %", percent <= MOST)


async def _work(sound: Samples, seconds: float) -> float:
    """Return the seconds of processor time for hearing this."""
    ears = make_ears("auto", ModelStore.find())
    hearing = SpokenHearing(RealTime(sound), SileroActivity(), Ears(ears, on_threads(len(ears))))
    hearing.expect(Expected())
    await asyncio.sleep(1.0)
    began = time.process_time()
    try:
        async with asyncio.timeout(seconds):
            while True:
                await hearing.utterance()
    except TimeoutError:
        return time.process_time() - began
