"""What went wrong on the live path, one by one, and why."""

from collections import Counter
from collections.abc import Sequence

from .systems import LIVE
from .trial import Kind, Result


def cause(result: Result) -> str:
    """Say why an answer was not right at first hearing."""
    outcome = result.outcomes[LIVE]
    if result.told == "no speech found":
        return "voice activity found no speech"
    if outcome.decision == "accept":
        return "another meaning accepted"
    if outcome.decision == "reject":
        return "taken for something else: asked again"
    same = outcome.key == result.meaning
    return (
        "heard rightly, but not surely: asked back" if same else "asked back with another meaning"
    )


def causes(results: Sequence[Result], kind: Kind) -> list[str]:
    """Count the causes for each SNR."""
    failed = [r for r in results if r.kind == kind and not r.right(LIVE)]
    counts = Counter((at(r.snr), cause(r)) for r in failed)
    return [f"{snr}: {why}: {n}" for (snr, why), n in sorted(counts.items())]


def missed(results: Sequence[Result], kind: Kind) -> list[str]:
    return [_line(r) for r in results if r.kind == kind and not r.right(LIVE)]


def taken(results: Sequence[Result], kind: Kind) -> list[str]:
    """What was accepted and not said."""
    return [_line(r) for r in results if r.kind == kind and r.wrong(LIVE)]


def at(snr: float | None) -> str:
    return "clean" if snr is None else f"{snr:.0f} dB"


def _line(result: Result) -> str:
    outcome = result.outcomes[LIVE]
    heard = f"{outcome.decision} {outcome.key or 'nothing'} {outcome.p:.2f}"
    meant = f" (meant {result.meaning})" if result.meaning else ""
    return f"{result.name}{meant}, {at(result.snr)}: {heard}; {result.told}"
