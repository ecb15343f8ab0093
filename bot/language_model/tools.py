"""Tools: the four tools as a model calls them; what they find goes through the notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from langchain.tools import ToolRuntime
from langchain_core.tools import BaseTool, StructuredTool

from bot.compose.draft_answer import DraftAnswer
from bot.language_model.limits import Spent
from bot.language_model.notebook import Notebook
from bot.readings import Reading
from bot.tools import Toolbox
from corpus.errors import QueryFailed, QueryRefused
from corpus.instructions import without_instructions

__all__ = ["Desk", "make_tools"]

_QUERY_LONGEST = 400  # characters of a search: more is no query
_SQL_TRIES = 2  # times that a refused or failed query comes back with the reason


@dataclass(slots=True)
class Desk:
    """Hold what the tools of one answer share."""

    notebook: Notebook
    spent: Spent
    read: Callable[[str], Reading]
    draft: Callable[[Reading], DraftAnswer]
    failed_queries: int = 0

    def over(self) -> str:
        """Count a tool call; give what the model is told where there may be no more."""
        self.spent.tool_calls += 1
        if self.spent.tool_calls > self.spent.settings.model_tool_calls:
            return "No more tool calls: answer now from the evidence that is there."
        return ""


Runtime = ToolRuntime[Desk]


def make_tools(toolbox: Toolbox) -> list[BaseTool]:
    """Make the tools over a store; each run brings its own desk."""

    def search_passages(query: str, runtime: Runtime, source: str = "") -> str:
        """Search the documents by meaning and words. Gives numbered passages.

        query: what to look for, in plain words. source: prefer one body's documents,
        for example "nsf", "oecd", "stanford", "digital_science".
        """
        desk = runtime.context
        if over := desk.over():
            return over
        if not query.strip():
            return "The query is empty: say what to look for."
        return desk.notebook.add_passages(
            toolbox.search_passages(query[:_QUERY_LONGEST], source=source)
        )

    def answer_reading(question: str, runtime: Runtime) -> str:
        """Answer one plain question about figures from the tables, with calculations.

        Name measure, places and years: "AI articles of Germany and France from 2015 to 2022",
        "rank of India by AI patents in 2022", "growth of China's share since 2010". Gives the
        checked answer and its numbered rows, or what is missing and what there is instead.
        """
        desk = runtime.context
        if over := desk.over():
            return over
        return desk.notebook.add_draft(desk.draft(desk.read(question)))

    def query_figures(sql: str, runtime: Runtime) -> str:
        """Run one SELECT over the published views; find_measures names views and columns.

        Views of measures have the columns place (ISO code), name, kind, year, value, status.
        """
        desk = runtime.context
        if over := desk.over():
            return over
        try:
            return desk.notebook.add_rows(toolbox.query_figures(sql))
        except (QueryRefused, QueryFailed) as error:
            desk.failed_queries += 1
            closing = (
                "Mend it and try again."
                if desk.failed_queries < _SQL_TRIES
                else "Do not try another query: use answer_reading or what you have."
            )
            return f"The query did not run: {error}. {closing}"

    def find_measures(words: str, runtime: Runtime) -> str:
        """Find which measures there are for some words: view, definition, years and places."""
        desk = runtime.context
        if over := desk.over():
            return over
        found = [
            {
                key: without_instructions(value) if isinstance(value, str) else value
                for key, value in item.items()
            }
            for item in toolbox.find_measures(words)
            if desk.notebook.share_private or item["view"] not in desk.notebook.private
        ]
        return json.dumps(found, ensure_ascii=False) if found else "No measure has these words."

    functions: tuple[Callable[..., Any], ...] = (
        search_passages,
        answer_reading,
        query_figures,
        find_measures,
    )
    return [StructuredTool.from_function(function) for function in functions]
