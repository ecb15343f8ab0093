"""Originals: documents that somebody added, of which the base holds only our own digest.

Where both could answer, the words of the original are preferred to ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from corpus.documents import Document
from corpus.sources import THE_REPORT, Source
from index.layers import Layer

__all__ = [
    "NEARLY",
    "REPORT_TITLE",
    "Originals",
    "find_digests",
    "prefer_originals",
    "read_originals",
]

REPORT_TITLE = "DeepSeek and the New Geopolitics of AI"
_REPORT_WORDS = 3_000  # a text that names the report in its head and is as long is the report
_HEAD_LETTERS = 3_000
NEARLY = 0.8  # of a digest's score: an original that reaches it is preferred
_BEHIND = 0.99  # of its original's score: where a digest's passage then stands
_SAME_TITLE = 92.0  # of 100: rapidfuzz's ratio of two titles
_SHARED_WORDS = 4  # that two titles must share where one is longer than the other
_ASIDE = re.compile(
    r"\([^)]*\)|,?\s*chapters?\s[\d ,and]+|\bcoverage\b|\bwrite-ups?\b|\bdigest\b", re.I
)
_SMALL_WORDS = frozenset("a an and as at by for from in is of on the to with".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """Hold what was added to the layers of one asker."""

    added: frozenset[str] = frozenset()  # ids of all added sources
    behind: Mapping[str, frozenset[str]] = field(default_factory=dict)  # digest → its originals

    def of(self, digest: str) -> frozenset[str]:
        """Return the ids of the originals of one of our digests that are here."""
        return self.behind.get(digest, frozenset())


_read: WeakKeyDictionary[Layer, Originals] = WeakKeyDictionary()


def read_originals(layers: Iterable[Layer]) -> Originals:
    """Read what was added, and which of our digests it is the original of."""
    found = [_read_layer(layer) for layer in layers if layer.name != "base"]
    behind: dict[str, frozenset[str]] = {}
    for one in found:
        for digest, own in one.behind.items():
            behind[digest] = behind.get(digest, frozenset()) | own
    return Originals(added=frozenset().union(*(one.added for one in found)), behind=behind)


def _read_layer(layer: Layer) -> Originals:
    """Read one layer, once: what it holds changes with its revision, and so does the object."""
    if layer not in _read:
        sources = layer.passages.sources().values()
        behind: dict[str, frozenset[str]] = {}
        for source in sources:
            for digest in source.original_of:
                behind[digest] = behind.get(digest, frozenset()) | {source.id}
        _read[layer] = Originals(added=frozenset(source.id for source in sources), behind=behind)
    return _read[layer]


def prefer_originals(
    scores: Mapping[str, float], sources: Mapping[str, str], originals: Originals
) -> dict[str, float]:
    """Return the scores of passages, with our digests behind their originals.

    Takes score and source by passage id.  A digest's passage whose original fits much worse
    keeps its score: the digest may hold what came to it from elsewhere.
    """
    if not originals.behind:
        return dict(scores)
    best: dict[str, float] = {}
    for id_, score in scores.items():
        best[sources[id_]] = max(best.get(sources[id_], 0.0), score)
    preferred = {}
    for id_, score in scores.items():
        own = max((best.get(name, 0.0) for name in originals.of(sources[id_])), default=0.0)
        preferred[id_] = min(score, _BEHIND * own) if own >= NEARLY * score else score
    return preferred


def find_digests(document: Document, sources: Collection[Source]) -> tuple[str, ...]:
    """Return the ids of our digests whose own words a document holds, by address or title.

    The report itself stands behind everything that we hold on it.
    """
    source = document.source
    found = {
        other.id
        for other in sources
        if other.layer == "base"
        and other.kind
        and (_same_address(source.url, other.url) or _same_title(source.title, other.title))
    }
    if _is_report(document):
        found |= {other.id for other in sources if other.layer == "base" and other.about_report}
        found.add(THE_REPORT)
    return tuple(sorted(found))


def _is_report(document: Document) -> bool:
    if _words(REPORT_TITLE) <= _words(document.source.title):
        return True
    head = document.text[:_HEAD_LETTERS].casefold()
    return (
        REPORT_TITLE.casefold() in " ".join(head.split())
        and len(document.text.split()) >= _REPORT_WORDS
    )


def _same_address(first: str, second: str) -> bool:
    return bool(first and second) and _address(first) == _address(second)


def _address(url: str) -> tuple[str, str]:
    parts = urlsplit(url.strip().lower())
    query = "&".join(
        sorted(part for part in parts.query.split("&") if part and not part.startswith("utm_"))
    )
    host = parts.netloc.removeprefix("www.")
    return host, parts.path.rstrip("/") + (f"?{query}" if query else "")


def _same_title(first: str, second: str) -> bool:
    """Tell whether two titles name one publication: of one year, in nearly the same words.

    >>> _same_title("AI Index Report 2025", "The AI Index Report 2025, chapters 1 and 4 (digest)")
    True
    >>> _same_title("AI Index Report 2025", "AI Index Report 2024")
    False
    """
    from rapidfuzz.fuzz import ratio

    one, other = _words(first), _words(second)
    shared = one & other
    if {word for word in one ^ other if word.isdigit()} or len(shared) < _SHARED_WORDS:
        return False
    smaller = min(len(one), len(other))
    plain = " ".join(sorted(one)), " ".join(sorted(other))
    return len(shared) == smaller or ratio(*plain) >= _SAME_TITLE


def _words(title: str) -> set[str]:
    words = re.findall(r"\w+", _ASIDE.sub(" ", title).casefold())
    return {word for word in words if word not in _SMALL_WORDS}
