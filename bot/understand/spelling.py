"""Spelling: mend slips in the words that carry a question's grammar and subject.

Only lower-case words are mended, and only towards words this domain knows: a name is left as
it stands (places have slips of their own, in ``places``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

__all__ = ["Spelling", "is_slip"]

_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_RATIO = 85
_ENDINGS = ("s", "ed", "ing", "d", "es", "ly", "er", "ers", "ion", "ions")


class Spelling:
    """Hold the words that are known, and find the nearest for one that is not."""

    def __init__(self, words: Iterable[str]) -> None:
        known = {word for word in words if word.isascii() and word.isalpha()}
        self._known = known
        self._targets = sorted(word for word in known if len(word) >= 5)

    def mend(self, text: str) -> str:
        """Replace unknown lower-case words by the nearest known one, where it is near.

        >>> Spelling(["articles", "biggest"]).mend("the bigest articels")
        'the biggest articles'
        """
        return _WORD.sub(lambda match: self._nearest(match.group()), text)

    def _nearest(self, word: str) -> str:
        if word in self._known or any(
            word.endswith(ending) and word[: -len(ending)] in self._known for ending in _ENDINGS
        ):
            return word
        near = process.extract(word, self._targets, scorer=fuzz.ratio, score_cutoff=_RATIO, limit=4)
        return next((str(found) for found, _, _ in near if is_slip(word, found)), word)


def is_slip(word: str, known: str) -> bool:
    """Tell a slip of the fingers from another word.

    Letters swapped, dropped or doubled are slips; a letter in place of another makes a word
    of its own too often ("competing", "computing").

    >>> is_slip("articels", "articles"), is_slip("competing", "computing")
    (True, False)
    """
    if word[0] != known[0] or abs(len(word) - len(known)) > 2:
        return False
    if len(word) == len(known):
        return sorted(word) == sorted(known)
    longer, shorter = (word, known) if len(word) > len(known) else (known, word)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)
