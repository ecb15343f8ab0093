"""Which engine answers in this conversation, and what leaves the machine when it does."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Literal, cast

import streamlit as st

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["draw_engine_choice"]

Engine = Literal["grounded", "model"]
NAMES = {"grounded": "Onrecord’s own engine", "model": "Language model"}


def draw_engine_choice(desk: Onrecord) -> dict[str, Any]:
    """Draw the choice where there is one; give it as ``Onrecord.stream`` takes it.

    What leaves the machine is said before it does; what a reader has added goes only with
    consent, which ends with the conversation.
    """
    if not desk.asks_model("auto"):
        return {}
    usual: Engine = "model" if desk.asks_model() else "grounded"
    with st.container(key="engine-choice", horizontal=True, vertical_alignment="center"):
        chosen = st.segmented_control(
            "Who writes the answers",
            list(NAMES),
            default=usual,
            required=True,
            format_func=NAMES.__getitem__,
            key="engine",
            label_visibility="collapsed",
        )
        engine = cast(Engine, chosen or usual)
        where = desk.where_text_goes() if engine == "model" else ""
        share = False
        if engine == "model" and where:
            share = st.toggle("It may read what I added", key="share-private")
        if engine == "grounded":
            where = desk.where_text_goes("grounded") or "Nothing leaves this machine."
        elif not where:
            where = "The model runs on this machine: nothing leaves it."
        elif share:
            where = f"{where.split('. ')[0]}, with what you have added."
        st.html(f'<p class="quiet where" role="status">{escape(where)}</p>')
    return {"engine": engine, "share_private": share}
