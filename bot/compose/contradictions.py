"""Contradictions: a sentence that gives the lie to what a question takes for granted.

Unlike the looser signs of ``text_premises``, these are plain enough to correct a question by
that the sources do not otherwise answer: who has most, which of two is more, who stayed, a claim
that a source calls an error, a period, an owner, a subject that is said to be passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.compose.content_words import PLACE_WORDS, content_words, frame_words, proper_names
from bot.compose.extract import Candidate
from bot.compose.reversals import (
    denied_by_error,
    is_called_error,
    names_other_author,
    says_what_is,
    turned_round,
)
from bot.compose.text_premises import KNOWN_WRONG, TAKES_FOR_GRANTED, names_another_first
from bot.understand.quantities import find_quantities
from bot.understand.tokens import tokenise

__all__ = ["find_contradiction"]

_ON_IT = 0.45  # share of the question's words from which a sentence is on the same thing
_NAMED = 0.15  # share that is enough where the sentence has the names and the very point
_DATED = 0.25  # and where it has the date or number that it calls an error
_JUST_THAT = 0.6  # share from which a claim without a number is the same claim
_PLACES = PLACE_WORDS - {"ai", "south", "western"}
_MOST = re.compile(
    r"\b(?:most(?:ly)?\s+(?:of\b|[A-Za-z])|majority|the\s+bulk|(?:more|over)\s+(?:than\s+)?half)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b(?:more\s+than|over)\s+half\b|\bmost\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;:]\s+|\s+(?:and|against|while|but|of\s+whom)\s+")
_SIDES = re.compile(r"\b(?:against|while|whereas|but|compared\s+with)\b")
_LEFT = re.compile(
    r"\b(?:go(?:es|ing|ne)?\s+(?:back|home|to\b)|went\s+(?:back|home|to\b)|return\w*|leave|leaves"
    r"|leaving|left|moved?\s+(?:back|home|to\b))",
    re.IGNORECASE,
)
_STAYED = re.compile(r"\b(?:stay\w*|still\s+in|remain\w*|never\s+left|kept)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:beats?|beat(?:en)?|exceed\w*|outperform\w*|outdo\w*|outscor\w*|surpass\w*|overtak\w+"
    r"|overtook|top(?:s|ped)?|(?:ahead|in\s+front)\s+of"
    r"|(?:more|larger|bigger|higher|greater|better)\b[^?]*?\bthan)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:trail\w*|lag\w*\s+behind|fall\w*\s+behind|behind|los[et]\w*\s+to"
    r"|(?:less|fewer|smaller|lower|worse)\b[^?]*?\bthan)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:share|percentage|proportion|rate|percent|part)\b|%", re.IGNORECASE)
_ASKS_WHEN = re.compile(r"\W*(?:when|where)\s+did\b", re.IGNORECASE)
_SILENT = re.compile(
    r"\b(?:silent\s+(?:on|about)|ignor\w+|leav\w+\s+out|left\s+out|omit\w*|pass\w*\s+over"
    r"|(?:say|says|said|saying)\s+nothing\s+(?:on|about|of)|no\s+(?:word|mention)\s+(?:on|of)"
    r"|(?:not|n't)\s+(?:mention|cover|treat|look\s+at|discuss))\s+(?P<what>[^?.;,]+)",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(r"\b(?:which|what)\s*\?*\s*$", re.IGNORECASE)
_TREATS = re.compile(
    r"\b(?:topics?|covers?|treats?|analyses|includes?|counts?|says|reports?)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not?|nothing|never|missing|cut\s+off|without)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\b(?:stop(?:s|ped)?|ends?|ended|finish\w*|breaks?\s+off|(?:ran|run|runs|last\w*|go(?:es)?)"
    r"\s+(?:until|up\s+to|to))\s+(?:in\s+|at\s+|with\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:from|covers?|period|ran|runs)\b[^.;]*?\b(?P<first>(?:19|20)\d\d)\s+(?:to|until|through)"
    r"\s+[^.;]*?\b(?P<last>(?:19|20)\d\d)\b"
)
_BUYS = re.compile(
    r"(?P<who>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)\s+(?:ever\s+)?(?:buy|bought|own|owns|acquired?)\s+"
    r"(?:the\s+)?(?P<what>[A-Z][\w.&-]*)"
)
_OWNS = re.compile(
    r"(?P<who>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*)*)\s+(?:also\s+)?owns\s+(?:the\s+)?"
    r"(?P<what>[A-Z][\w.&-]*)"
)


_CO_AUTHORS = re.compile(r"\bco-?authors?\b", re.IGNORECASE)
_SOLE = re.compile(r"\b(?:sole|only|single)\s+author\s+of\s+(?:the\s+)?(?P<work>[^.;,]*)", re.I)
_GOES_ON = re.compile(
    r"\b(?:stuck\s+(?:to|with|by)|stick(?:s|ing)?\s+(?:to|with|by)|kept|keeps?|still|remains?"
    r"|in\s+force|upheld|uph[eo]lds?|maintain\w*)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:revers|rescind|revok|repeal|scrapp|withdr[ae]w|abandon|cancell?)\w*|\bended\b", re.I
)
_NOTHING_LESS = re.compile(r"\b(?:never|not|n't)\b", re.IGNORECASE)
_FASTER = re.compile(
    r"\b(?:faster|more\s+(?:quickly|rapidly)|quicker|higher|larger|bigger|more)\b[^.;]*?\bthan\b",
    re.IGNORECASE,
)
_SLOWER = re.compile(
    r"\b(?:slower|(?:more|less)\s+(?:slowly|quickly|rapidly)|lower|smaller|fewer|less)\b"
    r"[^.;]*?\bthan\b",
    re.IGNORECASE,
)


def find_contradiction(question: str, candidates: Sequence[Candidate]) -> Candidate | None:
    """Give the first sentence that plainly contradicts what the question takes for granted."""
    if KNOWN_WRONG.search(question):
        return None
    for candidate in candidates:
        text = candidate.sentence.text
        if _other_owner(question, text) or _sole_author(question, text):
            return candidate
        granted = bool(TAKES_FOR_GRANTED.search(question)) or _states_first(question)
        if candidate.share < _NAMED:
            continue
        if (granted or _ASKS_WHEN.match(question)) and denied_by_error(question, text):
            fuller = [
                item
                for item in candidates
                if says_what_is(item.sentence.text)
                and denied_by_error(question, item.sentence.text)
            ]
            return next(iter(fuller), candidate)
        if not granted:
            continue
        if _turned(question, candidate):
            return candidate
        if candidate.share < _ON_IT:
            continue
        if _of_most(question, text) or _called_wrong(question, candidate):
            return candidate
        if not _names_what_is_asked(question, text):
            continue
        if (
            _other_of_two(question, text)
            or _most_stayed(question, text)
            or _is_treated(question, text)
            or _other_span(question, text)
            or _has_ended(question, text)
            or _other_comparison(question, text)
            or names_another_first(question, [candidate])
        ):
            return candidate
    return None


def _turned(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence with the question's own names turns its very point round."""
    text = candidate.sentence.text
    if names_other_author(question, text, around=candidate.passage.text):
        return True
    names = set(proper_names(question)) - PLACE_WORDS
    if not names & set(content_words(text)) or not _names_what_is_asked(question, text):
        return False
    return (
        turned_round(question, text)
        or _most_stayed(question, text)
        or _is_treated(question, text)
        or (
            candidate.share >= _DATED
            and any(item.kind != "name" for item in find_quantities(question))
            and _called_wrong(question, candidate)
        )
    )


def _states_first(question: str) -> bool:
    """Tell whether a statement goes before the question: "It stops in 2015. What of it?"."""
    return len(re.findall(r"[.!?](?:\s|$)|;\s+(?=what|who|which|how|why)", question)) > 1


def _names_what_is_asked(question: str, text: str) -> bool:
    """Tell whether a sentence holds half or more of the names in a question."""
    names = set(proper_names(question)) - {"ai"}
    held = names & set(content_words(text))
    return not names or 2 * len(held) >= len(names)


def _of_most(question: str, text: str) -> bool:
    """Tell whether "most are American" meets a share under half, or over half elsewhere."""
    if not _MOST.search(question):
        return False
    claimed = set(content_words(question)) & _PLACES
    for clause in _CLAUSES.split(text):
        places = set(content_words(clause)) & _PLACES
        shares = [item for item in find_quantities(clause) if item.kind == "percent"]
        half = bool(_HALF.search(clause)) or any((item.value or 0) > 50 for item in shares)
        if not places:
            continue
        if claimed & places and shares and not half and len(places) == 1:
            return True
        # "Never left China": more than half are elsewhere.
        if claimed and not claimed & places and half and len(places) == 1:
            return _told_of_both(question, text, places)
    return False


def _told_of_both(question: str, text: str, places: Collection[str]) -> bool:
    """Tell whether a sentence is on the things of the question: its names, places aside."""
    names = set(proper_names(question)) - PLACE_WORDS - set(places)
    return not names or bool(names & set(content_words(text)))


def _most_stayed(question: str, text: str) -> bool:
    """Tell whether most are said to have left where the sentence has most staying."""
    if not (_MOST.search(question) and _LEFT.search(question)):
        return False
    for clause in _CLAUSES.split(text):
        counts = [item for item in find_quantities(clause) if item.kind in ("count", "percent")]
        if _STAYED.search(clause) and any(50 < (item.value or 0) <= 100 for item in counts):
            return True
    return False


def _other_of_two(question: str, text: str) -> bool:
    """Tell whether of two that are compared the other one has more, by the sentence's numbers."""
    more, less = _MORE.search(question), _LESS.search(question)
    claim = more or less
    if claim is None or (more and less):
        return False
    one, other = _names_in(question[: claim.start()]), _names_in(question[claim.end() :])
    if claim[0].lower().endswith("than"):
        one = one or _names_in(claim[0])
    one, other = one - other, other - one
    kind = "percent" if _SHARE.search(question) else ""
    first, second = _value_of(one, other, text, kind), _value_of(other, one, text, kind)
    if first is None or second is None or first == second:
        return False
    return (first < second) if more else (first > second)


def _names_in(text: str) -> frozenset[str]:
    """Give the names and years of a piece of a question, folded."""
    return frozenset(
        key
        for token in tokenise(text)
        if token.text[:1].isupper() or any(char.isdigit() for char in token.text)
        for key in content_words(token.text)
    ) - {"ai"}


def _value_of(names: frozenset[str], others: frozenset[str], text: str, kind: str) -> float | None:
    """Give the first number of the part of a sentence that has one name and not the other."""
    for part in _SIDES.split(text):
        words = {piece for key in _names_in(part) for piece in (key, *key.split("-"))}
        if not words & names or words & others:
            continue
        for item in find_quantities(part):
            counted = item.kind in (kind,) if kind else item.kind in ("count", "percent", "money")
            if counted and item.value is not None:
                return item.value
    return None


def _called_wrong(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence calls an error just what the question takes for granted."""
    text = candidate.sentence.text
    if not is_called_error(text):
        return False
    words = set(content_words(text))
    numbers = [item.text for item in find_quantities(question) if item.kind != "name"]
    if any(number not in text for number in numbers):
        return False
    if not numbers and candidate.share < _JUST_THAT:
        return False
    names = set(proper_names(question)) - PLACE_WORDS
    return bool(names & words) and 2 * len(names & words) >= len(names)


def _is_treated(question: str, text: str) -> bool:
    """Tell whether something is treated that the question says is passed over."""
    silent = _SILENT.search(question)
    if (
        silent is None
        or _ASKS_WHICH.search(question)
        or _NOT.search(text)
        or not _TREATS.search(text)
    ):
        return False
    what = set(content_words(silent["what"])) - PLACE_WORDS - frame_words(question)
    return bool(what) and what <= set(content_words(text))


def _other_span(question: str, text: str) -> bool:
    """Tell whether a thing ends in another year than the question has it end in."""
    until, span = _UNTIL.search(question), _SPAN.search(text)
    return bool(until and span and until["year"] != span["last"])


def _sole_author(question: str, text: str) -> bool:
    """Tell whether co-authors are asked for of a report that one person wrote alone."""
    sole = _SOLE.search(text)
    if sole is None or not _CO_AUTHORS.search(question):
        return False
    names = set(proper_names(question)) - PLACE_WORDS
    nouns = {"report", "paper", "study", "book"} & set(re.findall(r"\w+", question.lower()))
    same_kind = bool(nouns & set(re.findall(r"\w+", sole["work"].lower())))
    return same_kind and bool(names & set(content_words(text)))


def _has_ended(question: str, text: str) -> bool:
    """Tell whether a thing is taken to go on that a sentence has ended."""
    if _NOTHING_LESS.search(text) or _ENDED.search(question):
        return False
    return bool(_GOES_ON.search(question) and _ENDED.search(text))


def _other_comparison(question: str, text: str) -> bool:
    """Tell whether of the same two the one is said to be slower, and in the sentence faster."""
    ours, theirs = _pole(question), _pole(text)
    if ours is None or theirs is None or ours[0] == theirs[0]:
        return False
    (_, one, other), (_, first, second) = ours, theirs
    return bool(one & first - second) and bool(other & second - first)


def _pole(text: str) -> tuple[bool, set[str], set[str]] | None:
    """Give whether a text says more or less, and the words before and after that."""
    slower, faster = _SLOWER.search(text), _FASTER.search(text)
    found = slower or faster
    if found is None:
        return None
    after = re.split(r"[,;.]", text[found.end() :])[0]
    return slower is None, set(content_words(text[: found.start()])), set(content_words(after))


def _other_owner(question: str, text: str) -> bool:
    """Tell whether a thing belongs to another than the one who is said to own or buy it."""
    bought = _BUYS.search(question)
    if bought is None:
        return False
    return any(
        owned["what"] == bought["what"] and owned["who"] not in bought["who"]
        for owned in _OWNS.finditer(text)
    )
