"""Expectations: what a question file expects of an answer, and what of it does not hold.

An expectation may hold: ``status``, ``verdict`` (allowed ones); ``numbers`` (each must be
found), ``numbers_any`` (lists: one of each), ``pools`` (``{min, of}``: so many of these);
``all_of`` (patterns that must match), ``any_of`` (lists: one of each), ``none_of`` (patterns
that must not match); ``sources_any`` (one must be cited); ``one_of`` (one of these
expectations must hold).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.evals.numbers import written_values

__all__ = ["Reason", "Seen", "citation_faults", "see", "unmet"]

ROWS_MAX = 40  # a larger table holds almost any number
TOLERANCE = 0.005
ANSWERED = frozenset({"answered", "partial", "conflict"})
EXEMPT = frozenset({"year", "date", "name", "rank"})  # kinds of numbers that assert no figure

_MARKER = re.compile(r"\[\^?(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_STRAIGHT = str.maketrans("’‘“”−‑", "''\"\"--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Hold what matching sees of one answer."""

    status: str
    verdict: str | None
    text: str  # without markers and emphasis, plain quotes and minus signs
    with_caveats: str
    text_values: tuple[float, ...]  # numbers of the text and of the figures
    row_values: tuple[float, ...]  # numbers of the cited tables
    sources: str  # ids, titles, publishers, addresses of what is cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Say one thing that an expectation asks for and an answer does not give."""

    kind: Literal["status", "missing", "forbidden", "source"]
    text: str


def see(answer: Mapping[str, Any]) -> Seen:
    """Prepare an answer (as JSON) for matching."""
    text = _plain(str(answer.get("text") or ""))
    citations = answer.get("citations") or []
    values = [*written_values(text), *_figure_values(answer.get("figures") or [])]
    rows = [
        value
        for citation in citations
        if len(citation.get("rows") or []) <= ROWS_MAX
        for value in _row_values(citation)
    ]
    names = ("source", "title", "publisher", "url", "locator")
    return Seen(
        status=str(answer.get("status")),
        verdict=answer.get("verdict"),
        text=text,
        with_caveats="\n".join([text, _plain(" ".join(answer.get("caveats") or []))]),
        text_values=tuple(values),
        row_values=tuple(rows),
        sources=" ".join(str(item.get(name) or "") for item in citations for name in names).lower(),
    )


def unmet(expect: Mapping[str, Any], seen: Seen) -> list[Reason]:
    """Say what of an expectation does not hold; an empty list when all does."""
    reasons = [*_unmet_words(expect, seen), *_unmet_numbers(expect, seen)]
    if wanted := expect.get("sources_any"):
        cited = any(str(name).lower() in seen.sources for name in wanted)
        if seen.status in ANSWERED and not cited:
            reasons.append(Reason(kind="source", text=f"no citation from {_either(wanted)}"))
    if choices := expect.get("one_of"):
        failed = [unmet(choice, seen) for choice in choices]
        if all(failed):
            told = " / ".join("; ".join(reason.text for reason in some) for some in failed)
            reasons.append(Reason(kind="missing", text=f"no alternative holds: {told}"))
    return reasons


def _unmet_words(expect: Mapping[str, Any], seen: Seen) -> Iterable[Reason]:
    for name, value in (("status", seen.status), ("verdict", seen.verdict)):
        if expect.get(name) and value not in expect[name]:
            text = f"{name} is {value}, expected {_either(expect[name])}"
            yield Reason(kind="status", text=text)
    for pattern in expect.get("all_of", ()):
        if not _matches(pattern, seen.with_caveats):
            yield Reason(kind="missing", text=f"nothing matches {pattern[:80]!r}")
    for patterns in expect.get("any_of", ()):
        if not any(_matches(pattern, seen.with_caveats) for pattern in patterns):
            yield Reason(kind="missing", text=f"nothing matches any of {_either(patterns)[:80]!r}")
    for pattern in expect.get("none_of", ()):
        if _matches(pattern, seen.text):
            yield Reason(kind="forbidden", text=f"forbidden words match {pattern[:80]!r}")


def _unmet_numbers(expect: Mapping[str, Any], seen: Seen) -> Iterable[Reason]:
    for number in expect.get("numbers", ()):
        if not _has(number, seen):
            text = f"number missing: {number['value']} {number.get('what', '')}"
            yield Reason(kind="missing", text=text.rstrip())
    for numbers in expect.get("numbers_any", ()):
        if not any(_has(number, seen) for number in numbers):
            values = _either([number["value"] for number in numbers])
            yield Reason(kind="missing", text=f"number missing: {values}")
    for pool in expect.get("pools", ()):
        found = sum(_has(number, seen) for number in pool["of"])
        if found < pool["min"]:
            text = f"{found} of at least {pool['min']} numbers of a pool"
            yield Reason(kind="missing", text=text)


def _has(number: Mapping[str, Any], seen: Seen) -> bool:
    value = abs(float(number["value"]))
    allowed = max(
        value * float(number.get("rel_tol", TOLERANCE)), float(number.get("abs_tol", 0)), 1e-9
    )
    pool = seen.text_values
    if number.get("in") != "text":
        pool += seen.row_values
    # The last term: 0.1 + 0.2 must still count as within 0.3.
    return any(abs(abs(found) - value) <= allowed + 1e-9 * value for found in pool)


def citation_faults(answer: Mapping[str, Any], *, asked: str = "") -> list[str]:
    """Say where an answer breaks the citation rule.

    An answer cites something; each marker names one of its citations; each number that asserts
    something (no year, date, name, rank, and not the question's own) is a matched or computed
    figure, or stands in a cited quote or row.  Numbers in words ("both", "two thirds") are left
    to the answer's own check.
    """
    from bot.understand.quantities import find_quantities, tolerance

    citations = answer.get("citations") or []
    if not citations:
        return ["no citation"]
    text = str(answer.get("text") or "")
    faults = []
    known = {citation.get("n") for citation in citations}
    if unknown := sorted(set(_markers(text)) - known):
        faults.append(f"marker without a citation: {unknown}")
    held = [value for citation in citations for value in _row_values(citation)]
    held += written_values(" ".join(str(citation.get("quote") or "") for citation in citations))
    held += _figure_values(
        figure
        for figure in answer.get("figures") or []
        if figure.get("status") in ("matched", "computed")
    )
    held += written_values(asked)
    bare = [
        quantity.text
        for quantity in find_quantities(_plain(text))
        if quantity.kind not in EXEMPT
        and quantity.value is not None
        and re.search(r"\d", quantity.text)
        # shares stand in tables as 0.36 and as 36
        if not any(
            abs(abs(value) * factor - abs(quantity.value)) <= tolerance(quantity) + 1e-9
            for value in held
            for factor in (1, 100)
        )
    ]
    if bare:
        faults.append(f"number without a source: {bare[:6]}")
    return faults


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", _MARKER.sub(" ", text)).translate(_STRAIGHT)


def _markers(text: str) -> list[int]:
    return [
        int(digits) for match in _MARKER.finditer(text) for digits in re.findall(r"\d+", match[1])
    ]


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _either(items: Sequence[Any]) -> str:
    return " or ".join(map(str, items))


def _figure_values(figures: Iterable[Mapping[str, Any]]) -> list[float]:
    values = (figure.get("value") for figure in figures)
    return [float(value) for value in values if isinstance(value, (int, float))]


def _row_values(citation: Mapping[str, Any]) -> list[float]:
    values: list[float] = []
    for row in citation.get("rows") or []:
        for cell in row.values() if isinstance(row, Mapping) else row:
            if isinstance(cell, str):
                values += written_values(cell)
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
                values.append(float(cell))
    return values
