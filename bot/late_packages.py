"""Late packages: library packages whose ``__init__`` waits until something in it is asked for.

LangChain imports one small module each from two packages that load all they have on the way:
the types of LangSmith's service (150 modules) and the client of LangGraph's (HTTP and web
sockets).  Neither service is used here, and the two take a fifth of a cold answer.  Nothing is
replaced: the first name that anybody takes from such a package runs its ``__init__``.
"""

from __future__ import annotations

import importlib.util
import sys
import threading
from types import ModuleType
from typing import Any

__all__ = ["LATE", "defer_packages"]

LATE = ("langsmith.types", "langgraph_sdk")

_lock = threading.RLock()
_running: set[str] = set()


def defer_packages(names: tuple[str, ...] = LATE) -> None:
    """Make these packages' own code wait; those that are imported or missing are left alone."""
    for name in names:
        if name in sys.modules:
            continue
        spec = importlib.util.find_spec(name)
        if spec is None or spec.submodule_search_locations is None or spec.loader is None:
            continue
        module = importlib.util.module_from_spec(spec)
        module.__class__ = _LatePackage
        sys.modules[name] = module
        parent, _, last = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], last, module)


class _LatePackage(ModuleType):
    """Run the package's ``__init__`` when a name is asked for that is not there yet."""

    def __getattr__(self, name: str) -> Any:
        with _lock:  # another thread waits until the package is whole
            if self.__class__ is _LatePackage and self.__name__ not in _running:
                _running.add(self.__name__)
                spec = self.__spec__
                assert spec is not None
                assert spec.loader is not None
                try:
                    spec.loader.exec_module(self)
                finally:
                    _running.discard(self.__name__)
                self.__class__ = ModuleType  # type: ignore[assignment]
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None
