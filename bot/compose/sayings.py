"""Sayings: the sentences in which somebody speaks of whom a question asks what they say.

"What does she say about talent?" is answered by what she says, not by the figures on talent,
and not by what her employer's release says of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bot.compose.content_words import PLACE_WORDS, content_words, frame_words
from bot.compose.extract import Candidate

__all__ = ["asks_what_is_said", "find_sayings", "named_persons", "speakers", "with_speaker"]

_SAY = (
    r"say|think|believe|reckon|claim|argue|expect|predict|hold|make\s+of|describe|see|view|write"
    r"|have\s+to\s+say|tell\s+us|warn|suggest|mean"
)
_NAME = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}"
_ASKS = re.compile(
    rf"\b(?i:what|how|where)\s+(?i:does|did|do|would|has|is|was)\s+(?P<who>{_NAME}|(?i:s?he))\s+"
    rf"(?i:{_SAY}|said|quoted)\b(?=(?P<rest>.*)$)",
    re.DOTALL,
)
# "Ada Lovelace says", "is quoted", "calls": a person speaks, and no paper or house.
_SPEAKS = re.compile(
    r"\b(?P<who>[A-Z][a-z’'-]+\s+(?:[A-Z][\w.’'-]*\s+)?[A-Z][\w’'-]+)\s+(?:"
    r"says|said|describes|expects|calls|argues|warns|adds|believes|thinks|is\s+quoted|is\s+cited"
    r"|was\s+quoted|predicts|sees|sums\s+up|puts\s+it)\b"
)
# Whoever repeats a person's words names the person first and the paper after.
_REPEATED = re.compile(
    r"\b(?:according\s+to|in\s+the\s+(?:paraphrase|words|account)|is\s+quoted|was\s+quoted"
    r"|['’]s\s+account|as\s+saying|quoted)\b",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"\b[A-Z][a-z’'-]+\s[A-Z][\w’'-]+\b")
_PRONOUN = re.compile(r"s?he", re.IGNORECASE)
_MOST = 3
_IN_ITS_SENSE = 0.62  # cosine from which a saying is on the point, whatever its words


def asks_what_is_said(question: str) -> bool:
    """Tell whether a question asks what somebody with a name says.

    >>> asks_what_is_said("What does Ada Lovelace say about engines?")
    True
    >>> asks_what_is_said("What does the release say about patents?")
    False
    """
    return bool(_ASKS.search(question))


def speakers(text: str) -> tuple[str, ...]:
    """Give the persons whose words a sentence repeats.

    >>> speakers("Ada Lovelace says, according to the Star, that engines will compose.")
    ('Ada Lovelace',)
    """
    if not _REPEATED.search(text):
        return ()
    return tuple(spoken["who"] for spoken in _SPEAKS.finditer(text))


def named_persons(texts: Sequence[str]) -> tuple[str, ...]:
    """Give names of two words in texts that may be persons, the most frequent first."""
    counts = Counter(name for text in texts for name in _TWO_WORDS.findall(text))
    return tuple(name for name, _ in counts.most_common())


def with_speaker(question: str, name: str) -> str:
    """Put a name where a question asks what "he" or "she" says."""
    asks = _last(question)
    if asks is None or not _PRONOUN.fullmatch(asks["who"]):
        return question
    return f"{question[: asks.start('who')]}{name}{question[asks.end('who') :]}"


def _last(question: str) -> re.Match[str] | None:
    """Give what is asked last, where a question carries those before it along."""
    return next(reversed(list(_ASKS.finditer(question))), None)


def find_sayings(
    question: str, candidates: Sequence[Candidate]
) -> tuple[str, list[Candidate], bool]:
    """Give who is asked about, what they say best first, and whether it is on the point.

    Nobody, where no sentence has words of theirs.  Where none of their words are on the point,
    a sentence of others that is comes first.
    """
    asks = _last(question)
    if asks is None:
        return "", [], False
    by_person: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for name in speakers(candidate.sentence.text):
            by_person.setdefault(name, []).append(candidate)
    words = set(asks["who"].lower().split())
    meant = [name for name in by_person if words <= set(name.lower().split())]
    if len(meant) != 1:
        return "", [], False
    who = meant[0]
    topic = set(content_words(asks["rest"])) - frame_words(question) - {"ai"}
    said = sorted(by_person[who], key=lambda item: -_fit(item, topic))
    if near := [item for item in said if _is_on(item, topic)]:
        return who, _once(near)[:_MOST], True
    others = [item for item in candidates if topic & set(content_words(item.sentence.text))]
    return who, [*others[:1], *_once(said)][:_MOST], False


def _is_on(candidate: Candidate, topic: set[str]) -> bool:
    held = topic & set(content_words(candidate.sentence.text))
    if topic & PLACE_WORDS and not held & PLACE_WORDS:
        return False  # words on one country are not words on another
    return not topic or bool(held) or candidate.meaning >= _IN_ITS_SENSE


def _fit(candidate: Candidate, topic: set[str]) -> float:
    held = topic & set(content_words(candidate.sentence.text))
    return candidate.meaning + len(held) / (len(topic) or 1)


def _once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out what another sentence already repeats, nearly word for word."""
    kept: list[Candidate] = []
    for candidate in candidates:
        words = set(content_words(candidate.sentence.text))
        if all(
            len(words & set(content_words(item.sentence.text))) < 0.6 * len(words) for item in kept
        ):
            kept.append(candidate)
    return kept
