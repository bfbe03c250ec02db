"""Reading a record: what it tells of stretches, and of the pain before and after them."""

from collections.abc import Iterator

from .noted import Ahead
from .past import NOTHING_AHEAD
from .record_lines import Lines

MOST = 10
"""The largest pain score; a larger number answered something else."""


def pain(lines: Lines, scores: list[int]) -> tuple[int | None, int | None]:
    """Return the first score before the stretches and the last one after them, as they were noted;
    else the first score of the session and the last number told after the advice.
    """
    before, after = list(_noted(lines, "before")), list(_noted(lines, "after"))
    if not before and not after:
        after = list(_numbers_after_advice(lines))
        before = scores if after else []
    return next(iter(before), None), next(reversed(after), None)


def _noted(lines: Lines, when: str) -> Iterator[int]:
    """Scores that a coached session noted."""
    for line in lines:
        if line.type == "pain" and line.values.get("when") == when:
            score = line.whole("score")
            if score is not None:
                yield score


def _numbers_after_advice(lines: Lines) -> Iterator[int]:
    """After the advice, the only numbers asked for are pain scores."""
    advised, asked = False, {""}
    for line in lines:
        advised = advised or line.type == "level"
        if line.type == "listen" and line.values.get("expects") == "number":
            asked.add(line.node)
        if advised and line.type == "heard" and line.node in asked:
            value = line.whole("value")
            if value is not None and value <= MOST and line.text("decision") != "reject":
                yield value


def moves(lines: Lines) -> tuple[str, ...]:
    """Moves that were done; `done: false` tells of one that was broken off."""
    done = (line for line in lines if line.type == "move" and line.values.get("done", True))
    return tuple(dict.fromkeys(line.text("move") for line in done))


def holds(lines: Lines) -> int:
    """How many counts were done."""
    return sum(line.whole("holds") or 0 for line in lines if line.type == "move")


def ahead(lines: Lines) -> Ahead:
    """What was still to be done; nothing once the stretches ended because it hurt."""
    told = [line for line in lines if line.type in ("ahead", "recheck")]
    if not told or told[-1].type == "recheck":
        return NOTHING_AHEAD
    return Ahead(told[-1].text("programme"), told[-1].names("moves"))
