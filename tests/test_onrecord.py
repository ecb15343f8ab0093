"""Onrecord, end to end on the built store: questions asked, answers with their sources."""

from __future__ import annotations

from typing import Any

import pytest

from bot.answers import Answer
from bot.events import Done, Evidence, Status, Text
from bot.readings import reading_from_json
from corpus.errors import ConfigError

FIRST = "How many AI articles did China publish in 2022, according to the NSF?"


@pytest.fixture(scope="module")
def first(onrecord: Any) -> Answer:
    """Ask the first question once."""
    answer: Answer = onrecord.ask(FIRST)
    return answer


# -- what must be answered right -------------------------------------------------------------


def test_a_figure_comes_with_definition_and_release(first: Answer) -> None:
    (citation,) = first.citations
    assert "China published 42,524 AI articles in 2022, according to the NSF [1]." == first.text
    assert "Scopus" in citation.definition
    assert "2024" in citation.release


def test_a_follow_up_changes_the_place_alone(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    onrecord.ask(FIRST, conversation=conversation)
    answer = onrecord.ask("And India?", conversation=conversation)
    assert "India published 22,557 AI articles in 2022, according to the NSF [1]." == answer.text


def test_a_follow_up_changes_the_period_alone(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    onrecord.ask(FIRST, conversation=conversation)
    assert "18,690" in onrecord.ask("And in 2018?", conversation=conversation).text


def test_without_a_conversation_nothing_is_remembered(onrecord: Any) -> None:
    assert "India published 22,557 AI articles" not in onrecord.ask("And India?").text


def test_a_vague_question_names_the_sources_that_differ(onrecord: Any) -> None:
    answer = onrecord.ask("How many AI papers did China publish?")
    assert "conflict" == answer.status
    assert [] == [figure for figure in ("42,524", "23,695") if figure not in answer.text]
    assert 3 <= len({citation.source for citation in answer.citations})


def test_the_top_five_are_countries(onrecord: Any) -> None:
    text = onrecord.ask("Rank the top five countries by AI articles in 2022").text
    listed = [line.split(". ")[1].split(":")[0] for line in text.splitlines() if line[:1].isdigit()]
    assert ["China", "India", "United States", "United Kingdom", "Japan"] == listed


def test_articles_are_given_per_million_people(onrecord: Any) -> None:
    text = onrecord.ask("AI articles per million people in 2022: China, the US and the UK?").text
    assert [] == [number for number in ("30.1", "37.8", "69.2") if number not in text]


def test_author_and_owner_are_named_and_said_to_be_one_party(onrecord: Any) -> None:
    answer = onrecord.ask("Who wrote the report, and who owns the data?")
    words = ("Daniel Hook", "Digital Science", "Dimensions", "one party")
    assert [] == [word for word in words if word not in answer.text]
    assert {"passage"} == {citation.kind for citation in answer.citations}


def test_a_missing_figure_is_refused_with_what_lies_nearest(onrecord: Any) -> None:
    answer = onrecord.ask("How many AI researchers are there in the UK?")
    words = ("China, the European Union and the United States", "something else", "NeurIPS 2025")
    assert "no_answer" == answer.status
    assert [] == [word for word in words if word not in answer.text]


def test_another_subject_is_out_of_scope(onrecord: Any) -> None:
    answer = onrecord.ask("What is the capital of France?")
    assert ("out_of_scope", ()) == (answer.status, answer.citations)


# -- how an answer is made -------------------------------------------------------------------


def test_the_same_question_gives_the_same_text(onrecord: Any, first: Answer) -> None:
    again = onrecord.ask(FIRST)
    assert (first.text, first.citations, first.figures) == (
        again.text, again.citations, again.figures,
    )  # fmt: skip


def test_steps_come_before_sources_and_sources_before_sentences(onrecord: Any) -> None:
    kinds = [type(event) for event in onrecord.stream(FIRST)]
    assert [Status, Evidence, Text, Done] == kinds


def test_what_is_streamed_is_the_answers_text(onrecord: Any) -> None:
    events = list(onrecord.stream("Rank the top five countries by AI articles in 2022"))
    text = "".join(event.text for event in events if isinstance(event, Text))
    assert events[-1].answer.text == text


def test_the_select_of_a_citation_gives_its_rows_again(onrecord: Any, first: Answer) -> None:
    citation = first.citations[0]
    assert citation.rows == onrecord.toolbox.query_figures(citation.sql).rows


def test_the_quote_of_a_citation_stands_in_its_document(onrecord: Any) -> None:
    for citation in onrecord.ask("Who wrote the report?").citations:
        text = onrecord.document_text(citation.source)
        assert citation.quote == text[citation.start : citation.end]


def test_an_answer_says_how_it_was_made(first: Answer) -> None:
    assert ("grounded", []) == (first.engine, first.provenance["left_the_machine"])
    assert ["answer_reading"] == [call["name"] for call in first.provenance["tool_calls"]]
    assert {"understand", "find_and_write", "check", "total"} == set(first.timings_ms)


def test_a_conversation_keeps_its_answers(onrecord: Any) -> None:
    conversation = onrecord.new_conversation()
    answer = onrecord.ask(FIRST, conversation=conversation)
    assert [answer] == list(onrecord.history.turns(conversation, "local"))


# -- a reading, edited and sent back ---------------------------------------------------------


def test_a_reading_is_accepted_back(onrecord: Any, first: Answer) -> None:
    assert first.text == onrecord.ask(FIRST, reading=first.reading).text


def test_an_edited_reading_is_answered_as_edited(onrecord: Any, first: Answer) -> None:
    edited = {**first.reading, "places": ["IND"]}
    assert "22,557" in onrecord.ask(FIRST, reading=edited).text


def test_a_reading_is_data(first: Answer) -> None:
    assert ("CHN",) == reading_from_json(first.reading).places


@pytest.mark.parametrize(
    "change",
    [
        {"no_such_part": 1},
        {"period": {"kind": "at", "points": [["x", 0]]}},
        {"threshold": {"value": 1}},
    ],
    ids=["unknown part", "no year", "half a threshold"],
)
def test_an_altered_reading_is_a_clear_error(
    change: dict[str, Any], onrecord: Any, first: Answer
) -> None:
    with pytest.raises(ConfigError, match="the reading cannot be used"):
        onrecord.ask(FIRST, reading={**first.reading, **change})


# -- what there is ---------------------------------------------------------------------------


def test_measures_are_found_by_words(onrecord: Any) -> None:
    assert "nsf_ai_articles" in {item["measure"] for item in onrecord.measures("AI articles")}


def test_all_measures_are_given_without_words(onrecord: Any) -> None:
    assert len(onrecord.knowledge.catalogue.measures) == len(onrecord.measures())


def test_every_source_is_listed_once(onrecord: Any) -> None:
    ids = [source.id for source in onrecord.sources()]
    assert sorted(set(ids)) == sorted(ids)


def test_a_newcomer_is_told_that_the_report_is_not_here(onrecord: Any) -> None:
    (note,) = onrecord.notes()
    assert "onrecord add REPORT.pdf" in note


def test_the_context_of_an_unknown_passage_is_empty(onrecord: Any) -> None:
    assert ("", 0, 0) == onrecord.passage_context("no such passage")
