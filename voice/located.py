"""What is known from elsewhere, put into what is said: the number to call, the last time."""

from collections.abc import Mapping
from dataclasses import replace

from .acts import Say
from .phrasebook import fill
from .script import Node, Question


def located(node: Node, known: Mapping[str, str]) -> Node:
    """Return the node with its {gaps} filled: {number}, {when}, {score}."""
    if isinstance(node, Question):
        texts = (node.ask, node.short, node.other, node.why)
        ask, short, other, why = (fill(text, **known) for text in texts)
        return replace(node, ask=ask, short=short, other=other, why=why)
    acts = (Say(fill(a.text, **known)) if isinstance(a, Say) else a for a in node.acts)
    return replace(node, acts=tuple(acts))
