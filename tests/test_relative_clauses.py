"""Tests of claims with a clause about their subject."""

from __future__ import annotations

from bot.check.relative_clauses import unfold_clause


def test_a_clause_about_the_subject_is_a_statement_of_its_own() -> None:
    expected = ("The Star was sold in 2020.", "The Star employs 90 people.")

    assert expected == unfold_clause("The Star, which employs 90 people, was sold in 2020.")


def test_a_claim_without_such_a_clause_stays_whole() -> None:
    assert () == unfold_clause("The Star, sold in 2020, employs 90 people.")
    assert () == unfold_clause("In 2020, which was a bad year, sales fell.".lower())
