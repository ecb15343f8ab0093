"""Decoding: bytes to text, whatever encoding they were saved in, with mojibake mended."""

from __future__ import annotations

import re

from corpus.errors import CorpusError

__all__ = ["decode", "mend_text"]

_SAMPLE_BYTES = 200_000  # what the encoding is told from
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
_NULS_SHARE = 0.05  # of the bytes: text has none, UTF-16 without a mark has many
# Encodings that files of today are found in; the library knows a hundred.
_IN_USE = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859_2 iso8859_15"
    " koi8_r gb18030 big5 cp932 euc_jp cp949"
).split()
# Guesses among encodings of one byte a letter are wrong for short texts more often than this
# one, which is what Windows and the web use where they do not say.
_SHORT_BYTES = 150


def decode(raw: bytes, *, name: str, declared: str = "") -> str:
    """Return the text of bytes; ``declared`` is the encoding that somebody claims for them.

    Raises CorpusError for bytes that are no text, with the file's name.
    """
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return _try(raw, encoding) or _no_text(name)
    wide = _without_mark(raw)
    for encoding in (wide, "utf-8", declared):
        if encoding and (text := _try(raw, encoding)) is not None:
            return text
    if b"\0" in raw[:_SAMPLE_BYTES]:
        return _no_text(name)
    guessed = _guess(raw[:_SAMPLE_BYTES]) if len(raw) >= _SHORT_BYTES else ""
    for encoding in (guessed, "gb18030" if _looks_double(raw) else "", "cp1252", "latin-1"):
        if encoding and (text := _try(raw, encoding)) is not None:
            return text
    return _no_text(name)


def _no_text(name: str) -> str:
    raise CorpusError(f"{name!r} is no text file: save it as UTF-8")


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _without_mark(raw: bytes) -> str:
    """Tell UTF-16 without a byte order mark by where its zero bytes stand."""
    sample = raw[:4_000]
    if sample.count(0) < _NULS_SHARE * max(len(sample), 1):
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 10 * max(min(even, odd), 1):
        return "unknown"
    return "utf-16-le" if odd > even else "utf-16-be"


def _looks_double(raw: bytes) -> bool:
    """Tell whether most bytes above 127 come in pairs, as in Chinese encodings."""
    sample = raw[:_SAMPLE_BYTES]
    high = re.findall(rb"[\x81-\xfe]+", sample)
    paired = sum(len(run) > 1 for run in high) > 0.9 * len(high)
    return paired and sum(map(len, high)) > 0.3 * len(sample)


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    found = list(from_bytes(sample, cp_isolation=list(_IN_USE)))
    if not found:
        return ""
    # Fewest odd letters alone picks encodings of one country for text of another.
    best = max(found, key=lambda match: match.coherence - match.chaos)
    return best.encoding


def mend_text(text: str) -> str:
    """Mend letters that were decoded as another encoding ("â€œ" for “), and nothing else.

    Quotation marks, dashes and ligatures of sound text stay as they are printed.

    >>> mend_text("It is â€œthe pre-eminent powerâ€\\x9d, MÃ¼ller says")
    'It is “the pre-eminent power”, Müller says'
    """
    if text.isascii():
        return text
    import ftfy

    # Line by line: a page of several encodings is mended where it is broken.
    return ftfy.fix_text(
        text,
        unescape_html=False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization=None,
    )
