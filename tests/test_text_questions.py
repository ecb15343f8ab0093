"""Text questions: the kind of answer wanted, and the word that is asked for."""

from __future__ import annotations

import pytest

from bot.understand.focus import find_focus
from bot.understand.text_questions import find_kinds, without_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How far can I trust the blog's piece?", "reliability"),
        ("Is the digest reliable?", "reliability"),
        ("How much of the column was actually read?", "seen"),
        ("Who paid for the scorecard report?", "paid"),
        ("When was the MERICS report published?", "published"),
        ("Under what licence is the publication data?", "licence"),
        ("Summarise the NSF report", "summary"),
        ("What is the Zeki report about?", "summary"),
        ("What do the sources disagree on?", "disagree"),
        ("I see two figures", "disagree"),
        ("Does Epoch agree with Stanford?", "compare"),
        ("How is fractional counting defined?", "define"),
        ("What do they mean by citation attention?", "define"),
        ("For what reason did it fall?", "why"),
        ("Who runs it?", "who"),
        ("In which year did it begin?", "when"),
        ("Where is it based?", "where"),
        ("How many chips were used?", "number"),
        ("Name the members", "list"),
        ("Did it come out?", "yesno"),
    ],
)
def test_a_question_is_known_by_its_kind(question: str, kind: str) -> None:
    assert kind == find_kinds(question)[0]


def test_a_question_may_ask_for_a_reason_and_a_number() -> None:
    assert {"why", "number"} <= set(find_kinds("Why is it falling, and by how much does it fall?"))


def test_words_that_ask_for_a_kind_can_be_left_out() -> None:
    asked = without_kind("Chips for R1: I see two figures", "disagree")
    assert "Chips for R1: I" == asked.strip()


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("How many AI journals does Elsevier publish?", "journals"),
        ("How many readers has Gadget got?", "readers"),
        ("How many American high schools teach AI?", "schools teach"),
        ("What grant did the university get?", "grant"),
        ("What is the carbon footprint of AI research?", "footprint"),
        ("Which Chinese province publishes most?", "province publishes"),
        ("Who edits Gadget?", "edits"),
        ("When was Digital Science founded?", "founded"),
        ("Which firm holds most patents?", ""),
        ("How much did it grow?", ""),
        ("Why did it fall?", ""),
    ],
)
def test_the_word_asked_for_is_found(question: str, focus: str) -> None:
    assert focus == find_focus(question)
