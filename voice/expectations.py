"""What may be said at each point of a conversation, made once and kept."""

from .answers import Answers, Sentence
from .moves import Scene
from .script import Script
from .types import Meaning


class Expectations:
    def __init__(self, script: Script) -> None:
        self._script = script
        self._tables: dict[tuple[str, ...], Answers] = {}
        self.always = self._table(script.always())
        """What is understood at every moment."""
        self.danger = frozenset(s.meaning.key for s in script.danger)
        """Keys of the danger phrases."""

    def at(self, scene: Scene | None) -> Answers:
        """Return what may be said in this scene; without one, only what always may."""
        if scene is None:
            return self.always
        place = (type(scene).__name__, *scene.place)
        if place not in self._tables:
            own, options = scene.sentences, scene.question.options
            unsure = Meaning("unsure") if {"no", "unsure"} <= options.keys() else None
            beside = self._script.always(own, scene.question.asks)
            self._tables[place] = self._table([*own, *beside], unsure)
        return self._tables[place]

    def urgent(self, scene: Scene | None) -> frozenset[str]:
        """Meanings that act from a lower probability on: a grave "yes", a danger phrase."""
        rules = self._script.rules
        grave = {
            Meaning(option.id).key
            for option in (scene.question.options.values() if scene else ())
            if any(s == "present" and rules.grave(i) for i, s in option.find.items())
        }
        return self.danger | grave

    def _table(self, sentences: list[Sentence], unsure: Meaning | None = None) -> Answers:
        script = self._script
        return Answers(sentences, fillers=script.fillers, denials=script.denials, unsure=unsure)
