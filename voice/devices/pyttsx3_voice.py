"""The voice of the computer itself, rendered by pyttsx3 into a file and read back."""

import io
import tempfile
import threading
import wave
from functools import partial
from pathlib import Path
from typing import Any

from ..errors import DeviceError, SettingsError
from ..types import Manner, Speech
from .rendered import finished
from .worker import Worker

PATIENCE = 3.0
"""Seconds until the end of a sentence must be told; espeak-ng needs 10 ms for one."""

HANGS = 15.0
"""Seconds after which an engine that does not return at all is given up."""

PREFERRED = ("gmw/en-us", "gmw/en")
"""espeak-ng's English voices a stranger understands best; other systems use their first."""

TRIES = 3
"""On a busy machine espeak-ng now and then reports a sentence as stopped that nobody stopped
(seen once in some 1500); the same sentence again is whole."""

INSTALL = "Install a voice: on Debian and Ubuntu `apt install espeak-ng`."


class Pyttsx3Voice:
    """A Synthesizer.  Raises DeviceError when there is no voice, SettingsError for an unknown one.

    An engine is not re-entrant, and on Windows it belongs to the thread that made it, so one
    thread of its own does all the work.
    """

    def __init__(self) -> None:
        self._worker = Worker("voice", HANGS, f"The computer's voice hangs. {INSTALL}")
        self._done = threading.Event()
        self._failure = ""
        self._engine: Any = self._worker.do(self._start)
        self._voices = self._worker.do(self._english)

    def voices(self) -> list[str]:
        """Return the English voices, the one that speaks if nothing is asked for first."""
        return list(self._voices)

    def render(self, text: str, manner: Manner) -> Speech:
        """Return the sentence as sound, peak 0.7 of full scale whatever `manner.volume` is."""
        return self._worker.do(partial(self._render, text, manner))

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        """Do as `render`, without holding up the event loop."""
        return await self._worker.aside(partial(self._render, text, manner))

    def _start(self) -> Any:
        engine = _engine()
        engine.connect("finished-utterance", self._finished)
        engine.connect("error", self._failed)
        return engine

    # pyttsx3 calls these by keyword and swallows what they raise.
    def _finished(self, completed: bool = True, **_: object) -> None:
        self._failure = self._failure or ("" if completed else "it was stopped")
        self._done.set()

    def _failed(self, exception: Exception, **_: object) -> None:
        self._failure = str(exception)

    def _english(self) -> list[str]:
        found = [str(voice.id) for voice in self._engine.getProperty("voices") if _speaks(voice)]
        if not found:
            raise DeviceError(f"This computer has no English voice. {INSTALL}")
        return [id_ for id_ in PREFERRED if id_ in found] + [
            id_ for id_ in found if id_ not in PREFERRED
        ]

    def _render(self, text: str, manner: Manner) -> Speech:
        if not any(letter.isalnum() for letter in text):
            return Speech(text, b"")
        voice = self._known(manner.voice)
        with tempfile.TemporaryDirectory(prefix="backtalk-") as folder:
            rate, pcm = _read(self._save(text, voice, manner.rate, Path(folder) / "said.wav"))
        return Speech(text, finished(pcm, rate))

    def _known(self, voice: str) -> str:
        if voice in ("", *self._voices):
            return voice or self._voices[0]
        some = ", ".join(self._voices[:4])
        raise SettingsError(f"voice: there is no English voice {voice!r}. There are: {some}.")

    def _save(self, text: str, voice: str, rate: int, path: Path) -> bytes:
        for _ in range(TRIES):
            if self._saved(text, voice, rate, path):
                return path.read_bytes()
        raise DeviceError(f"The voice {voice} failed: {self._failure or 'no sound'}. {INSTALL}")

    def _saved(self, text: str, voice: str, rate: int, path: Path) -> bool:
        self._done.clear()
        self._failure = ""
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", rate)
        self._engine.save_to_file(text, str(path))
        self._settle()
        self._engine.runAndWait()
        # runAndWait may return while espeak-ng's own thread is still writing.
        finished = self._done.wait(PATIENCE)
        self._settle()
        return finished and not self._failure and path.is_file()

    def _settle(self) -> None:
        """Wait for espeak-ng's thread to come to rest.

        It works off settings too, and tells the end of a sentence a little early.  What still
        runs when pyttsx3 starts a sentence is taken for speech to be stopped: the sentence would
        be cut, or keep the old rate.
        """
        if self._engine.driver_name == "espeak":
            self._engine.proxy._module._espeak.Synchronize()


def _engine() -> Any:
    """Return pyttsx3's engine, kept from printing."""
    try:
        import pyttsx3

        engine = pyttsx3.init()
    except (OSError, ImportError, RuntimeError) as error:
        raise DeviceError(f"No voice can be started: {_first_line(error)}. {INSTALL}") from error
    # The espeak driver prints "Audio saved to ..." after each file, on the stream that carries
    # our events.  Redirecting sys.stdout would catch other threads' output too; a name in the
    # module hides the builtin from the driver alone.
    engine.proxy._module.print = _silence
    return engine


def _silence(*_: object, **__: object) -> None:
    pass


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _speaks(voice: Any) -> bool:
    # espeak-ng lists MBROLA voices (mb/...) whose recordings are not there.
    tongues = (str(tongue).lower() for tongue in voice.languages or ())
    return not voice.id.startswith("mb/") and any(tongue.startswith("en") for tongue in tongues)


def _read(file: bytes) -> tuple[int, bytes]:
    """Return rate in hertz, and signed 16 bit PCM, of a mono WAV file."""
    try:
        with wave.open(io.BytesIO(file)) as sound:
            if sound.getnchannels() != 1 or sound.getsampwidth() != 2:
                raise DeviceError("The voice does not render mono sound of 16 bit.")
            return sound.getframerate(), sound.readframes(sound.getnframes())
    except (wave.Error, EOFError) as error:
        raise DeviceError(f"The voice's file is not WAV ({error}). {INSTALL}") from error
