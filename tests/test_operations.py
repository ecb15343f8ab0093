"""Operations: the cue words of a question and what they ask for."""

from __future__ import annotations

import pytest

from bot.understand.normalisers import find_normaliser
from bot.understand.operations import find_cues
from bot.understand.ranks import RankWords, find_rank_words


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("how far apart were they", "difference"),
        ("what is the ratio", "ratio"),
        ("how has it grown", "change"),
        ("the trend over time", "trend"),
        ("in which year was it highest", "peak"),
        ("what was the low point", "trough"),
        ("when did it first exceed 1,000", "first_year"),
        ("when was it last below 1,000", "last_year"),
        ("when did it overtake them", "overtake"),
        ("without a break", "unbroken"),
        ("in how many years", "count_years"),
        ("how many countries", "count"),
        ("where does it rank", "rank_of"),
        ("was it in the top ten", "in_top"),
        ("which country published the most", "ranking"),
        ("the median", "median"),
        ("on average", "mean"),
        ("both combined", "sum"),
        ("what proportion", "share"),
        ("compared with them", "compare"),
    ],
)
def test_a_word_family_asks_for_its_operation(text: str, operation: str) -> None:
    assert operation in find_cues(text).operations


def test_a_question_without_cues_asks_for_nothing_but_a_value() -> None:
    cues = find_cues("AI articles of Norway")

    assert ((), "", "", "") == (cues.operations, cues.form, cues.normaliser, cues.ask)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("compound annual growth rate", "cagr"),
        ("how many times", "factor"),
        ("by how many per cent", "percent"),
        ("in absolute terms", "absolute"),
        ("up by percentage points", "absolute"),
    ],
)
def test_the_form_of_a_change_is_read(text: str, form: str) -> None:
    assert form == find_cues(text).form


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Why did it grow?", "why"),
        ("What counts as an AI article?", "define"),
        ("Who wrote it?", "who"),
        ("When was it?", "when"),
        ("Where is it?", "where"),
        ("How many are there?", "number"),
        ("Is it ahead?", "yesno"),
        ("Which one?", "which"),
    ],
)
def test_what_is_asked_for_is_read_from_the_question_word(text: str, ask: str) -> None:
    assert ask == find_cues(text).ask


@pytest.mark.parametrize(
    ("text", "name", "per"),
    [
        ("per million people", "population", 1e6),
        ("per 100,000 inhabitants", "population", 1e5),
        ("per capita", "population", 0),
        ("per billion dollars of GDP", "gdp", 1e9),
        ("relative to its economy", "gdp", 0),
        ("per 100 researchers", "researchers", 100),
    ],
)
def test_a_normaliser_is_read_with_its_scale(text: str, name: str, per: float) -> None:
    found = find_normaliser(text)

    assert found is not None
    assert (name, per, text) == (found.name, found.per, text[slice(*found.span)])


def test_per_cent_divides_by_nothing() -> None:
    assert find_normaliser("ten per cent of papers") is None


def test_what_a_normaliser_says_is_not_read_again() -> None:
    assert ("change",) == find_cues("did it grow per head of people by and large").operations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("top five", RankWords(limit=5, rank=0, fastest=False, descending=True)),
        ("bottom 3", RankWords(limit=3, rank=0, fastest=False, descending=False)),
        ("third largest", RankWords(limit=0, rank=3, fastest=False, descending=True)),
        ("the fewest", RankWords(limit=0, rank=0, fastest=False, descending=False)),
        ("grew the fastest", RankWords(limit=0, rank=0, fastest=True, descending=True)),
        ("the biggest decline", RankWords(limit=0, rank=0, fastest=True, descending=False)),
        ("the top 1%", RankWords(limit=0, rank=0, fastest=False, descending=True)),
    ],
)
def test_rank_words_say_how_many_which_one_and_from_which_end(
    text: str, expected: RankWords
) -> None:
    assert expected == find_rank_words(text)
