"""Extract: the sentences of found passages that answer a question, exactly as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.understand.words import STOP_WORDS
from bot.understand.tokens import fold, stem, tokenise
from index.search import Hit
from index.split import Passage, Sentence

__all__ = ["Candidate", "content_words", "extract_sentences", "proper_names", "words_by_key"]

_ABOUT_ITSELF = 0.06  # a sentence on what a source is, where what it says is asked
_NUMBER = re.compile(
    r"\d|\b(?:half|third|quarter|twice|double[ds]?|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_WHEN = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)
_WHO = re.compile(
    r"(?<=[a-z,] )[A-Z][\w.-]+(?: [A-Z][\w.-]+)+|\b(?:author|chief|professor|led by|written by)\b"
)
_WHY = re.compile(
    r"\b(?:because|since|due to|reason|so that|as a result|owing|explain\w*|comes from|means that|in order)\b",
    re.I,
)

# Words of a question that name the same thing otherwise than the documents do.
_SAME = {
    "america": "us", "american": "us", "usa": "us", "britain": "uk", "british": "uk",
    "chinese": "china", "indian": "india", "european": "eu", "japanese": "japan", "german": "germany",
    "french": "france", "korean": "korea", "paper": "publication", "article": "publication",
    "study": "publication", "author": "write", "wrote": "write", "written": "write", "writer": "write",
    "cost": "price", "expensive": "price", "firm": "company", "business": "company",
    "app": "app", "chip": "chip", "gpu": "chip", "staff": "people", "employee": "people", "person": "people",
    "scientist": "researcher", "academic": "researcher", "co-author": "coauthor", "collaborator": "partner",
    "owned": "own", "owner": "own", "owns": "own", "launched": "release", "launch": "release", "released": "release",
    "out": "release", "published": "publish", "publisher": "publish", "doctorate": "phd", "doctoral": "phd",
    "spend": "spending", "spent": "spending", "invested": "investment", "invest": "investment",
    "led": "lead", "leading": "lead", "leader": "lead", "leads": "lead", "ahead": "lead",
    "grew": "grow", "growth": "grow", "rise": "grow", "rose": "grow", "increase": "grow",
    "citation": "cite", "cited": "cite", "citing": "cite", "definition": "define", "defined": "define",
    "counted": "count", "counting": "count", "counts": "count", "licensed": "licence", "license": "licence",
    "employ": "job", "employment": "job", "nvidia's": "nvidia", "percentage": "share", "proportion": "share",
    "percent": "share", "collaborate": "collaboration", "collaborating": "collaboration", "center": "centre",
    "model": "model", "system": "system", "begin": "start", "began": "start", "beginning": "start",
    "finish": "end", "ended": "end", "wed": "wed", "bought": "buy", "purchased": "buy", "named": "name",
    "called": "call", "acceptance": "accept", "accepted": "accept", "overtook": "overtake", "overtaken": "overtake", "passed": "overtake", "surpassed": "overtake",
    "disagreement": "disagree", "disagrees": "disagree",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Hold one sentence with how well it fits the question."""

    passage: Passage
    sentence: Sentence
    score: float  # 0..1
    share: float  # weight of the question's words that it or its heading holds, 0..1
    covered: frozenset[str]  # those words
    also: tuple[Passage, ...] = field(default=())  # near duplicates elsewhere


_NAMES = (
    (re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b|\bU\.S\.A?\.?"), "US"),
    (re.compile(r"\bUnited\s+Kingdom\b|\bGreat\s+Britain\b|\bU\.K\.?"), "UK"),
    (re.compile(r"\bEuropean\s+Union\b|\bEU-?27\b"), "EU"),
)


def _one_name(text: str) -> str:
    """Write the places that have several common names in one of them."""
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    return text


def _key(word: str) -> str:
    root = stem(word)
    root = _SAME.get(root, _SAME.get(word, root))
    for ending in ("ing", "ed"):
        if len(root) > 6 and root.endswith(ending):
            root = root[: -len(ending)]
    return _SAME.get(root, root)


def words_by_key(text: str) -> dict[str, str]:
    """Give each content word's form for comparing with the word as written."""
    found: dict[str, str] = {}
    for token in tokenise(text):
        for key in content_words(token.text):
            found.setdefault(key, token.norm)
    return found


def proper_names(question: str) -> tuple[str, ...]:
    """Give the capitalised words of a question, without its first and without plain words."""
    names: list[str] = []
    for token in tokenise(question)[1:]:
        if token.text[:1].isupper() and not question.isupper():
            names += [key for key in content_words(token.text) if not key[:1].isdigit()]
    return tuple(dict.fromkeys(names))


def content_words(text: str, *, keep: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Give the words of a text that say what it is about, in one form each."""
    words = []
    for token in tokenise(_one_name(text)):
        norm = (
            token.norm.strip(".'").replace(".", "") if not token.norm[:1].isdigit() else token.norm
        )
        if norm == "us" and token.text not in ("US", "U.S.", "U.S"):
            continue
        if (norm in _FUNCTION and norm not in keep and norm != "us") or len(norm) < 2:
            continue
        words.append(_key(norm))
    return tuple(dict.fromkeys(words))


# Here, unlike for figures, "report", "source" or "write" are content.
_FUNCTION = (STOP_WORDS | {"big", "large", "scale", "end"}) - frozenset(
    "report reported source sources dataset data write wrote written writing own publish published "
    "release released reader journalist world global international country countries draft article's "
    "story measure measured definition rank ranked compare member members available currently position "
    "first last total whole large small take taken made make".split()
)


def extract_sentences(
    question: str,
    hits: Sequence[Hit],
    *,
    weights: Mapping[str, float],
    ask: str = "",
    similar: Mapping[tuple[str, int], float] | None = None,
    limit: int = 4,
) -> list[Candidate]:
    """Choose the sentences that answer, best first; ``score`` of the best is the confidence.

    ``weights`` gives each word of the question its rarity; ``similar`` the cosine of question
    and sentence by (passage id, sentence start), where it was computed.
    """
    words = content_words(question)
    total = sum(weights.get(word, 1.0) for word in words) or 1.0
    candidates: list[Candidate] = []
    for hit in hits:
        context = set(content_words(" ".join(hit.passage.heading)))
        for sentence in hit.passage.sentences:
            own = set(content_words(sentence.text))
            covered = frozenset(word for word in words if word in own)
            around = frozenset(word for word in words if word in context and word not in own)
            share = (
                sum(weights.get(word, 1.0) for word in covered)
                + 0.5 * sum(weights.get(word, 1.0) for word in around)
            ) / total
            meaning = (similar or {}).get((hit.passage.id, sentence.start), hit.dense)
            score = 0.5 * share + 0.35 * max(meaning, 0.0) + 0.15 * hit.score
            score += _kind_bonus(sentence.text, ask)
            if not set(hit.passage.facts) - {"-"} and ask not in ("who", "when"):
                score -= _ABOUT_ITSELF
            candidates.append(
                Candidate(
                    passage=hit.passage,
                    sentence=sentence,
                    score=score,
                    share=share,
                    covered=covered | around,
                )
            )
    candidates.sort(key=lambda item: (-item.score, item.passage.id, item.sentence.start))
    return _chosen(candidates, weights, limit)


def _kind_bonus(sentence: str, ask: str) -> float:
    """Prefer a sentence that can answer the kind of question: a date, a name, a number."""
    fits = {
        "number": _NUMBER.search(sentence.lower()),
        "when": _WHEN.search(sentence),
        "who": _WHO.search(sentence),
        "why": _WHY.search(sentence),
    }
    if ask not in fits:
        return 0.0
    return 0.04 if fits[ask] else -0.06


def _chosen(
    candidates: list[Candidate], weights: Mapping[str, float], limit: int
) -> list[Candidate]:
    """Keep the best, and what adds words of the question or another source's word on it."""
    chosen: list[Candidate] = []
    texts: set[str] = set()
    seen_words: set[str] = set()
    for candidate in candidates:
        if not chosen:
            chosen.append(candidate)
            texts.add(fold(candidate.sentence.text))
            seen_words |= candidate.covered
            continue
        if len(chosen) >= limit or candidate.score < 0.72 * chosen[0].score:
            break
        if fold(candidate.sentence.text) in texts:
            continue
        adds = candidate.covered - seen_words
        gain = sum(weights.get(word, 1.0) for word in adds)
        same_fact = any(
            set(candidate.passage.facts) & set(item.passage.facts) - {"-"} for item in chosen
        )
        beside = any(
            item.passage.id == candidate.passage.id
            and abs(item.sentence.start - candidate.sentence.end) < 400
            for item in chosen
        )
        if (
            gain > 1.0
            or candidate.score >= 0.86 * chosen[0].score
            or (beside and candidate.score >= 0.78 * chosen[0].score)
        ):
            if (
                same_fact
                and not adds
                and candidate.passage.id not in {item.passage.id for item in chosen}
                and len(chosen) >= 3
            ):
                continue
            chosen.append(candidate)
            texts.add(fold(candidate.sentence.text))
            seen_words |= candidate.covered
    return chosen
