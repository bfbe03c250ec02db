"""A microphone's sound in the chunks that voice activity takes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from .ports import Microphone
from .types import Fault


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sound, the most echo in it, what was being played; or what is wrong instead."""

    pcm: bytes
    echo: float = 0.0
    said: bytes = b""
    fault: Fault = ""


async def chunks(microphone: Microphone, samples: int) -> AsyncIterator[Chunk]:
    """Yield chunks of so many samples.  What was begun before a fault is dropped."""
    size, rest, echo, said = 2 * samples, b"", 0.0, b""
    async for frame in microphone.frames():
        if frame.fault:
            yield Chunk(b"", fault=frame.fault)
            rest, echo, said = b"", 0.0, b""
            continue
        rest, echo = rest + frame.pcm, max(echo, frame.echo)
        said += frame.said.ljust(len(frame.pcm), b"\0")
        while len(rest) >= size:
            yield Chunk(rest[:size], echo, said[:size])
            rest, echo, said = rest[size:], frame.echo, said[size:]
