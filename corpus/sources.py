"""Sources: the publications Onrecord cites."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["THE_REPORT", "Source"]

THE_REPORT = "the report"  # among the ids of ``Source.original_of``: the report itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Describe one publication as a citation needs it."""

    id: str  # short slug, stable: "digital-science-release"
    title: str
    publisher: str
    author: str = ""
    date: str = ""  # as printed: ISO date, month, year, or "undated"
    url: str = ""
    kind: str = ""  # press release, news, dataset, paper, report, blog, official statistics ...
    reliability: str = ""  # primary, official, second-hand, low ... and why, in a few words
    seen: str = ""  # how much of it was read
    licence: str = ""
    number: int = 0  # its number in the research notes; 0 for a reader's own
    short: str = ""  # how a sentence names it: "Digital Science's release"
    second_hand: bool = False  # True where it reports what another source says
    about_report: bool = False  # True where it speaks about the Digital Science report
    layer: str = "base"  # "desk" or "reader" where somebody added it
    original_of: tuple[str, ...] = ()  # ids of our digests whose own words it holds

    def __post_init__(self) -> None:
        """Take a list for ``original_of``, as JSON has it."""
        object.__setattr__(self, "original_of", tuple(self.original_of))
