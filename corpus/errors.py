"""The errors Onrecord raises, as one tree.

    OnrecordError
    ├── ConfigError        a setting is missing, unknown or out of range
    ├── CorpusError        a document, table or catalogue cannot be read
    ├── IndexMissing       no usable store: not built, damaged, or built by another version
    ├── BuildBusy          another build holds the lock
    ├── QueryRefused       the guard will not run this SQL
    ├── QueryFailed        the database could not run this SQL, or it hit a limit
    └── ModelUnavailable   an endpoint failed

Not finding an answer is a result, not an error.  A message says what failed, the value,
and what to do.  ``for_reader`` is the sentence a page may show: no path, no SQL, no traceback.
"""

from __future__ import annotations

__all__ = [
    "BuildBusy",
    "ConfigError",
    "CorpusError",
    "IndexMissing",
    "ModelUnavailable",
    "OnrecordError",
    "QueryFailed",
    "QueryRefused",
]


class OnrecordError(Exception):
    """Stand for every error that Onrecord raises on purpose."""

    for_reader: str = "Something went wrong on our side. Nothing was lost; please ask again."
    retryable: bool = False


class ConfigError(OnrecordError):
    """Say which setting is wrong, and how to mend it."""

    for_reader = "Onrecord is not set up correctly here. Whoever runs it can see why in its log."


class CorpusError(OnrecordError):
    """Say which document or table cannot be read, and why."""

    for_reader = "One of the files could not be read. The others are unaffected."


class IndexMissing(OnrecordError):
    """Say that there is no store to ask, and which command builds one."""

    for_reader = "The sources are not indexed yet on this machine. Run: onrecord build"


class BuildBusy(OnrecordError):
    """Say that another build is running."""

    for_reader = "The index is being built right now. Please try again in a minute."
    retryable = True


class QueryRefused(OnrecordError):
    """Say which part of an SQL statement is not allowed."""

    for_reader = "That query is not allowed here: one SELECT over the published views only."


class QueryFailed(OnrecordError):
    """Carry the database's own message about a statement that did not run."""

    for_reader = "The table could not answer that query."


class ModelUnavailable(OnrecordError):
    """Say which endpoint failed, how, and whether asking again may help."""

    for_reader = "The language model did not answer, so Onrecord's own engine did."
    retryable = True
