"""What will be said next, should the likely answers come: to have it rendered before it is due."""

from .dialog import Dialog
from .walking import Walk

REPLIES = 4
"""Answers to a question that are thought of, in the order in which it lists them."""

SENTENCES = 2
"""Of each reply: while the first is said, the rest can be rendered."""

STOP = "stop"


def likely(dialog: Dialog) -> tuple[str, ...]:
    """Return the sentences that follow the likely answers to the open question, and "stop"."""
    scene = dialog.course.scene
    if scene is None or dialog.course.coach.leading:
        return ()
    first = {s.meaning.key: s.text for s in reversed(scene.sentences)}
    answers = [*first.values()][::-1][:REPLIES]
    replies = (_reply(dialog, words) for words in (*answers, STOP))
    return tuple(dict.fromkeys(text for reply in replies for text in reply[:SENTENCES]))


def _reply(dialog: Dialog, words: str) -> tuple[str, ...]:
    walk = Walk(dialog).fork()
    walk.say(words)
    return walk.told
