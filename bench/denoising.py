"""Does noise suppression help?  Hears the same answers with it and without it.

    python -m bench.denoising

It is libspeexdsp's preprocessor (BSD licence), which the echo canceller's library holds anyway.
"""

import ctypes
import itertools
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from voice.cli.hear import listen
from voice.cli.parts import make_ears, read_script
from voice.devices.echo import LIBRARY
from voice.devices.models import ModelStore
from voice.dialog import Dialog
from voice.pcm import from_pcm, to_pcm
from voice.types import RATE, Samples

from .failures import at
from .recordings import SNRS, Audio
from .trials import NODE, of_people

FRAME = RATE // 100
NOISE_SUPPRESS = 8
"""SPEEX_PREPROCESS_SET_NOISE_SUPPRESS in speex/speex_preprocess.h."""
DECIBELS = (None, -6, -15)
"""How much the noise is lowered at most; -15 is the library's own choice."""
AUDIO = Path(__file__).parents[2] / "shared" / "audio"
DRAWS = 2


def denoised(sound: Samples, decibels: int) -> Samples:
    """Return the sound with what does not change in it lowered by up to so many decibels."""
    speex = ctypes.CDLL(LIBRARY)
    speex.speex_preprocess_state_init.restype = ctypes.c_void_p
    state = ctypes.c_void_p(speex.speex_preprocess_state_init(FRAME, RATE))
    wanted = ctypes.c_int(decibels)
    speex.speex_preprocess_ctl(state, NOISE_SUPPRESS, ctypes.byref(wanted))
    frames = []
    for begin in range(0, len(sound) - FRAME + 1, FRAME):
        frame = ctypes.create_string_buffer(to_pcm(sound[begin : begin + FRAME]), 2 * FRAME)
        speex.speex_preprocess_run(state, frame)
        frames.append(frame.raw)
    speex.speex_preprocess_state_destroy(state)
    return from_pcm(b"".join(frames))


def main(arguments: Sequence[str]) -> int:
    audio, script = Audio(Path(arguments[0]) if arguments else AUDIO), read_script(None)
    ears = make_ears("auto", ModelStore.find())
    counts: Counter[tuple[str, int | None, float | None, str]] = Counter()
    for trial in of_people(audio, script, DRAWS):
        if trial.kind in ("inside", "outside"):
            for decibels in DECIBELS:
                dialog = Dialog.waiting_at(script, NODE)
                _, reading = listen(_heard(trial.sound, decibels), dialog, ears)
                taken = reading.meaning.key if reading.meaning else ""
                what = "asked" if reading.decision != "accept" else "wrong"
                what = "right" if what == "wrong" and taken == trial.meaning else what
                counts[trial.kind, decibels, trial.snr, what] += 1
    for kind, decibels in itertools.product(("inside", "outside"), DECIBELS):
        cells = [_cell(counts, kind, decibels, snr) for snr in SNRS]
        print(f"{kind}, suppression {decibels or 'off'}: {'; '.join(cells)}", flush=True)
    return 0


def _heard(sound: Samples, decibels: int | None) -> Samples:
    """What suppresses noise must have heard some before: a live microphone is always open."""
    if decibels is None:
        return sound
    return denoised(np.concatenate([np.resize(sound[::-1], RATE), sound]), decibels)[RATE:]


def _cell(
    counts: Counter[tuple[str, int | None, float | None, str]],
    kind: str,
    decibels: int | None,
    snr: float | None,
) -> str:
    found = {what: counts[kind, decibels, snr, what] for what in ("right", "wrong", "asked")}
    return f"{at(snr)}: {', '.join(f'{n} {what}' for what, n in found.items())}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
