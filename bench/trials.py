"""Everything that is heard for the first table."""

from collections.abc import Iterator

import numpy as np

from voice.dialog import Dialog
from voice.script import Script
from voice.types import RATE, Samples

from .recordings import Audio, Recording
from .rooms import ROOMS, in_room
from .sentences import sentences
from .trial import Kind, Trial
from .voices import voices

NODE = "saddle"
"""The yes/no question R3."""

SIDES = 2
"""Voices, of six, that say each sentence of the dialog."""

PIECE = 20
"""Seconds of noise heard at a time."""


def of_people(audio: Audio, script: Script, draws: int) -> Iterator[Trial]:
    """Yield every recording at the yes/no question, and single words among sixty sentences.

    The few that answer the question are mixed with noise `draws` times.
    """
    meanings = Dialog.waiting_at(script, NODE).expected.meanings
    for seed, recording in enumerate([*audio.words, *audio.orders]):
        meaning = meanings.get(recording.word, "")
        kind: Kind = "inside" if meaning else "outside"
        for snr, sound in audio.versions(recording.sound, draws if meaning else 1, seed):
            yield Trial(kind, named(recording), snr, sound, NODE, meaning, snr is None)
        if recording.word:
            for snr, sound in audio.versions(recording.sound, 1, seed):
                word = recording.word
                yield Trial("sixty", named(recording), snr, sound, "", word, snr is None)


def named(recording: Recording) -> str:
    return f"{recording.path.parent.name}/{recording.path.stem[:12]}"


def of_voices(audio: Audio, script: Script, count: int) -> Iterator[Trial]:
    """Yield sentences of the dialog, each by SIDES voices in turn, half of them in each room."""
    speakers = list(voices().items())
    for n, said in enumerate(sentences(script, count)):
        for side in range(SIDES):
            name, say = speakers[(n + side) % len(speakers)]
            room = list(ROOMS)[(n // len(speakers) + side) % len(ROOMS)]
            sound = in_room(say(said.text), room, n)
            label = f"{said.node}: {said.text} ({name}, {room})"
            for snr, heard in audio.versions(sound, 1, n):
                sphinx = side == 0 and snr is None
                yield Trial("synthetic", label, snr, heard, said.node, said.meaning, sphinx)


def of_noise(audio: Audio, minutes: int) -> Iterator[Trial]:
    """Yield kitchen, white noise and babble, a third of the time each, in pieces."""
    random = np.random.default_rng(0)
    for n in range(minutes * 60 // PIECE):
        kind = ("kitchen", "white", "babble")[n % 3]
        sound = {"kitchen": _kitchen, "white": _white, "babble": _babble}[kind](audio, random)
        yield Trial("noise", f"{kind} {n}", None, sound, NODE, sphinx=False)


def _kitchen(audio: Audio, random: np.random.Generator) -> Samples:
    return np.resize(np.roll(audio.noise, -int(random.integers(audio.noise.size))), PIECE * RATE)


def _white(_: Audio, random: np.random.Generator) -> Samples:
    """White noise at -50 to -15 dB of full scale."""
    level = 10 ** (random.uniform(-50, -15) / 20)
    return random.normal(0.0, level, PIECE * RATE).astype(np.float32)


def _babble(audio: Audio, random: np.random.Generator) -> Samples:
    """Four to six people ordering coffee at the same time, one after the other."""
    whole = np.zeros(PIECE * RATE)
    for _ in range(int(random.integers(4, 7))):
        row = [audio.orders[n].sound for n in random.permutation(len(audio.orders))[:12]]
        whole += np.resize(np.concatenate(row), whole.size)
    return np.asarray(whole * (0.5 / np.abs(whole).max()), np.float32)
