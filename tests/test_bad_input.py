"""Bad input: a clear answer or a clear error, never a traceback, and nothing lost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.settings import Settings
from index.layers import base_folder, current_build

pytestmark = pytest.mark.slow  # files of every bad kind

ROOT = Path(__file__).parents[1]
CHINA = "How many AI articles did China publish in 2022, according to the NSF?"
STATUSES = {"answered", "partial", "conflict", "no_answer", "out_of_scope", "clarify"}
REFUSED = {"no_answer", "out_of_scope", "clarify"}
SMALL_FILES = 60_000  # bytes: no file may grow beyond them, as on a disk that is full


def _onrecord(
    *arguments: str, home: Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as its users do."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"ONRECORD_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home.parent,
        preexec_fn=before,
    )


def _one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Give the one line of an error, after seeing that it is one and no traceback."""
    assert 1 == done.returncode, done.stdout + done.stderr
    assert "" == done.stdout
    lines = [line for line in done.stderr.splitlines() if line.startswith("onrecord: ")]
    assert 1 == len(lines), done.stderr
    assert "Traceback" not in done.stderr
    assert "unexpected error" not in lines[0], lines[0]
    return lines[0]


# ------------------------------------------------------------------------------------ questions


@pytest.fixture(scope="module")
def onrecord(home: Path, settings: Settings) -> Any:
    """Give Onrecord over the built store."""
    from bot.onrecord import Onrecord

    return Onrecord.open(settings)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n ", id="only white space"),
        pytest.param("?!...", id="only punctuation"),
        pytest.param("🤖📈🇨🇳❓", id="only emoji"),
        pytest.param("\x00\x01\x1b[31m\x7f", id="only control characters"),
        pytest.param("\u202e\u200b\u2066", id="only invisible characters"),
        pytest.param("a" * 20_000, id="one word of 20,000 letters"),
        pytest.param("why " * 5_000, id="5,000 times why"),
        pytest.param("1" * 20_000, id="a number of 20,000 digits"),
        pytest.param("(" * 20_000, id="20,000 brackets"),
        pytest.param("<script>alert(1)</script>", id="a script"),
        pytest.param("'; DROP TABLE observations; --", id="an SQL injection"),
        pytest.param("\ud83e", id="half a character"),
    ],
)
def test_what_is_no_question_gets_an_answer_that_claims_nothing(
    onrecord: Any, question: str
) -> None:
    answer = onrecord.ask(question)

    assert answer.status in REFUSED
    assert answer.text.strip()
    assert len(answer.text) < 2_000


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Combien d'articles sur l'IA la Chine a-t-elle publiés en 2022 ?", id="fr"),
        pytest.param("Wie viele KI-Artikel hat China 2022 veröffentlicht?", id="de"),
        pytest.param("¿Cuántos artículos de IA publicó China en 2022?", id="es"),
        pytest.param("2022年中国发表了多少篇人工智能论文？", id="zh"),
        pytest.param("Сколько статей об ИИ опубликовал Китай в 2022 году?", id="ru"),
        pytest.param("كم عدد مقالات الذكاء الاصطناعي التي نشرتها الصين؟", id="ar"),
    ],
)
def test_a_question_in_another_language_is_answered_or_refused(
    onrecord: Any, question: str
) -> None:
    answer = onrecord.ask(question)

    assert answer.status in STATUSES
    assert answer.text.strip()


def test_a_real_question_in_20_000_characters_of_noise_is_quick_to_answer(onrecord: Any) -> None:
    start = time.monotonic()

    answer = onrecord.ask("well " * 4_000 + CHINA)

    assert answer.status in STATUSES
    assert time.monotonic() - start < 5


def test_control_characters_inside_a_question_do_not_hide_it(onrecord: Any) -> None:
    answer = onrecord.ask(CHINA.replace(" ", "\x00 \u200b"))

    assert "42,524" in answer.text


def test_an_answer_to_bad_input_is_json_that_can_be_read(home: Path) -> None:
    done = _onrecord("ask", "--json", "\x1b[31m\udcff🤖", home=home)

    assert 0 == done.returncode, done.stderr
    assert json.loads(done.stdout)["status"] in REFUSED


def test_a_batch_of_bad_questions_is_answered_line_by_line(home: Path, tmp_path: Path) -> None:
    questions = ["", "\ud800", "x" * 20_000, "🤖", "\x00"]
    file = tmp_path / "batch.jsonl"
    file.write_text(
        "".join(json.dumps({"id": i, "turns": [q]}) + "\n" for i, q in enumerate(questions))
    )

    done = _onrecord("ask", "--json", "--batch", str(file), home=home)

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [0, 1, 2, 3, 4] == [line["id"] for line in lines]
    assert [] == [line for line in lines if "error" in line]


# ---------------------------------------------------------------------------------------- store


@pytest.fixture
def copied(home: Path, tmp_path: Path) -> Path:
    """Give a home of this test's own with a copy of the built store."""
    fresh = tmp_path / "home"
    build = current_build(Settings(_env_file=None, home=home))  # type: ignore[call-arg]
    target = fresh / build.relative_to(home)
    target.parent.mkdir(parents=True)
    shutil.copytree(build, target)
    (target.parent / "current").write_text(build.name)
    (fresh / "models").symlink_to(home / "models")
    return fresh


def _build_folder(home: Path) -> Path:
    return current_build(Settings(_env_file=None, home=home))  # type: ignore[call-arg]


def _overwrite(name: str) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        (build / name).write_bytes(b"this is no database" * 500)

    return damage


def _cut(name: str) -> Callable[[Path], None]:
    def damage(build: Path) -> None:
        content = (build / name).read_bytes()
        (build / name).write_bytes(content[: len(content) // 3])

    return damage


def _other_version(build: Path) -> None:
    manifest = json.loads((build / "manifest.json").read_text())
    (build / "manifest.json").write_text(json.dumps(manifest | {"format": 999}))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(_overwrite("passages.sqlite"), id="passages overwritten"),
        pytest.param(_overwrite("figures.duckdb"), id="figures overwritten"),
        pytest.param(_cut("figures.duckdb"), id="figures cut off"),
        pytest.param(_overwrite("manifest.json"), id="manifest overwritten"),
        pytest.param(_other_version, id="from another version"),
        pytest.param(shutil.rmtree, id="gone"),
    ],
)
def test_a_store_that_cannot_be_used_is_one_line_that_says_what_to_run(
    copied: Path, damage: Callable[[Path], None]
) -> None:
    damage(_build_folder(copied))

    line = _one_line(_onrecord("ask", CHINA, home=copied))

    assert "run: onrecord build" in line


def test_a_missing_store_is_one_line_that_says_what_to_run(tmp_path: Path) -> None:
    line = _one_line(_onrecord("ask", CHINA, home=tmp_path / "home"))

    assert line.endswith("run: onrecord build")


def test_a_damaged_store_fails_each_turn_of_a_batch_or_the_whole_and_never_crashes(
    copied: Path, tmp_path: Path
) -> None:
    _overwrite("figures.duckdb")(_build_folder(copied))
    (tmp_path / "batch.jsonl").write_text('{"id": 1, "turns": ["a"]}\n{"id": 2, "turns": ["b"]}\n')

    done = _onrecord("ask", "--json", "--batch", str(tmp_path / "batch.jsonl"), home=copied)

    assert "Traceback" not in done.stderr
    assert done.returncode == 1 or [1, 2] == [
        json.loads(line)["id"] for line in done.stdout.splitlines()
    ]


# ----------------------------------------------------------------------------------- disk, home


def _full_disk() -> None:
    """Let no file grow: what a full disk does to a process, without filling one."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_FILES, SMALL_FILES))


def test_a_full_disk_fails_the_build_in_one_line_and_the_old_store_serves(copied: Path) -> None:
    _other_version(_build_folder(copied))
    before = _build_folder(copied)

    line = _one_line(_onrecord("build", home=copied, before=_full_disk))

    assert "ONRECORD_HOME" in line
    assert before == _build_folder(copied)


def test_a_full_disk_loses_no_conversation(copied: Path) -> None:
    """What was answered before the disk was full can still be read and followed up after."""
    asked = _onrecord("ask", "--conversation", "new", "--json", CHINA, home=copied)
    conversation = asked.stderr.split()[-1]

    full = _onrecord(
        "ask", "--json", "--conversation", conversation, "And India?", home=copied,
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)),
    )  # fmt: skip
    after = _onrecord("ask", "--json", "--conversation", conversation, "And India?", home=copied)

    assert "Traceback" not in full.stderr
    assert full.returncode in (0, 1)
    assert "22,557" in json.loads(after.stdout)["text"]


def _closed_home(tmp_path: Path) -> Path:
    """Give a home that nobody may write to, root neither."""
    if os.geteuid() == 0:
        return Path("/proc/onrecord")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    return closed / "home"


def test_a_home_that_cannot_be_written_fails_the_build_in_one_line(tmp_path: Path) -> None:
    home = _closed_home(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "build"],
        capture_output=True,
        text=True,
        env=os.environ | {"ONRECORD_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )

    assert "ONRECORD_HOME" in _one_line(done)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_store_in_a_read_only_home_still_answers(copied: Path) -> None:
    folders = [copied, *(path for path in copied.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o500)
    try:
        done = _onrecord("ask", CHINA, home=copied)
    finally:
        for folder in folders:
            folder.chmod(0o700)

    assert "42,524" in done.stdout or "cannot be written" in _one_line(done)


def test_of_two_builds_at_once_one_is_refused_in_one_line(copied: Path) -> None:
    from filelock import FileLock

    settings = Settings(_env_file=None, home=copied)  # type: ignore[call-arg]
    with FileLock(base_folder(settings) / "build.lock"):
        line = _one_line(_onrecord("build", home=copied))

    assert "another build" in line
    assert "42,524" in _onrecord("ask", CHINA, home=copied).stdout


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("broken.pdf", b"%PDF-1.4 and then nothing"),
        ("broken.docx", b"PK\x03\x04 and then nothing"),
        ("table.xlsx", b"PK\x03\x04"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    ],
)
def test_a_file_that_cannot_be_added_is_one_line_that_names_it(
    copied: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    assert name in _one_line(_onrecord("add", str(tmp_path / name), home=copied))
