"""backtalk devices: what there is to hear and to speak with."""

import argparse

from ..devices import portaudio
from .parts import read_script, read_settings


def run(arguments: argparse.Namespace) -> int:
    """List sound devices and which are used."""
    settings = read_settings(arguments.settings, read_script(None))
    found = portaudio.devices()
    for device in found:
        use = [
            name
            for name, default, chosen in (
                ("microphone", device.default_in, settings.microphone),
                ("speaker", device.default_out, settings.speaker),
            )
            if (default if not chosen else chosen in (str(device.index), device.name))
        ]
        note = f"  <- {' and '.join(use)}" if use else ""
        print(f"{device.index:3}  {device.name}  ({device.inputs} in, {device.outputs} out){note}")
    if not found:
        print("There are no sound devices. Plug in a headset, or use: backtalk talk --text")
    return 0
