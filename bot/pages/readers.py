"""Readers: who is before the page, and how often one of them may ask.

Each browser is a reader of its own: a random id, kept in the browser's storage and in no
cookie, that nobody can guess.  Where sign-in is set, the reader is who the provider names.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from bot.serve.access import LOCAL, Limiter
from corpus.errors import OnrecordError
from corpus.settings import Settings, read_settings

__all__ = [
    "READER",
    "check_pace",
    "draw_reader",
    "page_settings",
    "reader",
    "settle_reader",
    "user_id",
]

READER = "reader"  # key of the session: the id of who is before the page
SETTLED = "reader-settled"  # the browser has told its own, or the first question was asked
_OF_BROWSER = re.compile(r"b-[A-Za-z0-9_-]{22,60}")
_TOO_OFTEN = "That is more than may be asked in a minute here. Please wait {seconds} seconds."


@st.cache_resource(show_spinner=False)
def page_settings() -> Settings:
    """Read the settings, once in this process.  Raises ConfigError."""
    return read_settings()


def reader() -> str:
    """Give the id of the reader of this session."""
    mode = page_settings().readers
    if mode == "one":
        return LOCAL
    if mode == "login":
        return user_id(str(st.user.get("iss", "")), str(st.user.get("sub", "")))
    if READER not in st.session_state:
        st.session_state[READER] = f"b-{secrets.token_urlsafe(24)}"
    return str(st.session_state[READER])


def user_id(issuer: str, subject: str) -> str:
    """Give the id of who signed in: the same for the same person, and no name to be read off.

    >>> user_id("https://id.example", "42") == user_id("https://id.example", "42")
    True
    """
    return f"u-{hashlib.sha256(f'{issuer} {subject}'.encode()).hexdigest()[:40]}"


def draw_reader() -> None:
    """Learn who the reader is, before anything of theirs is drawn.

    Ends the page where sign-in is asked for and nobody has signed in yet.
    """
    mode = page_settings().readers
    if mode == "login":
        _draw_login()
    elif mode == "browser":
        _draw_browser()


def settle_reader() -> None:
    """Keep the reader of this session as it is: from now on something of theirs is kept."""
    st.session_state[SETTLED] = True


def check_pace() -> None:
    """Count a question of this reader; raises OnrecordError where it is one too many."""
    wait = _limiter(page_settings().page_per_minute).wait_seconds(reader())
    if wait:
        problem = OnrecordError(f"reader {reader()!r} asks too often")
        problem.for_reader = _TOO_OFTEN.format(seconds=max(1, round(wait)))
        raise problem


def _draw_browser() -> None:
    own = reader()
    result = _memory()(
        key="reader-memory",
        data={"id": own, "settled": bool(st.session_state.get(SETTLED))},
        on_reader_change=lambda: None,
    )
    told = result.get("reader")
    if told and not st.session_state.get(SETTLED) and _OF_BROWSER.fullmatch(str(told)):
        st.session_state[SETTLED] = True
        st.session_state[READER] = str(told)  # nothing of a reader's was drawn yet in this run


def _draw_login() -> None:
    known = getattr(st.user, "is_logged_in", None)
    if known is None:
        st.error("Sign-in is not set up here. Whoever runs Onrecord finds how in its README.")
        st.stop()
    if not known:
        st.html('<div class="start"><h1>Onrecord</h1><p class="deck">Please sign in.</p></div>')
        st.button("Sign in", type="primary", key="sign-in", on_click=st.login)
        st.stop()
    with st.sidebar:
        st.button("Sign out", type="tertiary", key="sign-out", on_click=st.logout)


@st.cache_resource(show_spinner=False)
def _limiter(per_minute: int) -> Limiter:
    return Limiter(per_minute)


@cache
def _memory() -> Any:
    script = files("bot.pages").joinpath("remember.js").read_text("utf-8")
    return st.components.v2.component("onrecord_reader", js=script, isolate_styles=False)
