"""Extract: the sentences of passages that answer, exactly as they stand."""

from __future__ import annotations

import pytest

from bot.compose.content_words import content_words, proper_names, words_by_key
from bot.compose.extract import Candidate, extract_sentences
from index.search import Hit
from index.split import Passage, find_sentences

TEXT = (
    "Daniel Hook, chief executive of Digital Science, is the author of the report. "
    "The report was published in July 2025. "
    "China had about 30,000 active AI researchers in 2024."
)


def hit(text: str, *, id: str = "a", facts: tuple[str, ...] = ("F1",), dense: float = 0.5) -> Hit:
    passage = Passage(
        id=id,
        source="report",
        start=0,
        end=len(text),
        text=text,
        sentences=find_sentences(text),
        facts=facts,
    )
    return Hit(passage=passage, score=0.5, dense=dense)


def found(question: str, *hits: Hit, ask: str = "", limit: int = 4) -> list[Candidate]:
    return extract_sentences(question, hits, weights={}, ask=ask, limit=limit)


@pytest.mark.parametrize(
    ("question", "ask", "words"),
    [
        ("Who wrote the report?", "who", "Daniel Hook"),
        ("When was the report published?", "when", "July 2025"),
        ("How many active AI researchers did China have?", "number", "30,000"),
    ],
)
def test_the_best_sentence_answers_the_kind_of_question(
    question: str, ask: str, words: str
) -> None:
    assert words in found(question, hit(TEXT), ask=ask)[0].sentence.text


def test_sentences_are_the_documents_own_words() -> None:
    best = found("Who wrote the report?", hit(TEXT), ask="who")[0].sentence
    assert TEXT[best.start : best.end] == best.text


def test_a_sentence_that_stands_twice_is_chosen_once() -> None:
    twice = [hit(TEXT, id="a"), hit(TEXT, id="b", facts=("F2",))]
    texts = [item.sentence.text for item in found("Who wrote the report?", *twice, ask="who")]
    assert sorted(set(texts)) == sorted(texts)


def test_no_more_than_the_limit_is_chosen() -> None:
    assert 1 == len(found("Who wrote the report published by China?", hit(TEXT), limit=1))


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    hits = [hit("China has chips.", id="a"), hit("China has zettaflops.", id="b")]
    best = extract_sentences(
        "Does China have zettaflops?", hits, weights={"china": 0.1, "zettaflop": 5.0}
    )[0]
    assert "zettaflops" in best.sentence.text


def test_a_closer_meaning_wins_where_words_are_level() -> None:
    hits = [hit("It rose in China.", id="a"), hit("It fell in China.", id="b")]
    best = extract_sentences("China?", hits, weights={}, similar={("b", 0): 0.9, ("a", 0): 0.1})[0]
    assert "It fell in China." == best.sentence.text


def test_nothing_found_gives_nothing() -> None:
    assert [] == found("Who wrote the report?")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the authors of the paper", "who wrote the article"),
        ("United States of America", "the U.S."),
        ("the European Union", "the EU"),
        ("the cost of chips", "chip prices"),
        ("overtaken", "overtook"),
    ],
)
def test_two_ways_to_say_it_have_one_form(one: str, other: str) -> None:
    assert set(content_words(one)) == set(content_words(other))


def test_the_pronoun_us_is_not_the_country() -> None:
    assert ((), ("us",)) == (content_words("tell us"), content_words("the US"))


def test_each_form_is_kept_with_the_word_as_written() -> None:
    assert {"author": "authors"} == words_by_key("the authors")


def test_proper_names_leave_out_the_first_word() -> None:
    assert ("hook",) == proper_names("Did Hook write it?")


def test_a_number_of_a_document_itself_is_no_answer_to_how_many() -> None:
    ranked = found(
        "How many AI models does Acme count?",
        hit("The Acme report (EUR 40337) counts AI models.", facts=()),
        hit("There are 61 AI models, the Acme report says.", id="b"),
        ask="number",
    )

    assert "61" in ranked[0].sentence.text
