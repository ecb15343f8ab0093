"""Two questions in one: split where each has an answer of its own, and nowhere else."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from bot.answers import Citation, Figure
from bot.compose.draft_answer import DraftAnswer, Sentence
from bot.compose.join_drafts import join_drafts
from bot.readings import reading_from_json, reading_to_json
from bot.understand.two_questions import split_questions
from corpus.catalogues import shipped_figures


def _nsf(place: str, year: int) -> int:
    with (shipped_figures() / "ncses_ai_articles.csv").open(encoding="utf-8") as opened:
        rows = [row for row in csv.DictReader(opened) if row["start"].startswith(str(year))]
    return next(int(row["value"]) for row in rows if row["place"] == place)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How many AI papers did China publish in 2022, and who is second?", 2),
        ("What is Germany's share and how fast did it grow?", 2),
        ("What does the NSF count, and how many articles did India have in 2022?", 2),
        ("How many articles had Italy in 2019? And how many had Spain?", 2),
        ("Which country published most and which the fewest?", 2),
        ("Who leads in patents, who leads in papers and how many papers did India have?", 3),
    ],
)
def test_questions_with_answers_of_their_own_are_split(text: str, parts: int) -> None:
    assert parts == len(split_questions(text))


@pytest.mark.parametrize(
    "text",
    [
        "How many AI articles did China and India publish in 2022?",
        "Which countries grew and then fell?",
        "How did China do between 2010 and 2020?",
        "What is the difference between what the NSF counts and what CSET counts?",
        "When did China overtake the US and by how much?",
        "Who leads in AI patents, and why?",
        "When and where was DeepSeek founded?",
        "Compare what China and what India published.",
        "Canada, the UK and which other countries are in the Five Eyes",
        "Tell me how many papers China and the United States wrote, please",
        "MIT heads the list of institutions. What makes it so strong?",
        "AI articles, China and Germany, 2015 and 2020",
        "It is said that China leads. Is that so?",
    ],
)
def test_a_coordination_inside_one_question_stays_whole(text: str) -> None:
    assert (text,) == split_questions(text)


def test_each_part_is_answered_in_its_own_paragraph(onrecord: Any) -> None:
    answer = onrecord.ask("How many AI papers did China publish in 2022, and who is second?")
    first, second = answer.text.split("\n\n")

    assert f"{_nsf('CHN', 2022):,}" in first
    assert "India is 2nd" in second
    assert f"{_nsf('IND', 2022):,}" in second
    assert [2022, 2022] == [part["period"]["points"][0][0] for part in answer.reading["parts"]]


def test_it_is_the_place_of_the_part_before(onrecord: Any) -> None:
    answer = onrecord.ask("How many AI articles did the UK publish in 2021 and what was its rank?")

    assert "The United Kingdom ranked 4th" in answer.text


def test_a_share_keeps_the_subject_of_the_part_before(onrecord: Any) -> None:
    answer = onrecord.ask(
        "How many AI articles did Spain publish in 2021, and what was its share of the world?"
    )
    share = 100 * _nsf("ESP", 2021) / _nsf("WLD", 2021)

    assert f"{share:.1f}%" in answer.text


def test_a_bare_share_is_that_of_ai_publications_and_says_so(onrecord: Any) -> None:
    answer = onrecord.ask("What is Germany's share and how fast did it grow?")

    assert f"{100 * _nsf('DEU', 2022) / _nsf('WLD', 2022):.1f}%" in answer.text
    assert any("No subject was named" in caveat for caveat in answer.caveats)


def test_what_a_source_counts_is_its_definition(onrecord: Any) -> None:
    answer = onrecord.ask("What does the NSF count, and how many articles did India have in 2022?")
    first, second = answer.text.split("\n\n")

    assert "Scopus" in first
    assert "classed as AI" in first or "classes as AI" in first
    assert f"{_nsf('IND', 2022):,}" in second


def test_a_period_at_the_end_belongs_to_both_of_two_like_questions(onrecord: Any) -> None:
    reading = onrecord.read(
        "How many AI papers did China publish and how many patents did it file in 2020?"
    )

    assert ["2020", "2020"] == [str(part.period) for part in reading.parts]
    assert [("CHN",), ("CHN",)] == [part.places for part in reading.parts]


def test_one_part_refused_and_one_answered_is_partial(onrecord: Any) -> None:
    answer = onrecord.ask(
        "How many AI articles did Japan publish in 2022 and what is the weather in Tokyo?"
    )

    assert "partial" == answer.status
    assert f"{_nsf('JPN', 2022):,}" in answer.text
    assert "outside what Onrecord covers" in answer.text
    assert 1 == answer.text.count(f"{_nsf('JPN', 2022):,}")


def test_a_question_about_the_winner_of_a_table_is_one_question(onrecord: Any) -> None:
    answer = onrecord.ask("Which Chinese model used the most compute and when was it released?")

    assert not answer.reading.get("parts")
    assert "28 October 2024" in answer.text


def test_a_follow_up_leans_on_the_last_part(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    onrecord.ask(
        "How many AI papers did China publish in 2022, and how many did Italy publish?",
        conversation=conversation,
    )

    answer = onrecord.ask("and in 2019?", conversation=conversation)

    assert f"{_nsf('ITA', 2019):,}" in answer.text


def test_parts_survive_json_and_are_answered_again(onrecord: Any) -> None:
    question = "How many AI papers did China publish in 2022, and who is second?"
    reading = onrecord.read(question)
    data = reading_to_json(reading)

    assert reading == reading_from_json(data)
    assert onrecord.ask(question).text == onrecord.ask(question, reading=data).text


def _draft(n: int, status: Any, *, sql: str) -> DraftAnswer:
    citation = Citation(
        n=1, kind="figures", source="s", title="t", publisher="p", date="", url="", sql=sql
    )
    figure = Figure(text=str(n), value=n, citation=1)
    sentence = Sentence(text=f"It is {n} [1].", figures=(0,))
    return DraftAnswer(
        status=status, sentences=(sentence,), citations=(citation,), figures=(figure,)
    )


def test_joined_drafts_share_one_list_of_citations() -> None:
    joined = join_drafts(
        [_draft(3, "answered", sql="a"), _draft(4, "answered", sql="b"),
         _draft(5, "no_answer", sql="a")]
    )  # fmt: skip

    assert "It is 3 [1].\n\nIt is 4 [2].\n\nIt is 5 [1]." == joined.text
    assert [1, 2, 1] == [figure.citation for figure in joined.figures]
    assert "partial" == joined.status
