"""Strays: lines that no writer wrote: random letters, symbols, links, words of another script.

Nothing here knows any page.  A line is judged by its letters, by how often it stands in the
document, and by the script that the rest of the document is written in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

__all__ = ["main_script", "mend_line", "stray_reason"]

_SCRIPTS = (
    ("Latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    ("Greek", "\u0370-\u03ff"),
    ("Cyrillic", "\u0400-\u052f"),
    ("Hebrew", "\u0590-\u05ff"),
    ("Arabic", "\u0600-\u06ff\u0750-\u077f"),
    ("Indic", "\u0900-\u0dff"),
    ("Thai", "\u0e00-\u0e7f"),
    ("Hangul", "\uac00-\ud7af\u1100-\u11ff"),
    ("East Asian", "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
)
_FIND_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS}
_MAIN_SHARE = 0.9  # of a document's letters: below it the document is in two scripts on purpose
_FOREIGN_SHARE = 0.25  # of a line's letters
_FOREIGN_LETTERS = 30  # a longer line in another script is a quotation or a translation
_GLUED = re.compile(r"[\u3400-\u9fff]+[A-Za-z]{2,}|[A-Za-z]{2,}[\u3400-\u9fff]+")
_SENTENCE = re.compile(r"[.!?。！？；…](?:['\"”’»）)\]]*)(?:\s|$)")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LINKS = 3  # in one line, with hardly a word beside them
_WORDS_PER_LINK = 2
_SOUND = 0.55  # share of a line's characters that are letters, figures or spaces, at least
_SYMBOLS_LENGTH = 8  # a shorter line may be a rule, an emoji, a formula
_REPLACED = "\ufffd"
_REPLACED_SHARE = 0.04
# Pairs of letters that hardly occur in the Latin script: at most ten times in the names of
# countries, languages and currencies in 41 languages (CLDR) and in our documents, 350,000 pairs
# in all.  Each group is a letter and those that do not follow it.
_RARE_GROUPS = (
    "bbdfgmpqtxz cbfgpqwx dbfqx fbcdjkmnpqvwxyz gfpqxz hbfgpqxz jbfghjpqrwxyz kbdfgqxz lqrx "
    "mdfgkqxz nx pbdfgjkmnqwxz qbcdfghjklmnpqrstwxyz sdqx tbq vbcdfghkmpqtvwxz "
    "wbdfgjkpqtuvwxz xbcdfgjklmnqrsvwxyz ybqwx zfmqx"
)
_RARE = frozenset(group[0] + letter for group in _RARE_GROUPS.split() for letter in group[1:])
# Of these pairs, 0.07 of a line is the most in any of the 41 languages; nineteen of twenty lines
# of random letters have more than 0.12.
_RARE_SHARE = 0.11
_RARE_PAIRS = 20  # of letters in a line, at least: fewer say nothing
_CODE = re.compile(r"(?=\S*\d)(?=\S*[a-z])(?=\S*[A-Z])[A-Za-z0-9+/=_-]{10,}|[A-Za-z0-9+/=_-]{45,}")
_CODE_SHARE = 0.6
# A question mark inside a word is where a letter or a space was lost: "in 2025?was".
_LOST = re.compile(r"(?<=[\w’'”)])\?(?=[a-z]{2})")
_EMPTY_ASIDE = re.compile(r",(?:\s*,)+")


def main_script(texts: Iterable[str]) -> str:
    """Return the script that a document is written in, or "" where it is written in two."""
    counts: Counter[str] = Counter()
    for text in texts:
        for name, pattern in _FIND_SCRIPT.items():
            counts[name] += len(pattern.findall(text))
    if not counts.total():
        return ""
    name, count = counts.most_common(1)[0]
    return name if count >= _MAIN_SHARE * counts.total() else ""


def stray_reason(line: str, *, times: int, script: str) -> str:
    """Return why a line is a stray one, or nothing.

    ``times``: how often the line stands in its document; ``script``: what ``main_script`` gives.

    >>> stray_reason("xq zkwvj qpfh wqxz jvkq", times=1, script="Latin")
    'line of stray characters'
    """
    if _is_foreign(line, times, script):
        return "stray line in another script"
    if _is_links(line):
        return "list of links"
    if _is_symbols(line) or _is_random(line) or _is_code(line):
        return "line of stray characters"
    return ""


def _is_foreign(line: str, times: int, script: str) -> bool:
    if not script or len(line) > _FOREIGN_LETTERS or _SENTENCE.search(line):
        return False
    letters = {name: len(pattern.findall(line)) for name, pattern in _FIND_SCRIPT.items()}
    foreign = sum(letters.values()) - letters[script]
    if foreign < 2 or foreign < _FOREIGN_SHARE * sum(letters.values()):
        return False
    return times > 1 or (script == "Latin" and bool(_GLUED.search(line)))


def _is_links(line: str) -> bool:
    links = _URL.findall(line)
    words = re.findall(r"[^\W\d_]{2,}", _URL.sub(" ", line))
    few = len(words) <= _WORDS_PER_LINK * len(links)
    return few and (len(links) >= _LINKS or (len(links) > 0 and not words))


def _is_symbols(line: str) -> bool:
    if line.count(_REPLACED) > max(1, _REPLACED_SHARE * len(line)):
        return True
    if len(line) < _SYMBOLS_LENGTH:
        return False
    sound = sum(
        character.isspace() or unicodedata.category(character)[0] in "LNM" for character in line
    )
    return sound < _SOUND * len(line)


def _is_random(line: str) -> bool:
    rare = pairs = 0
    for word in re.findall(r"[^\W\d_]{4,}", _URL.sub(" ", line)):
        if word.isupper():
            continue  # short forms follow no language
        letters = unicodedata.normalize("NFD", word.lower())
        letters = "".join(c for c in letters if not unicodedata.combining(c))
        if letters.isascii():
            pairs += len(letters) - 1
            rare += sum(letters[at : at + 2] in _RARE for at in range(len(letters) - 1))
    return pairs >= _RARE_PAIRS and rare > _RARE_SHARE * pairs


def _is_code(line: str) -> bool:
    coded = sum(len(found[0]) for found in _CODE.finditer(_URL.sub(" ", line)))
    return coded > _CODE_SHARE * len(line)


def mend_line(text: str) -> str:
    """Mend what a scraper lost inside a sentence: a space, the words of a link.

    >>> mend_line("in January 2025?was cited. The study, , is")
    'in January 2025 was cited. The study, is'
    """
    links = _URL.findall(text)
    if "?" in text and not links:
        text = _LOST.sub(" ", text)
    return _EMPTY_ASIDE.sub(",", text)
