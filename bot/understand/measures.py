"""Measures: what a question wants counted, matched against the words of the catalogue."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.understand.tokens import stem, tokenise
from corpus.catalogues import Catalogue, Measure

__all__ = ["GENERIC", "STOP_WORDS", "MeasureIndex", "MeasureMatch", "content_stems", "is_stop"]

FOREIGN_STOP_WORDS = frozenset(
    # French
    "le la les l un une des du de d et ou en dans sur sous par pour avec sans est sont etait etaient "
    "a ont avait quel quelle quels quelles qui que quoi combien comment quand ou pourquoi ce cette ces "
    "son sa ses leur leurs il elle ils elles on y au aux plus moins entre selon apres depuis nombre "
    "pays annee annees fut ete fixe t qu c s n ne pas tout tous toutes cela "
    # German
    "der die das den dem des ein eine einer eines einem einen und oder in im ins an am auf aus bei "
    "beim von vom zu zum zur mit ohne fur nach seit bis zwischen ist sind war waren hat hatte hatten "
    "haben wie viele viel welcher welche welches welchen wer was wann wo warum wieso lag lagen gab es "
    "gibt wurde wurden wird werden sich nicht mehr weniger als laut uber unter vor anzahl zahl land "
    "lander jahr jahre jahren insgesamt "
    # Spanish
    "el los las un una unos unas del al y o u en con sin por para segun desde hasta entre es son fue "
    "fueron era eran ha han habia hay cuanto cuanta cuantos cuantas cual cuales quien quienes que como "
    "cuando donde su sus se lo mas menos numero pais paises ano anos tuvo tenia publico publicaron "
    "的 在 是 有 多 少 了 吗 呢 年 和 与 几 哪 个 国 家 为 什 么 谁 数 量 中 它 们 一 共 占 到 从 比".split()
)

# Words that carry no subject: grammar, politeness, and what every figures question says.
STOP_WORDS = frozenset(
    "a an the of in on at by for from to with and or but nor as is are was were be been being am do "
    "does did done have has had having it its he she they them their theirs his her him we us our i "
    "me my you your this that these those there here then than so such if whether how many much what "
    "which who whom whose when where why can could will would shall should may might must please pls "
    "plz tell give show me list find get let know say said says want need like number numbers count "
    "counts figure figures data total totals amount value values exactly actually really just only "
    "also too very quite about around roughly approximately according per via into onto over under "
    "up down out off again all any some each every both either neither no not s t re ve ll d m year "
    "years annual annually yearly during within between among across through throughout since until "
    "till before after year's country countries nation nations economy economies place places state "
    "member members world global globally worldwide international was hold held go going went come "
    "came make made making take taken took put produce produced produces producing publish published "
    "publishes publishing write wrote written release released report reported have own compare "
    "compared comparison versus vs against respectively year-on-year currently hi hello thanks thank "
    "ok okay hey well now today question answer information info help e.g i.e etc one ones other "
    "others another same different regarding concerning terms term basis based scale size level "
    "big large small kind sort type thing things lot lots bit using use used usage times time "
    "measured measure series table source sources dataset database available latest recent "
    "total overall roughly back yet still ever even more most less least fewer fewest than whole "
    "entire per side out rather instead while because although though however therefore thus "
    "there's what's who's it's that's let's i'd i'm i've doesn't don't didn't isn't aren't wasn't "
    "weren't won't can't couldn't wouldn't shouldn't hasn't haven't hadn't originating "
    "produced stand stood standing sit rank ranked ranking ranks position mine see look "
    "looking curious wondering wonder interested piece article's story writing draft readers "
    "reader journalist editor approx ca around came total-count people's "
    "first second third last next following previous earlier later one two three four five six "
    "seven eight nine ten eleven twelve twenty hardly barely scarcely rarely often seldom almost "
    "nearly close good please apart aside left part et al vs latter former estimate estimated respective "
    "reckon reckoned believe tally".split()
) | FOREIGN_STOP_WORDS
_STOP_STEMS = STOP_WORDS | {stem(word) for word in STOP_WORDS}
# What any question here may say about its subject without meaning another one.
GENERIC = frozenset(
    "research paper article publication study science scientific academic scholarly work".split()
)
# Words that say what to do with a figure more often than which figure is meant.
_CUES = frozenset(
    "share percent percentage proportion portion part rate ratio multiple growth average mean top "
    "bottom rank combined world worldwide global cent slice chunk most lead leading increase high "
    "low highest lowest large small compound annual domestic".split()
)
_OPTIONAL = frozenset({"ai"})  # everything here is about AI: its absence says nothing
_SLIP_RATIO = 83
_CONTAINED = 0.5  # share of a phrase's weight that must occur before it counts at all
_NEARLY_WHOLE = 0.75


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


def is_stop(word: str) -> bool:
    """Tell whether a word or stem says nothing about the subject."""
    return word in _STOP_STEMS


def content_stems(text: str) -> list[str]:
    """Give the stems of a phrase, with "artificial intelligence" as "ai"."""
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

    @staticmethod
    def _phrases(texts: Iterable[str]) -> list[frozenset[str]]:
        phrases = []
        for text in texts:
            stems = frozenset(s for s in content_stems(text) if s not in _STOP_STEMS or s == "ai")
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
            known = word in self.vocabulary or word in _STOP_STEMS or len(word) < 5
            if not known and word.isalpha():
                best = process.extractOne(
                    word, self.vocabulary, scorer=fuzz.ratio, score_cutoff=_SLIP_RATIO
                )
                mended.append(best[0] if best and best[0][0] == word[0] else word)
            else:
                mended.append(word)
        return mended

    def _score(
        self, phrases: list[frozenset[str]], stems: frozenset[str]
    ) -> tuple[float, frozenset[str]]:
        """Score one owner: its best phrase, softly contained, plus what nearly whole ones add."""
        best, explained = 0.0, frozenset[str]()
        nearly: set[str] = set()
        for phrase in phrases:
            common = phrase & stems
            if not common - _OPTIONAL and phrase - _OPTIONAL:
                continue
            found = sum(self._idf.get(word, 1.0) for word in common)
            whole = sum(
                self._idf.get(word, 1.0)
                for word in phrase
                if word not in _OPTIONAL or word in common
            )
            if whole <= 0 or found / whole < _CONTAINED:
                continue
            if found / whole >= _NEARLY_WHOLE:
                nearly |= common
            score = found * (found / whole) ** 2
            if score > best or (score == best and len(common) > len(explained)):
                best, explained = score, common
        if not best:
            return 0.0, frozenset()
        extra = sum(self._idf.get(word, 1.0) for word in nearly - explained)
        return best + 0.5 * extra, explained | frozenset(nearly)

    def bag(self, concept: str, measures: Collection[str]) -> frozenset[str]:
        """Give every stem by which a concept and these measures of it are known."""
        owners = [self._concept_phrases.get(concept, [])]
        owners += [self._measure_phrases[name] for name in measures]
        return frozenset(stem_ for phrases in owners for phrase in phrases for stem_ in phrase)

    def match(
        self, stems: Collection[str], *, allowed: Collection[str] | None = None
    ) -> list[MeasureMatch]:
        """Rank the concepts that the stems point at, best first.

        ``allowed`` restricts to these measure ids (a source was named).
        """
        words = frozenset(stems)
        matches = []
        for concept in self.catalogue.concepts:
            members = [
                measure
                for measure in self.catalogue.measures
                if measure.concept == concept.id and (allowed is None or measure.id in allowed)
            ]
            if not members:
                continue
            score, explained = self._score(self._concept_phrases[concept.id], words)
            if not explained - _OPTIONAL - _CUES:
                score, explained = 0.0, frozenset()
            named = self._named(members, words, score, explained)
            if named:
                best = max(value for _, value, _ in named)
                chosen = [item for item in named if item[1] >= best - 1e-9]
                matches.append(
                    MeasureMatch(
                        concept=concept.id,
                        measures=tuple(measure.id for measure, _, _ in chosen),
                        score=best,
                        explained=explained.union(*(stems_ for _, _, stems_ in chosen)),
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
        concept_score: float,
        concept_explained: frozenset[str],
    ) -> list[tuple[Measure, float, frozenset[str]]]:
        """Keep the measures whose own words explain more than the concept's do."""
        named = []
        for measure in members:
            score, explained = self._score(self._measure_phrases[measure.id], words)
            if not explained - _OPTIONAL - _CUES:
                continue
            if score > concept_score + 0.3 and explained - concept_explained:
                named.append((measure, score, explained))
        return named
