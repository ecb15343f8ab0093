"""The README: every command in it works, every file it names is there, and it is short."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import run

pytestmark = pytest.mark.slow  # every command of the README

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
INLINE = re.findall(r"`((?:make|onrecord) [^`]+)`", README)
MAKE = [line for line in dict.fromkeys(COMMANDS + INLINE) if line.startswith("make ")]
ONRECORD = [line for line in COMMANDS if line.startswith("onrecord ")]


def test_the_readme_has_at_most_150_lines() -> None:
    assert len(README.splitlines()) <= 150


def test_every_command_is_one_that_is_tested_here() -> None:
    assert [] == [line for line in COMMANDS if line not in MAKE + ONRECORD]
    assert MAKE
    assert ONRECORD


@pytest.mark.parametrize("line", MAKE)
def test_a_make_command_runs_the_set_up_and_then_what_it_is_for(line: str) -> None:
    """Make itself says what it would run; what that does is tested where it is at home."""
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")

    done = subprocess.run(
        [make, "-n", *shlex.split(line)[1:]], capture_output=True, text=True, cwd=ROOT
    )

    assert 0 == done.returncode, done.stderr
    assert "install.py" in done.stdout
    assert ".venv/bin/" in done.stdout


@pytest.fixture
def folder(fresh_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a report to add and the questions, beside a built store."""
    monkeypatch.setenv("ONRECORD_HOME", str(fresh_home))
    monkeypatch.chdir(tmp_path)
    _write_pdf(tmp_path / "report.pdf", "Daniel Hook wrote that DeepSeek changed the race.")
    coffee = "Country,Year,Coffee drunk\nFinland,2021,72000\nGermany,2021,525000\n"
    (tmp_path / "coffee.csv").write_text(coffee, encoding="utf-8")
    shutil.copytree(ROOT / "tests" / "evals", tmp_path / "tests" / "evals")
    return tmp_path


@pytest.fixture
def fresh_home(home: Path, tmp_path: Path) -> Path:
    """Give a home with the built store, to which things can be added."""
    fresh = tmp_path / "home"
    (fresh / "stores").mkdir(parents=True)
    (fresh / "stores" / "base").symlink_to(home / "stores" / "base")
    (fresh / "models").symlink_to(home / "models")
    return fresh


def _write_pdf(path: Path, sentence: str) -> None:
    """Write the smallest PDF with one line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({sentence}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(pdf)
    pdf += b"xref\n0 6\n0000000000 65535 f \n"
    pdf += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pdf += b"trailer << /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(pdf)


@pytest.mark.parametrize(
    "line",
    [
        # Scoring asks every question of the file.
        pytest.param(line, marks=[pytest.mark.slow] if "eval" in line else [])
        for line in ONRECORD
    ],
)
def test_an_onrecord_command_works_as_it_stands(
    line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(shlex.split(line)[1:]), capsys.readouterr().err


def test_the_command_is_where_the_readme_says() -> None:
    if not (ROOT / ".venv" / "bin" / "onrecord").exists():
        pytest.skip("these tests run in another environment than .venv")
    done = subprocess.run(
        [ROOT / ".venv" / "bin" / "onrecord", "--version"], capture_output=True, text=True
    )

    assert done.stdout.startswith("onrecord ")


def test_every_file_the_readme_names_is_there() -> None:
    names = re.findall(r"`([\w./-]+(?:\.(?:md|py|txt|jsonl|toml|example)|/))`", README)
    names += re.findall(r"\]\((?!#|https?:)([^)]+)\)", README)
    names += ["corpus/figures/datasets.toml", "corpus/figures/measures.toml"]
    beside = {"datasets.toml", "measures.toml"}  # named with their folder before them

    assert [] == [n for n in dict.fromkeys(names) if n not in beside and not (ROOT / n).exists()]


def test_every_variable_the_readme_names_is_a_setting() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    named = set(re.findall(r"\b(?:ONRECORD|OPENAI)_[A-Z_]+", README))

    assert {name for name in named if f"#{name}=" not in example} == set()


def test_ci_runs_the_tests_and_passes_their_outcome_on(tmp_path: Path) -> None:
    """A make that fails with 7 stands in for the tests."""
    (tmp_path / "make").write_text('#!/bin/sh\necho "CI=$CI $*"\nexit 7\n')
    (tmp_path / "make").chmod(0o755)
    environment = {k: v for k, v in os.environ.items() if k != "CI"}
    environment["PATH"] = f"{tmp_path}{os.pathsep}{environment['PATH']}"

    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "run")], capture_output=True, text=True, env=environment
    )

    assert 7 == done.returncode
    assert "CI=true --no-print-directory test\n" == done.stdout


def test_a_question_reaches_the_command_as_it_was_typed(tmp_path: Path) -> None:
    """Dollar signs, quotes and backquotes belong to the question, not to make or the shell."""
    make = shutil.which("make")
    if make is None:
        pytest.skip("no make here")
    question = "Did it cost $5.6 million, \"or\" more than $(HOME) or `id` or 'that'?"
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "onrecord").write_text(
        f"#!{sys.executable}\nimport sys\nif sys.argv[1] == 'ask': print(sys.argv[-1])\n"
    )
    (bin_ / "onrecord").chmod(0o755)

    done = subprocess.run(
        [make, "-s", f"BIN={bin_}", "PYTHON=true", "ask", f"Q={question}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )

    assert question + "\n" == done.stdout
