"""Patients for tests: a file of them, and what they hear."""

from pathlib import Path

from voice import loading_patients, patient_words
from voice.acts import Event, Listen
from voice.cli.evaluate import WORDS as WORDS_FILE
from voice.loading import load
from voice.patient import Patient
from voice.vignette import Vignette

SCRIPT = load()
WORDS = patient_words.load(WORDS_FILE)
LEVELS = SCRIPT.rules.order

WHO = "- name: Ana\n  expect: self_care\n"


def written(folder: Path, text: str) -> tuple[Vignette, ...]:
    """Read patients from this text."""
    path = folder / "patients.yaml"
    path.write_text(text, encoding="utf-8")
    return loading_patients.load(path, WORDS, LEVELS, SCRIPT.nodes)


def asked(
    *asks: str, expects: str = "yesno", node: str = "q", options: tuple[str, ...] = ()
) -> Event:
    """A question is put."""
    return Event(0.0, node, Listen(8.0, asks, expects, options))


def answers(patient: Patient, event: Event, times: int = 3) -> list[str]:
    """What is said when the same is asked several times."""
    return [patient.reply(event) for _ in range(times)]
