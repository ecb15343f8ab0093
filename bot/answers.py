"""The answer as data: what the page renders from and ``onrecord ask --json`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

__all__ = [
    "Answer",
    "Citation",
    "Claim",
    "Conflict",
    "ConflictSide",
    "Derivation",
    "DerivationInput",
    "Figure",
    "FigureStatus",
    "Status",
    "Verdict",
    "answer_from_json",
    "as_json",
]

Status = Literal["answered", "partial", "conflict", "no_answer", "out_of_scope", "clarify"]
Verdict = Literal["supported", "contradicted", "partly", "not_found"]
FigureStatus = Literal["matched", "computed", "unmatched"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Point at the passage or the table cells that a sentence rests on."""

    n: int  # the number in the text: [1]
    kind: Literal["passage", "figures"]
    source: str  # source id (passage) or dataset id (figures)
    title: str
    publisher: str
    date: str
    url: str
    licence: str = ""
    locator: str = ""  # heading or page of a passage; "China, 2022" of a cell
    # passages
    passage: str = ""  # passage id
    start: int = 0  # offsets of the quote in the document, [start, end)
    end: int = 0
    quote: str = ""  # the exact words
    # figures
    sql: str = ""  # what ran; `onrecord sql` gives the same rows
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    cells: tuple[tuple[int, int], ...] = ()  # (row, column) of the cited cells
    release: str = ""
    definition: str = ""
    flags: tuple[str, ...] = ()  # "second-hand", "instruction-like text", ...
    also: tuple[Mapping[str, str], ...] = ()  # other sources of the quote: source, title, ...
    layer: str = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Bind one number of the answer's text to what it counts and where it stands."""

    text: str  # as written in the answer: "42,524"
    value: float
    unit: str = ""
    place: str = ""
    period: str = ""
    measure: str = ""
    status: FigureStatus = "unmatched"
    citation: int = 0  # n of a citation; 0 for none
    cell: tuple[int, int] | None = None  # (row, column) in the citation's rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivationInput:
    """Name one cell that a computed figure was computed from."""

    citation: int
    row: int
    column: int
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Say how a computed figure comes from cited cells."""

    figure: int  # index into Answer.figures
    formula: str  # "(last - first) / first × 100"
    inputs: tuple[DerivationInput, ...]
    rounding: str  # "to one decimal place"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSide:
    """Give one side of a disagreement."""

    citation: int
    value: str  # as printed
    year: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Set sources that differ on one point beside each other."""

    point: str
    kind: Literal["period", "definition", "revision", "rounding", "true conflict"]
    sides: tuple[ConflictSide, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Judge one claim of a checked text."""

    start: int
    end: int
    text: str
    verdict: Verdict
    why: str
    corrected: str = ""
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold a finished, checked answer.  CONTRACT of ``onrecord ask --json``."""

    question: str
    standalone: str
    status: Status
    text: str  # Markdown with [n] markers
    route: tuple[str, ...] = ()  # "figures", "passages"
    verdict: Verdict | None = None
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    unchecked: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    derivations: tuple[Derivation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    claims: tuple[Claim, ...] | None = None
    provenance: Mapping[str, Any] = field(default_factory=dict)
    chart: Mapping[str, Any] | None = None  # a Vega-Lite spec
    suggestions: tuple[str, ...] = ()
    engine: str = "grounded"
    build: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    id: str = ""  # random: it cannot be guessed
    hash: str = ""  # SHA-256 of question, reading, SQL, rows and passages; see bot/permalinks.py


def as_json(value: Any) -> Any:
    """Turn a record into plain dicts, lists and scalars, field by field."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: as_json(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(item) for item in value]
    return value


def answer_from_json(data: Mapping[str, Any]) -> Answer:
    """Rebuild an answer from what ``as_json`` made of it.

    >>> answer = Answer(question="q", standalone="q", status="no_answer", text="No.")
    >>> answer_from_json(as_json(answer)) == answer
    True
    """
    fresh = dict(data)

    def known(record: type, item: Mapping[str, Any]) -> dict[str, Any]:
        names = {field_.name for field_ in fields(record)}
        return {key: value for key, value in item.items() if key in names}

    fresh["citations"] = tuple(
        Citation(
            **{
                **known(Citation, item),
                "columns": tuple(item.get("columns") or ()),
                "rows": tuple(tuple(row) for row in item.get("rows") or ()),
                "cells": tuple((row, column) for row, column in item.get("cells") or ()),
                "flags": tuple(item.get("flags") or ()),
                "also": tuple(item.get("also") or ()),
            }
        )
        for item in data.get("citations") or ()
    )
    fresh["figures"] = tuple(
        Figure(**{**known(Figure, item), "cell": tuple(item["cell"]) if item.get("cell") else None})
        for item in data.get("figures") or ()
    )
    fresh["derivations"] = tuple(
        Derivation(
            **{
                **known(Derivation, item),
                "inputs": tuple(DerivationInput(**cell) for cell in item["inputs"]),
            }
        )
        for item in data.get("derivations") or ()
    )
    fresh["conflicts"] = tuple(
        Conflict(
            **{
                **known(Conflict, item),
                "sides": tuple(ConflictSide(**side) for side in item["sides"]),
            }
        )
        for item in data.get("conflicts") or ()
    )
    if data.get("claims") is not None:
        fresh["claims"] = tuple(
            Claim(**{**known(Claim, item), "citations": tuple(item.get("citations") or ())})
            for item in data["claims"]
        )
    for name in ("route", "unchecked", "caveats", "suggestions"):
        fresh[name] = tuple(data.get(name) or ())
    return Answer(**known(Answer, fresh))
