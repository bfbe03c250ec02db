"""A closed-set ear on an open-vocabulary model: score what may be said, not what comes out.

A small open model writes isolated words down badly, but its decoder gives the probability of
any text.  So every sentence that may be said is scored, and a background of words that may
not, and the result is read as a probability.  `script/bench hearing` measures it.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..types import Heard, Samples
from .background import background, sounds_like
from .loudness import speech
from .speech_model import SpeechModel
from .spelling import plain, spellings, wordless
from .token_tree import Part, Scores, TokenTree, Ways

RARE = 0.5
"""Natural-log units by which a background word is less likely than an expected sentence
before anything is heard.  More hears more answers, and takes more that is none for one."""
WRITTEN = 3.5
"""The same for what the model would write down, where that is not expected: a word that is not
in the background, or nothing, as it does with noise."""
PHRASE = 5.0
"""The same for several words: small models write sentences down with wrong words in them
("my fourth key is robbing" is "my foot keeps dropping")."""
UNUSUAL = 0.3
"""How much of a model's bias against an expected sentence is taken off: by how much less often
than OFTEN it begins so when there is nothing to hear.  Noise makes a model lean on that.

All four were chosen at a yes/no question, on 15 people answering it (each mixed six times with
noise) and 215 other words and orders, as far from where others are taken for an answer as
leaves the answers heard: 15 of 15 clean, 81 of 90 at 12 dB and 59 of 90 at 6 dB, with 2, 2 and 5 of
215 others and no wrong answer.  From 0.2 to 0.5 little changes, nor from 0.5 to 1 of RARE.  Of
150 words of people, among sixty that were expected, both ears hear 93, 82 and 73 % instead of 91,
79 and 67 (clean, at 12 and at 6 dB).  The bias against the whole sentence instead of its
first token does no better."""
WORDLESS = 2.0
"""RARE of a sound that is no words ("[music]", "(inaudible)"); the first token tells how likely it
is.  Of 148 words of people in kitchen noise, at a yes/no question, Whisper gives 0.25 or more to 22
others instead of 65 at 0 dB, 25 instead of 38 at 6 dB and 35 instead of 47 at 12 dB and clean; and
to 52 answers instead of 53.  At 1, six of 45 answers have no more 0.6; at 2 one.  Beside several
words it is PHRASE: of 142 sentences at 12 dB 96 are right and 5 wrong, without it 96 and 7, at 2
89 and 4."""
OFTEN = "no"
SELDOM = -20.0
"""The least log-probability that is believed."""
GRAMMARS = 128
"""Sets of sentences kept ready: more than there are questions."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may be said at one point, ready to be scored: first the sentences, then the rest."""

    sentences: tuple[str, ...]
    part: Part
    gain: Scores
    """What speaks for each besides the sound."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence in the tree, and what speaks for it besides the sound where it is expected."""

    number: int
    gain: float


class ClosedSetEar:
    """Hears sentences with one model."""

    def __init__(self, name: str, model: SpeechModel, make: str = "") -> None:
        self.name, self.make = name, make
        self._model = model
        every = range(len(model.tokens))
        self._marks = [token for token in every if wordless(model.tokens.decode([token]))]
        self._often = self._usual(tuple(map(self._model.tokens.encode, spellings(OFTEN))))
        self._tree = TokenTree()
        self._grammar = lru_cache(GRAMMARS)(self._make)
        self._entry = lru_cache(None)(self._add)

    def prepare(self, sentences: frozenset[str]) -> None:
        """Get ready for these sentences: some milliseconds."""
        self._grammar(sentences)

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        """Say how likely each sentence is.  Where there is no energy, all of them are 0."""
        clean = speech(sound)
        if clean is None:
            return Heard(self.name, dict.fromkeys(sorted(sentences), 0.0), make=self.make)
        grammar, begun = self._grammar(sentences), self._model.listen(clean)
        scores, dictation = self._tree.search(grammar.part, self._model, begun)
        scores += grammar.gain
        written = plain(dictation.text)
        other = dictation.logp - (PHRASE if " " in written else WRITTEN)
        other = -np.inf if sounds_like(written, sentences) else other
        phrase = " " in written and not wordless(dictation.text)
        wordlessly = self._wordless(begun.logp[0]) - (PHRASE if phrase else WORDLESS)
        heard = _shares(scores, np.logaddexp(other, wordlessly), grammar.sentences)
        return Heard(self.name, heard, written, dictation.certainty, self.make)

    def _wordless(self, logp: Scores) -> float:
        """Return the log-probability of a text that begins as no words do."""
        return float(np.logaddexp.reduce(logp[self._marks], initial=-np.inf))

    def _make(self, sentences: frozenset[str]) -> Grammar:
        known = tuple(sorted(sentences))
        entries = [self._entry(sentence) for sentence in (*known, *background(sentences))]
        gain = np.full(len(entries), -RARE)
        gain[: len(known)] = [entry.gain for entry in entries[: len(known)]]
        return Grammar(known, self._tree.part([entry.number for entry in entries]), gain)

    def _add(self, sentence: str) -> Entry:
        ways = tuple(map(self._model.tokens.encode, spellings(sentence)))
        gain = UNUSUAL * max(0.0, self._often - max(self._usual(ways), SELDOM))
        return Entry(self._tree.add(ways), gain)

    def _usual(self, ways: Ways) -> float:
        return max(float(self._model.usual[way[0]]) for way in ways)


def _shares(scores: Scores, other: float, sentences: tuple[str, ...]) -> dict[str, float]:
    """Return the probability of each sentence among all that was scored, and `other`."""
    top = max(float(scores.max()), other)
    odds = np.exp(scores - top)
    total = odds.sum() + np.exp(other - top)
    return dict(zip(sentences, (odds / total).tolist(), strict=False))
