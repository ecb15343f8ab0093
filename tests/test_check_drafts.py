"""Drafts: cut into claims with offsets kept, judged, and written back with their verdicts."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.answers import Answer, Claim
from bot.check.annotate import annotate
from bot.check.bare_text import bare_text
from bot.check.prose.quotes import check_quotes
from bot.check.split_claims import split_claims
from bot.cli import app
from bot.onrecord import Onrecord

pytestmark = pytest.mark.slow  # whole drafts

DRAFT = (
    "# A lead\n\n**China** published 42,524 AI articles in 2022, while India published 12,642.\n\n"
    "<p>Egypt’s AI article\u00a0total for 2022 came to 1,018.</p>\n\nWho is next?\n\n"
    "- China published 42,524 computer science\narticles in 2022.\n"
    "- China will lead in 2030.\n"
)


def test_claims_of_a_draft_keep_their_offsets_through_markup() -> None:
    claims = split_claims(DRAFT)
    assert [
        "China published 42,524 AI articles in 2022",
        "India published 12,642.",
        "Egypt’s AI article total for 2022 came to 1,018.",
        "China published 42,524 computer science articles in 2022.",
        "China will lead in 2030.",
    ] == [claim.bare for claim in claims]
    assert "**China** published 42,524 AI articles in 2022" == claims[0].text
    assert all(DRAFT[claim.start : claim.end] == claim.text for claim in claims)


@given(st.text(alphabet="ab<p>/*_[](&;amp#- \n\u00a0.1", max_size=80))
def test_bare_text_is_as_long_as_the_text(text: str) -> None:
    assert len(text) == len(bare_text(text))


def test_a_line_that_was_wrapped_is_one_sentence() -> None:
    (claim,) = split_claims("China published more AI articles than any other country\nin 2022.")
    assert claim.bare.endswith("country in 2022.")


PASSAGES = [
    (1, "The model was trained on 2,048 chips\nin two months. It cost  less than its rivals."),
    (2, "Officials said the tracker’s counts were revised in May after an error was found."),
]


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("trained on 2,048 chips in two months", "exact"),
        ("the tracker's counts were revised in May", "from another source"),
        ("trained on 2,048 chips in three months", "fabricated"),
        ("The model was trained after an error was found", "stitched together"),
        ("The model was trained […] in two months", "exact"),
    ],
)
def test_a_quotation_is_exact_or_named(quote: str, status: str) -> None:
    (found,) = check_quotes(f"It says “{quote}” [1].", PASSAGES, cited=(1,))
    assert status == found.status


def test_an_exact_quotation_says_where_its_words_stand() -> None:
    (found,) = check_quotes("“trained on 2,048 chips in two months”", PASSAGES)
    start, end = found.at
    assert "trained on 2,048 chips\nin two months" == PASSAGES[0][1][start:end]


@pytest.fixture(scope="module")
def checked(onrecord: Onrecord) -> Answer:
    """Check the draft once."""
    return onrecord.check(DRAFT)


def test_each_claim_of_a_draft_is_judged_with_its_reason(checked: Answer) -> None:
    reasons = [
        ("supported", "The figures bear it out."),
        ("contradicted", "Wrong place: the number is that of the United States."),
        ("contradicted", "Wrong place: the number is that of Vietnam."),
        ("contradicted", "Wrong measure: the number is that of AI articles."),
        ("not_found", "Onrecord does not judge predictions."),
    ]
    assert reasons == [
        (claim.verdict, f"{claim.why[:1].upper()}{claim.why[1:].rstrip('.')}.")
        for claim in checked.claims or ()
    ]


def test_a_quotation_that_no_document_has_does_not_pass(onrecord: Onrecord) -> None:
    answer = onrecord.check("The minister spoke of “the greatest fall of our brittle machines”.")
    assert "not_found" == answer.verdict


def test_a_quotation_of_a_source_that_lacks_it_is_fabricated(onrecord: Onrecord) -> None:
    answer = onrecord.check(
        "Digital Science's release says “China will win the AI race before anybody notices”."
    )
    assert answer.claims is not None
    assert answer.claims[0].why.startswith("Fabricated")


def test_an_annotated_draft_keeps_every_word(checked: Answer) -> None:
    written = annotate(checked, "markdown").decode()
    assert "India published 12,642.[^2]" in written
    assert "[^2]: Contradicted. Wrong place" in written
    assert "5 claims checked: 3 contradicted, 1 not found, 1 supported." in written


def test_html_marks_each_claim_and_escapes_the_draft(checked: Answer) -> None:
    written = annotate(checked, "html").decode()
    assert 5 == written.count("<mark ")
    assert "&lt;p&gt;" in written


def test_a_word_document_has_a_comment_a_claim(checked: Answer) -> None:
    document = docx.Document(io.BytesIO(annotate(checked, "docx")))
    comments = [comment.text for comment in document.comments]
    assert 5 == len(comments)
    assert comments[1].startswith("Contradicted.")


def test_what_xml_cannot_hold_does_not_break_a_word_document() -> None:
    claim = Claim(start=0, end=5, text="a\x00b c", verdict="not_found", why="no")
    answer = Answer(question="a\x00b c", standalone="", status="answered", text="", claims=(claim,))
    assert annotate(answer, "docx").startswith(b"PK")


def test_a_draft_in_a_file_is_checked_and_written_back(
    onrecord: Onrecord, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_HOME", str(home))
    draft, written = tmp_path / "draft.md", tmp_path / "checked.html"
    draft.write_text(DRAFT, encoding="utf-8")
    command = ["check", str(draft), "--format", "html", "--out", str(written)]
    result = CliRunner().invoke(app, command)
    assert (0, 5) == (result.exit_code, written.read_text("utf-8").count("<mark "))
