"""Taking a question out of a dialog: whatever led to it leads on to what came after it.

Of a group the members stay, and are asked one by one.  A member is taken out of its group too.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from voice.answers import PARTLY
from voice.script import ONWARD, Node, Option, Question, Script, Telling, told

COMMON = ("yes", "unsure", "usual", "vague", "no", PARTLY)
"""Answers of every question for a red flag: a member has no part of its own in them."""


def without(script: Script, gone: Question) -> Script:
    """Return the dialog without this question, and without confirming what nothing asks for."""
    left = [_ungrouped(n, gone, script) for n in script.nodes.values() if n is not gone]
    asked = {i for n in left if isinstance(n, Question) and n.next != ONWARD for i in n.asks}
    needless = {told(i) for i in gone.asks if i not in asked}
    to = {gone.name: gone.next}
    return replace(
        script,
        start=to.get(script.start, script.start),
        hurts=to.get(script.hurts, script.hurts),
        nodes={n.name: _relinked(n, to) for n in left if n.name not in needless},
        endings={i: replace(e, next=to.get(e.next, e.next)) for i, e in script.endings.items()},
    )


def _relinked(node: Node, to: Mapping[str, str]) -> Node:
    """Return the node itself where nothing changes."""
    if not set(node.destinations) & to.keys():
        return node
    onward = to.get(node.next, node.next)
    if isinstance(node, Telling):
        hurts, refused = to.get(node.hurts, node.hurts), to.get(node.refused, node.refused)
        return replace(node, next=onward, hurts=hurts, refused=refused)
    options = {i: replace(o, go=to.get(o.go, o.go)) for i, o in node.options.items()}
    rise = node.rise and replace(node.rise, go=to.get(node.rise.go, node.rise.go))
    return replace(node, next=onward, options=options, rise=rise)


def _ungrouped(node: Node, gone: Question, script: Script) -> Node:
    if isinstance(node, Telling) or gone.name not in node.group:
        return node
    names = tuple(name for name in node.group if name != gone.name)
    members = [script.nodes[name] for name in names]
    kept = {i for member in members if isinstance(member, Question) for i in member.asks}
    lost = set(gone.asks) - kept
    own = {*gone.options, *lost} - {*COMMON}
    options = {i: _less(o, gone, lost) for i, o in node.options.items() if i not in own}
    asks = tuple(i for i in node.asks if i not in lost)
    return replace(node, group=names, asks=asks, options=options)


def _less(option: Option, gone: Question, lost: Collection[str]) -> Option:
    """Return an answer to a group without what it had of one member."""
    theirs = {s.text for i, o in gone.options.items() if i not in COMMON for s in o.sentences}
    if option.id == PARTLY:
        theirs |= {s.text for s in gone.options["no"].sentences}
    return replace(
        option,
        sentences=tuple(s for s in option.sentences if s.text not in theirs),
        find={i: f for i, f in option.find.items() if i not in lost},
        raises=tuple(i for i in option.raises if i not in lost),
    )
