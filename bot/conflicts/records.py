"""Records: a disagreement between sources, with everything that each side says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Between", "Conflict", "Kind", "Side"]

Kind = Literal["true conflict", "revision", "rounding", "definition", "period"]
Between = Literal["measures", "sources", "text and data", "texts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """State what one source says."""

    value: float  # in the measure's unit
    printed: str  # as it stands there: "42,524", "over 23,000"
    unit: str
    period: str  # "2022", "2014–2023"
    source: str  # id of a document or dataset
    name: str  # as a sentence names it: "the NSF"
    date: str = ""
    release: str = ""
    measure: str = ""  # id; "" for a sentence that names none
    definition: str = ""
    status: str = ""  # "about", "over", "estimate" ...
    layer: str = "base"
    sql: str = ""  # gives the cell
    passage: str = ""  # id
    start: int = 0  # offsets of the sentence in its document, [start, end)
    end: int = 0
    quote: str = ""  # the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Set the sides of one disagreement beside each other; the first is the preferred measure's."""

    concept: str
    place: str  # code
    point: str  # "AI publications, China, 2022"
    kind: Kind
    between: Between
    sides: tuple[Side, ...]
    why: str  # a sentence
    factor: float  # the largest value by the smallest; 0 where one is zero
    periods: tuple[str, ...] = ()  # all periods in which these sides differ; the worst is shown
