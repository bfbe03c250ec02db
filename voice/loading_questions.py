"""Reading the nodes of a dialog: questions with their answers, tellings, stretches."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from . import documents
from .acts import Say
from .answers import Sentence
from .coach import timeline
from .documents import Place, Value
from .errors import ScriptError
from .script import Node, Option, Question, Rise, Telling
from .templates import spell
from .types import Meaning, State

Fields = Mapping[str, Value]
Phrases = Mapping[str, str]

Beside = Callable[[str], Path]
"""Finds a file of this name beside the dialog, or among those that are shipped."""

_QUESTION = "ask short other why next"
_QUESTION_MAY = "asks expects options answers block readback only_if patience rise quiet_end"
_FLAG_MAY = "flag present absent block readback only_if patience answers"
_FLAG_SAYABLE = ["yes", "no", "I'm not sure"]
_STATES: Mapping[str, State] = {"present": "present", "absent": "absent", "unsure": "unsure"}


def nodes(items: Iterable[tuple[str, Value]], phrases: Phrases, beside: Beside) -> dict[str, Node]:
    """Read all nodes.  Raises ScriptError naming file, line and node."""
    found: dict[str, Node] = {}
    for name, value in items:
        if name in found:
            raise value.named(name).place.error(f"there are two nodes {name!r}")
        found[name] = _node(name, value.named(name), phrases, beside)
    return found


def sentences(
    meaning: Meaning, templates: Value, phrases: Phrases, *, anywhere: bool = False
) -> Iterator[Sentence]:
    """Spell templates out: one text, or a list of them."""
    for item in templates.listed():
        yield from _spelled(meaning, item.text(), phrases, item.place, anywhere=anywhere)


def _spelled(
    meaning: Meaning, template: str, phrases: Phrases, place: Place, *, anywhere: bool = False
) -> Iterator[Sentence]:
    try:
        spelled = spell(template, phrases)
    except ScriptError as error:
        raise place.error(str(error)) from error
    for one in spelled:
        yield Sentence(one.text, Meaning(meaning.id, one.value, meaning.kind), anywhere)


def _node(name: str, value: Value, phrases: Phrases, beside: Beside) -> Node:
    content = value.mapping()
    if "ask" in content:
        return _question(name, value, phrases)
    if "stretch" in content:
        return _stretch(name, value, beside)
    if "say" in content:
        return _telling(name, value)
    raise value.place.error("needs one of ask, say, stretch")


def _telling(name: str, value: Value) -> Telling:
    fields = value.fields("say", "next end")
    if ("next" in fields) == ("end" in fields):
        raise value.place.error("needs exactly one of next, end")
    lines = tuple(Say(text) for text in fields["say"].texts())
    return Telling(name, value.place, lines, _text(fields, "next"))


def _stretch(name: str, value: Value, beside: Beside) -> Telling:
    fields = value.fields("stretch next hurts")
    file = beside(f"stretches/{fields['stretch'].text()}.yaml")
    if not file.exists():
        raise fields["stretch"].place.error(f"there is no {file.name} among the stretches")
    acts = timeline(documents.read(file))
    return Telling(name, value.place, acts, fields["next"].text(), fields["hurts"].text())


def _question(name: str, value: Value, phrases: Phrases) -> Question:
    flag = "flag" in value.mapping()
    fields = value.fields(_QUESTION, _FLAG_MAY if flag else _QUESTION_MAY)
    return Question(
        name=name,
        place=value.place,
        ask=fields["ask"].text(),
        short=fields["short"].text(),
        other=fields["other"].text(),
        why=fields["why"].text(),
        options=_options(fields, phrases),
        next=fields["next"].text(),
        asks=tuple(_texts(fields, "flag" if flag else "asks")),
        expects="yesno" if flag else _text(fields, "expects") or "choice",
        sayable=tuple(_FLAG_SAYABLE if flag else _texts(fields, "options")),
        block=_text(fields, "block"),
        readback=_text(fields, "readback"),
        only_if=_text(fields, "only_if"),
        patience=fields["patience"].number(1, 120) if "patience" in fields else 8.0,
        rise=_rise(fields["rise"]) if "rise" in fields else None,
        quiet_end="quiet_end" in fields,
    )


def _options(fields: Fields, phrases: Phrases) -> dict[str, Option]:
    """All answers to a question; only where a number is asked is its value part of the meaning."""
    options = _flag_options(fields, phrases) if "flag" in fields else {}
    number = _text(fields, "expects") == "number"
    if "answers" in fields:
        options |= {i: _option(i, v, phrases, number) for i, v in fields["answers"]}
    return options


def _flag_options(fields: Fields, phrases: Phrases) -> dict[str, Option]:
    """A red flag: yes is PRESENT, only an unhedged no is ABSENT, the rest is asked once more."""
    flag, place = fields["flag"].text(), fields["flag"].place
    shared = {
        id_: [s for t in templates for s in _spelled(Meaning(id_), t, phrases, place)]
        for id_, templates in {
            "yes": ["<yes>", "<hedged>"],
            "unsure": ["<unsure>", "<vague>"],
            "no": ["<no>"],
        }.items()
    }
    symptom = _said(Meaning("yes", kind="symptom"), fields, "present", phrases)
    denial = _said(Meaning("no"), fields, "absent", phrases)
    return {
        "yes": Option("yes", (*symptom, *shared["yes"]), {flag: "present"}),
        "unsure": Option("unsure", tuple(shared["unsure"]), {flag: "unsure"}),
        "no": Option("no", (*shared["no"], *denial), {flag: "absent"}),
    }


def _said(meaning: Meaning, fields: Fields, name: str, phrases: Phrases) -> Iterator[Sentence]:
    if name in fields:
        yield from sentences(meaning, fields[name], phrases)


def _option(id_: str, value: Value, phrases: Phrases, number: bool) -> Option:
    fields = value.fields("hear", "find go called")
    said = sentences(Meaning(id_), fields["hear"], phrases)
    if not number:
        said = (Sentence(s.text, Meaning(id_)) for s in said)
    find = {i: _state(v) for i, v in fields["find"]} if "find" in fields else {}
    return Option(id_, tuple(said), find, _text(fields, "go"), _text(fields, "called"))


def _state(value: Value) -> State:
    if value.text() not in _STATES:
        raise value.place.error("a finding is present, absent or unsure")
    return _STATES[value.text()]


def _rise(value: Value) -> Rise:
    fields = value.fields("of by find go again")
    return Rise(
        of=fields["of"].text(),
        by=fields["by"].whole(1, 10),
        find=fields["find"].text(),
        go=fields["go"].text(),
        again=tuple(fields["again"].texts()),
    )


def _text(fields: Fields, name: str) -> str:
    return fields[name].text() if name in fields else ""


def _texts(fields: Fields, name: str) -> list[str]:
    return fields[name].texts() if name in fields else []
