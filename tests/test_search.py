"""Search: three functions, one behaviour."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from corpus.blocks import Block
from corpus.documents import Document, make_document
from corpus.settings import Settings
from corpus.sources import Source
from index.additions import add_document
from index.build import build_base
from index.keywords import find_terms
from index.search import Hit, search_dense, search_fused, search_keywords
from index.stores import Store


class Search(Protocol):
    def __call__(
        self,
        store: Store,
        question: str,
        *,
        limit: int = 8,
        sources: list[str] | None = None,
        kinds: list[str] | None = None,
    ) -> list[Hit]: ...


each_search = pytest.mark.parametrize(
    "search", [search_dense, search_keywords, search_fused], ids=lambda search: search.__name__
)


def _document(id: str, *paragraphs: str, kind: str = "news") -> Document:
    source = Source(id=id, title=id, publisher="A publisher", kind=kind)
    return make_document(source, [Block(text=text) for text in paragraphs])


_DOCUMENTS = [
    _document(
        "soup",
        "A tomato soup needs ripe tomatoes, an onion and half an hour.",
        "Bread goes well with every soup.",
    ),
    _document(
        "rivers",
        "The Rhine is a river that flows from the Alps to the North Sea.",
        "The Danube river ends in the Black Sea.",
        kind="report",
    ),
    _document("patents", "Patent families protect an invention in many countries.", kind="report"),
]


@pytest.fixture(scope="module")
def small(home: Path, tmp_path_factory: pytest.TempPathFactory, settings_for: object) -> Settings:
    assert callable(settings_for)
    folder = tmp_path_factory.mktemp("small")
    (folder / "models").symlink_to(home / "models")
    settings: Settings = settings_for(folder)
    build_base(settings, documents=lambda: _DOCUMENTS)
    return settings


@pytest.fixture(scope="module")
def small_store(small: Settings) -> Store:
    return Store.open(small)


@each_search
def test_the_best_passage_comes_first(search: Search, small_store: Store) -> None:
    assert "rivers" == search(small_store, "Where does the Rhine river end?")[0].passage.source


@each_search
def test_scores_lie_between_0_and_1_and_fall(search: Search, store: Store) -> None:
    for question in ("Who wrote the report?", "China " * 200, "AI articles of China in 2022"):
        scores = [hit.score for hit in search(store, question, limit=30)]
        assert sorted(scores, reverse=True) == scores
        assert all(0 <= score <= 1 for score in scores)


@each_search
def test_limit_holds(search: Search, store: Store) -> None:
    assert 3 == len(search(store, "AI publications of China", limit=3))


@each_search
def test_a_source_filter_leaves_only_that_source(search: Search, small_store: Store) -> None:
    hits = search(small_store, "river soup patent", sources=["soup"])
    assert {"soup"} == {hit.passage.source for hit in hits}


@each_search
def test_a_kind_filter_leaves_only_that_kind(search: Search, small_store: Store) -> None:
    hits = search(small_store, "river soup patent", kinds=["report"])
    assert {"rivers", "patents"} == {hit.passage.source for hit in hits}


@each_search
def test_an_empty_filter_finds_nothing(search: Search, small_store: Store) -> None:
    assert [] == search(small_store, "river", sources=[])
    assert [] == search(small_store, "river", sources=["rivers"], kinds=["news"])


@each_search
@pytest.mark.parametrize(
    "question",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t", id="blank"),
        pytest.param("\x00\x01\x1b[31m", id="control characters"),
        pytest.param("🙂🙂🙂", id="emoji"),
        pytest.param('"', id="one quotation mark"),
        pytest.param('" OR text:* NEAR(a b) ^x -y (', id="keyword query language"),
        pytest.param("'; DROP TABLE passages; --", id="SQL"),
        pytest.param("中国发表了多少篇论文？", id="Chinese"),
        pytest.param("word " * 4_000, id="20,000 characters"),
        pytest.param(" ".join(f"word{n}" for n in range(3_000)), id="3,000 words"),
        pytest.param("\ud800 lone surrogate", id="lone surrogate"),
    ],
)
def test_no_question_is_an_error(search: Search, small_store: Store, question: str) -> None:
    assert isinstance(search(small_store, question), list)
    assert "rivers" == search(small_store, "the Rhine river")[0].passage.source


@each_search
def test_the_same_question_gives_the_same_hits(search: Search, store: Store) -> None:
    question = "Who funds AI research in China?"
    assert search(store, question) == search(store, question)


@each_search
def test_layers_are_searched_together(search: Search, small: Settings) -> None:
    note = _document("note", "The Rhine river carried 300 million tonnes in 2022.")
    add_document(small, note, layer="reader", reader="anna")
    mine = search(Store.open(small, reader="anna"), "How much did the Rhine river carry?")
    assert "note" == mine[0].passage.source
    others = search(Store.open(small, reader="ben"), "How much did the Rhine river carry?")
    assert "note" not in {hit.passage.source for hit in others}


def test_fusion_needs_either_leg_alone(small_store: Store) -> None:
    by_word = search_fused(small_store, "Danube")[0]
    assert "The Danube river ends in the Black Sea." == by_word.passage.text
    by_meaning = search_fused(small_store, "cooking recipe for lunch")[0]
    assert "soup" == by_meaning.passage.source
    assert 0 == by_meaning.keyword < by_meaning.dense


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many AI papers did China publish?", ("ai", "papers", "china", "publish")),
        ("42,524 articles, 3.5% of GDP", ("42,524", "articles", "3.5", "gdp")),
        ("the US, not us", ("us",)),
        ("DeepSeek-R1's cost", ("deepseek", "r1", "cost")),
        ("what is it?", ()),
    ],
)
def test_terms_are_the_words_worth_looking_for(question: str, expected: tuple[str, ...]) -> None:
    assert expected == find_terms(question)


def test_a_number_with_separators_is_found_as_one(store: Store) -> None:
    hits = search_keywords(store, "42,524", limit=3)
    assert hits
    assert all("42,524" in hit.passage.text for hit in hits)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who wrote the report, and who owns the data?", "Daniel Hook"),
        ("What is fractional counting?", "Fractional counting"),
        ("What counts as an IP5 patent family?", "IP5"),
    ],
)
def test_the_shipped_documents_answer(store: Store, question: str, expected: str) -> None:
    assert any(expected in hit.passage.text for hit in search_fused(store, question, limit=3))


def test_a_passage_found_is_exactly_a_span_of_its_document(store: Store) -> None:
    for hit in search_fused(store, "AI publications of China", limit=20):
        text = store.document_text(hit.passage.source)
        assert text is not None
        assert hit.passage.text == text[hit.passage.start : hit.passage.end]


def test_sources_are_read_once_and_follow_what_is_added(small: Settings) -> None:
    store = Store.open(small, reader="sue")
    before = store.sources()
    assert before["rivers"] is store.sources()["rivers"]
    note = _document("lakes", "Lake Constance lies between three countries.")
    add_document(small, note, layer="reader", reader="sue")
    assert {*before, "lakes"} == set(store.sources())
    store.close()
