"""Splitting keeps every word and every offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.blocks import Block
from corpus.documents import Document, make_document, shipped_documents
from corpus.sources import Source
from index.split import WORDS_MAX, find_sentences, split_document


def _document(*paragraphs: str, id: str = "a-source") -> Document:
    blocks = [Block(text="Title", level=1), *(Block(text=text) for text in paragraphs)]
    return make_document(Source(id=id, title="Title", publisher="A publisher"), blocks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The U.S. spent more. China led.", 2, id="country with points"),
        pytest.param("The U.S. National Science Foundation counts.", 1, id="name after points"),
        pytest.param("See Fig. 3 for it. Then read on.", 2, id="figure"),
        pytest.param("Some places, e.g. China, lead. Others follow.", 2, id="for example"),
        pytest.param("Models above 10^23 FLOP number 30. Most are US.", 2, id="power of ten"),
        pytest.param("F. 3.0% of papers came from China. It led.", 2, id="list letter, decimal"),
        pytest.param("Hook et al. found 5.3 million. No. 1 was China.", 2, id="et al and number"),
        pytest.param("The release says “China leads.” It is short.", 2, id="quotation marks"),
        pytest.param("It cost $5.6 million. C. J. Smith wrote it.", 2, id="initials"),
        pytest.param("It came out on 20 Jan. 2025 in China.", 1, id="short month"),
        pytest.param("no end", 1, id="no mark at all"),
        pytest.param("  \n ", 0, id="blank"),
    ],
)
def test_sentences_end_where_a_reader_sees_an_end(text: str, expected: int) -> None:
    assert expected == len(find_sentences(text)), find_sentences(text)


_texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("aZ 19.,!?'\"()[]“”’\n-–…¿中。&*#∯ȸ%$^"), st.characters(codec="utf-8")
    ),
    max_size=200,
)


@given(_texts)
def test_a_sentence_is_exactly_the_text_between_its_offsets(text: str) -> None:
    for sentence in find_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


@given(_texts)
def test_sentences_together_hold_every_visible_character(text: str) -> None:
    held = "".join(sentence.text for sentence in find_sentences(text))
    assert "".join(text.split()) == "".join(held.split())


@given(st.lists(_texts, min_size=1, max_size=4))
def test_passage_and_sentence_offsets_count_in_the_document(texts: list[str]) -> None:
    document = _document("A first paragraph.", *texts)
    for passage in split_document(document):
        assert document.text[passage.start : passage.end] == passage.text
        for sentence in passage.sentences:
            assert document.text[sentence.start : sentence.end] == sentence.text


def test_a_paragraph_of_a_few_sentences_is_one_passage() -> None:
    assert 2 == len(list(split_document(_document("One. Two. Three.", "Four. Five."))))


def test_a_long_paragraph_is_split_at_sentence_borders() -> None:
    sentence = "China published number {} more articles than the year before it did. "
    document = _document("".join(sentence.format(n) for n in range(40)))
    passages = list(split_document(document))
    assert 4 == len(passages)
    assert all(len(passage.text.split()) <= WORDS_MAX for passage in passages)
    assert 40 == sum(len(passage.sentences) for passage in passages)


def test_a_sentence_longer_than_a_passage_stays_whole() -> None:
    (passage,) = split_document(_document("word " * 300 + "end."))
    assert 301 == len(passage.text.split())


def test_an_id_comes_from_source_and_text_alone() -> None:
    before = [passage.id for passage in split_document(_document("One.", "Two."))]
    after = [passage.id for passage in split_document(_document("New.", "One.", "Two."))]
    assert before == after[1:]


def test_the_same_text_of_two_sources_has_two_ids() -> None:
    (one,), (other,) = (split_document(_document("One.", id=id)) for id in ("a", "b"))
    assert one.id != other.id


def test_a_repeated_paragraph_comes_once() -> None:
    assert 1 == len(list(split_document(_document("Same words.", "Same words."))))


def test_no_sentence_of_the_shipped_documents_is_a_splinter() -> None:
    splinters = [
        sentence.text
        for document in shipped_documents()
        for passage in split_document(document)
        for sentence in passage.sentences
        if len(sentence.text.split()) < 3 or sentence.text[-1] not in '.!?”)"'
    ]
    assert [] == splinters
