"""Retrieval: search over a BEIR folder, by meaning, by words and by both.

The folder holds ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``,
``text``) and ``qrels/test.tsv`` (query id, corpus id, score; a heading line).  The corpus goes
into a store of its own in a temporary home, by the code that builds the shipped one.
"""

from __future__ import annotations

import csv
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.evals.measures import average_precision, ndcg, recall, reciprocal_rank
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.documents import Document
    from corpus.settings import Settings
    from index.progress import Progress
    from index.stores import Store

__all__ = ["Ranked", "build_store", "measure_retrieval", "open_store"]

RANKS = 100
# A document is found through its passages: of a long one several may be among the first.
PASSAGES = 4 * RANKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Hold the documents one search found for one query, the best first."""

    query: str
    search: str  # dense, keyword, fused
    ids: tuple[str, ...]


def measure_retrieval(
    folder: Path, *, settings: Settings, limit: int | None, progress: Progress
) -> tuple[Mapping[str, Any], Sequence[Ranked]]:
    """Search for every query that has a judgement; give the scores and the ranked ids.

    Raises CorpusError where the folder is not of that shape.
    """
    from bot.evals.bench_answers import resident_megabytes
    from index.search import search_dense, search_fused, search_keywords

    grades = _read_grades(folder / "qrels" / "test.tsv")
    queries = {line["_id"]: line["text"] for line in _read_lines(folder / "queries.jsonl", "text")}
    wanted = [id_ for id_ in queries if any(grade > 0 for grade in grades.get(id_, {}).values())]
    wanted = wanted[:limit]
    ranked: list[Ranked] = []
    scores: dict[str, Mapping[str, float]] = {}
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        store = build_store(
            folder / "corpus.jsonl", settings=settings, home=Path(home), progress=progress
        )
        seconds = time.perf_counter() - start
        try:
            for name, search in (
                ("dense", search_dense),
                ("keyword", search_keywords),
                ("fused", search_fused),
            ):
                found, times = [], []
                for number, id_ in enumerate(wanted, start=1):
                    begin = time.perf_counter()
                    hits = search(store, queries[id_], limit=PASSAGES)
                    times.append(1000 * (time.perf_counter() - begin))
                    sources = dict.fromkeys(
                        passage.source for hit in hits for passage in (hit.passage, *hit.also)
                    )
                    found.append(Ranked(query=id_, search=name, ids=tuple(sources)[:RANKS]))
                    progress(f"search, {name}", number, len(wanted))
                scores[name] = _scores(found, grades) | {"median ms": statistics.median(times)}
                ranked += found
            counts = store.manifest.counts
        finally:
            store.close()
    return {
        "searches": scores,
        "corpus": {**counts, "queries": len(wanted), "seconds to build": seconds},
        "memory": {"MB": round(resident_megabytes(os.getpid()))},
    }, ranked


def build_store(corpus: Path, *, settings: Settings, home: Path, progress: Progress) -> Store:
    """Build a store of nothing but a BEIR corpus under ``home`` and open it."""
    from corpus.settings import DEFAULT_ENCODER
    from index.encode import SentenceTransformersEncoder
    from index.export import export_encoder
    from index.layers import base_folder, models_folder, open_vectors
    from index.passages import PassageFile
    from index.write import write_documents

    settings = settings.model_copy(update={"home": home, "chroma_url": ""})
    folder = base_folder(settings) / "beir"
    folder.mkdir(parents=True)
    encoder = SentenceTransformersEncoder(settings.encoder, offline=settings.offline)
    if settings.encoder == DEFAULT_ENCODER:
        export_encoder(models_folder(settings), original=encoder)
    passages = PassageFile(folder / "passages.sqlite", write=True)
    vectors = open_vectors(folder, write=True)
    total = sum(1 for _ in _read_lines(corpus, "text"))
    try:
        counts = write_documents(
            _documents(corpus),
            passages=passages,
            vectors=vectors,
            encoder=encoder,
            progress=progress,
            total=total,
        )
    finally:
        passages.close()
        vectors.close()
    return open_store(settings, folder, dimensions=encoder.dimensions, counts=counts)


def open_store(
    settings: Settings, folder: Path, *, dimensions: int, counts: dict[str, int]
) -> Store:
    """Finish a base store whose passages and vectors are written, and open it."""
    from index.layers import point_to
    from index.manifest import Manifest, describe_inputs, write_manifest
    from index.stores import Store

    inputs: dict[str, Any] = describe_inputs(settings)
    manifest = Manifest(
        build=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        dimensions=dimensions,
        counts=counts,
        **inputs,
    )
    write_manifest(manifest, folder)
    point_to(settings, folder.name)
    return Store.open(settings)


def _documents(corpus: Path) -> Iterator[Document]:
    from corpus.blocks import Block
    from corpus.documents import make_document
    from corpus.sources import Source

    for line in _read_lines(corpus, "text"):
        title, text = line.get("title") or "", line["text"]
        if not (title + text).strip():
            continue  # BEIR has a few: nothing could find them
        heading = [Block(text=title, level=1)] if text.strip() else []
        source = Source(id=line["_id"], title=title, publisher="")
        yield make_document(source, [*heading, Block(text=text if text.strip() else title)])


def _read_lines(path: Path, field: str) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    item = json.loads(line)
                    if not (isinstance(item.get("_id"), str) and isinstance(item.get(field), str)):
                        raise ValueError(f"line {number} needs _id and {field}, both strings")
                    yield item
    except (OSError, ValueError, AttributeError) as error:
        raise CorpusError(f"BEIR file {str(path)!r} cannot be used: {error}") from error


def _read_grades(path: Path) -> dict[str, dict[str, int]]:
    grades: dict[str, dict[str, int]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines, delimiter="\t")
            next(rows)  # the heading line
            for query, document, grade in rows:
                grades.setdefault(query, {})[document] = int(grade)
    except (OSError, ValueError, StopIteration) as error:
        raise CorpusError(f"BEIR file {str(path)!r} cannot be used: {error}") from error
    return grades


def _scores(ranked: Sequence[Ranked], grades: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Average each measure over the queries."""

    def mean(measure: Any, at: int) -> float:
        return statistics.fmean(measure(item.ids, grades[item.query], at=at) for item in ranked)

    return {
        "nDCG@10": mean(ndcg, 10),
        "recall@100": mean(recall, 100),
        "MAP@100": mean(average_precision, 100),
        "MRR@10": mean(reciprocal_rank, 10),
    }
