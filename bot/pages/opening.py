"""Open Onrecord behind the page: the page shows first, the stores open in a thread.

The one resource all readers share.  Nothing in it is changed by a page.
"""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from bot.pages.readers import reader
from corpus.errors import OnrecordError

if TYPE_CHECKING:
    from bot.onrecord import Onrecord

__all__ = ["is_open", "onrecord", "start_opening", "stop_with"]

log = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def start_opening() -> Future[Onrecord]:
    """Start opening Onrecord, once in this process, and return at once."""
    opened: Future[Onrecord] = Future()
    threading.Thread(target=_open, args=(opened,), name="open-onrecord", daemon=True).start()
    return opened


def is_open() -> bool:
    """Say whether Onrecord can be asked without waiting."""
    return start_opening().done()


def onrecord() -> Onrecord:
    """Give this reader's Onrecord, waiting for it to open.

    Stops the page with a notice where it cannot.
    """
    opening = start_opening()
    try:
        return opening.result().for_reader(reader())
    except OnrecordError as error:
        stop_with(error)
    finally:
        if opening.done() and opening.exception() is not None:
            start_opening.clear()  # the next run tries again


def stop_with(error: OnrecordError) -> NoReturn:
    """Show what a reader may know of an error and end the page; the log gets the rest."""
    log.error("%s: %s", type(error).__name__, error)
    st.error(error.for_reader, icon=":material/error:")
    st.stop()
    raise AssertionError("st.stop() does not return")


def _open(opened: Future[Onrecord]) -> None:
    # imported here: the stores' libraries take a second that the page does not wait for
    try:
        from bot.onrecord import Onrecord
        from corpus.settings import read_settings

        desk = Onrecord.open(read_settings(), reader=None)
    except BaseException as error:  # handed to whoever waits: it is not lost in this thread
        opened.set_exception(error)
        return
    opened.set_result(desk)
    try:
        desk.warm()
    except OnrecordError as error:  # the first question meets it again, and says so
        log.warning("could not warm up: %s", error)
