"""Keywords: BM25 by its formula, over all layers together."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from corpus.blocks import Block
from corpus.documents import make_document
from corpus.sources import Source
from index.keywords import K1, B, count_words, score_keywords, weigh_words
from index.passages import PassageFile
from index.split import split_document


def _file(path: Path, texts: dict[str, str], *, kind: str = "news") -> PassageFile:
    file = PassageFile(path, write=True)
    for name, text in texts.items():
        source = Source(id=name, title=name, publisher="", kind=kind)
        document = make_document(source, [Block(text=text)])
        file.add([(document, list(split_document(document)))])
    return file


def _best(file: PassageFile, question: str, **filters: list[str]) -> dict[str, float]:
    (scores,) = score_keywords([file], question, **filters)
    found = scores.best(10)
    passages = file.passages(found)
    return {passages[id_].source: score for id_, score in found.items()}


TEXTS = {
    "one": "The Rhine river flows north.",
    "two": "A river, another river, and the sea behind it all.",
    "three": "Patents protect an invention.",
}


def test_a_score_is_bm25_over_the_most_it_could_be(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", TEXTS)
    river, rhine = math.log(1 + 1.5 / 2.5), math.log(1 + 2.5 / 1.5)
    norm = K1 * (1 - B + B * 5 / ((5 + 10 + 4) / 3))
    expected = (river + rhine) * (K1 + 1) / (1 + norm) / ((river + rhine) * (K1 + 1))
    assert pytest.approx(expected, rel=1e-5) == _best(file, "Rhine rivers")["one"]


def test_layers_are_weighed_as_one(tmp_path: Path) -> None:
    together = _file(tmp_path / "all.sqlite", TEXTS)
    apart = [_file(tmp_path / f"{name}.sqlite", {name: text}) for name, text in TEXTS.items()]
    scored = score_keywords(apart, "river and sea patents")
    scores = [score for scores in scored for score in scores.best(9).values()]
    expected = _best(together, "river and sea patents")
    assert sorted(expected.values()) == pytest.approx(sorted(scores))


def test_a_word_nobody_has_counts_against_all(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", TEXTS)
    assert _best(file, "Rhine")["one"] > _best(file, "Rhine zeppelins")["one"] > 0


def test_scores_are_told_of_any_passage(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", TEXTS)
    (scores,) = score_keywords([file], "Rhine")
    assert [True, False, False] == [scores.of([id_])[id_] > 0 for id_ in file.ids()]


def test_a_filter_leaves_no_other_score(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", TEXTS)
    assert {"two"} == set(_best(file, "river", sources=["two", "three"]))
    assert {} == _best(file, "river", kinds=["report"])


def test_a_number_is_found_with_and_without_its_commas(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", {"one": "42,524 articles", "two": "42 of 524 articles"})
    assert ["one"] == list(_best(file, "42524"))


def test_equal_scores_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", {f"s{n}": f"river {n}" for n in range(30)})
    (scores,) = score_keywords([file], "river")
    assert file.ids()[:4] == list(scores.best(4))


def test_words_of_several_parts_are_held_where_all_parts_are(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.sqlite", {"one": "co-authored", "two": "authored by a co"})
    assert {"co-authored": 2, "co": 2, "zebra": 0, "": 0} == count_words(
        [file], ["co-authored", "co", "zebra", ""]
    )
    weights = weigh_words([file], ["co", "zebra"])
    assert weights["zebra"] > weights["co"]
