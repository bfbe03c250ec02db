"""The vocabulary of a speech model: text to token numbers and back."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise


class Tokens:
    """`begin` and `end` are the tokens before and after every text.

    `split` takes a text apart where no piece reaches across, `space` stands for a space in them.
    """

    def __init__(
        self,
        pieces: Sequence[bytes],
        begin: Iterable[int],
        end: int,
        *,
        split: Callable[[str], Iterable[str]],
        space: str = " ",
    ) -> None:
        self.begin, self.end = tuple(begin), end
        self._pieces, self._split, self._space = pieces, split, space
        # Bytes come first in Moonshine's: a letter with a piece of its own comes later, and wins.
        self._rank = {piece: n for n, piece in enumerate(pieces)}
        self._word = lru_cache(None)(self._merged)

    def __len__(self) -> int:
        return len(self._pieces)

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the tokens of `text`."""
        return tuple(chain.from_iterable(map(self._word, self._split(text))))

    def _merged(self, word: str) -> tuple[int, ...]:
        """Byte-pair merging in order of rank."""
        parts = [c.encode() for c in word]
        unknown = len(self._pieces)
        while len(parts) > 1:
            ranks = [self._rank.get(a + b, unknown) for a, b in pairwise(parts)]
            if min(ranks) == unknown:
                break
            k = ranks.index(min(ranks))
            parts[k : k + 2] = [parts[k] + parts[k + 1]]
        return tuple(number for part in parts for number in self._numbers(part))

    def decode(self, tokens: Iterable[int]) -> str:
        """Return the text of `tokens`, without the blank before it."""
        raw = b"".join(self._pieces[token] for token in tokens)
        return raw.decode("utf-8", "replace").replace(self._space, " ").strip()

    def _numbers(self, part: bytes) -> list[int]:
        whole = self._rank.get(part)
        return [self._rank[bytes([byte])] for byte in part] if whole is None else [whole]
