"""Newsroom: the talk of newsrooms in the plain words that the grammar knows.

"Pct", "thru" and "China v India" are short for something; "brought up the rear" and "slid" are
other words for it.  A question has them replaced before it is read, as the grammar of other
languages is; what it is kept and shown as stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["plain_words"]

_NUMBER = r"(?:the\s+)?[$€£]?\d[\d,.]*"
_OF_PLACES = r"(?:countries|nations|members|states|economies|places)\b"
_FIGURE = r"(?:figures?|numbers?|values?|counts?|totals?|shares?|tally|tallies|percentages?)\b"
_INTERNATIONAL = r"international(?:i[sz]ed|ly[\s-]+(?:co-?authored|minded|oriented))?\b"
_NOT_MEASURED = r"(?!\s*(?:most|universit|countr|institut|compan|nations|journals))"

_Replacement = str | Callable[[re.Match[str]], str]


def _same_form(past: str, base: str, noun: str = "") -> Callable[[re.Match[str]], str]:
    """Give a verb in the form of the one it replaces: "slid" → "fell", "slides" → "falls"."""

    def replace(match: re.Match[str]) -> str:
        word = match.group().lower()
        if word.endswith("ing"):
            return f"{base}ing"
        if match.groupdict().get("past"):
            return past
        return f"{base}s" if word.endswith("s") else noun or base

    return replace


_TABLE: tuple[tuple[str, _Replacement], ...] = (
    # -- short for something
    (r"\bpct\b\.?", "percent"),
    (r"\bthru\b", "through"),
    (r"\bpubs\b", "publications"),
    (r"\brepos\b", "repositories"),
    (r"\brepo\b", "repository"),
    (r"\bdevs\b", "developers"),
    (r"(?-i:(?<=\s)v\.?(?=\s))", "vs"),
    (r"\b((?:19|20)\d\d)\s+(?:alone|by\s+itself|on\s+its\s+own)\b", r"\1"),
    # -- parts of a whole
    (r"(?<=['’]s\s)(?:cut|piece|helping)(?=\s+of\b)", "share"),
    (r"\b(?:planet|globe)\b(?=['’]s|\W)", "world"),
    # -- more and less
    (r"\b(?:fatter|heftier|meatier|beefier|chunkier)\b", "larger"),
    (r"\b(?:fattest|heftiest|meatiest|beefiest|chunkiest)\b", "largest"),
    (r"\b(?:slimmer|leaner|skimpier|punier|scantier)\b", "smaller"),
    (r"\b(?:slimmest|leanest|skimpiest|puniest|scantiest)\b", "smallest"),
    (rf"\b(?:the\s+)?most\s+{_INTERNATIONAL}", "the highest share with foreign co-authors"),
    (rf"\b(?:the\s+)?least\s+{_INTERNATIONAL}", "the lowest share with foreign co-authors"),
    (rf"\bmore\s+{_INTERNATIONAL}(?=\s+than\b)", "a higher share with foreign co-authors"),
    (rf"\bless\s+{_INTERNATIONAL}(?=\s+than\b)", "a lower share with foreign co-authors"),
    # -- first and last
    (r"\b(?:brought|bring(?:s|ing)?)\s+up\s+the\s+rear\b", "came last"),
    (r"\b(?:took|takes?|got|gets?|won|wins?)\s+the\s+wooden\s+spoon\b", "came last"),
    (r"\b(?:propp?(?:ed|s)\s+up\s+the\s+(?:table|ranking))\b", "came last"),
    (rf"\b(?:a\s+|the\s+)?pair\s+of\s+(?=(?:\S+\s+){{0,3}}{_OF_PLACES})", "two "),
    (rf"\b(?:a\s+|the\s+)?trio\s+of\s+(?=(?:\S+\s+){{0,3}}{_OF_PLACES})", "three "),
    # -- a number is reached
    (rf"\b(?:crack|breach|clear|smash)\s+(?:through\s+)?(?={_NUMBER})", "reach "),
    (rf"\b(?:crack|breach|clear|smash)ed\s+(?:through\s+)?(?={_NUMBER})", "reached "),
    (
        rf"\b(?:went|moved|got|pushed|sailed|raced|climbed|blew|shot)\s+(?:past|beyond|through"
        rf"|above|over)\s+(?={_NUMBER})",
        "exceeded ",
    ),
    (
        rf"\b(?:go|move|get|push|sail|race|climb|blow|shoot)\s+(?:past|beyond|through|above|over)"
        rf"\s+(?={_NUMBER})",
        "exceed ",
    ),
    (
        rf"\b(first|ever|to|did(?:\s+(?!in\b)[\w'’-]+){{1,3}})\s+top\s+"
        rf"(?=\d[\d,]*(?:\s*(?:million|thousand|billion|percent|%)|(?<=\d\d\d))\b{_NOT_MEASURED})",
        r"\1 exceed ",
    ),
    # -- up and down
    (r"\bslip(?:s|ped)?\s+behind\b", "fall behind"),
    (
        r"\b(?:(?P<past>slid|slipped|sagged|tumbled|sank|sunk|dwindled|ebbed|cratered|nosedived"
        r"|waned|collapsed|crashed|withered|tanked)"
        r"|slid(?:es?|ing)|slip(?:s|ping)?(?=\s+(?:from|to|by|in|since|between|over))|sag(?:s|ging)?"
        r"|tumbl(?:es?|ing)|sink(?:s|ing)?|dwindl(?:es?|ing)|ebb(?:s|ing)?|nosediv(?:es?|ing)"
        r"|wan(?:es?|ing)|collaps(?:es?|ing))\b",
        _same_form("fell", "fall"),
    ),
    (
        r"\b(?:(?P<past>ballooned|swelled|swollen|mushroomed|rocketed|skyrocketed|boomed|rebounded"
        r"|recovered|exploded|spiked|shot\s+up|bounced\s+back)"
        r"|balloon(?:s|ing)?|swell(?:s|ing)?|mushroom(?:s|ing)|(?:sky)?rocket(?:s|ing)?|booming"
        r"|rebound(?:s|ing)?|spik(?:es?|ing)|explod(?:es?|ing))\b",
        lambda match: _same_form("rose", "rise")(match).replace("riseing", "rising"),
    ),
    (
        r"\b(?:(?P<past>slashed|trimmed|pruned)|(?:cut|slash|trimm|prun)(?:t?ing|ing)"
        r"|cut|cuts|slash(?:es)?|trims?)\s+(?:back\s+(?:on\s+)?)?"
        r"(?=(?:its\s+|their\s+|the\s+)?(?:R&D|research|spending|outlay|investment|output)\b)",
        lambda match: "decreasing " if match.group().strip().endswith("ing") else "decreased ",
    ),
    # -- what something takes
    (
        r"\b(?:swallowed|gobbled(?:\s+up)?|guzzled|devoured|ate\s+up|burn(?:ed|t)\s+through|soaked\s+up"
        r"|consumed)\b(?=.{0,40}\b(?:comput\w*|flops?|parameters?|power)\b)",
        "used",
    ),
    (r"\b(?:bill|price\s+tag|outlay)(?=\s+(?:for|of|to)\s+(?:train|build|develop|mak)\w*)", "cost"),
    (
        r"\b(?:carry|carries|carried|bears?|bore)\s+([\w.&-]+(?:\s[\w.&-]+){0,3}?)['’]s?\s+"
        r"(?:name|stamp|label|brand)\b",
        r"are by \1",
    ),
    (
        r"\b(?:hangs?|hung|hanging)\s+on\s+(?:by|with)\b|\b(?:gets?|got)\s+by\s+(?:on|with)\b"
        r"|\b(?:makes?|made)\s+do\s+with\b",
        "have",
    ),
    # -- told first and asked then: "Only three countries had more than 10,000. Which?"
    (
        r"^\W*(?:(?:only|just)\s+)?[\w-]+\s+((?:[\w-]+\s+){0,2}?(?:countries|nations|members|states"
        r"|economies|places))\s+"
        r"([^.?!;]+)[.;!?]\s*(?:and\s+)?(?:which|who|name\s+them|list\s+them)"
        r"(?:\s+(?:ones|are\s+they|were\s+they|were\s+those))?\W*$",
        r"Which \1 \2?",
    ),
    # -- what was asked before
    (rf"\b(?:corresponding|equivalent|comparable|matching)\s+(?={_FIGURE})", ""),
    (r"\bany\s+(?:idea|clue)\s+(?=why|how|what|when|who)", ""),
)
_PLAIN = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in _TABLE)
# "Which pair of countries wrote most papers together?": there the pair is what is counted.
_JOINT = re.compile(
    r"\b(?:joint\w*|together|co-?(?:author|writ|wrote|operat)\w*|collaborat\w*|partner\w*)\b",
    re.IGNORECASE,
)


def plain_words(text: str) -> str:
    """Replace what newsrooms say by the plain words for it.

    >>> plain_words("India v Japan: whose AI pubs slid in 2012 alone?")
    'India vs Japan: whose AI publications fell in 2012?'
    """
    joint = _JOINT.search(text)
    for pattern, plain in _PLAIN:
        if joint and plain in ("two ", "three "):
            continue
        text = pattern.sub(plain, text)
    return text
