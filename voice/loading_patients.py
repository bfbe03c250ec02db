"""Reading patients: one file, a list of them.  docs/evaluate.md describes the format."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

from . import documents
from .documents import Value
from .patient_words import PatientWords
from .vignette import Attributes, Interrupt, Vignette

_MAY = "talk story findings says interrupts silent_at never_says"
_PLAIN_TALK = "terse"

_PRESENT, _ABSENT = ("yes", "present", "true"), ("no", "absent", "false")
"""What may stand for a finding in place of attributes."""


def load(
    path: Path, words: PatientWords, levels: Sequence[str], nodes: Container[str]
) -> tuple[Vignette, ...]:
    """Read the patients of one file; `levels` and `nodes` are those of the dialog.

    Raises ScriptError with file, line and patient.
    """
    document = documents.read(path)
    if isinstance(document.content, dict):
        document = document.fields("patients")["patients"]
    reader = _Reader(words, levels, nodes)
    read = [reader.patient(_named(item)) for item in document.items()]
    seen: set[str] = set()
    for vignette, item in zip(read, document.items(), strict=True):
        if vignette.name in seen:
            raise item.place.error(f"the name {vignette.name!r} stands twice")
        seen.add(vignette.name)
    if not read:
        raise document.place.error("holds no patient")
    return tuple(read)


def _named(item: Value) -> Value:
    name = item.mapping().get("name")
    return item.named(name.text()) if name else item


class _Reader:
    def __init__(self, words: PatientWords, levels: Sequence[str], nodes: Container[str]) -> None:
        self._words = words
        self._levels = levels
        self._nodes = nodes

    def patient(self, value: Value) -> Vignette:
        usual = " ".join(self._words.usual)
        fields = value.fields("name expect", f"{_MAY} {usual}")
        findings = self._findings(fields["findings"]) if "findings" in fields else {}
        return Vignette(
            name=fields["name"].text(),
            expect=_one_of(fields["expect"], self._levels),
            talk=_one_of(fields["talk"], self._words.styles) if "talk" in fields else _PLAIN_TALK,
            story=fields["story"].text() if "story" in fields else "",
            numbers={i: fields[i].whole(0, 40000) for i in self._words.usual if i in fields},
            findings=self._derived(findings),
            says=self._says(fields["says"]) if "says" in fields else {},
            interrupts=self._interrupts(fields["interrupts"]) if "interrupts" in fields else (),
            silent_at=self._ids(fields.get("silent_at")),
            never_says=self._ids(fields.get("never_says")),
        )

    def _findings(self, value: Value) -> dict[str, Attributes]:
        """A mapping to attributes, or a plain list; nothing is no attributes."""
        if not isinstance(value.content, dict):
            return {self._id(item): {} for item in ([] if not value.content else value.listed())}
        found: dict[str, Attributes] = {}
        for name, attributes in value:
            id_, said = self._id(Value(attributes.place, name)), attributes.content
            if said not in _ABSENT:
                plain = not said or said in _PRESENT
                found[id_] = {} if plain else self._attributes(attributes)
        return found

    def _attributes(self, value: Value) -> Attributes:
        known = self._words.attributes
        fields = value.fields(may=" ".join([*known, *self._words.usual]))
        for name, given in fields.items():
            if name in self._words.usual:
                given.whole(0, 40000)
            else:
                _one_of(given, known[name])
        return {name: given.text() for name, given in fields.items()}

    def _derived(self, findings: dict[str, Attributes]) -> dict[str, Attributes]:
        whole = dict(findings)
        for rule in self._words.derived:
            with_it = [i for i in rule.of if i in findings]
            if any(findings[i].get(rule.attribute) == rule.value for i in with_it):
                whole.setdefault(rule.finding, {})
        return whole

    def _says(self, value: Value) -> dict[str, tuple[str, ...]]:
        """Own words, by a question of the dialog or a finding."""
        said = {}
        for name, words in value:
            known = name in self._nodes or _bare(name) in map(_bare, self._words.findings)
            if not known:
                raise words.place.error(f"{name!r} is no question and no finding")
            id_ = name if name in self._nodes else self._id(Value(words.place, name))
            said[id_] = tuple(words.texts())
        return said

    def _interrupts(self, value: Value) -> tuple[Interrupt, ...]:
        return tuple(self._interrupt(item) for item in value.items())

    def _interrupt(self, value: Value) -> Interrupt:
        fields = value.fields("say", "at after")
        if ("at" in fields) == ("after" in fields):
            raise value.place.error("needs either `at` (a node) or `after` (a number of answers)")
        if "after" in fields:
            return Interrupt(fields["say"].text(), after=fields["after"].whole(0, 1000))
        if (at := fields["at"].text()) not in self._nodes:
            raise fields["at"].place.error(f"{at!r} is no question of this dialog")
        return Interrupt(fields["say"].text(), at=at)

    def _ids(self, value: Value | None) -> frozenset[str]:
        return frozenset(self._id(item) for item in value.listed()) if value else frozenset()

    def _id(self, value: Value) -> str:
        return _one_of(value, self._words.findings, "finding")


def _one_of(value: Value, allowed: Iterable[str], what: str = "") -> str:
    """Return the name that is meant; capitals, spaces and hyphens make no difference.

    Raises ScriptError that tells what it may be.
    """
    text, names = value.text(), {_bare(name): name for name in allowed}
    if _bare(text) not in names:
        said = f"unknown {what} {text!r}" if what else f"{text!r} is not known"
        raise value.place.error(f"{said}; may be {', '.join(names.values())}")
    return names[_bare(text)]


def _bare(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")
