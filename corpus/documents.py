"""Documents: the text we hold of each source, and the ones that ship with Onrecord."""

from __future__ import annotations

import hashlib
import importlib.resources
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.blocks import Block, Paragraph, join_blocks, markdown_blocks
from corpus.errors import CorpusError
from corpus.sources import Source

__all__ = ["Document", "make_document", "read_document", "shipped_documents", "shipped_files"]

_FRONT = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<front>.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Hold the text of one source, without front matter and comments."""

    source: Source
    text: str
    paragraphs: tuple[Paragraph, ...]

    def hash(self) -> str:
        """Return the SHA-256 of everything the document says, as hex."""
        return hashlib.sha256(repr(asdict(self)).encode()).hexdigest()


class _FrontMatter(BaseModel):
    """Check the front matter of a shipped document."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    number: Annotated[int, Field(ge=0)] = 0
    title: Annotated[str, Field(min_length=1)]
    publisher: Annotated[str, Field(min_length=1)]
    author: str = ""
    date: str = ""
    url: str = ""
    kind: str = ""
    reliability: str = ""
    seen: str = ""
    licence: str = ""
    short: str = ""
    second_hand: bool = False
    about_report: bool = False


def make_document(source: Source, blocks: Iterable[Block]) -> Document:
    """Return the document of a source from its blocks.

    Raises CorpusError when no paragraph of text is left.
    """
    text, paragraphs = join_blocks(blocks)
    if not paragraphs:
        raise CorpusError(f"document {source.id!r} has no text: add at least one paragraph")
    return Document(source=source, text=text, paragraphs=paragraphs)


def read_document(path: Path) -> Document:
    """Read one Markdown file with front matter.

    Raises CorpusError naming the file and the field when something is missing or wrong.
    """
    try:
        raw = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"document {path.name!r} cannot be read: {error}") from error
    front = _FRONT.match(raw)
    if front is None:
        raise CorpusError(
            f"document {path.name!r} has no front matter: begin it with fields between '---' lines"
        )
    source = _read_source(front["front"], name=path.name)
    if source.id != path.stem:
        raise CorpusError(
            f"document {path.name!r} has id {source.id!r}: name the file {source.id + '.md'!r}"
        )
    try:
        return make_document(source, markdown_blocks(raw[front.end() :]))
    except ValueError as error:
        raise CorpusError(
            f"document {path.name!r} has a facts comment with a bad source number: {error}"
        ) from error


def _read_source(front: str, *, name: str) -> Source:
    import yaml

    try:
        # BaseLoader leaves every scalar a string: a date stays as it is printed.
        fields = yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        reason = str(error).replace("\n", " ")
        raise CorpusError(
            f"document {name!r} has front matter that is no YAML: {reason}"
        ) from error
    if not isinstance(fields, dict):
        raise CorpusError(f"document {name!r} has front matter without fields: write 'id: ...'")
    try:
        return Source(**_FrontMatter.model_validate(fields).model_dump())
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        value = fields.get(field) if isinstance(first["input"], dict) else first["input"]
        raise CorpusError(
            f"document {name!r} has field {field!r} = {value!r}: {first['msg'].lower()}"
        ) from error


def shipped_files() -> tuple[Path, ...]:
    """Return the paths of the Markdown files that ship with Onrecord, sorted by name."""
    folder = importlib.resources.files("corpus") / "documents"
    # A wheel is unpacked on installation, so package data are ordinary files.
    return tuple(sorted(Path(str(folder)).glob("*.md")))


def shipped_documents() -> tuple[Document, ...]:
    """Read every document that ships with Onrecord, sorted by id.

    Raises CorpusError for the first that cannot be read, and for a number used twice.
    """
    documents = tuple(read_document(path) for path in shipped_files())
    numbers: dict[int, str] = {}
    for document in documents:
        source = document.source
        if source.number and source.number in numbers:
            raise CorpusError(
                f"documents {numbers[source.number]!r} and {source.id!r} both have "
                f"number {source.number!r}: give each source its own"
            )
        numbers[source.number] = source.id
    return documents
