"""Terms: the words of a text in the one form in which they are counted and looked for.

A number is one term, without the marks between its thousands; any other run of letters and
digits is another, without its accents and endings (Porter's stemmer, as SQLite's FTS5 has it).
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["cut_words", "stem_words"]

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_KEPT = 200_000  # stems kept in memory, about 150 bytes each

_lock = threading.Lock()
_stems: dict[str, str] = {}


def cut_words(text: str) -> list[str]:
    """Return the words of a text as they stand, in order: numbers whole, nothing else joined.

    >>> cut_words("DeepSeek-R1 cost US$5.6 million; 42,524 papers.")
    ['DeepSeek', 'R1', 'cost', 'US', '5.6', 'million', '42,524', 'papers']
    """
    return _WORD.findall(text)


def stem_words(words: Iterable[str]) -> list[str]:
    """Return the terms of words, one each, in order.

    >>> stem_words(["Publications", "published", "42,524", "5.6"])
    ['public', 'publish', '42524', '5.6']
    """
    wanted = [word.lower() for word in words]
    with _lock:
        missing = list(dict.fromkeys(word for word in wanted if word not in _stems))
        if missing:
            if len(_stems) > _KEPT:
                _stems.clear()
                missing = list(dict.fromkeys(wanted))
            _stems.update(zip(missing, _stemmed(missing), strict=True))
        return [_stems[word] for word in wanted]


def _stemmed(words: list[str]) -> list[str]:
    connection = _stemmer()
    with connection:
        connection.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(words))
    found: dict[int, str] = {}
    for number, part in connection.execute("SELECT doc, term FROM parts ORDER BY doc, offset"):
        # A word that the tokenizer cuts further stays one term.
        found[number] = found.get(number, "") + part
    with connection:
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    return [_number(word) or found.get(number, word) for number, word in enumerate(words)]


def _number(word: str) -> str:
    """Return a number in one form, and "" for what is none."""
    if not word[:1].isdigit() or word.isalnum():
        return ""
    return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word


@lru_cache(maxsize=1)
def _stemmer() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(
        "CREATE VIRTUAL TABLE words USING fts5 ("
        " word, content = '', tokenize = 'porter unicode61 remove_diacritics 2');"
        "CREATE VIRTUAL TABLE parts USING fts5vocab (words, 'instance');"
    )
    return connection
