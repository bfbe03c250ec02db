"""Does noise suppression help?  Hears the same answers with it and without it.

    python -m bench.denoising

It is libspeexdsp's preprocessor (BSD licence), which the echo canceller's library holds anyway.
"""

import ctypes
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
    counts: Counter[tuple[object, ...]] = Counter()
    for trial in of_people(audio, script, DRAWS):
        if trial.kind not in ("inside", "outside"):
            continue
        for decibels in DECIBELS:
            # What suppresses noise must have heard some: a live microphone is always open.
            led = np.concatenate([np.resize(trial.sound[::-1], RATE), trial.sound])
            sound = trial.sound if decibels is None else denoised(led, decibels)[RATE:]
            _, reading = listen(sound, Dialog.waiting_at(script, NODE), ears)
            taken = reading.decision == "accept" and reading.meaning is not None
            right = taken and reading.meaning is not None and reading.meaning.key == trial.meaning
            key = (trial.kind, decibels, trial.snr)
            counts[(*key, "all")] += 1
            counts[(*key, "right")] += right
            counts[(*key, "wrong")] += taken and not right
    for kind in ("inside", "outside"):
        for decibels in DECIBELS:
            cells = [
                f"{at(snr)}: {counts[kind, decibels, snr, 'right']} right, "
                f"{counts[kind, decibels, snr, 'wrong']} wrong of {counts[kind, decibels, snr, 'all']}"
                for snr in SNRS
            ]
            print(f"{kind}, suppression {decibels or 'off'}: {'; '.join(cells)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
