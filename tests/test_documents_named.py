"""Documents named: a kind or date of documents limits a search, a thing counted does not."""

from __future__ import annotations

import pytest

from bot.onrecord import Onrecord
from bot.understand.documents_named import find_documents, named_sources
from corpus.settings import Settings
from corpus.sources import Source

pytestmark = pytest.mark.slow  # searches through the whole corpus


@pytest.mark.parametrize(
    ("question", "kind", "date"),
    [
        ("What do press releases say about China?", "press release", ""),
        ("What does the press release say about India?", "press release", ""),
        ("According to the blogs, who leads?", r"\bblog\b", ""),
        ("In news coverage of July 2025, who is named?", r"\bnews\b", "2025-07"),
        ("What did newspapers report in 2025 on DeepSeek?", r"\bnews\b", ""),
        ("in 2023 press releases, what is said of India?", "press release", "2023"),
        ("What do think tanks say about talent?", "think-tank", ""),
        ("What do sources from 2024 say about chips?", "", "2024"),
        (
            "According to journal articles, why?",
            "journal article|(?:research|working|discussion) paper",
            "",
        ),
    ],
)
def test_what_documents_say_names_them(question: str, kind: str, date: str) -> None:
    found = find_documents(question)
    assert found is not None
    assert (kind, date) == (found.kind, found.date)


@pytest.mark.parametrize(
    "question",
    [
        "How many journal articles did China publish in 2022?",
        "Who wrote the report?",
        "What is China's share in journal articles?",
        "How many sources are there?",
        "What do the sources say about 2024?",
        "Is this fake news?",
        "Number of working papers of the NBER",
        "",
    ],
)
def test_what_is_counted_names_no_documents(question: str) -> None:
    assert find_documents(question) is None


def _source(id: str, kind: str, date: str) -> Source:
    return Source(id=id, title=id, publisher="", kind=kind, date=date)


def test_sources_are_chosen_by_kind_and_date() -> None:
    sources = {
        "a": _source("a", "press release", "2025-07-10"),
        "b": _source("b", "press release mirror", "2023"),
        "c": _source("c", "news", "2025-07"),
    }
    assert ["a", "b"] == named_sources("What do press releases say?", sources)
    assert ["a"] == named_sources("What do 2025 press releases say?", sources)
    assert ["c"] == named_sources("According to news of July 2025, who leads?", sources)
    assert named_sources("What do blogs say?", sources) is None
    assert named_sources("Who leads?", sources) is None


def test_a_search_keeps_to_the_documents_named(settings: Settings) -> None:
    toolbox = Onrecord.open(settings).toolbox
    hits = toolbox.search_passages("What do press releases say about China's AI research?").hits
    kinds = {toolbox.store.sources()[hit.passage.source].kind for hit in hits}
    assert kinds
    assert all("press release" in kind for kind in kinds)


def test_a_place_is_searched_for_under_the_name_that_documents_use(settings: Settings) -> None:
    toolbox = Onrecord.open(settings).toolbox
    hits = toolbox.search_passages("What is said about researchers in Holland?").hits
    assert any("Netherlands" in hit.passage.text for hit in hits)
