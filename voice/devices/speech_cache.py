"""Sentences already rendered, kept on disk."""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import platformdirs

from ..types import Manner, Speech

VERSION = 2
"""Goes into every key: raise it when the same sentence would be rendered to other sound."""

LIMIT = 200_000_000
"""Bytes of sound kept: about 100 minutes."""

_DIGEST = hashlib.sha256().digest_size


class Voice(Protocol):
    def render(self, text: str, manner: Manner) -> Speech: ...

    async def synthesize(self, text: str, manner: Manner) -> Speech: ...


class SpeechCache:
    """A Synthesizer that asks another one only for what it has not rendered before.

    The names of the files are digests: the text itself is not written down.  When the folder
    cannot be used (disk full, no permission), `warn` is told once and speech goes on without.
    """

    def __init__(
        self,
        voice: Voice,
        warn: Callable[[str], None],
        folder: Path | None = None,
        limit: int = LIMIT,
    ) -> None:
        self._voice = voice
        self._warn = warn
        self._folder = folder or platformdirs.user_cache_path("backtalk") / "speech"
        self._limit = limit
        self._warned = False

    def render(self, text: str, manner: Manner) -> Speech:
        """Return the sentence as sound.  Raises what the voice behind it raises."""
        return self._kept(text, manner) or self._keep(self._voice.render(text, manner), manner)

    async def synthesize(self, text: str, manner: Manner) -> Speech:
        """Do as `render`; what is kept comes without a turn of the event loop."""
        return self._kept(text, manner) or self._keep(
            await self._voice.synthesize(text, manner), manner
        )

    def has(self, text: str, manner: Manner) -> bool:
        """Tell whether the sentence would come from disk."""
        return self._kept(text, manner) is not None

    def _path(self, text: str, manner: Manner) -> Path:
        key = "\0".join((str(VERSION), manner.voice, str(manner.rate), text))
        return self._folder / (hashlib.sha256(key.encode()).hexdigest() + ".pcm")

    def _kept(self, text: str, manner: Manner) -> Speech | None:
        try:
            data = self._path(text, manner).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._without(error)
            return None
        pcm = data[_DIGEST:]
        whole = hashlib.sha256(pcm).digest() == data[:_DIGEST]
        return Speech(text, pcm) if whole else None

    def _keep(self, speech: Speech, manner: Manner) -> Speech:
        path = self._path(speech.text, manner)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(path, hashlib.sha256(speech.pcm).digest() + speech.pcm)
            self._shrink()
        except OSError as error:
            self._without(error)
        return speech

    def _shrink(self) -> None:
        # Everything counts, also what a killed program left half-written under another name.
        files = sorted(_aged(self._folder))
        excess = sum(size for _, size, _ in files) - self._limit
        for _, size, file in files[:-1]:
            if excess <= 0:
                return
            excess -= size
            file.unlink(missing_ok=True)

    def _without(self, error: OSError) -> None:
        if not self._warned:
            self._warned = True
            self._warn(
                f"{self._folder}: speech cannot be kept here ({error.strerror}); each sentence "
                "is rendered anew. Free some space, or make the folder writable."
            )


def _aged(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Yield time of writing, bytes and name of each file."""
    for file in folder.iterdir():
        # Another program that shares the folder may have deleted it meanwhile.
        with contextlib.suppress(FileNotFoundError):
            status = file.stat()
            yield status.st_mtime_ns, status.st_size, file


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
