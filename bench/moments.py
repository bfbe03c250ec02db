"""The moments of a conversation at which a fault happens."""


def moments(count: int, events: int) -> list[int]:
    """Spread so many moments over a conversation: from its second event to the one before the
    last.
    """
    last = events - 2
    return [1 + round(n * (last - 1) / max(1, count - 1)) for n in range(count)]
