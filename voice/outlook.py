"""What still matters to the grave findings at a point of a conversation."""

from collections.abc import Hashable, Iterator

from .findings import Findings
from .knowledge import SEEN
from .script import Question, Script
from .walking import Walk

Known = tuple[str, str, bool]


class Outlook:
    def __init__(self, script: Script) -> None:
        self._script = script
        questions = [n for n in script.nodes.values() if isinstance(n, Question)]
        self._asking = {
            i: [q for q in questions if i in q.asks and not q.group]
            for i in sorted(script.rules.findings)
            if script.rules.grave(i)
        }
        """The questions that ask for each grave finding by itself."""

    def unruled(self, known: Findings) -> Iterator[str]:
        """Yield the grave findings that nobody asked for, though nothing rules them out."""
        for finding, questions in self._asking.items():
            found = known.get(finding)
            absent = found is not None and found.state == "absent" and found.sure
            if not absent and not all(_needless(q, known) for q in questions):
                yield finding

    def key(self, walk: Walk) -> Hashable:
        """Equal for conversations that differ in nothing that matters from here on."""
        if walk.over:
            return "over"
        course = walk.dialog.course
        scene, level = walk.scene, course.level.id if course.level else ""
        here: tuple[Hashable, ...] = (
            walk.at,
            type(scene).__name__,
            scene.place if scene else (),
            level,
            course.coach.at if course.coach.leading else None,
        )
        known = course.findings
        if not known.keys() & self._asking.keys():
            here = (*here, frozenset(course.trail), known.present(SEEN))
        if self._script.rules.emergency(known):
            return here
        return (*here, course.ahead, tuple(self._known(known)), tuple(sorted(course.doubts)))

    def _known(self, known: Findings) -> Iterator[Known]:
        """What is known of the grave, and of what decides if the others will be asked."""
        for i, questions in self._asking.items():
            yield _one(i, known)
            if i not in known or known.open(i):
                yield from (_one(other, known) for q in questions for other in q.only_if)


def _one(finding: str, known: Findings) -> Known:
    found = known.get(finding)
    return (finding, found.state, found.sure) if found else (finding, "", True)


def _needless(question: Question, known: Findings) -> bool:
    """A question for those who have something that this person does not have."""
    states = [known[i].state if i in known else "" for i in question.only_if]
    return bool(states) and all(state == "absent" for state in states)
