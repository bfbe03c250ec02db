"""What was done in a session of stretches, and how bad the pain was: for record and summary."""

from .acts import Act, Note, Say
from .coaching import Coaching
from .noted import Moved
from .past import Past
from .phrasebook import fill, listed
from .stretch import Stretch
from .words import number

Acts = tuple[Act, ...]


class Tally:
    def __init__(self, coaching: Coaching) -> None:
        self.pain: dict[str, int] = {}
        """Scores before, during and after the stretches, as far as they were told."""
        self._coaching = coaching
        self._moves: list[str] = []
        """Names of the moves that were done to their end."""
        self._holds = 0
        self._current = 0
        """Counts of the current move that were done to their end."""

    def take_up(self, past: Past) -> None:
        """Go on from what was done before a session broke off."""
        stretches = self._coaching.stretches
        self._moves += [stretches[move].name for move in past.moves if move in stretches]
        self._holds += past.holds
        if past.before is not None:
            self.pain["before"] = past.before

    def counted(self) -> None:
        """One count was done to its end."""
        self._current += 1

    def over(self, stretch: Stretch, *, done: bool) -> Acts:
        """A move is over, done to its end or not."""
        holds, self._current = self._current, 0
        self._holds += holds
        if done:
            self._moves.append(stretch.name)
        return (Note(Moved(stretch.id, done, holds)),) if done or holds else ()

    def summary(self) -> Acts:
        """Moves done, holds, pain before and after: as far as there is anything to tell."""
        done = listed(tuple(dict.fromkeys(self._moves)))
        pain = {when: number(score) for when, score in self.pain.items()}
        names = ["summary"] if done else ["summary_none"]
        names += ["pain_summary"] if {"before", "after"} <= pain.keys() else []
        texts = [text for name in names for text in self._coaching.says[name]]
        holds = number(self._holds)
        return tuple(Say(fill(text, moves=done, holds=holds, **pain)) for text in texts)
