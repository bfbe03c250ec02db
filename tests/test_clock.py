"""The computer's clock is set, to another day, in the middle of a conversation."""

import subprocess
from pathlib import Path

import pytest

from tests.clock import Clock
from tests.test_cli import voice
from tests.typed_talk import advice, talked

DAYS = 400


@pytest.mark.parametrize("days", [-DAYS, DAYS])
def test_the_advice_and_the_record_are_the_same(days: int, tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock")
    env = clock.env()
    before = year(env)
    clock.set(days)
    assert year(env) != before
    clock.set(0)
    whole = list(talked(tmp_path / "whole", env=env))
    places = [len(whole) * part // 4 for part in (1, 2, 3)]
    for place in places:
        clock.set(0)
        home = tmp_path / f"after {place}"
        lines = list(talked(home, place, lambda _: clock.set(days), env))
        assert advice(lines) == advice(whole)
        times = [line["at"] for line in lines]
        assert times == sorted(times)
        assert times[-1] < DAYS
        listed = voice("history", "--record", str(home))
        assert (listed.returncode, listed.stderr) == (0, "")
        assert "advice: doctor" in listed.stdout


def year(env: dict[str, str]) -> str:
    return subprocess.run(["date", "+%Y"], env=env, capture_output=True, check=True).stdout.decode()
