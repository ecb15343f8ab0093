"""Labels: a column's name as the label, unit and words of a measure."""

from __future__ import annotations

import re

from corpus.tables.mappings import MeasureEntry

__all__ = ["measure_entry", "plain_text", "slug"]

_BRACKETS = re.compile(r"\s*[\(\[]([^()\[\]]+)[\)\]]\s*$")
_PERCENT = re.compile(r"^(?:%|percent(?:age)?|per cent|pct)\b[\s,]*(.*)$|^%\s*(.*)$", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:share|percentage|proportion|percent|pct)\b|%", re.IGNORECASE)
_MONEY = re.compile(r"US\$|\$|€|£|¥|\b(?:dollars?|euros?|usd|eur|gbp|yuan)\b", re.IGNORECASE)
_RATE = re.compile(r"\bper\b|\bindex\b|\bscore\b|\brate\b|\baverage\b|\bmean\b|/", re.IGNORECASE)
_DOLLARS = re.compile(r"\bm(?:io|illion)?\s*usd\b|\busd\b", re.IGNORECASE)
_CAPITALS = {
    word.lower(): word
    for word in "AI GDP GNI CO2 GHG IP5 US EU UK OECD ICT HIV PPP USD EUR NATO UN PISA".split()
}
# Things that are counted one by one: the last word of a name is its unit.
_COUNTED = frozenset(
    "articles papers publications patents families applications citations people persons students "
    "researchers scientists developers models systems companies startups projects repositories "
    "users subscribers deaths births cases visitors arrivals tourists passengers vehicles cars "
    "households inhabitants residents refugees migrants jobs workers employees graduates schools "
    "universities hospitals doctors nurses beds events accidents medals homicides dwellings "
    "journals awards prizes titles books films".split()
)
# Joint work counts for each of its countries: adding countries up counts it twice.
_SHARED = frozenset("articles papers publications citations patents families".split())
_NOUN = re.compile(r"\b(?:number of|num|count of|total)\b\s*(.*)", re.IGNORECASE)


# Verbs by which questions ask for what a noun names: "how much coffee did Italy consume?"
_VERBS = {
    "consumption": ("consume",), "production": ("produce",), "output": ("produce",),
    "emissions": ("emit", "emitted"), "emission": ("emit", "emitted"), "exports": ("export",),
    "imports": ("import",), "generation": ("generate",), "spending": ("spend", "spent"),
    "expenditure": ("spend", "spent", "spending"), "investment": ("invest",), "use": ("used",),
    "sales": ("sell", "sold"), "deaths": ("die", "died", "killed"), "births": ("born",),
    "arrivals": ("arrive",), "visits": ("visit",), "harvest": ("harvested",), "catch": ("caught",),
    "donations": ("donate",), "income": ("earn",), "earnings": ("earn",), "waste": ("wasted",),
    "applications": ("apply", "applied", "filed"), "withdrawals": ("withdraw", "withdrew"),
    "trade": ("traded",), "savings": ("save",), "supply": ("supplied",), "demand": ("demanded",),
    "capacity": ("installed",), "installations": ("installed",), "debt": ("owe",),
}  # fmt: skip


def measure_entry(name: str, *, percent: bool = False, title: str = "") -> MeasureEntry:
    """Guess label, unit and kind of a measure from its name; ``percent``: its cells say "%".

    >>> entry = measure_entry("Access to electricity (% of population)")
    >>> entry.label, entry.unit, entry.kind
    ('access to electricity', 'percent', 'share')
    """
    said = " ".join((name or title).replace("_", " ").split())
    if "_" in name or name.islower():  # names of variables: "ai_articles"
        said = " ".join(_CAPITALS.get(word, word) for word in said.split())
    label, unit = said, ""
    if (match := _BRACKETS.search(said)) and match.start():
        label, unit = said[: match.start()].strip(" ,"), match[1].strip()
    if _PERCENT.match(unit) or percent or (not unit and _SHARE.search(label)):
        unit = "percent"
    if not unit and (match := _DOLLARS.search(label)):
        unit = "US$ million" if match[0].lower().startswith("m") else "US dollars"
    if not unit and label.split() and label.split()[-1].lower() in _COUNTED:
        unit = label.split()[-1].lower()
    if not unit and (match := _NOUN.search(label)) and match[1]:
        unit = re.split(r",|\bin\b|\bof\b|\bper\b", match[1])[0].strip().lower()
        label = match[1]
    return MeasureEntry(
        name=name,
        label=_lower(plain_text(label)),
        unit=plain_text(unit),
        kind=_kind(unit, label),
        words=_words(_lower(plain_text(said)), _lower(plain_text(label))),
        additive=_kind(unit, label) == "count" and bool(unit) and unit not in _SHARED,
        definition=said if said.lower() != label.lower() else "",
    )


def _words(*names: str) -> tuple[str, ...]:
    """Give the names, and each with a verb in the place of its noun."""
    found = dict.fromkeys(filter(None, names))
    for name in names:
        words = name.split()
        for number, word in enumerate(words):
            for verb in _VERBS.get(word.lower(), ()):
                if len(words) > 1:  # "consume" alone names nothing
                    found[" ".join([*words[:number], verb, *words[number + 1 :]])] = None
    return tuple(found)


def _kind(unit: str, label: str) -> str:
    if unit.startswith("percent"):
        return "share"
    if re.search(r"\bcumulative\b", label, re.IGNORECASE):
        return "cumulative"
    if _RATE.search(f"{unit} {label}"):
        return "rate"
    return "money" if _MONEY.search(unit) else "count"


def _lower(text: str) -> str:
    """Write a name as it stands inside a sentence: acronyms keep their capitals."""
    first = re.match(r"[A-Z][a-z]", text)
    return text[:1].lower() + text[1:] if first else text


def plain_text(text: str) -> str:
    """Take control characters out, and whatever a spreadsheet would run as a formula.

    >>> plain_text("=HYPERLINK(1)"), plain_text("+/-  5"), plain_text("coffee")
    ('HYPERLINK(1)', '/- 5', 'coffee')
    """
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text.lstrip("=+-@| ")


def slug(text: str) -> str:
    """Give a name that is safe in SQL: lower-case letters, digits and underscores.

    >>> slug("Coffee (kg/person), 2020")
    'coffee_kg_person_2020'
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:48].strip("_") or "figures"
