"""Waiting for the answer to a question: silence, nonsense and doubt, each with its count.

After turns.md: the first time the question comes shorter or in other words, the second time
with what can be said or its answers one by one, the third time it is given up.
"""

from dataclasses import dataclass, replace

from .acts import Act, Listen, Note, Say
from .answers import Sentence
from .moves import Answered, Continued, GaveUp, Move
from .phrasebook import Phrasebook, listed
from .script import Option, Question
from .twins import digits, twin
from .types import Meaning, Reading, Verbosity
from .words import number

LONGER = 2.0
"""How much more patience the second silence gets."""

TOLD = "told"
"""The answer to an open question that any words are."""

CHOICE_PATIENCE = 2.5
"""Seconds to say "that one" after each answer that is offered."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question has been asked."""

    question: Question
    book: Phrasebook
    silences: int = 0
    misses: int = 0
    doubted: bool = False
    verbosity: Verbosity = "normal"

    @property
    def place(self) -> tuple[str, ...]:
        return (self.question.name,)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for option in self.question.options.values() for s in option.sentences)

    def prompt(self) -> tuple[Act, ...]:
        """With every detail, why it is asked comes first: a question comes last."""
        q = self.question
        why = (Say(q.why),) if q.why and self.verbosity == "detailed" else ()
        return *why, Say(q.short if self.verbosity == "short" else q.ask), self.listen()

    def listen(self, patience: float = 1.0) -> Listen:
        q = self.question
        return Listen(q.patience * patience, q.named, q.expects, q.sayable)

    def hear(self, reading: Reading, sure: bool) -> Move:
        if self.question.expects == "open" and reading.text:
            return Answered(self._story(reading.meaning), sure)
        if reading.decision == "accept" and reading.meaning:
            return self._taken(reading.meaning, sure)
        if reading.decision == "confirm" and reading.meaning:
            scene = Confirming(self, reading.meaning)
            return Continued(scene, scene.prompt())
        return self.unclear()

    def _story(self, meaning: Meaning | None) -> Meaning:
        known = meaning is not None and meaning.id in self.question.options
        return meaning if meaning is not None and known else Meaning(TOLD)

    def _taken(self, meaning: Meaning, sure: bool) -> Move:
        option = self.question.option(meaning)
        if option.again and not self.doubted:
            return self._in_other_words(replace(self, doubted=True), option)
        return Answered(meaning, sure)

    def _in_other_words(self, scene: "Asking", option: Option) -> Continued:
        """Ask once more: more concretely, for a plain yes or no, or whether it has changed."""
        notes = (Note(replace(finding, state="unsure")) for finding in option.find.values())
        q = self.question
        said = self.book.say(f"doubt_{option.id}", other=q.other, short=q.short)
        return Continued(scene, (*notes, *said, scene.listen()))

    def missed(self) -> Move:
        scene = replace(self, silences=self.silences + 1)
        match scene.silences:
            case 1:
                return Continued(scene, (Say(self.question.short), scene.listen()))
            case 2:
                acts: tuple[Act, ...] = (
                    *self.help(),
                    *self.book.say("take_your_time"),
                    scene.listen(LONGER),
                )
                return Continued(scene, acts)
            case _:
                return GaveUp(silent=True)

    def unclear(self) -> Move:
        scene = replace(self, misses=self.misses + 1)
        match scene.misses:
            case 1:
                sorry = self.book.say("sorry")
                acts: tuple[Act, ...] = (
                    *sorry,
                    Say(self.question.other),
                    *self.help(),
                    scene.listen(),
                )
                return Continued(scene, acts)
            case 2:
                choosing = Choosing(scene)
                return Continued(choosing, (*self.book.say("one_by_one"), *choosing.prompt()))
            case _:
                return GaveUp(silent=False)

    def help(self) -> tuple[Act, ...]:
        """Say what can be said here."""
        said = listed(self.question.sayable, "or")
        return self.book.say(f"help_{self.question.expects}", options=said)


@dataclass(frozen=True, slots=True)
class About:
    """What the scenes that help with one open question have in common."""

    asking: Asking

    @property
    def question(self) -> Question:
        return self.asking.question

    @property
    def place(self) -> tuple[str, ...]:
        return self.asking.place

    def help(self) -> tuple[Act, ...]:
        return self.asking.help()


@dataclass(frozen=True, slots=True)
class Confirming(About):
    """An answer was heard, but not clearly: it is asked back.

    The same answer said again is a second piece of evidence, like "correct".
    """

    meaning: Meaning

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return (*self.asking.sentences, *self.asking.book.replies["correct"])

    def prompt(self) -> tuple[Act, ...]:
        book = self.asking.book
        asked = book.say("confirm", answer=self._spoken())
        if called := self._called():
            asked = book.say("confirm_called", called=called)
        listen = replace(self.asking.listen(), options=("correct", *self.question.sayable))
        return (*asked, *book.say("confirm_how"), listen)

    def _called(self) -> str:
        """What the answer is, where one sentence of several stands for it."""
        if self.meaning.kind == "command" or self.meaning.value is not None:
            return ""
        return self.question.option(self.meaning).called

    def _spoken(self) -> str:
        """The answer in words: "three", "forty, four zero", "yes", or the first way to say it."""
        if self.meaning.value is not None:
            said = number(self.meaning.value)
            return f"{said}, {digits(self.meaning.value)}" if twin(said) else said
        own = [s.text for s in self.asking.sentences if s.meaning.key == self.meaning.key]
        return self.meaning.id if self.meaning.id in own else next(iter(own), self.meaning.id)

    def hear(self, reading: Reading, sure: bool) -> Move:  # noqa: ARG002
        meaning = reading.meaning
        if meaning is None or reading.decision == "reject":
            return self.asking.unclear()
        if meaning.id == "correct" and reading.decision == "accept":
            return Answered(self.meaning, sure=True)
        if meaning.key == self.meaning.key:
            return Answered(meaning, sure=True)
        # Two different answers: whatever the second is, it is no second piece of evidence.
        if reading.decision == "accept" and meaning.kind in ("answer", "symptom"):
            return Answered(meaning, sure=False)
        return self.asking.unclear()

    def missed(self) -> Move:
        return self.asking.missed()


@dataclass(frozen=True, slots=True)
class Choosing(About):
    """The answers are offered one by one; "that one" takes the one that was said last."""

    at: int = 0

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return (*self.asking.sentences, *self.asking.book.replies["that_one"])

    def prompt(self) -> tuple[Act, ...]:
        option = self.question.offered[self.at]
        book = self.asking.book
        said = Say(option.called) if option.called else book.say(f"choice_{option.id}")[0]
        return said, replace(self.asking.listen(), patience=CHOICE_PATIENCE)

    def hear(self, reading: Reading, sure: bool) -> Move:
        if reading.decision == "accept" and reading.meaning:
            if reading.meaning.id == "that_one":
                return Answered(Meaning(self.question.offered[self.at].id), sure=False)
            return Answered(reading.meaning, sure)
        return self.missed()

    def missed(self) -> Move:
        if self.at + 1 == len(self.question.offered):
            return GaveUp(silent=False)
        scene = replace(self, at=self.at + 1)
        return Continued(scene, scene.prompt())
