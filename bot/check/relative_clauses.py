"""Relative clauses: "X, which owns Y, did Z" says two things, each to be judged."""

from __future__ import annotations

import re

__all__ = ["unfold_clause"]

_ASIDE = re.compile(
    r"^(?P<who>(?:The\s+)?[A-Z][^,;]{1,60}),\s+(?:which|who)\s+(?P<aside>[^,;]{6,90}),\s+(?P<rest>[a-z].+)$",
    re.DOTALL,
)


def unfold_clause(claim: str) -> tuple[str, ...]:
    """Give the two statements of a claim with a clause about its subject; nothing without one.

    >>> unfold_clause("Acme, which owns Bolt, came out on top.")
    ('Acme came out on top.', 'Acme owns Bolt.')
    """
    found = _ASIDE.match(claim.strip())
    if found is None:
        return ()
    return (f"{found['who']} {found['rest']}", f"{found['who']} {found['aside']}.")
