"""The words of a count in one piece of sound, each on its beat, to the sample."""

from collections.abc import Sequence

import numpy as np

from .pcm import from_pcm, to_pcm
from .types import RATE, Mark, Samples, Speech

ONSET = 0.3
"""Share of a word's greatest loudness at which its vowel is taken to begin.  What people hear
as the moment of a word lies near the onset of its vowel (Morton, Marcus & Frankish 1976)."""

WINDOW = 0.02
"""Seconds over which loudness is measured."""


def count_track(text: str, words: Sequence[Speech], every: float) -> Speech:
    """Place each word so that its vowel begins on its beat; the first after its own lead-in."""
    sounds = [from_pcm(word.pcm) for word in words]
    onsets = [onset(sound) for sound in sounds]
    lead, beat = max(onsets), round(every * RATE)
    track = np.zeros(lead + beat * len(words), np.float32)
    for n, (sound, vowel) in enumerate(zip(sounds, onsets, strict=True)):
        begin = lead + n * beat - vowel
        piece = sound[: len(track) - begin]
        track[begin : begin + len(piece)] += piece
    marks = tuple(Mark((lead + n * beat) / RATE, word.text) for n, word in enumerate(words))
    return Speech(text, to_pcm(track), marks)


def onset(sound: Samples) -> int:
    """Return the sample at which the vowel of a word begins."""
    if not sound.size:
        return 0
    window = int(WINDOW * RATE)
    loudness = np.sqrt(np.convolve(sound**2, np.ones(window, np.float32) / window, "same"))
    return int(np.argmax(loudness >= ONSET * loudness.max()))


def chime() -> bytes:
    """A soft tone of half a second, fading out."""
    time = np.arange(RATE // 2, dtype=np.float32) / RATE
    return to_pcm((0.2 * np.sin(2 * np.pi * 660 * time) * np.exp(-6 * time)).astype(np.float32))
