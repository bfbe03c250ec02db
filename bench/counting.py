"""script/bench counting: do the words of a count stand on their beats, and stay there?

Everything is measured in sound: in the WAV that `backtalk stretch --render` writes, and in a
recording of what the virtual sound card was given to play.
"""

import argparse
import contextlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.virtual_card import NEEDED, VirtualCard, virtual_card
from voice.__main__ import main as backtalk
from voice.devices.streams import BLOCK
from voice.devices.wav import read_wav, write_wav
from voice.types import RATE, Samples

from .card_hold import share
from .cost import Cost
from .machine import ROOT, commit, machine
from .onsets import heard_at
from .tables import costs

VOICES = ("gmw/en-us", "gmw/en-gb-x-rp")
RATES = (120, 155, 190)
"""Words a minute."""

DEVIATION, WORST = 10.0, 25.0
"""Milliseconds."""

DRIFT = 1.0
"""Milliseconds a minute."""

BUSY = 5.0
"""Percent of one core."""

Errors = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Session:
    """A rendered session: its sound, and the samples of its words and beats."""

    path: Path
    sound: Samples
    words: tuple[int, ...]
    beats: tuple[int, ...]


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/bench counting")
    parser.add_argument("--quick", action="store_true", help="a few minutes instead of twenty")
    programme = "three" if parser.parse_args().quick else "twelve"
    with tempfile.TemporaryDirectory(prefix="counting-") as folder:
        found = list(_measured(Path(folder), programme))
    print(f"Commit {commit()}. {machine()}.\n")
    print("\n".join(costs(found)))
    sys.exit(1 if any(cost.reached is False for cost in found) else 0)


def _measured(folder: Path, programme: str) -> Iterator[Cost]:
    for voice in VOICES:
        for rate in RATES:
            session = rendered(folder, programme, voice, rate)
            yield _onsets(f"{voice}, {rate} words a minute", errors(session.sound, session.words))
            yield _grid(f"{voice}, {rate} words a minute", session)
    if missing := [tool for tool in NEEDED if shutil.which(tool) is None]:
        print(f"Nothing is recorded: there is no {', '.join(missing)}.", file=sys.stderr)
        return
    session = rendered(folder, programme, VOICES[0], RATES[1])
    with virtual_card() as card:
        yield from _played(card, folder, session)
        yield from _paused(card, folder, session)
        yield _busy(card, folder)


def rendered(folder: Path, programme: str, voice: str, rate: int) -> Session:
    """Render a session by the command, as anybody would."""
    settings, wav, marks = folder / "settings.yaml", folder / "out.wav", folder / "out.json"
    settings.write_text(f"voice: {voice}\nrate: {rate}\n")
    command = ["stretch", programme, "--no-record", "--render", str(wav), "--marks", str(marks)]
    with contextlib.redirect_stdout(io.StringIO()):
        assert backtalk([*command, "--settings", str(settings)]) == 0
    found = json.loads(marks.read_text())["marks"]
    words, beats = (
        tuple(mark["sample"] for mark in found if mark["type"] == type_)
        for type_ in ("word", "beat")
    )
    return Session(wav, read_wav(wav), words, beats)


def errors(sound: Samples, words: Sequence[int]) -> Errors:
    """Return for each word the milliseconds it is heard after its beat."""
    return np.array([1000 * heard_at(sound, word) / RATE for word in words])


def _onsets(where: str, error: Errors) -> Cost:
    deviation, worst = float(error.std()), float(np.abs(error).max())
    figure = (
        f"standard deviation {deviation:.1f} ms, worst {worst:.0f} ms, mean {error.mean():+.1f} ms"
        f" ({error.size} words)"
    )
    goal = f"<= {DEVIATION:.0f} ms, worst <= {WORST:.0f} ms"
    reached = deviation <= DEVIATION and worst <= WORST
    return Cost(f"perceived onset against the beat: {where}", figure, goal, reached)


def _grid(where: str, session: Session) -> Cost:
    """Beats stand a second apart within a count, and whole seconds apart between two."""
    off = max((beat - session.beats[0]) % RATE for beat in session.beats)
    minutes = (session.beats[-1] - session.beats[0]) / RATE / 60
    figure = f"{off} samples from a grid of 1 s, over {minutes:.1f} minutes"
    return Cost(f"drift in the render: {where}", figure, "0 samples", off == 0)


def _played(card: VirtualCard, folder: Path, session: Session) -> Iterator[Cost]:
    """Play it all, and find every word in the recording, whose samples are the card's own clock."""
    heard, (late,) = _recorded(card, folder, "play", session.path)
    offsets = _offsets(heard, session)
    error = errors(heard, [word + offsets[0] for word in session.words])
    yield _onsets("recorded from the virtual sound card", error)
    minutes = np.array(session.words) / RATE / 60
    slope = float(np.polyfit(minutes, 1000 * offsets / RATE, 1)[0])
    steps = np.diff(offsets)
    figure = (
        f"{slope:+.3f} ms a minute, over {minutes[-1] - minutes[0]:.1f} minutes; "
        f"{np.abs(steps).sum()} samples lost or put in{_places(minutes[1:][steps != 0])}; "
        f"{late:.0f} blocks told to be late"
    )
    yield Cost("drift against the sound card", figure, f"<= {DRIFT:.0f} ms", abs(slope) <= DRIFT)


def _places(minutes: Errors) -> str:
    return (
        f" (at minute {', '.join(f'{minute:.1f}' for minute in minutes)})" if len(minutes) else ""
    )


def _offsets(heard: Samples, session: Session) -> Places:
    """Return by how many samples each word is recorded later than it was rendered."""
    found: list[int] = []
    for word in session.words:
        begin = word - RATE // 2
        piece = session.sound[begin : word + RATE // 2]
        near = begin + found[-1] - RATE // 2 if found else 0
        until = near + 2 * RATE if found else heard.size
        found.append(near + _place(heard[near:until], piece) - begin)
    return np.array(found)


def _paused(card: VirtualCard, folder: Path, session: Session) -> Iterator[Cost]:
    """Cut a count short in the middle and go on: what is missing, and what comes twice?"""
    begin = session.words[0] - RATE
    count = session.sound[begin : begin + 8 * RATE]
    # Under the words lies a noise, so that every sample can be found again.
    noise = np.random.default_rng(0).normal(0, 0.03, count.size).astype(np.float32)
    known = np.clip(0.9 * count + noise, -1, 1).astype(np.float32)
    path = folder / "known.wav"
    write_wav(path, known)
    heard, (asked, cut) = _recorded(card, folder, "interrupt", path, 2.5, 1.3)
    first = _place(heard, known[: 2 * RATE])
    second = _place(heard, known[4 * RATE :]) - 4 * RATE
    silence = second - first
    stopped, went_on = _edges(heard, first, first + round(cut * RATE), second + round(cut * RATE))
    yield Cost(
        "pause to silence",
        f"{(stopped - first - asked * RATE) / BLOCK:.2f} blocks of 10 ms",
        "<= 1 block",
        stopped - first - asked * RATE <= BLOCK + 1,
    )
    lost = (went_on - second) - (stopped - first)
    yield Cost(
        "the interval across a pause",
        f"{lost:+d} samples beside the {silence / RATE:.3f} s of silence",
        "0 samples, beside the fading (80)",
        abs(lost) <= RATE // 200,
    )


def _edges(heard: Samples, first: int, stop: int, go: int) -> tuple[int, int]:
    """Return the last sample before the silence and the first after it, by their loudness."""
    loud = np.abs(heard) > 0.001
    before = first + int(np.flatnonzero(loud[first : (stop + go) // 2])[-1]) + 1
    after = (stop + go) // 2 + int(np.flatnonzero(loud[(stop + go) // 2 :])[0])
    return before, after


def _busy(card: VirtualCard, folder: Path) -> Cost:
    percent = 100 * share(card, folder, folder / "settings.yaml")
    figure = f"{percent:.1f} % of one core, of the whole program, listening"
    return Cost("processor while counting", figure, f"<= {BUSY:.0f} %", percent <= BUSY)


def _recorded(card: VirtualCard, folder: Path, *arguments: object) -> tuple[Samples, list[float]]:
    """Run bench.card_count; return what the speaker played, and the numbers it told."""
    path = folder / "recorded.wav"
    command = [sys.executable, "-m", "bench.card_count", *map(str, arguments)]
    with card.record(path):
        done = subprocess.run(
            command, cwd=ROOT, env=card.env, check=True, stdout=subprocess.PIPE, text=True
        )
    return read_wav(path), json.loads(done.stdout or "[]")


def _place(heard: Samples, piece: Samples) -> int:
    """Return the sample at which a piece lies in what was heard, by cross-correlation."""
    size = heard.size + piece.size
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(piece, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: heard.size]))


if __name__ == "__main__":
    main()
