"""A timeline as one piece of sound, with the place of every cue, beat and word in it.

Beats stand on one grid from the first of the session to the last, however long the sentences
between them are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .acts import Act, Count, Listen, Rest, Say
from .counting import LEAD
from .pcm import from_pcm, to_pcm
from .ports import Synthesizer
from .spoken_count import spoken
from .types import RATE, Manner, Samples

MarkType = Literal["cue", "beat", "word"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark at a sample of the sound: a cue where it begins to sound, a beat, and the P-centre
    of the word that it carries.
    """

    sample: int
    type: MarkType
    text: str

    @property
    def at(self) -> float:
        return self.sample / RATE


@dataclass(frozen=True, slots=True)
class Rendered:
    pcm: bytes
    marks: tuple[Placed, ...]


async def rendered(acts: Iterable[Act], synthesizer: Synthesizer, manner: Manner) -> Rendered:
    """Perform acts to nobody: what waits for an answer waits as long as it would."""
    pieces: list[tuple[int, Samples]] = []
    marks: list[Placed] = []
    at = first = 0
    for act in acts:
        match act:
            case Say(text):
                sound = from_pcm((await synthesizer.synthesize(text, manner)).pcm)
                marks.append(Placed(at, "cue", text))
            case Count():
                sound = from_pcm((await spoken(act, synthesizer, manner)).pcm)
                first = first or at + LEAD
                at = _on_grid(at + LEAD, first, act) - LEAD
                marks.extend(_counted(act, at + LEAD))
            case Rest(seconds) | Listen(seconds):
                sound = np.zeros(round(seconds * RATE), np.float32)
            case _:
                continue
        pieces.append((at, sound))
        at += len(sound)
    track = np.zeros(at, np.float32)
    for begin, sound in pieces:
        track[begin : begin + len(sound)] += sound
    return Rendered(to_pcm(track), tuple(marks))


def _on_grid(at: int, first: int, count: Count) -> int:
    """Return the next sample that is a whole number of beats after the first of all beats."""
    every = count.beats[1].at - count.beats[0].at
    return first + -(-(at - first) // every) * every


def _counted(count: Count, at: int) -> Iterator[Placed]:
    for beat in count.beats:
        yield Placed(at + beat.at, "beat", beat.text)
        if beat.sound == "word":
            yield Placed(at + beat.at, "word", beat.text)
