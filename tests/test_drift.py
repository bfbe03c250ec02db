"""Two clocks that are apart: what was played is read as slowly as it is heard."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.delay_line import TAPS, DelayLine
from voice.devices.echo import EchoCanceller, available
from voice.drift import WINDOW, Drift
from voice.lateness import late
from voice.pcm import from_pcm, loudness, to_pcm
from voice.types import RATE, Samples

BLOCK = RATE // 100
QUIETER = np.float32(0.5)


def tones(seconds: float) -> Samples:
    """Something like speech: noise of a few hertz' syllables, below 4 kHz."""
    random = np.random.default_rng(1)
    noise = np.convolve(random.normal(0, 0.2, round(seconds * RATE)), np.ones(4) / 4, "same")
    syllables = np.maximum(np.sin(2 * np.pi * 3 * np.arange(noise.size) / RATE), 0.02)
    return np.asarray(noise * syllables, np.float32)


def delayed(sound: Samples, samples: float, ppm: float = 0.0) -> Samples:
    """Return the sound later by ever more or less, between its samples by a long sinc."""
    line = DelayLine(samples)
    line.stretch = ppm / 1e6
    return np.concatenate([line.pass_on(block) for block in sound.reshape(-1, BLOCK)])


@given(st.floats(TAPS, 4000.0))
def test_a_tone_comes_later_by_any_part_of_a_sample(lag: float) -> None:
    times = np.arange(RATE // 2) / RATE
    wave = np.sin(2 * np.pi * 1000 * times).astype(np.float32)
    expected = np.sin(2 * np.pi * 1000 * (times - lag / RATE))
    heard = delayed(wave, lag)
    assert np.abs(heard - expected)[4100:].max() < 0.01


def test_a_whole_lag_changes_no_sample() -> None:
    sound = tones(1.0)
    assert np.array_equal(delayed(sound, 320)[320:], sound[:-320])


@pytest.mark.parametrize("lag", [150.0, 1000.5, 4000.25])
def test_an_echo_is_found_to_a_part_of_a_sample(lag: float) -> None:
    played = tones(2.1)[:WINDOW]
    heard = delayed(tones(2.1)[: WINDOW // BLOCK * BLOCK], lag)
    found = late(heard, played[: heard.size])
    assert found == pytest.approx(lag, abs=0.1)


def test_of_somebody_else_nothing_is_found() -> None:
    other = np.random.default_rng(2).normal(0, 0.1, WINDOW).astype(np.float32)
    assert late(other, tones(2.1)[:WINDOW]) is None


@pytest.mark.parametrize("ppm", [-200, -60, 60, 200])
def test_it_reads_as_slowly_as_the_clocks_are_apart(ppm: float) -> None:
    sound = tones(16.0)
    line, drift = DelayLine(640), Drift()
    for played, heard in pairs(sound, 1500, ppm):
        drift.follow(heard, line.pass_on(played), line)
    assert line.stretch * 1e6 == pytest.approx(ppm, abs=15)


def test_clocks_that_agree_are_left_alone() -> None:
    line, drift = DelayLine(640), Drift()
    for played, heard in pairs(tones(16.0), 1500, 0):
        drift.follow(heard, line.pass_on(played), line)
    assert (line.lag, line.stretch) == (640, 0)


def test_a_block_that_was_lost_is_left_out_of_what_is_read_too() -> None:
    line, drift = DelayLine(640), Drift()
    sound = tones(16.0)
    before, after = pairs(sound, 1500, 0), pairs(sound, 1500 - BLOCK, 0)
    for played, heard in (*before[:800], *after[800:]):
        drift.follow(heard, line.pass_on(played), line)
    assert line.lag == pytest.approx(640 - BLOCK, abs=0.5)


@pytest.mark.skipif(not available(), reason="libspeexdsp is not installed")
@pytest.mark.parametrize("ppm", [-100, 0, 100])
def test_an_echo_is_taken_out_when_clocks_are_apart(ppm: float) -> None:
    """By 30 dB; unless they are followed, by 5 dB with clocks 100 parts in a million apart."""
    canceller = EchoCanceller(BLOCK)
    left = [
        (
            loudness(canceller.cancel(to_pcm(heard * QUIETER), to_pcm(played))),
            loudness(to_pcm(heard * QUIETER)),
        )
        for played, heard in pairs(tones(25.0), 1500, ppm)
    ]
    after, before = np.sqrt(np.mean(np.square(left[1500:]), axis=0))
    assert 20 * np.log10(before / after) > 25


def pairs(sound: Samples, lag: float, ppm: float) -> list[tuple[Samples, Samples]]:
    """Return blocks as they are played, and as they are heard at that time."""
    heard = from_pcm(to_pcm(delayed(sound, lag, ppm)))
    return list(zip(sound.reshape(-1, BLOCK), heard.reshape(-1, BLOCK), strict=True))
