"""A simulated patient: told what the assistant does, they say what such a person would say.

How they talk changes their words, never the truth: who has a finding never says a plain no to
it, and who does not have it never says yes.
"""

from collections import Counter
from random import Random

from .acts import Event, Listen, Say
from .condition import Condition
from .patient_words import PatientWords, Steps
from .types import Finding, Level
from .vignette import Vignette
from .words import number

READBACK = 3
"""The most options of a read-back; a question that is asked back has more."""

POLITE = 2
"""Answers after the advice, before they just say goodbye."""

Asks = tuple[str, ...]


class Patient:
    """The same vignette in the same style says the same each time."""

    def __init__(self, vignette: Vignette, words: PatientWords, style: str = "") -> None:
        self.style = style or vignette.talk
        self._vignette = vignette
        self._lines = words.lines
        self._words = words
        self._condition = Condition(vignette, words)
        self._talk = words.styles[self.style]
        self._times: Counter[Asks] = Counter()
        """How often they were asked, or used their own words, by what it was."""
        self._answers = 0
        self._left = 0
        self._advised = False
        self._asked_back = not self._talk.asks_back
        self._told: set[str] = set()
        self._noted: set[str] = set()
        self._volunteered: dict[str, int] = {}
        """Findings told unasked, and after how many answers."""
        self._interrupts = list(vignette.interrupts)

    def reply(self, event: Event) -> str:
        """Return what they say to this; empty is silence."""
        match event.what:
            case Finding(id=id_, state="present"):
                self._noted.add(id_)
            case Level():
                self._advised = True
            case Say():
                return self._unasked(event.node)
            case Listen() as listen:
                words = self._leave(listen) if self._advised else self._answer(event.node, listen)
                self._answers += 1
                return words
        return ""

    # --- unasked ---

    def _unasked(self, node: str) -> str:
        for interrupt in self._interrupts:
            if interrupt.due(node, self._answers):
                self._interrupts.remove(interrupt)
                return interrupt.say
        return self._volunteer() if self._talk.volunteers and not self._advised else ""

    def _volunteer(self) -> str:
        """One finding after each answer, each once, as long as nobody has noted it."""
        if not self._answers or self._answers in self._volunteered.values():
            return ""
        kept = self._vignette.silent_at | self._vignette.never_says
        old = self._noted | self._volunteered.keys() | kept
        new = [i for i in self._vignette.findings if i not in old]
        if not new:
            return ""
        self._volunteered[new[0]] = self._answers
        return self._statement(new[0])

    # --- asked ---

    def _answer(self, node: str, listen: Listen) -> str:
        asked, step = frozenset(listen.asks), self._time((node, *listen.asks))
        if "correct" in listen.options and len(listen.options) <= READBACK:
            return self._read_back(listen.asks)
        if asked & self._vignette.silent_at:
            return ""
        if asked & self._vignette.never_says:
            return self._line("nonsense")
        if own := self._own_words(node, listen.asks):
            return own
        match listen.expects:
            case "number":
                return self._number(listen.asks, step)
            case "open":
                return self._story(step)
        return self._meant(listen, step) if listen.asks else self._idle(listen, step)

    def _read_back(self, asks: Asks) -> str:
        """What they have, and nobody has noted, is different."""
        wrong = [i for i in asks if i in self._vignette.findings and i not in self._noted]
        return self._statement(wrong[0]) if wrong else self._line("correct")

    def _own_words(self, node: str, asks: Asks) -> str:
        """Own words at this node, else about what they have, else about what is asked."""
        has = [i for i in asks if self._condition.has(i)]
        # Words about what they don't have would deny what they have.
        for name in (node, *(has or asks)):
            if lines := self._vignette.says.get(name):
                self._told.update(has)
                return lines[min(self._time(("says", name)), len(lines) - 1)]
        return ""

    def _number(self, asks: Asks, step: int) -> str:
        value = self._condition.value(self._condition.wanted(asks))
        n, less = number(value), number(max(value - 1, 0))
        return self._styled("number", step, n=n, less=less)

    def _story(self, step: int) -> str:
        if step:
            return self._line("no_more")
        return self._vignette.story or self._line("story")

    def _meant(self, listen: Listen, step: int) -> str:
        """Answer a yes-or-no question or a choice, on which findings hang."""
        choosing = listen.expects == "choice"
        if choosing and any(self._condition.of(i).since for i in listen.asks):
            since = self._words.since(self._condition.value("days"), self._random())
            return self._styled("since", step, since=since)
        if self._answers and not self._asked_back:
            self._asked_back = True
            return self._random().choice(self._talk.asks_back)
        choosing = choosing or all(self._condition.of(i).in_full for i in listen.asks)
        if present := [i for i in listen.asks if self._condition.has(i)]:
            return self._present(present, choosing=choosing, step=step)
        return self._absent(listen.asks, choosing=choosing, step=step)

    def _present(self, asked: list[str], *, choosing: bool, step: int) -> str:
        finding = self._condition.teller(self._random().choice(asked))
        self._told.update((*asked, finding))
        it = self._statement(finding, choosing=choosing)
        return self._styled("choice" if choosing else "yes", step, it=it)

    def _absent(self, asks: Asks, *, choosing: bool, step: int) -> str:
        milder = [i for i in self._condition.milder(asks) if i not in self._told]
        if milder:
            self._told.update(milder)
            return self._random().choice(self._condition.of(milder[0]).but)
        absent = [words for i in asks for words in self._condition.of(i).absent]
        if choosing and absent:
            return self._styled("choice", step, it=self._random().choice(absent))
        return self._styled("no", step)

    def _idle(self, listen: Listen, step: int) -> str:
        """No finding hangs on it: agree, take the first that is offered, or go on."""
        if listen.expects == "yesno":
            return self._line("agree")
        if listen.options:
            return listen.options[0]
        return self._line("skip" if step else "continue")

    def _leave(self, listen: Listen) -> str:
        """They have their advice: decline whatever is offered, and go."""
        self._left += 1
        polite = listen.expects == "yesno" and self._left <= POLITE
        return self._line("decline" if polite else "leave")

    # --- words ---

    def _time(self, what: Asks) -> int:
        """How often this was so before."""
        self._times[what] += 1
        return self._times[what] - 1

    def _statement(self, finding: str, *, choosing: bool = False) -> str:
        words = self._condition.of(finding)
        side, leg = self._condition.leg(finding)
        phrases = (choosing and words.choice) or words.say
        return self._random().choice(phrases).format(leg=leg, side=side)

    def _styled(self, kind: str, step: int, **parts: str) -> str:
        steps: Steps = self._talk.steps[kind]
        return self._random().choice(steps[min(step, len(steps) - 1)]).format(**parts)

    def _line(self, name: str) -> str:
        return self._random().choice(self._lines[name])

    def _random(self) -> Random:
        """Seeded by who speaks and when, so that a talk can be repeated."""
        return Random(f"{self._vignette.name}/{self.style}/{self._answers}")
