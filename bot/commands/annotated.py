"""Annotated drafts: read a draft from a file, write it back with its verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.printing import note, out
from corpus.errors import ConfigError, CorpusError

if TYPE_CHECKING:
    from bot.answers import Answer

__all__ = ["FORMATS", "read_draft", "write_annotated"]

FORMATS = ("markdown", "html", "docx")
_TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".text")
_LONGEST_NAME = 250  # letters: a longer one is a claim, not a file


def read_draft(words: str) -> str:
    """Give the text of the file that the words name, or the words themselves.

    Raises CorpusError for a file that is there and cannot be read.
    """
    if len(words) > _LONGEST_NAME or "\n" in words:
        return words
    path = Path(words)
    named = path.suffix.lower() in (*_TEXTS, ".docx") and " " not in path.suffix
    try:
        if not path.is_file():
            if named and " " not in words:
                raise CorpusError(f"there is no draft {words!r}; give a file, or a claim in quotes")
            return words
        if path.suffix.lower() == ".docx":
            return _word_text(path)
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"draft {words!r} cannot be read: {error}; save it as plain text in UTF-8"
        ) from error


def _word_text(path: Path) -> str:
    import docx

    try:
        paragraphs = docx.Document(str(path)).paragraphs
    except (KeyError, ValueError, OSError) as error:
        raise CorpusError(f"draft {str(path)!r} is no Word document: {error}") from error
    return "\n\n".join(paragraph.text for paragraph in paragraphs)


def write_annotated(answer: Answer, form: str, to: Path | None) -> None:
    """Write a checked draft to a file, or Markdown and HTML to the screen.

    Raises ConfigError where the file cannot be written.
    """
    from bot.check.annotate import annotate

    written = annotate(answer, form)  # type: ignore[arg-type]  # the command checked it
    if to is None:
        out(written.decode().rstrip("\n"))
        return
    try:
        to.write_bytes(written)
    except OSError as error:
        raise ConfigError(
            f"the checked draft cannot be written to {str(to)!r}: {error.strerror or error}"
        ) from error
    note(f"written to {to}")
