"""History: turns survive, belong to one reader, and are kept whole or not at all."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers import Answer, Citation, Figure, as_json
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
    history._file.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(OnrecordError, match="free space") as raised:
        history.add_turn(conversation, answer("How many?"))
    assert "/" not in raised.value.for_reader


# ------------------------------------------------------------------------------------- search


class TestSearch:
    @pytest.fixture
    def talks(self, history: History) -> dict[str, str]:
        ids = {}
        for name, question in {
            "patents": "Who files the most AI patents?",
            "papers": "How many AI articles did Côte d’Ivoire publish?",
        }.items():
            ids[name] = history.new_conversation("reader")
            history.add_turn(ids[name], answer(question, f"id-{name}"))
        return ids

    def test_finds_a_word_of_a_question(self, history: History, talks: dict[str, str]) -> None:
        assert [talks["patents"]] == [c.id for c in history.search("patents", reader="reader")]

    def test_finds_the_beginning_of_a_word(self, history: History, talks: dict[str, str]) -> None:
        assert [talks["patents"]] == [c.id for c in history.search("files pat", reader="reader")]

    def test_finds_words_written_without_their_accents(
        self, history: History, talks: dict[str, str]
    ) -> None:
        assert [talks["papers"]] == [c.id for c in history.search("cote", reader="reader")]

    def test_finds_a_number_of_an_answer_and_shows_it(
        self, history: History, talks: dict[str, str]
    ) -> None:
        found = history.search("42,524", reader="reader")
        assert set(talks.values()) == {c.id for c in found}
        assert "42,524" in found[0].excerpt

    def test_finds_a_given_title(self, history: History, talks: dict[str, str]) -> None:
        history.rename(talks["papers"], "West Africa 100%", reader="reader")
        assert [talks["papers"]] == [c.id for c in history.search("africa 100%", reader="reader")]

    def test_finds_chinese_words(self, history: History) -> None:
        conversation = history.new_conversation("reader")
        history.add_turn(conversation, answer("中国发表了多少篇人工智能论文？"))
        assert [conversation] == [c.id for c in history.search("人工智能", reader="reader")]

    def test_finds_nothing_of_another_reader(self, history: History, talks: dict[str, str]) -> None:
        assert [] == history.search("patents", reader="other")

    @pytest.mark.parametrize("words", ['"', "AND", "a* OR", "NEAR(", "(", "", "%", "'; --"])
    def test_takes_any_words_as_words(self, history: History, words: str) -> None:
        assert [] == history.search(words, reader="reader")

    def test_lists_no_answer_that_was_asked_on_its_own(self, history: History) -> None:
        history.keep(answer("How many patents?"), reader="reader")
        assert [] == history.search("patents", reader="reader")
        assert [] == history.conversations("reader")


# ------------------------------------------------------------------------------------- traces


def test_a_deleted_conversation_leaves_no_byte_behind(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    history = History.open(path)
    conversation = history.new_conversation("reader")
    history.add_turn(conversation, answer("Who is Zyxomma petiolatum?", "a7"))
    history.add_feedback("a7", "It is a dragonfly, Zyxomma", reader="reader")
    history.add_turn(history.new_conversation("reader"), answer("Another question?", "a8"))
    assert b"zyxomma" in b"".join(file.read_bytes().lower() for file in tmp_path.iterdir())
    history.delete(conversation, reader="reader")
    left = b"".join(file.read_bytes().lower() for file in tmp_path.iterdir())
    assert b"zyxomma" not in left
    assert b"another question?" in left
    history.close()


def test_a_redacted_quote_is_gone_from_answers_search_and_file(tmp_path: Path) -> None:
    history = History.open(tmp_path / "history.sqlite")
    conversation = history.new_conversation("reader")
    kept = answer("What does the memo say?", "a7")
    history.add_turn(conversation, replace(kept, text="It says: Zyxomma [1]."))
    history.add_turn(conversation, answer("Another?", "a8"))

    assert 1 == history.change_answers(
        lambda one: replace(one, text="[redacted]") if one.id == "a7" else one
    )

    assert "[redacted]" == history.turns(conversation, "reader")[0].text
    assert [] == history.search("zyxomma", reader="reader")
    assert b"zyxomma" not in b"".join(f.read_bytes().lower() for f in tmp_path.iterdir())
    history.close()


# ------------------------------------------------------------------------------------- links


class TestLinks:
    @pytest.fixture
    def conversation(self, history: History) -> str:
        conversation = history.new_conversation("reader")
        history.add_turn(conversation, answer("First?", "a1"))
        history.add_turn(conversation, answer("Second?", "a2"))
        return conversation

    def test_a_link_opens_the_conversation(self, history: History, conversation: str) -> None:
        linked = history.linked(history.link_conversation(conversation, reader="reader") or "")
        assert linked is not None
        assert ["First?", "Second?"] == [kept.answer.question for kept in linked.turns]

    def test_a_link_to_an_answer_opens_nothing_else(
        self, history: History, conversation: str
    ) -> None:
        linked = history.linked(history.link_answer("a2", reader="reader") or "")
        assert linked is not None
        assert ["Second?"] == [kept.answer.question for kept in linked.turns]

    def test_another_reader_cannot_make_one(self, history: History, conversation: str) -> None:
        assert history.link_conversation(conversation, reader="other") is None
        assert history.link_answer("a1", reader="other") is None

    def test_the_ids_are_no_tokens(self, history: History, conversation: str) -> None:
        history.link_conversation(conversation, reader="reader")
        assert history.linked(conversation) is None
        assert history.linked("a1") is None
        assert history.linked("") is None

    def test_the_file_does_not_hold_the_token(
        self, history: History, conversation: str, tmp_path: Path
    ) -> None:
        token = history.link_conversation(conversation, reader="reader") or ""
        files = [f.read_bytes() for f in (tmp_path / "home").iterdir()]
        assert token.encode() not in b"".join(files)

    def test_a_withdrawn_link_opens_nothing(self, history: History, conversation: str) -> None:
        token = history.link_answer("a1", reader="reader") or ""
        assert 0 == history.unlink(conversation, reader="other")
        assert 1 == history.unlink(conversation, reader="reader")
        assert history.linked(token) is None

    def test_a_deleted_conversation_takes_its_links_along(
        self, history: History, conversation: str
    ) -> None:
        token = history.link_answer("a1", reader="reader") or ""
        history.delete(conversation, reader="reader")
        assert history.linked(token) is None

    def test_two_links_have_different_tokens_of_256_bits(
        self, history: History, conversation: str
    ) -> None:
        tokens = {history.link_answer("a1", reader="reader") or "" for _ in range(2)}
        assert 2 == len(tokens)
        assert 43 == min(map(len, tokens))


# ------------------------------------------------------------------------------------- older files


def _older_file(path: Path) -> None:
    """Write a file as the first version of Onrecord wrote it."""
    connection = sqlite3.connect(path)
    connection.executescript(
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY, reader TEXT NOT NULL, title TEXT NOT NULL DEFAULT '',
            updated TEXT NOT NULL);
        CREATE TABLE turns (
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            number INTEGER NOT NULL, answer_id TEXT NOT NULL, at TEXT NOT NULL,
            answer TEXT NOT NULL, PRIMARY KEY (conversation, number));
        CREATE TABLE feedback (
            answer_id TEXT NOT NULL, reader TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL);
        INSERT INTO conversations VALUES ('c1', 'reader', 'Old times', '2026-11-01T08:00:00+00:00');
        INSERT INTO feedback VALUES ('a1', 'reader', 'no', '2026-11-01T08:01:00+00:00');
        """
    )
    text = json.dumps(as_json(answer("How many did Peru publish?")))
    connection.execute(
        "INSERT INTO turns VALUES ('c1', 1, 'a1', '2026-11-01T08:00:00+00:00', ?)", (text,)
    )
    connection.commit()
    connection.close()


class TestAnOlderFile:
    @pytest.fixture
    def older(self, tmp_path: Path) -> Iterator[History]:
        _older_file(tmp_path / "history.sqlite")
        opened = History.open(tmp_path / "history.sqlite")
        yield opened
        opened.close()

    def test_keeps_its_conversations(self, older: History) -> None:
        assert [("Old times", 1)] == [(c.title, c.turns) for c in older.conversations("reader")]
        assert [answer("How many did Peru publish?")] == older.turns("c1", "reader")
        assert ["no"] == [item.reason for item in older.feedback()]

    def test_can_be_searched(self, older: History) -> None:
        assert ["c1"] == [c.id for c in older.search("peru", reader="reader")]

    def test_takes_new_turns_and_loses_deleted_ones(self, older: History) -> None:
        assert 2 == older.add_turn("c1", answer("And Chile?", "a2"))
        assert older.delete("c1", reader="reader")
        assert [] == older.search("peru", reader="reader")

    def test_is_brought_up_to_date_once(self, older: History, tmp_path: Path) -> None:
        again = History.open(tmp_path / "history.sqlite")
        assert 1 == len(again.turns("c1", "reader"))
        again.close()


def test_a_file_of_a_newer_onrecord_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    History.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConfigError, match="has version 99"):
        History.open(path)


def test_a_process_that_is_killed_loses_no_finished_turn(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from bot.answers import Answer\n"
        "from bot.history import History\n"
        "history = History.open(Path(sys.argv[1]))\n"
        "conversation = history.new_conversation('reader')\n"
        "for n in range(5):\n"
        "    one = Answer(question='q', standalone='', status='answered', text='', id=f'a{n}')\n"
        "    history.add_turn(conversation, one)\n"
        "history._file.connection.execute('BEGIN IMMEDIATE')\n"
        "history._file.connection.execute('DELETE FROM turns')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).parents[1]
    killed = subprocess.run([sys.executable, "-c", program, str(path)], cwd=root, check=False)
    assert -9 == killed.returncode
    history = History.open(path)
    assert 5 == len(history.kept_answers("reader"))
    history.close()
