"""What is left of the microphone's sound, wherever the echo comes from."""

import numpy as np
import pytest

from voice.devices.echo import available
from voice.devices.near_end import NearEnd
from voice.pcm import loudness, to_pcm
from voice.types import RATE, Samples

BLOCK = RATE // 100


def voice(seconds: float) -> Samples:
    """Noise in syllables, each with its own strength."""
    random = np.random.default_rng(3)
    strength = np.repeat(random.uniform(0, 0.3, round(seconds * 5)), RATE // 5)
    beat = np.abs(np.sin(np.arange(strength.size) * np.pi * 5 / RATE))
    return np.asarray(random.normal(0, 1, strength.size) * strength * beat, np.float32)


def left(sound: Samples, late: list[int], half: int) -> float:
    """Play a sound whose echo comes so many samples late, in the second half by another number;
    return how much quieter the echo is made towards the end, in decibels.
    """
    near = NearEnd(cancel=True)
    pairs: list[tuple[float, float]] = []
    for at in range(0, sound.size, BLOCK):
        back = late[at >= half]
        echo = 0.5 * np.pad(sound, (back, 0))[at : at + BLOCK]
        heard = to_pcm(np.asarray(echo, np.float32))
        pairs.append(
            (loudness(near.hear(heard, to_pcm(sound[at : at + BLOCK])).pcm), loudness(heard))
        )
    after, before = np.sqrt(np.mean(np.square(pairs[-600:-300]), axis=0))
    return float(20 * np.log10(before / after))


@pytest.mark.skipif(not available(), reason="libspeexdsp is not installed")
@pytest.mark.parametrize(
    "late",
    [[2000, 2000], [2000, 2160], [2000, 18_000], [18_000, 2000], [400, 8000]],
    ids=["stays", "a block later", "a second later", "a second earlier", "from near to far"],
)
def test_an_echo_is_cancelled_wherever_it_goes(late: list[int]) -> None:
    sound = voice(40.0)
    assert left(sound, late, sound.size // 2) > 20
