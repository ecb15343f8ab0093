"""What all tests share: no network, no settings from outside, one built store."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from corpus.settings import Settings

ROOT = Path(__file__).resolve().parent.parent

# An example may take as long as a busy machine makes it: the tests have limits of their own.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let no test leave this machine: only loopback addresses and local sockets connect."""
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    yield
    patch.undo()


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            try:
                local = ipaddress.ip_address(host).is_loopback
            except ValueError:
                local = host == "localhost"
            if not local:
                raise AssertionError(f"a test tried to reach {host!r}: no network in tests")
        return connect(self, address)

    return guarded


@pytest.fixture(scope="session", autouse=True)
def no_outside_settings() -> Iterator[None]:
    """Keep the settings of whoever runs the tests out of them."""
    patch = pytest.MonkeyPatch()
    for name in list(os.environ):
        if name.startswith(("ONRECORD_", "OPENAI_")):
            patch.delenv(name)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def home() -> Path:
    """Give the home folder of a built store, kept from run to run and brought up to date."""
    from index.build import build_base

    folder = ROOT / ".onrecord" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    from filelock import FileLock

    with FileLock(folder / "tests.lock"):  # test processes side by side build once
        build_base(make_settings(folder))
    return folder


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    """Give settings for the built store."""
    return make_settings(home)


@pytest.fixture(scope="session")
def store(settings: Settings) -> Iterator[Any]:
    """Give the built store, open for reading."""
    from index.stores import Store

    opened = Store.open(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def onrecord(settings: Settings) -> Any:
    """Give one Onrecord over the built store."""
    from bot.onrecord import Onrecord

    return Onrecord.open(settings)


@pytest.fixture(scope="session")
def toolbox(onrecord: Any) -> Any:
    """Give the tools over the built store."""
    return onrecord.toolbox


@pytest.fixture(scope="session")
def library(onrecord: Any) -> Any:
    """Give what answers are written with."""
    return onrecord.library


@pytest.fixture(scope="session")
def write(toolbox: Any, library: Any) -> Callable[..., Any]:
    """Give a function that answers a reading, given by its parts, from the tables alone."""
    from bot.calculate.evidence import Evidence
    from bot.compose.answer import compose
    from bot.readings import Reading

    def written(**parts: Any) -> Any:
        reading = Reading(
            **{
                "question": "q",
                "concept": "ai_publications",
                "measures": ("nsf_ai_articles",),
                "places": ("CHN",),
                "source": "nsf",
            }
            | parts
        )
        return compose(reading, Evidence(figures=toolbox.answer_reading(reading)), library)

    return written


@pytest.fixture
def fresh_settings(home: Path, tmp_path: Path) -> Settings:
    """Give settings for an empty home of this test alone, with the encoder's copy in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "models").symlink_to(home / "models")
    return make_settings(folder)


@pytest.fixture(scope="session")
def settings_for() -> Callable[..., Settings]:
    """Give the maker of settings for a home folder."""
    return make_settings


def make_settings(folder: Path, **others: Any) -> Settings:
    """Make settings with a home folder and without any ``.env`` file."""
    return Settings(_env_file=None, home=folder, **others)  # type: ignore[call-arg]
