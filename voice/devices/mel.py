"""The spectrum that Whisper hears: how loud a sound is in each of 80 bands, 100 times a second."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ..types import RATE

Table = npt.NDArray[np.float32]

WINDOW, HOP = 400, 160
"""Samples that are looked at, and from one look to the next: 25 and 10 ms."""

BANDS = 80

LINEAR_TO, STEP = 1000.0, 200 / 3
"""Up to so many hertz the bands of Slaney's scale (Auditory Toolbox, 1998) are this far apart."""

GROWTH = np.log(6.4) / 27
"""By how much they grow from there on, each."""


def waves() -> Table:
    """Return cosines and sines under a Hann window, as what a convolution multiplies with: shape
    (2 x frequencies, 1, WINDOW), first all cosines.
    """
    turns = 2 * np.pi / WINDOW * np.outer(np.arange(WINDOW // 2 + 1), np.arange(WINDOW))
    hann = 0.5 - 0.5 * np.cos(2 * np.pi / WINDOW * np.arange(WINDOW))
    return np.asarray(np.concatenate([np.cos(turns), np.sin(turns)])[:, None] * hann, np.float32)


def bands() -> Table:
    """Return how much of each frequency's power is in each band, shape (BANDS, frequencies):
    triangles that overlap by half, of one area.
    """
    centres = _hertz(np.linspace(0.0, _mel(RATE / 2), BANDS + 2))
    frequencies = np.linspace(0.0, RATE / 2, WINDOW // 2 + 1)
    away = (frequencies - centres[:, None]) / np.diff(centres, append=np.inf)[:, None]
    rising, falling = away[:-2], -(frequencies - centres[2:, None]) / np.diff(centres)[1:, None]
    area = 2 / (centres[2:] - centres[:-2])
    return np.asarray(np.maximum(0, np.minimum(rising, falling)) * area[:, None], np.float32)


def _mel(hertz: float) -> float:
    return float(LINEAR_TO / STEP + np.log(hertz / LINEAR_TO) / GROWTH)


def _hertz(mel: npt.NDArray[Any]) -> npt.NDArray[Any]:
    knee = LINEAR_TO / STEP
    return np.where(mel < knee, mel * STEP, LINEAR_TO * np.exp(GROWTH * (mel - knee)))
