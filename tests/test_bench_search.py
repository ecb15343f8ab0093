"""Bench, search: made-up stores are searched, and their words are as common as real ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from bot.evals.bench_search import measure_search
from bot.evals.made_up import made_up_passages, made_up_questions, made_up_vectors
from corpus.settings import Settings


def test_as_many_passages_as_asked_for_each_once() -> None:
    passages = [passage for _, found in made_up_passages(95) for passage in found]
    assert 95 == len({passage.id for passage in passages})
    assert passages == [passage for _, found in made_up_passages(95) for passage in found]


def test_a_passage_and_its_sentences_stand_in_the_document() -> None:
    for document, found in made_up_passages(20):
        for passage in found:
            assert passage.text == document.text[passage.start : passage.end]
            for sentence in passage.sentences:
                assert sentence.text == document.text[sentence.start : sentence.end]


def test_common_words_are_common_and_most_words_rare() -> None:
    texts = [passage.text for _, found in made_up_passages(500) for passage in found]
    held = Counter(word for text in texts for word in set(text.lower().split()))
    assert 0.5 < held["the"] / len(texts)
    assert 0.5 < sum(count == 1 for count in held.values()) / len(held)


def test_a_question_shares_words_with_a_passage() -> None:
    texts = [
        p.text.lower().replace(".", "").split() for _, found in made_up_passages(50) for p in found
    ]
    for question in made_up_questions(10, passages=50):
        words = set(question.lower().strip("?").split())
        assert 2 <= max(len(words & set(text)) for text in texts)


def test_vectors_have_length_1() -> None:
    parts = list(made_up_vectors(1_500, 16))
    assert [1_000, 500] == [len(part) for part in parts]
    np.testing.assert_allclose(np.linalg.norm(np.vstack(parts), axis=1), 1, atol=1e-5)


@pytest.mark.slow
def test_a_made_up_store_is_measured(settings: Settings) -> None:
    (measured,) = measure_search(settings, sizes=[60])
    assert measured.value is not None
    assert 0 < measured.value < 10_000
