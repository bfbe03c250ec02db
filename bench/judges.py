"""Who may notice that something is missing from a dialog, the quickest first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests import answered, dangers, levels
from voice import patient_words
from voice.checking import check
from voice.cli.consultation import consult
from voice.cli.evaluate import PATIENTS, WORDS, read_patients
from voice.errors import ScriptError, VoiceError
from voice.patient_words import PatientWords
from voice.proving import failures
from voice.script import Script
from voice.vignette import Vignette
from voice.walking import Endless

Judge = Callable[[Script], Iterator[str]]
"""Yields what is wrong with a dialog; nothing where it notices nothing."""

BROKEN = (VoiceError, Endless, LookupError, ValueError, AssertionError, RecursionError)
"""What a dialog may raise that has lost a part which the others count on."""

NAMES = [
    "Ana",
    "Kim",
    "Ben",
    "Boris",
    "Edda",
    "Mona",
    "Yann",
    "Willa",
    "Tess",
    "Jana",
    "Sofia",
    "Zoe",
    "Rosa",
]
"""Patients of every level; the first three have plain soreness."""

PLAIN, CLEAR, MOST_QUESTIONS = "self_care", "terse", 12
"""Plain soreness told in plain words comes to its advice after this many questions."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`judge` noticed it first, and complains of this; empty for what nobody noticed."""

    mutant: str
    judge: str = ""
    complaint: str = ""


class Jury:
    """Knows what is right from the dialog that is shipped."""

    def __init__(self, shipped: Script) -> None:
        self._shipped = shipped
        self._words: PatientWords = patient_words.load(WORDS)
        everyone = read_patients([PATIENTS], self._words, shipped)
        some = [v for v in everyone if v.name.split(",")[0] in NAMES]
        self._patients: Sequence[Vignette] = sorted(some, key=lambda v: v.expect != PLAIN)
        self.cheap: dict[str, Judge] = {
            "check": _check,
            "table of rules": _levels,
            "table of danger": _danger,
            "table of answers": self._answers,
        }
        self.all: dict[str, Judge] = {
            **self.cheap,
            "patients": self._consulted,
            "proof": _proof,
        }

    def judge(self, name: str, script: Script, judges: dict[str, Judge]) -> Verdict:
        """Ask each in turn, up to the first that complains."""
        for who, judge in judges.items():
            if complaint := _first(judge, script):
                return Verdict(name, who, complaint)
        return Verdict(name)

    def _answers(self, script: Script) -> Iterator[str]:
        """What was changed is looked at first."""
        rows = answered.rows()
        yield from (f"there is no {r.node}" for r in rows if r.node not in script.nodes)
        same = {name for name, node in script.nodes.items() if self._shipped.nodes[name] is node}
        for row in sorted(rows, key=lambda row: row.node in same):
            if (found := answered.found(script, row.node, row.words)) != row.found:
                yield f"{row.node}, {row.words!r}: {found or 'nothing'}"

    def _consulted(self, script: Script) -> Iterator[str]:
        for vignette in self._patients:
            outcome = consult(script, vignette, self._words)
            if (verdict := outcome.verdict(script.rules.order)) != "right":
                yield f"{vignette.name}: {verdict} {outcome.problem}".rstrip()
            plain = vignette.expect == PLAIN and vignette.talk == CLEAR
            if plain and outcome.questions > MOST_QUESTIONS:
                yield f"{vignette.name}: {outcome.questions} questions"


def _first(judge: Judge, script: Script) -> str:
    try:
        return next(judge(script), "")
    except BROKEN as error:
        return str(error) or type(error).__name__


def _check(script: Script) -> Iterator[str]:
    try:
        check(script)
    except ScriptError as error:
        yield str(error)


def _levels(script: Script) -> Iterator[str]:
    for row in levels.rows():
        reached = script.rules.level(row.known)
        if (reached.id, reached.rules) != (row.level, row.rules):
            yield f"{row.text}: {reached.id} ({', '.join(reached.rules)})"


def _danger(script: Script) -> Iterator[str]:
    yield from dangers.unheard(script)


def _proof(script: Script) -> Iterator[str]:
    yield from map(str, failures(script))
