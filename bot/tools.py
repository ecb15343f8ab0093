"""Tools: the four things an engine can do with the store.

Each returns text for a model and an artifact for us.  The plain methods are used directly by
the claim desk; ``langchain_tools`` wraps them for the agent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.calculate.availability import Missing
from bot.calculate.compile import compile_cells, compile_ranking
from bot.calculate.coverage import CoverageReader
from bot.calculate.entity_store import answer_entities
from bot.calculate.evidence import FigureEvidence, PassageEvidence, Table
from bot.calculate.requests import Request
from bot.calculate.resolve import Resolver
from bot.compose.content_words import words_by_key
from bot.compose.passages import DISPUTES
from bot.passage_search import PassageSearch
from bot.readings import Reading, reading_from_json
from bot.understand.knowledge import Knowledge
from bot.understand.measures import content_stems
from bot.understand.words import GENERIC, is_stop
from corpus.settings import Settings
from index.keywords import weigh_words
from index.search import search_keywords
from index.stores import Store

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

__all__ = ["Toolbox"]

_RANKINGS = ("ranking", "count", "rank_of")
_ROWS_SHOWN = 40  # rows of a table that a model reads
_TOLD = 40  # passages looked through for other accounts of an event
_MEASURES_ASKED = 8  # measures of one concept that a question runs


class Toolbox:
    """Run the tools over one store.  Safe to share between threads."""

    def __init__(self, store: Store, knowledge: Knowledge, settings: Settings) -> None:
        self.store = store
        self.knowledge = knowledge
        self.settings = settings
        self.coverage = CoverageReader(store.figures, knowledge.catalogue)
        self.resolver = Resolver(knowledge.catalogue, knowledge.book, self.coverage)
        self._passages = PassageSearch(store, knowledge, settings)

    # -- figures ---------------------------------------------------------------------------

    def answer_reading(self, reading: Reading) -> FigureEvidence:
        """Compile a reading to SELECTs, run them, and give tables or the near miss."""
        if reading.entity is not None:
            return answer_entities(reading, self.store.figures, self.knowledge)
        resolution = self.resolver.resolve(reading)
        tables: list[Table] = []
        for request in resolution.requests[:_MEASURES_ASKED]:
            within = bool(request.universe)
            ranked = reading.operation in _RANKINGS or not request.places or within
            table = self.run(request, ranking=ranked and not request.joint)
            if table.rows:
                tables.append(replace(table, divisor=self._divisor(request, n_before=len(tables))))
            elif request.above and not tables:
                break  # no place meets the condition: that is the answer, not another count
        if not tables and reading.leads:  # no ranking to hold it against: the value alone
            return self.answer_reading(replace(reading, operation="lookup", leads=""))
        missing = resolution.missing
        if not tables and missing is None and resolution.requests:
            asked = resolution.requests[0]  # each part is there, but never all of them together
            missing = Missing(part="place", measure=asked.measure, places=asked.places)
        nearest: list[Table] = []
        if not tables and reading.places:
            nearest = [
                self.run(request, ranking=False)
                for request in self.resolver.nearest(reading, self._related(reading))
            ]
        return FigureEvidence(
            reading=reading,
            disputes=self._disputes(reading) if tables and not reading.source else None,
            told=self._told(reading, tables) if tables and not reading.source else None,
            tables=tuple(tables),
            nearest=tuple(table for table in nearest if table.rows),
            missing=missing,
            notes=resolution.notes,
        )

    def _divisor(self, request: Request, *, n_before: int) -> Table | None:
        """Run what the first table's values are divided by, to cite it under its own source."""
        other = request.denominator
        if n_before or other is None or other.dataset == request.measure.dataset:
            return None
        if not request.places or request.groups or not request.points:
            return None
        return self.run(
            Request(measure=other, places=request.places, points=request.points), ranking=False
        )

    def _disputes(self, reading: Reading) -> PassageEvidence:
        """Look the question up in the digest of disagreements, by words alone: that is quick."""
        names = [
            self.knowledge.book.place(code).name
            for code in reading.places
            if code in self.knowledge.book
        ]
        query = f"{reading.standalone or reading.question} {' '.join(names)}"
        hits = search_keywords(self.store, query, limit=2, sources=(DISPUTES,))
        question = reading.standalone or reading.question
        return PassageEvidence(query=question, hits=tuple(hits), weights=self._weights(question))

    def _told(self, reading: Reading, tables: Sequence[Table]) -> PassageEvidence | None:
        """Look by words for passages that may say when one place passed another."""
        if reading.operation != "overtake" or len(reading.places) < 2:
            return None
        names = [
            self.knowledge.book.place(code).name
            for code in reading.places[:2]
            if code in self.knowledge.book
        ]
        label = tables[0].request.measure.label
        query = f"{' '.join(names)} overtook overtakes passed passes surpassed {label}"
        hits = search_keywords(self.store, query, limit=_TOLD)
        return PassageEvidence(query=query, hits=tuple(hits))

    def _weights(self, query: str) -> dict[str, float]:
        keys = words_by_key(query)
        files = [layer.passages for layer in self.store.layers()]
        weights = weigh_words(files, list(keys.values())) if keys else {}
        return {key: weights[word] for key, word in keys.items()}

    def _related(self, reading: Reading) -> list[str]:
        """Give measures that count the same kind of thing as the concept asked for.

        "Researchers per million people" for AI researchers: their labels share the noun.
        """
        catalogue = self.knowledge.catalogue
        wanted = content_stems(catalogue.concept(reading.concept).label)
        nouns = {word for word in wanted if not is_stop(word) and word not in GENERIC} - {"ai"}
        scored = []
        for measure in catalogue.measures:
            shared = nouns & set(content_stems(f"{measure.label} {measure.unit}"))
            if shared and measure.id not in reading.measures:
                series = measure.view != "as_reported"
                scored.append((-len(shared), not series, measure.id))
        return [name for _, _, name in sorted(scored)]

    def run(self, request: Request, *, ranking: bool) -> Table:
        """Run one request and give its table."""
        sql = compile_ranking(request) if ranking else compile_cells(request)
        result = self.store.figures.run(sql)
        return Table(
            request=request,
            dataset=self.knowledge.catalogue.dataset(request.measure.dataset),
            sql=result.sql,
            columns=result.columns,
            rows=result.rows,
            truncated=result.truncated,
            divisor_dataset=self.knowledge.catalogue.dataset(request.denominator.dataset)
            if request.denominator is not None
            else None,
        )

    def query_figures(self, sql: str) -> Any:
        """Run one SELECT over the published views; QueryRefused and QueryFailed say why not."""
        return self.store.figures.run(sql, limit_rows=self.settings.query_rows)

    def find_measures(self, words: str, *, limit: int = 8) -> list[dict[str, Any]]:
        """Find measures by words: id, what is counted, source, years and number of places."""
        catalogue = self.knowledge.catalogue
        if words.strip():
            matches = self.knowledge.measures.match(content_stems(words))
            names = [
                name
                for match in matches
                for name in (match.measures or catalogue.concept(match.concept).order)
            ]
            if not names:  # "coffee" names no measure by itself, and finds what is about it
                wanted = set(content_stems(words))
                names = [
                    measure.id
                    for measure in catalogue.measures
                    if wanted <= set(content_stems(" ".join((measure.long, *measure.words))))
                ]
        else:
            names = [measure.id for measure in catalogue.measures]
        found = []
        for name in list(dict.fromkeys(names))[: limit or None]:
            measure = catalogue.measure(name)
            coverage = self.coverage.of(name) if not measure.dimensions else None
            years = coverage.years if coverage else ()
            found.append(
                {
                    "measure": name,
                    "concept": measure.concept,
                    "label": measure.long,
                    "unit": measure.unit,
                    "source": catalogue.dataset(measure.dataset).short,
                    "view": measure.view,
                    "first": str(years[0]) if years else "",
                    "last": str(years[-1]) if years else "",
                    "places": len(coverage.places) if coverage else 0,
                    "definition": measure.definition,
                }
            )
        return found

    # -- passages --------------------------------------------------------------------------

    def search_passages(self, query: str, *, source: str = "") -> PassageEvidence:
        """Find passages by meaning and words; ``source`` prefers one body's documents.

        A kind or date of documents that the query names limits it to these.
        """
        return self._passages.search(query, source=source)

    # -- for the agent ---------------------------------------------------------------------

    def langchain_tools(self) -> list[BaseTool]:
        """Wrap the four tools for an agent."""
        from langchain_core.tools import StructuredTool

        def search_passages(query: str, source: str = "") -> tuple[str, PassageEvidence]:
            """Search the documents. Returns passages with their ids and sources."""
            found = self.search_passages(query, source=source)
            text = "\n\n".join(
                f"<passage id={hit.passage.id!r} source={hit.passage.source!r}>\n"
                f"{hit.passage.text}\n</passage>"
                for hit in found.hits
            )
            return text or "No passage was found.", found

        def answer_reading(reading: dict[str, Any]) -> tuple[str, FigureEvidence]:
            """Answer a reading (measures, places, period, operation) from the tables."""
            found = self.answer_reading(reading_from_json(reading))
            if found.entities is not None:
                return _rows_text(found.entities.columns, found.entities.rows), found
            if not found.tables:
                return "The tables do not have this.", found
            return "\n\n".join(_as_text(table) for table in found.tables), found

        def query_figures(sql: str) -> tuple[str, Any]:
            """Run one SELECT over the published views of figures."""
            result = self.query_figures(sql)
            return _rows_text(result.columns, result.rows), result

        def find_measures(words: str) -> tuple[str, list[dict[str, Any]]]:
            """Find which measures exist, with definitions, years and places."""
            found = self.find_measures(words)
            return "\n".join(
                f"{item['measure']}: {item['label']} ({item['first']}–{item['last']}); "
                f"{item['definition']}"
                for item in found
            ), found

        return [
            StructuredTool.from_function(function, response_format="content_and_artifact")
            for function in (search_passages, answer_reading, query_figures, find_measures)
        ]


def _rows_text(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> str:
    lines = [" | ".join(columns)]
    lines += [
        " | ".join("" if cell is None else str(cell) for cell in row) for row in rows[:_ROWS_SHOWN]
    ]
    return "\n".join(lines)


def _as_text(table: Table) -> str:
    rows = _rows_text(table.columns, table.rows)
    return f"{table.request.measure.long} ({table.dataset.short})\n{rows}"
