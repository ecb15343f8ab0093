"""Kept answers forget the words of a removed document, and say that there was one."""

from __future__ import annotations

import json
from pathlib import Path

from bot.answers import Answer, Citation, Claim, Conflict, ConflictSide, Figure, as_json
from bot.history import History
from bot.redaction import REMOVED, redact_source

SECRET = "The Grobnik foundation paid 4,711 crowns to the minister."


def _citation(n: int, source: str, quote: str) -> Citation:
    return Citation(
        n=n,
        kind="passage",
        source=source,
        title=f"Minutes of the {source}",
        publisher="P",
        date="2025",
        url=f"https://{source}.example/minutes",
        quote=quote,
        passage="0123456789abcdef",
        start=5,
        end=60,
    )


ANSWER = Answer(
    question="Who paid the minister?",
    standalone="Who paid the minister?",
    status="answered",
    text=(
        "The Grobnik foundation paid 4,711 crowns to the minister [1]. The office denies it [2]."
        "\n\n"
        "- The foundation paid in spring [1, 3].\n- Nobody was charged [2]."
    ),
    citations=(
        _citation(1, "secret", SECRET),
        _citation(2, "office", "The office denies it."),
        _citation(3, "secret", "The foundation paid in spring."),
    ),
    figures=(
        Figure(text="4,711", value=4711.0, unit="crowns", status="matched", citation=1),
        Figure(text="12", value=12.0, status="matched", citation=2),
    ),
    conflicts=(
        Conflict(
            point="p",
            kind="true conflict",
            sides=(
                ConflictSide(citation=1, value="4,711", year="2024", definition="crowns"),
                ConflictSide(citation=2, value="0", year="2024", definition="denied"),
            ),
        ),
    ),
    claims=(Claim(start=0, end=4, text="mine", verdict="supported", why=SECRET, citations=(1,)),),
    caveats=("Minutes of the secret was added by you.",),
    suggestions=(f"Ask about: {SECRET}",),
    provenance={"tool_calls": [{"found": SECRET}]},
    id="a1",
)


def test_quotes_figures_and_titles_of_the_document_are_gone() -> None:
    redacted = json.dumps(as_json(redact_source("secret")(ANSWER)))

    for trace in ("Grobnik", "4,711", "4711", "crowns", "in spring", "Minutes of the secret"):
        assert trace not in redacted
    assert "secret.example" not in redacted


def test_what_others_say_stays_with_its_citation_numbers() -> None:
    redacted = redact_source("secret")(ANSWER)

    assert (
        f"({REMOVED}) [1]. The office denies it [2].\n\n- ({REMOVED}) [1, 3].\n"
        "- Nobody was charged [2]."
    ) == redacted.text
    assert ANSWER.citations[1] == redacted.citations[1]
    assert ANSWER.figures[1] == redacted.figures[1]
    assert ANSWER.question == redacted.question


def test_a_citation_of_the_document_says_that_it_was_removed() -> None:
    first = redact_source("secret")(ANSWER).citations[0]

    assert (1, "secret", REMOVED, "", (REMOVED,)) == (
        first.n,
        first.source,
        first.title,
        first.quote,
        first.flags,
    )


def test_an_answer_that_does_not_cite_it_is_the_same_object() -> None:
    assert redact_source("another")(ANSWER) is ANSWER


def test_redacting_twice_is_redacting_once() -> None:
    once = redact_source("secret")(ANSWER)
    assert once == redact_source("secret")(once)


def test_no_byte_of_it_is_left_in_the_file_of_conversations(tmp_path: Path) -> None:
    history = History.open(tmp_path / "conversations.sqlite")
    conversation = history.new_conversation("anna")
    history.add_turn(conversation, ANSWER)
    assert 1 == history.change_answers(redact_source("secret"))
    (kept,) = history.turns(conversation, "anna")

    assert REMOVED in kept.text
    for path in tmp_path.iterdir():
        assert b"grobnik" not in path.read_bytes().lower(), path
    history.close()
