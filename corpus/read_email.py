"""Read e-mail: subject, sender, date and words of a saved message (.eml)."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from corpus.blocks import Block
from corpus.cleaning import clean_line
from corpus.contents import Content
from corpus.decoding import decode, mend_text
from corpus.errors import CorpusError
from corpus.read_html import read_html_text
from corpus.read_text import prose_blocks

__all__ = ["read_email"]

_PARTS = 500


def read_email(path: Path) -> Content:
    """Read a message: its plain words, or its HTML where it has no other.

    Attachments are named in the notes and not read.  Raises CorpusError for a file that is no
    message or holds no words.
    """
    try:
        with path.open("rb") as file:
            message = BytesParser(EmailMessage, policy=policy.default).parse(file)
        if not message.keys():
            raise CorpusError(f"{path.name!r} is no e-mail message: it has no header")
        body = message.get_body(preferencelist=("plain", "html"))
        attached = [
            clean_line(part.get_filename() or part.get_content_type())
            for _, part in zip(range(_PARTS), message.iter_attachments(), strict=False)
        ]
        blocks = _words(body, path.name) if isinstance(body, EmailMessage) else []
        subject = clean_line(str(message.get("subject", "")))
        sender = clean_line(str(message.get("from", "")))
        date = _date(str(message.get("date", "")))
    # The parser is lenient; reading a header or a part that is broken is where it fails.
    except (MessageError, LookupError, ValueError, TypeError, AttributeError) as error:
        raise CorpusError(f"{path.name!r} cannot be read as e-mail: {error}") from error
    notes: tuple[str, ...] = ()
    if attached:
        names = ", ".join(repr(name) for name in attached)
        notes = (f"attachments not read: {names}; save and add them one by one",)
    return Content(blocks=tuple(blocks), title=subject, author=sender, date=date, notes=notes)


def _words(body: EmailMessage, name: str) -> list[Block]:
    raw = body.get_payload(decode=True)
    text = (
        decode(raw, name=name, declared=body.get_content_charset() or "")
        if isinstance(raw, bytes)
        else ""
    )
    if body.get_content_type() == "text/html":
        return list(read_html_text(text, name=name).blocks)
    return list(prose_blocks(mend_text(_without_quotes(text))))


def _without_quotes(text: str) -> str:
    """Return a message without the lines it quotes of the one before: they are not its words."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(">"))


def _date(written: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError):
        return ""
