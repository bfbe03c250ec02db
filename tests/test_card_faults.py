"""Devices that go and come back, under a running program: it waits, tells it, and goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

from tests.card_faults import stopped
from tests.test_sound_card import finished, run, start, sweep, told
from tests.virtual_card import SOUND, VirtualCard, virtual_card
from voice.devices.sound_card import ASLEEP, CHECK
from voice.devices.wav import write_wav

pytestmark = SOUND

SECONDS = 3.0

Program = Popen[str]


@contextmanager
def playing(folder: Path) -> Iterator[tuple[VirtualCard, Program]]:
    """A program that plays and listens, on a card of its own."""
    sound = folder / "played.wav"
    write_wav(sound, sweep(SECONDS))
    with virtual_card() as card, start(card.env, "endure", sound) as program:
        assert told(program) == "ready"
        yield card, program


def long(folder: Path) -> Path:
    """Return sound that lasts longer than a look at the clock may be late."""
    path = folder / "long.wav"
    write_wav(path, sweep(CHECK + ASLEEP + 1))
    return path


def restart(card: VirtualCard) -> None:
    card.unplug()
    card.plug_in()


def test_a_sound_server_that_is_restarted_is_used_again(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        restart(card)
        *warned, back, position = finished(program)
    assert (back, position) == ("back", SECONDS)
    assert all("goes on in the same place" in warning for warning in warned)


def test_a_card_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        card.unplug()
        assert "goes on in the same place" in told(program)
        card.plug_in()
        assert finished(program) == ["back", SECONDS]


def test_without_a_microphone_it_can_still_be_heard(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        card.remove("mic")
        card.drop(program.pid, "mic")
        assert told(program) == "deaf"
        assert "goes on in the same place" in told(program)
        card.add("mic")
        assert finished(program) == ["back", SECONDS]


def test_another_speaker_is_used(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        card.remove("speaker")
        card.drop(program.pid, "speaker")
        assert "goes on in the same place" in told(program)
        card.add("speaker")
        assert finished(program) == ["back", SECONDS]


def test_a_sound_server_that_hangs_is_waited_for(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        card.freeze(True)
        assert "goes on in the same place" in told(program)
        card.freeze(False)
        *_, back, position = finished(program)
    assert (back, position) == ("back", SECONDS)


def test_a_callback_that_is_blocked_leaves_a_gap_and_no_more(tmp_path: Path) -> None:
    sound = tmp_path / "played.wav"
    write_wav(sound, sweep(2 * SECONDS))
    with virtual_card() as card:
        (_, later), position = run(card.env, "block", sound)
    assert (later, position) == (0, 2 * SECONDS)


def test_a_program_that_was_stopped_knows_that_it_missed_something(tmp_path: Path) -> None:
    with playing(tmp_path) as (card, program):
        with stopped(program):
            card.say(long(tmp_path))
        *_, back, position = finished(program)
    assert (back, position) == ("back", SECONDS)
