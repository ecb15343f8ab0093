"""Passage search: the passages a question needs, with what tells whether they answer it."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence

from bot.calculate.evidence import PassageEvidence
from bot.compose.as_written import as_written
from bot.compose.content_words import content_words, frame_words, words_by_key
from bot.compose.named_sources import NamedSources
from bot.compose.passages import DISPUTES, GLOSSARY
from bot.compose.sayings import named_persons, speakers, with_speaker
from bot.sentence_vectors import SentenceVectors
from bot.understand.documents_named import named_sources
from bot.understand.knowledge import Knowledge
from bot.understand.text_questions import ABOUT_SOURCE, find_kinds
from bot.understand.tokens import tokenise
from corpus.settings import Settings
from index.keywords import count_words, weigh_words
from index.search import Hit, search_fused
from index.split import Passage
from index.stores import Store

__all__ = ["PassageSearch"]

# "Field-weighted citation impact (FWCI)": written small, since the query is no name.
_EXPLAINED = re.compile(r"^(?P<full>[A-Z][^()]{8,}?)\s+\((?P<short>[A-Z][A-Za-z]*[A-Z])\)$")
_SIDES = 3  # sources that a question names and that are searched one by one
_OF_A_SIDE = 4  # passages of each
_WHOLE = 40  # passages of a document that is asked about as a whole
_AS_A_WHOLE = {*ABOUT_SOURCE, "summary"}
_NAMES_TRIED = 3  # names that "he" or "she" may stand for
_WORDS_LEFT_OUT = 6  # words of a question that are left out of it, one at a time


class PassageSearch:
    """Find passages over one store.  Safe to share between threads."""

    def __init__(self, store: Store, knowledge: Knowledge, settings: Settings) -> None:
        self._store = store
        self._knowledge = knowledge
        self._settings = settings
        self._sentences = SentenceVectors(store)
        self._names: tuple[tuple[str, ...], NamedSources] | None = None
        self._lock = threading.Lock()

    def search(self, query: str, *, source: str = "") -> PassageEvidence:
        """Find passages by meaning and words; sources that the question names come first.

        A kind or date of documents that the question names limits the search to these.
        """
        query = self._with_name(self._in_full(self._known_names(as_written(query))))
        limit = self._settings.passages_limit
        only = named_sources(query, self._store.sources())
        hits = search_fused(self._store, query, limit=limit + 4, sources=only)
        named, sides = self._sides(query, source) if only is None else ((), [])
        asked = [*sides[:_SIDES]]
        if only is None and {"compare", "disagree"} & set(find_kinds(query)):
            asked.append(frozenset((DISPUTES,)))
        for side in asked:
            hits = self._prefer(query, side, hits)
        of_many = bool(named) and any(named[0] in side and len(side) > 1 for side in asked)
        if of_many:
            hits = self._prefer(query, frozenset(named[:1]), hits)  # of all of a body's, this one
        hits = hits[: limit + _OF_A_SIDE * max(0, len(asked) - 1 + of_many)]
        keys = words_by_key(query)
        files = [layer.passages for layer in self._store.layers()]
        words = list({*keys, *keys.values()})
        counts = count_words(files, words) if words else {}
        weights = weigh_words(files, words) if words else {}
        return PassageEvidence(
            query=query,
            hits=tuple(hits),
            # A word weighs as the commonest that stands for the same: "slice" as "share".
            weights={key: min(weights[key], weights[word]) for key, word in keys.items()},
            known=frozenset(key for key, word in keys.items() if counts[word] or counts[key]),
            similar=self._sentences.compare(query, hits),
            without=self._without(query, hits, keys),
            named=named,
            sides=tuple(sides),
            document=self._document(query, named, sides),
        )

    def _sides(self, query: str, source: str) -> tuple[tuple[str, ...], list[frozenset[str]]]:
        """Give the documents that a question names, and those of each body it names."""
        index = self._knowledge.sources
        documents = self._store.sources()
        groups = {mention.group: mention.edition for mention in index.find(query)}
        if source in index.groups:
            groups.setdefault(source, "")
        sides = []
        for group, edition in groups.items():
            # What somebody added is of a body where our digest of it is.
            owned = {
                name
                for name, document in documents.items()
                if any(map(index.groups[group].owns_document, (name, *document.original_of)))
            }
            of_edition = {name for name in owned if edition and name.endswith(edition)}
            if owned:
                sides.append(frozenset(of_edition or owned))
        with self._lock:
            ids = tuple(documents)
            if self._names is None or self._names[0] != ids:
                self._names = (ids, NamedSources(documents))
            names = self._names[1]
        found = names.find(query, prefer=frozenset().union(*sides))
        sides += [frozenset(ids) for ids in found if not any(set(ids) & side for side in sides)]
        return tuple(id_ for ids in found for id_ in ids), sides

    def _in_full(self, query: str) -> str:
        """Write an abbreviation that a heading explains, "(FWCI)", as the words it stands for.

        The encoder does not know what most abbreviations mean.
        """
        if "define" not in find_kinds(query):
            return query
        explained = self._abbreviations()
        for token in reversed(tokenise(query)):
            if full := explained.get(token.text):
                query = query[: token.start] + full + query[token.end :]
        return query

    def _with_name(self, query: str) -> str:
        """Write the name of the person for the "he" or "she" whose words are asked for.

        The questions before it, which the query carries along, find who is meant.
        """
        if with_speaker(query, "") == query:
            return query
        hits = search_fused(self._store, query, limit=_OF_A_SIDE)
        for name in named_persons([hit.passage.text for hit in hits])[:_NAMES_TRIED]:
            found = search_fused(self._store, f"{name} says", limit=_OF_A_SIDE)
            told = (item.text for hit in found for item in hit.passage.sentences)
            if any(name in speakers(text) for text in told):
                return with_speaker(query, name)
        return query

    def _abbreviations(self) -> dict[str, str]:
        """Give the abbreviations that headings of the glossary explain, with their words."""
        found = {}
        for passage in self._store.source_passages(GLOSSARY):
            if passage.heading and (named := _EXPLAINED.match(passage.heading[-1])):
                found[named["short"]] = named["full"]
        return found

    def _known_names(self, query: str) -> str:
        """Write places whose name here no passage holds ("Holland") as the passages do."""
        files = [layer.passages for layer in self._store.layers()]
        for mention in reversed(self._knowledge.places.find(query)):
            written = query[mention.start : mention.end]
            if mention.kind == "part of":
                continue  # Scotland is not another name of the United Kingdom
            if mention.codes and not count_words(files, [written])[written]:
                name = self._knowledge.book.place(mention.code).name
                if count_words(files, [name])[name]:
                    query = f"{query[: mention.start]}{name}{query[mention.end :]}"
        return query

    def _prefer(self, query: str, side: frozenset[str], hits: list[Hit]) -> list[Hit]:
        """Put the best passages of some documents among the hits."""
        own = search_fused(self._store, query, limit=_OF_A_SIDE, sources=sorted(side))
        known = {hit.passage.id for hit in own}
        rest = [hit for hit in hits if hit.passage.id not in known]
        return sorted([*own, *rest], key=lambda hit: (hit not in own, -hit.score))

    def _without(
        self, query: str, hits: Sequence[Hit], keys: dict[str, str]
    ) -> dict[str, dict[tuple[str, int], float]]:
        """Give, by word of the question, the sentences' cosines with the question without it.

        A word that a sentence says in other words draws the two together; one that is foreign
        to it holds them apart.
        """
        held = set(content_words(" ".join(hit.passage.context() for hit in hits[:2])))
        frames = frame_words(query)
        open_words = [key for key in keys if key not in held and key not in frames]
        left_out = open_words[:_WORDS_LEFT_OUT]
        if not left_out:
            return {}
        return self._sentences.compare_without(query, hits, {key: keys[key] for key in left_out})

    def _document(
        self, query: str, named: tuple[str, ...], sides: Sequence[frozenset[str]]
    ) -> tuple[Passage, ...]:
        """Give the passages of the document that is asked about, where one is.

        Of a body that is named and none of its documents, the first that speaks for itself.
        """
        if not _AS_A_WHOLE & set(find_kinds(query)):
            return ()
        name = named[0] if named else ""
        if not name and sides:
            of = self._store.sources()
            name = min(sides[0], key=lambda id_: (of[id_].second_hand, of[id_].number, id_))
        return self._store.source_passages(name)[:_WHOLE] if name else ()
