"""Sources named in a question: "according to the NSF", "the report", "Epoch data"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.understand.tokens import fold
from corpus.source_names import SourceGroup

__all__ = ["SourceIndex", "SourceMention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """Point at one source name in a text."""

    group: str
    start: int
    end: int
    edition: str = ""  # "2025" in "the 2025 AI Index"


_BLOC = re.compile(
    r"\s+(?:member|countr|nation|econom|state|area|average|mean\b|median)", re.IGNORECASE
)
_RANK_WITHIN = re.compile(
    r"\b(?:rank\w*|place|position|first|last|most|fewest|highest|lowest|top|average|median)\s+"
    r"(?:\S+\s+){0,2}?(?:in|within|among|inside|across|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# Yearbooks whose year names the edition, not the period of the data.
_EDITIONS = frozenset({"ai-index"})
_LEAD_IN = re.compile(
    r"(?:according to|going by|as per|per|from|by|in|on|with|using|based on|says?|data of"
    r"|data from)?\s*"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)


class SourceIndex:
    """Find source names in text."""

    def __init__(self, groups: tuple[SourceGroup, ...]) -> None:
        self.groups = {group.id: group for group in groups}
        names = [(name, group.id) for group in groups for name in group.names]
        names.sort(key=lambda pair: -len(pair[0]))
        self._by_name = dict(reversed(names))
        choices = "|".join(re.escape(name) for name, _ in names)
        self._pattern = re.compile(rf"(?<![\w.])(?:{choices})(?:'s)?(?![\w])")

    def find(self, text: str) -> list[SourceMention]:
        """Find the sources a text names, longest names first."""
        folded = fold(text)
        if len(folded) != len(text):  # folding changed offsets: fall back to lower case
            folded = text.lower()
        mentions = []
        for match in self._pattern.finditer(folded):
            name = re.sub(r"'s$", "", match.group())
            group = self._by_name.get(name) or self._by_name[match.group()]
            start, end, edition = match.start(), match.end(), ""
            ranked = _RANK_WITHIN.search(text[:start]) and not edition
            if _BLOC.match(text[end:]) or ranked:
                continue  # "OECD countries", "the OECD average", "rank in the OECD": places
            if group in _EDITIONS:
                after = re.match(
                    r"(?:\s+report)?\s*(?:\(?(20\d\d)\)?(?:\s+edition)?"
                    r"|(?:edition\s+(?:of\s+)?)(20\d\d))(?![\d-])",
                    text[end:],
                )
                before = re.search(
                    r"(20\d\d)(?:\s+(?:edition(?:\s+of)?|report))?(?:\s+the)?(?:\s+stanford)?\s+$",
                    text[:start],
                    re.IGNORECASE,
                )
                if after:
                    edition, end = after.group(1) or after.group(2), end + after.end()
                elif before:
                    edition, start = before.group(1), before.start()
            mentions.append(SourceMention(group=group, start=start, end=end, edition=edition))
        return mentions
