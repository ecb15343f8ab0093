"""The wheel: an installed Onrecord has everything a checkout has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BUILT_FROM = ("corpus", "index", "bot", ".streamlit")
FILES = ("pyproject.toml", "setup.py", "README.md", "streamlit_app.py")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, so that nothing is written into the checkout."""
    source = tmp_path_factory.mktemp("source")
    for name in BUILT_FROM:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, source / name)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--no-index", "-w", str(source / "dist"), str(source)],
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    (path,) = (source / "dist").glob("onrecord-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel as pip would, far from the checkout."""
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def _python(code: str, installed: Path, *arguments: str, home: Path | None = None) -> str:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    if home is not None:
        environment["ONRECORD_HOME"] = str(home)
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=installed.parent,
        env=environment,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def test_every_file_of_the_packages_is_in_the_wheel(wheel: Path) -> None:
    left_out = {"__pycache__"}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for name in BUILT_FROM
        for path in (ROOT / name).rglob("*")
        if path.is_file() and not left_out & set(path.parts)
    }

    held = set(zipfile.ZipFile(wheel).namelist())

    assert set() == wanted - held
    assert "streamlit_app.py" in held


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {"corpus", "index", "bot", ".streamlit", "streamlit_app.py"} == {
        top for top in tops if not top.endswith(".dist-info")
    }


def test_the_page_of_an_installed_onrecord_shows_no_tracebacks(installed: Path) -> None:
    code = """
from streamlit import config
from bot.commands.chat import page_command
script = page_command(port=8501, address="localhost", browser=False)[4]
config._main_script_path = script  # as `streamlit run` does
config.get_config_options(force_reparse=True)
print(script, config.get_option("client.showErrorDetails"))
print(config.get_option("browser.gatherUsageStats"))
"""

    first, second = _python(code, installed).splitlines()

    assert f"{installed / 'streamlit_app.py'} none" == first
    assert "False" == second


def test_an_installed_onrecord_answers_far_from_its_checkout(installed: Path, home: Path) -> None:
    code = "import sys, bot.cli; print(bot.cli.__file__); sys.exit(bot.cli.run(sys.argv[1:]))"
    question = "How many AI articles did China publish in 2022, according to the NSF?"

    told = _python(code, installed, "ask", question, home=home)

    assert told.startswith(str(installed))
    assert "42,524" in told
