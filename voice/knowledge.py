"""What is known of the person, seen from the script: what is left to ask, what is in doubt."""

from collections.abc import Collection, Iterator, Mapping

from .evidence import Evidence
from .findings import Findings
from .script import ONWARD, Question, Script
from .types import Finding, Level

SEEN = "seen_before"
"""Fact: there was a conversation before this one."""


class Knowledge:
    def __init__(self, script: Script, *, seen: bool = False) -> None:
        self.script = script
        self.evidence = Evidence(script.rules)
        if seen:
            self.evidence.note(Finding(SEEN, "present"))

    @property
    def findings(self) -> Findings:
        return self.evidence.findings

    @property
    def emergency(self) -> bool:
        """What was said already decides."""
        return self.script.rules.emergency(self.findings)

    @property
    def level(self) -> Level:
        return self.script.rules.level(self.findings)

    def above(self, level: Level) -> bool:
        """Tell if more is known now than led to this level."""
        order = self.script.rules.order
        return order.index(self.level.id) < order.index(level.id)

    def grave(self, findings: Collection[str]) -> bool:
        return any(self.script.rules.grave(i) for i in findings)

    def red_flag(self, question: Question) -> bool:
        """Tell if a yes to this question is a red flag, so that silence does not rule it out."""
        flags = map(self.script.rules.red_flag, question.asks)
        return question.expects == "yesno" and any(flags)

    def passes(self, question: Question) -> bool:
        """Tell if a question need not be asked: its findings are known, or it is for others."""
        if question.not_if and self.findings.present(question.not_if):
            return True
        known = bool(question.asks) and all(i in self.findings for i in self.unanswered(question))
        # Whoever has one of several can't say "no" to all: the others are asked one by one.
        split = bool(question.group) and any(map(self.findings.present, question.asks))
        return known or split or not self._due(question)

    def _due(self, question: Question) -> bool:
        """Tell if a question that is only for some is for this person: also when in doubt."""
        known, asked = self.findings, question.asks
        needed = any(known.present(i) or known.open(i) for i in question.only_if)
        open_ = any(i not in known for i in question.only_if) and self.evidence.raised(asked)
        return needed or open_ or not question.only_if

    def follows(self, question: Question) -> tuple[Finding, ...]:
        """Return what is absent because a question is only for those who have something that
        this person does not have.  A group has its own question for each of its findings.
        """
        if question.group:
            return ()
        without = [self.findings.get(i) for i in question.only_if]
        if not without or any(f is None or f.state != "absent" for f in without):
            return ()
        sure = all(f.sure for f in without if f)
        return tuple(
            Finding(i, "absent", sure=sure) for i in question.asks if i not in self.findings
        )

    def unasked(self) -> str:
        """Return the first question for something grave that was led past, by an aside or by a
        word said unasked; empty if there is none.  Where it is not known if that question is for
        this person, return the one that tells.
        """
        if self.emergency:
            return ""
        left = (q for q in self._questions() if not self.findings.keys() & set(q.asks))
        grave = (self._first(q) for q in left if self.grave(q.asks))
        return next((q.name for q in grave if q), "")

    def _first(self, question: Question) -> Question | None:
        """Return what has to be asked before it is known that this question is not needed."""
        if self._due(question):
            return question
        open_ = [i for i in question.only_if if i not in self.findings]
        telling = [q for q in self._questions() if q.next != ONWARD and {*open_} & {*q.named}]
        return min(telling, key=lambda q: (not {*open_} & {*q.asks}, len(q.asks)), default=None)

    def unanswered(self, question: Question) -> tuple[str, ...]:
        """Return what is not known after a question without an answer: also the facts that
        decide if others are asked.
        """
        return (*question.asks, *(i for i in question.about if i in self.script.rules.facts))

    def left(self, name: str) -> int:
        """Count the questions from this node on, as far as it can be told."""
        count, seen, nodes = 0, {""}, self.script.nodes
        while name in nodes and name not in seen:
            seen.add(name)
            node = nodes[name]
            name = node.next
            if isinstance(node, Question) and not self.passes(node):
                count += 1
                while node.group and self._within(name, node):
                    name = nodes[name].next
        return count

    def _within(self, name: str, group: Question) -> bool:
        """Tell if a question asks for nothing that a group does not."""
        node = self.script.nodes.get(name)
        return isinstance(node, Question) and set() < {*node.asks} <= {*group.asks}

    def asking(self, finding: str) -> Question:
        """Return the question that asks for a finding most directly."""
        asking = (q for q in self._questions() if finding in q.asks and q.next != ONWARD)
        return min(asking, key=lambda q: len(q.asks))

    def doubtful(self, block: str, asked: Collection[str]) -> tuple[Question, ...]:
        """Return the questions `asked` outside of `block` whose "no" rests on one piece of
        evidence; where the question itself was answered with a yes ("only the left"), the one
        that asks for what is in doubt.
        """
        if self.emergency or not (doubts := {f.id for f in self.findings.doubts()}):
            return ()
        due = [q for q in self._questions() if q.readback and q.block != block and q.name in asked]
        found = [(q, doubts & _by_itself(q, due)) for q in due]
        chosen = {
            name
            for q, doubted in found
            for name in ([q.name] if self._answered_no(q) else self._names(doubted))
            if doubted
        }
        return tuple(q for q in self._questions() if q.readback and q.name in chosen)

    def _answered_no(self, question: Question) -> bool:
        return not any(map(self.findings.present, question.asks))

    def _names(self, findings: Collection[str]) -> Iterator[str]:
        """Name the question that asks for each."""
        return (self.asking(i).name for i in findings)

    def latest(self) -> tuple[str, str] | None:
        """Return what was found to be present last, and the reason it gives; if it can be asked."""
        rules, asked = self.script.rules.rules, self._asked()
        for finding in reversed(self.evidence.order):
            rule = next((r for r in rules if r.needs_only(finding)), None)
            if rule and finding in asked and self.findings.present(finding):
                return finding, rule.reason(self.findings)
        return None

    def _asked(self) -> Mapping[str, Question]:
        return {i: q for q in self._questions() if q.next != ONWARD for i in q.asks}

    def _questions(self) -> Iterator[Question]:
        return (n for n in self.script.nodes.values() if isinstance(n, Question))


def _by_itself(question: Question, asked: Collection[Question]) -> frozenset[str]:
    """Return what a "no" to this question denied, and no narrower question after it."""
    narrower = (other.denies for other in asked if other.denies < question.denies)
    return question.denies.difference(*narrower)
