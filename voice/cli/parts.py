"""Putting the parts together: ears, voice, settings, script."""

import argparse
import sys
from dataclasses import replace
from datetime import datetime
from importlib import metadata
from pathlib import Path

from .. import loading, settings
from ..devices.content import digests
from ..devices.models import ModelStore
from ..devices.record import Record
from ..devices.sessions import FOLDER
from ..devices.speech_cache import Voice
from ..devices.threads import Threads
from ..devices.waking import Waking
from ..errors import DeviceError, ModelError
from ..ports import Ear, Work
from ..script import Script
from ..settings import Settings

EARS = {
    "base": ("base-en",),
    "tiny": ("tiny-en",),
    "both": ("tiny-en", "base-en"),
    "vosk": ("vosk-small-en",),
    "auto": ("tiny-en", "whisper-en", "base-en", "vosk-small-en"),
}
"""Which models each recogniser uses, the quickest first; "auto" takes those that are there."""

FETCHED = ("base-en", "tiny-en", "whisper-en")
"""The models that are fetched where no other is named."""

ALONE = (
    "There is one ear only: a no to a warning sign is always read back to you before it counts, "
    "and more is misheard in noise."
)


def warn(line: str) -> None:
    print(f"backtalk: {line}", file=sys.stderr, flush=True)


def read_settings(path: Path | None, script: Script) -> Settings:
    return settings.load(path or settings.FILE, frozenset(script.regions))


def make_record(
    arguments: argparse.Namespace, kept: Settings, *, resumes: str = "", live: bool = False
) -> Record | None:
    """Return what keeps this session; None when that is not wanted.

    A folder that is named now counts more than the settings.  `resumes` is the ID of a session
    that this one goes on with; `live` as for Record.
    """
    if arguments.no_record or not (kept.record or arguments.record):
        return None
    content = digests(loading.files(arguments.dialog or loading.DIALOG))
    started = datetime.now().astimezone()
    folder = arguments.record or FOLDER
    version = _version()
    return Record(
        folder, started, version=version, content=content, warn=warn, resumes=resumes, live=live
    )


def _version() -> str:
    try:
        return metadata.version("backtalk")
    except metadata.PackageNotFoundError:
        return "not installed"


def read_script(path: Path | None) -> Script:
    """Read a dialog and check it.  Raises ScriptError."""
    from ..checking import check

    script = loading.load(path or loading.DIALOG)
    check(script)
    today = replace(script.understanding, weekday=datetime.now().weekday())
    return replace(script, understanding=today)


def make_ears(recognizer: str, store: ModelStore) -> list[Ear]:
    """Return the ears; they are loaded when first used.

    Raises ModelError when one that was asked for, or every one, has no model.
    """
    names = EARS[recognizer]
    if recognizer == "auto":
        names = tuple(n for n in names if store.state(store.model(n)) == "ready")
        if not names:
            fetch = f"backtalk models fetch {' '.join(FETCHED)}"
            raise ModelError(f"There is no recogniser yet. Get one with: {fetch}")
    if len(names) == 1:
        warn(ALONE)
    return [_ear(name, store) for name in names]


def _ear(name: str, store: ModelStore) -> Ear:
    kind, folder = store.model(name).kind, store.require(name)

    def load() -> Ear:
        if kind == "vosk":
            from ..devices.vosk_ear import VoskEar

            return VoskEar(folder, name)
        from ..devices.closed_set import ClosedSetEar
        from ..devices.moonshine import moonshine
        from ..devices.whisper import whisper

        model = whisper(folder) if kind == "whisper" else moonshine(folder)
        return ClosedSetEar(name, model, kind)

    return Waking(name, load)


def make_voice() -> tuple[Voice, list[str]]:
    """Return the voice and the names of all there are; beeps when there is none, said once."""
    from ..devices.beeps import Beeps
    from ..devices.fallback import Fallback
    from ..devices.pyttsx3_voice import Pyttsx3Voice
    from ..devices.speech_cache import SpeechCache

    try:
        voice = Pyttsx3Voice()
        voices = voice.voices()
    except DeviceError as error:
        warn(f"{error} From now on there are beeps, and text on the screen.")
        return Beeps(), []
    return Fallback(SpeechCache(voice, warn), Beeps(), warn), voices


def on_threads(ears: int) -> Work:
    """Run ears on threads of their own, so that the sound goes on meanwhile."""
    return Threads(max(1, ears))


def choice(name: str) -> str | int | None:
    """A device as it stands in the settings: a number, a part of its name, or nothing."""
    return int(name) if name.isdigit() else name or None
