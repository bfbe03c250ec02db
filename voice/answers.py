"""What may be said at one point, and what each of it means.

The same table serves the recogniser (which sentences to score), the reader of typed answers
and open transcripts, and the check that no sentence means two things.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from .concepts import Mention
from .quantity import Quantity, unread
from .stems import NONE, Stems, without
from .types import Meaning
from .words import key

SUBJECTS = frozenset(["i", "my", "it", "its", "they", "there", "both", "im"])
"""Words that begin a sentence of its own."""

ARTICLES = frozenset(["a", "an", "any", "some"])
TWICE = "no no"

PARTLY = "partly"
"""Which doubt a "no" to one of several questions is; beside a plain "no" it is none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that may be said, and their meaning."""

    text: str
    meaning: Meaning
    anywhere: bool = False
    """Understood inside longer speech too: a danger phrase, "stop", "that hurts"."""


Mentions = Callable[[str], tuple[Mention, ...]]
"""Finds what free words speak of."""


def nothing(words: str) -> tuple[Mention, ...]:  # noqa: ARG001
    """Find nothing: only the expected sentences count."""
    return ()


def never(words: str) -> bool:  # noqa: ARG001
    """Take all words to be about what is asked."""
    return False


def known(words: str) -> int:  # noqa: ARG001
    """Take no word to be strange."""
    return 0


@dataclass(frozen=True, slots=True)
class Gist:
    """What free words come to.  `clear`: nothing was left over and nothing contradicts.

    `told` is what they say of the person beside that.
    """

    meaning: Meaning | None
    clear: bool
    told: tuple[str, ...] = ()


class Answers:
    """The sentences expected at one point.  Of several heard, the first listed wins."""

    def __init__(
        self,
        sentences: Iterable[Sentence],
        *,
        fillers: frozenset[str] = frozenset(),
        denials: frozenset[str] = frozenset(),
        unsure: Meaning | None = None,
        elliptic: frozenset[str] = frozenset(),
        unchanging: Stems = NONE,
        mentions: Mentions = nothing,
        symptoms: Mapping[str, Meaning] | None = None,
        grave: Collection[str] = (),
        quantity: Callable[[str], Quantity | None] = unread,
        elsewhere: Callable[[str], bool] = never,
        strange: Callable[[str], int] = known,
    ) -> None:
        """`unsure` is what "yes no" means here, and a "no" with more behind it; `denials` are
        words before a symptom ("i don't have") that keep it from counting as said.  After a
        "no", words that are not expected leave it in doubt unless all are `unchanging`.  What is
        `elliptic` is whole only at the end.  `symptoms` tell what a finding means here when it is
        mentioned; one that is `grave` is a danger elsewhere.  `quantity` reads the number that
        free words come to.  `elsewhere` tells if free words are about something else altogether,
        `strange` how many of them nothing here has a use for.
        """
        self.elsewhere, self.strange = elsewhere, strange
        self._mentions, self._quantity, self._unchanging = mentions, quantity, unchanging
        self._symptoms = {i: Meaning(i, kind="danger") for i in grave} | dict(symptoms or {})
        self._grave = {self._symptoms[i] for i in grave if self._symptoms[i].kind == "symptom"}
        self._table, self.clashes = _listed(sentences)
        self._anywhere = {s.meaning.key for s in self._table.values() if s.anywhere}
        self._fillers = frozenset(map(key, fillers)) - self._table.keys()
        self._denials, self._elliptic = frozenset(map(key, denials)), frozenset(map(key, elliptic))
        self._unsure = unsure
        self._longest = max((len(k.split()) for k in self._table), default=0)
        self._rank = {s.meaning.key: n for n, s in reversed(list(enumerate(self._table.values())))}

    @property
    def meanings(self) -> Mapping[str, str]:
        """Every sentence that may be said, with the key of its meaning."""
        return {s.text: s.meaning.key for s in self._table.values()}

    def anywhere(self, meaning: Meaning) -> bool:
        """Tell if this is a command that is understood inside longer speech too: stop, pain."""
        return meaning.kind == "command" and meaning.key in self._anywhere

    def exact(self, text: str) -> Meaning | None:
        """Return what exactly these words mean, or None."""
        found = self._table.get(key(text))
        return found.meaning if found else None

    def gist(self, text: str) -> Gist:
        """Read free words: as a whole, else by the expected phrases inside them."""
        if whole := self.exact(text):
            return Gist(whole, True)
        mentions = self._mentions(text)
        told = tuple(m.id for m in mentions if m.meant)
        # A danger is none the less said for a number that stands beside it.
        alarmed = any(i in self._symptoms and self._symptoms[i].kind == "danger" for i in told)
        quantity = self._quantity(text)
        if quantity and not alarmed and (whole := self.exact(quantity.sentence)):
            return Gist(whole, quantity.sure, told)
        words = key(text)
        found, left_over = self._inside(words.split())
        if quantity and not quantity.sentence:
            found, left_over = [s for s in found if s.meaning.value is None], True
        # "No, slower" may tell of a leg, or of the stream.
        doubted = left_over or any(s.meaning.kind == "command" for s in found)
        if found and found[0].meaning.id == "no":
            left_over = doubted and not self._plainly_no(words, found)
        if kept := self._not_meant(found, mentions):
            found, left_over = [s for s in found if s not in kept], True
        found += [Sentence(i, self._symptoms[i]) for i in told if i in self._symptoms]
        if not left_over and found and len({s.meaning.key for s in found}) == 1:
            return Gist(found[0].meaning, True, told)
        return replace(self._weigh(found, left_over), told=told)

    def _not_meant(
        self, found: list[Sentence], mentions: tuple[Mention, ...]
    ) -> tuple[Sentence, ...]:
        """Return what was said of somebody else, or of a time long over; and the danger that was
        only named to deny it: "no chest pain".
        """
        meanings = {self._symptoms.get(m.id) for m in mentions if m.aside}
        meanings |= {Meaning(m.id, kind="danger") for m in mentions if not m.meant}
        return tuple(s for s in found if s.meaning in meanings)

    def _plainly_no(self, words: str, found: list[Sentence]) -> bool:
        """Tell if it is a "no", and what stands behind it is of something else: "no, I only did
        too many squats".
        """
        first = key(found[0].text)
        before, _, behind = f" {words} ".partition(f" {first} ")
        plain = first not in self._elliptic and self._fillers.issuperset(before.split())
        again = {key(s.text) for s in found if s.meaning.id == "no"}
        if first == TWICE:  # "No, no problems": the second belongs to what is behind.
            behind = f"no {behind}"
        rest = self._unchanging.left_of(without(behind, again - {"no"}))
        return plain and not without(rest, {"no"})

    def _weigh(self, found: list[Sentence], left_over: bool) -> Gist:
        """Decide between several meanings.  What is wrong with someone wins over "no"; of what
        is an emergency, that which is asked for.
        """
        asked = [s for s in found if s.meaning in self._grave]
        danger = [s for s in found if s.meaning.kind == "danger"]
        symptoms = [s for s in found if s.meaning.kind == "symptom"]
        if strong := self._worst(asked or danger or symptoms):
            return Gist(strong, True)
        if urgent := self._worst([s for s in found if s.anywhere]):
            return Gist(urgent, not left_over)
        answers = [s for s in found if s.meaning.kind == "answer"]
        ids = {s.meaning.id for s in answers}
        if "no" in ids:
            answers = [s for s in answers if s.meaning.which != PARTLY]
            ids = {s.meaning.id for s in answers}
        if self._unsure and ({"yes", "no"} <= ids or (left_over and ids == {"no"})):
            return Gist(self._unsure, True)
        if worst := self._worst(answers):
            several = len({s.meaning.key for s in answers}) > 1
            return Gist(worst, not left_over or several or worst.value is not None)
        return Gist(None, False)

    def _worst(self, found: list[Sentence]) -> Meaning | None:
        """The largest number, else the meaning that is listed first."""
        if not found:
            return None
        return max(
            (s.meaning for s in found),
            key=lambda m: (m.value if m.value is not None else -1, -self._rank.get(m.key, 0)),
        )

    def _inside(self, words: list[str]) -> tuple[list[Sentence], bool]:
        """Find expected phrases from left to right, the longest first; tell if words are left."""
        found: list[Sentence] = []
        left_over, at = False, 0
        while at < len(words):
            for size in range(min(self._longest, len(words) - at), 0, -1):
                phrase = " ".join(words[at : at + size])
                sentence = self._whole(phrase, last=at + size == len(words))
                if sentence and self._denied(sentence, words[:at]):
                    left_over = left_over or not found
                elif sentence:
                    found.append(sentence)
                if sentence or phrase in self._fillers:
                    at += size
                    break
            else:
                left_over, at = True, at + 1
        return found, left_over

    def _whole(self, phrase: str, *, last: bool) -> Sentence | None:
        """Return the expected sentence; "I did" is none when it goes on: "I did some squats"."""
        return None if phrase in self._elliptic and not last else self._table.get(phrase)

    def _denied(self, sentence: Sentence, before: list[str]) -> bool:
        """Tell if a symptom is only named to deny it: "i don't have any numbness".

        A phrase that is a sentence of its own ("my chest hurts") is never denied by what stands
        before it.
        """
        if sentence.meaning.kind not in ("symptom", "danger"):
            return False
        if key(sentence.text).split()[0] in SUBJECTS:
            return False
        said = " ".join(word for word in before if word not in ARTICLES)
        return any(f" {said}".endswith(f" {denial}") for denial in self._denials)


def _listed(
    sentences: Iterable[Sentence],
) -> tuple[dict[str, Sentence], list[tuple[Sentence, Sentence]]]:
    """Return each sentence by its key, and the pairs that are one and mean two things."""
    table: dict[str, Sentence] = {}
    clashes: list[tuple[Sentence, Sentence]] = []
    for sentence in sentences:
        old = table.setdefault(key(sentence.text), sentence)
        if old.meaning.key != sentence.meaning.key:
            clashes.append((old, sentence))
    return table, clashes
