"""Late packages: they load when first asked for, and what they give is the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = {
    "__init__.py": "import late_trace.heavy\nVALUE = 1\n__version__ = '2'\n",
    "heavy.py": "",
    "light.py": "NAME = 'light'\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    package = tmp_path / "late_trace"
    package.mkdir()
    for name, text in PACKAGE.items():
        (package / name).write_text(text)
    return tmp_path


def _run(folder: Path, code: str) -> list[str]:
    start = "from bot.late_packages import defer_packages\nimport sys\n"
    command = [sys.executable, "-c", start + code]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": str(folder)}
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        pytest.param("from late_trace import VALUE; print(VALUE)", "1", id="a name"),
        pytest.param("import late_trace; print(late_trace.__version__)", "2", id="a dunder"),
        pytest.param(
            "import late_trace\ntry: late_trace.no\nexcept AttributeError: print('none')",
            "none",
            id="a name it lacks",
        ),
    ],
)
def test_a_name_runs_the_package(folder: Path, use: str, expected: str) -> None:
    code = f"defer_packages(('late_trace',))\n{use}\nprint('late_trace.heavy' in sys.modules)"
    assert [expected, "True"] == _run(folder, code)


def test_a_module_of_it_alone_does_not(folder: Path) -> None:
    code = (
        "defer_packages(('late_trace',))\nfrom late_trace.light import NAME\n"
        "print(NAME, 'late_trace.heavy' in sys.modules)"
    )
    assert ["light", "False"] == _run(folder, code)


def test_a_package_that_is_missing_or_loaded_is_left_alone(folder: Path) -> None:
    code = (
        "import late_trace\ndefer_packages(('late_trace', 'not_here_at_all'))\n"
        "print(type(late_trace).__name__, 'not_here_at_all' in sys.modules)"
    )
    assert ["module", "False"] == _run(folder, code)


@pytest.mark.slow
def test_langchain_starts_without_what_it_does_not_use(folder: Path) -> None:
    code = (
        "defer_packages()\nfrom langchain.agents import create_agent\n"
        "print('langgraph_sdk.client' in sys.modules, 'websockets' in sys.modules)\n"
        "from langgraph_sdk import get_client\nprint(get_client.__name__)"
    )
    assert ["False", "False", "get_client"] == _run(folder, code)
