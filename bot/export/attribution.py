"""Attribution: one sentence of an answer with its source, date and link, to copy."""

from __future__ import annotations

import re

from bot.answers import Answer
from bot.compose.markup import ITEM, LINK, MARKER
from bot.export.notes import safe_url
from corpus.cleaning import clean_line
from index.split import find_sentences

__all__ = ["sentences_of", "with_attribution"]

_EMPHASIS = re.compile(r"\*\*|__|~~|`")


def sentences_of(answer: Answer) -> list[str]:
    """Give the sentences of an answer's text in order, with their markers."""
    sentences = []
    for line in answer.text.splitlines():
        item = ITEM.match(line)
        text = (item[2] if item else line).strip()
        if text and not set(text) <= set("|-: "):
            sentences += [sentence.text.strip() for sentence in find_sentences(text)]
    return sentences


def with_attribution(sentence: str, answer: Answer, *, link: str = "") -> str:
    """Give a sentence in plain words, then its sources with date and address, then the link.

    ``sentence`` is one of ``sentences_of(answer)``; where it cites nothing, no source is added.
    """
    numbers = [int(n) for match in MARKER.findall(sentence) for n in match.split(",")]
    plain = LINK.sub(r"\1", _EMPHASIS.sub("", MARKER.sub("", sentence)))
    sources = []
    for citation in answer.citations:
        if citation.n in numbers:
            named = [citation.publisher, f"“{citation.title}”", citation.release, citation.date]
            text = ", ".join(clean_line(part) for part in named if part.strip("“”"))
            url = safe_url(citation.url)
            sources.append(f"{text}, {url}" if url else text)
    told = clean_line(plain)
    if sources:
        told += f" (Source: {'; '.join(dict.fromkeys(sources))})"
    return f"{told} {link}".rstrip()
