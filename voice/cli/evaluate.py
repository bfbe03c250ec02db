"""backtalk evaluate: simulated patients go through the whole dialog."""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from .. import loading_patients, patient_words
from ..devices.display import described
from ..errors import InputError
from ..outcome import Outcome, Summary, summary
from ..patient_words import PatientWords
from ..script import Script
from ..shipped import SHIPPED
from ..vignette import Vignette
from .consultation import consult
from .parts import read_script

PATIENTS = SHIPPED / "patients"
WORDS = SHIPPED / "patients_words.yaml"

MARKS = {"right": "", "under": "UNDER-TRIAGE", "over": "over-triage", "none": "ERROR"}


def run(arguments: argparse.Namespace) -> int:
    """Return 1 when someone was advised less than is right for them, or not at all."""
    script, words = read_script(arguments.dialog), patient_words.load(WORDS)
    patients = read_patients(arguments.files or [PATIENTS], words, script)
    order, outcomes = script.rules.order, []
    show = _json if arguments.json else _line
    styles = tuple(words.styles) if arguments.styles == "all" else ()
    for vignette in varied(patients, styles, arguments.variant):
        outcome = consult(script, vignette, words)
        print(show(outcome, order), flush=True)
        outcomes.append(outcome)
    total = summary(outcomes, order)
    print(_json_total(total) if arguments.json else _total(total))
    return 0 if total.safe else 1


def varied(patients: Sequence[Vignette], styles: Sequence[str], variant: int) -> Iterator[Vignette]:
    """Give each patient in these styles, or in their own; another variant has other words."""
    for vignette in patients:
        for style in styles or (vignette.talk,):
            yield replace(vignette, talk=style, variant=variant)


def read_patients(
    paths: Sequence[Path], words: PatientWords, script: Script
) -> tuple[Vignette, ...]:
    """Read all files before anything else; of a folder, every file in it."""
    files = [file for path in paths for file in _files(path)]
    read = (loading_patients.load(file, words, script.rules.order, script.nodes) for file in files)
    return tuple(vignette for patients in read for vignette in patients)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    if not (files := sorted(path.glob("*.yaml"))):
        raise InputError(f"{path}: there is no .yaml file in this folder")
    return files


def _line(outcome: Outcome, order: Sequence[str]) -> str:
    level = outcome.level.id if outcome.level else "-"
    mark = MARKS[outcome.verdict(order)]
    note = f"{mark}: {outcome.problem}" if outcome.problem else mark
    line = (
        f"{outcome.name:40} {outcome.style:13} {level:9} expected {outcome.expect:9} "
        f"{outcome.questions:3} questions {outcome.to_level:5.0f} s  {note}"
    )
    return line.rstrip()


def _total(total: Summary) -> str:
    def share(count: int) -> str:
        return f"{count} ({100 * count / total.patients:.1f} %)"

    return (
        f"\n{total.patients} conversations\n"
        f"under-triage: {share(total.under)}\n"
        f"over-triage: {share(total.over)}\n"
        f"without a level or an end: {total.problems}\n"
        f"questions: median {total.median_questions:g}, most {total.most_questions}\n"
        f"speech up to the level: median {total.median_to_level:.0f} s, "
        f"longest {total.longest_to_level:.0f} s, at 155 words a minute"
    )


def _json(outcome: Outcome, order: Sequence[str]) -> str:
    line: dict[str, Any] = {
        "name": outcome.name,
        "style": outcome.style,
        "expected": outcome.expect,
        "verdict": outcome.verdict(order),
        "level": None,
        **(described(outcome.level) if outcome.level else {}),
        "type": "patient",
        "questions": outcome.questions,
        "turns": outcome.turns,
        "seconds_to_level": round(outcome.to_level, 1),
        "seconds": round(outcome.whole, 1),
        "problem": outcome.problem,
    }
    return json.dumps(line, ensure_ascii=False)


def _json_total(total: Summary) -> str:
    return json.dumps({"type": "summary", **asdict(total)})
