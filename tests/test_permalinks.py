"""Permalinks: the hash of an answer's content, and tokens that nobody can guess."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.answers import Answer, Citation, answer_from_json, as_json
from bot.permalinks import content_hash, new_id, new_token, same_token, token_hash

CELLS = Citation(
    n=1,
    kind="figures",
    source="nsf",
    title="AI articles",
    publisher="NSF",
    date="2024",
    url="",
    sql="SELECT 1",
    columns=("place", "value"),
    rows=(("CHN", 42524), ("IND", 22557)),
    cells=((0, 1),),
)
WORDS = Citation(
    n=2,
    kind="passage",
    source="release",
    title="Release",
    publisher="",
    date="",
    url="",
    passage="p1",
    quote="China leads.",
)
ANSWER = Answer(
    question="How many?",
    standalone="How many?",
    status="answered",
    text="42,524 [1]. [2]",
    citations=(CELLS, WORDS),
    reading={"question": "How many?", "places": ["CHN"]},
    timings_ms={"total": 12.5},
    build="b1",
    id="a1",
)


def test_the_hash_outlives_keeping_and_reading_back() -> None:
    kept = json.loads(json.dumps(as_json(ANSWER), default=str))
    assert content_hash(ANSWER) == content_hash(answer_from_json(kept))


@pytest.mark.parametrize(
    "change",
    [
        {"timings_ms": {"total": 99.0}},
        {"build": "b2"},
        {"id": "a2"},
        {"text": "It was 42,524 [1]."},
        {"provenance": {"engine": "grounded"}},
        {"reading": {"question": "How many?", "places": ["CHN"], "stated": ["places"]}},
        {"reading": {"question": "How many?", "places": ["CHN"], "a_new_part": ""}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_hash_does_not_depend_on(change: dict[str, Any]) -> None:
    assert content_hash(ANSWER) == content_hash(replace(ANSWER, **change))


@pytest.mark.parametrize(
    "change",
    [
        {"question": "How few?"},
        {"status": "partial"},
        {"reading": {"question": "How many?", "places": ["IND"]}},
        {"citations": (replace(CELLS, sql="SELECT 2"), WORDS)},
        {"citations": (replace(CELLS, rows=(("CHN", 42525), ("IND", 22557))), WORDS)},
        {"citations": (CELLS, replace(WORDS, passage="p2"))},
        {"citations": (CELLS, replace(WORDS, quote="China led."))},
        {"citations": (CELLS,)},
    ],
    ids=["question", "status", "reading", "sql", "rows", "passage", "quote", "evidence"],
)
def test_the_hash_depends_on(change: dict[str, Any]) -> None:
    assert content_hash(ANSWER) != content_hash(replace(ANSWER, **change))


def test_the_hash_is_a_sha_256() -> None:
    assert 64 == len(content_hash(ANSWER))
    int(content_hash(ANSWER), 16)


def test_ids_and_tokens_are_random_and_no_options_of_a_command() -> None:
    made = {new_id() for _ in range(300)} | {new_token() for _ in range(300)}
    assert 600 == len(made)
    assert not [text for text in made if text[0] in "-_"]


def test_a_token_is_known_by_its_hash_alone() -> None:
    token = new_token()
    assert token not in token_hash(token)
    assert same_token(token_hash(token), token)
    assert not same_token(token_hash(token), new_token())


@pytest.mark.parametrize("token", ["", "short", "a" * 500, "../../etc/passwd-and-more", "é" * 40])
def test_what_cannot_be_a_token_opens_nothing(token: str) -> None:
    assert "" == token_hash(token)
    assert not same_token(token_hash(token), token)


def test_the_same_question_has_the_same_hash(onrecord: Any) -> None:
    question = "How many AI articles did China publish in 2022, according to the NSF?"
    one, other = onrecord.ask(question), onrecord.ask(question)
    assert one.hash == other.hash == content_hash(one) != ""
    assert one.id != other.id
