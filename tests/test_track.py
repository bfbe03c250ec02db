"""The words of a count stand on their beats, to the sample."""

import numpy as np
import pytest

from voice.pcm import from_pcm, to_pcm
from voice.track import chime, count_track, onset
from voice.types import RATE, Samples, Speech

LEADS = (0.02, 0.2, 0.11, 0.35)
"""Seconds of soft consonant before the vowel of each word."""


def vowel(seconds: float = 0.25) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return (0.5 * np.sin(2 * np.pi * 200 * time)).astype(np.float32)


def word(lead: float, text: str = "word") -> Speech:
    """A word: a soft hiss, then a vowel that begins at once."""
    rng = np.random.default_rng(round(lead * 1000))
    hiss = (0.01 * rng.standard_normal(round(lead * RATE))).astype(np.float32)
    return Speech(text, to_pcm(np.concatenate([hiss, vowel()])))


def onsets(track: Speech, beat: int, count: int) -> list[int]:
    """Where the vowels begin: first sample louder than any hiss, near each mark."""
    loud = np.abs(from_pcm(track.pcm)) > 0.06
    marks = [round(mark.at * RATE) for mark in track.marks]
    assert len(marks) == count
    starts = [max(0, mark - beat // 4) for mark in marks]
    return [int(np.argmax(loud[start:])) + start for start in starts]


@pytest.mark.parametrize("every", [0.75, 1.0, 1.25])
def test_vowels_stand_on_the_beat_to_the_sample(every: float) -> None:
    words = [word(lead) for lead in LEADS]
    track = count_track("count", words, every)
    beat = round(every * RATE)
    found = onsets(track, beat, len(words))
    # All vowels are alike, so all are found alike: not one sample of drift.
    assert np.diff(found).tolist() == [beat] * (len(words) - 1)


def test_a_word_that_begins_with_its_vowel_is_on_the_beat_within_10_ms() -> None:
    track = count_track("count", [word(0.2), word(0.0)], 1.0)
    first, second = onsets(track, RATE, 2)
    assert abs(second - first - RATE) <= 0.01 * RATE


def test_marks_are_where_the_vowels_are() -> None:
    track = count_track("count", [word(lead) for lead in LEADS], 1.0)
    for mark, found in zip(track.marks, onsets(track, RATE, len(LEADS)), strict=True):
        # An onset is taken from loudness over 20 ms, so it may lie that much before.
        assert 0 <= found - mark.at * RATE <= 0.02 * RATE


def test_marks_tell_the_words_in_turn() -> None:
    words = [word(0.1, text) for text in ("one", "two", "three")]
    track = count_track("one two three", words, 1.0)
    assert [mark.text for mark in track.marks] == ["one", "two", "three"]
    assert [round(mark.at - track.marks[0].at, 9) for mark in track.marks] == [0.0, 1.0, 2.0]
    assert track.text == "one two three"


def test_the_first_word_is_whole_and_the_last_beat_too() -> None:
    words = [word(0.0), word(0.35)]
    track = count_track("count", words, 1.0)
    assert track.seconds == pytest.approx(track.marks[0].at + 2.0)
    assert track.marks[0].at == pytest.approx(0.35, abs=0.02)


def test_a_long_word_ends_with_the_track_and_overlaps_the_next() -> None:
    long = Speech("long", to_pcm(vowel(1.7)))
    track = count_track("count", [long, long], 1.0)
    assert track.seconds == pytest.approx(track.marks[0].at + 2.0)
    assert np.abs(from_pcm(track.pcm)).max() <= 1.0


def test_a_word_without_sound_keeps_its_beat() -> None:
    track = count_track("count", [word(0.1), Speech("", b""), word(0.1)], 1.0)
    assert np.diff([mark.at for mark in track.marks]).tolist() == pytest.approx([1.0, 1.0])


@pytest.mark.parametrize("lead", LEADS)
def test_the_onset_is_the_vowel_not_the_hiss(lead: float) -> None:
    sound = from_pcm(word(lead).pcm)
    assert abs(onset(sound) - lead * RATE) <= 0.02 * RATE


@pytest.mark.parametrize("gain", [0.02, 0.3, 1.0])
def test_loudness_does_not_move_the_onset(gain: float) -> None:
    sound = from_pcm(word(0.2).pcm)
    assert onset((sound * np.float32(gain)).astype(np.float32)) == onset(sound)


def test_silence_begins_at_once() -> None:
    assert onset(np.zeros(0, np.float32)) == 0
    assert onset(np.zeros(RATE, np.float32)) == 0


def test_a_chime_is_soft_and_fades() -> None:
    sound = np.abs(from_pcm(chime()))
    assert len(sound) == RATE // 2
    assert 0.05 < sound.max() < 0.25
    assert sound[-RATE // 20 :].max() < sound.max() / 4
