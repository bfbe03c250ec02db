"""Real sound, through PortAudio and a sound server, into and out of a running program."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from tests.bounded import LIMIT, bounded, finish
from tests.virtual_card import SOUND, VirtualCard, environment, virtual_card
from voice.devices.echo import available
from voice.devices.playback import FADE, Playback
from voice.devices.wav import read_wav, write_wav
from voice.pcm import from_pcm, to_pcm
from voice.types import RATE, Samples

pytestmark = SOUND

ROOT = Path(__file__).parents[1]


def sweep(seconds: float) -> Samples:
    """Return a tone that rises from 200 to 1000 Hz: no two places in it are alike."""
    time = np.arange(round(seconds * RATE)) / RATE
    turns = 200 * time + 400 * time**2 / seconds
    return (0.3 * np.sin(2 * np.pi * turns)).astype(np.float32)


def start(env: dict[str, str], *arguments: object) -> AbstractContextManager[subprocess.Popen[str]]:
    command = [sys.executable, str(ROOT / "tests" / "card_program.py"), *map(str, arguments)]
    return bounded(command, {**env, "PYTHONPATH": str(ROOT)})


def told(program: subprocess.Popen[str]) -> Any:
    """Return what the program tells next."""
    assert program.stdout
    line = program.stdout.readline()
    assert line, "it ended, or its time did"
    return json.loads(line)


def finished(program: subprocess.Popen[str]) -> list[Any]:
    """Return everything it still tells, to its end."""
    return [json.loads(line) for line in finish(program).splitlines()]


def run(env: dict[str, str], *arguments: object) -> list[Any]:
    with start(env, *arguments) as program:
        return finished(program)


@pytest.fixture(scope="module")
def card() -> Iterator[VirtualCard]:
    with virtual_card() as card:
        yield card


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sweep.wav"
    write_wav(path, sweep(2.0))
    return path


def recorded(card: VirtualCard, tmp_path: Path, *arguments: object) -> tuple[list[Any], bytes]:
    path = tmp_path / "recorded.wav"
    with card.record(path):
        values = run(card.env, *arguments)
    return values, to_pcm(read_wav(path))


def test_what_is_played_comes_out_to_the_sample(
    card: VirtualCard, sound: Path, tmp_path: Path
) -> None:
    position, out = recorded(card, tmp_path, "play", sound)
    assert position == [2.0]
    assert to_pcm(sweep(2.0)) in out


def test_a_speaker_needs_no_microphone(card: VirtualCard, sound: Path, tmp_path: Path) -> None:
    (error,), out = recorded(card, tmp_path, "speak", sound)
    assert "without a microphone" in error
    assert to_pcm(sweep(2.0)) in out


def test_a_tone_keeps_its_frequency(card: VirtualCard, tmp_path: Path) -> None:
    tone = tmp_path / "tone.wav"
    write_wav(tone, (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.float32))
    _, out = recorded(card, tmp_path, "play", tone)
    spectrum = np.abs(np.fft.rfft(from_pcm(out)))
    assert np.argmax(spectrum) * RATE / (len(out) // 2) == pytest.approx(440, abs=1)


def test_what_is_cut_short_goes_on_at_the_same_sample(
    card: VirtualCard, sound: Path, tmp_path: Path
) -> None:
    (stays, position), out = recorded(card, tmp_path, "interrupt", sound)
    at = round(position * RATE) * 2
    pcm = to_pcm(sweep(2.0))
    assert stays
    assert 0 < at < len(pcm)
    end = out.index(pcm[:at]) + at
    again = out.index(pcm[at + 2 * FADE :]) - 2 * FADE
    assert again > end
    assert not any(out[end + 2 * FADE : again])


def test_the_microphone_hears_what_is_said(card: VirtualCard, tmp_path: Path) -> None:
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    write_wav(said, sweep(1.0))
    with start(card.env, "listen", heard, 300) as program:
        assert told(program) == "ready"
        card.say(said)
        finished(program)
    assert to_pcm(sweep(1.0)) in to_pcm(read_wav(heard))


def test_a_microphone_that_stalls_is_opened_again(card: VirtualCard, tmp_path: Path) -> None:
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    write_wav(said, sweep(1.0))
    with start(card.env, "listen", heard, 300) as program:
        assert told(program) == "ready"
        before = card.listeners(program.pid)
        card.mute(True)
        card.wait_for(lambda: card.listeners(program.pid) - before)
        card.mute(False)
        card.say(said)
        finished(program)
    assert to_pcm(sweep(1.0)) in to_pcm(read_wav(heard))


def test_the_devices_are_listed(card: VirtualCard) -> None:
    present, count, *_ = run(card.env, "look")
    assert present == [True, True]
    assert count > 0


def test_without_devices_the_person_is_told_what_to_do(tmp_path: Path) -> None:
    present, count, error = run(environment(tmp_path), "look")
    assert (present, count) == ([False, False], 0)
    assert "no microphone" in error
    assert "use the keyboard" in error


OPEN_NOTHING = """
import ctypes
ctypes.CDLL("libasound.so.2").snd_pcm_open(ctypes.byref(ctypes.c_void_p()), b"nowhere", 0, 0)
"""


@pytest.mark.skipif(find_library("asound") is None, reason="needs ALSA")
def test_alsa_keeps_quiet() -> None:
    assert "nowhere" in chatter(OPEN_NOTHING)
    assert chatter("from voice.devices.alsa import quiet; quiet()\n" + OPEN_NOTHING) == ""


def chatter(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=LIMIT
    ).stderr


ATTEMPTS = 3
"""On a machine that is overloaded blocks come too late, and the canceller has to learn anew."""


@pytest.mark.skipif(not available(), reason="needs libspeexdsp: apt install libspeexdsp1")
def test_the_own_voice_is_taken_out_of_the_microphone(tmp_path: Path) -> None:
    said, heard = tmp_path / "said.wav", tmp_path / "heard.wav"
    noise = np.random.default_rng(1).normal(0, 0.1, 5 * RATE).astype(np.float32)
    write_wav(said, noise)
    left = []
    for _ in range(ATTEMPTS):
        with virtual_card(echo=True) as card:
            run(card.env, "echo", said, heard)
        left.append(np.std(read_wav(heard)[-RATE:]))
        if left[-1] < np.std(noise) / 10:
            return
    raise AssertionError(f"{left} is left of {np.std(noise)}")


def blocks(playback: Playback, count: int) -> npt.NDArray[np.int16]:
    return np.frombuffer(b"".join(playback.block(160) for _ in range(count)), "<i2")


def nothing() -> None:
    pass


STEADY = np.full(1600, 10_000, "<i2").tobytes()


def test_the_end_is_told_when_it_has_been_heard() -> None:
    playback, heard = Playback(), list[bool]()
    playback.latency = 320
    playback.start(STEADY, 0.0, lambda: heard.append(True))
    blocks(playback, 11)
    assert not heard
    blocks(playback, 1)
    assert heard == [True]


def test_a_cut_fades_within_a_block_and_does_not_click() -> None:
    playback = Playback()
    playback.start(STEADY, 0.0, nothing)
    blocks(playback, 2)
    playback.cut()
    rest = blocks(playback, 2)
    assert rest[0] == 10_000
    assert np.abs(np.diff(rest.astype(int))).max() <= 10_000 / FADE + 1
    assert not rest[FADE:].any()
    assert playback.position == 0.02


def test_loudness_changes_smoothly() -> None:
    playback = Playback()
    playback.start(STEADY, 0.0, nothing)
    blocks(playback, 1)
    playback.gain(0.25)
    out = blocks(playback, 2)
    assert np.abs(np.diff(out.astype(int))).max() < 100
    assert (out[160:] == 2500).all()


def test_too_loud_is_clipped_and_does_not_wrap() -> None:
    playback = Playback()
    playback.gain(10.0)
    playback.start(STEADY, 0.0, nothing)
    assert blocks(playback, 2).min() > 0


def test_a_beginning_behind_the_end_is_the_end() -> None:
    playback, heard = Playback(), list[bool]()
    playback.start(STEADY, 5.0, lambda: heard.append(True))
    assert not blocks(playback, 1).any()
    assert heard == [True]
    assert playback.position == 0.1
