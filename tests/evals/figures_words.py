# ruff: noqa: E501  (a question and its truth stay on one line)
"""Words, expectations and the query helper for the question files about figures.

Written apart from the product on purpose: nothing here imports it, so that a mistake made there
cannot be repeated here.  The truths come from DuckDB over the CSV files alone.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import duckdb

__all__ = [
    "ANSWERED",
    "CAUTION",
    "DENIAL",
    "PLACES",
    "REFUSED",
    "Cells",
    "Place",
    "answered",
    "name_regex",
    "near",
    "ordinal_regex",
    "refusal",
    "slip",
    "write_items",
]

ROOT = Path(__file__).resolve().parents[2]
ANSWERED = ["answered", "partial", "conflict"]
REFUSED = ["no_answer", "out_of_scope", "clarify"]
# What an answer that is allowed to speak, but not to claim, must admit.
CAUTION = (
    r"\bno\b[^.]{0,60}\b(?:data|figures?|numbers?|values?|rows?|series|count|record|year|answer"
    r"|forecast|information|source|estimates?)\b"
    r"|(?:\b(?:not|nor|cannot|without)\b|n't\b)[^.]{0,80}\b(?:available|cover|contain|includ|h[oe]ld|have|has"
    r"|report|found|find|list|answer|in (?:the|our|my|these|this)|publish|given?|say|reach|exist|know"
    r"|complete|comput|compar|predict|forecast)\w*"
    r"|\b(?:ends?|stops?|begins?|starts?|runs?|goes)\b[^.]{0,40}\b(?:19|20)\d\d"
    r"|\bonly\b|\boutside\b|\bbeyond\b|\bmissing\b|\bincomplete\b|\bprovisional\b|\bunknown\b"
)
DENIAL = (
    r"\b(?:not|never|cannot|false|wrong|incorrect|mistaken|misleading|contrary|contradicts?|premise"
    r"|actually|in fact|opposite|reverse|other way round|untrue|instead)\b|n't\b|(?:^|[.!:>*] *)no\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as a journalist writes it."""

    code: str
    name: str  # as in a sentence: "the Netherlands"
    adjective: str
    short: tuple[str, ...] = field(default=())  # desk shorthand
    match: str = ""  # further words an answer may use

    @property
    def bare(self) -> str:
        return self.name.removeprefix("the ")

    @property
    def possessive(self) -> str:
        return self.name + ("'" if self.name.endswith("s") else "'s")


def _places() -> dict[str, Place]:
    rows = """USA|the United States|American|US,America,the US,the USA|U\\.S\\.,US,America
CHN|China|Chinese|PRC|PRC
GBR|the United Kingdom|British|UK,Britain,the UK|UK,Britain,U\\.K\\.
DEU|Germany|German
FRA|France|French
ITA|Italy|Italian
ESP|Spain|Spanish
NLD|the Netherlands|Dutch|Holland|Netherlands
BEL|Belgium|Belgian
CHE|Switzerland|Swiss
AUT|Austria|Austrian
SWE|Sweden|Swedish
NOR|Norway|Norwegian
DNK|Denmark|Danish
FIN|Finland|Finnish
ISL|Iceland|Icelandic
IRL|Ireland|Irish
PRT|Portugal|Portuguese
GRC|Greece|Greek
POL|Poland|Polish
CZE|Czechia|Czech|Czech Republic|Czech
HUN|Hungary|Hungarian
ROU|Romania|Romanian
BGR|Bulgaria|Bulgarian
HRV|Croatia|Croatian
SVN|Slovenia|Slovenian
SVK|Slovakia|Slovak
SRB|Serbia|Serbian
EST|Estonia|Estonian
LVA|Latvia|Latvian
LTU|Lithuania|Lithuanian
UKR|Ukraine|Ukrainian
RUS|Russia|Russian|Russian Federation
TUR|Turkey|Turkish|Türkiye|Türkiye
ISR|Israel|Israeli
SAU|Saudi Arabia|Saudi|KSA|Saudi
ARE|the United Arab Emirates|Emirati|UAE,the Emirates|UAE,Emirates
QAT|Qatar|Qatari
OMN|Oman|Omani
KWT|Kuwait|Kuwaiti
BHR|Bahrain|Bahraini
LUX|Luxembourg|Luxembourgish
HKG|Hong Kong|Hong Kong
MLT|Malta|Maltese
CYP|Cyprus|Cypriot
BRN|Brunei|Bruneian
ECU|Ecuador|Ecuadorian
IRN|Iran|Iranian
IRQ|Iraq|Iraqi
JOR|Jordan|Jordanian
PAK|Pakistan|Pakistani
IND|India|Indian
BGD|Bangladesh|Bangladeshi
LKA|Sri Lanka|Sri Lankan
VNM|Vietnam|Vietnamese|Viet Nam|Viet Nam
THA|Thailand|Thai
MYS|Malaysia|Malaysian
IDN|Indonesia|Indonesian
PHL|the Philippines|Philippine||Filipino,Philippines
SGP|Singapore|Singaporean
KOR|South Korea|South Korean|S. Korea,ROK|Korea
JPN|Japan|Japanese
TWN|Taiwan|Taiwanese
AUS|Australia|Australian|Australia|Aussie
NZL|New Zealand|New Zealand|NZ
CAN|Canada|Canadian
MEX|Mexico|Mexican
BRA|Brazil|Brazilian
ARG|Argentina|Argentine||Argentinian
CHL|Chile|Chilean
COL|Colombia|Colombian
PER|Peru|Peruvian
EGY|Egypt|Egyptian
MAR|Morocco|Moroccan
DZA|Algeria|Algerian
TUN|Tunisia|Tunisian
NGA|Nigeria|Nigerian
GHA|Ghana|Ghanaian
KEN|Kenya|Kenyan
ETH|Ethiopia|Ethiopian
ZAF|South Africa|South African|RSA
KAZ|Kazakhstan|Kazakh
EU27|the European Union|EU|the EU,EU|EU,E\\.U\\.
WLD|the world|global||worldwide"""
    out = {}
    for row in rows.splitlines():
        code, name, adjective, short, match = [*row.split("|"), "", ""][:5]
        out[code] = Place(
            code=code,
            name=name,
            adjective=adjective,
            short=tuple(s for s in short.split(",") if s),
            match=match,
        )
    return out


PLACES = _places()


def name_regex(code: str) -> str:
    """Match a place by name, adjective or one of its other names."""
    place = PLACES[code]
    words = [place.bare, place.adjective, *[m for m in place.match.split(",") if m]]
    words = sorted(
        {re.escape(w) if "\\" not in w else w for w in words}, key=lambda w: (-len(w), w)
    )
    return r"(?<![A-Za-z])(?:" + "|".join(words) + r")(?:s|ns?|'s)?(?![a-z])"


def ordinal_regex(rank: int) -> str:
    """Match a rank in words, as an ordinal, or as "12 of 27"."""
    words = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    )
    spelt = words.split()[rank - 1] if rank <= 20 else f"#{rank}"
    ending = (
        "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    )
    top = r"|\b(?:top|leads?|led|most|highest|largest)\b" if rank == 1 else ""
    number = str(rank)
    return (
        r"\b(?:"
        + spelt
        + "|"
        + number
        + ending
        + r")\b|#\s?"
        + number
        + r"\b|\b(?:rank\w*|place|position|number|no\.?)\b[^.\d]{0,25}\b"
        + number
        + r"\b|\b"
        + number
        + r"\b[^.\d]{0,6}\b(?:of|out of)\b|(?:^|\n)[\s>*-]*"
        + number
        + r"[.)]\s"
        + top
    )


def near(
    value: float,
    what: str = "",
    *,
    rel: float | None = None,
    tol: float | None = None,
    anywhere: bool = False,
) -> dict[str, Any]:
    """Expect a number: whole ones to half a per cent, small and fractional ones by size."""
    if rel is None and tol is None:
        whole = abs(value - round(value)) < 1e-9
        if whole and abs(value) < 400:
            rel, tol = 0.0, 0.5
        elif whole:
            rel, tol = 0.005, 0.0
        else:
            rel, tol = 0.005, (0.06 if abs(value) >= 1 else 0.006)
    got: dict[str, Any] = {"value": round(value, 5), "rel_tol": rel or 0.0, "abs_tol": tol or 0.0}
    if what:
        got["what"] = what
    if not anywhere:
        got["in"] = "text"
    return got


def answered(numbers: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """Expect an answer with these numbers."""
    got: dict[str, Any] = {"status": ANSWERED}
    if numbers:
        got["numbers"] = numbers
    return got | more


def refusal(*, none_of: list[str] | None = None, admit: str = CAUTION) -> dict[str, Any]:
    """Expect a refusal, or an answer that says what is missing; never the forbidden text."""
    got: dict[str, Any] = {
        "status": REFUSED + ANSWERED,
        "one_of": [{"status": REFUSED}, {"status": ANSWERED, "any_of": [[admit]]}],
    }
    if none_of:
        got["none_of"] = none_of
    return got


class Cells:
    """Answer the queries behind the truths, and remember them for the record."""

    TABLES: ClassVar[dict[str, str]] = {
        "ai_articles": "ncses_ai_articles",
        "coauthorship": "ncses_ai_coauthorship",
        "network": "ncses_ai_collab_network",
        "cs_articles": "ncses_cs_articles",
        "top1": "ncses_cs_top1pct_share",
        "ip5": "oecd_ai_ip5_patent_families",
        "oecd": "oecd_ai_publication_share",
        "models": "epoch_notable_models",
        "notable": "epoch_notable_models_by_country_year",
        "large": "owid_large_scale_ai_systems",
        "github": "github_developers",
        "topics": "github_ai_topics",
        "wdi": "wdi_indicators",
        "reported": "as_reported",
    }

    def __init__(self) -> None:
        self.database = duckdb.connect()
        for view, file in self.TABLES.items():
            self._view(view, ROOT / "corpus" / "figures" / f"{file}.csv")
        for view in ("places", "members"):
            self._view(view, ROOT / "corpus" / "places" / f"{view}.csv")
        self.database.execute(
            "CREATE VIEW countries AS SELECT code AS place FROM places WHERE kind IN ('country', 'territory')"
        )
        self.asked: list[str] = []

    def _view(self, name: str, file: Path) -> None:
        # Namibia's two-letter code is NA: only an empty cell is missing.
        self.database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_csv('{file}', nullstr='')")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run a query and keep it."""
        self.asked.append(sql)
        return self.database.execute(sql).fetchall()

    def one(self, sql: str) -> float:
        """Run a query for one number; a missing number is an error of the question."""
        got = self.rows(sql)
        if len(got) != 1 or got[0][0] is None:
            raise LookupError(sql)
        return float(got[0][0])

    def taken(self) -> str:
        """Hand over the queries asked since the last call."""
        got, self.asked = list(dict.fromkeys(self.asked)), []
        return "; ".join(got)


def slip(text: str, dice: random.Random) -> str:
    """Make one spelling slip in a longer word of a question."""
    words = [m for m in re.finditer(r"[a-zA-Z]{6,}", text)]
    if not words:
        return text
    word = dice.choice(words)
    at = word.start() + dice.randrange(2, len(word.group()) - 2)
    if dice.random() < 0.5:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def write_items(items: list[dict[str, Any]], file: Path) -> None:
    """Write the items, one a line, after checking identifiers and patterns."""
    seen: set[str] = set()
    for item in items:
        if item["id"] in seen:
            raise ValueError(f"two items have the id {item['id']!r}")
        seen.add(item["id"])
        for expect in [item["expect"], *(item.get("per_turn") or [])]:
            _compile(expect)
    file.write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in items), "utf8")


def _compile(expect: dict[str, Any] | None) -> None:
    if not expect:
        return
    groups = [expect.get("all_of", []), expect.get("none_of", []), *expect.get("any_of", [])]
    for pattern in (p for group in groups for p in group):
        re.compile(pattern, re.I)
    for part in expect.get("one_of", []):
        _compile(part)
