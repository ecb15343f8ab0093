"""Sides: places that stand together in a comparison, and what is left of the world.

"The Baltics together against Finland" has two sides; "China against the rest of the world"
has one that is everything but the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.understand.knowledge import Knowledge
from bot.understand.places import Mention
from corpus.place_sums import write_sum

__all__ = ["asks_for_rest", "find_rest", "find_sides", "turns_ratio"]

_COMPARES = re.compile(
    r"\b(?:versus|vs\.?|v\.|against|than|compared?\s+(?:with|to)|comparison\s+(?:with|to)"
    r"|stack\w*\s+up|measure\w*\s+up|ahead\s+of|behind|overt(?:ake|ook)\w*|pass(?:ed|es)?"
    r"|surpass\w*|outnumber\w*|outpac\w*|outdo\w*|exceed\w*|beat\w*|match(?:ed|es)?|dwarf\w*"
    r"|times|as\s+(?:many|much)|relative\s+to|catch\s+up\s+with|level\s+with|equal\w*|trail\w*)\b",
    re.IGNORECASE,
)
_WITH = re.compile(r"\bwith\b|\bto\b", re.IGNORECASE)
_COMPARE_FIRST = re.compile(r"\b(?:compar\w+|contrast|set)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:combined|together|jointly|collectively|in\s+total|added(?:\s+(?:up|together))?|summed"
    r"|as\s+(?:a|one)\s+(?:group|bloc|whole|unit)|between\s+them|pooled|aggregated?|taken\s+as\s+one"
    r"|sum\s+of|total\s+(?:of|for)|joint)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the\s+)?rest\s+of\s+(?:the\s+)?(?P<whole>¤+|world|globe|planet|countries|us\b)?"
    r"|\b(?:everyone|everybody|every\s+(?:one|body))\s+else\b|\ball\s+(?:the\s+)?others?\b"
    r"(?:\s+(?:countries|nations))?|\bevery\s+other\s+(?:country|nation)\b|\bthe\s+rest\b"
    r"|\bthe\s+other\s+(?:countries|nations)\b|\belsewhere\b|\bwhole\s+remaining\s+world\b",
    re.IGNORECASE,
)
# "as many as Chile did Peru publish", "the papers of Chile are those of Peru": Chile divides.
_DIVIDES = re.compile(
    r"^[^¤]*\b(?:as|than)\s+(?:the\s+)?(?:(?:those|that)\s+of\s+(?:the\s+)?)?¤"
    r"|^[^¤]*\bfor\s+(?:each|every)\b[^¤]*¤"
    r"|^[^¤]*\bhow\s+many\s+times\s+(?:the\s+[^¤]*\b(?:of|from|by)\s+(?:the\s+)?)?¤[^?]*?"
    r"\b(?:are|is|were|was|did|do|does|have|has|had)\b[^¤]*¤",
    re.IGNORECASE,
)


def asks_for_rest(masked: str) -> bool:
    """Tell whether a question asks for what is left: "everyone else", "the rest of Europe"."""
    return bool(_REST.search(masked))


def find_rest(
    masked: str,
    mentions: Sequence[Mention],
    excluded: Sequence[str],
    knowledge: Knowledge,
) -> list[Mention] | None:
    """Put a whole without some of its places in the place of the whole.

    ``mentions`` are those that are not left out.  None where nothing is left out of a whole.
    """
    rest = _REST.search(masked)
    blocs = [mention for mention in mentions if knowledge.is_aggregate(mention.code)]
    others = [mention for mention in mentions if mention not in blocs]
    if rest:
        whole = next((m for m in blocs if rest.start() <= m.start < rest.end()), None)
        beside = [code for m in mentions if m is not whole for code in m.codes]
        taken = [*excluded, *beside]
        if not taken:
            return None
        start, end = (whole.start, whole.end) if whole else rest.span()
        code = write_sum([whole.code if whole else "WLD"], taken)
        made = Mention(codes=(code,), start=start, end=end, text=masked[start:end], kind="name")
        kept = [mention for mention in mentions if mention is not whole]
        return sorted([*kept, made], key=lambda mention: mention.start)
    if not excluded:
        return None
    if not blocs:
        made = Mention(
            codes=(write_sum(["WLD"], excluded),),
            start=len(masked),
            end=len(masked),
            text="",
            kind="name",
        )
        return [*others, made]
    first = blocs[0]
    less = replace(first, codes=(write_sum([first.code], excluded),))
    return [less if mention is first else mention for mention in mentions]


def find_sides(masked: str, mentions: Sequence[Mention], *, differs: bool) -> list[Mention] | None:
    """Join the places of each side of a comparison that stand together.

    ``differs`` says that a gap or a multiple is asked for, so that "between A and B and C
    combined" has two sides.  None where no side has several places added together.
    """
    cuts: list[tuple[int, int]] = []  # position of the first mention after the cut, text offset
    for position in range(1, len(mentions)):
        between = masked[mentions[position - 1].end : mentions[position].start]
        found = _COMPARES.search(between)
        if not found and _COMPARE_FIRST.search(masked[: mentions[0].start]):
            found = _WITH.search(between)
        if found:
            cuts.append((position, mentions[position - 1].end + found.start()))
    tail = masked[mentions[-1].end :] if mentions else ""
    if not cuts and differs and len(mentions) > 2:
        cuts = _cuts_by_together(masked, mentions)
        if not cuts and _TOGETHER.search(tail[:40]):
            cuts.append((1, mentions[0].end))
    if not cuts:
        return None
    sides: list[list[Mention]] = []
    regions: list[str] = []
    starts = [0, *(position for position, _ in cuts), len(mentions)]
    offsets = [0, *(offset for _, offset in cuts), len(masked)]
    for number in range(len(starts) - 1):
        side = list(mentions[starts[number] : starts[number + 1]])
        if side:
            sides.append(side)
            regions.append(masked[offsets[number] : offsets[number + 1]])
    together = [bool(_TOGETHER.search(region)) for region in regions]
    if len(sides) < 2 or not any(together):
        return None
    if not any(len(side) > 1 for side in sides):
        return list(mentions)  # "the Baltics together against Finland": two sides as they stand
    joined = []
    for side in sides:
        if len(side) == 1:
            joined += side
            continue
        code = write_sum(code for mention in side for code in mention.codes)
        joined.append(
            Mention(
                codes=(code,),
                start=side[0].start,
                end=side[-1].end,
                text=masked[side[0].start : side[-1].end],
                kind="name",
            )
        )
    return joined


def _cuts_by_together(masked: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Cut after the side that a word joins: "of France and Germany combined was China's"."""
    for position in range(1, len(mentions)):
        between = masked[mentions[position - 1].end : mentions[position].start]
        if found := _TOGETHER.search(between):
            return [(position, mentions[position - 1].end + found.end())]
    return []


def turns_ratio(masked: str) -> bool:
    """Tell whether the first place named is what the second is divided by.

    >>> turns_ratio("How many times as many papers as ¤¤¤ did ¤¤¤¤ publish?")
    True
    """
    return bool(_DIVIDES.search(masked))
