"""How fast a turn is, in sound: the real program on the virtual card, and one recording of both.

The microphone hears the loudspeaker as loudly as the person, so both voices are in the recording.
What the person says is found in it to the sample; times are taken from there.
"""

import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import numpy as np

from tests.virtual_card import NEEDED, VirtualCard, virtual_card
from voice.devices.beeps import Beeps
from voice.devices.rendered import finished
from voice.devices.speech_cache import SpeechCache
from voice.devices.timing_picture import draw
from voice.devices.wav import read_wav, write_wav
from voice.pcm import from_pcm
from voice.record_lines import read_lines
from voice.timing import timing
from voice.types import RATE, Manner, Samples

from .conversing import SPOKEN, THINKS, Line, converse
from .levels import at_level

PERSON = ("espeak-ng", "-v", "en-gb-scotland+m3", "-s", "140", "--stdout")
"""Says what nobody has recorded."""

INTO = 1.2
"""Seconds into a sentence at which "stop" begins."""

LONG = 9
"""Words of a sentence that is long enough to be stopped."""

WORDS = ("yes", "no", "stop")

LEVEL = 0.12
"""Of full scale: how loud the frames of the assistant's voice are that count as speech."""

HELD = "Say continue"
"""How it says that it waits."""

QUIET = 0.02
"""Of full scale: below is silence on the virtual card."""

QUIETER = 10**-1.5
"""Of its peak (-30 dB): below, a recorded word is over."""

NOISE = 0.1
"""Share of a recording that is only its noise."""

LOOKS = 1.5
"""Seconds around the time noted in which a word is looked for in the recording."""

ALIKE = 0.6
"""Correlation from which a sentence that was rendered is found in the recording."""

WITHIN = 3.0
"""Seconds after a word in which the reaction to it is looked for."""


@dataclass(slots=True)
class Found:
    """Seconds, one for each turn; and what the first word took."""

    replies: list[float] = field(default_factory=list)
    stops: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    said: int = 0


def missing() -> list[str]:
    return [tool for tool in (*NEEDED, "espeak-ng") if shutil.which(tool) is None]


def measured(
    words: Path, seconds: float, module: str = "voice", picture: Path | None = None
) -> Found:
    """Hold conversations for so many seconds.  `words` has people's yes, no and stop.

    The first is drawn into `picture`.
    """
    found, end = Found(), time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="live-") as name, virtual_card(echo=True) as card:
        person = Person(words, Path(name), stops=True)
        while (left := end - time.monotonic()) > 20:
            record = _conversation(card, Path(name), person, min(left, 150), module, found)
            if picture and record.is_file():
                lines = read_lines(record.name, record.read_bytes())
                draw(timing(record.name, lines), picture)
                picture = None
    return found


def _conversation(
    card: VirtualCard, folder: Path, person: "Person", seconds: float, module: str, found: Found
) -> Path:
    """Hold one and return its record."""
    recording = folder / "both.wav"
    with card.record(recording, "mouth.monitor"):
        began = time.monotonic()
        talk = converse(card, folder, person, seconds, module)
    late = talk.began - began
    found.first.append(talk.first)
    sound, cache = read_wav(recording), Path(card.env["XDG_CACHE_HOME"])
    for at, line, path in talk.said:
        meaning = path.parent.name
        if meaning not in WORDS:
            continue
        found.said += 1
        word, reply = read_wav(path), _reply(talk.lines, line, meaning)
        place = _place(sound, word, at + late)
        over = _end(word)
        if reply and place is not None and over is not None:
            end = place + over
            onset = _onset(sound[end : end + round(WITHIN * RATE)], _rendered(reply, cache))
            times = found.stops if meaning == "stop" else found.replies
            times += [onset] if onset is not None else []
    return talk.record


def _reply(lines: list[Line], line: Line, meaning: str) -> str:
    """Return what was said once these words, said after that event, were understood."""
    after = iter(lines[lines.index(line) :])
    for heard in after:
        if heard["type"] == "heard" and heard["decision"] == "accept":
            if heard["answer"] != meaning:
                return ""
            return next((said["text"] for said in after if said["type"] == "say"), "")
    return ""


class Person:
    """Answers with people's yes and no; every other long sentence is stopped."""

    def __init__(self, words: Path, folder: Path, *, stops: bool) -> None:
        self._words = {word: cycle(_levelled(words / word, folder / word)) for word in WORDS}
        self._folder = folder
        self._stops = stops
        self._told = ""
        self._odd = False

    def __call__(self, line: Line) -> tuple[Path, float] | None:
        if line["type"] == "say":
            self._told = line["text"]
        if line["type"] == "say" and self._stops and len(line["text"].split()) >= LONG:
            self._odd = not self._odd
            return (next(self._words["stop"]), INTO) if self._odd else None
        if line["type"] != "listen":
            return None
        told, self._told = self._told, ""
        if told.startswith(HELD):
            return self._spoken("continue"), THINKS
        return self._answer(line), THINKS

    def _answer(self, line: Line) -> Path:
        if line["node"] in ("consent", "offer_again"):
            return next(self._words["yes"])
        if line["expects"] == "yesno":
            return next(self._words["no"])
        usual = {"story": "my back is sore", "age": "thirty four", "duration": "yesterday"}
        return self._spoken(usual.get(line["node"], "three"))

    def _spoken(self, words: str) -> Path:
        path = self._folder / f"{words.replace(' ', '_')}.wav"
        if not path.exists():
            wav = subprocess.run([*PERSON, words], check=True, capture_output=True).stdout
            write_wav(path, finished(wav[44:], 22050))
        return path


def _levelled(words: Path, folder: Path) -> list[Path]:
    """Make recordings as loud as the assistant."""
    folder.mkdir()
    for path in sorted(words.glob("*.wav")):
        write_wav(folder / path.name, np.clip(at_level(read_wav(path), LEVEL), -1, 1))
    return sorted(folder.iterdir())


def _place(sound: Samples, word: Samples, at: float) -> int | None:
    """Return the sample at which a word begins, near the time at which it was played."""
    first = max(0, round((at - LOOKS) * RATE))
    piece = sound[first : round((at + LOOKS) * RATE) + word.size]
    if piece.size < word.size:
        return None
    size = piece.size + word.size
    fit = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(word, size)), size)
    best = int(np.argmax(fit[: piece.size - word.size + 1]))
    return first + best if fit[best] >= 0.7 * float((word**2).sum()) else None


def _rendered(text: str, folder: Path) -> Samples:
    """Return a sentence as the program has rendered it, from what it keeps on disk."""
    kept = SpeechCache(Beeps(), print, folder / "backtalk" / "speech")
    return from_pcm(kept.render(text, Manner(rate=SPOKEN)).pcm)


def _end(word: Samples) -> int | None:
    """Return the sample at which what is said in a recording is over; None if noise hides it."""
    frame = RATE // 100
    loud = np.abs(word[: word.size // frame * frame]).reshape(-1, frame).max(1)
    noise = float(np.quantile(loud, NOISE))
    if noise > QUIETER * loud.max():
        return None
    said = np.flatnonzero(loud > max(QUIETER * loud.max(), 2 * noise))
    return (int(said[-1]) + 1) * frame


def _onset(sound: Samples, said: Samples) -> float | None:
    """Return the seconds after which a sentence begins; by then what was said before is silent.

    It may have been stopped: its first second tells.
    """
    said = said[:RATE]
    size = sound.size + said.size
    fit = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(said, size)), size)
    best = int(np.argmax(fit[: sound.size]))
    there = sound[best:][: said.size]
    alike = fit[best] / np.sqrt((there**2).sum() * (said[: there.size] ** 2).sum() + 1e-9)
    first = int(np.flatnonzero(np.abs(said) > QUIET)[0])
    return (best + first) / RATE if alike >= ALIKE else None
