"""Focus: the noun that a question asks for, or the verb of a "who", "when" or "where".

Of "how many readers has it got?" that is "readers", of "when was it founded?" "founded".
"""

from __future__ import annotations

import re

__all__ = ["KIND_NOUNS", "find_focus"]

# The answer names one of these and seldom says what it is.
KIND_NOUNS = (
    r"body|outfit|organi[sz]ation|firm|company|group|institution|institute|country|nation|state"
    r"|place|city|year|month|day|date|author|person|people|expert|researcher|official|agency"
    r"|department|publication|outlet|source|document|study|report|paper|journal|site|website"
    r"|measure|change|event|contest|aim|goal|reason|figure|number|value|fraction|part|portion"
    r"|proportion|share|percentage|slice|territory|territories|countries|nations|authors"
    r"|sources|outlets|institutions|companies|states|papers|measures|sort|kind|kinds|type"
    r"|field|fields|area|areas|branch|discipline|position|rank|level|chunk|benchmarks?|tests?"
    r"|parallel|spot|block"
)
_KIND_NOUN = re.compile(rf"\b(?:{KIND_NOUNS})\b", re.IGNORECASE)

_ENDS = (
    r"(?=\s*(?:$|[?,;:.]|\b(?:do|does|did|has|have|had|is|are|was|were|be|can|could|will|would"
    r"|should|may|might|of|in|at|for|by|on|with|from|to|per|between|under|over|that|who|which"
    r"|a|an|the|each|there|as|and|or|within|among|went|came|got|get)\b))"
)
_RUN = rf"((?:[\w'’-]+\s+){{0,4}}?[\w'’-]+?){_ENDS}"
_NOT_YET = (
    r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|makes?|made|explains?"
    r"|drives|drove|caused?|triggered|lies|became|becomes|happen\w*|of|to|in|the|more|less|fewer)\b)"
)
_ASKS = (
    re.compile(rf"\bhow\s+(?:many|much)\s+(?:of\s+(?:the\s+)?)?{_NOT_YET}{_RUN}", re.IGNORECASE),
    re.compile(rf"\b(?:what|which)\s+{_NOT_YET}{_RUN}", re.IGNORECASE),
    re.compile(
        rf"\bwhat(?:'s|\s+is|\s+are|\s+was|\s+were)\s+(?:the|an?|[\w.-]+['’]s?)\s+{_RUN}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bnumber\s+of\s+{_RUN}", re.IGNORECASE),
    re.compile(rf"^\W*(?:\w+\s+)?(?:the\s+)?names?\s+of\s+(?:the\s+)?{_RUN}", re.IGNORECASE),
    re.compile(rf"\bwho(?:'s|\s+is|\s+was|\s+were|\s+are)\s+the\s+{_RUN}", re.IGNORECASE),
)
_WHO_DOES = re.compile(
    r"^\W*(?:and\s+)?who\s+(?!(?:is|was|are|were|has|had|did|do)\b)([a-z]+)\b", re.I
)
_DONE = re.compile(
    r"\b(?i:when|where|(?:in|on|at|by)\s+(?:what|which)\s+\w+)"
    r"\s+(?:did|was|were|is|will|does|do|has)\b.*?\b([a-z]{4,})\s*\?*\s*$"
)
_HOW_MANY, _WHICH = 0, 1  # of these: more than one word may be the noun
# "How many lines of code": the thing that is counted in them tells them apart.
_MEASURED_IN = re.compile(r"^(?:lines|pieces|bits|pages|items|hours|rounds|reams|tonnes)$", re.I)
_OF = re.compile(r"\s+of\s+([\w'’-]+)")
_SHORT = 2  # words that are surely a noun with what goes before it
_WORD = re.compile(r"[\w'’-]+")
_LEADS_IN = re.compile(r"\w\s+(?:on|of|from|for|about|than|to|with)\s+$", re.IGNORECASE)
_NO_NOUN = frozenset(
    "do does did has have had is are was were be can could will would should may might of in at "
    "for by on with from to per a an the it they".split()
)


def _is_clause(question: str, found: re.Match[str]) -> bool:
    """Tell "put a figure on what DeepSeek spent": what is no word that asks there."""
    opens_with_name = found[1][:1].isupper() and not found[0][:1].isupper()
    return opens_with_name and bool(_LEADS_IN.search(question[: found.start()]))


def find_focus(question: str) -> str:
    """Give the noun or verb asked for, as written; empty where the question has none.

    "Which firm" and "what year" ask for no word: the answer is a name, a number.

    >>> find_focus("How many AI journals does Elsevier publish?")
    'journals'
    >>> find_focus("What is the carbon footprint of AI research?"), find_focus("Who edits it?")
    ('footprint', 'edits')
    """
    for position, pattern in enumerate(_ASKS):
        found = next(
            (item for item in pattern.finditer(question) if not _is_clause(question, item)), None
        )
        if not found:
            continue
        run = [word for word in _WORD.findall(found[1]) if word.lower() not in _NO_NOUN]
        if position == _WHICH:
            if _KIND_NOUN.search(found[1]):
                return ""
            run = [word for word in run if word.islower()][:2]
            return " ".join(run)
        if position == _HOW_MANY:
            plain = [word for word in run if word.islower()]
            counted = _OF.match(question, found.end(1))
            if counted and _MEASURED_IN.match(found[1]):
                return counted[1]
            # Of "high schools teach" none can be told from the others: the last two count.
            return " ".join(plain[-2:] if len(run) > _SHORT else plain[-1:]) or str(run[-1])
        if run:
            return str(run[-1])
    verb = _WHO_DOES.search(question) or _DONE.search(question)
    return str(verb[1]) if verb else ""
