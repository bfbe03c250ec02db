"""An echo is like what was played, through a room and late; another voice is not."""

import numpy as np
import pytest

from voice.likeness import ECHO, LATEST, likeness
from voice.pcm import silence, to_pcm
from voice.types import RATE, Samples


def babble(seed: int, seconds: float) -> Samples:
    """Noise in syllables, each with a colour of its own, like speech."""
    random = np.random.default_rng(seed)
    syllables = []
    for _ in range(round(seconds * 5)):
        time = np.arange(RATE // 5) / RATE
        tones = [np.sin(2 * np.pi * f * time) for f in random.uniform(200, 3400, 4)]
        shape = np.sin(np.pi * time * 5) * random.uniform(0.1, 1.0)
        syllables.append(0.1 * shape * np.sum(tones, axis=0))
    return np.concatenate(syllables).astype(np.float32)


def in_room(sound: Samples, late: float) -> Samples:
    """Return the sound late, reverberating, clipped."""
    random = np.random.default_rng(9)
    tail = random.normal(0, 1, RATE // 4) * np.exp(-12 * np.arange(RATE // 4) / (RATE // 4))
    tail[0] += 4
    wet = np.convolve(np.clip(sound, -0.2, 0.2), tail)[: sound.size]
    return np.append(np.zeros(round(late * RATE)), wet)[: sound.size].astype(np.float32)


@pytest.mark.parametrize("late", [0.0, 0.13, 0.5])
@pytest.mark.parametrize("seed", range(4))
def test_an_echo_is_alike_however_late_it_is(seed: int, late: float) -> None:
    played = babble(seed, 3.0)
    heard = in_room(played, late)[RATE:]
    assert likeness(to_pcm(heard), to_pcm(played)) >= ECHO


@pytest.mark.parametrize("seed", range(4))
def test_another_voice_is_not(seed: int) -> None:
    played, heard = babble(seed, 3.0), babble(seed + 50, 2.0)
    assert likeness(to_pcm(heard), to_pcm(played)) < ECHO


def test_nothing_is_like_silence() -> None:
    heard = to_pcm(babble(0, 1.0))
    assert likeness(heard, silence(1.0 + LATEST)) == 0.0
    assert likeness(b"", b"") == 0.0
