"""What may be said at each point of a conversation, made once and kept."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from .answers import Answers, Sentence
from .checking_stretches import expected
from .moves import Scene
from .script import Option, Question, Script
from .stems import Stems
from .types import Meaning
from .understanding import BOTH

HARMLESS = frozenset(Meaning(i, kind="command").key for i in ("pause", "stop", "hurts"))
"""What may be done in a stretch without asking back: each stops, and then it is asked what now.

Of 116 other words that people said, one ("off") was taken for one of these from CONFIRM on, none
from DANGER on; one synthetic voice's "pause" came to 0.63 to 0.80, an "ow" to 0.4 at most."""

SILENCE = frozenset({Meaning("stop", kind="command").key})
"""What may be done without asking back while the assistant speaks: it is silent, and tells how to
go on.  In an hour of its own voice, and in noise, none was half heard."""


class Expectations:
    def __init__(self, script: Script) -> None:
        self._script = script
        self._unchanging = Stems([*script.unchanging, *script.fillers])
        self._tables: dict[tuple[str, ...], Answers] = {}
        self._grave = frozenset(i for i in script.rules.findings if script.rules.grave(i))
        self.always = self._table(script.always())
        """What is understood at every moment."""
        self.leading = self._table(expected(script))
        """What is understood while a stretch is led."""
        self.danger = frozenset(Meaning(i, kind="danger").key for i in self._grave)
        """Keys of the danger phrases, and of what free words may say as well."""

        self.at_once = frozenset(s.meaning.key for s in script.always() if s.anywhere)
        """Keys of what silences the assistant on one ear's word: stop, pain."""

    def at(self, scene: Scene | None) -> Answers:
        """Return what may be said in this scene; without one, only what always may."""
        if scene is None:
            return self.always
        place = (type(scene).__name__, *scene.place)
        if place not in self._tables:
            self._tables[place] = self._made(scene)
        return self._tables[place]

    def urgent(self, scene: Scene | None) -> frozenset[str]:
        """Meanings that act from a lower probability on: a grave "yes", a danger phrase, stop."""
        rules = self._script.rules
        grave = {
            sentence.meaning.key
            for option in (scene.question.options.values() if scene else ())
            if option.raises
            or any(f.state == "present" and rules.grave(i) for i, f in option.find.items())
            for sentence in option.sentences
        }
        return self.danger | self.at_once | grave

    def _made(self, scene: Scene) -> Answers:
        own, question = scene.sentences, scene.question
        unsure = Meaning("unsure") if {"no", "unsure"} <= question.options.keys() else None
        beside = self._script.always(own, question.named)
        if question.expects == "open":
            # "It hurts when I bend" tells a story; alone, "it hurts" is still a command.
            beside = [replace(s, anywhere=s.meaning.kind == "danger") for s in beside]
        return self._table(
            [*own, *beside],
            unsure,
            _symptoms(question),
            _measure(question, own),
            self._script.elliptic,
        )

    def _table(
        self,
        sentences: list[Sentence],
        unsure: Meaning | None = None,
        symptoms: dict[str, Meaning] | None = None,
        measure: str = "",
        elliptic: frozenset[str] = frozenset(),
    ) -> Answers:
        script, understood = self._script, self._script.understanding
        return Answers(
            sentences,
            fillers=script.fillers,
            denials=script.denials,
            elliptic=elliptic,
            unchanging=self._unchanging,
            unsure=unsure,
            mentions=understood.concepts.mentions,
            symptoms=symptoms,
            grave=self._grave,
            quantity=partial(understood.quantity, measure=measure),
            elsewhere=understood.concepts.elsewhere,
            strange=understood.concepts.strange,
        )


def _measure(question: Question, own: Sequence[Sentence]) -> str:
    """What is read of free words: a score where pain is asked for, a side where it may be both."""
    if question.measure or question.pain:
        return question.measure or "score"
    return "side" if any(sentence.text == BOTH for sentence in own) else ""


def _symptoms(question: Question) -> dict[str, Meaning]:
    """What mentioning a finding means at a question that can find it: a yes, and to what.

    At an open question, an answer may be mentioned by its name: "it is worse".
    """
    if question.expects == "open":
        return {name: Meaning(name) for name in question.options}
    if question.expects != "yesno" or not question.asks:
        return {}
    return {
        finding: Meaning("yes", kind="symptom", which="" if name == "yes" else name)
        for name, option in sorted(question.options.items(), key=_particular, reverse=True)
        for finding, found in option.find.items()
        if found.state == "present"
    }


def _particular(named: tuple[str, Option]) -> tuple[int, int]:
    """How much an answer tells beside the finding itself: "it is in both legs" more than "yes"."""
    find = named[1].find.values()
    return len(find), sum(len(found.details) for found in find)
