"""The vocabulary of a Moonshine model: text to token numbers and back."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

from ..errors import ModelError

BEGIN, END = 1, 2
"""Tokens before and after every text."""
SPACE = "\u2581"
"""What stands for a space inside the pieces (the mark of SentencePiece)."""
ADVICE = "Delete its folder and set the models up again: script/setup"


def read_pieces(data: bytes) -> list[bytes]:
    """Split a tokenizer.bin: each piece after its length, in one byte, or two from 128 on."""
    pieces, at = [], 0
    while at < len(data):
        size, at = data[at], at + 1
        if size >= 128:
            size, at = data[at] * 128 + size - 128, at + 1
        pieces.append(data[at : at + size])
        at += size
    return pieces


class Tokens:
    def __init__(self, path: Path) -> None:
        """Raise ModelError if `path` is not a vocabulary."""
        try:
            self._pieces = read_pieces(path.read_bytes())
        except (OSError, IndexError) as error:
            raise ModelError(f"{path}: cannot be read ({error}). {ADVICE}") from error
        # The 256 bytes come first; a letter that has a piece of its own comes later, and wins.
        self._rank = {piece: n for n, piece in enumerate(self._pieces)}
        if not {SPACE.encode(), b"</s>", b"\x00"} <= self._rank.keys():
            raise ModelError(f"{path}: is not a Moonshine vocabulary. {ADVICE}")
        self._word = lru_cache(None)(self._merged)

    def __len__(self) -> int:
        return len(self._pieces)

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the tokens of `text`.  No piece of the vocabulary reaches from word to word."""
        return tuple(chain.from_iterable(map(self._word, text.split(" "))))

    def _merged(self, word: str) -> tuple[int, ...]:
        """Byte-pair merging in order of rank, of one word and the space before it."""
        parts = [c.encode() for c in SPACE + word]
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
        return raw.decode("utf-8", "replace").replace(SPACE, " ").strip()

    def _numbers(self, part: bytes) -> list[int]:
        whole = self._rank.get(part)
        return [self._rank[bytes([byte])] for byte in part] if whole is None else [whole]
