"""How safe and how long the triage is: simulated patients through the whole dialog.

script/bench triage             every shipped patient in every style, some minutes
script/bench triage --quick     every shipped patient in their own style only
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from voice import patient_words, virtual_time
from voice.advice import reasons
from voice.cli.consultation import Consultation
from voice.cli.evaluate import PATIENTS, WORDS, read_patients, varied
from voice.cli.parts import read_script
from voice.devices.typed import spoken
from voice.dialog import Dialog
from voice.outcome import Outcome
from voice.patient_words import PatientWords
from voice.script import Question, Script
from voice.types import Level
from voice.vignette import Vignette

from .cost import Cost
from .machine import commit, machine

PLAIN = "self_care"
"""The level of plain soreness."""

CLEAR = "terse"
"""The style of someone who answers with a plain yes or no."""

MOST_OVER = 10
"""Percent of patients that may be sent too high."""

MOST_QUESTIONS, MEDIAN_QUESTIONS, MOST_SECONDS = 12, 16, 180


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation.  `own`: in the patient's own style; `plain`: nothing but yes, no and the
    facts asked for, so that no group has to be split; `agrees`: what was said, what is noted and
    what the rules alone say are the same.
    """

    outcome: Outcome
    own: bool
    plain: bool
    agrees: bool


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="script/bench triage")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="other patients")
    parser.add_argument("--quick", action="store_true", help="each in their own style only")
    parser.add_argument("--variant", type=int, default=0, metavar="N", help="in other words")
    arguments = parser.parse_args(argv)
    script, words = read_script(None), patient_words.load(WORDS)
    patients = read_patients(arguments.files or [PATIENTS], words, script)
    chosen = {"quick": arguments.quick, "variant": arguments.variant}
    talks = list(_talks(script, patients, words, **chosen))
    figures = [*_levels(talks, script), *_lengths(talks), _danger(script), _agreement(talks)]
    print(_report(figures, _wrong(talks, script)))
    return 0 if all(figure.reached is not False for figure in figures) else 1


def _talks(
    script: Script, patients: Sequence[Vignette], words: PatientWords, *, quick: bool, variant: int
) -> Iterator[Talk]:
    own = {vignette.name: vignette.talk for vignette in patients}
    for vignette in varied(patients, () if quick else tuple(words.styles), variant):
        consultation = Consultation(script, vignette, words)
        outcome = virtual_time.run(consultation.hold())
        in_own = vignette.talk == own[vignette.name]
        plain = vignette.talk == CLEAR and not vignette.says
        yield Talk(outcome, in_own, plain, _agrees(consultation, script))


def _agrees(consultation: Consultation, script: Script) -> bool:
    """Compare the last level that was noted with the rules alone, and with what was said."""
    events, course = consultation.events, consultation.dialog.course
    levels = [n for n, event in enumerate(events) if isinstance(event.what, Level)]
    if not levels:
        return False
    said = [event.what for event in events[levels[-1] :]]
    alone = script.rules.level(course.findings)
    because = reasons(script, course.book, course.findings)
    return events[levels[-1]].what == alone and all(say in said for say in because)


def _levels(talks: Sequence[Talk], script: Script) -> Iterator[Cost]:
    own = [talk.outcome for talk in talks if talk.own]
    everyone = [talk.outcome for talk in talks]
    order = script.rules.order
    under = [o.verdict(order) in ("under", "none") for o in everyone]
    yield _share("under-triage, patients x styles", under, 0)
    yield _share("over-triage, own style", [o.verdict(order) == "over" for o in own], MOST_OVER)
    over = [o.verdict(order) == "over" for o in everyone]
    yield _share("over-triage, patients x styles", over, None)


def _lengths(talks: Sequence[Talk]) -> Iterator[Cost]:
    plain = [talk for talk in talks if talk.outcome.expect == PLAIN]
    clear = [talk.outcome for talk in plain if talk.plain]
    yield from _plain(clear, "in clear answers", MOST_QUESTIONS, MOST_SECONDS)
    yield from _plain([talk.outcome for talk in plain if talk.own], "in their own style")
    own = [talk.outcome for talk in talks if talk.own]
    middle = median(o.questions for o in own)
    yield _most("questions, median of all patients", middle, MEDIAN_QUESTIONS, "")
    turns = median(o.turns for o in own)
    yield Cost("answers with all repetitions, median of all patients", f"{turns:g}")


def _plain(
    outcomes: Sequence[Outcome],
    how: str,
    questions: float | None = None,
    seconds: float | None = None,
) -> Iterator[Cost]:
    if outcomes:
        most, longest = max(o.questions for o in outcomes), max(o.to_level for o in outcomes)
        title = f"plain soreness {how}"
        yield _most(f"{title}: most questions", most, questions, "")
        yield _most(f"{title}: longest speech up to the level", longest, seconds)
        whole = max(o.whole for o in outcomes)
        yield Cost(f"{title}: longest speech with the advice", f"{whole:.0f} s")


def _danger(script: Script) -> Cost:
    """Type every shipped danger phrase at the first question."""
    first = next(n.name for n in script.nodes.values() if isinstance(n, Question))
    dialog = Dialog.waiting_at(script, first)
    read = [(s.meaning, dialog.read(spoken(s.text, 0.0))) for s in script.danger]
    wrong = [r.decision != "accept" or r.meaning != meaning for meaning, r in read]
    right = 100 * (1 - sum(wrong) / len(wrong))
    title = "danger phrases read rightly, typed"
    return Cost(title, f"{right:.1f} % of {len(wrong)}", "100 %", not any(wrong))


def _agreement(talks: Sequence[Talk]) -> Cost:
    same = sum(talk.agrees for talk in talks)
    title = "level and reasons the same: said, noted, rules alone"
    return Cost(title, f"{same} of {len(talks)}", "always", same == len(talks))


def _share(title: str, wrong: Sequence[bool], most: float | None) -> Cost:
    percent = 100 * sum(wrong) / len(wrong)
    figure = f"{sum(wrong)} of {len(wrong)} ({percent:.1f} %)"
    if most is None:
        return Cost(title, figure)
    return Cost(title, figure, f"<= {most:g} %" if most else "0", percent <= most)


def _most(title: str, value: float, most: float | None, unit: str = " s") -> Cost:
    figure = f"{value:.0f}{unit}" if unit else f"{value:g}"
    if most is None:
        return Cost(title, figure)
    return Cost(title, figure, f"<= {most:g}{unit}", value <= most)


def _wrong(talks: Sequence[Talk], script: Script) -> list[str]:
    order = script.rules.order
    found = [(t.outcome, t.outcome.verdict(order)) for t in talks]
    return [
        f"- {o.name}, {o.style}: {o.level.id if o.level else '-'} instead of {o.expect}"
        f"{': ' if o.problem else ''}{o.problem}"
        for o, verdict in found
        if verdict != "right"
    ]


def _report(figures: Sequence[Cost], wrong: Sequence[str]) -> str:
    marks = {True: "reached", False: "**not reached**", None: ""}
    rows = [f"| {f.title} | {f.figure} | {f.goal} | {marks[f.reached]} |" for f in figures]
    head = ["# Triage, measured", "", f"Commit {commit()}. {machine()}.", ""]
    table = ["| figure | measured | goal | |", "|---|---|---|---|", *rows]
    return "\n".join([*head, *table, "", "Not as expected:", "", *(wrong or ["- none"])])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
