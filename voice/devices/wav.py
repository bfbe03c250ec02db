"""Sound files: WAV, 16 kHz, mono, 16 bit, and nothing else."""

import os
import tempfile
import wave
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import SoundFileError
from ..pcm import from_pcm, to_pcm
from ..types import RATE, Samples

PIECE = 60 * RATE
"""Samples that are written at a time."""


def read_wav(path: Path) -> Samples:
    """Return what is in a WAV file, shape (n,), -1 to 1, at RATE.

    Raises SoundFileError when it is missing, unreadable, empty, not a WAV file, or of another
    kind than 16 kHz, mono, 16 bit.
    """
    try:
        with path.open("rb") as file, wave.open(file) as sound:
            _check(path, sound)
            pcm = sound.readframes(sound.getnframes())
    except OSError as error:
        raise SoundFileError(f"{path}: cannot be read: {error.strerror}.") from error
    # wave says RuntimeError when a chunk is longer than the file.
    except (wave.Error, EOFError, RuntimeError) as error:
        raise SoundFileError(
            f"{path}: not a plain WAV file ({_reason(error)}). {_advice(path)}"
        ) from error
    if len(pcm) < 2:
        raise SoundFileError(f"{path}: holds no sound. Record it again.")
    return from_pcm(pcm)


def write_wav(path: Path, sound: Samples | bytes) -> None:
    """Write samples (-1 to 1) or signed 16 bit PCM, at RATE, as a WAV file.

    The file appears complete or not at all.  Raises SoundFileError when it cannot be written.
    """
    pieces = [sound] if isinstance(sound, bytes) else _pieces(sound)
    try:
        _write(path, pieces)
    except OSError as error:
        raise SoundFileError(f"{path}: cannot be written: {error.strerror}.") from error


def _check(path: Path, sound: wave.Wave_read) -> None:
    rate, channels, bits = sound.getframerate(), sound.getnchannels(), sound.getsampwidth() * 8
    if (rate, channels, bits) != (RATE, 1, 16):
        kind = f"{rate} Hz, {channels} channel(s), {bits} bit"
        raise SoundFileError(
            f"{path}: is {kind}; 16000 Hz, mono, 16 bit is needed. {_advice(path)}"
        )


def _pieces(sound: Samples) -> Iterator[bytes]:
    """A conversation of minutes need not be in memory three times."""
    return (to_pcm(sound[at : at + PIECE]) for at in range(0, sound.size, PIECE))


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file, wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            for pcm in pieces:
                sound.writeframesraw(pcm)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """What new files may not allow.  It can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: Exception) -> str:
    return str(error) or "it ends too early"


def _advice(path: Path) -> str:
    return f"Convert it: sox {path} -r 16000 -c 1 -b 16 {path.stem}-16k.wav"
