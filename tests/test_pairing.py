"""What is heard stays beside what was played, however late either of them comes."""

from hypothesis import given
from hypothesis import strategies as st

from voice.devices.pairing import BYTES, LOOK, PATIENCE, RESERVE, Pairing


def block(number: int) -> bytes:
    return number.to_bytes(4, "big") * (BYTES // 4)


def number(block: bytes) -> int | None:
    """Return the block's number; None for silence, which nothing was played in."""
    return int.from_bytes(block[:4], "big") or None


class Card:
    """Plays and hears blocks numbered from 1 on, and notes by how many they are apart."""

    def __init__(self) -> None:
        self.pairing = Pairing()
        self.played = self.heard = self.told = 0
        self.apart: list[int | None] = []
        """How many blocks later each was heard than what it is told with was played."""

    def play(self, count: int = 1) -> None:
        for _ in range(count):
            self.played += 1
            self.pairing.play(block(self.played))

    def hear(self, count: int = 1) -> None:
        for _ in range(count):
            self.heard += 1
            for heard, said in self.pairing.hear(block(self.heard)):
                self.told += 1
                beside = number(said)
                at = number(heard)
                assert at is not None
                self.apart.append(None if beside is None else at - beside)


@given(st.lists(st.integers(-PATIENCE, PATIENCE), max_size=100))
def test_blocks_that_come_early_or_late_stay_beside_each_other(offsets: list[int]) -> None:
    card = Card()
    for late in offsets:
        target = card.heard + 1 - late
        card.play(max(0, target - card.played))
        card.hear()
    apart = [a for a in card.apart if a is not None]
    assert all(0 <= a <= RESERVE for a in apart)
    assert apart == sorted(apart)
    assert card.heard - card.told <= PATIENCE


def test_a_speaker_that_is_late_holds_back_what_was_heard_meanwhile() -> None:
    card = Card()
    card.hear(RESERVE + 1)
    assert card.told == RESERVE
    card.play()
    card.hear()
    assert card.told == RESERVE + 1
    assert card.apart[-1] == RESERVE


def test_a_speaker_that_stands_still_holds_up_nothing() -> None:
    card = Card()
    for _ in range(10):
        card.play()
        card.hear()
    card.hear(50)
    assert card.told == card.heard
    for _ in range(10):
        card.played = card.heard
        card.play()
        card.hear()
    assert card.told == card.heard
    assert card.apart[-1] == 0


def test_what_was_played_while_the_microphone_lost_blocks_is_passed_over() -> None:
    card = Card()
    for _ in range(5):
        card.play()
        card.hear()
    card.play(20)
    card.heard += 20
    for _ in range(3 * LOOK):
        card.play()
        card.hear()
    assert card.apart[10] == 20
    assert card.apart[-1] == RESERVE


def test_a_microphone_with_a_faster_clock_is_not_held_back_for_good() -> None:
    card = Card()
    for n in range(50 * LOOK):
        if n % 1000:
            card.play()
        card.hear()
        assert card.heard - card.told <= 2
