"""Scripts: what the page does in the browser without a look of its own.

Each is a Streamlit component with a script and nothing to show.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

__all__ = ["draw_arrival", "draw_recall", "load_ahead"]

RECALLED = 50  # questions that the arrow keys go back through
ANSWER_MODULES = (
    "ArrowVegaLiteChart.*.js",
    "embed.*.js",
    "vega-interpreter.*.js",
    "ButtonGroup.*.js",
    "DownloadButton.*.js",
    "StreamlitSyntaxHighlighter.*.js",
)


def draw_arrival(*, key: str) -> None:
    """Bring the turn that this stands in to the top of the window, once."""
    _component("arrive")(key=f"arrival-{key}")


def draw_recall(questions: list[str], *, key: str) -> None:
    """Let the arrow keys bring back what was asked before into the empty composer."""
    _component("recall")(key=key, data={"questions": questions[-RECALLED:]})


def load_ahead() -> None:
    """Let the browser load what draws an answer while it has nothing else to do.

    Streamlit loads each part when it first draws one, with the reader waiting.  Where its files
    are named otherwise, nothing is loaded ahead.
    """
    modules = _answer_modules()
    if modules:
        _component("load_ahead")(key="arrival-modules", data={"modules": modules})


@cache
def _answer_modules() -> list[str]:
    """Give the names of Streamlit's modules that draw an answer: they end in a hash."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return [found.name for pattern in ANSWER_MODULES for found in sorted(folder.glob(pattern))]


@cache
def _component(name: str) -> Any:
    # registered at the first draw, not at import; once, since registering again would warn
    script = files("bot.pages").joinpath(f"{name}.js").read_text("utf-8")
    return st.components.v2.component(f"onrecord_{name}", js=script, isolate_styles=False)
