"""What will be said next, should the likely answers come: to have it ready before it is due."""

from collections.abc import Iterator

from .dialog import Dialog
from .walking import Walk

HEAD_START = 0.03
"""Seconds that a sentence is given to begin before what comes after it is worked out."""

REPLIES = 4
"""Answers to a question that are thought of, in the order in which it lists them."""

SENTENCES = 2
"""Of each reply: while the first is said, the rest can be rendered."""

STOP = "stop"


def likely(dialog: Dialog) -> Iterator[str]:
    """Yield the sentences that follow the likely answers to the open question, and "stop"; what
    may be answered to them is worked out on the way, and kept.
    """
    scene = dialog.course.scene
    if scene is None or dialog.course.coach.leading:
        return
    first = {s.meaning.key: s.text for s in reversed(scene.sentences)}
    for words in (*[*first.values()][::-1][:REPLIES], STOP):
        walk = Walk(dialog).fork()
        walk.say(words)
        yield from walk.told[:SENTENCES]
        walk.expect()
