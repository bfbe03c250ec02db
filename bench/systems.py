"""What each system makes of a sound: the live path, each ear alone, free decoding, others."""

from collections.abc import Mapping

from voice.cli.hear import listen
from voice.cli.parts import EARS, make_ears, read_script
from voice.devices.models import ModelStore
from voice.dialog import Dialog
from voice.opinion import common
from voice.pcm import from_pcm, to_pcm
from voice.ports import Ear
from voice.turn import decide
from voice.types import Heard, Reading, Samples, Utterance

from .sphinx import Sphinx
from .trial import Outcome, Result, Trial

LIVE = "live path"
SPHINX = "pocketsphinx"


def alone(ear: str) -> str:
    return f"{ear} alone"


def free(ear: str) -> str:
    return f"{ear} free"


def ears_present() -> list[str]:
    """Return the names of the ears whose models are here, the quickest first."""
    store = ModelStore.find()
    return [name for name in EARS["auto"] if store.state(store.model(name)) == "ready"]


class Kept:
    """An ear that keeps what it heard: the same sound is asked for by several systems."""

    def __init__(self, ear: Ear) -> None:
        self.name = ear.name
        self._ear = ear
        self._heard: dict[tuple[bytes, frozenset[str]], Heard] = {}

    def prepare(self, sentences: frozenset[str]) -> None:
        self._ear.prepare(sentences)

    def hear(self, sound: Samples, sentences: frozenset[str]) -> Heard:
        key = (sound.tobytes(), sentences)
        if key not in self._heard:
            self._heard[key] = self._ear.hear(sound, sentences)
        return self._heard[key]

    def forget(self) -> None:
        self._heard.clear()


class Systems:
    """`words` is what may be said where only the ears are asked."""

    def __init__(self, words: frozenset[str]) -> None:
        self._ears = [Kept(ear) for ear in make_ears("auto", ModelStore.find())]
        self._script = read_script(None)
        self._sphinx = Sphinx()
        self._words = words
        self._dialogs: dict[str, Dialog] = {}

    def hear(self, trial: Trial) -> Result:
        outcomes, told = self._at_question(trial) if trial.node else self._among_words(trial)
        for ear in self._ears:
            ear.forget()
        return Result(trial.kind, trial.name, trial.snr, trial.meaning, outcomes, told)

    def _at_question(self, trial: Trial) -> tuple[dict[str, Outcome], str]:
        dialog = self._dialog(trial.node)
        meanings = dialog.expected.meanings
        utterance, reading = listen(trial.sound, dialog, list(self._ears))
        outcomes = {LIVE: _read(reading)}
        for ear in self._ears:
            heard, taken = listen(trial.sound, dialog, [ear])
            outcomes[alone(ear.name)] = _read(taken)
            outcomes[free(ear.name)] = _written(heard.open, meanings)
        if trial.sphinx:
            outcomes[SPHINX] = _written(
                self._sphinx.hear(trial.sound, frozenset(meanings)), meanings
            )
        return outcomes, told(utterance)

    def _among_words(self, trial: Trial) -> tuple[dict[str, Outcome], str]:
        meanings = {word: word for word in self._words}
        sound = from_pcm(to_pcm(trial.sound))
        heard = [ear.hear(sound, self._words) for ear in self._ears]
        outcomes = {LIVE: _best(heard)}
        for one in heard:
            outcomes[alone(one.ear)] = _best([one])
            outcomes[free(one.ear)] = _written(one.open, meanings)
        if trial.sphinx:
            outcomes[SPHINX] = _written(self._sphinx.hear(trial.sound, self._words), meanings)
        return outcomes, told(common(heard, 0.0, 0.0))

    def _dialog(self, node: str) -> Dialog:
        if node not in self._dialogs:
            self._dialogs[node] = Dialog.waiting_at(self._script, node)
        return self._dialogs[node]


def told(utterance: Utterance) -> str:
    """What each ear heard, best sentence first, and what it wrote down."""
    lines = []
    for ear in utterance.ears:
        best = max(ear.sentences, key=ear.sentences.__getitem__, default="")
        p = ear.sentences.get(best, 0.0)
        lines.append(f'{ear.ear} {best if p > 0 else "-"} {p:.2f} "{ear.open}"')
    return "; ".join(lines) or "no speech found"


def _read(reading: Reading) -> Outcome:
    return Outcome(reading.meaning.key if reading.meaning else "", reading.p, reading.decision)


def _written(text: str, meanings: Mapping[str, str]) -> Outcome:
    """Read exact words: there is no probability to be had."""
    key = meanings.get(text, "")
    return Outcome(key, float(bool(key)), "accept" if key else "reject")


def _best(heard: list[Heard]) -> Outcome:
    ranked = sorted(common(heard, 0.0, 0.0).sentences.items(), key=lambda said: -said[1])
    (best, p), (_, p2) = [*ranked, ("", 0.0), ("", 0.0)][:2]
    return Outcome(best, p, decide(p, p2))
