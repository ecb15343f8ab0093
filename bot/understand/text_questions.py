"""Text questions: what kind of answer a question wants from the documents."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["ABOUT_SOURCE", "TextKind", "find_kinds", "without_kind"]

TextKind = Literal[
    "reliability",  # how far a source can be trusted
    "seen",  # how much of a source was read
    "published",  # when, where and by whom a source came out
    "paid",  # who paid for a source
    "licence",  # what a source may be used for
    "summary",  # what a source says, in a few sentences
    "compare",  # what two sources say beside each other
    "disagree",  # what the sources disagree on
    "define",
    "why",
    "who",
    "when",
    "where",
    "number",
    "list",
    "yesno",
    "says",  # what a source says about something
]
# Answered from what Onrecord notes of a source, not from what the source says.
ABOUT_SOURCE: frozenset[TextKind] = frozenset(
    {"reliability", "seen", "paid", "licence", "published"}
)

_SOURCE_NOUN = (
    r"(?:report|stud(?:y|ies)|paper|article|piece|story|column|post|brief|release|digest|note"
    r"|timeline|table|blog|survey|essay|book|source|document|page|item|commentary|write-up"
    r"|coverage|text|copy|list|ranking|index|tracker|scorecard|outlook|outlet|interview"
    r"|review|analysis|white\s+paper|readme|data\s*set|data)"
)
_KINDS: tuple[tuple[TextKind, str], ...] = (
    (
        "reliability",
        r"\b(?:how\s+(?:far\s+)?(?:reliable|trustworthy|credible|dependable|solid|sound|serious"
        r"|good\s+a\s+source|far\s+can\s+(?:i|we|you|one)\s+trust)"
        r"|(?:can|could|should|may)\s+(?:i|we|you|one)\s+(?:\w+\s+)?(?:trust|rely|believe|depend)"
        r"|(?:is|are|was|were)\s+(?:.{2,60}\s)?(?:reliable|trustworthy|credible|solid"
        r"|dependable|to\s+be\s+trusted|a\s+good\s+source)|reliability\s+of"
        r"|how\s+much\s+(?:trust|faith|weight)|how\s+(?:much|far)\s+.{0,20}\btrust)\b",
    ),
    (
        "seen",
        r"\b(?:how\s+(?:much|complete)\b.{0,60}\b(?:read|seen|see|copy|at\s+hand)"
        r"|how\s+much\s+of\b.{0,60}\b(?:read|seen|see|saw|have|held|hold|here)"
        r"|how\s+complete\s+(?:is|are|was|were)\b"
        r"|(?:read|seen|checked|verified)\s+(?:in\s+full|whole|completely|entirely|fully|against)"
        r"|(?:was|were|is|are)\b.{2,60}\bread\b"
        r"|did\s+(?:you|anyone|somebody|someone|onrecord)\s+.{0,30}\b(?:read|see|check|verify)"
        r"|have\s+you\s+(?:read|seen|got))\b",
    ),
    (
        "paid",
        r"\bwho\s+(?:has\s+)?(?:paid|pays|funded|funds|financed|finances|sponsored|sponsors"
        rf"|commissioned|bankroll\w+)\b.{{0,60}}\b{_SOURCE_NOUN}\b",
    ),
    (
        "published",
        rf"\b(?:when|where|who|(?:what|which)\s+(?:date|day|month|year|journal|publisher)"
        rf"|how\s+old|publication\s+date|date\s+of\s+publication|publisher\s+of|authors?\s+of"
        rf"|by\s+whom)\b(?=.*(?:\b{_SOURCE_NOUN}s?\b|[\"'“‘].{{12,}}[\"'”’]))(?=.*\b(?:publish\w*|publication\s+date|came\s+out|come\s+out"
        r"|comes\s+out|appear\w*|issued?|printed?|written|wrote|write|writes|old|dated?|from(?=\W*$)"
        r"|brought\s+out|released?|authors?|signed|behind|by\s+whom|ran|run(?=\W*$)|updated|put\s+out|byline)\b)",
    ),
    (
        "licence",
        r"\b(?:(?:what|which|under\s+(?:what|which))\s+licen[cs]e|licen[cs]e\s+of|licensed"
        r"|copyright|allowed\s+to\s+(?:quote|reprint|reuse|copy)"
        rf"|free\s+to\s+(?:quote|reprint|reuse|use))\b(?=.*\b{_SOURCE_NOUN}s?\b)"
        r"|\bpublic\s+domain\b",
    ),
    (
        "disagree",
        r"\b(?:(?:sources?|accounts?|outlets?|papers|press|reports|figures|counts|numbers|dates"
        r"|editions?|estimates)\b.{0,40}\b(?:disagree|differ|conflict\w*|contradict\w*"
        r"|part\s+ways|at\s+odds|clash|diverge|in\s+dispute)"
        r"|(?:disagree|differ|contradict|part\s+ways|at\s+odds|diverge)\b.{0,40}"
        r"\b(?:sources?|accounts|outlets|reports|editions)"
        r"|(?:rival|competing|conflicting|disputed|contradictory|different)\s+"
        r"(?:figures?|counts?|numbers?|dates?|values?|estimates?|accounts?)"
        r"|(?:is\s+there|any)\s+(?:a\s+)?(?:dispute|disagreement|conflict)"
        r"|which\s+(?:\w+\s+)?(?:is|one\s+is)\s+right"
        r"|(?:see|find|found|get|got|have|read)\s+(?:two|three|several|different|both)\s+\w+)\b",
    ),
    (
        "summary",
        r"\b(?:summari[sz]e|summary\s+of|sum\s+up|gist\s+of|in\s+a\s+nutshell"
        r"|(?:key|main|chief|principal)\s+(?:findings?|points?|results?|takeaways?|conclusions?)"
        r"|brief\s+me\s+on|run\s+me\s+through|in\s+one\s+line|in\s+short"
        rf"|what(?:'s|\s+is|\s+was|\s+are)\s+(?:in\s+)?(?:the\s+|that\s+|this\s+)?[^?]{{0,70}}"
        rf"\b{_SOURCE_NOUN}\s*[^?]{{0,30}}\babout"
        rf"|what(?:'s|\s+is)\s+in\s+(?:the|that|this)\b[^?]{{0,60}}\b{_SOURCE_NOUN}\b"
        rf"|what\s+does\s+[^?]{{0,60}}\b{_SOURCE_NOUN}\s+(?:find|conclude|show|cover)\s*\?)",
    ),
    (
        "compare",
        r"\b(?:differs?|agrees?|disagrees?|contradicts?|confirms?|backs?\s+up|versus|vs\.?"
        r"|(?:set\s+)?against|beside|compared?|side\s+by\s+side|square\s+with|match"
        r"|(?:each|both)\s+(?:give|say|have|put|count)|in\s+line\s+with|also\s+(?:appear|say"
        r"|in))\b",
    ),
    (
        "define",
        r"\b(?:define[ds]?|definition|meaning|meant\s+by|mean\s+by|stands?\s+for"
        r"|counts?\s+as|count\s+as|explains?\s+(?:the\s+term|\w+\s*\?))\b"
        r"|^\s*(?:please\s+)?explain\s+(?:(?:what|the|an?)\s+)?(?:[\w-]+\s+){0,3}?[\w-]+"
        r"(?:\s+(?:is|are|means?|to\s+me))?\W*$"
        r"|\bwhat\s+do(?:es)?\b.{0,60}\bmeans?\b"
        r"|\bhow\s+(?:is|are|do|does)\b.{0,50}\b(?:defined?|explain)\b"
        r"|^\s*(?:so\s+)?what(?:'s|\s+is|\s+are)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}[\w-]+\s*\?*\s*$"
        r"|\bwhat\s+(?:is|are)\s+that\b",
    ),
    (
        "why",
        r"\b(?:why|how\s+come|how\s+so|what['’]s\s+(?:behind|driving)|what\s+(?:explains?|lies\s+behind|caused?|causes|drives"
        r"|drove|triggered|accounts\s+for|is\s+behind|is\s+the\s+(?:reason|cause|matter))"
        r"|reasons?\s+(?:for|why|behind)|(?:what|which)\s+reasons?|the\s+reason)\b",
    ),
    (
        "who",
        r"\b(?:who|whose|whom|byline|(?:names?\s+of\s+)(?:\w+\s+){0,2}authors?"
        r"|authors?\s+of|authors?\s*\?|which\s+(?:\w+\s+)?(?:official|author|person|people|expert|body|outfit|organi[sz]ation"
        r"|firm|company|institution|department|agency))\b",
    ),
    (
        "when",
        r"\b(?:when|(?:what|which|on\s+(?:what|which))\s+(?:\w+\s+)?(?:date|day|month|year)"
        r"|date\s+of|publication\s+date|month\s+and\s+year|how\s+(?:old|late|early)"
        r"|since\s+(?:when|which|what)|(?:in|by)\s+(?:what|which)\s+years?)\b",
    ),
    (
        "where",
        r"\b(?:where|(?:at|in|on|through)\s+(?:what|which)\s+(?:\w+\s+)?(?:university|city|journal"
        r"|site|website|place|wire))\b",
    ),
    (
        "number",
        r"\b(?:how\s+(?:many|much|often|large|big|high|long|far|fast|narrow|wide|deep|strong)"
        r"|number\s+of|(?:what|which)\s+(?:\w+\s+)?(?:share|percentage|proportion|number|part"
        r"|portion|slice|score|rate|fraction|percent)|at\s+what\s+(?:\w+\s+)?(?:pace|rate|speed)"
        r"|count\s+of|percentage\s+of)\b",
    ),
    (
        "list",
        r"^\s*(?:please\s+)?(?:list|name)\b"
        r"|\b(?:which|what)\s+(?:\w+\s+){0,3}?(?:outlets|sources|countries|institutions|authors"
        r"|companies|universities|offices|topics|kinds|codes|states|territories|members)\b",
    ),
    (
        "yesno",
        r"^\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b",
    ),
    (
        "says",
        r"\b(?:says?|said|states?|stated|claims?|reports?|reported|writes?|wrote|thinks?|finds?"
        r"|found|makes?\s+of|concludes?|according\s+to|going\s+by|as\s+per)\b",
    ),
)
_PATTERNS = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]


def without_kind(question: str, kind: TextKind) -> str:
    """Give a question without the words that ask for a kind of answer.

    >>> without_kind("Chips for R1: what do the sources disagree on?", "disagree")
    'Chips for R1: what do the  on?'
    """
    return dict(_PATTERNS)[kind].sub("", question)


def find_kinds(question: str) -> tuple[TextKind, ...]:
    """Give the kinds of answer that a question's words ask for, the most telling first.

    >>> find_kinds("How is fractional counting defined?")
    ('define',)
    """
    return tuple(kind for kind, pattern in _PATTERNS if pattern.search(question))
