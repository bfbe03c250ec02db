"""backtalk models: recognisers and voices."""

import argparse

from ..devices.model_fetch import fetch
from ..devices.models import ModelStore
from ..devices.pyttsx3_voice import Pyttsx3Voice
from ..errors import DeviceError
from .parts import FETCHED, warn

PATIENCE = 600.0
"""Seconds that a download asked for by hand may take."""


def run(arguments: argparse.Namespace) -> int:
    """List, check and fetch recognisers; list voices."""
    store = ModelStore.find()
    if arguments.action == "fetch":
        fetch(arguments.names or FETCHED, store=store, say=print, patience=PATIENCE)
        return 0
    thorough = arguments.action == "check"
    states = [(model, store.state(model, thorough=thorough)) for model in store.list()]
    for model, state in states:
        print(f"{model.name:14} {state:8} {model.use}  [{model.licence}]")
    if not thorough:
        _voices()
    return 1 if thorough and any(state == "damaged" for _, state in states) else 0


def _voices() -> None:
    try:
        print("voices:", ", ".join(Pyttsx3Voice().voices()))
    except DeviceError as error:
        warn(str(error))
