"""A session that is over, or was broken off."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .noted import Ahead
from .types import Finding, Reading

NOTHING_AHEAD = Ahead("", {})


@dataclass(frozen=True, slots=True)
class Given:
    """Something the person said, `at` seconds after the beginning, and what it was read as.

    `sure`: it alone was two pieces of evidence.
    """

    at: float
    node: str
    reading: Reading
    sure: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A finding: the question it was `asked` by, and the `words` it rests on; both may be empty."""

    finding: Finding
    node: str
    asked: str
    words: str


@dataclass(frozen=True, slots=True)
class Past:
    """One session.  `level` is empty when there was no advice, `outcome` when there was no end.

    `rules` led to the level, for these `reasons`; `trail` are the nodes it was at, `advice` what
    was said at its level.  `told` are findings that were not taken back.  Pain is a score from 0
    to 10: `score` at its worst, `before` and `after` the stretches; None was not told.
    """

    id: str
    began: datetime
    seconds: float
    trail: tuple[str, ...] = ()
    outcome: str = ""
    level: str = ""
    rules: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    answers: tuple[Given, ...] = ()
    mentioned: tuple[str, ...] = ()
    """Findings and facts that were told beside answers."""

    unanswered: Reading | None = None
    """What was said last, when nothing followed from it any more."""

    score: int | None = None
    before: int | None = None
    after: int | None = None
    moves: tuple[str, ...] = ()
    holds: int = 0
    ahead: Ahead = NOTHING_AHEAD
    """Stretches that were still to be done."""
    rechecking: bool = False
    """Warning signs were being asked for once more, and there was no advice since."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of findings that were said by mistake: what an earlier session told of them too."""
    renewed: frozenset[str] = frozenset()
    """Ids of findings that were asked for anew: an earlier "no" to them counts no more."""
    version: str = ""
    content: Mapping[str, str] = field(default_factory=dict)
    """A digest of each file of the dialog that was held."""
    resumes: str = ""
    """Name of the session that this one went on with."""

    @property
    def at(self) -> str:
        """The node it was at last."""
        return self.trail[-1] if self.trail else ""

    @property
    def minutes(self) -> float:
        return self.seconds / 60

    @property
    def present(self) -> tuple[Told, ...]:
        return tuple(told for told in self.told if told.finding.state == "present")


def counting(
    told: Iterable[Told], withdrawn: Container[str], renewed: Container[str]
) -> list[Told]:
    """Return what still counts of what was told, after some was taken back or asked for anew."""
    return [
        one
        for one in told
        if one.finding.id not in withdrawn
        and (one.finding.id not in renewed or one.finding.state == "present")
    ]


def joined(earlier: Past, later: Past) -> Past:
    """Return a session that went on with an earlier one: what was told in either, counts."""
    still = counting(earlier.told, later.withdrawn, later.renewed)
    told = {told.finding.id: told for told in (*still, *later.told)}
    advised = later if later.level else earlier
    scores = [past.score for past in (earlier, later) if past.score is not None]
    return replace(
        later,
        level=advised.level,
        rules=advised.rules,
        reasons=advised.reasons,
        advice=advised.advice,
        trail=(*earlier.trail, *later.trail),
        told=tuple(told.values()),
        answers=(*earlier.answers, *later.answers),
        mentioned=(*earlier.mentioned, *later.mentioned),
        score=max(scores, default=None),
        before=later.before if earlier.before is None else earlier.before,
        after=earlier.after if later.after is None else later.after,
        moves=tuple(dict.fromkeys((*earlier.moves, *later.moves))),
        holds=earlier.holds + later.holds,
        ahead=later.ahead if later.ahead.programme else earlier.ahead,
        rechecking=later.rechecking or (earlier.rechecking and not later.level),
        withdrawn=earlier.withdrawn | later.withdrawn,
        renewed=earlier.renewed | later.renewed,
    )
