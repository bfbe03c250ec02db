"""backtalk say: a sentence as it would be spoken."""

import argparse
import asyncio

from ..devices.wav import write_wav
from ..errors import InputError
from .parts import make_voice, read_script, read_settings


def run(arguments: argparse.Namespace) -> int:
    """Write a sentence as it would be spoken to a WAV file."""
    if not arguments.text.strip():
        raise InputError("There is nothing to say: the text is empty")
    settings = read_settings(arguments.settings, read_script(None))
    voice, _ = make_voice()
    speech = asyncio.run(voice.synthesize(arguments.text, settings.manner))
    write_wav(arguments.out, speech.pcm)
    print(f"{arguments.out}: {speech.seconds:.2f} s")
    return 0
