"""Measures: what a question wants counted, matched against the words of the catalogue."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.understand.spelling import is_slip
from bot.understand.tokens import stem, tokenise
from bot.understand.words import CUE_WORDS, GENERIC, STOP_WORDS, is_stop
from corpus.catalogues import Catalogue, Measure

__all__ = ["MeasureIndex", "MeasureMatch", "content_stems"]

# Words that say what to do with a figure more often than which figure is meant.
_CUES = frozenset(
    "share percent percentage proportion portion part rate ratio multiple growth average mean top "
    "bottom rank point combined world worldwide global cent slice chunk most lead leading increase "
    "high low highest lowest leader first large small compound annual domestic".split()
)
# "top 1%" is a name of a measure: one word, so that its number is not lost.
_TOP_SHARE = re.compile(r"\btop[\s-]*(\d+)\s*(?:%|per\s?cent|percent)", re.IGNORECASE)
# The hundred papers cited most, however it is said: one word too.
_TOP_HUNDRED = re.compile(
    r"\btop[\s-]*(?:100|hundred)\b(?!\s+(?:countries|places|nations|economies|institutions"
    r"|universities))|\b(?:100|hundred)\s+(?:most|top|best)[\s-](?:highly[\s-])?cited\b",
    re.IGNORECASE,
)
# Whose addresses an article carries: said in many ways, in words that mean nothing apart.
_AUTHORS = (
    r"(?:(?:co-?)?authors?|addresses|affiliations|researchers|scientists|teams|people|writers)"
)
_SEVERAL = (
    r"(?:more\s+than\s+(?:one|1|a\s+single)|(?:at\s+least\s+)?two(?:\s+or\s+more)?|several"
    r"|multiple|different|various)"
)
_WORKS = r"(?:ai\s+|artificial\s+intelligence\s+)?(?:articles?|papers?|publications?)"
_KINDS_OF_AUTHORSHIP = tuple(
    (re.compile(pattern, re.IGNORECASE), f" {name} ")
    for pattern, name in (
        (
            r"\b(?:not|non|n't|nothing)[-\s]+(?:at\s+all\s+)?international(?:ly)?\b"
            r"(?:\s+co-?authored)?",
            "homeonly",
        ),
        (
            rf"\binternational(?:ly)?\s+(?:co-?authored\s+|collaborative\s+)?{_WORKS}\b",
            "crossborder paper",
        ),
        (
            rf"\b{_AUTHORS}\s+(?:in|from|of|across)\s+{_SEVERAL}\s+(?:countries|country|nations?)\b",
            "crossborder",
        ),
        (
            rf"\b{_AUTHORS}\s+(?:of|in|from|at)\s+(?:(?:only\s+)?(?:one|a\s+single|1|the\s+same)"
            r"\s+(?:country|nation)(?:\s+(?:only|alone))?|(?:home\s+)?(?:only|alone)\b)"
            r"|\b(?:without|no)\s+(?:any\s+)?(?:foreign|international|overseas)"
            r"\s+(?:co-?authors?|partners?|collaborators?|help|input)\b",
            "homeonly",
        ),
        (
            rf"\b{_SEVERAL}\s+(?:institutions?|universit(?:y|ies)|organi[sz]ations?|institutes?)\b",
            "multiinstitution",
        ),
    )
)
_OPTIONAL = frozenset({"ai"})  # everything here is about AI: its absence says nothing
_SLIP_RATIO = 83
_CONTAINED = 0.5  # share of a phrase's weight that must occur before it counts at all
_NEARLY_WHOLE = 0.75
_NAME_WEIGHT = 0.01
_NOT_SAID = 0.8  # what a phrase with "ai" keeps where the question does not say it


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMatch:
    """Hold the measures that a question's words point at."""

    concept: str
    measures: tuple[str, ...]  # named more closely than the concept; empty: any of the concept
    score: float
    explained: frozenset[str]  # stems of the question that the match explains


@dataclass(frozen=True, slots=True)
class _Phrase:
    stems: frozenset[str]
    weight: float


def content_stems(text: str) -> list[str]:
    """Give the stems of a phrase, with "artificial intelligence" as "ai"."""
    text = _TOP_SHARE.sub(r" top\1 ", text)
    text = _TOP_HUNDRED.sub(" tophundred ", text)
    for pattern, name in _KINDS_OF_AUTHORSHIP:
        text = pattern.sub(name, text)
    norms = [token.norm.replace("'", "") for token in tokenise(text)]
    stems: list[str] = []
    position = 0
    while position < len(norms):
        if norms[position : position + 2] == ["artificial", "intelligence"]:
            stems.append("ai")
            position += 2
            continue
        stems.append(stem(norms[position]))
        position += 1
    return stems


class MeasureIndex:
    """Rank concepts and measures by the question's words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._concept_phrases: dict[str, list[frozenset[str]]] = {}
        self._measure_phrases: dict[str, list[frozenset[str]]] = {}
        owners: Counter[str] = Counter()
        for concept in catalogue.concepts:
            phrases = self._phrases([concept.label, *concept.words])
            self._concept_phrases[concept.id] = phrases
            owners.update(set().union(*phrases))
        for measure in catalogue.measures:
            phrases = self._phrases([measure.label, measure.long, *measure.words])
            self._measure_phrases[measure.id] = phrases
            owners.update(set().union(*phrases))
        n_owners = len(self._concept_phrases) + len(self._measure_phrases)
        self._idf = {word: math.log(1 + n_owners / (1 + count)) for word, count in owners.items()}
        for word in _CUES & set(self._idf):
            self._idf[word] *= 0.35
        for word in _OPTIONAL:
            self._idf[word] = 0.15
        self.vocabulary = frozenset(self._idf)
        self._spellings = sorted(self.vocabulary | {word for word in STOP_WORDS if len(word) > 4})

    @staticmethod
    def _phrases(texts: Iterable[str]) -> list[frozenset[str]]:
        phrases = []
        for text in texts:
            stems = frozenset(
                word for word in content_stems(text) if not is_stop(word) or word == "ai"
            )
            if stems and stems not in phrases:
                phrases.append(stems)
        return phrases

    def mend(self, stems: Sequence[str]) -> list[str]:
        """Replace misspelt words by the catalogue's nearest word; leave the rest.

        >>> index.mend(["articels"])  # doctest: +SKIP
        ['article']
        """
        mended = []
        for word in stems:
            known = word in self.vocabulary or is_stop(word) or word in CUE_WORDS or len(word) < 5
            if not known and word.isalpha():
                best = process.extractOne(
                    word, self._spellings, scorer=fuzz.ratio, score_cutoff=_SLIP_RATIO
                )
                mended.append(best[0] if best and is_slip(word, best[0]) else word)
            else:
                mended.append(word)
        return mended

    def _score(
        self,
        phrases: list[frozenset[str]],
        stems: frozenset[str],
        names: frozenset[str] = frozenset(),
        partners: frozenset[str] = frozenset(),
    ) -> tuple[float, frozenset[str]]:
        """Score one owner: its best phrase, softly contained, plus what nearly whole ones add."""

        def weight(word: str) -> float:
            # The name of a place fits a phrase ("papers with China") but is no reason for it.
            return _NAME_WEIGHT if word in names else self._idf.get(word, 1.0)

        best, explained = 0.0, frozenset[str]()
        nearly: set[str] = set()
        for phrase in phrases:
            common = phrase & stems
            if not common - _OPTIONAL and phrase - _OPTIONAL:
                continue
            place = common & names
            if place - partners and common - names - _OPTIONAL <= GENERIC:
                continue  # "China's papers" are not "papers with China"
            found = math.fsum(weight(word) for word in common)  # in any order the same
            whole = math.fsum(
                weight(word) for word in phrase if word not in _OPTIONAL or word in common
            )
            if whole <= 0 or found / whole < _CONTAINED:
                continue
            if found / whole < _NEARLY_WHOLE and len(common - _OPTIONAL - names) < 2:
                continue  # "capital" alone is not "venture capital"
            if found / whole >= _NEARLY_WHOLE:
                nearly |= common
            score = found * (found / whole) ** 2
            if "ai" in phrase and "ai" not in stems and len(phrase) > 2:
                score *= _NOT_SAID  # "computer science papers" are not AI papers in it
            if score > best or (score == best and len(common) > len(explained)):
                best, explained = score, common
        if not best:
            return 0.0, frozenset()
        extra = math.fsum(weight(word) for word in nearly - explained)
        return best + 0.5 * extra, explained | frozenset(nearly)

    def bag(self, concept: str, measures: Collection[str]) -> frozenset[str]:
        """Give every stem by which a concept and these measures of it are known."""
        owners = [self._concept_phrases.get(concept, [])]
        owners += [self._measure_phrases[name] for name in measures]
        return frozenset(word for phrases in owners for phrase in phrases for word in phrase)

    def match(
        self,
        stems: Collection[str],
        *,
        allowed: Collection[str] | None = None,
        loose: bool = False,
        names: Collection[str] = (),
        partners: Collection[str] = (),
    ) -> list[MeasureMatch]:
        """Rank the concepts that the stems point at, best first.

        ``names`` are words of place names: they help ("papers with China"), but point at
        nothing by themselves, and in a phrase of general words only as ``partners``, the places
        that others worked with.  ``allowed`` restricts to these measure ids (a source was named);
        ``loose`` lets words that mostly say what to do with a figure ("share") point at a
        measure by themselves.
        """
        words = frozenset(stems) | frozenset(names)
        weak = frozenset() if loose else _OPTIONAL | _CUES | frozenset(names) - frozenset(stems)
        matches = []
        for concept in self.catalogue.concepts:
            members = [
                measure
                for measure in self.catalogue.measures
                if measure.concept == concept.id and (allowed is None or measure.id in allowed)
            ]
            if not members:
                continue
            score, explained = self._score(
                self._concept_phrases[concept.id], words, frozenset(names), frozenset(partners)
            )
            if not explained - weak:
                score, explained = 0.0, frozenset()
            named = self._named(
                members,
                words,
                (score, explained),
                weak=weak,
                names=frozenset(names),
                partners=frozenset(partners),
            )
            if named:
                best = max(value for _, value, _ in named)
                chosen = [item for item in named if item[1] >= best - 1e-9]
                matches.append(
                    MeasureMatch(
                        concept=concept.id,
                        measures=tuple(measure.id for measure, _, _ in chosen),
                        score=best,
                        explained=explained.union(*(words_of for _, _, words_of in chosen)),
                    )
                )
            elif score:
                measures = tuple(measure.id for measure in members) if allowed is not None else ()
                matches.append(
                    MeasureMatch(
                        concept=concept.id, measures=measures, score=score, explained=explained
                    )
                )
        return sorted(matches, key=lambda match: -match.score)

    def _named(
        self,
        members: list[Measure],
        words: frozenset[str],
        concept: tuple[float, frozenset[str]],
        *,
        weak: frozenset[str],
        names: frozenset[str],
        partners: frozenset[str],
    ) -> list[tuple[Measure, float, frozenset[str]]]:
        """Keep the measures whose own words explain more than the concept's do."""
        concept_score, concept_explained = concept
        named = []
        for measure in members:
            score, explained = self._score(
                self._measure_phrases[measure.id], words, names, partners
            )
            if not explained - weak:
                continue
            if score > concept_score + 0.3 and explained - concept_explained:
                named.append((measure, score, explained))
        return named
