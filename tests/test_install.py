"""The set-up script: what it checks before it does anything, and what it says."""

from __future__ import annotations

import ast
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import install

pytestmark = pytest.mark.slow  # environments are made

ROOT = Path(__file__).parents[1]


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "install.py"), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
    )


def test_an_unknown_set_up_is_refused_in_one_line() -> None:
    done = _run("everything")

    assert 1 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "'everything'" in done.stderr


def test_a_python_that_is_too_old_can_read_the_script_as_far_as_its_message() -> None:
    source = (ROOT / "install.py").read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 7))


def test_a_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "OLDEST", (9, 0))

    assert 1 == install.main([])
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty virtual environment."""
    folder = tmp_path_factory.mktemp("empty") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder


@pytest.fixture
def environment(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the script at an empty virtual environment."""
    folder = empty
    for name, value in (
        ("VENV", folder),
        ("PYTHON", folder / "bin" / "python"),
        ("STAMP", folder / "onrecord-installed.json"),
    ):
        monkeypatch.setattr(install, name, value)
    return folder


def _stamp(extras: list[str]) -> None:
    install.STAMP.write_text(json.dumps({"fingerprint": install.fingerprint(), "extras": extras}))


def test_nothing_is_installed_again_while_nothing_changed(environment: Path) -> None:
    _stamp(["test"])

    assert install.installed("run")
    assert install.installed("quick")
    assert not install.installed("dev")


def test_a_changed_constraint_asks_for_a_new_installation(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _stamp([])
    monkeypatch.setattr(install, "fingerprint", lambda: "another")

    assert not install.installed("run")


def test_an_environment_that_was_copied_from_elsewhere_is_not_used(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = environment.parent / "copy"
    shutil.copytree(environment, copy, symlinks=True)
    assert install.environment_works()

    monkeypatch.setattr(install, "VENV", copy)
    monkeypatch.setattr(install, "PYTHON", copy / "bin" / "python")

    assert not install.environment_works()


# --------------------------------------------------------------------------- torch's CPU index


@pytest.fixture
def slow_server() -> Iterator[str]:
    """Give the address of a server that takes the call and never answers."""
    release = threading.Event()

    class Silent(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            release.wait(30)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    release.set()
    server.shutdown()
    server.server_close()


def test_an_index_that_never_answers_is_given_up_within_seconds(
    slow_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "PROBE_SECONDS", 0.5)
    start = time.monotonic()

    assert not install.answers(slow_server)
    assert time.monotonic() - start < 3


def test_an_index_that_refuses_the_connection_is_not_used() -> None:
    assert not install.answers("http://127.0.0.1:9/")


def _pip_calls(monkeypatch: pytest.MonkeyPatch, *, found: bool) -> list[tuple[str, ...]]:
    """Record what pip would be asked; found: whether it finds the build without CUDA itself."""
    calls: list[tuple[str, ...]] = []

    def record(*arguments: str, check: bool = True) -> bool:
        calls.append(arguments)
        return check or found

    monkeypatch.setattr(install, "install", record)
    monkeypatch.setattr(install, "torch_installed", lambda version: False)
    monkeypatch.setattr(install, "has_gpu", lambda: False)
    monkeypatch.setattr(install.platform, "system", lambda: "Linux")
    return calls


def test_a_build_without_cuda_that_pip_finds_is_taken_and_no_index_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = _pip_calls(monkeypatch, found=True)
    monkeypatch.setattr(install, "answers", lambda address: pytest.fail("the index was probed"))

    install.install_torch("2.13.0")

    assert [("--no-deps", "torch==2.13.0+cpu")] == calls


def test_pytorchs_own_index_is_asked_for_torch_alone_when_it_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = _pip_calls(monkeypatch, found=False)
    monkeypatch.setattr(install, "answers", lambda address: True)

    install.install_torch("2.13.0")

    index = ("--index-url", install.TORCH_CPU_INDEX)
    assert ("--no-deps", *index, "torch==2.13.0+cpu") == calls[-1]


def test_an_index_that_cannot_be_reached_is_never_given_to_pip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = _pip_calls(monkeypatch, found=False)
    monkeypatch.setattr(install, "answers", lambda address: False)

    install.install_torch("2.13.0")

    assert not any(install.TORCH_CPU_INDEX in call for call in calls)


@pytest.mark.parametrize("machine", ["Darwin", "Linux with a GPU"])
def test_elsewhere_the_plain_version_comes_with_the_rest(
    monkeypatch: pytest.MonkeyPatch, machine: str
) -> None:
    calls = _pip_calls(monkeypatch, found=True)
    monkeypatch.setattr(install.platform, "system", lambda: machine.split()[0])
    monkeypatch.setattr(install, "has_gpu", lambda: "GPU" in machine)

    install.install_torch("2.13.0")

    assert [] == calls


# ------------------------------------------------------------------------------------ browser


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have no browser and no way to get one."""
    monkeypatch.setattr(install, "find_browser", lambda: None)
    monkeypatch.setattr(install, "playwright_browser", lambda: False)
    monkeypatch.setattr(install, "apt_install", lambda packages: False)
    monkeypatch.setattr(install, "run", lambda command, check=True: False)


@pytest.mark.usefixtures("no_browser")
def test_in_ci_a_missing_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    assert 1 == install.provide_browser()


@pytest.mark.usefixtures("no_browser")
def test_elsewhere_a_missing_browser_is_a_line_that_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)

    assert 0 == install.provide_browser()
    assert "-m playwright install" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "extras"),
    [
        ("ONRECORD_READERS=login\n", {"test", "login"}),
        ("# who\nonrecord_readers = 'login' # by name\n", {"test", "login"}),
        ("#ONRECORD_READERS=login\n", {"test"}),
        ("ONRECORD_READERS=browser\n", {"test"}),
        ("", {"test"}),
    ],
)
def test_what_sign_in_takes_is_installed_where_readers_are_asked_to_sign_in(
    written: str, extras: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "ROOT", tmp_path)
    (tmp_path / ".env").write_text(written)

    assert extras == install.extras_for("quick")
