"""docs/hearing.md: tables, commit and machine, and what falls short."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import tables
from .cost import Cost
from .failures import causes, missed, taken
from .machine import commit, machine
from .trial import Result

LIMITS = Path(__file__).with_name("limits.md")
"""Written by hand."""

METHOD = """\
- Recordings: people saying single words (Google Speech Commands, CC BY 4.0) and ordering
  coffee (Picovoice, Apache-2.0), kitchen noise. They are not part of this project; thresholds
  were chosen with the same recordings, so strangers will be heard a little worse.
- SNR: kitchen noise mixed in; speech power over the frames within 13 dB of the loudest, noise
  power over the whole piece. Seeds are fixed. The answers to the question are mixed {draws}
  times, all others once.
- Live path: `voice.cli.hear.listen`, the path of `backtalk hear` and of a live turn: voice
  activity, endpoint, ears ({ears}), reading, decision. The question is R3 (numb between the
  legs), an emergency question: two ears are asked, and all where those do not agree. Right at
  first hearing: accepted with the right meaning. Outside the set: all other words and all orders.
- Sixty sentences: the thirty recorded words and thirty commands, heard by all ears without
  voice activity; right where the likeliest is what was said.
- Synthetic: {sentences} sentences of the dialog (half answers, a quarter commands, a quarter
  danger phrases), at the question where they may be said, each by two of six voices in turn
  (hibari heart; piper joe; espeak-ng en-us, en-gb-x-rp, en-us+f3, en-gb-scotland+m3), one of
  them in each of two made rooms: white noise dying away by 60 dB in 0.3 or 0.6 s, in sum as
  loud as the straight sound.
- Noise: {minutes} minutes in pieces of 20 s: kitchen from anywhere, white noise at -50 to
  -15 dB of full scale, and babble of four to six people ordering at the same time.
- Free: the model's own transcript is word for word a sentence of the set. pocketsphinx 5.1.1:
  the same sentences as a JSGF grammar, whole recordings; it cannot refuse. It hears what is
  clean only, and of the synthetic sentences one voice each: it is too slow for all.
- Brackets: count of trials, and a 95 % interval (Wilson) with as many trials as there are
  different recordings or sentences."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was measured."""

    draws: int
    sentences: int
    minutes: int
    ears: Sequence[str]


def report(
    results: Sequence[Result], costs: Sequence[Cost], systems: Sequence[str], extent: Extent
) -> str:
    method = METHOD.format(
        draws=extent.draws,
        ears=", ".join(extent.ears),
        sentences=extent.sentences,
        minutes=extent.minutes,
    )
    parts = [
        ["# Hearing, measured"],
        ["Made by `script/bench hearing`; do not edit."],
        [f"Commit {commit()}. {machine()}."],
        ["## Figures to reach"],
        tables.reach(results),
        ["## Side by side: clean / 12 dB / 6 dB, percent"],
        tables.beside(results, systems),
        ["![Side by side](hearing.svg)"],
        ["## Cost"],
        tables.costs(costs),
        ["## Reliability"],
        ["Of the meanings heard with p about x, inside and outside the set, how many were right:"],
        tables.calibration(results),
        ["![Reliability](hearing-reliability.svg)"],
        ["## What falls short"],
        tables.short(results, costs) or ["Nothing."],
        *_why(results),
        ["## Limits, and what was tried"],
        [LIMITS.read_text("utf-8").rstrip()],
        ["## How it was measured"],
        [method],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _why(results: Sequence[Result]) -> list[list[str]]:
    return [
        ["Answers to the question, not right at first hearing, each with what the ears heard:"],
        _listed(missed(results, "inside")),
        ["Outside the set, accepted:"],
        _listed(taken(results, "outside")),
        ["Noise, accepted:"],
        _listed(taken(results, "noise")),
        ["Sentences of the dialog, not right, by cause:"],
        _listed(causes(results, "synthetic")),
        ["Sentences of the dialog, taken for another meaning:"],
        _listed(taken(results, "synthetic")),
    ]


def _listed(lines: Sequence[str]) -> list[str]:
    return [f"- {line}" for line in lines] or ["- none"]
