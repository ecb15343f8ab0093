"""Redaction: kept answers without the words of a document that its owner removed.

What was asked, and that a source stood behind the answer, stays; its words, its title and the
figures read from it go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.answers import Answer, Citation, answer_from_json, as_json

__all__ = ["REMOVED", "redact_source"]

REMOVED = "source removed by its owner"
_SHORTEST = 8  # letters of a word or phrase that is looked for elsewhere in the answer
# A piece of an answer's text ends with its citations and the mark behind them.
_PIECE = re.compile(r".*?\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\][.!?:;,”’\"')]*\s*", re.DOTALL)


def redact_source(source: str) -> Callable[[Answer], Answer]:
    """Return a function that redacts what an answer says from a document.

    It gives back the same object where the answer cites nothing of it.
    """

    def change(answer: Answer) -> Answer:
        cited = [
            citation
            for citation in answer.citations
            if citation.kind == "passage"
            and citation.source == source
            and REMOVED not in citation.flags
        ]
        return _redact(answer, cited) if cited else answer

    return change


def _redact(answer: Answer, cited: list[Citation]) -> Answer:
    numbers = {citation.n for citation in cited}
    text = "\n".join(_redact_line(line, numbers) for line in answer.text.split("\n"))
    redacted = replace(
        answer,
        text=text,
        citations=tuple(
            _redact_citation(citation) if citation in cited else citation
            for citation in answer.citations
        ),
        # Derivations point at figures by their place, so that none is taken out.
        figures=tuple(
            replace(figure, text="", value=0.0, unit="", place="", period="", measure="")
            if figure.citation in numbers
            else figure
            for figure in answer.figures
        ),
        conflicts=tuple(
            replace(
                conflict,
                sides=tuple(
                    replace(side, value="", year="", definition=REMOVED)
                    if side.citation in numbers
                    else side
                    for side in conflict.sides
                ),
            )
            for conflict in answer.conflicts
        ),
        claims=answer.claims
        and tuple(
            replace(claim, why=REMOVED, corrected="") if numbers & set(claim.citations) else claim
            for claim in answer.claims
        ),
    )
    return _without_words(redacted, _words_of(cited))


def _redact_line(line: str, numbers: set[int]) -> str:
    pieces = []
    end = 0
    for piece in _PIECE.finditer(line):
        own = {int(number) for number in piece[1].split(",")}
        if own & numbers:
            space = piece[0][len(piece[0].rstrip()) :]
            bullet = re.match(r"\s*(?:[-*]|\d+\.)\s", piece[0])
            lead = bullet[0] if bullet and not end else ""
            pieces.append(f"{lead}({REMOVED}) [{piece[1]}].{space}")
        else:
            pieces.append(piece[0])
        end = piece.end()
    return "".join(pieces) + line[end:]


def _redact_citation(citation: Citation) -> Citation:
    return replace(
        citation,
        title=REMOVED,
        publisher="",
        date="",
        url="",
        licence="",
        locator="",
        passage="",
        start=0,
        end=0,
        quote="",
        flags=(REMOVED,),
    )


def _words_of(cited: Iterable[Citation]) -> list[str]:
    """Return what is to be found nowhere in the answer, the longest first."""
    words: set[str] = set()
    for citation in cited:
        words |= {citation.quote, citation.quote.rstrip(".!? "), citation.title, citation.url}
    return sorted((word for word in words if len(word) >= _SHORTEST), key=len, reverse=True)


def _without_words(answer: Answer, words: list[str]) -> Answer:
    """Take words out of every part of an answer that is not the asker's own."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            for word in words:
                value = value.replace(word, f"({REMOVED})")
            return value
        if isinstance(value, dict):
            return {key: clean(item) for key, item in value.items()}
        if isinstance(value, list):
            return [clean(item) for item in value]
        return value

    data = as_json(answer)
    own = ("question", "standalone", "reading", "citations", "id", "build", "engine")
    return answer_from_json(
        {name: value if name in own else clean(value) for name, value in data.items()}
    )
