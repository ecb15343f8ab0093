"""Entity scan: everything one question holds of one table of things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.understand.entity_index import EntityKnowledge
from bot.understand.entity_names import NameMention, PartMention
from bot.understand.entity_words import Tag, Tagged, TagKind
from bot.understand.exclusions import find_excluded
from bot.understand.find_period import Found, find_period
from bot.understand.knowledge import Knowledge
from bot.understand.operations import Cues, find_cues
from bot.understand.places import Mention
from bot.understand.quantities import Quantity, find_quantities
from bot.understand.sources import SourceMention
from bot.understand.tokens import Token, tokenise
from bot.understand.words import GENERIC, STOP_WORDS, is_cue, is_stop

__all__ = ["MONTHS", "EntityScan", "plain_powers", "scan_question"]

_ROW, _PART, _PLACE, _SOURCE, _TIME = "\ufff0", "\ufff1", "\ufff2", "\ufff3", "\ufff4"
_BARE_POWER = re.compile(r"(?<![×x*·\d.])(?<![×x*·] )\b10\s?(?:\^|\*\*)\s?\{?(\d{1,2})\}?")
_SUPERSCRIPT_POWER = re.compile(r"(?<![×x*·\d.])(?<![×x*·] )\b10([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
MONTHS = (
    "january february march april may june july august september october november december"
).split()
# "companies rather than universities": only the first are asked for.
_RATHER_THAN = re.compile(
    r"\b(?:rather\s+than|instead\s+of|as\s+opposed\s+to|and\s+not)\s+(?:(?:from|by|at|of|the)\s+)*"
    r"[\w-]+",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityScan:
    """Hold what one question holds of one table."""

    known: EntityKnowledge
    text: str  # with names, places, sources and times masked; offsets as in the question
    rows: tuple[NameMention, ...]
    parts: tuple[PartMention, ...]
    places: tuple[Mention, ...]
    excluded: tuple[str, ...]
    sources: tuple[SourceMention, ...]
    found: Found
    months: tuple[tuple[int, int], ...]  # (year, month)
    cues: Cues
    tokens: tuple[Token, ...]
    tagged: tuple[Tagged, ...]
    quantities: tuple[Quantity, ...]

    def tags(self, *kinds: TagKind) -> Iterator[tuple[Tagged, Tag]]:
        """Give the phrases that have a tag of these kinds, in the order of the question."""
        for item in self.tagged:
            for tag in item.tags:
                if tag.kind in kinds:
                    yield item, tag

    def has(self, kind: TagKind) -> bool:
        """Tell whether any phrase has a tag of a kind."""
        return any(True for _ in self.tags(kind))

    @property
    def unexplained(self) -> list[str]:
        """Give the words that neither the table nor the grammar of questions explains."""
        covered = {i for item in self.tagged for i in range(item.first, item.last + 1)}
        numbers = [(quantity.start, quantity.end) for quantity in self.quantities]
        return [
            token.norm
            for position, token in enumerate(self.tokens)
            if position not in covered
            and not token.norm[:1].isdigit()
            and len(token.norm) > 1
            and not any(start <= token.start < end for start, end in numbers)
            and not _says_nothing(token)
        ]


def _says_nothing(token: Token) -> bool:
    words = (token.norm, token.stem)
    return any(is_stop(word) or is_cue(word) or word in GENERIC for word in words)


def plain_powers(text: str) -> str:
    """Write bare powers of ten as numbers that can be read: "10^25" is 1e25.

    >>> plain_powers("over 10^25 FLOP, not 3 × 10^24")
    'over 1e25 FLOP, not 3 × 10^24'
    """
    text = _BARE_POWER.sub(r"1e\1", text)
    return _SUPERSCRIPT_POWER.sub(lambda m: f"1e{m[1].translate(_SUPERSCRIPTS)}", text)


def scan_question(
    text: str, rows: list[NameMention], known: EntityKnowledge, knowledge: Knowledge
) -> EntityScan:
    """Find what a question holds, each part masked before the next is looked for."""
    masked = _mask(text, ((item.start, item.end) for item in rows), _ROW)
    parts = known.names.find_parts(masked)
    masked = _mask(masked, ((item.start, item.end) for item in parts), _PART)
    sources = knowledge.sources.find(masked)
    masked = _mask(masked, ((item.start, item.end) for item in sources), _SOURCE)
    mentions = sorted(
        (
            mention
            for mention in knowledge.places.find(masked, known_words=_words_of(masked, known))
            if knowledge.book.place(mention.code).kind != "organisation"
        ),
        key=lambda mention: mention.start,
    )
    masked = _mask(masked, ((item.start, item.end) for item in mentions), _PLACE)
    excluded = find_excluded(masked, mentions, knowledge)
    months = list(_MONTH.finditer(masked))
    masked = _mask(masked, (item.span() for item in months), _TIME)
    found = find_period(masked)
    if found.period.kind in ("latest", "all", "shift"):
        found = replace(found, spans=())
    masked = _mask(masked, found.spans, _TIME)
    masked = _mask(masked, (item.span() for item in _RATHER_THAN.finditer(masked)), " ")
    tokens, tagged = known.words.tag(masked)
    return EntityScan(
        known=known,
        text=masked,
        rows=tuple(rows),
        parts=tuple(parts),
        places=tuple(mentions),
        excluded=excluded,
        sources=tuple(sources),
        found=found,
        months=tuple(
            (int(item["year"]), MONTHS.index(item["month"].lower()) + 1) for item in months
        ),
        cues=find_cues(masked),
        tokens=tokens,
        tagged=tuple(tagged),
        quantities=tuple(
            quantity
            for quantity in find_quantities(masked)
            if quantity.value is not None and quantity.kind not in ("year", "date", "name")
        ),
    )


def _mask(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    for start, end in spans:
        text = text[:start] + mark * (end - start) + text[end:]
    return text


def _words_of(text: str, known: EntityKnowledge) -> set[str]:
    """Give the words of a question that are no misspelt places."""
    tokens, tagged = known.words.tag(text)
    described = {tokens[i].norm for item in tagged for i in range(item.first, item.last + 1)}
    return described | {token.norm for token in tokenise(text) if token.norm in STOP_WORDS}
