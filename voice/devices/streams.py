"""The streams of sounddevice: blocks from the microphone in, blocks for the speaker out."""

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..errors import DeviceError
from ..types import RATE
from .pairing import Pairing
from .portaudio import Choice, devices, library, own_rate
from .rates import Converted

BLOCK = RATE // 100
"""Samples: 10 ms."""

LATENCY = {"input": 0.02, "output": 0.03}
"""Seconds of buffer asked for.  While three ears keep both cores of a small machine busy no block
comes too late in either (ALSA through PulseAudio), and an echo is back 20 ms after it was handed
over, with what Pairing takes off."""

STALLED = 4
"""Looks without a block after which a stream counts as gone."""


@dataclass(slots=True)
class Running:
    """A stream, the blocks it has moved, and for how many looks it has not."""

    stream: Any
    blocks: int = 0
    seen: int = 0
    still: int = 0

    def look(self) -> bool:
        self.still = self.still + 1 if self.blocks == self.seen else 0
        self.seen = self.blocks
        return self.still < STALLED and bool(self.stream.active)


class Streams:
    """A stream for the speaker and one for the microphone, both running.

    One duplex stream would keep them together by itself, but PortAudio through PulseAudio's ALSA
    plugin never recovers from a block that came too late: 0.9 % of a core before, 41 to 90 % for
    good after it, where two streams take 1.5 % before and after (measured on the virtual card, a
    callback held up for 0.5 s).  The echo's delay is found anew whenever they have moved apart.

    Each device has our rate or, where it does not know that, its own (rates.py).
    """

    def __init__(
        self,
        input: Choice,
        output: Choice,
        say: Callable[[], bytes],
        hear: Callable[[bytes, bytes], None] | None,
        late: Callable[[], None],
    ) -> None:
        """Open and start.  `say` gives the next block for the speaker, `hear` takes one from the
        microphone with one that was played at about that time; without it, only the speaker.
        `late` is told of every block that came too late.

        Raises DeviceError when the devices cannot be opened.
        """
        self._say, self._hear, self._late = say, hear, late
        self._pairing = Pairing()
        self._running: list[Running] = []
        sound = library()
        try:
            self._said = Converted(RATE, self._open("output", output, self._out))
            self._running[-1].stream.start()
            if hear:
                self._heard = Converted(self._open("input", input, self._in), RATE)
                self._running[-1].stream.start()
                # What was played before anyone listened would make the two seem apart.
                self._pairing.clear()
        except (sound.PortAudioError, ValueError) as error:
            self.close()
            raise DeviceError(_advice(str(error), hear is not None)) from error

    def look(self) -> bool:
        """Tell if sound comes and goes; to be asked now and then, not much faster than blocks."""
        looks = [running.look() for running in self._running]
        return bool(looks) and all(looks)

    @property
    def leaving(self) -> float:
        """Seconds from us to the speaker."""
        return float(self._running[0].stream.latency)

    def close(self) -> None:
        """Play what was handed over (its LATENCY at most), and end.

        Without `stop`, PortAudio cancels its thread wherever it is (pthread_cancel in
        pa_unix_util.c), and a thread that waits for Python's or a sound server's lock would
        take it along.  A stream that stalls waits for neither, and would not stop.
        """
        for running in self._running:
            if running.still < STALLED:
                running.stream.stop(ignore_errors=True)
            running.stream.close(ignore_errors=True)
        self._running.clear()

    def _open(self, side: str, device: Choice, callback: Callable[..., None]) -> int:
        """Open a stream, not yet running; return its rate: ours, where the device knows it.

        To ask beforehand would open the device twice, and disturb what it plays first.
        """
        running, sound = Running(None), library()

        def moved(*arguments: Any) -> None:
            running.blocks += 1
            callback(*arguments)

        def opened(rate: int) -> Any:
            return getattr(sound, f"Raw{side.title()}Stream")(
                samplerate=rate,
                blocksize=rate // 100,
                device=device,
                channels=1,
                dtype="int16",
                latency=LATENCY[side],
                callback=moved,
            )

        rate = RATE
        try:
            running.stream = opened(rate)
        except sound.PortAudioError:
            rate = own_rate(side, device)
            running.stream = opened(rate)
        self._running.append(running)
        return rate

    def _out(self, said: Any, _frames: int, _time: Any, status: Any) -> None:
        while not (piece := self._said.take(len(said))):
            block = self._say()
            self._pairing.play(block)
            self._said.put(block)
        said[:] = piece
        if status:
            self._late()

    def _in(self, heard: Any, _frames: int, _time: Any, status: Any) -> None:
        self._heard.put(bytes(heard))
        while block := self._heard.take(2 * BLOCK):
            for pair in self._pairing.hear(block):
                if self._hear:
                    self._hear(*pair)
        if status:
            self._late()


def refresh() -> None:
    """Let PortAudio look again for what is plugged in.  All streams must be closed.

    It looks once, when it starts, and sounddevice has no public call to start it anew.
    """
    sound = library()
    try:
        sound._terminate()
        sound._initialize()
    except sound.PortAudioError as error:
        raise DeviceError(_advice(str(error), listen=True)) from error


def abandon() -> None:
    """Leave PortAudio as it is when the program ends: it hangs, and so would ending it."""
    sound = library()
    atexit.unregister(sound._exit_handler)


def _advice(reason: str, listen: bool) -> str:
    found = devices()
    if listen and not any(device.inputs for device in found):
        reason = "there is no microphone"
    elif not any(device.outputs for device in found):
        reason = "there is no speaker"
    names = "\n".join(f"  {device.index}: {device.name}" for device in found) or "  (none)"
    what = "Microphone and speaker" if listen else "The speaker"
    return (
        f"{what} cannot be opened ({reason}).\nCheck that everything is "
        "plugged in, not muted, and not kept by another program; or choose one of:\n"
        f"{names}\nor use the keyboard."
    )
