"""The gate: a sentence is released only when each of its numbers is borne out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.answers import Citation
from bot.check.gate import check_draft, says
from bot.compose.draft_answer import DraftAnswer, Sentence, number_citations
from bot.understand.periods import Period, Point

IN_2022 = Period(kind="at", points=(Point(2022),))


def quoted(text: str, quote: str, **parts: Any) -> DraftAnswer:
    """Make a draft of one sentence that cites one passage."""
    citation = Citation(
        n=1, kind="passage", source="s", title="", publisher="", date="", url="", quote=quote
    )
    sentence = Sentence(text=text, **parts)
    return DraftAnswer(status="answered", sentences=(sentence,), citations=(citation,))


def altered(draft: DraftAnswer, old: float, new: float) -> DraftAnswer:
    """Change a cell of the evidence behind a draft's back."""
    citations = tuple(
        replace(
            citation,
            rows=tuple(
                tuple(new if cell == old else cell for cell in row) for row in citation.rows
            ),
        )
        for citation in draft.citations
    )
    return replace(draft, citations=citations)


def test_a_number_that_is_the_cited_cell_is_matched(write: Callable[..., Any]) -> None:
    (figure,) = check_draft(write(period=IN_2022)).figures
    assert ("42,524", "matched") == (figure.text, figure.status)


def test_a_number_worked_out_from_cited_cells_is_computed(write: Callable[..., Any]) -> None:
    draft = write(operation="difference", places=("CHN", "IND"), period=IN_2022)
    figures = check_draft(draft).figures
    assert {"19,967 articles": "computed", "42,524": "matched", "22,557": "matched"} == {
        figure.text: figure.status for figure in figures
    }


def test_a_sentence_whose_cell_was_altered_is_struck_and_listed(
    write: Callable[..., Any],
) -> None:
    checked = check_draft(altered(write(period=IN_2022), 42524, 42525))
    assert ("", "unmatched") == (checked.text, checked.figures[0].status)
    assert "42,524 could not be checked" in checked.unchecked[0]


def test_a_computed_number_falls_with_its_inputs(write: Callable[..., Any]) -> None:
    draft = write(operation="compare", places=("CHN", "IND"), period=IN_2022)
    checked = check_draft(altered(draft, 22557, 20000))
    assert {"unmatched"} == {
        figure.status for figure in checked.figures if figure.text in ("19,967 articles", "1.9")
    }


def test_the_other_sentences_are_still_released(write: Callable[..., Any]) -> None:
    draft = write(operation="trend", places=("JPN",), period=Period(kind="all"))
    checked = check_draft(altered(draft, 4603, 1))
    assert (2, 1) == (len(checked.sentences), len(checked.struck))


def test_a_number_that_nothing_bears_out_is_struck() -> None:
    checked = check_draft(quoted("China has 31,000 researchers [1].", "China has researchers"))
    assert ("", ("China has 31,000 researchers [1].",)) == (checked.text, checked.struck)


def test_a_number_of_the_exact_words_cited_passes() -> None:
    text = "China has 30,000 researchers [1]."
    assert text == check_draft(quoted(text, "China has 30,000 researchers.")).text


def test_a_number_of_other_words_than_those_cited_is_struck() -> None:
    quote = "China has 30,000 researchers."
    assert "" == check_draft(quoted("India has 30,000 researchers [1].", quote)).text


@pytest.mark.parametrize(
    "text",
    [
        "It was so in 2022.",
        "It was so on 9 July 2025.",
        "The two are level.",
        "Stated here [1], it stands there [1].",
    ],
)
def test_years_dates_and_markers_are_no_values(text: str) -> None:
    assert text == check_draft(quoted(text, "")).text


def test_a_name_with_a_number_in_it_passes() -> None:
    text = "It is in the top 1% [1]."
    assert text == check_draft(quoted(text, "", names=("top 1%",))).text


def test_the_number_of_a_list_item_is_no_value() -> None:
    text = "3. China"
    assert text == check_draft(quoted(text, "", item=True)).text


def test_list_items_stand_on_lines_of_their_own(write: Callable[..., Any]) -> None:
    draft = write(operation="ranking", places=(), limit=2, period=IN_2022)
    checked = check_draft(draft)
    assert draft.text == checked.text
    assert checked.text.endswith(":\n\n1. China: 42,524\n2. India: 22,557")


def test_citations_are_numbered_as_they_are_read() -> None:
    draft = quoted("It is so [7].", "")
    moved = replace(draft, citations=(replace(draft.citations[0], n=7),))
    numbered = number_citations(moved)
    assert ("It is so [1].", [1]) == (numbered.text, [item.n for item in numbered.citations])


def test_a_citation_that_nothing_uses_is_dropped() -> None:
    assert () == number_citations(quoted("It is so.", "")).citations


@pytest.mark.parametrize(
    ("printed", "value", "stands"),
    [
        ("42,524", 42524.0, True),
        ("42,525", 42524.0, False),
        ("34.5%", 34.46, True),
        ("34.4%", 34.46, False),
        ("no number", 1.0, False),
    ],
)
def test_a_printed_number_states_its_value_rounded(
    printed: str, value: float, stands: bool
) -> None:
    assert stands == says(printed, value)


def test_the_bound_of_a_question_masks_no_digits_of_a_year() -> None:
    text = "Three places had exactly 3 links over 2003–2022 [1]."

    assert text == check_draft(quoted(text, "", names=("3",))).text
