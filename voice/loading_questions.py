"""Reading the nodes of a dialog: questions with their answers, tellings, stretches."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from .acts import Say
from .documents import Value
from .loading_answers import Fields, Phrases, flag_options, group_options, own_options
from .script import Node, Question, Rise, Telling

DOES = ("open", "begin", "easier", "skip", "summary")
"""What a coach may be told to do at a node."""

_TEXTS = "ask short other why"
_MAY = "block readback only_if not_if patience about"
_CHOICE_MAY = f"asks expects options answers rise quiet_end measure pain {_MAY}"
_FLAG_MAY = f"flag present absent answers {_MAY}"
_SAYABLE = ["yes", "no", "I'm not sure"]


def nodes(items: Iterable[tuple[str, Value]], phrases: Phrases) -> dict[str, Node]:
    """Read all nodes.  Raises ScriptError naming file, line and node."""
    raw: dict[str, Value] = {}
    for name, value in items:
        if name in raw:
            raise value.named(name).place.error(f"there are two nodes {name!r}")
        raw[name] = value.named(name)
    return {name: _node(name, value, phrases, raw) for name, value in raw.items()}


def _node(name: str, value: Value, phrases: Phrases, raw: Fields) -> Node:
    content = value.mapping()
    if "group" in content:
        return _group(name, value, phrases, raw)
    if "ask" in content:
        return _question(name, value, phrases)
    if "coach" in content:
        return _coach(name, value)
    if "say" in content:
        return _telling(name, value)
    raise value.place.error("needs one of ask, say, coach")


def _telling(name: str, value: Value) -> Telling:
    fields = value.fields("say", "next end")
    if ("next" in fields) == ("end" in fields):
        raise value.place.error("needs exactly one of next, end")
    lines = tuple(Say(text) for text in fields["say"].texts())
    return Telling(name, value.place, lines, _text(fields, "next"))


def _coach(name: str, value: Value) -> Telling:
    fields = value.fields("coach next", "programme hurts refused")
    do = fields["coach"].text()
    if do not in DOES:
        raise fields["coach"].place.error(f"coach must be one of {', '.join(DOES)}")
    must = {"open": "programme refused"}.get(do, "" if do == "summary" else "hurts")
    value.fields(f"coach next {must}")
    hurts, refused = _text(fields, "hurts"), _text(fields, "refused")
    programme, to = _text(fields, "programme"), fields["next"].text()
    return Telling(name, value.place, (), to, hurts, do, programme, refused)


def _question(name: str, value: Value, phrases: Phrases) -> Question:
    flag = "flag" in value.mapping()
    fields = value.fields(f"{_TEXTS} next", _FLAG_MAY if flag else _CHOICE_MAY)
    number = _text(fields, "expects") == "number"
    options = flag_options(fields, phrases) if flag else {}
    return replace(
        _asked(name, value, fields),
        options=own_options(fields, phrases, number=number) | options,
        next=fields["next"].text(),
        asks=tuple(_texts(fields, "flag" if flag else "asks")),
        expects="yesno" if flag else _text(fields, "expects") or "choice",
        sayable=tuple(_SAYABLE if flag else _texts(fields, "options")),
        rise=_rise(fields["rise"]) if "rise" in fields else None,
        measure=_text(fields, "measure"),
        pain=_pain(fields["pain"]) if "pain" in fields else "",
        quiet_end="quiet_end" in fields,
    )


def _group(name: str, value: Value, phrases: Phrases, raw: Fields) -> Question:
    """Several red flags in one question: one clear "no" answers all, anything else splits it."""
    fields = value.fields(f"group {_TEXTS}", _MAY)
    names = tuple(fields["group"].texts())
    if unknown := [n for n in names if n not in raw or "flag" not in raw[n].mapping()]:
        raise fields["group"].place.error(f"{', '.join(unknown)}: is not a question with a flag")
    members = [raw[n].mapping() for n in names]
    return replace(
        _asked(name, value, fields),
        options=group_options(names[0], members, fields["group"].place, phrases),
        next=names[0],
        asks=tuple(dict.fromkeys(m["flag"].text() for m in members)),
        expects="yesno",
        sayable=tuple(_SAYABLE),
        group=names,
    )


def _asked(name: str, value: Value, fields: Fields) -> Question:
    """What every question has, still without its answers."""
    return Question(
        name=name,
        place=value.place,
        ask=fields["ask"].text(),
        short=fields["short"].text(),
        other=fields["other"].text(),
        why=fields["why"].text(),
        options={},
        next="",
        block=_text(fields, "block"),
        readback=_text(fields, "readback"),
        only_if=tuple(_texts(fields, "only_if")),
        not_if=_text(fields, "not_if"),
        patience=fields["patience"].number(1, 120) if "patience" in fields else 8.0,
        about=tuple(_texts(fields, "about")),
    )


def _pain(value: Value) -> Literal["before", "during", "after"]:
    match value.text():
        case "before" | "during" | "after" as when:
            return when
    raise value.place.error("pain is asked before, during or after")


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
