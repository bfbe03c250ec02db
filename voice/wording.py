"""How a simulated patient puts things: phrases chosen by their style, the same each time."""

from random import Random

from .condition import Condition
from .words import number


class Wording:
    """`turn` is how many answers were given: another turn chooses other phrases."""

    def __init__(self, condition: Condition) -> None:
        who = condition.vignette
        self.turn = 0
        self.talk = condition.words.styles[who.talk]
        self._condition = condition
        self._seed = f"{who.name}/{who.talk}/{who.variant}"

    def choose(self, phrases: tuple[str, ...]) -> str:
        """Choose by who speaks, how, and when, so that a talk can be repeated."""
        return Random(f"{self._seed}/{self.turn}").choice(phrases)

    def line(self, name: str) -> str:
        return self.choose(self._condition.words.lines[name])

    def statement(self, finding: str, *, choosing: bool = False) -> str:
        """Say that they have it; `choosing`: as an answer to a choice."""
        words = self._condition.of(finding)
        side, leg = self._condition.leg(finding)
        phrase = self.choose((choosing and words.choice) or words.say)
        return phrase.format(leg=leg, side=side)

    def styled(self, kind: str, step: int, it: str = "") -> str:
        """Say yes, no or what was chosen, `it`; `step` is how often it was asked before."""
        return self._step(kind, step).format(it=it)

    def number(self, name: str, value: int, step: int) -> str:
        """Say a number; what everybody knows exactly is said in no style, at most not at all."""
        n, less = number(value), number(max(value - 1, 0))
        said = self._step("number", step)
        return n if said and name in self._condition.words.exact else said.format(n=n, less=less)

    def since(self, days: int, step: int) -> str:
        spans = self._condition.words.spans
        span = next((s for s in spans if days <= s.most), spans[-1])
        since = self.choose(span.say).format(n=number(days // span.unit))
        return self._step("since", step).format(since=since)

    def _step(self, kind: str, step: int) -> str:
        steps = self.talk.steps[kind]
        return self.choose(steps[min(step, len(steps) - 1)])
