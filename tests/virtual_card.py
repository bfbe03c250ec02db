"""A sound card without hardware: PulseAudio with a speaker and a mouth that lead nowhere.

    the program under test ──► speaker ──► recorded
                      mic  ◄── mouth   ◄── said

Nothing is shared with a sound server that may already run.  PortAudio reads the environment
when it is loaded, so the program under test is a child process, started with `card.env`.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

SOUND = pytest.mark.sound
"""For tests in real time: alone, one at a time."""

NEEDED = ("pulseaudio", "pactl", "paplay", "parec")

SCRIPT = """
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/socket
load-module module-cli-protocol-unix socket={folder}/cli
load-module module-null-sink sink_name=mouth rate=16000 channels=1 format=s16le norewinds=1
load-module {speaker}
load-module {mic}
set-default-sink speaker
set-default-source mic
"""

MICROPHONE = "module-remap-source source_name=mic master=mouth.monitor"
SILENT_ROOM = "module-null-sink sink_name=speaker rate=16000 channels=1 format=s16le norewinds=1"
ECHOING_ROOM = "module-remap-sink sink_name=speaker master=mouth"

ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""

KINDS = {"mic": "source-output", "speaker": "sink-input"}
"""What a sound server calls the streams of a program."""

PATIENCE = 20
"""Seconds the server may take to answer before a test is given up."""

LOOKS = 1000
"""How often to look whether something has started: a look is a process, some 5 ms."""


class VirtualCard:
    def __init__(self, folder: Path, speaker: str) -> None:
        self.env = environment(folder)
        self._folder = folder
        self._speaker = speaker
        self._modules = {"mic": MICROPHONE, "speaker": speaker}
        self._running: list[subprocess.Popen[bytes]] = []

    def plug_in(self) -> None:
        """Start the server, and all there is with it."""
        server = _start(self._folder, self.env, self._speaker)
        self._running.append(server)
        _wait_until_ready(self._folder, self.env, server)
        for monitor in ("speaker.monitor", "mouth.monitor"):
            self._running.append(_keep_awake(monitor, self.env))

    def unplug(self) -> None:
        """End the server at once, whoever uses it."""
        while self._running:
            _end(self._running.pop())

    def remove(self, name: str) -> None:
        """Unplug the "mic" or the "speaker" alone."""
        modules = self._run("pactl", "list", "short", "modules").splitlines()
        (number,) = (m.split()[0] for m in modules if f"_name={name} " in m)
        self._run("pactl", "unload-module", number)

    def drop(self, process: int, name: str) -> None:
        """End the streams of a process too, which a server moves to any other device by itself."""
        kind = KINDS[name]
        with socket.socket(socket.AF_UNIX) as server:
            server.settimeout(PATIENCE)
            server.connect(str(self._folder / "cli"))
            for stream in self.streams(process, kind):
                server.sendall(f"kill-{kind} {stream}\n".encode())
        self.wait_for(lambda: not self.streams(process, kind))

    def add(self, name: str) -> None:
        """Plug in another one: it has the same name, and is new to whoever used the old one."""
        self._run("pactl", "load-module", *self._modules[name].split())
        if name == "speaker":
            self._running.append(_keep_awake("speaker.monitor", self.env))

    def freeze(self, frozen: bool) -> None:
        """Stop the server as it stands, or let it go on."""
        self._running[0].send_signal(signal.SIGSTOP if frozen else signal.SIGCONT)

    def say(self, path: Path) -> None:
        """Play a sound file into the microphone; return when it has been played."""
        self._run("paplay", "--device=mouth", str(path))

    @contextmanager
    def record(self, path: Path, source: str = "speaker.monitor") -> Iterator[None]:
        """Record what the speaker plays (or the `mouth.monitor` says) into a WAV file."""
        command = ["parec", "--file-format=wav", "--rate=16000", "--channels=1"]
        command += ["--format=s16le", "--latency-msec=10", f"--device={source}", str(path)]
        recorder = subprocess.Popen(command, env=self.env)
        try:
            self._wait_for_recorder(recorder)
            yield
        finally:
            recorder.terminate()
            try:
                recorder.wait(PATIENCE)
            finally:
                recorder.kill()

    def mute(self, muted: bool) -> None:
        """Let the microphone give nothing at all, as a device that hangs does; or go on."""
        self._run("pactl", "suspend-source", "mic", str(int(muted)))

    def listeners(self, process: int) -> set[str]:
        """Return the numbers of the streams from the microphone that a process has."""
        return self.streams(process, KINDS["mic"])

    def streams(self, process: int, kind: str) -> set[str]:
        """Return the numbers of the streams of a kind that a process has."""
        streams = self._run("pactl", "list", f"{kind}s").split(" #")
        mark = f'application.process.id = "{process}"'
        return {stream.split("\n", 1)[0] for stream in streams if mark in stream}

    def wait_for(self, happened: Callable[[], object]) -> None:
        for _ in range(LOOKS):
            if happened():
                return
        raise AssertionError("it does not happen")

    def _wait_for_recorder(self, recorder: subprocess.Popen[bytes]) -> None:
        def records() -> object:
            assert recorder.poll() is None, "parec ended before it recorded"
            return self.listeners(recorder.pid)

        self.wait_for(records)

    def _run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.env, check=True, timeout=PATIENCE, capture_output=True, text=True
        )
        return done.stdout


@contextmanager
def virtual_card(echo: bool = False) -> Iterator[VirtualCard]:
    """Give a virtual sound card; skip the test where PulseAudio is not installed.

    With `echo` the microphone hears the speaker at full loudness, as in a room.
    """
    missing = [tool for tool in NEEDED if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: apt install pulseaudio pulseaudio-utils")
    with tempfile.TemporaryDirectory(prefix="card-") as folder:
        card = VirtualCard(Path(folder), ECHOING_ROOM if echo else SILENT_ROOM)
        try:
            card.plug_in()
            yield card
        finally:
            card.unplug()


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which `folder` is all there is of sound."""
    (folder / "asound.conf").write_text(ALSA)
    env = {key: value for key, value in os.environ.items() if "DBUS" not in key}
    for name in ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "HOME", "XDG_CACHE_HOME"):
        env[name] = str(folder)
    env["PULSE_SERVER"] = f"unix:{folder}/socket"
    # Without these, what was unplugged is replaced by what another device plays.
    env["PULSE_SINK"], env["PULSE_SOURCE"] = "speaker", "mic"
    env["ALSA_CONFIG_PATH"] = str(folder / "asound.conf")
    return env


def _start(folder: Path, env: dict[str, str], speaker: str) -> subprocess.Popen[bytes]:
    script = folder / "card.pa"
    script.write_text(SCRIPT.format(folder=folder, speaker=speaker, mic=MICROPHONE))
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
    command += ["--use-pid-file=no", "--disable-shm=yes", "-F", str(script)]
    # A client's setting to a server; the server itself must not see it.
    env = {key: value for key, value in env.items() if key != "PULSE_SERVER"}
    log = (folder / "log").open("wb")
    with log:
        return subprocess.Popen(command, env=env, stdout=log, stderr=log)


def _wait_until_ready(folder: Path, env: dict[str, str], server: subprocess.Popen[bytes]) -> None:
    for _ in range(LOOKS):
        assert server.poll() is None, (folder / "log").read_text()
        asked = ["pactl", "get-default-source"]
        answer = subprocess.run(
            asked, env=env, timeout=PATIENCE, capture_output=True, text=True, check=False
        )
        if answer.stdout.strip() == "mic":
            return
    raise AssertionError((folder / "log").read_text())


def _keep_awake(monitor: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """Read along every 10 ms: a null sink moves in steps of 2 s unless someone wants it finer."""
    # parec keeps what nobody reads, and gives up at 96 MB: at this rate, after three hours.
    slow = ["--rate=8000", "--channels=1", "--format=u8"]
    command = ["parec", "--latency-msec=10", *slow, f"--device={monitor}"]
    reader = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
    assert reader.stdout
    watch = Timer(PATIENCE, reader.kill)
    watch.start()
    # Its first step is still a long one.  Nobody reads on: the server drops what comes then.
    assert reader.stdout.read(1), "parec does not record"
    watch.cancel()
    return reader


def _end(process: subprocess.Popen[bytes]) -> None:
    # Not asked politely: parec would complain that nobody reads what it has recorded.
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
