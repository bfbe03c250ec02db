"""What a command does to the stretch that is being led.  Values only."""

from dataclasses import dataclass

from .acts import Act, Count, Say

Acts = tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """The count goes on as `count`, with `said` between its beats; `after` follows it."""

    count: Count
    said: Say
    after: Acts = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """These are done; then it goes on exactly where it was."""

    acts: Acts


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is going on is dropped: these are done, then the next cue."""

    acts: Acts


@dataclass(frozen=True, slots=True)
class Beside:
    """These are done at once, while it goes on."""

    acts: Acts


Led = Amended | Aside | Elsewhere | Beside


@dataclass(frozen=True, slots=True)
class Now:
    """What is being performed: the count, if it is one, and the sample after its first beat from
    which it can still be changed.
    """

    count: Count | None = None
    since: int = 0
