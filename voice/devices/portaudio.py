"""PortAudio: is it there, and which devices does it see."""

from dataclasses import dataclass
from typing import Any

from ..errors import DeviceError
from ..types import RATE
from .alsa import quiet

INSTALL = (
    "Sound needs the PortAudio library. On Debian and Ubuntu: `apt install libportaudio2`. "
    "Or use the keyboard."
)

Choice = str | int | None
"""A device: its index, a part of its name, or None for the system's default."""


@dataclass(frozen=True, slots=True)
class Device:
    """`inputs` and `outputs` are numbers of channels."""

    index: int
    name: str
    inputs: int
    outputs: int
    default_in: bool
    default_out: bool


def library() -> Any:
    """Return the sounddevice module.  Raises DeviceError when PortAudio is not installed."""
    quiet()
    try:
        import sounddevice
    except OSError as error:
        raise DeviceError(INSTALL) from error
    return sounddevice


def devices() -> list[Device]:
    """Return every device there is; none is an empty list.

    Raises DeviceError when PortAudio is not installed or cannot look.
    """
    sound = library()
    try:
        default_in, default_out = sound.default.device
        found = sound.query_devices()
    except sound.PortAudioError as error:
        raise DeviceError(f"The sound devices cannot be listed ({error}). {INSTALL}") from error
    return [_device(entry, default_in, default_out) for entry in found]


def present(input: Choice = None, output: Choice = None) -> tuple[bool, bool]:
    """Tell whether there is a usable microphone, and a usable speaker.

    Nothing is usable without PortAudio; opening a SoundCard says so in words.
    """
    try:
        sound = library()
    except DeviceError:
        return False, False
    return _works(sound, "input", input), _works(sound, "output", output)


def own_rate(side: str, device: Choice) -> int:
    """Return the rate in hertz that an `input` or `output` device has by itself.

    Raises PortAudioError or ValueError when there is no such device.
    """
    return int(library().query_devices(device, side)["default_samplerate"])


def _works(sound: Any, side: str, device: Choice) -> bool:
    check = getattr(sound, f"check_{side}_settings")
    for rate in (RATE, None):
        try:
            check(device=device, channels=1, dtype="int16", samplerate=rate)
        except (sound.PortAudioError, ValueError):
            continue
        return True
    return False


def _device(entry: Any, default_in: int, default_out: int) -> Device:
    index = int(entry["index"])
    inputs, outputs = int(entry["max_input_channels"]), int(entry["max_output_channels"])
    return Device(
        index, str(entry["name"]), inputs, outputs, index == default_in, index == default_out
    )
