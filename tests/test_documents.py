"""Documents: front matter is checked, text is clean, facts stay with their paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents import read_document, shipped_documents
from corpus.errors import CorpusError

_FRONT = """---
id: a-source
number: 3
title: "A title: with a colon"
publisher: "A publisher"
date: 2025-07-10
second_hand: true
---
"""
_BODY = """
# Title in our words

<!-- facts: - | sources: 3 -->
First paragraph
on two lines.

## A heading

<!-- facts: F015 F016 | sources: 1 5 -->
The **bold** text costs US$5.6 million, with a [link](https://example.org) and ~2,000 words.
"""


def _write(folder: Path, text: str, *, name: str = "a-source.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_front_matter_becomes_the_source(tmp_path: Path) -> None:
    source = read_document(_write(tmp_path, _FRONT + _BODY)).source
    expected = ("a-source", 3, "A title: with a colon", "2025-07-10", True)
    assert expected == (source.id, source.number, source.title, source.date, source.second_hand)


def test_text_holds_no_comment_no_front_matter_and_no_markup(tmp_path: Path) -> None:
    document = read_document(_write(tmp_path, _FRONT + _BODY))
    assert (
        "# Title in our words\n\nFirst paragraph on two lines.\n\n## A heading\n\n"
        "The bold text costs US$5.6 million, with a link and ~2,000 words." == document.text
    )


def test_a_paragraph_knows_its_place_headings_facts_and_sources(tmp_path: Path) -> None:
    document = read_document(_write(tmp_path, _FRONT + _BODY))
    first, second = document.paragraphs
    assert "First paragraph on two lines." == document.text[first.start : first.end]
    assert ((), (3,)) == (first.facts, first.numbers)
    assert ("Title in our words", "A heading") == second.heading
    assert (("F015", "F016"), (1, 5)) == (second.facts, second.numbers)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("# No front matter", "front matter", id="no front matter"),
        pytest.param(_FRONT.replace("number: 3", "number: x") + _BODY, "'number' = 'x'", id="word"),
        pytest.param(_FRONT.replace("publisher", "publishre") + _BODY, "publish", id="misspelt"),
        pytest.param(_FRONT.replace("id: a-source\n", "") + _BODY, "'id'", id="no id"),
        pytest.param(_FRONT.replace("a-source", "A source") + _BODY, "'id'", id="id is no slug"),
        pytest.param(_FRONT.replace("a-source", "other") + _BODY, "'other.md'", id="id not name"),
        pytest.param(_FRONT.replace('"A publisher"', '"A') + _BODY, "YAML", id="no YAML"),
        pytest.param("---\n- a\n---\n" + _BODY, "without fields", id="a list"),
        pytest.param(_FRONT + "# Only a title\n", "no text", id="no paragraph"),
        pytest.param(_FRONT + _BODY.replace("1 5", "one"), "number", id="bad source number"),
    ],
)
def test_a_bad_document_is_named_with_what_is_wrong(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(CorpusError) as caught:
        read_document(_write(tmp_path, text))
    assert named in str(caught.value)
    assert "a-source" in str(caught.value)


def test_a_document_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a-source.md"
    path.write_bytes(b"---\nid: \xff\xfe\x00")
    with pytest.raises(CorpusError, match="cannot be read"):
        read_document(path)


def test_every_shipped_document_can_be_read() -> None:
    documents = shipped_documents()
    assert documents
    assert all(document.source.publisher for document in documents)


def test_every_shipped_paragraph_names_its_sources() -> None:
    nameless = [
        (document.source.id, document.text[paragraph.start : paragraph.end][:60])
        for document in shipped_documents()
        for paragraph in document.paragraphs
        if not paragraph.numbers and not paragraph.facts and document.source.number
    ]
    assert [] == nameless
