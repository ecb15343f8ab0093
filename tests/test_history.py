"""History: turns survive, belong to one reader, and are kept whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.answers import Answer, Citation, Figure
from bot.history import History
from corpus.errors import ConfigError, OnrecordError


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    opened = History.open(tmp_path / "home" / "history.sqlite")
    yield opened
    opened.close()


def answer(question: str, answer_id: str = "a1") -> Answer:
    return Answer(
        question=question,
        standalone=question,
        status="answered",
        text="China published **42,524** AI articles in 2022 [1].",
        citations=(
            Citation(
                n=1,
                kind="figures",
                source="nsf",
                title="AI articles",
                publisher="NSF",
                date="2024",
                url="",
                columns=("place", "value"),
                rows=(("China", 42524),),
                cells=((0, 1),),
            ),
        ),
        figures=(Figure(text="42,524", value=42524.0, status="matched", citation=1, cell=(0, 1)),),
        id=answer_id,
    )


def test_a_kept_answer_comes_back_equal(history: History) -> None:
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("How many?"))
    assert [answer("How many?")] == history.turns(conversation, "reader")


def test_turns_survive_a_restart(tmp_path: Path) -> None:
    first = History.open(tmp_path / "history.sqlite")
    conversation = first.new_conversation("reader")
    first.add_turn(conversation, answer("How many?"))
    first.close()
    second = History.open(tmp_path / "history.sqlite")
    assert ["How many?"] == [turn.question for turn in second.turns(conversation, "reader")]
    second.close()


def test_a_finished_turn_is_on_disk_before_the_process_ends(
    history: History, tmp_path: Path
) -> None:
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("How many?"))
    other = sqlite3.connect(tmp_path / "home" / "history.sqlite")
    assert 1 == other.execute("SELECT count(*) FROM turns").fetchone()[0]
    other.close()


def test_turns_come_in_the_order_they_were_added(history: History) -> None:
    conversation = history.new_conversation("reader")
    numbers = [history.add_turn(conversation, answer(text)) for text in ("one", "two", "three")]
    assert [1, 2, 3] == numbers
    assert ["one", "two", "three"] == [
        turn.question for turn in history.turns(conversation, "reader")
    ]


def test_the_first_question_is_the_title(history: History) -> None:
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("How  many\npapers?"))
    history.add_turn(conversation, answer("And India?"))
    assert "How many papers?" == history.conversations("reader")[0].title


def test_a_given_title_outlives_the_next_turn(history: History) -> None:
    conversation = history.new_conversation("reader")
    history.rename(conversation, "China series", reader="reader")
    history.add_turn(conversation, answer("How many?"))
    assert "China series" == history.conversations("reader")[0].title


def test_the_latest_conversation_is_listed_first(history: History) -> None:
    older, newer = history.new_conversation("reader"), history.new_conversation("reader")
    history.add_turn(newer, answer("newer"))
    history.add_turn(older, answer("older, asked again"))
    assert [older, newer] == [item.id for item in history.conversations("reader")]


def test_the_list_counts_turns(history: History) -> None:
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("one"))
    history.add_turn(conversation, answer("two"))
    assert 2 == history.conversations("reader")[0].turns


def test_a_conversation_without_turns_is_not_listed(history: History) -> None:
    history.new_conversation("reader")
    assert [] == history.conversations("reader")


def test_deleting_a_conversation_deletes_its_turns(history: History) -> None:
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("How many?", "a7"))
    assert history.delete(conversation, reader="reader")
    assert [] == history.turns(conversation, "reader")
    assert history.answer("a7", "reader") is None


def test_an_answer_is_found_by_its_id(history: History) -> None:
    history.add_turn(history.new_conversation("reader"), answer("How many?", "a7"))
    found = history.answer("a7", "reader")
    assert found is not None
    assert "How many?" == found.question


class TestAnotherReader:
    """What one reader asked is not reachable by another, even with the right id."""

    @pytest.fixture
    def conversation(self, history: History) -> str:
        conversation = history.new_conversation("reader")
        history.add_turn(conversation, answer("secret", "a7"))
        return conversation

    def test_does_not_see_it_listed(self, history: History, conversation: str) -> None:
        assert [] == history.conversations("other")

    def test_does_not_read_its_turns(self, history: History, conversation: str) -> None:
        assert [] == history.turns(conversation, "other")

    def test_does_not_read_one_answer(self, history: History, conversation: str) -> None:
        assert history.answer("a7", "other") is None

    def test_does_not_own_it(self, history: History, conversation: str) -> None:
        assert not history.owns(conversation, "other")
        assert history.owns(conversation, "reader")

    def test_does_not_rename_it(self, history: History, conversation: str) -> None:
        assert not history.rename(conversation, "mine", reader="other")
        assert "secret" == history.conversations("reader")[0].title

    def test_does_not_delete_it(self, history: History, conversation: str) -> None:
        assert not history.delete(conversation, reader="other")
        assert 1 == len(history.turns(conversation, "reader"))


def test_conversation_ids_differ_and_are_long(history: History) -> None:
    ids = {history.new_conversation("reader") for _ in range(50)}
    assert 50 == len(ids)
    assert min(len(id_) for id_ in ids) >= 20


def test_a_turn_in_an_unknown_conversation_is_an_error_that_names_it(history: History) -> None:
    with pytest.raises(OnrecordError, match="'nowhere' does not exist"):
        history.add_turn("nowhere", answer("How many?"))


def test_eight_threads_lose_no_turn(history: History) -> None:
    conversation = history.new_conversation("reader")
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(
                lambda n: history.add_turn(conversation, answer(str(n), f"a{n}")), range(80)
            )
        )
    questions = [turn.question for turn in history.turns(conversation, "reader")]
    assert sorted(str(n) for n in range(80)) == sorted(questions)


def test_two_open_files_write_to_one_conversation(history: History, tmp_path: Path) -> None:
    beside = History.open(tmp_path / "home" / "history.sqlite")
    conversation = history.new_conversation("reader")
    assert 1 == history.add_turn(conversation, answer("page"))
    assert 2 == beside.add_turn(conversation, answer("command line"))
    assert 2 == len(history.turns(conversation, "reader"))
    beside.close()


def test_feedback_is_kept_with_its_reason(history: History) -> None:
    history.add_feedback("a7", " The year is wrong ", reader="reader")
    kept = history.feedback()[0]
    assert ("a7", "reader", "The year is wrong") == (kept.answer_id, kept.reader, kept.reason)


def test_a_file_that_is_no_database_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_text("these are not the bytes you are looking for " * 40)
    with pytest.raises(ConfigError, match="move the file away, or set ONRECORD_HOME"):
        History.open(path)


def test_a_home_that_is_a_file_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(ConfigError, match="set ONRECORD_HOME"):
        History.open(tmp_path / "home" / "history.sqlite")


def test_a_failed_write_is_ours_and_names_no_path_to_the_reader(history: History) -> None:
    conversation = history.new_conversation("reader")
    history._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(OnrecordError, match="free space") as raised:
        history.add_turn(conversation, answer("How many?"))
    assert "/" not in raised.value.for_reader
