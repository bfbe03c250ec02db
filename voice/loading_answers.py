"""Reading the answers to a question: what may be said, and what each of it finds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .answers import PARTLY, Sentence
from .documents import Place, Value
from .errors import ScriptError
from .script import Option
from .templates import spell
from .types import Detail, Finding, Meaning, State

Fields = Mapping[str, Value]
Phrases = Mapping[str, str]

STATES: Mapping[str, State] = {"present": "present", "absent": "absent", "unsure": "unsure"}

DOUBTS = ("unsure", "usual", "vague")
"""Phrases of common.yaml that are no clear answer: it can't be told; it is as always; a sound
that may be anything.  Each is asked again in words of its own.
"""

AGAIN = ("usual", "vague")
"""Those after which several flags are still asked together once more; after "not sure" each is
asked by itself, which is more concrete.
"""


def sentences(
    meaning: Meaning, templates: Value, phrases: Phrases, *, anywhere: bool = False
) -> Iterator[Sentence]:
    """Spell templates out: one text, or a list of them."""
    for item in templates.listed():
        yield from _spelled(meaning, item.text(), phrases, item.place, anywhere=anywhere)


def flag_options(fields: Fields, phrases: Phrases) -> dict[str, Option]:
    """A red flag: yes is PRESENT, only an unhedged no is ABSENT, the rest is asked once more."""
    flag, place = fields["flag"].text(), fields["flag"].place
    symptom = _said(Meaning("yes", kind="symptom"), fields, "present", phrases)
    yes = _phrases(Meaning("yes"), ("yes", "hedged"), phrases, place)
    denial = _said(Meaning("no"), fields, "absent", phrases)
    no = _phrases(Meaning("no"), ("no",), phrases, place)
    return {
        "yes": Option("yes", (*symptom, *yes), {flag: Finding(flag, "present")}),
        **_doubts(DOUBTS, phrases, place, find={flag: Finding(flag, "unsure")}),
        "no": Option("no", (*no, *denial), _absent([flag])),
    }


def group_options(
    first: str, members: Sequence[Fields], place: Place, phrases: Phrases
) -> dict[str, Option]:
    """Several red flags at once: whatever is said of one of them is taken as at its own question.

    A yes, a doubt, or a "no" to one of them only lead to each of them in turn; so does what is an
    answer `alone` with one of them: "the left leg".
    """
    flags = tuple(dict.fromkeys(m["flag"].text() for m in members))
    yes = _phrases(Meaning("yes"), ("yes", "hedged"), phrases, place)
    no = _phrases(Meaning("no"), ("no",), phrases, place)
    own = {i: o for m in members for i, o in own_options(m, phrases).items()}
    alone = {i for m in members for i, v in _answers(m) if "alone" in v.mapping()}
    yes += [replace(s, meaning=Meaning("yes")) for i in alone for s in own.pop(i).sentences]
    options = {
        **own,
        **_named(members, phrases),
        "yes": Option("yes", tuple(yes), raises=flags, go=first),
        **_doubts(AGAIN, phrases, place, raises=flags, go=first),
        "no": Option("no", tuple(no), _absent(flags)),
    }
    return {**options, PARTLY: Option(PARTLY, _partly(members, options, phrases), go=first)}


def _partly(
    members: Sequence[Fields], options: Mapping[str, Option], phrases: Phrases
) -> tuple[Sentence, ...]:
    """A "no" to one of several: no answer to the others yet."""
    known = {s.text for option in options.values() for s in option.sentences}
    meaning = Meaning("unsure", which=PARTLY)
    first = (m for m in members if "only_if" not in m)
    said = (s for m in first for s in _said(meaning, m, "absent", phrases))
    return tuple(s for s in said if s.text not in known)


def own_options(fields: Fields, phrases: Phrases, *, number: bool = False) -> dict[str, Option]:
    """Answers of one question only; where a number is asked, its value is part of the meaning."""
    options = {i: _option(i, v, phrases, number) for i, v in _answers(fields)}
    return {i: _as_yes(o) for i, o in options.items()} if "flag" in fields else options


def _answers(fields: Fields) -> Iterator[tuple[str, Value]]:
    if "answers" in fields:
        yield from fields["answers"]


def _as_yes(option: Option) -> Option:
    """What tells more than a yes to a flag, and is one all the same: "only the left"."""
    if all(finding.state != "present" for finding in option.find.values()):
        return option
    meaning = Meaning("yes", kind="symptom", which=option.id)
    return replace(option, sentences=tuple(replace(s, meaning=meaning) for s in option.sentences))


def _named(members: Iterable[Fields], phrases: Phrases) -> dict[str, Option]:
    """A yes that says to what: "I feel faint"."""
    options: dict[str, Option] = {}
    for member in members:
        flag = member["flag"].text()
        meaning = Meaning("yes", kind="symptom", which=flag)
        said = tuple(_said(meaning, member, "present", phrases))
        before = options[flag].sentences if flag in options else ()
        options[flag] = Option(flag, (*before, *said), {flag: Finding(flag, "present")})
    return options


def _doubts(
    again: tuple[str, ...],
    phrases: Phrases,
    place: Place,
    find: Mapping[str, Finding] | None = None,
    raises: tuple[str, ...] = (),
    go: str = "",
) -> dict[str, Option]:
    return {
        name: Option(
            name,
            tuple(_phrases(Meaning("unsure", which=name), (name,), phrases, place)),
            find or {},
            go,
            raises=raises,
            again=name in again,
        )
        for name in DOUBTS
    }


def _phrases(
    meaning: Meaning, names: Iterable[str], phrases: Phrases, place: Place
) -> list[Sentence]:
    return [s for name in names for s in _spelled(meaning, f"<{name}>", phrases, place)]


def _said(meaning: Meaning, fields: Fields, name: str, phrases: Phrases) -> Iterator[Sentence]:
    if name in fields:
        yield from sentences(meaning, fields[name], phrases)


def _spelled(
    meaning: Meaning, template: str, phrases: Phrases, place: Place, *, anywhere: bool = False
) -> Iterator[Sentence]:
    try:
        spelled = spell(template, phrases)
    except ScriptError as error:
        raise place.error(str(error)) from error
    for one in spelled:
        yield Sentence(
            one.text, Meaning(meaning.id, one.value, meaning.kind, meaning.which), anywhere
        )


def _option(id_: str, value: Value, phrases: Phrases, number: bool) -> Option:
    fields = value.fields("hear", "find go called alone recheck")
    said = sentences(Meaning(id_), fields["hear"], phrases)
    if not number:
        said = (Sentence(s.text, Meaning(id_)) for s in said)
    find = {i: found(i, v) for i, v in fields["find"]} if "find" in fields else {}
    go, called, recheck = _text(fields, "go"), _text(fields, "called"), _texts(fields, "recheck")
    again = id_ == "unsure" and bool(find)
    return Option(id_, tuple(said), find, go, called, again=again, recheck=tuple(recheck))


def found(id_: str, value: Value) -> Finding:
    """Read a finding: `present`, or with details: `present side left`."""
    state, *rest = value.text().split()
    if state not in STATES or len(rest) % 2:
        raise value.place.error("a finding is present, absent or unsure, then names and details")
    details = {name: _detail(word) for name, word in zip(rest[::2], rest[1::2], strict=True)}
    return Finding(id_, STATES[state], details)


def _detail(word: str) -> Detail:
    return int(word) if word.isdigit() else word


def _absent(findings: Iterable[str]) -> dict[str, Finding]:
    return {i: Finding(i, "absent") for i in findings}


def _texts(fields: Fields, name: str) -> list[str]:
    return fields[name].texts() if name in fields else []


def _text(fields: Fields, name: str) -> str:
    return fields[name].text() if name in fields else ""
