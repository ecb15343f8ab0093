"""``onrecord conflicts``: list where the sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.printing import json_text, out
from corpus.cleaning import clean_text
from corpus.errors import ConfigError

if TYPE_CHECKING:
    from bot.conflicts.records import Conflict, Side
    from bot.onrecord import Onrecord

__all__ = ["conflicts"]

PERIODS_SHOWN = 6


def conflicts(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="CONCEPT", help="What is counted, and a place; all without."),
    ] = None,
    place: Annotated[str, typer.Option(help="Only of this place: a name or a code.")] = "",
    reader: Annotated[str, typer.Option(help="Whose own documents count, too.")] = "local",
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List where sources disagree, the gravest first, with both sides and why.

    Example: onrecord conflicts AI publications --place China
    """
    from bot.commands.progress import showing_progress
    from bot.onrecord import Onrecord
    from corpus.settings import read_settings

    onrecord = Onrecord.open(read_settings(), reader=reader)
    concept, code = _wanted(" ".join(words or ()), place, onrecord)
    with showing_progress() as progress:
        found = onrecord.conflicts(concept=concept, place=code, progress=progress)
    if json_:
        out(json_text(found))
    elif not found:
        out("No disagreement was found here.")
    else:
        out("\n\n".join(_entry(conflict) for conflict in found))
        out(f"\n{len(found):,} disagreement{'s' if len(found) != 1 else ''}.")


def _wanted(words: str, place: str, onrecord: Onrecord) -> tuple[str, str]:
    """Give the concept's id and the place's code that words name; "" where they name none.

    Raises ConfigError where words are given that name nothing.
    """
    from bot.understand.measures import content_stems

    knowledge = onrecord.knowledge
    code = ""
    if place:
        named = knowledge.places.find(place)
        code = place.upper() if place.upper() in knowledge.book else ""
        code = code or (named[0].code if named else "")
        if not code:
            raise ConfigError(f"place {place!r} is not known; give its name or its code")
    if not words:
        return "", code
    if any(concept.id == words for concept in knowledge.catalogue.concepts):
        return words, code
    for mention in reversed(knowledge.places.find(words)):
        code = code or mention.code
        words = words[: mention.start] + words[mention.end :]
    matches = knowledge.measures.match(content_stems(words))
    if not matches and not code:
        raise ConfigError(
            f"nothing that is counted is called {words!r}; `onrecord measures` lists what is"
        )
    return (matches[0].concept if matches else ""), code


def _entry(conflict: Conflict) -> str:
    lines = [f"{conflict.kind.upper()}  {conflict.point}{_size(conflict)}"]
    lines += [f"    {_side(side)}" for side in conflict.sides]
    lines.append(f"    Why: {conflict.why}")
    more = [period for period in conflict.periods if period != conflict.sides[0].period]
    if more and conflict.kind != "period":
        shown = ", ".join(more[:PERIODS_SHOWN]) + (" …" if len(more) > PERIODS_SHOWN else "")
        lines.append(f"    Also in {shown}")
    return clean_text("\n".join(lines))


def _size(conflict: Conflict) -> str:
    if conflict.factor in (0.0, 1.0):
        return ""
    if conflict.factor < 2:
        return f"  (by {100 * (conflict.factor - 1):.3g}%)"
    return f"  ({conflict.factor:.3g} times)"


def _side(side: Side) -> str:
    unit = "%" if side.unit.startswith("percent") and "%" not in side.printed else ""
    is_told = bool(side.quote) and side.unit.startswith("US$")  # with its unit: "$50 billion"
    plain = "" if unit or "%" in side.printed or not side.unit or is_told else f" {side.unit}"
    told = f"{side.printed}{unit}{plain} in {side.period}: {side.name}"
    about = ", ".join(part for part in (side.release, side.date) if part)
    told += f" ({about})" if about else ""
    if side.quote:
        told += f"\n        “{side.quote}”"
    return told
