"""Events: what a running answer tells the page and the command line, in order.

``Status`` steps come at once.  ``Text`` is one sentence, released after its check.
``Evidence`` is a citation that a released sentence points at.  ``Withdrawn`` takes back all text
so far: another answer follows.  ``Waiting`` comes while a language model is silent: whoever
listens may stop there.  ``Done`` ends the stream.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.answers import Answer, Citation

__all__ = ["Done", "Event", "Evidence", "Status", "Text", "Waiting", "Withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Name the step under way: "read 42 rows of AI articles (NSF)"."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Carry the next checked piece of the answer, Markdown with [n] markers."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Carry a citation before the first sentence that uses it."""

    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Take back the text so far, and say why: the model's answer broke off or fell."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Say that nothing has come for a while: a sign of life, several a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Carry the whole answer, as it is kept."""

    answer: Answer


Event = Status | Text | Evidence | Withdrawn | Waiting | Done
