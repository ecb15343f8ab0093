"""Messages: the conversation as the model reads it, trimmed to what a request may hold.

The newest turns stand whole; older ones are a line each, the question and the first sentence of
its answer; the oldest go first when room runs out.  What a turn cites can be cited again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.answers import Answer
from bot.language_model.defuse import fence
from bot.language_model.notebook import Notebook
from bot.language_model.prompts import EVIDENCE, SYSTEM, WITH_TOOLS, WITHOUT_TOOLS, fill
from bot.readings import Reading
from corpus.instructions import without_instructions

__all__ = ["count_tokens", "write_messages"]

LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "zh": "Chinese"}
_WHOLE_TURNS = 3
_CHARACTERS_A_TOKEN = 3.5  # of English with figures; a cautious guess for any tokeniser
_LINE = 300  # characters of an older turn's first sentence
_FIRST = re.compile(r"(?<=[.!?。])\s")
_MARKER = re.compile(r"\[(\d{1,3})\]")


def count_tokens(text: str) -> int:
    """Estimate the tokens of a text; Chinese counts a token a character."""
    wide = sum(1 for character in text if ord(character) > 0x2E7F)
    return wide + int((len(text) - wide) / _CHARACTERS_A_TOKEN) + 1


def write_messages(
    reading: Reading,
    evidence: str,
    *,
    turns: Sequence[Answer],
    notebook: Notebook,
    room: int,
    tools: bool,
) -> list[BaseMessage]:
    """Write the request: rules, what was said before, then the question with its evidence.

    ``room`` is the number of tokens that the request may hold.
    """
    system = fill(SYSTEM, language=LANGUAGES.get(reading.language, "English"), mark=notebook.mark)
    question = fill(
        EVIDENCE,
        question=fence(reading.question, notebook.mark),
        standalone=reading.standalone or reading.question,
        evidence=evidence,
        closing=WITH_TOOLS if tools else WITHOUT_TOOLS,
    )
    room -= count_tokens(system) + count_tokens(question)
    before: list[BaseMessage] = []
    shared = [turn for turn in turns if _may_be_shared(turn, notebook)]
    for age, turn in enumerate(reversed(shared)):
        written = _written(turn, notebook, whole=age < _WHOLE_TURNS)
        cost = sum(count_tokens(str(message.content)) for message in written)
        if cost > room:
            break
        room -= cost
        before = [*written, *before]
    return [SystemMessage(content=system), *before, HumanMessage(content=question)]


def _may_be_shared(turn: Answer, notebook: Notebook) -> bool:
    private = any(item.layer == "reader" or item.source in notebook.private
                  for item in turn.citations)  # fmt: skip
    return notebook.share_private or not private


def _written(turn: Answer, notebook: Notebook, *, whole: bool) -> list[BaseMessage]:
    """Write a turn, whole or as a line; what its sentences cite can be cited again."""
    said = turn.text if whole else _FIRST.split(turn.text, maxsplit=1)[0][:_LINE]
    used = {int(number) for number in _MARKER.findall(said)}
    numbers = notebook.add_citations([item for item in turn.citations if item.n in used])
    text = _MARKER.sub(lambda found: f"[{numbers.get(int(found[1]), 0)}]", said)
    text = without_instructions(text)
    return [HumanMessage(content=turn.question), AIMessage(content=text)]
