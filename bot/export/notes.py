"""Notes: a citation as the note that a newspaper prints."""

from __future__ import annotations

from bot.answers import Citation
from corpus.cleaning import clean_line

__all__ = ["note_text", "safe_url"]


def note_text(citation: Citation, *, with_url: bool = True) -> str:
    """Write who published what, when, where in it, under which licence, and the words quoted.

    >>> note_text(Citation(n=1, kind="figures", source="s", title="AI articles", publisher="NSF",
    ...     date="2024", url="", release="Indicators 2024"))
    'NSF, “AI articles”, Indicators 2024, 2024.'
    """
    parts = [citation.publisher, f"“{citation.title}”", citation.release, citation.date]
    text = ", ".join(clean_line(part) for part in parts if part.strip("“”"))
    if citation.locator:
        text += f" ({clean_line(citation.locator)})"
    text += "."
    if citation.quote:
        text += f" “{clean_line(citation.quote)}”"
    if citation.flags:
        text += f" Mind: {clean_line('; '.join(citation.flags))}."
    if citation.licence:
        text += f" Licence: {clean_line(citation.licence)}."
    if with_url and (url := safe_url(citation.url)):
        text += f" {url}"
    return text


def safe_url(url: str) -> str:
    """Give an address that may be a link: of the web, without anything that ends one."""
    url = url.strip()
    is_web = url.lower().startswith(("https://", "http://"))
    return url if is_web and not set(url) & set(" <>\"'`\\{}|^\n\r\t") else ""
