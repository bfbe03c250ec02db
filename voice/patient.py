"""A simulated patient: told what the assistant does, they say what such a person would say.

How they talk changes their words, never the truth: who has a finding never says a plain no to
it, and who does not have it never says yes.
"""

from collections import Counter

from .acts import Event, Listen, Say
from .condition import Condition
from .patient_words import PatientWords
from .types import Finding, Level
from .vignette import Vignette
from .wording import Wording

READBACK = 3
"""The most options of a read-back; a question that is asked back has more."""

POLITE = 2
"""Answers after the advice, before they just say goodbye."""

Asks = tuple[str, ...]


class Patient:
    """The same vignette says the same each time."""

    def __init__(self, vignette: Vignette, words: PatientWords) -> None:
        self._vignette = vignette
        self._condition = Condition(vignette, words)
        self._wording = Wording(self._condition)
        self._talk = self._wording.talk
        self._times: Counter[Asks] = Counter()
        """How often they were asked, or used their own words, by what it was."""
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
                self._wording.turn += 1
                return words
        return ""

    # --- unasked ---

    def _unasked(self, node: str) -> str:
        for interrupt in self._interrupts:
            if interrupt.due(node, self._wording.turn):
                self._interrupts.remove(interrupt)
                return interrupt.say
        return self._volunteer() if self._talk.volunteers and not self._advised else ""

    def _volunteer(self) -> str:
        """One finding after each answer, each once, as long as nobody has noted it."""
        if not self._wording.turn or self._wording.turn in self._volunteered.values():
            return ""
        kept = self._vignette.silent_at | self._vignette.never_says
        old = self._noted | self._volunteered.keys() | kept
        new = [i for i in self._vignette.findings if i not in old]
        if not new:
            return ""
        self._volunteered[new[0]] = self._wording.turn
        return self._wording.statement(new[0])

    # --- asked ---

    def _answer(self, node: str, listen: Listen) -> str:
        asked, step = frozenset(listen.asks), self._step(node, listen.asks)
        if "correct" in listen.options and len(listen.options) <= READBACK:
            return self._read_back(listen.asks)
        if listen.expects == "open":
            return self._own_words(node, ()) or self._story(step)
        if asked & self._vignette.silent_at:
            return ""
        if asked & self._vignette.never_says:
            return self._wording.line("nonsense")
        if own := self._own_words(node, listen.asks):
            return own
        if listen.expects == "number":
            wanted = self._condition.wanted(listen.asks)
            return self._wording.number(wanted, self._condition.value(wanted), step)
        return self._meant(listen, step) if listen.asks else self._idle(listen, step)

    def _read_back(self, asks: Asks) -> str:
        """What they have, and nobody has noted, is different."""
        wrong = [i for i in asks if i in self._vignette.findings and i not in self._noted]
        return self._wording.statement(wrong[0]) if wrong else self._wording.line("correct")

    def _own_words(self, node: str, asks: Asks) -> str:
        """Own words at this node, else about what they have, else about what is asked."""
        asks = self._condition.meant(asks)
        has = [i for i in asks if self._condition.has(i)]
        # Words about what they don't have would deny what they have.
        for name in (node, *(has or asks)):
            if lines := self._vignette.says.get(name):
                self._told.update(has)
                return lines[min(self._time(("says", name)), len(lines) - 1)]
        return ""

    def _story(self, step: int) -> str:
        if step:
            return self._wording.line("no_more")
        return self._vignette.story or self._wording.line("story")

    def _meant(self, listen: Listen, step: int) -> str:
        """Answer a yes-or-no question or a choice, on which findings hang."""
        condition, asks = self._condition, self._condition.meant(listen.asks)
        choosing = listen.expects == "choice"
        present = [i for i in asks if condition.has(i)]
        if choosing and any(condition.of(i).since for i in asks) and not self._chooses(present):
            return self._wording.since(condition.value("days"), step)
        if self._wording.turn and not self._asked_back:
            self._asked_back = True
            return self._wording.choose(self._talk.asks_back)
        choosing = choosing or all(condition.of(i).in_full for i in asks)
        if present:
            return self._present(present, choosing=choosing, step=step)
        return self._absent(asks, choosing=choosing, step=step)

    def _chooses(self, present: list[str]) -> bool:
        """Tell if what they have is itself one of the choices."""
        return bool(present) and all(self._condition.of(i).choice for i in present)

    def _present(self, asked: list[str], *, choosing: bool, step: int) -> str:
        finding = self._condition.teller(self._wording.choose(tuple(asked)))
        self._told.update((*asked, finding))
        it = self._wording.statement(finding, choosing=choosing)
        return self._wording.styled("choice" if choosing else "yes", step, it=it)

    def _absent(self, asks: Asks, *, choosing: bool, step: int) -> str:
        milder = [i for i in self._condition.milder(asks) if i not in self._told]
        if milder:
            self._told.update(milder)
            return self._wording.choose(self._condition.of(milder[0]).but)
        absent = [words for i in asks for words in self._condition.of(i).absent]
        if choosing and absent:
            return self._wording.styled("choice", step, it=self._wording.choose(tuple(absent)))
        return self._wording.styled("no", step)

    def _idle(self, listen: Listen, step: int) -> str:
        """No finding hangs on it: agree, take the first that is offered, or go on."""
        if listen.expects == "yesno":
            return self._wording.line("agree")
        if listen.options:
            return listen.options[0]
        return self._wording.line("skip" if step else "continue")

    def _leave(self, listen: Listen) -> str:
        """They have their advice: decline whatever is offered, and go."""
        self._left += 1
        polite = listen.expects == "yesno" and self._left <= POLITE
        return self._wording.line("decline" if polite else "leave")

    def _step(self, node: str, asks: Asks) -> int:
        """How often this question was put before; to many, how often what it asks for was."""
        question = self._time((node, *asks))
        findings = [self._time(("asked", i)) for i in asks]
        return question if self._talk.anew else min(findings, default=question)

    def _time(self, what: Asks) -> int:
        """How often this was so before."""
        self._times[what] += 1
        return self._times[what] - 1
