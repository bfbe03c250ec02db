"""The assistant's own voice is told from a person's: by delay, by loudness, by words."""

import numpy as np
import pytest

from voice.devices.echo import EchoCanceller, available
from voice.echo_delay import EchoDelay
from voice.own_voice import SILENT, OwnVoice
from voice.own_words import others

PIECE = 0.01


def speech(seed: int, seconds: float = 12.0) -> list[float]:
    """Loudness like that of speech: syllables of five a second, each with its own strength."""
    random = np.random.default_rng(seed)
    pieces = round(seconds / PIECE)
    strength = np.repeat(random.uniform(0, 5000, pieces // 20 + 1), 20)[:pieces]
    return list(strength * np.abs(np.sin(np.arange(pieces) * np.pi / 20)))


def delayed(played: list[float], pieces: int, share: float) -> list[float]:
    return [0.0] * pieces + [share * loud for loud in played[: len(played) - pieces]]


@pytest.mark.parametrize("pieces", [7, 40, 150])
@pytest.mark.parametrize("share", [1.0, 0.1])
def test_the_delay_of_an_echo_is_found(pieces: int, share: float) -> None:
    delay, played = EchoDelay(PIECE), speech(0)
    for heard, said in zip(delayed(played, pieces, share), played, strict=True):
        delay.tell(heard, said)
    assert delay.known == pytest.approx(pieces * PIECE, abs=0.02)


def test_a_delay_that_jumps_is_found_again() -> None:
    delay, played = EchoDelay(PIECE), speech(1, 24.0)
    half = len(played) // 2
    heard = delayed(played, 10, 1.0)[:half] + delayed(played, 130, 1.0)[half:]
    for loud, said in zip(heard, played, strict=True):
        delay.tell(loud, said)
    assert delay.known == pytest.approx(1.3, abs=0.02)


def test_a_person_alone_has_no_delay() -> None:
    delay = EchoDelay(PIECE)
    for heard, said in zip(speech(2), speech(3), strict=True):
        delay.tell(heard, said)
    assert delay.known is None


def test_an_echo_stays_below_what_it_may_reach_and_a_person_gets_above() -> None:
    own, played = OwnVoice(PIECE), speech(4, 20.0)
    echo = delayed(played, 8, 0.05)
    reached = [own.may_reach(heard, said) for heard, said in zip(echo, played, strict=True)]
    assert not [n for n, heard in enumerate(echo) if heard > reached[n] > 0]
    assert max(reached[-500:]) < 2500


def test_who_speaks_now_and_then_is_not_taken_for_an_echo() -> None:
    """Headphones, or an echo that is cancelled: a "stop" every three seconds gets through."""
    own, played = OwnVoice(PIECE), speech(6, 20.0)
    heard = [1500.0 if n > 300 and n % 300 < 50 else 5.0 for n in range(len(played))]
    reached = [own.may_reach(loud, said) for loud, said in zip(heard, played, strict=True)]
    person = [n for n, loud in enumerate(heard) if loud > 1000]
    assert all(heard[n] > reached[n] for n in person)


def test_where_nothing_is_played_everything_is_a_person() -> None:
    own = OwnVoice(PIECE)
    assert {own.may_reach(heard, 0.0) for heard in speech(5)} == {0.0}


SAID = ["Stopped.", "Say continue, or goodbye.", "I ask because others may hear my questions."]


@pytest.mark.parametrize(
    ("heard", "left"),
    [
        ("stopped", ""),
        ("say continue or don't buy", "or dont buy"),
        ("I ask because others may hear my chest hurts", "my chest hurts"),
        ("because others may hear questions", "hear questions"),
        ("well say continue or goodbye", "well"),
        ("continue", "continue"),
        ("goodbye", "goodbye"),
        ("it is numb between my legs", "it is numb between my legs"),
    ],
)
def test_what_was_just_said_is_taken_out_of_what_is_heard(heard: str, left: str) -> None:
    assert others(heard, SAID) == left


@pytest.mark.skipif(not available(), reason="needs libspeexdsp: apt install libspeexdsp1")
def test_a_muted_microphone_is_silent_whatever_is_played() -> None:
    random = np.random.default_rng(4)
    played = [random.normal(0, 3000, 160).astype("<i2").tobytes() for _ in range(300)]
    canceller = EchoCanceller(160)
    for frame in played[:100]:
        canceller.cancel(frame, frame)
    heard = [canceller.cancel(bytes(320), frame) for frame in played[100:]]
    assert np.abs(np.frombuffer(b"".join(heard[100:]), "<i2")).max() < SILENT
