"""A device of another rate: nothing is lost, and a tone stays the same tone."""

import numpy as np
import pytest

from voice.devices.rates import Converted
from voice.devices.streams import BLOCK
from voice.pcm import from_pcm, to_pcm
from voice.types import RATE


def tone(rate: int, seconds: float = 2.0) -> bytes:
    time = np.arange(round(rate * seconds)) / rate
    return to_pcm((0.3 * np.sin(2 * np.pi * 440 * time)).astype(np.float32))


def converted(pcm: bytes, old: int, new: int) -> bytes:
    """Put in 10 ms at a time, and take out 10 ms at a time."""
    rates, out = Converted(old, new), b""
    size = 2 * old // 100
    for at in range(0, len(pcm), size):
        rates.put(pcm[at : at + size])
        while piece := rates.take(2 * new // 100):
            out += piece
    return out


@pytest.mark.parametrize("rate", [44_100, 48_000, 8_000])
@pytest.mark.parametrize("to_ours", [True, False])
def test_a_tone_stays_the_same(rate: int, to_ours: bool) -> None:
    old, new = (rate, RATE) if to_ours else (RATE, rate)
    out = from_pcm(converted(tone(old), old, new))
    # What is still inside of the filter is all that is missing.
    assert 1.9 < out.size / new <= 2.0
    spectrum = np.abs(np.fft.rfft(out * np.hanning(out.size)))
    assert np.argmax(spectrum) * new / out.size == pytest.approx(440, abs=1)
    middle = out[new // 2 : new]
    assert np.sqrt(np.mean(middle**2)) == pytest.approx(0.3 / np.sqrt(2), rel=0.02)


def test_our_own_rate_passes_as_it_is() -> None:
    assert converted(tone(RATE), RATE, RATE) == tone(RATE)


def test_nothing_comes_out_before_there_is_enough() -> None:
    rates = Converted(RATE, RATE)
    rates.put(bytes(2 * BLOCK - 2))
    assert rates.take(2 * BLOCK) == b""
    rates.put(bytes(2))
    assert rates.take(2 * BLOCK) == bytes(2 * BLOCK)
