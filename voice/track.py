"""A count in one piece of sound: each word, tone or tick stands on its beat, to the sample."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from .acts import Beat, Count
from .counting import LEAD
from .pcentre import pcentre
from .pcm import from_pcm, to_pcm
from .types import RATE, Mark, Samples, Speech

C5 = 523.25
"""Hertz: the tone of pitch 0."""

TONE, EDGE = 0.15, 0.005
"""Seconds: a tone, and its rise; it fades over all of its length."""

TICK = 0.012
"""Seconds of a tick."""

APART = RATE // 50
"""Samples (20 ms) left between what is said between beats and the words beside it."""

FAINT = 0.02
"""Share of a word's peak (-34 dB) below which its end is taken for silence."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that sounds, from `begin` on."""

    begin: int
    sound: Samples

    @property
    def end(self) -> int:
        return self.begin + len(self.sound)


def count_track(
    count: Count, sounds: Mapping[str, Speech], aside: Speech | None = None, since: int = 0
) -> Speech:
    """Place each beat: the P-centre of its word, or the beginning of its tone or tick, lies LEAD
    samples after the start plus `beat.at`.

    An `aside` goes into the first pause after the sample `since` that it fits in; where none is
    long enough, a word makes room and its beat becomes a tick.
    """
    beats, extra = list(count.beats), []
    pieces = [_piece(beat, sounds) for beat in beats]
    if aside and aside.pcm:
        spoken = _heard(from_pcm(aside.pcm))
        at, begin = _room(pieces, beats, len(spoken), since)
        if at is not None:
            beats[at] = replace(beats[at], sound="tick")
            pieces[at] = _piece(beats[at], sounds)
        extra = [Piece(begin, spoken)]
    track = np.zeros(max(p.end for p in (*pieces, *extra)), np.float32)
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        _add(track, piece, following.begin if following else len(track))
    for piece in extra:
        _add(track, piece, len(track))
    marks = tuple(Mark((LEAD + beat.at) / RATE, beat.text) for beat in beats)
    return Speech(count.text, to_pcm(track), marks)


def beat_length(sound: Speech) -> float:
    """Return the seconds that a word takes from its P-centre to its end."""
    heard = _heard(from_pcm(sound.pcm))
    return (len(heard) - pcentre(heard)) / RATE


def chime() -> bytes:
    """A soft tone of half a second, fading out."""
    time = np.arange(RATE // 2, dtype=np.float32) / RATE
    return to_pcm((0.2 * np.sin(2 * np.pi * 660 * time) * np.exp(-6 * time)).astype(np.float32))


def _piece(beat: Beat, sounds: Mapping[str, Speech]) -> Piece:
    at = LEAD + beat.at
    match beat.sound:
        case "tone":
            return Piece(at, _tone(C5 * 2 ** (beat.pitch / 12)))
        case "tick":
            return Piece(at, _tick())
        case _:
            word = _heard(from_pcm(sounds[beat.text].pcm))
            begin = at - pcentre(word)
            # Only a first word that is all consonant would begin before the track does.
            return Piece(max(0, begin), word[max(0, -begin) :])


def _heard(word: Samples) -> Samples:
    """Leave out the silence at the end."""
    loud = np.flatnonzero(np.abs(word) > FAINT * np.abs(word).max(initial=0.0))
    return word[: int(loud[-1]) + 1] if loud.size else word[:0]


def _room(
    pieces: Sequence[Piece], beats: Sequence[Beat], length: int, since: int
) -> tuple[int | None, int]:
    """Return which word makes room, if one must, and where something of this length begins.

    The first word and the last are never left out: they tell to begin and to end.
    """
    for n, (piece, after) in enumerate(pairwise(pieces)):
        begin = max(piece.end + APART, since)
        if begin + length + APART <= after.begin:
            return None, begin
        if n + 2 < len(pieces) and after.begin > since:
            begin = LEAD + beats[n + 1].at + round(TICK * RATE) + APART
            if begin + length + APART <= pieces[n + 2].begin:
                return n + 1, begin
    return None, max(pieces[-1].end + APART, since)


def _add(track: Samples, piece: Piece, limit: int) -> None:
    """Mix in a piece; what would run into the next word fades out before it."""
    sound = piece.sound[: max(0, limit - piece.begin)]
    if len(sound) < len(piece.sound):
        fade = min(len(sound), APART)
        sound = sound.copy()
        sound[len(sound) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)
    track[piece.begin : piece.begin + len(sound)] += sound


def _tone(hertz: float) -> Samples:
    time = np.arange(round(TONE * RATE)) / RATE
    shape = np.minimum(1, time / EDGE) * (1 - time / TONE) ** 2
    return (0.35 * np.sin(2 * np.pi * hertz * time) * shape).astype(np.float32)


def _tick() -> Samples:
    time = np.arange(round(TICK * RATE)) / RATE
    shape = np.minimum(1, time / 0.001) * np.exp(-time / 0.003)
    tick: Samples = (0.5 * np.sin(2 * np.pi * 1800 * time) * shape).astype(np.float32)
    return tick
