"""The moment of a word is where its vowel rises, whatever comes before and however loud it is."""

import numpy as np
import pytest

from voice.pcentre import pcentre
from voice.types import RATE, Samples

LEADS = (0.0, 0.05, 0.11, 0.2, 0.35)
"""Seconds of soft consonant before the vowel."""


def vowel(seconds: float = 0.25) -> Samples:
    """Voicing of 120 Hz with formants at 700 and 1200 Hz, risen within 20 ms."""
    time = np.arange(round(seconds * RATE)) / RATE
    pulses = sum(
        np.sin(2 * np.pi * 120 * n * time) / (1 + ((120 * n - 700) / 200) ** 2) ** 0.5
        for n in range(1, 20)
    )
    shape = np.minimum(1, time / 0.02) * np.minimum(1, (seconds - time) / 0.05)
    sound: Samples = (0.1 * pulses * shape).astype(np.float32)
    return sound


def word(lead: float) -> Samples:
    rng = np.random.default_rng(round(lead * 1000))
    hiss = (0.01 * rng.standard_normal(round(lead * RATE))).astype(np.float32)
    return np.concatenate([hiss, vowel(), np.zeros(RATE // 10, np.float32)])


@pytest.mark.parametrize("lead", LEADS)
def test_it_is_the_vowel_not_the_hiss(lead: float) -> None:
    assert pcentre(word(lead)) / RATE == pytest.approx(lead + 0.01, abs=0.012)


def test_alike_vowels_are_found_alike() -> None:
    found = [pcentre(word(lead)) / RATE - lead for lead in LEADS[1:]]
    assert max(found) - min(found) <= 0.002


@pytest.mark.parametrize("gain", [0.02, 0.3, 3.0])
def test_loudness_does_not_move_it(gain: float) -> None:
    assert pcentre((word(0.2) * np.float32(gain)).astype(np.float32)) == pcentre(word(0.2))


def test_a_loud_fricative_is_not_a_vowel() -> None:
    rng = np.random.default_rng(1)
    noise = np.diff(rng.standard_normal(RATE // 5 + 1)).astype(np.float32)
    fricative = (0.03 * np.diff(noise, prepend=0)).astype(np.float32)
    found = pcentre(np.concatenate([fricative, vowel()])) / RATE
    assert found == pytest.approx(0.2 + 0.01, abs=0.015)


def test_a_second_louder_syllable_does_not_move_it() -> None:
    both = np.concatenate([0.7 * word(0.1), word(0.05)]).astype(np.float32)
    assert pcentre(both) == pytest.approx(pcentre(word(0.1)), abs=0.004 * RATE)


def test_silence_begins_at_once() -> None:
    assert pcentre(np.zeros(0, np.float32)) == 0
    assert pcentre(np.zeros(RATE, np.float32)) == 0
