"""Soft sounds: when they sound, that their rhythms differ, and that nothing is lost behind them."""

import numpy as np

from voice.acts import Event, Listen, Understood
from voice.devices.earcons import LISTENING, UNDERSTOOD, Earcons
from voice.devices.playback import Playback
from voice.types import RATE, Reading, Utterance

STORY = Understood(Utterance({}, "my back is sore", 0.9), Reading(None, 0.0, "reject"))


def sounded(*what: Listen | Understood, wanted: bool = True) -> list[bytes]:
    sounds: list[bytes] = []
    earcons = Earcons(sounds.append)
    earcons.wanted = lambda: wanted
    for one in what:
        earcons(Event(0.0, "story", one))
    return sounds


def test_an_open_question_is_listened_to_and_understood_with_a_sound() -> None:
    assert sounded(Listen(8.0, expects="open"), STORY) == [LISTENING, UNDERSTOOD]


def test_a_closed_question_has_none() -> None:
    assert sounded(Listen(8.0, expects="yesno"), STORY) == []


def test_they_can_be_switched_off() -> None:
    assert sounded(Listen(8.0, expects="open"), STORY, wanted=False) == []


def onsets(pcm: bytes) -> int:
    """Return how often the sound begins, whatever its pitch."""
    loud = np.abs(np.frombuffer(pcm, "<i2").astype(int)).reshape(-1, RATE // 200).max(1) > 400
    return int(np.sum(loud[1:] & ~loud[:-1]) + loud[0])


def test_they_differ_in_rhythm() -> None:
    cut = RATE // 200 * 2
    assert onsets(LISTENING[: len(LISTENING) // cut * cut]) == 1
    assert onsets(UNDERSTOOD[: len(UNDERSTOOD) // cut * cut]) == 2


def test_a_sound_begins_behind_an_earcon_and_is_whole() -> None:
    playback, heard = Playback(), list[bool]()
    said = np.full(400, 10_000, "<i2")
    playback.earcon(np.full(250, 100, "<i2").tobytes())
    playback.start(said.tobytes(), 0.0, lambda: heard.append(True))
    out = np.frombuffer(b"".join(playback.block(160) for _ in range(6)), "<i2")
    assert (out[:250] == 100).all()
    assert (out[250:650] == 10_000).all()
    assert not out[650:].any()
    assert heard
