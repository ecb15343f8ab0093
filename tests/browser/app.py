"""The app that the browser tests read: the real one, on a loopback port, over a built store."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest

__all__ = ["ROOT", "App", "free_port", "share_stores"]

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120

Through = Literal["streamlit", "onrecord"]


@dataclass
class App:
    """A running app; ``restart`` ends the process and starts another on the same home."""

    home: Path
    port: int
    through: Through = "streamlit"  # or the command that a person starts it with
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.process = self._serve()

    @property
    def address(self) -> str:
        host = "localhost" if self.through == "onrecord" else "127.0.0.1"
        return f"http://{host}:{self.port}"

    @property
    def log(self) -> str:
        return (self.home / "app.log").read_text("utf-8", errors="replace")

    def restart(self) -> None:
        self.stop()
        self.process = self._serve()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def _serve(self) -> subprocess.Popen[bytes]:
        """Start the app and wait until it answers."""
        environment = os.environ | {"ONRECORD_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        environment |= dict(self.settings)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start need not compile again
        with (self.home / "app.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *self._command()],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + START_SECONDS
        health = f"{self.address}/_stcore/health"
        while time.monotonic() < end and process.poll() is None:
            with _suppress_refusal(), urllib.request.urlopen(health):
                return process
            time.sleep(0.1)
        process.kill()
        pytest.fail(f"the app did not start:\n{self.log[-2000:]}")

    def _command(self) -> list[str]:
        if self.through == "onrecord":
            return ["bot.cli", "chat", "--no-browser", "--port", str(self.port)]
        script = str(ROOT / "streamlit_app.py")
        where = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        return ["streamlit", "run", script, *where]


def share_stores(home: Path, folder: Path) -> Path:
    """Make a home in a folder that reads the built stores of another, and keeps its own rest."""
    for name in ("stores", "models"):
        (folder / name).symlink_to(home / name)
    return folder


def free_port() -> int:
    """Find a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _suppress_refusal() -> Iterator[None]:
    try:
        yield
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        time.sleep(0.1)
