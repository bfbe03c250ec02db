"""Quiet, narrow and clipped recordings of people are understood as well."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voice.cli.hear import listen
from voice.devices.closed_set import ClosedSetEar
from voice.devices.models import ModelStore
from voice.devices.moonshine import moonshine
from voice.devices.wav import read_wav
from voice.dialog import Dialog
from voice.loading import load
from voice.ports import Ear
from voice.types import RATE, Samples

Change = Callable[[Samples], Samples]

WORDS = Path(__file__).parents[2] / "shared" / "audio" / "words"
STORE = ModelStore.find()
MODELS = ("tiny-en", "base-en")

pytestmark = [
    pytest.mark.skipif(not WORDS.is_dir(), reason="needs the recordings beside the checkout"),
    pytest.mark.skipif(
        any(STORE.state(STORE.model(name)) != "ready" for name in MODELS),
        reason="needs the models: backtalk models fetch base-en tiny-en",
    ),
]


def quiet(sound: Samples) -> Samples:
    """Bring the peak to -30 dB of full scale: someone on the floor, across the room."""
    return np.asarray(sound * (0.03 / np.abs(sound).max()), np.float32)


def narrow(sound: Samples) -> Samples:
    """Keep 300 to 3400 Hz, as a telephone does."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3400)] = 0
    return np.asarray(np.fft.irfft(spectrum, len(sound)), np.float32)


def clipped(sound: Samples) -> Samples:
    """Overdrive it by 12 dB."""
    return np.asarray(np.clip(sound * (4 / np.abs(sound).max()), -1, 1), np.float32)


@pytest.mark.parametrize("change", [quiet, narrow, clipped])
def test_most_are_right_and_none_is_wrong(change: Change) -> None:
    script = load()
    ears: list[Ear] = [ClosedSetEar(name, moonshine(STORE.require(name))) for name in MODELS]
    right = wrong = 0
    for word in ("yes", "no", "stop"):
        for path in sorted((WORDS / word).glob("*.wav")):
            sound = change(read_wav(path))
            _, reading = listen(sound, Dialog.waiting_at(script, "saddle"), ears)
            if reading.decision == "accept" and reading.meaning:
                right += reading.meaning.id == word
                wrong += reading.meaning.id != word
    assert wrong == 0
    assert right >= 9
