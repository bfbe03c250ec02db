"""An ear on a Vosk model: a closed grammar and an open recogniser on the same sound."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from ..types import RATE, Heard, Samples
from .vosk_agreement import agreement, certainty, shares
from .vosk_engine import Recogniser, VoskEngine
from .vosk_sound import pcm_of

MAKE = "vosk"

GRAMMARS = 16
"""Sets of sentences kept ready."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What may be said at one point, of what the model can hear, and who listens for it."""

    texts: frozenset[str]
    recogniser: Recogniser | None


class VoskEar:
    """Hears sentences with one Vosk model.  May be used from several threads."""

    def __init__(self, folder: Path, name: str = "vosk") -> None:
        """Load the model.  Raises ModelError if it is missing or damaged."""
        self.name = name
        self._engine = VoskEngine(folder)
        self._knows = lru_cache(None)(self._engine.knows)
        # Vosk aborts when the grammar of a recogniser is changed, so each set has its own.
        self._closed = lru_cache(GRAMMARS)(self._make)
        self._open = self._engine.recogniser()
        self._busy = Lock()
        # The graph is unfolded while it is used: the first sound takes a second longer.
        self._open.transcribe(bytes(2 * RATE))

    def prepare(self, sentences: frozenset[str]) -> None:
        """Get ready for these sentences: 1 ms for 60, 20 ms for 5000."""
        self._closed(sentences)

    def missing(self, sentences: Iterable[str]) -> frozenset[str]:
        """Return the words the model does not know: sentences with them are never heard."""
        words = {word for sentence in sentences for word in sentence.split()}
        return frozenset(word for word in words if not self._knows(word))

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        """Say how likely each sentence is.  Any sound will do; 8 seconds of it are heard."""
        pcm, closed = pcm_of(sound), self._closed(sentences)
        if not pcm:
            return Heard(self.name, dict.fromkeys(sorted(sentences), 0.0), make=MAKE)
        with self._busy:
            written = self._open.transcribe(pcm)
            known = closed.recogniser.transcribe(pcm) if closed.recogniser else ()
        found = agreement(known, written, closed.texts)
        open_shares = shares(written)
        best = max(open_shares, key=open_shares.__getitem__, default="")
        return Heard(self.name, _spread(found, sentences), best, certainty(written), MAKE)

    def _make(self, sentences: frozenset[str]) -> Closed:
        texts = frozenset(_text(s) for s in sentences if s.split() and not self.missing([s]))
        recogniser = self._engine.recogniser(sorted(texts)) if texts else None
        return Closed(texts, recogniser)


def _text(sentence: str) -> str:
    return " ".join(sentence.split())


def _spread(found: Mapping[str, float], sentences: frozenset[str]) -> dict[str, float]:
    """Give each sentence its text's probability; those that differ in spaces share one."""
    same = Counter(_text(sentence) for sentence in sentences)
    return {s: found.get(_text(s), 0.0) / same[_text(s)] for s in sorted(sentences)}
