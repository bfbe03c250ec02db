"""A Moonshine speech model: what it makes of a sound, one token after the other.

Moonshine (https://github.com/moonshine-ai/moonshine, MIT) is an encoder and an
autoregressive decoder; the exports of its sizes differ in shapes and inputs, which are read
from the files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..types import RATE, Samples
from .onnx_session import open_session
from .tokens import BEGIN, Tokens

Floats = npt.NDArray[np.float32]
Feed = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class State:
    """What the decoder remembers: of the sound (one for all rows), and of each row's tokens."""

    sound: Feed
    rows: Feed


@dataclass(frozen=True, slots=True)
class Begun:
    """A sound that has been listened to, before the first token."""

    seconds: float
    logp: Floats
    """Log-probabilities of the first token, shape (1, vocabulary)."""
    state: State


class Moonshine:
    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model.  Raises ModelError if a file is missing or damaged."""
        self.tokens = Tokens(folder / "tokenizer.bin")
        self._encoder = open_session(folder / "encoder_model.ort", threads)
        self._decoder = open_session(folder / "decoder_model_merged.ort", threads)
        self._known = {i.name for s in (self._encoder, self._decoder) for i in s.get_inputs()}
        present = [o.name for o in self._decoder.get_outputs()[1:]]
        self._own = [name for name in present if ".decoder." in name]
        self._all = present
        shape = next(i.shape for i in self._decoder.get_inputs() if i.name == _past(present[0]))
        self._empty = np.zeros((1, shape[1], 0, shape[3]), np.float32)

    def listen(self, sound: Samples) -> Begun:
        """Encode 0.3 to 9 seconds of sound, shape (n,), and give the first token's odds."""
        x = sound[None]
        feed = self._only({"input_values": x, "attention_mask": np.ones(x.shape, np.int64)})
        hidden = self._encoder.run(None, feed)[0]
        mask = np.ones(hidden.shape[:2], np.int64)
        sight: Feed = {"encoder_hidden_states": hidden, "encoder_attention_mask": mask}
        past: Feed = {_past(name): self._empty for name in self._all}
        logits, state = self._decode([BEGIN], sight | past, self._all)
        sight |= {name: value for name, value in state.items() if ".encoder." in name}
        own = {name: value for name, value in state.items() if ".decoder." in name}
        return Begun(sound.size / RATE, _log_softmax(logits), State(sight, own))

    def step(
        self, state: State, rows: Sequence[int], tokens: Sequence[int]
    ) -> tuple[Floats, State]:
        """Append each of `tokens` to the row of `state` beside it.

        Return the log-probabilities of the tokens after them, shape (rows, vocabulary), and
        the new state.  What the decoder knows of the sound is the same for every row: it is
        given once and broadcast.
        """
        own = {name: value[list(rows)] for name, value in state.rows.items()}
        logits, new = self._decode(tokens, state.sound | own, self._own)
        return _log_softmax(logits), State(state.sound, new)

    def _decode(self, tokens: Sequence[int], feed: Feed, names: list[str]) -> tuple[Floats, Feed]:
        cached = np.array([feed[_past(self._own[0])].shape[2] > 0])
        ids = np.array(tokens, np.int64)[:, None]
        feed = self._only(feed | {"input_ids": ids, "use_cache_branch": cached})
        logits, *state = self._decoder.run(["logits", *names], feed)
        return logits[:, -1], {_past(name): value for name, value in zip(names, state, strict=True)}

    def _only(self, feed: Feed) -> Feed:
        """Exports differ: some take attention masks, some do not."""
        return {name: value for name, value in feed.items() if name in self._known}


def _past(present: str) -> str:
    return present.replace("present", "past_key_values")


def _log_softmax(logits: Floats) -> Floats:
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)
