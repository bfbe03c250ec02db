"""Taking back what was said by mistake: named, confirmed, and only then not so."""

from dataclasses import dataclass, replace

from .acts import Act, Listen
from .answers import Sentence
from .moves import Continued, Kept, Move, TakenBack
from .phrasebook import Phrasebook
from .script import Question
from .types import Reading

YESNO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Correcting:
    """ "You told me ... Was that a mistake?", and after a yes: "Say correct." """

    question: Question
    """Asks for the finding; it is asked again once that is taken back."""
    finding: str
    because: str
    book: Phrasebook
    admitted: bool = False

    @property
    def place(self) -> tuple[str, ...]:
        return (self.finding, "admitted" if self.admitted else "")

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        book = self.book.replies
        return (*book["correct"], *(() if self.admitted else book["mistaken"]), *book["different"])

    def prompt(self) -> tuple[Act, ...]:
        name, options = ("mistake_sure", ("correct", "no")) if self.admitted else ("mistake", YESNO)
        said = self.book.say(name, because=self.because)
        expects = "choice" if self.admitted else "yesno"
        return (*said, Listen(self.question.patience, (), expects, options))

    def help(self) -> tuple[Act, ...]:
        return self.prompt()[:-1]

    def hear(self, reading: Reading, sure: bool) -> Move:  # noqa: ARG002
        said = reading.meaning.id if reading.meaning and reading.decision == "accept" else ""
        if self.admitted and said == "correct":
            return TakenBack(self.finding, self.question.name)
        if not self.admitted and said in ("correct", "mistaken"):
            scene = replace(self, admitted=True)
            return Continued(scene, scene.prompt())
        return Kept()

    def missed(self) -> Move:
        return Kept()
