"""Failures: an error as one line on stderr and an exit code; the traceback goes to the log."""

from __future__ import annotations

import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.printing import note
from corpus.errors import OnrecordError

__all__ = ["FAILED", "INTERRUPTED", "describe_failure", "log_failure"]

FAILED, INTERRUPTED = 1, 130  # 2, wrong usage, is what Typer's own errors carry
LOG_NAME = "onrecord.log"


def describe_failure(error: BaseException) -> str:
    """Say in one line what went wrong; what nobody foresaw is logged, and the line says where."""
    if isinstance(error, OnrecordError):
        return " ".join(str(error).split()) or error.for_reader
    where = log_failure(error)
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    told = " ".join(told.split())[:300]
    return f"unexpected error: {told}; the details are in {where}"


def log_failure(error: BaseException) -> str:
    """Append the traceback to the log and give the log's path.

    The log lies in Onrecord's home, or in the system's folder for temporary files where the
    home cannot be written.
    """
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    text = "".join(traceback.format_exception(error))
    for folder in _log_folders():
        path = folder / LOG_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"\n{stamp} {' '.join(sys.argv[:2])}\n{text}")
        except OSError:
            continue
        return str(path)
    note(text)  # nowhere to keep it: better a long message than a lost one
    return "the lines above"


def _log_folders() -> list[Path]:
    from corpus.settings import read_settings

    temporary = Path(tempfile.gettempdir())
    try:
        return [read_settings().home, temporary]
    except Exception:  # settings that cannot be read must not hide the error that is to be told
        return [temporary]
