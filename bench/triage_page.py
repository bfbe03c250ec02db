"""docs/triage.md: each red flag with its questions, rules, sources and tests; and where each
section of the article is heard.  Made from the dialogs by script/docs.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from voice.conditions import Condition
from voice.loading import load
from voice.rules import Rule
from voice.script import ONWARD, Question, Script

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "triage.md"
TESTS = ROOT / "tests"

HEAD = """\
# The triage

Made by `script/docs` from `dialogs/`; do not edit.

For each finding: how it is asked for, in a group and by itself, and in other words when the answer
is not clear; what follows from it and why; where that comes from; and which tests hold it.  The
level of a person is the highest floor; nothing said later lowers it.  The wordings in
`tests/wordings/` are understood at any moment, unasked.
"""


def page(script: Script) -> str:
    ids = dict.fromkeys(rule.id for rule in script.rules.rules)
    parts = [HEAD]
    for id_ in sorted(ids, key=_order):
        parts.append("\n".join(_finding(id_, script)))
    parts.append("\n".join(_article(script)))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _order(id_: str) -> tuple[bool, int, str]:
    digits = "".join(c for c in id_ if c.isdigit())
    return not digits, int(digits or 0), id_


def _finding(id_: str, script: Script) -> Iterator[str]:
    rules = [rule for rule in script.rules.rules if rule.id == id_]
    named = dict.fromkeys([id_, *(c.finding for rule in rules for c in rule.when)])
    yield f"## {id_}"
    yield ""
    for question in _asking(id_, tuple(named), script):
        where = "together with others" if question.group else f"`{question.name}`"
        yield f"- Asked ({where}): {question.ask}"
        yield f"  - In other words: {question.other}"
        yield f"  - Why it is asked: {question.why}"
    for rule in rules:
        yield f"- Rule: {_condition(rule)} -> **{_floor(rule, script)}**, because {rule.because}"
        yield f"  - Source: {rule.source}"
    yield f"- Tests: {', '.join(_tests(id_)) or 'none'}"


def _asking(id_: str, named: tuple[str, ...], script: Script) -> Iterator[Question]:
    """The questions for the finding; where there are none, those for what its rules name."""
    questions = [n for n in script.nodes.values() if isinstance(n, Question) and n.next != ONWARD]
    own = [q for q in questions if id_ in q.named]
    yield from own or (q for q in questions if set(named) & set(q.named))


def _condition(rule: Rule) -> str:
    return " and ".join(map(_required, rule.when)) or "nothing else was found"


def _required(condition: Condition) -> str:
    detail = f" {condition.detail}" if condition.detail else ""
    word = f" is {condition.word}" if condition.word else ""
    test = f" {condition.test} {condition.bound}" if condition.test else ""
    return f"{condition.finding}{detail}{word}{test}"


def _floor(rule: Rule, script: Script) -> str:
    return "one higher" if rule.raises else script.endings[rule.floor].id


def _tests(id_: str) -> Iterator[str]:
    """Every text that holds the finding, by its name."""
    tables = (("levels.txt", f"({id_}"), ("answers.txt", f" {id_} "))
    yield from (f"`{name}`" for name, mark in tables if mark in (TESTS / name).read_text("utf-8"))
    if (TESTS / "wordings" / f"{id_}.txt").exists():
        yield f"`wordings/{id_}.txt`"
    for path in sorted((TESTS / "conversations").glob("*.txt")):
        text = path.read_text("utf-8")
        if f"note      {id_} present" in text or f"({id_})" in text:
            yield f"`conversations/{path.name}`"


def _article(script: Script) -> Iterator[str]:
    """Each section of the article, and the topics that tell it."""
    yield "## Where the article is heard"
    yield ""
    yield "Each topic can be asked for at any time, by voice or with `backtalk ask`."
    yield ""
    yield "| section of the article | topics |"
    yield "|---|---|"
    heard: dict[str, list[str]] = {}
    for topic in script.understanding.topics.values():
        for heading in topic.article:
            heard.setdefault(heading, []).append(topic.name)
    for heading in (TESTS / "wordings" / "article_headings.txt").read_text("utf-8").splitlines():
        if heading and not heading.startswith("#"):
            yield f"| {heading} | {', '.join(heard.get(heading, ['**nowhere**']))} |"


def main() -> int:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(load()), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
