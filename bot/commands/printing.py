"""Printing: answers to stdout, everything else to stderr, JSON that any reader accepts."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from corpus.cleaning import clean_text

if TYPE_CHECKING:
    from bot.answers import Answer, Citation

__all__ = [
    "answer_text",
    "counts_text",
    "json_text",
    "note",
    "on_terminal",
    "out",
    "sources_text",
    "styled",
]

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"


def out(text: str, *, end: str = "\n") -> None:
    """Write a piece of the answer to stdout, at once."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


def note(text: str) -> None:
    """Write one line about the work to stderr."""
    sys.stderr.write(clean_text(text) + "\n")
    sys.stderr.flush()


def on_terminal() -> bool:
    """Say whether stdout is a terminal, that is, whether somebody is watching."""
    return sys.stdout.isatty()


def json_text(value: Any) -> str:
    """Write a record as one line of JSON.

    Dates become ISO strings, decimals numbers, and numbers that JSON has no word for null.
    """
    from bot.answers import as_json

    return json.dumps(_plain(as_json(value)), ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    if hasattr(value, "item") and not isinstance(value, str):  # a number of numpy's
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, (str, int, float)):
        return value
    return str(value)


def answer_text(answer: Answer, *, terminal: bool = False) -> str:
    """Write an answer as text: what it says, its sources, its caveats, what to ask next."""
    parts = [styled(answer.text, terminal=terminal), sources_text(answer, terminal=terminal)]
    return "\n\n".join(part for part in parts if part)


def sources_text(answer: Answer, *, terminal: bool = False) -> str:
    """Write what stands below an answer: sources, caveats, what was not checked, suggestions."""
    blocks: list[str] = []
    if answer.citations:
        lines = [_citation_line(citation) for citation in answer.citations]
        blocks.append("\n".join([styled("**Sources**", terminal=terminal), *lines]))
    for heading, items in (
        ("Mind", answer.caveats),
        ("Not checked", answer.unchecked),
        ("You could ask", answer.suggestions),
    ):
        if items:
            lines = [f"- {clean_text(item)}" for item in items]
            blocks.append("\n".join([styled(f"**{heading}**", terminal=terminal), *lines]))
    return "\n\n".join(blocks)


def counts_text(counts: Mapping[str, int]) -> str:
    """Write what an index holds; how many passages this build had to encode is no part of it.

    >>> counts_text({"documents": 100, "encoded": 0, "bytes of figures": 4206592})
    '100 documents, 4.2 MB of figures'
    """
    told = []
    for what, count in counts.items():
        if what.startswith("bytes "):
            told.append(f"{count / 1e6:,.1f} MB {what.removeprefix('bytes ')}")
        elif what != "encoded":
            told.append(f"{count:,} {what}")
    return ", ".join(told)


def styled(text: str, *, terminal: bool) -> str:
    """Show Markdown's bold as bold on a terminal; leave it as it is elsewhere."""
    text = clean_text(text)
    return re.sub(r"\*\*(.+?)\*\*", rf"{BOLD}\1{PLAIN}", text) if terminal else text


def _citation_line(citation: Citation) -> str:
    about = ", ".join(
        part
        for part in (citation.title, citation.publisher, citation.date, citation.release)
        if part
    )
    line = f"[{citation.n}] {about}"
    if citation.locator and citation.locator != citation.title:
        line += f" ({citation.locator})"
    if citation.flags:
        line += f" [{'; '.join(citation.flags)}]"
    if citation.quote:
        line += f"\n    “{citation.quote}”"
    if citation.also:
        others = (f"{item['title']}, {item['publisher']}" for item in citation.also)
        line += f"\n    also in: {'; '.join(others)}"
    if citation.url:
        line += f"\n    {citation.url}"
    return clean_text(line)
