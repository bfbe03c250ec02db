"""Reading back the "no" answers of a block that were not heard beyond doubt."""

from dataclasses import dataclass, replace

from .acts import Act, Listen
from .answers import Sentence
from .moves import Confirmed, Continued, Move, Reask
from .phrasebook import Phrasebook, listed
from .script import Question
from .types import Meaning, Reading


@dataclass(frozen=True, slots=True)
class ReadingBack:
    """ "So: no numbness, both legs strong.  Say correct, or tell me what is different." """

    questions: tuple[Question, ...]
    book: Phrasebook
    tries: int = 0

    @property
    def question(self) -> Question:
        return self.questions[0]

    @property
    def place(self) -> tuple[str, ...]:
        return tuple(q.name for q in self.questions)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """ "Correct", "no", and every symptom of these questions: it counts as said unasked."""
        replies = (*self.book.replies["correct"], *self.book.replies["different"])
        symptoms = (
            Sentence(s.text, Meaning(finding, kind="danger"))
            for q in self.questions
            for option in q.options.values()
            for finding, found in option.find.items()
            for s in option.sentences
            if found.state == "present" and s.meaning.kind == "symptom"
        )
        return (*replies, *symptoms)

    def prompt(self) -> tuple[Act, ...]:
        said = listed(tuple(q.readback for q in self.questions))
        read = self.book.say("readback", list=said)
        return (*read, *self.book.say("readback_how"), self._listen())

    def _listen(self) -> Listen:
        asks = tuple(dict.fromkeys(i for q in self.questions for i in q.asks))
        return Listen(self.question.patience, asks, "choice", ("correct", "no"))

    def help(self) -> tuple[Act, ...]:
        return self.book.say("readback_how")

    def hear(self, reading: Reading, sure: bool) -> Move:  # noqa: ARG002
        said = reading.meaning.id if reading.meaning and reading.decision == "accept" else ""
        if said == "correct":
            return Confirmed()
        return Reask() if said == "different" else self.missed()

    def missed(self) -> Move:
        """Twice nothing: ask each question again, where silence has its own consequence."""
        if self.tries:
            return Reask()
        scene = replace(self, tries=1)
        return Continued(scene, scene.prompt())
