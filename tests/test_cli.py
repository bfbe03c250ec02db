"""The command line as a child process: what it prints, what it returns."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import wave
from pathlib import Path
from typing import Any

import pytest

from voice.shipped import SHIPPED
from voice.types import RATE

ROOT = Path(__file__).parents[1]

STORY = "my low back is sore from deadlifts"

PLAIN = [
    *("yes", STORY, *["no"] * 6, "thirty four", "no", "three out of ten", "yesterday"),
    *("no", "goodbye"),
]
"""A person with plain soreness, from the first question to the goodbye."""

BREATHLESS = ("yes", STORY, "I have chest pain")
"""A person with an emergency, as soon as it is asked for."""

LIMIT = 60
"""Seconds after which a child is taken to hang."""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "voice", *map(str, arguments)]


def voice(
    *arguments: str | Path, typed: str = "", home: Path | None = None, shell: str = 'exec "$@"'
) -> Any:
    """Run it with these lines on standard input; without a `home`, as a new person.  `shell` is the
    line of a shell that starts it.
    """
    with tempfile.TemporaryDirectory() as new:
        return subprocess.run(
            ["bash", "-c", shell, "bash", *command(*arguments)],
            input=typed,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            cwd=ROOT,
            env=at_home(home or Path(new)),
            check=False,
        )


def at_home(home: Path) -> dict[str, str]:
    """An environment in which settings and sessions are kept there."""
    return {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}


def talk(*answers: str, options: tuple[str, ...] = ()) -> tuple[list[dict[str, Any]], Any]:
    """Type these answers without waiting; return the events."""
    typed = "".join(f"{answer}\n" for answer in answers)
    done = voice("talk", "--text", "--no-wait", "--json", *options, typed=typed)
    return [json.loads(line) for line in done.stdout.splitlines()], done


def fails(done: Any, *says: str) -> None:
    """It ended with 2, one line that says why, and no traceback."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert all(part in done.stderr for part in says), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def of(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]


def test_help() -> None:
    done = voice("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("talk", "demo", "hear", "say", "check", "models"))


def test_an_unknown_command_and_an_unknown_option() -> None:
    for arguments in (["dance"], ["talk", "--loud"]):
        done = voice(*arguments)
        assert done.returncode == 2
        assert "usage: backtalk" in done.stderr


def test_a_plain_person_comes_to_self_care() -> None:
    events, done = talk(*PLAIN)
    assert done.returncode == 0, done.stderr
    assert {"at", "node", "type"} <= set.intersection(*(set(event) for event in events))
    assert [event["at"] for event in events] == sorted(event["at"] for event in events)
    (level,) = of(events, "level")
    assert (level["level"], level["rules"]) == ("self_care", ["R31"])
    assert events[-1]["type"] == "end"
    assert events[-1]["outcome"] == "self_care"
    assert len(of(events, "listen")) <= len(PLAIN)


def test_the_fields_of_each_event() -> None:
    events, _ = talk(*PLAIN)
    assert {event["type"] for event in events} == {
        "say", "listen", "heard", "finding", "level", "end",
    }  # fmt: skip
    below = next(e for e in of(events, "listen") if e["node"] == "below")
    assert (below["asks"], below["expects"]) == (["R1", "R2", "R3", "R4"], "yesno")
    assert below["options"] == ["yes", "no", "I'm not sure"]
    heard = next(e for e in of(events, "heard") if e["node"] == "below")
    assert (heard["text"], heard["answer"], heard["p"]) == ("no", "no", 1.0)
    found = next(e for e in of(events, "finding") if e["id"] == "R3")
    assert (found["state"], found["node"]) == ("absent", "below")
    score = next(e for e in of(events, "heard") if e["node"] == "severity")
    assert score["answer"] == 3
    assert all(event["text"] for event in of(events, "say"))


def test_numb_between_the_legs_is_an_emergency_at_once() -> None:
    events, done = talk("yes", STORY, "no", "it feels numb when I wipe")
    assert done.returncode == 0, done.stderr
    (level,) = of(events, "level")
    assert (level["level"], level["rules"]) == ("emergency", ["R3"])
    asked = [event["node"] for event in of(events, "listen")]
    assert asked[-1] == "alone"
    assert events[-1]["outcome"] == "emergency"


def test_a_goodbye_into_the_advice_does_not_lose_the_level() -> None:
    events, _ = talk(*BREATHLESS, "goodbye")
    (level,) = of(events, "level")
    assert level["rules"] == ["R9"]
    assert events[-1]["outcome"] == "emergency"


def test_the_answers_are_printed_as_text_too() -> None:
    done = voice("talk", "--text", "--no-wait", typed="\n".join(BREATHLESS))
    assert done.returncode == 0
    assert "This is an emergency." in done.stdout
    assert "{" not in done.stdout


def test_the_region_of_the_settings_is_called(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("region: uk\n", encoding="utf-8")
    events, _ = talk(*BREATHLESS, options=("--settings", str(own)))
    assert any("nine nine nine" in event["text"] for event in of(events, "say"))


def test_closed_input_before_the_advice() -> None:
    for typed in ("", "yes\n", "yes\nno\nno"):
        done = voice("talk", "--text", "--no-wait", typed=typed)
        fails(done, "backtalk: The input ended before the conversation was over")


def test_closed_input_after_the_advice_is_an_end() -> None:
    events, done = talk(*BREATHLESS)
    assert done.returncode == 0, done.stderr
    assert events[-1]["outcome"] == "emergency"


@pytest.mark.parametrize("words", ["\x00\x01", "\u200b", "\U0001f600", "9" * 400, "no " * 2000])
def test_strange_lines_do_not_break_it(words: str) -> None:
    events, done = talk(words, "goodbye")
    assert done.returncode == 0, done.stderr
    assert events[-1]["outcome"] == "goodbye"


def test_broken_settings(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("rate: 150\nvolume: loud\n", encoding="utf-8")
    fails(voice("talk", "--text", "--settings", own), "mine.yaml:2: must be a number", str(own))


def test_broken_settings_in_their_usual_place(tmp_path: Path) -> None:
    (tmp_path / "backtalk").mkdir()
    (tmp_path / "backtalk" / "settings.yaml").write_text("colour: red\n", encoding="utf-8")
    fails(voice("talk", "--text", home=tmp_path), "settings.yaml:1: unknown key 'colour'")


def test_check_what_is_shipped() -> None:
    done = voice("check")
    assert done.returncode == 0
    assert "no mistakes" in done.stdout


def test_check_what_is_broken(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    text = (SHIPPED / "triage.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("next: bowel\n", "next: bowels\n"), encoding="utf-8")
    done = voice("check", own, SHIPPED / "triage.yaml")
    assert done.returncode == 2
    first, second = done.stdout.splitlines()
    line = text[: text.index("  bladder:\n")].count("\n") + 1
    assert first.startswith(f"mine.yaml:{line} bladder: goes to 'bowels'")
    assert second.endswith("no mistakes")
    fails(voice("talk", "--text", "--dialog", own), f"mine.yaml:{line} bladder:")


def sound(path: Path, rate: int = RATE, channels: int = 1, width: int = 2, size: int = 800) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setframerate(rate)
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.writeframes(bytes(size * channels * width))
    return path


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ({"rate": 8000}, "8000 Hz, 1 channel(s), 16 bit"),
        ({"channels": 2}, "16000 Hz, 2 channel(s), 16 bit"),
        ({"width": 3}, "16000 Hz, 1 channel(s), 24 bit"),
        ({"size": 0}, "holds no sound"),
    ],
)
def test_hearing_another_kind_of_sound(tmp_path: Path, kind: dict[str, int], says: str) -> None:
    fails(voice("hear", sound(tmp_path / "a.wav", **kind), "--at", "R3"), "a.wav", says)


@pytest.mark.parametrize("raw", [b"", b"not a sound", b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_hearing_what_is_no_sound(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(raw)
    fails(voice("hear", path, "--at", "R3"), "a.wav: not a plain WAV file")


def test_hearing_a_file_that_is_not_there(tmp_path: Path) -> None:
    fails(voice("hear", tmp_path / "none.wav", "--at", "R3"), "none.wav: cannot be read")


def test_hearing_at_an_unknown_question(tmp_path: Path) -> None:
    done = voice("hear", sound(tmp_path / "a.wav"), "--at", "R99")
    fails(done, "--at R99: there is no such question or finding", "saddle")


@pytest.mark.parametrize("text", ["", "  "])
def test_saying_nothing(tmp_path: Path, text: str) -> None:
    out = tmp_path / "out.wav"
    fails(voice("say", text, "--out", out), "nothing to say")
    assert not out.exists()


def test_ctrl_c_while_it_waits_for_typing(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("talk", "--text"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=at_home(tmp_path),
    ) as child:
        assert child.stdout is not None
        assert any(line == ">\n" for line in child.stdout)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=LIMIT)
    assert child.returncode == 130
    assert errors == "\nbacktalk: stopped. Nothing is lost.\n"


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nobody_reads_the_output_any_more(options: tuple[str, ...], tmp_path: Path) -> None:
    with subprocess.Popen(
        command("talk", "--text", "--no-wait", *options),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=at_home(tmp_path),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        assert "Hello. I'm here to help with your back." in child.stdout.readline()
        child.stdout.close()
        child.stdin.write("yes\nno\nno\n")
        child.stdin.close()
        errors = child.stderr.read()
        child.wait(LIMIT)
    assert "Traceback" not in errors
    assert "BrokenPipe" not in errors
    assert child.returncode == 141


LIBRARY = """
import os
from voice.acts import Event, Say
from voice.devices.display import JsonDisplay, events_alone
display = JsonDisplay(events_alone())
os.write(1, b"[library] a warning\\n")
print("[another] a warning", flush=True)
display(Event(0.0, "consent", Say("Hello.")))
"""


def test_what_a_library_prints_is_no_event() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIBRARY],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        cwd=ROOT,
        check=True,
    )
    assert json.loads(done.stdout)["text"] == "Hello."
    assert done.stderr == "[library] a warning\n[another] a warning\n"


@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-"])
def test_a_program_may_close_what_it_does_not_read(closed: str, tmp_path: Path) -> None:
    arguments = ("talk", "--text", "--no-wait", "--json")
    typed = "".join(f"{answer}\n" for answer in PLAIN)
    done = voice(*arguments, typed=typed, home=tmp_path, shell=f'exec "$@" {closed}')
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == closed.startswith("2")


def test_each_answer_may_wait_for_its_question(tmp_path: Path) -> None:
    """A program that answers line by line sees each question before its answer is read."""
    with subprocess.Popen(
        command("talk", "--text", "--no-wait", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=at_home(tmp_path),
    ) as child:
        watch = threading.Timer(LIMIT, child.kill)
        watch.start()
        answers = iter(PLAIN)
        assert child.stdin is not None
        assert child.stdout is not None
        for line in child.stdout:
            if json.loads(line)["type"] == "listen":
                child.stdin.write(next(answers) + "\n")
                child.stdin.flush()
        watch.cancel()
    assert child.returncode == 0
    assert json.loads(line)["outcome"] == "self_care"
