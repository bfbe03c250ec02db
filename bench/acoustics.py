"""Rooms by image sources (pyroomacoustics, MIT): how a loudspeaker and a person are heard."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyroomacoustics as pra

from voice.types import RATE, Samples

ORDER = 17
"""Reflections of reflections; beyond it they are below -60 dB of the first in these rooms."""

CUT = 1e-3
"""Of the greatest amplitude (-60 dB): where the response is cut off."""


@dataclass(frozen=True, slots=True)
class Place:
    """A room: metres, seconds in which sound falls by 60 dB, metres from the microphone."""

    size: tuple[float, float, float]
    reverberation: float
    loudspeaker: float
    person: float


PLACES: Mapping[str, Place] = {
    "bathroom": Place((2.5, 2.0, 2.4), 0.5, 0.3, 0.8),
    "bedroom": Place((3.5, 3.0, 2.5), 0.3, 0.3, 1.5),
    "living room": Place((5.5, 4.5, 2.6), 0.5, 0.6, 2.0),
    "large room": Place((8.0, 6.5, 3.2), 0.7, 0.4, 2.5),
}


@dataclass(frozen=True, slots=True)
class Responses:
    """From the loudspeaker and from the person to the microphone, each of energy 1."""

    loudspeaker: Samples
    person: Samples


@cache
def responses(name: str) -> Responses:
    place = PLACES[name]
    absorption, _ = pra.inverse_sabine(place.reverberation, list(place.size))
    walls = pra.Material(absorption)
    room = pra.ShoeBox(place.size, fs=RATE, materials=walls, max_order=ORDER)
    microphone = np.array([0.4 * place.size[0], 0.45 * place.size[1], 0.5])
    room.add_source(microphone + np.array([place.loudspeaker, 0.05, 0.05]))
    # Someone who lies on the floor.
    room.add_source(microphone + np.array([-0.6 * place.person, 0.8 * place.person, -0.2]))
    room.add_microphone(microphone)
    room.compute_rir()
    loudspeaker, person = room.rir[0]
    return Responses(_cut(loudspeaker), _cut(person))


def _cut(response: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(response) > CUT * np.abs(response).max())
    kept = response[: loud[-1] + 1]
    return np.asarray(kept / np.sqrt((kept**2).sum()), np.float32)
