"""Readers: who is before the page, and how often one of them may ask.

Each browser is a reader of its own: a random id, kept in the browser's storage and in no
cookie, that nobody can guess.  Where sign-in is set, the reader is who the provider names.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any, NoReturn

import streamlit as st
from streamlit.errors import StreamlitAPIException

from bot.serve.access import LOCAL, Limiter
from bot.serve.sign_in import missing_packages
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

log = logging.getLogger(__name__)


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
    result = _script("remember.js")(
        key="reader-memory",
        data={"id": own, "settled": bool(st.session_state.get(SETTLED))},
        on_reader_change=lambda: None,
    )
    told = result.get("reader")
    if told and not st.session_state.get(SETTLED) and _OF_BROWSER.fullmatch(str(told)):
        st.session_state[SETTLED] = True
        st.session_state[READER] = str(told)  # nothing of a reader's was drawn yet in this run


def _draw_login() -> None:
    signed_in = getattr(st.user, "is_logged_in", None)
    if signed_in is None or missing_packages():
        log.error("sign-in cannot work: no provider is set, or %s is missing", missing_packages())
        _stop_without_sign_in()
    if not signed_in:
        _draw_return(signed_in=False)
        st.html(
            '<div class="start"><h1>Onrecord</h1><p class="deck">Please sign in to ask, and to '
            "see what you have asked.</p></div>"
        )
        if st.button("Sign in", type="primary", key="sign-in"):
            _send_to_provider()
        st.stop()
    if not st.user.get("sub"):  # else everyone whom the provider does not name would be one reader
        log.error("the provider names no subject: nobody can be told apart")
        _stop_without_sign_in()
    _draw_return(signed_in=True)
    with st.sidebar:
        name = str(st.user.get("name") or st.user.get("email") or "")
        if name:
            st.html(f'<p class="quiet">Signed in as {escape(name)}</p>')
        st.button("Sign out", type="tertiary", key="sign-out", on_click=st.logout)


def _send_to_provider() -> None:
    try:
        st.login()
    except StreamlitAPIException as error:  # a provider that is not fully described
        log.error("%s: %s", type(error).__name__, error)
        _stop_without_sign_in()


def _stop_without_sign_in() -> NoReturn:
    st.error("Sign-in is not set up here. Whoever runs Onrecord finds how in its README.")
    st.stop()
    raise AssertionError("st.stop() does not return")


def _draw_return(*, signed_in: bool) -> None:
    """Bring who has signed in back to the address they came with, a link for one."""
    _script("return.js")(key="return", data={"signed_in": signed_in})


@st.cache_resource(show_spinner=False)
def _limiter(per_minute: int) -> Limiter:
    return Limiter(per_minute)


@cache
def _script(name: str) -> Any:
    script = files("bot.pages").joinpath(name).read_text("utf-8")
    return st.components.v2.component(
        f"onrecord_{name.removesuffix('.js')}", js=script, isolate_styles=False
    )
