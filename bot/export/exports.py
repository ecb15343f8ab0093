"""Exports: what goes into an exported file, whatever its format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.answers import Answer

__all__ = ["FORMATS", "Export", "ExportedAnswer", "Format", "provenance_lines"]

Format = Literal["md", "html", "docx", "csv"]
FORMATS: tuple[Format, ...] = ("md", "html", "docx", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedAnswer:
    """Hold one answer of an export, with its number and time."""

    number: int  # from 1; notes are named by it
    answer: Answer
    at: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Hold what is exported."""

    title: str
    answers: tuple[ExportedAnswer, ...]
    link: str = ""  # address under which it can be opened, where there is one

    @classmethod
    def of(
        cls,
        answers: Sequence[tuple[Answer, datetime | None]],
        *,
        title: str = "",
        link: str = "",
    ) -> Export:
        """Number the answers; the first question is the title unless one is given."""
        return cls(
            title=title or (answers[0][0].question if answers else "Nothing was asked"),
            answers=tuple(
                ExportedAnswer(number=number, answer=answer, at=at)
                for number, (answer, at) in enumerate(answers, start=1)
            ),
            link=link,
        )


def provenance_lines(item: ExportedAnswer) -> list[str]:
    """Say how an answer came about: engine, build, time, what left the machine, id and hash."""
    answer = item.answer
    left = answer.provenance.get("left_the_machine") or ()
    lines = [f"Engine: {answer.engine}", f"Data: build {answer.build}"]
    if item.at is not None:
        lines.append(f"Answered: {item.at:%d %B %Y, %H:%M} UTC".replace(": 0", ": "))
    lines.append(f"Left the machine: {', '.join(map(str, left)) if left else 'nothing'}")
    lines.append(f"Answer: {answer.id}")
    if answer.hash:
        lines.append(f"Content: SHA-256 {answer.hash}")
    return lines
