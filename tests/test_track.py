"""The words of a count stand on their beats, to the sample, and nothing is said over them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_pcentre import word
from voice.acts import Beat, Count, Sound
from voice.counting import LEAD
from voice.pcentre import pcentre
from voice.pcm import from_pcm, to_pcm
from voice.track import chime, count_track
from voice.types import RATE, Samples, Speech

WORDS = {
    text: Speech(text, to_pcm(word(lead)))
    for text, lead in {"one": 0.02, "two": 0.2, "three": 0.11, "six": 0.25}.items()
}


def count(every: float, sound: Sound = "word", texts: tuple[str, ...] = tuple(WORDS)) -> Count:
    return Count(tuple(Beat(n * round(every * RATE), t, sound) for n, t in enumerate(texts)))


def places(track: Speech, count: Count) -> list[int]:
    """Where each word is heard, found in the track around its beat."""
    sound = from_pcm(track.pcm)
    spans = [(max(0, LEAD + b.at - LEAD), LEAD + b.at + RATE // 4) for b in count.beats]
    return [begin + pcentre(sound[begin:end]) for begin, end in spans]


@pytest.mark.parametrize("every", [0.8, 1.0, 1.25])
def test_words_stand_on_the_beat(every: float) -> None:
    one = count(every)
    track = count_track(one, WORDS)
    for place, beat in zip(places(track, one), one.beats, strict=True):
        assert place == pytest.approx(LEAD + beat.at, abs=0.003 * RATE)


def test_marks_are_the_beats_to_the_sample() -> None:
    one = count(1.0)
    track = count_track(one, WORDS)
    assert [mark.text for mark in track.marks] == list(WORDS)
    assert [round(mark.at * RATE) for mark in track.marks] == [LEAD + b.at for b in one.beats]


def test_the_last_word_is_whole() -> None:
    track = count_track(count(1.0), WORDS)
    whole = np.abs(from_pcm(WORDS["six"].pcm))
    loud = np.flatnonzero(whole > 0.02 * whole.max())[-1]
    end = LEAD + 3 * RATE + int(loud) - pcentre(from_pcm(WORDS["six"].pcm))
    assert len(track.pcm) // 2 == pytest.approx(end, abs=RATE // 50)


@pytest.mark.parametrize("sound", ["tone", "tick"])
def test_tones_and_ticks_begin_on_the_beat(sound: Sound) -> None:
    one = count(1.0, sound)
    loud = np.abs(from_pcm(count_track(one, {}).pcm)) > 0.001
    for beat in one.beats:
        at = LEAD + beat.at
        assert not loud[at - RATE // 10 : at].any()
        assert loud[at : at + RATE // 200].any()


def test_a_word_too_long_for_its_beat_ends_before_the_next() -> None:
    long = Speech("long", to_pcm(np.tile(word(0.02), 8)))
    one = count(1.0, texts=("long", "long"))
    track = count_track(one, {"long": long})
    assert np.abs(from_pcm(track.pcm)).max() <= 1.0
    assert [round(m.at * RATE) for m in track.marks] == [LEAD, LEAD + RATE]


def aside(seconds: float) -> Speech:
    """Something to say that differs from all words: a low hum."""
    time = np.arange(round(seconds * RATE)) / RATE
    return Speech("aside", to_pcm((0.3 * np.sin(2 * np.pi * 5000 * time)).astype(np.float32)))


def said(track: Speech, plain: Speech) -> tuple[int, int]:
    """Where the track differs from the one without an aside."""
    size = max(len(track.pcm), len(plain.pcm)) // 2
    one, other = (np.zeros(size, np.float32) for _ in range(2))
    one[: len(track.pcm) // 2], other[: len(plain.pcm) // 2] = map(from_pcm, (track.pcm, plain.pcm))
    differ = np.flatnonzero(np.abs(one - other) > 0.001)
    return int(differ[0]), int(differ[-1])


@settings(deadline=None)
@given(st.floats(0.05, 2.5), st.integers(0, 3 * RATE))
def test_what_is_said_between_covers_no_word_and_loses_no_beat(seconds: float, since: int) -> None:
    one = count(1.0)
    track = count_track(one, WORDS, aside(seconds), since)
    plain = count_track(one, WORDS)
    assert [m.at for m in track.marks] == [m.at for m in plain.marks]
    hum = _hum(from_pcm(track.pcm))
    assert not hum[: max(0, since - RATE // 100)].any()
    for beat in one.beats:
        at = LEAD + beat.at
        assert not hum[at : at + RATE // 100].any(), "the beat itself is always free"


def _hum(sound: Samples) -> Samples:
    """True where the aside sounds: 5 kHz is in no word."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound, 80), 160)[::16]
    line = np.abs(frames @ np.exp(-2j * np.pi * 5000 * np.arange(160) / RATE)) / 160
    return np.repeat(line > 0.1, 16)[: len(sound)]


def test_what_fits_leaves_every_word() -> None:
    track, plain = (count_track(count(1.0), WORDS, a) for a in (aside(0.3), None))
    begin, end = said(track, plain)
    assert end - begin <= 0.31 * RATE


def test_a_longer_one_takes_the_place_of_a_word_whose_beat_ticks() -> None:
    one = count(1.0)
    track = count_track(one, WORDS, aside(0.6))
    sound = np.abs(from_pcm(track.pcm))
    at = LEAD + one.beats[1].at
    assert not (sound[at - RATE // 10 : at] > 0.01).any(), "its consonant is gone too"
    assert (sound[at : at + RATE // 200] > 0.01).any()


def test_a_chime_is_soft_and_fades() -> None:
    sound = np.abs(from_pcm(chime()))
    assert len(sound) == RATE // 2
    assert 0.05 < sound.max() < 0.25
    assert sound[-RATE // 20 :].max() < sound.max() / 4


def test_beats_are_apart_alike() -> None:
    track = count_track(count(1.0), WORDS)
    assert {round((b.at - a.at) * RATE) for a, b in pairwise(track.marks)} == {RATE}
