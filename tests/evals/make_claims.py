"""Make claims: write ``claims.jsonl``, claims with verdicts that follow from the shipped tables.

Every number in a true claim is computed here from the CSV files; a false claim takes another
place's, another year's or a changed number.  Run: python tests/evals/make_claims.py
"""

# ruff: noqa: E501 - a claim stands on one line
from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

FIGURES = Path(__file__).resolve().parents[2] / "corpus" / "figures"
OUT = Path(__file__).with_name("claims.jsonl")
Key = tuple[str, str, int, int, str]
STATUSES = ["answered", "partial", "conflict", "no_answer", "out_of_scope", "clarify"]

values: dict[Key, float] = {}
kinds: dict[str, str] = {}
items: list[dict[str, object]] = []


def read() -> None:
    """Read every yearly and quarterly table."""
    places = FIGURES.parent / "places" / "places.csv"
    with places.open(encoding="utf-8", newline="") as file:
        kinds.update({row["code"]: row["kind"] for row in csv.DictReader(file)})
    for path in sorted(FIGURES.glob("*.csv")):
        if path.name in ("epoch_notable_models.csv", "ncses_ai_collab_network.csv"):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not row["value"] or (row.get("end") or row["start"])[:4] != row["start"][:4]:
                    continue
                if not row["start"]:
                    continue
                quarter = int(row["start"][5:7]) // 3 + 1 if row.get("grain") == "quarter" else 0
                key = (
                    row["measure"],
                    row["place"],
                    int(row["start"][:4]),
                    quarter,
                    row.get("topic") or "",
                )
                values.setdefault(key, float(row["value"]))


def v(measure: str, place: str, year: int, quarter: int = 0, topic: str = "") -> float:
    """Give one value; KeyError where the tables have none."""
    return values[measure, place, year, quarter, topic]


def n(measure: str, place: str, year: int, quarter: int = 0, topic: str = "") -> str:
    """Give one value printed with separators."""
    value = v(measure, place, year, quarter, topic)
    return f"{value:,.0f}" if value.is_integer() else f"{value:,}"


def rank(measure: str, place: str, year: int) -> int:
    """Give a country's rank by a measure."""
    own = v(measure, place, year)
    return 1 + sum(
        value > own
        for (m, p, y, _, _), value in values.items()
        if m == measure and y == year and kinds[p] in ("country", "territory")
    )


def first_year(measure: str, place: str, holds: Callable[[float], bool]) -> int:
    """Give the first year in which a condition holds."""
    return min(
        y for (m, p, y, _, _), x in values.items() if m == measure and p == place and holds(x)
    )


def peak(measure: str, place: str) -> int:
    """Give the year of a place's highest value."""
    return max((x, y) for (m, p, y, _, _), x in values.items() if m == measure and p == place)[1]


def overtook(measure: str, one: str, two: str) -> int:
    """Give the last year in which one place passed another."""
    years = sorted({y for (m, p, y, _, _) in values if m == measure and p == one})
    return max(
        later for earlier, later in pairwise(years)
        if v(measure, one, earlier) <= v(measure, two, earlier) and v(measure, one, later) > v(measure, two, later)
    )  # fmt: skip


counts: dict[str, int] = defaultdict(int)


def claim(sub: str, text: str, *verdicts: str, truth: str = "") -> None:
    """Add one item."""
    counts[sub] += 1
    items.append(
        {
            "id": f"{sub}-{counts[sub]:02d}",
            "kind": "claim",
            "sub": sub,
            "lang": "en",
            "claim": text,
            "expect": {"status": STATUSES, "verdict": list(verdicts)},
            "truth": truth,
        }
    )


T, F, P, N = "supported", "contradicted", "partly", "not_found"
AI, TOTAL, INTL = "nsf_ai_articles", "nsf_ai_total", "nsf_ai_international"
CS, TOP1, IP5, OECD = (
    "nsf_cs_articles",
    "nsf_cs_top1_whole",
    "oecd_ip5_families",
    "oecd_publication_share",
)
EPOCH, LARGE, GIT, PUSH = (
    "epoch_notable_models",
    "epoch_large_models",
    "github_developers",
    "github_ai_pushers",
)
POP, GDP, HEAD, RD, RES = ("wdi_population", "wdi_gdp_current_usd", "wdi_gdp_per_capita_current_usd",
                           "wdi_rd_pct_gdp", "wdi_researchers_per_million")  # fmt: skip


def values_as_they_are() -> None:
    """Add true values in many phrasings."""
    claim("value", f"Norway's researchers put out {n(AI, 'NOR', 2020)} AI articles in 2020.", T)
    claim(
        "value",
        f"In 2017 there were {n(AI, 'THA', 2017)} AI papers from Thailand, going by the NSF.",
        T,
    )
    claim(
        "value",
        f"According to the National Science Foundation, Iran produced {n(AI, 'IRN', 2021)} articles on artificial intelligence in 2021.",
        T,
    )
    claim("value", f"South Africa, 2019: {n(AI, 'ZAF', 2019)} AI articles", T)
    claim(
        "value",
        f"The number of AI publications from the Czech Republic stood at {n(AI, 'CZE', 2018)} in 2018 (NSF).",
        T,
    )
    claim(
        "value",
        f"World output of AI articles came to {n(AI, 'WLD', 2022)} in 2022, NSF tables show.",
        T,
    )
    claim("value", f"Saudi Arabia wrote {n(AI, 'SAU', 2022)} AI papers in 2022.", T)
    claim(
        "value",
        f"Computer scientists in Italy published {n(CS, 'ITA', 2021)} computer science articles in 2021.",
        T,
    )
    claim(
        "value", f"Brazil's computer science output was {n(CS, 'BRA', 2016)} articles in 2016.", T
    )
    claim(
        "value",
        f"The OECD counts {v(IP5, 'JPN', 2019):,.0f} AI patent families for Japan in 2019.",
        T,
    )
    claim("value", f"Korea had {v(IP5, 'KOR', 2018):,.2f} IP5 patent families in AI in 2018.", T)
    claim(
        "value", f"Epoch AI lists {n(EPOCH, 'CHN', 2023)} notable AI models from China for 2023.", T
    )
    claim(
        "value",
        f"France was home to {n(EPOCH, 'FRA', 2024)} notable models in 2024, according to Epoch.",
        T,
    )
    claim(
        "value",
        f"There were {n(GIT, 'IND', 2024, 4)} GitHub developers in India in the fourth quarter of 2024.",
        T,
    )
    claim("value", f"Poland counted {n(GIT, 'POL', 2023, 2)} GitHub accounts in Q2 2023.", T)
    claim(
        "value",
        f"In Q3 2025, {n(PUSH, 'DEU', 2025, 3, 'llms')} developers in Germany pushed to repositories with the topic llms.",
        T,
    )
    claim("value", f"The population of Nigeria was {n(POP, 'NGA', 2021)} in 2021.", T)
    claim("value", f"Spain's GDP per head stood at {v(HEAD, 'ESP', 2023):,.0f} dollars in 2023.", T)
    claim(
        "value",
        f"Israel spent {v(RD, 'ISR', 2021):.2f}% of its GDP on research and development in 2021.",
        T,
    )
    claim(
        "value",
        f"By the World Bank's count Denmark had {v(RES, 'DNK', 2020):,.0f} researchers per million people in 2020.",
        T,
    )
    claim("value", "Digital Science says China published 23,695 AI papers in 2024.", T)
    claim("value", "The UK published 2,747 AI papers in 2024, according to Digital Science.", T)
    claim("value", "China filed 35,423 AI patent applications in 2024, says Digital Science.", T)
    claim("value", "US private AI investment reached $109.1 billion in 2024.", T)
    claim("value", "WIPO counts 38,210 generative AI patent families from China for 2014-2023.", T)
    claim("value", "From 2003 to 2022 the United States published 133,601 AI articles.", T)
    claim("value", "The AI Index gives China 41 of the 100 most-cited AI papers of 2024.", T)
    claim(
        "value",
        "Bloomberg reports 16,805 generative AI or AI patent applications from the US in 2022.",
        T,
        P,
        N,
    )
    claim("value", "NeurIPS 2025 had 2,450 papers from the United States.", T)
    claim(
        "value", "MacroPolo found that 47% of top-tier AI researchers in 2022 came from China.", T
    )


def wrong_place() -> None:
    """Add values that belong to another place."""
    for text, other, year, measure in (
        ("Portugal published {} AI articles in 2022.", "GRC", 2022, AI),
        ("In 2018 Sweden turned out {} AI articles.", "CHE", 2018, AI),
        ("The NSF credits Mexico with {} AI articles in 2020.", "PAK", 2020, AI),
        ("{} AI papers came from Austria in 2021.", "BEL", 2021, AI),
        ("Turkey's AI article count in 2019: {}.", "IDN", 2019, AI),
        ("France published {} computer science articles in 2020.", "ESP", 2020, CS),
        ("Canada had {} notable AI models in 2023, Epoch AI finds.", "GBR", 2023, EPOCH),
    ):
        claim("place", text.format(n(measure, other, year)), F, truth=f"that is {other}'s")
    claim("place", f"Vietnam had {n(GIT, 'IDN', 2024, 4)} GitHub developers in Q4 2024.", F)
    claim("place", f"Germany held {v(IP5, 'KOR', 2020):,.2f} IP5 patent families in AI in 2020.", F)
    claim("place", f"The population of Kenya was {n(POP, 'UGA', 2020)} in 2020.", F)
    claim("place", "Digital Science puts the EU's AI papers of 2024 at 6,378.", F, truth="the US")
    claim("place", "Chinese private AI investment came to $109.1 billion in 2024.", F)
    claim(
        "place",
        "WIPO gives Japan 4,155 generative AI patent families for 2014-2023.",
        F,
        truth="Korea",
    )


def wrong_year() -> None:
    """Add values of another year."""
    for text, place, year, measure in (
        ("In 2021 China published {} AI articles.", "CHN", 2022, AI),
        ("Italy's AI articles numbered {} in 2016.", "ITA", 2018, AI),
        (
            "The United Kingdom brought out {} AI articles in 2019, NSF figures show.",
            "GBR",
            2021,
            AI,
        ),
        ("Malaysia: {} AI articles in 2015.", "MYS", 2014, AI),
        ("Japan wrote {} computer science papers in 2022.", "JPN", 2019, CS),
        ("Russia published {} AI articles in 2022.", "RUS", 2020, AI),
        ("Epoch AI counts {} notable models for the United States in 2021.", "USA", 2023, EPOCH),
    ):
        claim("year", text.format(n(measure, place, year)), F, truth=f"that is {year}'s")
    claim("year", f"Brazil had {n(GIT, 'BRA', 2024, 1)} GitHub developers in Q1 2022.", F)
    claim("year", f"South Korea spent {v(RD, 'KOR', 2020):.2f}% of GDP on R&D in 2014.", F)
    claim(
        "year",
        "The US produced 61 notable AI models in 2024, the AI Index says.",
        F,
        truth="2023's; 40 in 2024",
    )
    claim("year", "China's share of granted AI patents was 74.2% in 2022.", F)


def off_by() -> None:
    """Add numbers that are ten per cent off, or in the wrong unit."""
    for text, place, year, measure, factor in (
        ("Germany published {} AI articles in 2022.", "DEU", 2022, AI, 1.1),
        ("NSF data give Spain {} AI articles in 2019.", "ESP", 2019, AI, 0.9),
        ("Singapore's AI output reached {} articles in 2021.", "SGP", 2021, AI, 1.1),
        ("The Netherlands put out {} AI articles in 2017.", "NLD", 2017, AI, 0.9),
        ("Ukraine wrote {} AI papers in 2020.", "UKR", 2020, AI, 1.1),
        ("Computer science articles from India came to {} in 2022.", "IND", 2022, CS, 0.9),
        ("The world's AI articles totalled {} in 2021, by the NSF's count.", "WLD", 2021, AI, 1.1),
        ("About {} AI articles came from Australia in 2022.", "AUS", 2022, AI, 1.1),
    ):
        claim("off", text.format(f"{round(v(measure, place, year) * factor):,}"), F)
    claim("off", "Digital Science puts China's AI papers of 2024 at 26,065.", F)
    claim("off", f"China had {n(AI, 'CHN', 2022)} thousand AI articles in 2022.", F, truth="unit")
    claim("off", "US private AI investment was $109.1 million in 2024.", F, truth="billion")
    claim("off", f"India's population was {v(POP, 'IND', 2022) / 1e9:.2f} million in 2022.", F)
    claim("off", "The AI Index puts US private AI investment of 2024 at $1.091 billion.", F)
    claim("off", f"Finland spent {10 * v(RD, 'FIN', 2021):.1f}% of its GDP on R&D in 2021.", F)


def rounding() -> None:
    """Add numbers rounded rightly and wrongly, with and without a hedge."""
    chn, usa, ind = (
        v(AI, "CHN", 2022),
        v(AI, "USA", 2022),
        v(AI, "IND", 2022),
    )  # 42,524 12,642 22,557
    assert (chn, usa, ind) == (42524, 12642, 22557)
    claim("round", "China published about 42,500 AI articles in 2022.", T)
    claim("round", "China published 42,500 AI articles in 2022.", T)
    claim("round", "China published nearly 43,000 AI articles in 2022.", T)
    claim("round", "China published 43,000 AI articles in 2022.", T)
    claim("round", "China published more than 42,000 AI articles in 2022.", T)
    claim("round", "China published 42,600 AI articles in 2022.", F)
    claim("round", "China published nearly 42,000 AI articles in 2022.", F)
    claim("round", "China published 44,000 AI articles in 2022.", F)
    claim("round", "China published more than 45,000 AI articles in 2022.", F)
    claim("round", "India wrote just over 22,500 AI articles in 2022.", T)
    claim("round", "India wrote fewer than 22,000 AI articles in 2022.", F)
    claim("round", "India wrote 22.6 thousand AI articles in 2022.", T)
    claim("round", "The US published at least 12,600 AI articles in 2022.", T)
    claim("round", "The US published 12.6k AI articles in 2022.", T)
    claim("round", "The US published close to 13,000 AI articles in 2022.", T)
    claim("round", "The US published almost 15,000 AI articles in 2022.", F)
    claim("round", "The US published some 12,000 AI articles in 2022.", F, T)
    claim(
        "round", f"India had over {v(POP, 'IND', 2022) / 1e9:.1f} billion inhabitants in 2022.", T
    )
    claim(
        "round",
        "In 2024, world AI publications stood at just under 61,000, Digital Science says.",
        T,
        N,
    )
    claim("round", "Roughly 120,000 AI articles appeared worldwide in 2022, the NSF says.", T)
    claim("round", "Fewer than 100,000 AI articles appeared worldwide in 2022, the NSF says.", F)
    claim(
        "round",
        "Indonesia published twelve thousand AI articles in 2019.",
        F,
        truth=n(AI, "IDN", 2019),
    )


def change() -> None:
    """Add growth, multiples and directions."""
    a, b = v(AI, "IND", 2015), v(AI, "IND", 2022)
    claim("change", f"India's AI articles grew {b / a:.1f}-fold between 2015 and 2022.", T)
    claim(
        "change", f"India's AI articles grew by {100 * (b - a) / a:.0f}% between 2015 and 2022.", T
    )
    claim(
        "change",
        f"India's AI articles grew by {100 * (b - a) / a * 1.4:.0f}% between 2015 and 2022.",
        F,
    )
    claim(
        "change",
        f"India's AI output fell between 2015 and 2022, from {b:,.0f} to {a:,.0f} articles.",
        F,
    )
    claim(
        "change", f"India's AI output rose from {a:,.0f} articles in 2015 to {b:,.0f} in 2022.", T
    )
    c, d = v(AI, "JPN", 2020), v(AI, "JPN", 2021)
    way, wrong = ("rose", "fell") if d > c else ("fell", "rose")
    claim("change", f"Japan's AI articles {way} from 2020 to 2021.", T)
    claim("change", f"Japan's AI articles {wrong} from 2020 to 2021.", F)
    e, f = v(AI, "SAU", 2017), v(AI, "SAU", 2022)
    claim(
        "change",
        f"Saudi Arabia's AI articles more than {'doubled' if f / e < 3 else 'tripled'} from 2017 to 2022.",
        T,
        truth=f"{f / e:.2f}",
    )
    claim("change", "Saudi Arabia's AI articles grew twentyfold from 2017 to 2022.", F)
    claim(
        "change",
        f"Between 2012 and 2022, the number of AI articles in Germany went up by {v(AI, 'DEU', 2022) - v(AI, 'DEU', 2012):,.0f}.",
        T,
    )
    claim("change", "AI articles from Germany halved between 2012 and 2022.", F)
    g, h = v(CS, "USA", 2010), v(CS, "USA", 2020)
    claim(
        "change",
        f"US computer science articles were {'up' if h > g else 'down'} {abs(100 * (h - g) / g):.1f}% in 2020 compared with 2010.",
        T,
    )
    claim(
        "change",
        f"US computer science articles were {'down' if h > g else 'up'} {abs(100 * (h - g) / g):.1f}% in 2020 compared with 2010.",
        F,
    )
    claim(
        "change", "China's share of granted AI patents rose from 61.1% in 2022 to 74.2% in 2024.", T
    )
    claim(
        "change",
        "China's share of granted AI patents rose by 13.1 percentage points between 2022 and 2024.",
        T,
    )
    claim("change", "China's share of granted AI patents rose by 13.1% between 2022 and 2024.", F)
    claim(
        "change",
        "America's share of the 100 most-cited AI papers dropped from 64 papers in 2021 to 46 in 2024.",
        T,
    )
    k, m = v(GIT, "IND", 2020, 4), v(GIT, "IND", 2024, 4)
    claim(
        "change",
        f"The number of GitHub developers in India grew {m / k:.1f} times from Q4 2020 to Q4 2024.",
        T,
    )
    claim(
        "change",
        "The number of GitHub developers in India declined between Q4 2020 and Q4 2024.",
        F,
    )
    claim(
        "change",
        f"Between 2018 and 2022 Vietnam's AI articles climbed tenfold, to {n(AI, 'VNM', 2022)}.",
        P,
        F,
    )
    x, y = v(AI, "FRA", 2021), v(AI, "FRA", 2022)
    way, wrong = ("an increase", "a decrease") if y > x else ("a decrease", "an increase")
    claim(
        "change",
        f"France published {y:,.0f} AI articles in 2022, {way} of {abs(100 * (y - x) / x):.1f}% on 2021.",
        T,
    )
    claim(
        "change",
        f"France published {y:,.0f} AI articles in 2022, {wrong} of {abs(100 * (y - x) / x):.1f}% on 2021.",
        P,
        F,
    )


def ranks() -> None:
    """Add ranks and superlatives."""
    words = {
        1: "first",
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
        10: "tenth",
    }
    for place, name in (("GBR", "The United Kingdom"), ("JPN", "Japan"), ("DEU", "Germany")):
        own = rank(AI, place, 2022)
        claim("rank", f"{name} ranked {words[own]} in the world by AI articles in 2022.", T)
        claim(
            "rank",
            f"{name} was the world's {words[own + 2]}-largest producer of AI articles in 2022.",
            F,
        )
    claim("rank", "No country published more AI articles in 2022 than China.", T)
    claim("rank", "The United States published the most AI articles of any country in 2022.", F)
    claim("rank", "India was number two in AI articles in 2022.", T)
    claim(
        "rank",
        "In 2005 the United States led the world in AI articles.",
        T if rank(AI, "USA", 2005) == 1 else F,
    )
    claim("rank", "Germany published more AI articles than any other EU member in 2022.", T)
    claim("rank", "France produced more AI articles in 2022 than any other country in the EU.", F)
    claim(
        "rank",
        f"South Korea came {rank(CS, 'KOR', 2022)}th worldwide for computer science articles in 2022.",
        T,
    )
    claim("rank", "The United States had the most notable AI models in 2023.", T)
    claim("rank", "China had the most notable AI models in 2023, according to Epoch AI.", F)
    claim("rank", f"Italy took {words[rank(AI, 'ITA', 2022)]} place in AI articles in 2022.", T)
    claim("rank", f"Spain took {words[rank(AI, 'ITA', 2022)]} place in AI articles in 2022.", F)


def shares() -> None:
    """Add shares of the world and shares with foreign co-authors."""
    world = v(AI, "WLD", 2022)
    share = lambda place: 100 * v(AI, place, 2022) / world  # noqa: E731
    intl = lambda place, year: 100 * v(INTL, place, year) / v(TOTAL, place, year)  # noqa: E731
    claim(
        "share", f"China accounted for {share('CHN'):.1f}% of the world's AI articles in 2022.", T
    )
    claim("share", "China accounted for more than a third of the world's AI articles in 2022.", T)
    claim("share", "China accounted for more than half of the world's AI articles in 2022.", F)
    claim(
        "share",
        f"The US share of world AI articles was {share('USA'):.1f}% in 2022, NSF data show.",
        T,
    )
    claim(
        "share",
        f"The US share of world AI articles was {share('IND'):.1f}% in 2022, NSF data show.",
        F,
    )
    claim("share", "One in three AI articles in 2022 had an author in China.", T)
    claim(
        "share",
        f"In 2021, {intl('GBR', 2021):.1f}% of British AI articles had foreign co-authors.",
        T,
    )
    claim(
        "share",
        f"In 2021, {intl('IND', 2021):.1f}% of British AI articles had foreign co-authors.",
        F,
    )
    claim(
        "share",
        "Two thirds of India's AI articles in 2020 were written with partners abroad.",
        F,
        truth=f"{intl('IND', 2020):.1f}",
    )
    claim(
        "share",
        f"Nearly {round(intl('SAU', 2022) / 5 + 0.5) * 5}% of Saudi AI articles in 2022 were internationally co-authored.",
        T,
        truth=f"{intl('SAU', 2022):.1f}",
    )
    claim(
        "share",
        f"OECD.AI puts China's share of AI publications in 2020 at {v(OECD, 'CHN', 2020):.1f}%.",
        T,
    )
    claim(
        "share",
        f"OECD.AI puts China's share of AI publications in 2020 at {v(OECD, 'CHN', 2020) * 1.25:.1f}%.",
        F,
    )
    claim(
        "share",
        f"Germany's share of the EU's AI articles was {100 * v(AI, 'DEU', 2022) / v(AI, 'EU27', 2022):.1f}% in 2022.",
        T,
    )
    claim("share", "The AI Index gives China 23.2% of AI publications in 2023.", T)
    claim("share", "The AI Index gives India 23.2% of AI publications in 2023.", F)
    claim(
        "share",
        "China drew more than 40% of global AI citations in 2024, Digital Science reports.",
        T,
    )
    claim(
        "share",
        f"Some {v(TOP1, 'CHE', 2018):.1f}% of Swiss computer science articles of 2018 are among the world's top 1% most cited.",
        T,
    )


def comparisons() -> None:
    """Add one place against another."""
    pairs = [
        ("GRC", "Greece", "SWE", "Sweden", 2021),
        ("IRN", "Iran", "TUR", "Turkey", 2020),
        ("MYS", "Malaysia", "IDN", "Indonesia", 2017),
        ("NLD", "the Netherlands", "CHE", "Switzerland", 2019),
    ]
    for one, name, two, other, year in pairs:
        if v(AI, one, year) < v(AI, two, year):
            one, name, two, other = two, other, one, name
        claim(
            "compare",
            f"{name[:1].upper()}{name[1:]} published more AI articles than {other} in {year}.",
            T,
        )
        claim("compare", f"In {year}, {other} was ahead of {name} in AI articles.", F)
    claim(
        "compare",
        "China published more AI articles in 2022 than the United States, the United Kingdom and the EU-27 combined.",
        T
        if v(AI, "CHN", 2022) > v(AI, "USA", 2022) + v(AI, "GBR", 2022) + v(AI, "EU27", 2022)
        else F,
    )
    claim("compare", "India published fewer AI articles than the United States in 2022.", F)
    claim("compare", "The UK trailed Germany in AI articles in 2022.", F)
    ratio = v(AI, "CHN", 2022) / v(AI, "USA", 2022)
    claim(
        "compare",
        f"China's AI article count in 2022 was {ratio:.1f} times that of the United States.",
        T,
    )
    claim(
        "compare", "China published five times as many AI articles as the United States in 2022.", F
    )
    claim("compare", "In 2022 China wrote more than three times as many AI articles as the US.", T)
    gap = v(AI, "CHN", 2022) - v(AI, "IND", 2022)
    claim("compare", f"China published {gap:,.0f} more AI articles than India in 2022.", T)
    claim("compare", f"India published {gap:,.0f} more AI articles than China in 2022.", F)
    claim(
        "compare",
        f"China and India published {n(AI, 'CHN', 2022)} and {n(AI, 'IND', 2022)} AI articles in 2022.",
        T,
    )
    claim(
        "compare",
        f"China and India published {n(AI, 'IND', 2022)} and {n(AI, 'CHN', 2022)} AI articles in 2022.",
        F,
    )
    claim(
        "compare",
        f"Spain, Italy and France published {n(AI, 'ESP', 2020)}, {n(AI, 'ITA', 2020)} and {n(AI, 'FRA', 2020)} AI articles respectively in 2020.",
        T,
    )
    claim(
        "compare",
        f"In 2020 Poland published {n(AI, 'POL', 2020)} AI articles, against {n(AI, 'ROU', 2020)} for Romania.",
        T,
    )
    claim(
        "compare",
        f"In 2020 Poland published {n(AI, 'ROU', 2020)} AI articles, against {n(AI, 'POL', 2020)} for Romania.",
        F,
    )
    total = v(AI, "DEU", 2022) + v(AI, "FRA", 2022)
    claim("compare", f"Germany and France together published {total:,.0f} AI articles in 2022.", T)
    claim(
        "compare",
        f"Germany and France together published {total * 1.2:,.0f} AI articles in 2022.",
        F,
    )
    claim(
        "compare",
        "The US attracted nearly 12 times as much private AI investment as China in 2024.",
        T,
    )
    claim(
        "compare",
        "The US attracted nearly 20 times as much private AI investment as China in 2024.",
        F,
    )


def times() -> None:
    """Add first years, years of overtaking and peaks."""
    year = first_year(AI, "IND", lambda x: x > 10000)
    claim("when", f"India published more than 10,000 AI articles for the first time in {year}.", T)
    claim(
        "when", f"India published more than 10,000 AI articles for the first time in {year - 3}.", F
    )
    year = first_year(AI, "GBR", lambda x: x > 4000)
    claim("when", f"The UK first topped 4,000 AI articles in {year}.", T)
    claim("when", f"It was in {year + 2} that the UK first exceeded 4,000 AI articles.", F)
    year = overtook(AI, "IND", "USA")
    claim("when", f"India overtook the United States in AI articles in {year}.", T)
    claim("when", f"India overtook the United States in AI articles in {year + 3}.", F)
    year = overtook(CS, "CHN", "USA")
    claim("when", f"China passed the US in computer science articles in {year}.", T)
    year = peak(AI, "WLD")
    claim("when", f"World AI articles peaked in {year}.", T)
    claim("when", "World AI articles peaked in 2015.", F)
    year = peak(AI, "JPN")
    claim(
        "when", f"Japan's AI articles were at their highest in {year}, at {n(AI, 'JPN', year)}.", T
    )
    claim("when", "The United States overtook China in AI articles in 2018.", F)


def per_head() -> None:
    """Add rates per head."""
    rate = lambda place, year: 1e6 * v(AI, place, year) / v(POP, place, year)  # noqa: E731
    claim(
        "rate",
        f"Singapore published {rate('SGP', 2022):.0f} AI articles per million people in 2022.",
        T,
    )
    claim(
        "rate",
        f"Australia wrote {rate('AUS', 2021):.1f} AI articles per million inhabitants in 2021.",
        T,
    )
    claim(
        "rate",
        f"Australia wrote {rate('AUS', 2021) * 2:.1f} AI articles per million inhabitants in 2021.",
        F,
    )
    claim("rate", "Per head, Singapore published more AI articles than China in 2022.", T)
    claim("rate", "China published more AI articles per head than Singapore in 2022.", F)


def texts() -> None:
    """Add facts that only the documents hold."""
    claim("text", "Daniel Hook is the sole author of the Digital Science report.", T)
    claim("text", "The Digital Science report was published on 10 July 2025.", T)
    claim("text", "The Digital Science report was published on 12 June 2025.", F)
    claim("text", "The Digital Science report analyses the period from 2000 to 2024.", T)
    claim("text", "The Digital Science report analyses the period from 1990 to 2020.", F)
    claim("text", "DeepSeek-R1 was released under the MIT licence.", T)
    claim("text", "DeepSeek-R1 has 671 billion parameters, of which 37 billion are active.", T)
    claim("text", "DeepSeek-R1 has 405 billion parameters.", F)
    claim("text", "The China Initiative ran from November 2018 to February 2022.", T)
    claim("text", "The Hoover Institution study covers 201 DeepSeek authors.", T)
    claim("text", "The Hoover Institution study covers 340 DeepSeek authors.", F)
    claim("text", "The UK AI Sector Study counts over 3,700 AI companies in the United Kingdom.", T)
    claim("text", "CSET counts 103,493 AI publications by China in 2023.", T)
    claim("text", "CSET counts 90,000 AI publications by China in 2023.", F)
    claim("text", "SemiAnalysis estimates that DeepSeek has about 50,000 Hopper-class chips.", T)
    claim("text", "SemiAnalysis estimates that DeepSeek has about 5,000 Hopper-class chips.", F)
    claim("text", "DeepSeek was spun off from the hedge fund High-Flyer in May 2023.", T)
    claim("text", "The ITIF report was written by Hodan Omaar.", T)
    claim(
        "text", "China does not lead in the number of AI publications, the ITIF report says.", F, N
    )


def not_there() -> None:
    """Add what the sources do not say, opinions, causes and predictions."""
    claim("none", "Digital Science ranks Brazil fifth in the world for AI patents.", N)
    claim("none", "Mongolia filed 312 AI patents in 2023.", N)
    claim("none", "China will publish 100,000 AI articles in 2030.", N)
    claim("none", "The United States should invest more in AI research.", N)
    claim("none", "Chinese AI research is smarter than American AI research.", N)
    claim("none", "Apple employs 3,200 AI researchers in Zurich.", N)
    claim("none", "The Beatles recorded 213 songs.", N)
    claim("none", "The average salary of an AI engineer in Berlin was 85,000 euros in 2023.", N)
    claim("none", "Switzerland published 900 AI articles in 1998.", N)
    claim("none", "China published 42,524 articles on nuclear fusion in 2022.", N, P)
    claim("none", "OpenAI trained GPT-5 on 200,000 GPUs in 2025.", N)
    claim("none", "Taiwan published 180 AI articles per million people in 2022.", N)
    claim("none", "The NSF counts 60 AI articles for Atlantis in 2020.", N)
    claim("none", "Kenya's government spent $20 million on AI in 2021.", N)
    claim("none", "German industry filed 5,000 robotics patents in 2021.", N)
    claim("none", "According to UNESCO, Brazil published 7,500 AI articles in 2021.", N, F, P)
    claim("none", "Digital Science says India published 8,000 AI papers in 2024.", N)
    claim("none", "China's rise in AI is due to government subsidies.", N)
    claim("none", "DeepSeek's chief executive holds a doctorate from Oxford.", N)
    claim("none", "Europe is falling behind because of overregulation.", N)


def fresh() -> None:
    """Add a second batch, written after the first was met and before it was tried."""
    claim(
        "fresh",
        f"Belgian scientists had {n(AI, 'BEL', 2022)} AI articles to their name in 2022.",
        T,
    )
    claim("fresh", f"The tally for Egypt in 2021 was {n(AI, 'EGY', 2021)} AI articles.", T)
    claim("fresh", f"{n(AI, 'PRT', 2020)} is how many AI articles Portugal published in 2020.", T)
    claim("fresh", f"AI articles with an Irish address numbered {n(AI, 'IRL', 2021)} in 2021.", T)
    claim("fresh", f"AI articles with an Irish address numbered {n(AI, 'NZL', 2021)} in 2021.", F)
    claim(
        "fresh",
        f"Denmark's AI papers: {n(AI, 'DNK', 2019)} (2019), {n(AI, 'DNK', 2022)} (2022).",
        T,
    )
    claim(
        "fresh",
        f"Denmark's AI papers: {n(AI, 'DNK', 2022)} (2019), {n(AI, 'DNK', 2019)} (2022).",
        F,
    )
    claim(
        "fresh",
        f"Bangladesh, which published {n(AI, 'BGD', 2022)} AI articles in 2022, was ahead of {'Sri Lanka' if v(AI, 'BGD', 2022) > v(AI, 'LKA', 2022) else 'Pakistan'}.",
        T,
    )
    claim(
        "fresh",
        f"Hungary's output of AI articles slid from {n(AI, 'HUN', 2019)} in 2019 to {n(AI, 'HUN', 2020)} in 2020."
        if v(AI, "HUN", 2020) < v(AI, "HUN", 2019)
        else f"Hungary's output of AI articles climbed from {n(AI, 'HUN', 2019)} in 2019 to {n(AI, 'HUN', 2020)} in 2020.",
        T,
    )
    claim(
        "fresh",
        f"In the space of five years, from 2017 to 2022, Pakistan's AI article count went from {n(AI, 'PAK', 2017)} to {n(AI, 'PAK', 2022)}.",
        T,
    )
    claim(
        "fresh",
        f"In the space of five years, from 2017 to 2022, Pakistan's AI article count went from {n(AI, 'PAK', 2016)} to {n(AI, 'PAK', 2022)}.",
        P,
        F,
    )
    g = v(AI, "BGD", 2022) / v(AI, "BGD", 2016)
    claim(
        "fresh", f"Bangladesh multiplied its AI article output by {g:.1f} between 2016 and 2022.", T
    )
    claim(
        "fresh",
        f"Bangladesh multiplied its AI article output by {g * 2:.1f} between 2016 and 2022.",
        F,
    )
    claim(
        "fresh",
        "American AI articles more than quadrupled between 2015 and 2022.",
        F,
        truth=f"{v(AI, 'USA', 2022) / v(AI, 'USA', 2015):.2f}",
    )
    claim(
        "fresh",
        "World AI article output in 2022 was more than twice that of 2012.",
        T if v(AI, "WLD", 2022) > 2 * v(AI, "WLD", 2012) else F,
        N,
    )
    claim(
        "fresh",
        f"At {n(AI, 'CHE', 2021)} AI articles, Switzerland outpublished Austria in 2021.",
        T,
    )
    claim("fresh", "Austria outpublished Switzerland in AI in 2021.", F)
    claim(
        "fresh",
        "More AI articles came out of India than out of Japan in 2019.",
        T if v(AI, "IND", 2019) > v(AI, "JPN", 2019) else F,
    )
    claim(
        "fresh",
        "More AI articles came out of Japan than out of India in 2019.",
        F if v(AI, "IND", 2019) > v(AI, "JPN", 2019) else T,
    )
    claim(
        "fresh",
        "Canada lagged behind Australia in AI articles in 2022."
        if v(AI, "CAN", 2022) < v(AI, "AUS", 2022)
        else "Australia lagged behind Canada in AI articles in 2022.",
        T,
    )
    claim(
        "fresh",
        f"With {n(AI, 'CHN', 2022)} articles, China was far ahead of India ({n(AI, 'IND', 2022)}) and the United States ({n(AI, 'USA', 2022)}) in AI in 2022.",
        T,
    )
    claim(
        "fresh",
        f"With {n(AI, 'CHN', 2022)} articles, China was far ahead of India ({n(AI, 'USA', 2022)}) and the United States ({n(AI, 'IND', 2022)}) in AI in 2022.",
        P,
        F,
    )
    claim(
        "fresh",
        "The three largest producers of AI articles in 2022 were China, India and the United States.",
        T,
        N,
    )
    claim(
        "fresh",
        "The UK is the fourth-biggest publisher of AI articles, NSF data for 2022 show.",
        T if rank(AI, "GBR", 2022) == 4 else F,
    )
    claim(
        "fresh", "The UK is the sixth-biggest publisher of AI articles, NSF data for 2022 show.", F
    )
    claim(
        "fresh",
        "Brazil is not among the ten largest publishers of AI articles, with rank 15 in 2022.",
        T if rank(AI, "BRA", 2022) == 15 else P,
        F,
        truth=str(rank(AI, "BRA", 2022)),
    )
    claim("fresh", f"Greece ranked {rank(AI, 'GRC', 2021)}th in AI articles in 2021.", T)
    claim("fresh", f"Greece ranked {rank(AI, 'GRC', 2021) - 9}th in AI articles in 2021.", F)
    claim(
        "fresh",
        "Among EU members, Italy published the most AI articles in 2021.",
        T if max(("ITA", "DEU", "FRA", "ESP"), key=lambda c: v(AI, c, 2021)) == "ITA" else F,
    )
    share = 100 * v(AI, "IND", 2022) / v(AI, "WLD", 2022)
    claim("fresh", f"India's slice of the world's AI articles came to {share:.0f}% in 2022.", T)
    claim(
        "fresh",
        "Roughly one in five AI articles in 2022 came from India.",
        T if 17 < share < 23 else F,
    )
    claim(
        "fresh",
        "Less than a tenth of all AI articles in 2022 came from India.",
        F,
        T,
        truth="18.3 by the NSF, 9.2 by OECD.AI",
    )
    claim(
        "fresh",
        "The United States and China between them accounted for more than 80% of AI articles in 2022.",
        F,
        N,
        truth=f"{100 * (v(AI, 'USA', 2022) + v(AI, 'CHN', 2022)) / v(AI, 'WLD', 2022):.1f}",
    )
    intl = 100 * v(INTL, "DEU", 2022) / v(TOTAL, "DEU", 2022)
    claim(
        "fresh",
        "More than half of German AI articles in 2022 had co-authors abroad.",
        T if intl > 50 else F,
        truth=f"{intl:.1f}",
    )
    claim("fresh", f"Only {intl - 20:.0f}% of German AI articles in 2022 had co-authors abroad.", F)
    claim(
        "fresh",
        f"China wrote just {100 * v(INTL, 'CHN', 2022) / v(TOTAL, 'CHN', 2022):.1f}% of its AI articles with foreign partners in 2022.",
        T,
    )
    claim(
        "fresh",
        f"Nearly {round(v(IP5, 'USA', 2019) / 100 + 0.5) * 100:,} IP5 patent families in AI came from the US in 2019, OECD data show.",
        T,
        truth=n(IP5, "USA", 2019),
    )
    claim(
        "fresh",
        "In 2020 the US had more IP5 AI patent families than Japan.",
        T if v(IP5, "USA", 2020) > v(IP5, "JPN", 2020) else F,
    )
    claim(
        "fresh",
        "In 2020 China had more IP5 AI patent families than Japan.",
        T if v(IP5, "CHN", 2020) > v(IP5, "JPN", 2020) else F,
    )
    claim(
        "fresh",
        f"Epoch AI's list has {n(EPOCH, 'USA', 2023)} notable models from the United States in 2023 and {n(EPOCH, 'CHN', 2023)} from China.",
        T,
    )
    claim(
        "fresh",
        f"Epoch AI's list has {n(EPOCH, 'USA', 2023)} notable models from the United States in 2023 and {v(EPOCH, 'CHN', 2023) + 9:.0f} from China.",
        P,
        F,
    )
    claim(
        "fresh",
        f"By 2024, {n(LARGE, 'USA', 2024)} large-scale AI systems had come from the United States.",
        T,
    )
    claim(
        "fresh",
        f"By 2024, {n(LARGE, 'USA', 2023)} large-scale AI systems had come from the United States.",
        F,
    )
    claim(
        "fresh",
        f"India had {v(GIT, 'IND', 2025, 3) / 1e6:.1f} million developers on GitHub in the third quarter of 2025.",
        T,
    )
    claim(
        "fresh",
        f"India had {v(GIT, 'IND', 2025, 3) / 1e5:.1f} million developers on GitHub in the third quarter of 2025.",
        F,
    )
    claim(
        "fresh",
        "More GitHub developers lived in Brazil than in Germany in Q4 2024.",
        T if v(GIT, "BRA", 2024, 4) > v(GIT, "DEU", 2024, 4) else F,
    )
    claim("fresh", f"Germany has {v(POP, 'DEU', 2023) / 1e6:.1f} million inhabitants (2023).", T)
    claim(
        "fresh",
        f"South Korea spends about {v(RD, 'KOR', 2021):.0f}% of its GDP on research, the highest share after Israel, World Bank data for 2021 show.",
        T,
        P,
        N,
    )
    claim(
        "fresh",
        f"China's economy was worth {v(GDP, 'CHN', 2022) / 1e12:.1f} trillion dollars in 2022.",
        T,
    )
    claim(
        "fresh",
        f"China's economy was worth {v(GDP, 'CHN', 2022) / 1e12 * 1.5:.1f} trillion dollars in 2022.",
        F,
    )
    claim(
        "fresh", f"Sweden has {v(RES, 'SWE', 2021):,.0f} researchers per million people (2021).", T
    )
    claim(
        "fresh",
        "The EU had twice as many active AI researchers as the US in 2024, Digital Science says.",
        T,
    )
    claim(
        "fresh", "The US had 20,000 active AI researchers in 2024, according to Digital Science.", F
    )
    claim(
        "fresh",
        "China has 156 institutions that published more than 50 AI papers in 2024.",
        T,
        P,
        N,
    )
    claim(
        "fresh",
        "China's AI patents outnumber those of the US 13 to one, Digital Science reports.",
        T,
        N,
    )
    claim("fresh", "The United Kingdom attracted $4.5 billion in private AI investment in 2024.", T)
    claim("fresh", "The United Kingdom attracted $9.3 billion in private AI investment in 2024.", F)
    claim("fresh", "Private AI investment in the US more than doubled from 2024 to 2025.", T)
    claim(
        "fresh",
        "South Korea leads the world in AI patents per 100,000 people, with 14.3 in 2024.",
        T,
        P,
    )
    claim(
        "fresh", "Tencent holds 2,074 generative AI patent families, WIPO counted for 2014-2023.", T
    )
    claim(
        "fresh", "Baidu holds 2,074 generative AI patent families, WIPO counted for 2014-2023.", F
    )
    claim("fresh", "The CNRS published 16,571 AI articles between 2003 and 2022.", T)
    claim("fresh", "MIT published 16,571 AI articles between 2003 and 2022.", F)
    claim("fresh", "ASPI has China leading in 66 technologies in 2020-2024.", T, P, N)
    claim("fresh", "Training DeepSeek-R1 cost $294,000.", T)
    claim("fresh", "Training DeepSeek-R1 cost $2.94 million.", F)
    claim("fresh", "DeepSeek was founded by Sam Altman.", F, N)
    claim("fresh", "Nvidia lost 589 billion dollars of market value in January 2025.", T)
    claim("fresh", "Nvidia lost 300 billion dollars of market value in January 2025.", F)
    claim(
        "fresh", "The Hoover Institution study was written by Amy Zegart and Emerson Johnston.", T
    )
    claim("fresh", "The Hoover Institution study was written by Daniel Hook.", F, N)
    claim("fresh", "Zeki Data's report covers 800,000 people in 115 countries.", T)
    claim("fresh", "Zeki Data's report covers 800,000 people in 35 countries.", F)
    claim("fresh", "ASEAN was formed in 1967.", T)
    claim("fresh", "ASEAN was formed in 1987.", F, N)
    claim(
        "fresh",
        "The Quad is the security dialogue of Australia, India, Japan and the United States.",
        T,
    )
    claim("fresh", "Brazil joined the Quad in 2021.", N, F)
    claim("fresh", "Dimensions is owned by Elsevier.", F, N)
    claim("fresh", "Scopus is owned by Elsevier.", T)
    claim("fresh", "China Telecom employs 12,000 AI researchers.", N)
    claim("fresh", "AI research in Chile won three Turing awards.", N)
    claim("fresh", "The best AI papers come from Canada.", N)
    claim("fresh", "If nothing changes, India will overtake China in AI papers by 2035.", N)
    claim("fresh", "China published 42,524 AI patents in 2022.", F, N)
    claim("fresh", f"China published {n(CS, 'CHN', 2022)} AI articles in 2022.", F)
    claim("fresh", f"China published {n(AI, 'CHN', 2022)} computer science articles in 2022.", F)
    claim(
        "fresh",
        f"China published {n(AI, 'CHN', 2022)} AI articles in 2022. India followed with {n(AI, 'IND', 2022)}.",
        T,
    )
    claim(
        "fresh",
        f"China published {n(AI, 'CHN', 2022)} AI articles in 2022. India followed with {n(AI, 'USA', 2022)}.",
        F,
    )
    claim(
        "fresh",
        f"Germany published {n(AI, 'DEU', 2022)} AI articles in 2022, while France published {n(AI, 'ESP', 2022)}.",
        F,
    )
    claim(
        "fresh",
        f"In 2022, Germany published {n(AI, 'DEU', 2022)} AI articles and France {n(AI, 'FRA', 2022)}.",
        T,
    )


def third() -> None:
    """Add a third batch, written after the second was met and before it was tried."""
    claim("third", f"Chilean AI output: {n(AI, 'CHL', 2022)} articles in 2022, the NSF reckons.", T)
    claim(
        "third",
        f"Colombia churned out {n(AI, 'COL', 2021)} papers on artificial intelligence in 2021.",
        T,
    )
    claim(
        "third",
        f"In 2021 a total of {n(AI, 'ARG', 2021)} AI articles carried an Argentine affiliation.",
        T,
    )
    claim(
        "third",
        f"In 2021 a total of {n(AI, 'PER', 2021)} AI articles carried an Argentine affiliation.",
        F,
    )
    claim("third", f"Only {n(AI, 'ISL', 2020)} AI articles were published in Iceland in 2020.", T)
    claim(
        "third",
        f"Finland managed {n(AI, 'FIN', 2022)} AI articles in 2022; Norway managed {n(AI, 'NOR', 2022)}.",
        T,
    )
    claim(
        "third",
        f"Finland managed {n(AI, 'FIN', 2022)} AI articles in 2022; Norway managed {n(AI, 'DNK', 2022)}.",
        F,
    )
    claim("third", f"The EU-27 published {n(AI, 'EU27', 2022)} AI articles in 2022.", T)
    claim(
        "third", "The EU-27 published 21,134 AI articles in 2022.", F, truth="the members added up"
    )
    claim(
        "third",
        f"Turkey's AI articles were {n(AI, 'TUR', 2022)} in 2022, having been {n(AI, 'TUR', 2018)} four years earlier.",
        T,
        P,
    )
    claim(
        "third",
        f"Between 2010 and 2020 AI publishing in Iran expanded by a factor of {v(AI, 'IRN', 2020) / v(AI, 'IRN', 2010):.1f}.",
        T,
    )
    claim(
        "third",
        f"Between 2010 and 2020 AI publishing in Iran expanded by a factor of {2.5 * v(AI, 'IRN', 2020) / v(AI, 'IRN', 2010):.1f}.",
        F,
    )
    claim(
        "third",
        f"Ukraine's AI article count dropped {100 * (1 - v(AI, 'UKR', 2022) / v(AI, 'UKR', 2021)):.0f}% in 2022."
        if v(AI, "UKR", 2022) < v(AI, "UKR", 2021)
        else f"Ukraine's AI article count rose {100 * (v(AI, 'UKR', 2022) / v(AI, 'UKR', 2021) - 1):.0f}% in 2022.",
        T,
    )
    claim(
        "third",
        "AI articles from India have risen every year since 2016.",
        T if all(v(AI, "IND", y) > v(AI, "IND", y - 1) for y in range(2017, 2023)) else F,
    )
    claim("third", "AI articles from Japan have risen every year since 2003.", F)
    claim(
        "third",
        "Not a single country outside Asia published more AI articles than the US in 2022.",
        T,
        N,
        P,
    )
    claim("third", "India pushed the US into third place in AI articles in 2022.", T, N, P)
    claim("third", "The US lay third in the world for AI articles in 2022.", T)
    claim("third", "The US lay second in the world for AI articles in 2022.", F)
    claim(
        "third",
        f"Mexico is number {rank(AI, 'MEX', 2022)} in the world ranking of AI articles for 2022.",
        T,
    )
    claim(
        "third",
        f"Mexico is number {rank(AI, 'MEX', 2022) - 12} in the world ranking of AI articles for 2022.",
        F,
    )
    claim(
        "third",
        "Vietnam outstripped Thailand in AI articles in 2021."
        if v(AI, "VNM", 2021) > v(AI, "THA", 2021)
        else "Thailand outstripped Vietnam in AI articles in 2021.",
        T,
    )
    claim("third", "Egypt, with fewer AI articles than Vietnam in 2022, published 923.", T)
    claim(
        "third",
        f"For every AI article from the US in 2022, China published {v(AI, 'CHN', 2022) / v(AI, 'USA', 2022):.1f}.",
        T,
        N,
    )
    claim(
        "third",
        f"France's AI articles in 2022 equalled {100 * v(AI, 'FRA', 2022) / v(AI, 'DEU', 2022):.0f}% of Germany's.",
        T,
        N,
    )
    claim("third", "Half of all AI articles in 2022 were Chinese.", F)
    claim(
        "third",
        f"China's share of AI articles worldwide climbed from {100 * v(AI, 'CHN', 2016) / v(AI, 'WLD', 2016):.0f}% in 2016 to {100 * v(AI, 'CHN', 2022) / v(AI, 'WLD', 2022):.0f}% in 2022.",
        T,
    )
    claim(
        "third",
        f"China's share of AI articles worldwide climbed from {100 * v(AI, 'CHN', 2016) / v(AI, 'WLD', 2016):.0f}% in 2016 to 48% in 2022.",
        P,
        F,
    )
    claim(
        "third",
        f"Of Switzerland's AI articles of 2022, {100 * v(INTL, 'CHE', 2022) / v(TOTAL, 'CHE', 2022):.0f}% involved authors from abroad.",
        T,
    )
    claim(
        "third",
        f"Of Switzerland's AI articles of 2022, {100 * v(INTL, 'CHN', 2022) / v(TOTAL, 'CHN', 2022):.0f}% involved authors from abroad.",
        F,
    )
    claim(
        "third",
        f"The number of computer science papers written in Indonesia hit {n(CS, 'IDN', 2019)} in 2019.",
        T,
    )
    claim(
        "third",
        f"The number of computer science papers written in Indonesia hit {n(CS, 'IDN', 2017)} in 2019.",
        F,
    )
    claim(
        "third",
        f"{n(PUSH, 'IND', 2024, 1, 'pytorch')} Indian developers pushed code to PyTorch repositories in Q1 2024.",
        T,
    )
    claim(
        "third", f"Singapore had {v(HEAD, 'SGP', 2022):,.0f} dollars of GDP per person in 2022.", T
    )
    claim("third", "Japan's population shrank between 2010 and 2020.", T)
    claim("third", "Japan's population grew between 2010 and 2020.", F)
    claim(
        "third",
        "The AI Index 2026 counts 59 notable models from the US and 35 from China in 2025.",
        T,
    )
    claim(
        "third",
        "The AI Index 2026 counts 35 notable models from the US and 59 from China in 2025.",
        F,
    )
    claim(
        "third",
        "Digital Science says the EU published 10,055 AI papers in 2024, more than the US with 6,378.",
        T,
    )
    claim(
        "third",
        "Digital Science says the US published 10,055 AI papers in 2024, more than the EU with 6,378.",
        F,
    )
    claim(
        "third",
        "China accounts for 25% of the UK's AI collaborations, Digital Science found.",
        T,
        N,
        P,
    )
    claim(
        "third",
        "India passed Japan in AI articles in 2010.",
        T if overtook(AI, "IND", "JPN") == 2010 else F,
        truth=str(overtook(AI, "IND", "JPN")),
    )
    claim("third", f"India passed Japan in AI articles in {overtook(AI, 'IND', 'JPN')}.", T)
    claim(
        "third",
        f"Brazil crossed the mark of 1,000 AI articles for the first time in {first_year(AI, 'BRA', lambda x: x >= 1000)}.",
        T,
    )
    claim(
        "third",
        f"Brazil crossed the mark of 1,000 AI articles for the first time in {first_year(AI, 'BRA', lambda x: x >= 1000) + 2}.",
        F,
    )
    claim("third", "Forty-two thousand AI articles came from China in 2022.", T, F)
    claim("third", "China put out 42.5k AI articles in 2022.", T)
    claim("third", "China put out 4.25 million AI articles in 2022.", F)
    claim("third", "Zeki Data says that China is covered by its report on AI talent.", F, N)
    claim("third", "The MIT licence covers DeepSeek-R1.", T, N)
    claim("third", "Amy Zegart wrote the Digital Science report.", F, N)
    claim("third", "Digital Science is based in London.", T, N)
    claim("third", "Digital Science is based in Boston.", F, N)
    claim("third", "ASPI's tracker of December 2025 says China leads in 66 of 74 technologies.", T)
    claim("third", "ASPI's tracker of December 2025 says China leads in 46 of 74 technologies.", F)
    claim("third", "CSET counts 43,803 AI publications by India in 2023.", T)
    claim("third", "CSET counts 43,803 AI publications by the UK in 2023.", F)
    claim("third", "CSET counts 43,803 AI publications by India in 2015.", F)
    claim("third", "The OECD has 38 member countries.", T)
    claim("third", "The OECD has 52 member countries.", F, N)
    claim("third", "Brazil published 300 AI articles about soya beans in 2020.", N)
    claim("third", "British universities published 5,000 AI articles about health in 2022.", N)
    claim("third", "Chinese firms bought 1,018 AI start-ups in 2022.", N)
    claim("third", "India's AI sector employed 416,000 people in 2022.", N)
    claim("third", "A majority of Germans fear AI.", N)


def main() -> None:
    """Write the file."""
    read()
    for add in (values_as_they_are, wrong_place, wrong_year, off_by, rounding, change, ranks, shares,
                comparisons, times, per_head, texts, not_there, fresh, third):  # fmt: skip
        add()
    lines = [json.dumps(item, ensure_ascii=False) for item in items]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {len(items)} claims: {dict(counts)}")


if __name__ == "__main__":
    main()
