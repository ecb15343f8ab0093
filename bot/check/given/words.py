"""Words: the words by which a claim about a table compares, ranks, counts and limits."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understand.number_words import ORDINALS, WORD_VALUES
from bot.understand.tokens import fold, stem

__all__ = [
    "COMPARATIVES",
    "EXPLAINED",
    "FUNCTION",
    "GENERIC",
    "LESS_THAN",
    "LOST",
    "MORE_THAN",
    "NEGATIONS",
    "ORDINAL_WORDS",
    "SAME_WORDS",
    "SUPERLATIVES",
    "TIED",
    "VALUES",
    "WON",
    "root",
]

_IRREGULAR = {
    "won": "win", "winning": "win", "winner": "win", "victory": "win", "lost": "lose",
    "loss": "lose", "losses": "lose", "losing": "lose", "defeat": "lose", "written": "write",
    "wrote": "write", "writer": "write", "held": "hold", "drawn": "draw", "drew": "draw",
    "ran": "run", "began": "begin", "begun": "begin", "met": "meet", "made": "make",
    "took": "take", "taken": "take", "chosen": "choose", "found": "found", "built": "build",
    "left": "leave", "born": "born", "beaten": "beat", "gave": "give", "given": "give",
    "got": "get", "led": "lead", "sold": "sell", "sent": "send", "spoken": "speak", "tied": "tie",
    "died": "die", "aired": "air", "pts": "point", "km": "kilometre", "kilometer": "kilometre",
    "pos": "position", "no": "no", "attendee": "attendance", "attended": "attendance",
    "rd": "round", "gp": "gp", "avg": "average", "pct": "percentage", "percent": "percentage",
    "nationality": "nation", "st": "st", "venues": "venue",
}  # fmt: skip


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """Give a rough root for comparing words of a claim with words of a table.

    >>> root("directed"), root("matches"), root("won"), root("prized")
    ('direct', 'match', 'win', 'priz')
    """
    word = fold(word).removesuffix("'s").strip("'.")
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    base = stem(word)
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    for ending in ("ing", "ed"):
        if base.endswith(ending) and len(base) - len(ending) >= 3:
            base = base[: -len(ending)]
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            break
    return base[:-1] if base.endswith("e") and len(base) > 3 else base


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that carry no condition of their own.
FUNCTION = _set(
    "the a an of in on at to for from by with and or as be is was were are been being have has "
    "had do does did that which who whom whose when where while there this these those it its "
    "they their them he she his her him into during also then so such both each some would "
    "could can will what how if list listed record recorded show shown table row column value "
    "number amount happen happened occur occurred take taken took get got make made give given "
    "include included contain contained come came go went see seen exist existed name named "
    "call called belong feature featured represent represented hold held own owned serve "
    "served use used using utilize utilized report reported receive received earn earned "
    "achieve achieved obtain obtained register registered locate located situated base based "
    "find found appear appeared know known become became remain remained say said according "
    "respectively ever just exactly well because since through throughout along among between "
    "particular certain specific s t re d overall altogether within per up us"
)
# Words for any thing a table may list, and for what happens to it: no condition of their own.
GENERIC = _set(
    "game match team player play person people man woman time event tournament season year race "
    "competition series contest place score point result winner champion finish complete compete "
    "participate join attend watch air broadcast release measure run start begin end lead go total "
    "overall career member one other different separate various individual unique distinct "
    "country nation city town club group driver rider athlete episode film movie show song album "
    "way part thing item type kind category class state high low large small size long short old "
    "big actual official reach gain collect accumulate obtain tally amount sum number "
    "dollar euro pound percent unit host face meet fight draft pick select choose elect serve "
    "come leave enter retire move "
    "originally previously recently currently eventually finally initially who out but against "
    "versus"
)
# What the words of one kind of claim explain.
EXPLAINED = {
    "comparison": _set(
        "more less fewer higher lower larger smaller greater bigger longer shorter taller "
        "earlier later older younger before after prior better worse than by compare"
    ),
    "same": _set("same equal both share"),
    "superlative": _set(
        "highest lowest most least fewest largest smallest greatest biggest longest "
        "shortest first last latest earliest maximum minimum tallest heaviest oldest "
        "newest fastest slowest recent final second third ever all any single among best worst"
    ),
    "most frequent": _set("most least fewest"),
    "count": _set(
        "only exactly there just least at most more less fewer than time times different "
        "separate unique distinct total all over under above below multiple"
    ),
    "average": _set(
        "average mean total combined approximately about around roughly "
        "more less higher lower above below over under"
    ),
    "sum": _set("total sum combined altogether together approximately about more less over under"),
    "only": _set("only one single"),
    "quantifier": _set("all every each always most majority half any both"),
    "look-up": _set("not never no both"),
    "bound": _set(
        "greater larger higher smaller lower less fewer more than over under above below least "
        "most after before exceed beyond up or at longer shorter taller earlier later better"
    ),
}
NEGATIONS = _set("not never no none neither nor n't didn't wasn't isn't don't doesn't without")
SAME_WORDS = _set("same equal identical tie tied share shared even")

MORE_THAN = re.compile(
    r"(?:more|greater|higher|larger|bigger|longer|better|later|taller|heavier|older) than|over|"
    r"above|exceed(?:s|ed|ing)?|in excess of|upwards? of|after"
)
LESS_THAN = re.compile(
    r"(?:less|fewer|lower|smaller|shorter|earlier|younger|worse) than|under|below|before"
)

# comparative -> (which way, words of the columns that it speaks of)
COMPARATIVES: dict[str, tuple[int, tuple[str, ...]]] = {
    "more": (1, ()), "greater": (1, ()), "higher": (1, ()), "larger": (1, ()), "bigger": (1, ()),
    "less": (-1, ()), "fewer": (-1, ()), "lower": (-1, ()), "smaller": (-1, ()),
    "longer": (1, ("length", "duration", "time", "distance", "km", "mile")),
    "shorter": (-1, ("length", "height", "duration", "time", "distance")),
    "taller": (1, ("height",)), "heavier": (1, ("weight", "mass")),
    "lighter": (-1, ("weight", "mass")), "faster": (-1, ("time",)), "slower": (1, ("time",)),
    "older": (1, ("age",)), "younger": (-1, ("age",)),
    "earlier": (-1, ("date", "year")), "later": (1, ("date", "year")),
    "newer": (1, ("date", "year")), "sooner": (-1, ("date", "year")),
    "before": (-1, ("date", "year")), "after": (1, ("date", "year")),
    "prior": (-1, ("date", "year")), "richer": (1, ("wealth", "income", "gdp")),
}  # fmt: skip
SUPERLATIVES: dict[str, tuple[int, tuple[str, ...]]] = {
    "highest": (1, ()), "most": (1, ()), "largest": (1, ()), "greatest": (1, ()),
    "biggest": (1, ()), "maximum": (1, ()), "max": (1, ()),
    "lowest": (-1, ()), "least": (-1, ()), "smallest": (-1, ()), "fewest": (-1, ()),
    "minimum": (-1, ()), "min": (-1, ()),
    "longest": (1, ("length", "duration", "time", "distance", "km", "reign")),
    "shortest": (-1, ("length", "height", "duration", "time", "distance", "reign")),
    "tallest": (1, ("height",)), "heaviest": (1, ("weight", "mass")),
    "lightest": (-1, ("weight", "mass")), "fastest": (-1, ("time",)), "slowest": (1, ("time",)),
    "oldest": (-1, ("year", "date", "founded", "built", "established", "born")),
    "newest": (1, ("year", "date", "founded", "built", "established", "born")),
    "earliest": (-1, ("date", "year")), "latest": (1, ("date", "year")),
    "first": (-1, ("date", "year", "week", "round")),
    "last": (1, ("date", "year", "week", "round")),
    "final": (1, ("date", "year")), "recent": (1, ("date", "year")),
}  # fmt: skip
WON = _set("w win won winner victory victorious")
LOST = _set("l lose lost loss defeat defeated")
TIED = _set("d t draw drawn tie tied")
ORDINAL_WORDS = ORDINALS
VALUES = dict(WORD_VALUES) | {"single": 1, "once": 1, "twice": 2, "thrice": 3, "pair": 2}
