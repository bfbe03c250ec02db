"""What is known of the person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from .types import Detail, Finding


@dataclass(frozen=True, slots=True)
class Findings(Mapping[str, Finding]):
    """Findings by id.  What is PRESENT stays: nothing said later lowers it."""

    _known: Mapping[str, Finding] = field(default_factory=dict)

    def __getitem__(self, id_: str) -> Finding:
        return self._known[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def note(self, finding: Finding) -> "Findings":
        """Return these with one more; of what was known of it before, the graver is kept."""
        old = self._known.get(finding.id)
        if old:
            finding = replace(finding, details=_merged(old.details, finding.details))
        if old and old.state == "present":
            finding = replace(finding, state="present", said=old.said or finding.said)
        return Findings({**self._known, finding.id: finding})

    def present(self, id_: str) -> bool:
        return id_ in self._known and self._known[id_].state == "present"

    def open(self, id_: str) -> bool:
        """True if it was asked and could not be told."""
        return id_ in self._known and self._known[id_].state == "unsure"

    def doubts(self) -> tuple[Finding, ...]:
        """Absences that rest on one piece of evidence only."""
        return tuple(f for f in self._known.values() if f.state == "absent" and not f.sure)

    def settled(self) -> "Findings":
        """Return these with every absence confirmed."""
        return Findings({i: replace(f, sure=True) for i, f in self._known.items()})

    def forget(self, ids: Iterable[str]) -> "Findings":
        """Return these without the named ones, so that they are asked again; PRESENT stays."""
        gone = {i for i in ids if not self.present(i)}
        return Findings({i: f for i, f in self._known.items() if i not in gone})

    def without(self, id_: str) -> "Findings":
        """Return these as if this had never been said.  Only an explicit correction may."""
        return Findings({i: f for i, f in self._known.items() if i != id_})


def _merged(old: Mapping[str, Detail], new: Mapping[str, Detail]) -> dict[str, Detail]:
    both = {name: _graver(old[name], new[name]) for name in old.keys() & new.keys()}
    return {**old, **new, **both}


def _graver(old: Detail, new: Detail) -> Detail:
    """Of two numbers the larger; of two sides both; what was once a yes stays one."""
    if isinstance(old, int) and isinstance(new, int):
        return max(old, new)
    if {old, new} == {"left", "right"} or "both" in (old, new):
        return "both"
    return "yes" if "yes" in (old, new) else new
