"""Which block was being played while another was heard.

Speaker and microphone come on threads of their own, each with blocks of 10 ms, now early, now late.
What is heard must stay beside what was played at the same distance: the canceller has learnt it,
and where the two come too near each other it sees an echo before its cause.
"""

from collections import deque
from collections.abc import Iterator

BYTES = 320
"""Of a block: 10 ms of 16 bits."""

RESERVE = 2
"""Blocks by which the speaker may be late, at first, without that a block heard has to wait.  By so
much less an echo seems to take."""

PATIENCE = 5
"""Blocks heard that wait at most for a speaker that is late; then it stands still."""

LOOK = 200
"""Blocks (2 s) after which it is looked if the microphone has lost some."""

KEPT = 50
"""Blocks played that are remembered: the microphone may come half a second late."""


class Pairing:
    def __init__(self) -> None:
        self._played: deque[bytes] = deque(maxlen=KEPT)
        self._heard: deque[bytes] = deque()
        self._reserve = RESERVE
        self._still = False
        """The speaker takes no blocks: nothing is played."""
        self._looked, self._fewest = 0, KEPT

    def clear(self) -> None:
        """Forget what was played so far: nobody listened."""
        self._played.clear()

    def play(self, block: bytes) -> None:
        """Take what is played next."""
        self._played.append(block)

    def hear(self, block: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Take what was heard next; yield what can be told now, each with what was played."""
        self._heard.append(block)
        self._catch_up()
        while self._heard and (said := self._beside()) is not None:
            yield self._heard.popleft(), said
        self._fewest = min(self._fewest, len(self._played))

    def _beside(self) -> bytes | None:
        """Return what belongs to the block heard that waits longest; None if it is to come."""
        if self._played:
            self._still = False
            return self._played.popleft()
        if self._reserve:
            self._reserve -= 1
        elif len(self._heard) > PATIENCE:
            self._still = True
        elif not self._still:
            return None
        return bytes(BYTES)

    def _catch_up(self) -> None:
        """What is always left over was played while the microphone lost as much."""
        self._looked += 1
        if self._looked == LOOK:
            for _ in range(self._fewest - RESERVE):
                self._played.popleft()
            self._looked, self._fewest = 0, KEPT
