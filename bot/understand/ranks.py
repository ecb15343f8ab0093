"""Ranks: how many places of a ranking are asked for, which one, and from which end."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["RankWords", "find_rank_words", "has_superlative"]

_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen"
    r"|twenty|thirty|fifty)"
)
_ASCENDING = re.compile(
    r"\b(?:fewest|(?<!\bat )least|lowest|smallest|poorest|tiniest|bottom|worst|slowest"
    r"|last\s+(?:place|among|in)"
    r"|(?:came|comes?|finish\w*|rank\w*|is|was|are|were|sits?)\s+last"
    r"|(?:fewer|less|lower|smaller)\b.{0,60}\bthan(?=\s+(?:they\s+did\s+)?in\s+¤)"
    r"|tail|weakest|minimum|from\s+the\s+bottom)\b",
    re.IGNORECASE,
)
_FASTEST = re.compile(
    r"\b(?:fastest|slowest|grew\s+(?:the\s+)?(?:most|least|quickest)"
    r"|(?:biggest|largest|greatest|highest|strongest|smallest|lowest|sharpest"
    r"|steepest)\s+(?:(?:one|single|1)[- ]year\s+|percentage\s+"
    r"|relative\s+|annual\s+|yearly\s+|year[- ]on[- ]year\s+|¤+\s+)*"
    r"(?:growth|increase|rise|gain|jump|decline|fall|drop|decrease|change)"
    r"|"
    r"(?:rise|grow|increase|climb|expand|fall|drop|decline|shrink)\s+(?:the\s+)?(?:most|least"
    r"|fastest|quickest)|(?:rank\w*|order\w*|sort\w*|list\w*|league\s+table)\b.{0,80}?\bby\s+(?:the\s+)?"
    r"(?:relative\s+|percentage\s+|their\s+|annual\s+)*(?:growth|increase|rise|change)|grown\s+(?:the\s+)?(?:most|fastest)|growth\s+(?:champion|leader)"
    r"|(?:gained|increased|expanded|rose|fell|lost|declined|shrank)\s+(?:the\s+)?(?:most"
    r"|least|fastest))\b",
    re.IGNORECASE,
)
# What is gained or lost is counted in its own unit; growth is in per cent.
_GAINS = re.compile(
    r"\b(?:gained|lost|added|put\s+on|los(?:e|es|ing)|gain(?:s|ing)?|shed)\s+(?:the\s+)?(?:most|least"
    r"|biggest|largest)\b"
    r"|\b(?:biggest|largest|greatest|smallest)\s+(?:absolute\s+|net\s+|overall\s+)?(?:gains?|loss(?:es)?"
    r"|gainers?|losers?|additions?)\b"
    r"|\b(?:biggest|largest|greatest|highest|smallest)\s+(?:absolute|net|numerical)\s+(?:growth|increase"
    r"|rise|jump|decline|fall|drop|decrease|change)\b"
    r"|\b(?:grew|grown|increased|rose|risen|fell|fallen|declined|dropped)\s+(?:the\s+)?(?:most|least)\s+"
    r"in\s+absolute\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:most|fewest|least|highest|lowest|largest|biggest|smallest|greatest)\b"
    r"(?!\s+(?:recent|of\s+the|cited|highly|central|ever|year))",
    re.IGNORECASE,
)
_DECLINE = re.compile(
    r"\b(?:decline[ds]?|fall|fell|drop(?:ped)?|decrease[ds]?|lost|shrank|shrunk|loss(?:es)?|losers?|los(?:e|es|ing)|shed)\b",
    re.IGNORECASE,
)
_TOP_N = re.compile(
    r"\b(?:top|leading|first|best|biggest|largest|highest|bottom|lowest|fewest|smallest"
    rf"|last|worst)\s+(?P<n>{_NUMBER})\b(?![,.]\d)(?!\s?(?:%|per\s?cent|percent))"
    rf"|\b(?P<m>{_NUMBER})\s+(?:\S+\s+){{0,2}}?(?:countries|economies|nations|places"
    r"|members|states|leading|largest|biggest|top|most|highest|lowest|smallest|best|fewest"
    r"|with\s+the\s+(?:most|fewest|highest|lowest))\b"
    rf"|\bwhich\s+(?P<k>{_NUMBER})\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"\b(?P<word>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|runner-up|first|last)"
    r"(?=[- ]*(?:largest|biggest|highest|most|place|best|ranked|\?|$|in\b|among|by\b|on\b"
    r"|globally|worldwide|for\b|overall))"
    r"|\b(?P<digits>\d{1,2})(?:st|nd|rd|th)\b"
    r"|\bnumber\s+(?P<number>two|three|four|five|\d{1,2})\b",
    re.IGNORECASE,
)
_ASKED_NTH = re.compile(
    r"\b(?:who|which|what)\b[^,;?]{0,60}\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|number\s+(?:two|three|four|five|\d{1,2})|\d{1,2}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_WORDS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "second": 2, "third": 3, "fourth": 4,
    "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "runner-up": 2,
    "first": 1}  # fmt: skip
_MOST_PLACES = 100  # "the first 100" of a question is a value more often than a list


@dataclass(frozen=True, slots=True, kw_only=True)
class RankWords:
    """Say which part of a ranking the words of a question ask for."""

    limit: int  # the n of "top n"; 0: not stated
    rank: int  # "who is third?" is 3; 0: not stated
    fastest: bool  # ranks by growth
    descending: bool
    gains: bool = False  # ranks by what was gained or lost


def find_rank_words(text: str) -> RankWords:
    """Find "top five", "third", "fastest" and "fewest" in a question.

    >>> find_rank_words("Which five countries published the fewest papers?")
    RankWords(limit=5, rank=0, fastest=False, descending=False, gains=False)
    """
    limit, rank = 0, 0
    if match := _TOP_N.search(text):
        stated = _read(match["n"] or match["m"] or match["k"])
        limit = stated if stated < _MOST_PLACES else 0
    # "Since Britain is second, who is third?": what is asked, not what is taken for granted
    asked = _ASKED_NTH.search(text)
    if not limit and (match := _NTH.search(text, asked.start() if asked else 0)):
        rank = _read(match["word"] or match["digits"] or match["number"])
    gains = _GAINS.search(text)
    fastest = _FASTEST.search(text) or gains
    ascending = bool(_ASCENDING.search(text))
    if fastest and _DECLINE.search(fastest.group()):
        ascending = not ascending  # the greatest decline is the lowest growth
    return RankWords(
        limit=limit,
        rank=rank,
        fastest=bool(fastest),
        descending=not ascending,
        gains=bool(gains),
    )


def has_superlative(text: str) -> bool:
    """Tell whether an end of an order is named, "the highest number of", by whatever words."""
    return bool(_SUPERLATIVE.search(text))


def _read(word: str) -> int:
    """Read a number in digits or words; 0 for "last", whose number nobody said."""
    return int(word) if word.isdigit() else _WORDS.get(word.lower(), 0)
