"""Which block was being played while another was heard.

Speaker and microphone come on threads of their own, each with blocks of 10 ms, now early, now late.
What is heard must stay beside what was played at the same distance: the canceller has learnt it,
and where the two come too near each other it sees an echo before its cause.
"""

from collections import deque
from collections.abc import Iterator

from ..types import RATE

BYTES = 2 * RATE // 100
"""Of a block: 10 ms of 16 bits."""

SILENCE = bytes(BYTES)

RESERVE = 2
"""Blocks by which the speaker may be late, at first, without that a block heard has to wait.  By so
much less an echo seems to take."""

PATIENCE = 5
"""Blocks heard that wait at most for a speaker that is late; then it stands still."""

LOOK = 200
"""Blocks (2 s) after which is looked if one side is always ahead: the other has lost blocks, or has
a slower clock."""

KEPT = 50
"""Blocks played that are remembered: the microphone may come half a second late."""


class Pairing:
    def __init__(self) -> None:
        self._played: deque[bytes] = deque(maxlen=KEPT)
        self._heard: deque[bytes] = deque()
        self._reserve = RESERVE
        self._still = False
        """The speaker takes no blocks: nothing is played."""
        self._ahead: deque[int] = deque(maxlen=LOOK)
        """How many blocks played were left over, or (below 0) blocks heard had to wait."""

    def clear(self) -> None:
        """Forget what was played so far: nobody listened."""
        self._played.clear()

    def play(self, block: bytes) -> None:
        """Take what is played next."""
        self._played.append(block)

    def hear(self, block: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Take what was heard next; yield what can be told now, each with what was played."""
        self._heard.append(block)
        while self._heard and (said := self._beside()) is not None:
            yield self._heard.popleft(), said
        self._ahead.append(len(self._played) - len(self._heard))
        if len(self._ahead) == LOOK:
            yield from self._level()

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
        return SILENCE

    def _level(self) -> Iterator[tuple[bytes, bytes]]:
        """Pass over what was always left over; tell what always had to wait."""
        for _ in range(min(self._ahead) - RESERVE):
            self._played.popleft()
        for _ in range(-max(self._ahead)):
            yield self._heard.popleft(), SILENCE
        self._ahead.clear()
