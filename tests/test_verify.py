"""Verify: a kept answer is answered again, and what changed is said with its reason."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.answers import Answer, Citation
from bot.onrecord import Onrecord
from bot.store_state import read_state, state_from_json
from corpus.errors import OnrecordError
from corpus.readers import read_file
from corpus.settings import Settings
from index.additions import add_document, remove_document

pytestmark = pytest.mark.slow  # answers are asked again

ROOT = Path(__file__).parents[1]
CHINA = "How many AI articles did China publish in 2022, according to the NSF?"
MEMO = "The Ruritanian minister for machines, Rudolf Zenda, opened 17 laboratories in Strelsau."


@pytest.fixture
def desk(home: Path, tmp_path: Path, settings_for: Callable[..., Settings]) -> Settings:
    """Give settings of a home with the built base and nothing added or kept."""
    folder = tmp_path / "home"
    (folder / "stores").mkdir(parents=True)
    (folder / "stores" / "base").symlink_to(home / "stores" / "base")
    (folder / "models").symlink_to(home / "models")
    return settings_for(folder)


@pytest.fixture
def asked(desk: Settings) -> Iterator[Onrecord]:
    opened = Onrecord.open(desk)
    yield opened
    opened.history.close()
    opened.store.close()


def _add_memo(
    settings: Settings, tmp_path: Path, store: Any, text: str = MEMO, *, instead: str = ""
) -> str:
    path = tmp_path / "memo.md"
    path.write_text(f"# Zenda\n\n{text}\n", encoding="utf-8")
    document = read_file(path, title="Memo on Strelsau")
    if instead:
        document = replace(document, source=replace(document.source, id=instead))
    add_document(settings, document, layer="desk", encoder=store.encoder)
    return document.source.id


def _alter(onrecord: Onrecord, change: Callable[[Citation], Citation]) -> None:
    """Make kept answers look as if the tables had said something else when they were given."""

    def altered(answer: Answer) -> Answer:
        return replace(answer, citations=tuple(map(change, answer.citations)))

    onrecord.history.change_answers(altered)


@pytest.mark.parametrize(
    "question",
    [
        CHINA,
        "How many AI papers did China publish?",
        "Rank the top five countries by AI articles in 2022",
        "When did China overtake the US in AI publications?",
        "Who is Daniel Hook?",
        "How many schools did Ruritania open?",
    ],
)
def test_nothing_changed_is_the_same_result(asked: Onrecord, question: str) -> None:
    answer = asked.ask(question, keep=True)
    found = asked.verify(answer.id)
    assert found.same
    assert "" == found.note
    assert answer.hash == found.hash_then == found.hash_now


def test_a_follow_up_is_asked_again_as_it_was_understood(asked: Onrecord) -> None:
    conversation = asked.new_conversation()
    asked.ask(CHINA, conversation=conversation)
    answer = asked.ask("And India?", conversation=conversation)
    found = asked.verify(answer.id)
    assert found.same
    assert "22,557" in (found.now.text if found.now else "")


def test_a_checked_claim_is_checked_again(asked: Onrecord) -> None:
    answer = asked.check("China published 42,524 AI articles in 2022.", keep=True)
    assert asked.verify(answer.id).same
    assert "supported" == answer.verdict


def test_a_revised_cell_gives_old_value_new_value_and_why(asked: Onrecord) -> None:
    answer = asked.ask(CHINA, keep=True)

    def earlier(kept: Answer) -> Answer:
        rows = tuple(
            tuple(41000 if cell == 42524 else cell for cell in row)
            for row in kept.citations[0].rows
        )
        figure = replace(kept.figures[0], text="41,000", value=41000.0)
        return replace(
            kept,
            text=kept.text.replace("42,524", "41,000"),
            citations=(replace(kept.citations[0], rows=rows), *kept.citations[1:]),
            figures=(figure, *kept.figures[1:]),
            hash="",
        )

    asked.history.change_answers(earlier)
    found = asked.verify(answer.id)
    assert not found.same
    (difference,) = found.differences
    assert ("41,000", "42,524") == (difference.old, difference.new)
    assert "AI articles, China, 2022" == difference.what
    assert "data revised" == difference.cause
    assert "within the same release" in difference.why


def test_a_change_of_ours_alone_is_not_laid_on_the_data(asked: Onrecord) -> None:
    answer = asked.ask(CHINA, keep=True)
    asked.history.change_answers(
        lambda kept: replace(kept, figures=(replace(kept.figures[0], text="42.5k", value=42500.0),))
    )
    (difference,) = asked.verify(answer.id).differences
    assert ("42.5k", "42,524", "code changed") == (
        difference.old,
        difference.new,
        difference.cause,
    )


def test_another_wording_is_the_same_result(asked: Onrecord) -> None:
    answer = asked.ask(CHINA, keep=True)
    asked.history.change_answers(lambda kept: replace(kept, text=f"Well. {kept.text}"))
    found = asked.verify(answer.id)
    assert found.same
    assert "Only the wording has changed." == found.note


def test_an_added_document_that_answers_now_is_data_added(
    desk: Settings, asked: Onrecord, tmp_path: Path, store: Any
) -> None:
    question = "Who opened laboratories in Strelsau?"
    answer = asked.ask(question, keep=True)
    assert answer.status in ("no_answer", "out_of_scope")
    _add_memo(desk, tmp_path, store)
    found = asked.verify(answer.id)
    assert not found.same
    assert {"data added"} == {item.cause for item in found.differences}
    assert any("Memo on Strelsau" in item.why for item in found.differences)
    assert any("Zenda" in item.new for item in found.differences if item.point == "quote")


def test_a_removed_document_is_named_as_the_reason(
    desk: Settings, asked: Onrecord, tmp_path: Path, store: Any
) -> None:
    source = _add_memo(desk, tmp_path, store)
    answer = asked.ask("Who opened laboratories in Strelsau?", keep=True)
    assert "Zenda" in answer.text
    remove_document(desk, source, layer="desk")
    found = asked.verify(answer.id)
    assert {"source removed"} == {item.cause for item in found.differences}
    assert any("Zenda" in item.old and not item.new for item in found.differences)


def test_a_redacted_answer_says_that_its_source_was_removed(
    desk: Settings, asked: Onrecord, tmp_path: Path, store: Any
) -> None:
    source = _add_memo(desk, tmp_path, store)
    answer = asked.ask("Who opened laboratories in Strelsau?", keep=True)
    asked.remove(source, layer="desk")
    found = asked.verify(answer.id)
    assert not found.same
    assert {"source removed"} == {item.cause for item in found.differences}
    assert "Zenda" not in str(found)


def test_a_changed_document_is_data_revised(
    desk: Settings, asked: Onrecord, tmp_path: Path, store: Any
) -> None:
    source = _add_memo(desk, tmp_path, store)
    answer = asked.ask("Who opened laboratories in Strelsau?", keep=True)
    _add_memo(desk, tmp_path, store, MEMO.replace("17", "23"), instead=source)
    found = asked.verify(answer.id)
    quotes = [item for item in found.differences if item.point == "quote"]
    assert [("17" in item.old, "23" in item.new) for item in quotes] == [(True, True)]
    assert {"data revised"} == {item.cause for item in found.differences}


def test_all_kept_answers_are_gone_through(asked: Onrecord) -> None:
    first, second = asked.ask(CHINA, keep=True), asked.ask("And?", keep=True)
    assert [first.id, second.id] == [found.id for found in asked.verify_all()]


def test_a_link_verifies_and_another_readers_id_does_not(asked: Onrecord) -> None:
    answer = asked.ask(CHINA, keep=True)
    token = asked.history.link_answer(answer.id, reader="local")
    assert token is not None
    assert asked.verify(token, reader="somebody").same
    with pytest.raises(OnrecordError, match="no answer"):
        asked.verify(answer.id, reader="somebody")


def test_a_query_that_can_no_longer_be_run_is_said(asked: Onrecord) -> None:
    answer = asked.ask(CHINA, keep=True)
    _alter(asked, lambda citation: replace(citation, sql="SELECT * FROM gone_with_the_wind"))
    asked.history.change_answers(lambda kept: replace(kept, engine="model"))
    found = asked.verify(answer.id)
    assert [("evidence", "source removed")] == [(d.point, d.cause) for d in found.differences]
    assert "language model" in found.note


def test_what_the_store_held_is_kept_without_naming_documents(
    desk: Settings, asked: Onrecord, tmp_path: Path, store: Any
) -> None:
    source = _add_memo(desk, tmp_path, store)
    answer = asked.ask(CHINA, keep=True)
    kept = asked.history.kept_answer(answer.id, "local")
    assert kept is not None
    text = asked.history.kept_store(kept.store)
    state = state_from_json(text)
    assert state == read_state(asked.store, asked.knowledge.catalogue)
    assert source not in text
    assert "Strelsau" not in text


def test_a_revised_table_is_found_after_a_new_build(home: Path, tmp_path: Path) -> None:
    """As a desk does it: ask, change a value of the CSV, build, verify, on the command line."""
    for package in ("corpus", "index", "bot"):
        shutil.copytree(ROOT / package, tmp_path / package)
    built = tmp_path / "home"
    (built / "stores" / "base").mkdir(parents=True)
    current = (home / "stores" / "base" / "current").read_text()
    shutil.copytree(home / "stores" / "base" / current, built / "stores" / "base" / current)
    (built / "stores" / "base" / "current").write_text(current)
    (built / "models").symlink_to(home / "models")

    program = """
import contextlib, io, json
from pathlib import Path
from bot.cli import run

def told(*arguments):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert 0 == run(arguments)
    return out.getvalue()

told("build")
kept = json.loads(told("ask", "--json", QUESTION))["id"]
told("ask", "--json", "Who is Daniel Hook?")
before = told("verify", kept)
table = Path("corpus/figures/ncses_ai_articles.csv")
lines = table.read_text(encoding="utf-8")
row = next(line for line in lines.splitlines() if "CHN" in line and ",42524" in line)
table.write_text(lines.replace(row, row.replace("42524", "43999")), encoding="utf-8")
told("build")
print(json.dumps([before, told("verify", "--json", kept), told("verify", "--all")]))
"""
    done = subprocess.run(
        [sys.executable, "-c", f"QUESTION = {CHINA!r}\n{program}"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "ONRECORD_HOME": str(built)},
        capture_output=True,
        text=True,
        check=True,
    )
    before, one, every = json.loads(done.stdout)
    assert "same result" in before
    assert [("42,524", "43,999", "data revised")] == [
        (item["old"], item["new"], item["cause"]) for item in json.loads(one)["differences"]
    ]
    assert "42,524 → 43,999" in every
    assert "1 of 2 kept answers has changed." in every
