"""Write: an export in one of its formats, as bytes, with its name and type."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from bot.export.exports import Export, Format
from bot.export.tables import table_files

__all__ = ["ExportedFile", "write_export"]

_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "application/zip",
}
_NAME_CHARACTERS = 60
_STEADY = (1980, 1, 1, 0, 0, 0)  # the same tables give the same archive


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """Hold a file to be saved or downloaded."""

    name: str  # "how-many-ai-papers.docx"
    media_type: str
    content: bytes


def write_export(export: Export, format: Format) -> ExportedFile:
    """Write an export; "csv" is an archive with a file for each cited table."""
    if format == "docx":
        from bot.export.as_docx import as_docx

        content = as_docx(export)
    elif format == "html":
        from bot.export.as_html import as_html

        content = as_html(export).encode()
    elif format == "md":
        from bot.export.as_markdown import as_markdown

        content = as_markdown(export).encode()
    else:
        content = _archive(table_files(export))
    ending = "zip" if format == "csv" else format
    return ExportedFile(
        name=f"{_file_name(export.title)}.{ending}", media_type=_TYPES[format], content=content
    )


def _archive(files: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _STEADY), text.encode("utf-8-sig"))
    return written.getvalue()


def _file_name(title: str) -> str:
    """Make a name that every file system takes.

    >>> _file_name("How many? ../../etc")
    'how-many-etc'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_NAME_CHARACTERS].strip("-")
    return name or "answer"
