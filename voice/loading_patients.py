"""Reading patients: one file, a list of them.  docs/evaluate.md describes the format."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from . import documents
from .documents import Value
from .patient_words import PatientWords
from .vignette import Attributes, Interrupt, Vignette

_MAY = "talk story findings says interrupts silent_at never_says"
_PLAIN_TALK = "terse"


def load(path: Path, words: PatientWords, levels: Sequence[str]) -> tuple[Vignette, ...]:
    """Read the patients of one file.  Raises ScriptError with file, line and patient."""
    document = documents.read(path)
    if isinstance(document.content, dict):
        document = document.fields("patients")["patients"]
    read = [_Reader(words, levels).patient(_named(item)) for item in document.items()]
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
    def __init__(self, words: PatientWords, levels: Sequence[str]) -> None:
        self._words = words
        self._levels = levels

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
            says={i: tuple(v.texts()) for i, v in fields["says"]} if "says" in fields else {},
            interrupts=_interrupts(fields["interrupts"]) if "interrupts" in fields else (),
            silent_at=self._ids(fields.get("silent_at")),
            never_says=self._ids(fields.get("never_says")),
        )

    def _findings(self, value: Value) -> dict[str, Attributes]:
        """A mapping to attributes, or a plain list; nothing is no attributes."""
        if not isinstance(value.content, dict):
            return {self._id(item): {} for item in ([] if not value.content else value.listed())}
        found: dict[str, Attributes] = {}
        for name, attributes in value:
            self._id(Value(attributes.place, name))
            found[name] = self._attributes(attributes) if attributes.content else {}
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

    def _ids(self, value: Value | None) -> frozenset[str]:
        return frozenset(self._id(item) for item in value.listed()) if value else frozenset()

    def _id(self, value: Value) -> str:
        return _one_of(value, self._words.findings, "finding")


def _interrupts(value: Value) -> tuple[Interrupt, ...]:
    return tuple(_interrupt(item) for item in value.items())


def _interrupt(value: Value) -> Interrupt:
    fields = value.fields("say", "at after")
    if ("at" in fields) == ("after" in fields):
        raise value.place.error("needs either `at` (a node) or `after` (a number of answers)")
    after = fields["after"].whole(0, 1000) if "after" in fields else None
    return Interrupt(fields["say"].text(), fields["at"].text() if "at" in fields else "", after)


def _one_of(value: Value, allowed: Iterable[str], what: str = "") -> str:
    """Return the text, if it is one of these.  Raises ScriptError that names them."""
    text, names = value.text(), list(allowed)
    if text not in names:
        said = f"unknown {what} {text!r}" if what else f"{text!r} is not known"
        raise value.place.error(f"{said}; may be {', '.join(names)}")
    return text
