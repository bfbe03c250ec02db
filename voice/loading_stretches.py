"""Reading coaching.yaml and the stretches it names."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from . import documents
from .answers import Sentence
from .coaching import Alone, Coaching, Counting, Never, Programme, Progress, Steps
from .documents import Place, Value
from .stretch import PARTS, Caution, Counted, Dose, Stretch, Work

Fields = Mapping[str, Value]

Spell = Callable[[str, Value], Iterator[Sentence]]
"""Spells out the templates of a command."""

PARTS_OF_COACHING = """
moves eyes findings never counting follow get_ready between_moves say confirm commands
steps programmes progress levels alone nodes
"""
"""The nodes are read with those of the dialog."""

_STRETCH = f"name called {' '.join(PARTS)} work easier harder done"
_STEPS = "longer hold_least hold_most pace pace_least pace_most"
_COUNTED: Mapping[str, Counted] = {"hold": "hold", "breath": "breath", "press": "press"}

LONGEST = 120
"""Seconds that a hold, or a silence between two sentences, may last."""


def coaching(fields: Fields, beside: Callable[[str], Path], spell: Spell) -> Coaching:
    """Read the fields of coaching.yaml, and the stretches.  Raises ScriptError with file, line
    and part.
    """
    levels = tuple(fields["levels"].texts())
    moves = {item.text(): _move(item, beside, levels) for item in fields["moves"].items()}
    return Coaching(
        stretches=moves,
        findings={name: value.text() for name, value in fields["findings"]},
        never=_never(fields["never"]),
        counting=_counting(fields["counting"]),
        follow=_follow(fields["follow"]),
        get_ready=fields["get_ready"].number(1, LONGEST),
        between_moves=fields["between_moves"].number(0, LONGEST),
        says={name: tuple(value.texts()) for name, value in fields["say"]},
        confirms={name: value.text() for name, value in fields["confirm"]},
        commands={name: tuple(spell(name, value)) for name, value in fields["commands"]},
        steps=_steps(fields["steps"]),
        programmes={n: _programme(n, v.named(n), moves, levels) for n, v in fields["programmes"]},
        progress=_progress(fields["progress"]),
        levels=levels,
        alone=_alone(fields["alone"], levels),
        eyes=tuple(fields["eyes"].texts()),
        places=dict(_places(fields)),
    )


def _move(item: Value, beside: Callable[[str], Path], levels: tuple[str, ...]) -> Stretch:
    file = beside(f"stretches/{item.text()}.yaml")
    if not file.exists():
        raise item.place.error(f"there is no {file.name} among the stretches")
    return stretch(item.text(), documents.read(file), levels)


def stretch(id_: str, value: Value, levels: tuple[str, ...]) -> Stretch:
    """Read one move.  Raises ScriptError with file and line."""
    fields = value.fields(_STRETCH, "sides change never change_if")
    return Stretch(
        id=id_,
        place=value.place,
        name=fields["name"].text(),
        called=fields["called"].text(),
        told={part: tuple(fields[part].texts()) for part in PARTS},
        work=tuple(_work(item, levels) for item in _some(fields["work"])),
        sides=_sides(value, fields),
        change=fields["change"].text() if "change" in fields else "",
        never=_cautions(fields, "never", ""),
        change_if=_cautions(fields, "change_if", "say"),
        easier=fields["easier"].text(),
        harder=fields["harder"].text(),
        done=fields["done"].text(),
        places=dict(_texts(value)),
    )


def _texts(value: Value) -> Iterator[tuple[str, Place]]:
    """Every text, and where it stands."""
    match value.content:
        case str():
            yield value.text(empty=True), value.place
        case list() as items:
            yield from (found for item in items for found in _texts(item))
        case dict() as fields:
            yield from (found for field in fields.values() for found in _texts(field))


def _some(value: Value) -> list[Value]:
    if not (items := value.items()):
        raise value.place.error("is empty")
    return items


def _sides(value: Value, fields: Fields) -> tuple[str, ...]:
    sides = tuple(fields["sides"].texts()) if "sides" in fields else ()
    if "sides" in fields and len(set(sides)) != 2:
        raise fields["sides"].place.error("names both sides, the first to begin with")
    if ("sides" in fields) != ("change" in fields):
        raise value.place.error("needs both of sides, change: what leads from one to the other")
    return sides


def _work(value: Value, levels: tuple[str, ...]) -> Work:
    fields = value.fields("count begin release rest dose")
    count = fields["count"]
    if count.text() not in _COUNTED:
        raise count.place.error(f"count must be one of {', '.join(_COUNTED)}")
    doses = fields["dose"].fields(" ".join(levels))
    return Work(
        count=_COUNTED[count.text()],
        begin=fields["begin"].text(),
        release=fields["release"].text(),
        rest=fields["rest"].number(0, LONGEST),
        doses={level: _dose(doses[level]) for level in levels},
    )


def _dose(value: Value) -> Dose:
    fields = value.fields("times hold")
    return Dose(fields["times"].whole(1, 20), fields["hold"].whole(1, 60))


def _cautions(fields: Fields, name: str, say: str) -> tuple[Caution, ...]:
    found = (
        [item.fields(f"when because {say}") for item in fields[name].items()]
        if (name in fields)
        else []
    )
    return tuple(
        Caution(one["when"].text(), one["because"].text(), one[say].text() if say else "")
        for one in found
    )


def _never(value: Value) -> Never:
    fields = value.fields("levels findings told doubt refusal left_out nothing_left")
    return Never(
        tuple(fields["levels"].texts()),
        tuple(fields["findings"].texts()),
        fields["told"].text(),
        fields["doubt"].text(),
        tuple(fields["refusal"].texts()),
        fields["left_out"].text(),
        tuple(fields["nothing_left"].texts()),
    )


def _counting(value: Value) -> Counting:
    fields = value.fields("every begin end halfway halfway_from breath press")
    return Counting(
        every=fields["every"].number(0.5, 3),
        begin=fields["begin"].text(),
        end=fields["end"].text(),
        halfway=fields["halfway"].text(),
        halfway_from=fields["halfway_from"].whole(4, LONGEST),
        breath=tuple(fields["breath"].texts()),
        press=tuple(fields["press"].texts()),
    )


def _follow(value: Value) -> dict[str, float]:
    fields = value.fields(f"{' '.join(PARTS)} change done")
    return {part: seconds.number(0, LONGEST) for part, seconds in fields.items()}


def _steps(value: Value) -> Steps:
    fields = value.fields(_STEPS)
    return Steps(
        longer=fields["longer"].whole(1, 30),
        hold_least=fields["hold_least"].whole(1, 60),
        hold_most=fields["hold_most"].whole(1, 60),
        pace=fields["pace"].number(1.01, 2),
        pace_least=fields["pace_least"].number(0.5, 1),
        pace_most=fields["pace_most"].number(1, 3),
    )


def _programme(
    name: str, value: Value, moves: Mapping[str, Stretch], levels: tuple[str, ...]
) -> Programme:
    fields = value.fields("minutes moves")
    chosen = dict(iter(fields["moves"]))
    for move, level in chosen.items():
        if move not in moves:
            raise level.place.error(f"there is no move {move!r}")
    texts = {move: _level(level, levels) for move, level in chosen.items()}
    return Programme(name, fields["minutes"].whole(1, 60), texts)


def _level(value: Value, levels: tuple[str, ...]) -> str:
    if value.text() not in levels:
        raise value.place.error(f"a level is one of {', '.join(levels)}")
    return value.text()


def _alone(value: Value, levels: tuple[str, ...]) -> Alone:
    fields = value.fields("start last then level")
    start, last, then = (fields[name].text() for name in ("start", "last", "then"))
    return Alone(start, last, then, _level(fields["level"], levels))


def _progress(value: Value) -> Progress:
    fields = value.fields("good rise")
    return Progress(fields["good"].whole(1, 20), fields["rise"].whole(1, 10))


def _places(fields: Fields) -> Iterator[tuple[str, Place]]:
    for part, value in fields.items():
        yield part, value.place
        if isinstance(value.content, dict):
            yield from ((f"{part} {name}", one.named(name).place) for name, one in value)
