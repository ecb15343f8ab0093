"""Pump: an iterator that another thread drives, so that its silence can be heard and ends."""

from __future__ import annotations

import contextvars
import queue
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

__all__ = ["BEAT", "pump"]

_Item = TypeVar("_Item")
_HELD = 256  # items ahead of the listener
BEAT = 0.25  # seconds of silence between two signs of life


class _End:
    pass


def pump(
    make: Callable[[], Iterator[_Item]], seconds_left: Callable[[], float]
) -> Iterator[_Item | None]:
    """Yield what the iterator gives; TimeoutError once no seconds are left.

    None comes four times a second while the iterator is silent, so that a listener can stop
    at any time; that stops the thread at the iterator's next item.
    """
    items: queue.Queue[_Item | BaseException | _End] = queue.Queue(_HELD)
    stopped = threading.Event()

    def put(item: _Item | BaseException | _End) -> bool:
        while not stopped.is_set():
            try:
                items.put(item, timeout=0.2)
                return True
            except queue.Full:
                continue
        return False

    def drive() -> None:
        iterator = make()
        try:
            for item in iterator:
                if not put(item):
                    return
            put(_End())
        except BaseException as error:  # handed to the listener, who raises it
            put(error)
        finally:
            close = getattr(iterator, "close", None)
            if close is not None:
                close()

    context = contextvars.copy_context()
    threading.Thread(target=context.run, args=(drive,), name="language-model", daemon=True).start()
    try:
        while True:
            left = seconds_left()
            try:
                item = items.get(timeout=max(min(left, BEAT), 0.001))
            except queue.Empty:
                if left <= BEAT:
                    raise TimeoutError("the time for this answer is up") from None
                yield None
                continue
            if isinstance(item, _End):
                return
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
