"""The command line: what goes to stdout, what to stderr, and the exit codes."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer, answer_from_json, as_json
from bot.cli import run
from bot.commands.batch import answer_batch, read_batch
from bot.commands.failures import describe_failure
from bot.commands.printing import answer_text, json_text
from bot.commands.progress import showing_progress
from corpus.cleaning import mend_halves
from corpus.errors import IndexMissing, OnrecordError

pytestmark = pytest.mark.slow  # whole commands

ROOT = Path(__file__).parents[1]
COMMANDS = (
    *("build", "ask", "check", "sources", "measures", "add", "chat", "eval", "sql"),
    *("added", "reread", "remove", "conflicts", "verify", "export", "feedback"),
    *("doctor", "serve", "mcp"),
)
CHINA = "How many AI articles did China publish in 2022, according to the NSF?"


@pytest.fixture
def at_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the commands use the built store, and stand in a folder of this test's own."""
    monkeypatch.setenv("ONRECORD_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the commands use an empty home."""
    monkeypatch.setenv("ONRECORD_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _command(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        **options,
    )


# ---------------------------------------------------------------------------------- help, usage


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run([command, "--help"])
    assert f"Example: onrecord {command}" in capsys.readouterr().out


def test_the_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])

    listed = re.findall(r"^  ([a-z]+)  ", capsys.readouterr().out, re.MULTILINE)
    assert sorted(COMMANDS) == sorted(listed)


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["nonsense"], id="unknown command"),
        pytest.param(["ask"], id="no question"),
        pytest.param(["ask", "--nonsense", "q"], id="unknown option"),
        pytest.param(["ask", "q", "--batch", "f"], id="question and batch"),
        pytest.param(["ask", "--batch", "f", "--conversation", "new"], id="batch in conversation"),
        pytest.param(["ask", "--reading", "{not json", "q"], id="reading is no JSON"),
        pytest.param(["ask", "--reading", "[]", "q"], id="reading is no object"),
        pytest.param(["check"], id="no claim"),
        pytest.param(["eval"], id="nothing to score"),
        pytest.param(["eval", "retrieval"], id="no folder"),
        pytest.param(["eval", "nonsense", "f"], id="unknown evaluation"),
        pytest.param(["add", "--title", "t", "a.pdf", "b.pdf"], id="one title for two files"),
        pytest.param(["chat", "--port", "0"], id="port out of range"),
        pytest.param(["sql"], id="no statement"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_says_so_on_stderr(
    nowhere: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 2 == run(arguments)

    printed = capsys.readouterr()
    assert "" == printed.out
    assert "Error: " in printed.err


# ------------------------------------------------------------------------------------- failures


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "a question"],
        ["check", "a claim"],
        ["sources"],
        ["measures"],
        ["sql", "SELECT 1"],
        ["eval", "claims", "none.jsonl"],
        ["eval", "retrieval", "none"],
        ["eval", "none.jsonl"],
        ["add", "none.pdf"],
        ["ask", "--batch", "none.jsonl"],
    ],
    ids=" ".join,
)
def test_what_went_wrong_is_one_line_on_stderr_and_exit_code_1(
    nowhere: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == run(arguments)

    printed = capsys.readouterr()
    assert "" == printed.out
    (line,) = printed.err.splitlines()
    assert line.startswith("onrecord: ")
    assert "unexpected" not in line


def test_a_missing_store_says_which_command_builds_it(
    nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["ask", "a question"])

    assert "run: onrecord build" in capsys.readouterr().err


def test_a_bad_setting_is_named(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_QUERY_ROWS", "many")

    assert 1 == run(["ask", "a question"])
    assert "ONRECORD_QUERY_ROWS has value 'many'" in capsys.readouterr().err


def test_an_error_nobody_foresaw_is_one_line_and_its_traceback_is_in_the_log(
    nowhere: Path,
) -> None:
    try:
        raise ZeroDivisionError("a\nb")
    except ZeroDivisionError as error:
        line = describe_failure(error)

    log = nowhere / "home" / "onrecord.log"
    assert f"unexpected error: ZeroDivisionError: a b; the details are in {log}" == line
    assert "Traceback" in log.read_text()


def test_settings_that_cannot_be_read_do_not_hide_the_error(nowhere: Path) -> None:
    (nowhere / ".env").mkdir()  # a folder in the file's place
    (nowhere / ".env" / "x").touch()

    line = describe_failure(ZeroDivisionError("told"))

    assert "ZeroDivisionError: told" in line


def test_an_error_raised_on_purpose_is_its_own_message() -> None:
    assert "no store; run: onrecord build" == describe_failure(
        IndexMissing("no store; run:\n onrecord build")
    )


def test_ctrl_c_is_one_word_and_no_traceback(nowhere: Path) -> None:
    code = (
        "import signal, sys, bot.cli as cli, corpus.settings\n"
        # A build server may start us with the signal ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "corpus.settings.read_settings = lambda: signal.raise_signal(signal.SIGINT)\n"
        "sys.exit(cli.run(['sql', 'SELECT 1']))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)

    assert (130, "interrupted\n") == (done.returncode, done.stderr)


# ------------------------------------------------------------------------------------- printing


def test_what_would_steer_a_terminal_is_not_printed() -> None:
    answer = Answer(
        question="q",
        standalone="q",
        status="no_answer",
        text="a\x1b[31mb\u202ec",
        caveats=("\x07",),
    )

    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", answer_text(answer))


def test_json_is_one_line_that_every_reader_accepts() -> None:
    from datetime import date
    from decimal import Decimal

    import numpy as np

    record = {"a": Decimal("1.50"), "b": float("nan"), "c": date(2026, 11, 22), "d": np.int64(3)}

    line = json_text(record | {"e": "two\nlines"})

    assert "\n" not in line
    expected = {"a": 1.5, "b": None, "c": "2026-11-22", "d": 3, "e": "two\nlines"}
    assert expected == json.loads(line)


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    assert "A\ufffd" == mend_halves("A\udcff")
    assert "中国" == mend_halves("中国")


def test_progress_is_plain_lines_when_piped(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress() as progress:
        for done in range(1, 101):
            progress("passages", done, 100)

    printed = capsys.readouterr()
    assert "" == printed.out
    assert ["passages: 1 of 100", "passages: 100 of 100"] == printed.err.splitlines()


def test_quiet_progress_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress(quiet=True) as progress:
        progress("passages", 1, 1)

    assert "" == capsys.readouterr().err


# ---------------------------------------------------------------------------------------- batch


class _Scripted:
    """Stand in for Onrecord where only the batch is under test: "crash" crashes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.conversations = 0

    def new_conversation(self) -> str:
        self.conversations += 1
        return f"c{self.conversations}"

    def ask(self, question: str, conversation: str | None = None, **_: object) -> Answer:
        self.asked.append((question, conversation))
        if question == "crash":
            raise OnrecordError("it broke")
        return Answer(question=question, standalone=question, status="answered", text="Yes.")

    def check(self, text: str, **_: object) -> Answer:
        return Answer(
            question=text, standalone=text, status="answered", text="Yes.", verdict="supported"
        )


def _batch(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_batch_prints_a_line_per_turn_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _batch(tmp_path, '{"id": "a", "turns": ["one", "two"]}', "", '{"id": 7, "turns": ["x"]}')

    answer_batch(_Scripted(), read_batch(str(file)))  # type: ignore[arg-type]

    lines = _printed(capsys)
    assert [("a", 1), ("a", 2), (7, 1)] == [(line["id"], line["turn"]) for line in lines]
    assert "one" == lines[0]["answer"]["question"]


def test_each_line_of_a_batch_is_a_conversation_of_its_own(tmp_path: Path) -> None:
    file = _batch(
        tmp_path, '{"id": "a", "turns": ["one", "two"]}', '{"id": "b", "turns": ["x", "y"]}'
    )
    onrecord = _Scripted()

    answer_batch(onrecord, read_batch(str(file)))  # type: ignore[arg-type]

    assert ["c1", "c1", "c2", "c2"] == [conversation for _, conversation in onrecord.asked]


def test_a_turn_that_goes_wrong_is_an_error_line_and_the_rest_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _batch(tmp_path, '{"id": "a", "turns": ["crash", "two"]}')

    answer_batch(_Scripted(), read_batch(str(file)))  # type: ignore[arg-type]

    first, second = _printed(capsys)
    assert {"id": "a", "turn": 1, "error": "it broke"} == first
    assert "two" == second["answer"]["question"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": "a"}',
        '{"id": "a", "turns": []}',
        '{"id": "a", "turns": [1]}',
        '{"id": "a", "turns": "one"}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:30],
)
def test_a_line_that_cannot_be_used_is_an_error_line_and_the_rest_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    file = _batch(tmp_path, line, '{"id": "b", "turns": ["two"]}')

    answer_batch(_Scripted(), read_batch(str(file)))  # type: ignore[arg-type]

    first, second = _printed(capsys)
    assert "line 1 cannot be used" in first["error"]
    assert "b" == second["id"]


def test_a_batch_of_claims_gives_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _batch(tmp_path, '{"id": "a", "claim": "China leads."}')

    answer_batch(_Scripted(), read_batch(str(file), claims=True), claims=True)  # type: ignore[arg-type]

    (line,) = _printed(capsys)
    assert "supported" == line["answer"]["verdict"]


# --------------------------------------------------------------------------------- the real thing


def test_build_says_on_stderr_alone_how_far_it_is(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["build"])
    assert "" == capsys.readouterr().out


def test_a_build_with_nothing_to_do_says_so(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["build"])
    capsys.readouterr()

    assert 0 == run(["build"])
    assert "the index is up to date\n" == capsys.readouterr().err


def test_words_that_no_measure_has_are_said_to_have_none(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["measures", "zeppelins"])

    printed = capsys.readouterr()
    assert "" == printed.out
    assert "nothing of these words" in printed.err


@pytest.mark.parametrize("command", [["chat", "--no-browser"], ["serve"]], ids=lambda c: c[0])
def test_a_port_that_is_taken_is_said_before_anything_claims_to_listen(
    at_home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert 1 == run([*command, "--port", port])

    (line,) = capsys.readouterr().err.splitlines()
    assert f"port {port} " in line
    assert "--port" in line


def test_sql_prints_comma_separated_values_when_piped(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = "SELECT place, value FROM nsf_ai_articles WHERE year = 2022 AND place = 'CHN'"

    assert 0 == run(["sql", query])
    assert "place,value\nCHN,42524\n" == capsys.readouterr().out


def test_sql_that_is_not_allowed_is_refused_with_the_reason(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 1 == run(["sql", "DROP VIEW nsf_ai_articles"])
    assert "DROP" in capsys.readouterr().err


def test_ask_prints_the_answer_and_its_sources(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(["ask", CHINA])

    printed = capsys.readouterr().out
    assert "42,524" in printed
    assert "[1] " in printed


def test_ask_json_is_the_whole_answer(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["ask", "--json", CHINA])

    data = json.loads(capsys.readouterr().out)
    assert set(Answer.__dataclass_fields__) == set(data)
    assert data == json.loads(json_text(as_json(answer_from_json(data))))
    assert data["timings_ms"]["total"] > 0


def test_a_reading_is_accepted_back_and_can_be_edited(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["ask", "--json", CHINA])
    reading = json.loads(capsys.readouterr().out)["reading"]

    assert 0 == run(["ask", "--json", "--reading", json.dumps(reading | {"places": ["IND"]})])
    assert "22,557" in json.loads(capsys.readouterr().out)["text"]


def test_a_refusal_is_an_answer(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(["ask", "--json", "What is the capital of France?"])
    assert "out_of_scope" == json.loads(capsys.readouterr().out)["status"]


def test_check_gives_a_verdict(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = "China published 42,524 AI articles in 2022, according to the NSF."

    assert 0 == run(["check", "--json", claim])
    assert "supported" == json.loads(capsys.readouterr().out)["verdict"]


@pytest.mark.parametrize(("command", "id_"), [("sources", "id"), ("measures", "measure")])
def test_lists_can_be_read_by_people_and_programs(
    command: str, id_: str, at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run([command])
    told = capsys.readouterr().out
    assert 0 == run([command, "--json"])
    items = json.loads(capsys.readouterr().out)

    assert len(items) > 5
    assert [] == [item[id_] for item in items if item[id_] not in told]


def test_a_follow_up_goes_on_with_a_conversation(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["ask", "--json", "--conversation", "new", CHINA])
    conversation = capsys.readouterr().err.split()[-1]

    assert 0 == run(["ask", "--json", "--conversation", conversation, "And India?"])
    assert "22,557" in json.loads(capsys.readouterr().out)["text"]


def test_an_evaluation_exits_0_whatever_the_score(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": "1", "kind": "k", "turns": [CHINA], "expect": {"numbers": [{"value": 1}]}}
    (at_home / "q.jsonl").write_text(json.dumps(line))

    assert 0 == run(["eval", "--json", "--out", "scored.jsonl", "q.jsonl"])
    assert 0 == json.loads(capsys.readouterr().out)["all"]["right"]
    (scored,) = (at_home / "scored.jsonl").read_text().splitlines()
    assert "wrong but confident" == json.loads(scored)["outcome"]


@pytest.mark.slow
def test_a_batch_is_flushed_turn_by_turn(at_home: Path, home: Path) -> None:
    """The second line is only given once the first has been answered and read."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "ask", "--json", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id_ in ("a", "b"):
            process.stdin.write(json.dumps({"id": id_, "turns": [CHINA]}) + "\n")
            process.stdin.flush()
            assert id_ == json.loads(process.stdout.readline())["id"]
        process.stdin.close()
    assert 0 == process.returncode


@pytest.mark.slow
def test_whoever_stops_reading_is_no_error(at_home: Path) -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m bot.cli sources --json | head -c 10",
        shell=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert "" == done.stderr


@pytest.mark.slow
def test_on_a_terminal_sentences_are_streamed_and_the_sources_follow(
    at_home: Path, on_a_terminal: Callable[..., str]
) -> None:
    shown = on_a_terminal("ask", CHINA)

    assert shown.index("42,524") < shown.index("Sources")
    assert "**" not in shown


@pytest.fixture
def on_a_terminal() -> Callable[..., str]:
    """Run a command with a terminal for its output, and give what it shows."""
    import pty

    def run_it(*arguments: str) -> str:
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", *arguments],
            stdout=slave,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        os.close(slave)
        shown = b""
        while True:
            try:
                piece = os.read(master, 65_536)
            except OSError:  # Linux: the other side is closed
                break
            if not piece:
                break
            shown += piece
        os.close(master)
        process.wait(timeout=60)
        return shown.decode()

    return run_it
