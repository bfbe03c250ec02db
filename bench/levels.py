"""How loud speech is: by its loud frames, as everywhere in these measurements."""

import numpy as np

from voice.types import Samples

from .recordings import FRAME, LOUD


def power(sound: Samples) -> float:
    """Return the mean power of the frames within 13 dB of the loudest."""
    frames = sound[: sound.size // FRAME * FRAME].reshape(-1, FRAME)
    each = (frames**2).mean(1)
    return float(each[each >= each.max() * LOUD].mean())


def at_level(sound: Samples, level: float) -> Samples:
    """Return the sound with loud frames of this amplitude (root mean square, of full scale)."""
    return np.asarray(sound * (level / np.sqrt(power(sound))), np.float32)
