# ruff: noqa: E501  (a question and its truth stay on one line)
"""Write figures_by_hand.jsonl: the hard questions about figures, thought out one by one.

    python tests/evals/make_figures_by_hand.py

The wording is by hand; every number in a truth is asked of the CSV files by SQL.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from figures_words import (
    ANSWERED,
    CAUTION,
    DENIAL,
    REFUSED,
    Cells,
    answered,
    name_regex,
    near,
    ordinal_regex,
    refusal,
    write_items,
)

__all__ = ["main"]

CELLS = Cells()
ITEMS: list[dict[str, Any]] = []
INCOMPLETE = r"incomplete|not complete|partial|part of (?:a|the) year|provisional|preliminary|not final|lag\b|caution|still being|not yet"


def cell(table: str, place: str, year: int, extra: str = "") -> str:
    """One value as a sub-query."""
    return f"(SELECT value FROM {table} WHERE place='{place}' AND start={year}{extra})"


def ai(place: str, year: int) -> str:
    return cell("ai_articles", place, year)


def wdi(measure: str, place: str, year: int) -> str:
    return cell("wdi", place, year, f" AND measure='wdi_{measure}'")


def github(place: str, year: int, quarter: int) -> str:
    return f"(SELECT value FROM github WHERE place='{place}' AND start=DATE '{year}-{3 * quarter - 2:02d}-01')"


def foreign(place: str, year: int) -> str:
    part = "(SELECT value FROM coauthorship WHERE measure='nsf_ai_{}' AND place='{}' AND start={})".format
    return f"100.0 * {part('international', place, year)} / {part('total', place, year)}"


def bloc(name: str, year: int, table: str = "ai_articles", without: str = "") -> str:
    left = "".join(f" AND place <> '{p}'" for p in without.split())
    return (
        f"(SELECT sum(value) FROM {table} WHERE start={year} AND place IN (SELECT place FROM members WHERE bloc='{name}' "
        f'AND coalesce("from", 0) <= {year} AND ("to" IS NULL OR "to" > {year})){left})'
    )


def number(sql: str) -> float:
    return CELLS.one("SELECT " + sql)


def n(
    sql: str,
    *,
    percent: bool = False,
    anywhere: bool = False,
    tol: float | None = None,
    rel: float | None = None,
) -> dict[str, Any]:
    """Expect the number that the query gives."""
    value = number(sql)
    if percent:
        return near(value, "%", rel=0, tol=tol or 0.15, anywhere=anywhere)
    return near(value, rel=rel, tol=tol, anywhere=anywhere)


def has(
    *sqls: str, names: str = "", years: tuple[int, ...] = (), anywhere: bool = False, **more: Any
) -> dict[str, Any]:
    """Expect an answer with these numbers, places and years."""
    patterns = [name_regex(p) for p in names.split()] + [rf"\b{y}\b" for y in years]
    if patterns:
        more["all_of"] = patterns + more.get("all_of", [])
    return answered([n(s, anywhere=anywhere) for s in sqls], **more)


def percent(sql: str, tol: float = 0.15) -> dict[str, Any]:
    return answered([n(sql, percent=True, tol=tol)])


def either(*sqls: str, **more: Any) -> dict[str, Any]:
    return answered(numbers_any=[[n(s) for s in sqls]], **more)


def premise(*sqls: str, denial: str = DENIAL) -> dict[str, Any]:
    """Expect the premise denied, or the numbers that deny it."""
    return {
        "status": ANSWERED + REFUSED,
        "one_of": [
            {"any_of": [[r"^(?:.|\n){0,300}?(?:" + denial + ")"]]},
            {"numbers": [n(s, anywhere=True) for s in sqls]},
        ],
    }


def add(
    kind: str,
    sub: str,
    turns: str | list[str],
    expect: dict[str, Any] | list[dict[str, Any] | None],
    truth: str = "",
) -> None:
    """Add an item; several expectations are one a turn."""
    turns = [turns] if isinstance(turns, str) else turns
    item: dict[str, Any] = {
        "id": f"hand-{sub}-{1 + sum(i['sub'] == sub for i in ITEMS):02d}",
        "kind": kind,
        "sub": sub,
        "lang": "en",
        "turns": turns,
    }
    if isinstance(expect, list):
        if len(expect) != len(turns):
            raise ValueError(f"{turns[0]!r}: {len(turns)} turns and {len(expect)} expectations")
        item["per_turn"] = expect
        expect = expect[-1] or {}
    item |= {
        "expect": expect,
        "truth": truth or _numbers(item.get("per_turn") or [expect]),
        "how": CELLS.taken(),
    }
    ITEMS.append(item)


def _numbers(expects: list[dict[str, Any] | None]) -> str:
    """Write the expected numbers as a truth."""
    out = []
    for e in expects:
        parts = [e or {}, *[p for p in (e or {}).get("one_of", []) if "numbers" in p]]
        found = [w["value"] for p in parts for w in p.get("numbers", [])]
        found += [g[0]["value"] for p in parts for g in p.get("numbers_any", [])]
        pooled = [*parts, *(e or {}).get("one_of", [])[:1]]
        found += [w["value"] for p in pooled for pool in p.get("pools", []) for w in pool["of"]]
        out.append(
            ", ".join(f"{v:,.4g}" if abs(v) < 100 else f"{v:,.0f}" for v in found)
            or "/".join((e or {}).get("all_of", [])[:2])
        )
    return "; ".join(out)


def conversations() -> None:
    add(
        "followup",
        "place_year",
        [
            "How many AI articles did Finland publish in 2018?",
            "and 2020?",
            "Norway?",
            "Which of the two was ahead in that year?",
        ],
        [has(ai("FIN", 2018)), has(ai("FIN", 2020)), has(ai("NOR", 2020)), has(names="FIN")],
    )
    add(
        "followup",
        "operation",
        [
            "Italian AI papers in 2012",
            "and in 2022?",
            "so what's that in percent?",
            "and per year?",
        ],
        [
            has(ai("ITA", 2012)),
            has(ai("ITA", 2022)),
            answered(
                [
                    near(
                        number(f"100.0 * {ai('ITA', 2022)} / {ai('ITA', 2012)} - 100"),
                        rel=0,
                        tol=0.6,
                    )
                ]
            ),
            answered(
                [
                    near(
                        number(
                            f"100 * (pow({ai('ITA', 2022)} * 1.0 / {ai('ITA', 2012)}, 0.1) - 1)"
                        ),
                        rel=0,
                        tol=0.12,
                    )
                ]
            ),
        ],
    )
    add(
        "followup",
        "normaliser",
        [
            "How many AI papers came from Singapore in 2021?",
            "per million people?",
            "same for Switzerland",
            "and without dividing by population?",
        ],
        [
            has(ai("SGP", 2021)),
            answered([n(f"{ai('SGP', 2021)} * 1e6 / {wdi('population', 'SGP', 2021)}", rel=0.01)]),
            answered([n(f"{ai('CHE', 2021)} * 1e6 / {wdi('population', 'CHE', 2021)}", rel=0.01)]),
            has(ai("CHE", 2021)),
        ],
    )
    add(
        "followup",
        "rank",
        [
            "Top three African countries by AI articles in 2020?",
            "who is fourth?",
            "and who was first in 2015?",
        ],
        [
            has(
                *[ai(_nth("AFRICA", 2020, k), 2020) for k in (1, 2, 3)],
                names=" ".join(_nth("AFRICA", 2020, k) for k in (1, 2, 3)),
                anywhere=True,
            ),
            has(names=_nth("AFRICA", 2020, 4)),
            has(names=_nth("AFRICA", 2015, 1)),
        ],
    )
    add(
        "followup",
        "add_remove",
        ["AI articles of France and Germany in 2019, together", "add Spain", "now without Germany"],
        [
            has(f"{ai('FRA', 2019)} + {ai('DEU', 2019)}"),
            has(f"{ai('FRA', 2019)} + {ai('DEU', 2019)} + {ai('ESP', 2019)}"),
            has(f"{ai('FRA', 2019)} + {ai('ESP', 2019)}"),
        ],
    )
    add(
        "followup",
        "measure",
        [
            "Computer science articles by Polish authors, 2017?",
            "and AI articles?",
            "What share of those had a foreign co-author?",
            "Hungary?",
        ],
        [
            has(cell("cs_articles", "POL", 2017)),
            has(ai("POL", 2017)),
            percent(foreign("POL", 2017)),
            percent(foreign("HUN", 2017)),
        ],
    )
    add(
        "followup",
        "year_before",
        [
            "South Korea's IP5 AI patent families in 2019?",
            "and the year before?",
            "what about Taiwan then?",
            "The ratio of the two?",
        ],
        [
            has(cell("ip5", "KOR", 2019)),
            has(cell("ip5", "KOR", 2018)),
            has(cell("ip5", "TWN", 2018)),
            answered(
                [
                    near(
                        number(f"{cell('ip5', 'KOR', 2018)} / {cell('ip5', 'TWN', 2018)}"),
                        rel=0.03,
                        tol=0.06,
                    )
                ]
            ),
        ],
    )
    add(
        "followup",
        "pronoun",
        [
            "Which Nordic country had the most AI articles in 2021?",
            "How many did it have ten years earlier?",
            "What was its share of the world total that year?",
        ],
        [
            has(names=_nth("NORDICS", 2021, 1)),
            has(ai(_nth("NORDICS", 2021, 1), 2011)),
            percent(f"100.0 * {ai(_nth('NORDICS', 2021, 1), 2011)} / {ai('WLD', 2011)}", 0.1),
        ],
    )
    add(
        "followup",
        "reset",
        [
            "Brazil, AI articles, 2016",
            "And Mexico?",
            "How many GitHub developers did India have in Q1 2024?",
            "and China?",
        ],
        [
            has(ai("BRA", 2016)),
            has(ai("MEX", 2016)),
            has(github("IND", 2024, 1)),
            has(github("CHN", 2024, 1)),
        ],
    )
    add(
        "followup",
        "go_back",
        [
            "NSF: Canadian AI articles 2019",
            "IP5 AI patent families in the same year?",
            "back to the articles: 2014?",
        ],
        [has(ai("CAN", 2019)), has(cell("ip5", "CAN", 2019)), has(ai("CAN", 2014))],
    )
    add(
        "followup",
        "bloc",
        [
            "AI articles from the EU in 2020?",
            "And in 2022?",
            "Just the Germans?",
            "As a share of the EU?",
        ],
        [
            either(ai("EU27", 2020)),
            either(ai("EU27", 2022)),
            has(ai("DEU", 2022)),
            percent(f"100.0 * {ai('DEU', 2022)} / {ai('EU27', 2022)}", 0.1),
        ],
    )
    add(
        "followup",
        "typo",
        [
            "ai papers in viet nam 2019",
            "thialand?",
            "what about 2012",
            "diffrence between the two in that year",
        ],
        [
            has(ai("VNM", 2019)),
            has(ai("THA", 2019)),
            has(ai("THA", 2012)),
            has(f"{ai('THA', 2012)} - {ai('VNM', 2012)}"),
        ],
    )
    add(
        "followup",
        "since",
        [
            "When did Indonesia first publish more than 1,000 AI articles in a year?",
            "And how many was it exactly?",
            "Malaysia in that year?",
        ],
        [has(years=(2017,)), has(ai("IDN", 2017)), has(ai("MYS", 2017))],
    )
    add(
        "followup",
        "gone",
        ["AI articles from Greece, 2019", "and in 2024?", "ok, then the last year you have"],
        [
            has(ai("GRC", 2019)),
            refusal(none_of=[r"in 2024[^.]{0,40}\b" + f"{number(ai('GRC', 2022)):.0f}" + r"\b"]),
            has(ai("GRC", 2022)),
        ],
    )
    add(
        "followup",
        "missing",
        [
            "AI articles per million people in South Korea, 2020?",
            "Taiwan?",
            "just the number of articles then",
        ],
        [
            answered([n(f"{ai('KOR', 2020)} * 1e6 / {wdi('population', 'KOR', 2020)}", rel=0.01)]),
            refusal(),
            has(ai("TWN", 2020)),
        ],
    )
    add(
        "followup",
        "trend",
        [
            "How did Pakistan's AI articles develop between 2012 and 2022?",
            "which year was the peak?",
            "and for Bangladesh?",
        ],
        [
            has(ai("PAK", 2012), ai("PAK", 2022)),
            has(
                years=(
                    int(
                        number(
                            "(SELECT start FROM ai_articles WHERE place='PAK' AND start BETWEEN 2012 AND 2022 ORDER BY value DESC LIMIT 1)"
                        )
                    ),
                )
            ),
            has(
                years=(
                    int(
                        number(
                            "(SELECT start FROM ai_articles WHERE place='BGD' AND start BETWEEN 2012 AND 2022 ORDER BY value DESC LIMIT 1)"
                        )
                    ),
                )
            ),
        ],
    )
    add(
        "followup",
        "source",
        ["OECD.AI: German share of AI publications in 2020", "Japan?", "and ten years before?"],
        [
            percent(cell("oecd", "DEU", 2020), 0.06),
            percent(cell("oecd", "JPN", 2020), 0.06),
            percent(cell("oecd", "JPN", 2010), 0.06),
        ],
    )
    add(
        "followup",
        "count",
        [
            "How many G7 countries published more than 2,500 AI articles in 2020?",
            "And more than 4,000?",
        ],
        [
            answered([near(number(_over("G7", 2020, 2500)), rel=0, tol=0.5)]),
            answered([near(number(_over("G7", 2020, 4000)), rel=0, tol=0.5)]),
        ],
    )


def _nth(name: str, year: int, rank: int, way: str = "DESC") -> str:
    rows = CELLS.rows(
        f"SELECT place FROM ai_articles WHERE start={year} AND place IN (SELECT place FROM members WHERE bloc='{name}') "
        f"AND place IN (SELECT place FROM countries) ORDER BY value {way} LIMIT 1 OFFSET {rank - 1}"
    )
    return str(rows[0][0])


def _over(name: str, year: int, limit: int, table: str = "ai_articles") -> str:
    return f"(SELECT count(*) FROM {table} WHERE start={year} AND value > {limit} AND place IN (SELECT place FROM members WHERE bloc='{name}'))"


def blocs_and_exclusions() -> None:
    add(
        "figures",
        "exclusion",
        "AI articles in 2020: the G7 without the US, added up (NSF)",
        has(bloc("G7", 2020, without="USA")),
    )
    add(
        "figures",
        "exclusion",
        "How many AI papers did ASEAN members other than Singapore publish together in 2019?",
        has(bloc("ASEAN", 2019, without="SGP")),
    )
    add(
        "figures",
        "exclusion",
        "Leaving Sweden aside, which Nordic country published most AI papers in 2018?",
        has(names=_best("NORDICS", 2018, "SWE")),
    )
    add(
        "figures",
        "exclusion",
        "biggest producer of AI articles in Asia in 2021 apart from China and India, per the NSF?",
        has(ai(_best("ASIA", 2021, "CHN IND"), 2021), names=_best("ASIA", 2021, "CHN IND")),
    )
    add(
        "figures",
        "exclusion",
        "Five Eyes minus America: combined AI articles, 2017",
        has(bloc("FIVE_EYES", 2017, without="USA")),
    )
    add(
        "figures",
        "rest_of_world",
        "AI articles in 2021, NSF: China against the rest of the world?",
        has(ai("CHN", 2021), f"{ai('WLD', 2021)} - {ai('CHN', 2021)}", anywhere=True),
    )
    add(
        "figures",
        "rest_of_world",
        "How many AI articles in 2015 were not American, NSF? I mean the world total minus the US.",
        has(f"{ai('WLD', 2015)} - {ai('USA', 2015)}"),
    )
    add(
        "figures",
        "own_row",
        "NSF count of EU AI articles in 2022: is it 18,471 or 21,134?",
        answered(
            [n(ai("EU27", 2022), anywhere=True)],
            any_of=[[r"once|member|sum|added|double|own row|row of its own"]],
        ),
    )
    add(
        "figures",
        "own_row",
        "European Union, AI articles 2021, National Science Foundation",
        has(ai("EU27", 2021)),
    )
    add(
        "figures",
        "own_row",
        "How many AI articles did Africa publish in 2022?",
        has(ai("AFRICA", 2022)),
    )
    add("figures", "own_row", "South America's AI articles, 2019", has(ai("SOUTH_AMERICA", 2019)))
    add("figures", "own_row", "World total of AI articles in 2014, NSF", has(ai("WLD", 2014)))
    add(
        "figures",
        "members",
        "BRICS in 2015 (Brazil, Russia, India, China, South Africa): AI articles in all, NSF",
        has(bloc("BRICS5", 2015)),
    )
    add(
        "figures",
        "members",
        "Which Visegrad country came last for AI articles in 2019?",
        has(ai(_nth("VISEGRAD", 2019, 1, "ASC"), 2019), names=_nth("VISEGRAD", 2019, 1, "ASC")),
    )
    add(
        "figures",
        "members",
        "Do the three Baltic states together publish more AI papers than Finland? 2021 please",
        has(bloc("BALTICS", 2021), ai("FIN", 2021), anywhere=True),
    )
    add(
        "figures",
        "members",
        "average number of AI articles per G7 member in 2020, NSF",
        answered([n(bloc("G7", 2020) + " / 7.0", rel=0.005)]),
    )
    add(
        "figures",
        "members",
        "median of AI articles among the Nordic countries, 2020",
        has(
            "(SELECT median(value) FROM ai_articles WHERE start=2020 AND place IN (SELECT place FROM members WHERE bloc='NORDICS'))"
        ),
    )
    add(
        "figures",
        "metonym",
        "Which had the bigger number of large-scale AI systems by 2024, Beijing or Washington?",
        has(cell("large", "USA", 2024), cell("large", "CHN", 2024), names="USA", anywhere=True),
    )
    add(
        "figures",
        "metonym",
        "The Land of the Rising Sun: IP5 AI patent families in 2018",
        has(cell("ip5", "JPN", 2018)),
    )
    add(
        "figures",
        "shorthand",
        "UAE + KSA + Qatar, AI articles 2021, sum",
        has(f"{ai('ARE', 2021)} + {ai('SAU', 2021)} + {ai('QAT', 2021)}"),
    )
    add("figures", "shorthand", "S'pore AI papers '18?", has(ai("SGP", 2018)))
    add(
        "figures",
        "shorthand",
        "DE/FR/IT AI articles 2019 in one line pls",
        has(ai("DEU", 2019), ai("FRA", 2019), ai("ITA", 2019)),
    )
    add(
        "figures",
        "shorthand",
        "Aussies vs Kiwis, AI papers 2021 - multiple?",
        answered(
            [near(number(f"{ai('AUS', 2021)} * 1.0 / {ai('NZL', 2021)}"), rel=0.03, tol=0.06)]
        ),
    )


def _best(name: str, year: int, without: str) -> str:
    rows = CELLS.rows(
        f"SELECT place FROM ai_articles WHERE start={year} AND place IN (SELECT place FROM members WHERE bloc='{name}') "
        + "".join(f"AND place <> '{p}' " for p in without.split())
        + "ORDER BY value DESC LIMIT 1"
    )
    return str(rows[0][0])


def combinations() -> None:
    growth = CELLS.rows(
        "SELECT a.place, (b.value / p2.value) / (a.value / p1.value) FROM ai_articles a JOIN ai_articles b USING (place) JOIN wdi p1 ON p1.place = a.place AND p1.start = 2012 "
        "AND p1.measure='wdi_population' JOIN wdi p2 ON p2.place = a.place AND p2.start = 2022 AND p2.measure='wdi_population' WHERE a.start=2012 AND b.start=2022 AND a.place IN "
        "(SELECT place FROM members WHERE bloc='G7') ORDER BY 2 DESC LIMIT 1"
    )[0][0]
    add(
        "figures",
        "combination",
        "Which of the G7 grew fastest in AI articles per head between 2012 and 2022?",
        has(names=str(growth)),
    )
    top = CELLS.rows(
        "SELECT t.place FROM coauthorship t JOIN coauthorship i USING (place, start) WHERE t.measure='nsf_ai_total' AND i.measure='nsf_ai_international' AND start=2021 AND t.value > 1000 "
        "AND place IN (SELECT place FROM countries) ORDER BY 1.0 * i.value / t.value DESC LIMIT 3"
    )
    add(
        "figures",
        "combination",
        "Among countries with more than 1,000 AI articles in 2021, which three had the highest share of foreign co-authorship?",
        has(names=" ".join(str(r[0]) for r in top)),
    )
    add(
        "figures",
        "combination",
        "How many AI articles per 1,000 computer science articles did Spain have in 2018?",
        answered(
            numbers_any=[
                [
                    n(
                        f"1000.0 * {ai('ESP', 2018)} / {cell('cs_articles', 'ESP', 2018)}",
                        tol=0.6,
                        rel=0,
                    ),
                    n(
                        f"100.0 * {ai('ESP', 2018)} / {cell('cs_articles', 'ESP', 2018)}",
                        tol=0.1,
                        rel=0,
                    ),
                ]
            ]
        ),
    )
    add(
        "figures",
        "combination",
        "Did Portugal or Greece have more AI papers per billion dollars of GDP in 2019?",
        has(
            names="PRT"
            if number(
                f"{ai('PRT', 2019)} / {wdi('gdp_current_usd', 'PRT', 2019)} - {ai('GRC', 2019)} / {wdi('gdp_current_usd', 'GRC', 2019)}"
            )
            > 0
            else "GRC"
        ),
    )
    add(
        "figures",
        "index",
        "Index Dutch AI articles with 2010 = 100: where do they stand in 2020?",
        answered([near(number(f"100.0 * {ai('NLD', 2020)} / {ai('NLD', 2010)}"), rel=0, tol=0.6)]),
    )
    add(
        "figures",
        "two_in_one",
        "How many AI articles did Denmark publish in 2020, and how many IP5 AI patent families did Sweden have that year?",
        has(ai("DNK", 2020), cell("ip5", "SWE", 2020)),
    )
    add(
        "figures",
        "two_in_one",
        "AI papers from Chile in 2021? And from Peru?",
        has(ai("CHL", 2021), ai("PER", 2021)),
    )
    add(
        "figures",
        "two_in_one",
        "What is Austria's population in 2020 and how many AI articles did it publish that year?",
        answered([n(wdi("population", "AUT", 2020), rel=0.01), n(ai("AUT", 2020))]),
    )
    add(
        "figures",
        "without_break",
        "Since when has Iran published more than 500 AI articles every year without a break?",
        has(years=(_unbroken("IRN", 500),)),
    )
    add(
        "figures",
        "without_break",
        "Since what year has India been continuously above 2,000 AI articles (NSF)?",
        has(years=(_unbroken("IND", 2000),)),
    )
    add(
        "figures",
        "range",
        "In how many years between 2003 and 2022 did Spain publish more than 1,000 AI articles?",
        answered(
            [
                near(
                    number(
                        "(SELECT count(*) FROM ai_articles WHERE place='ESP' AND start BETWEEN 2003 AND 2022 AND value > 1000)"
                    ),
                    rel=0,
                    tol=0.5,
                )
            ]
        ),
    )
    add(
        "figures",
        "range",
        "Before the pandemic, i.e. in 2019, how many AI articles did Austria publish? And in 2021?",
        has(ai("AUT", 2019), ai("AUT", 2021)),
    )
    add(
        "figures",
        "range",
        "Finnish AI articles over the last five years of the data, added up",
        has(
            "(SELECT sum(value) FROM ai_articles WHERE place='FIN' AND start BETWEEN 2018 AND 2022)"
        ),
    )
    add(
        "figures",
        "latest",
        "latest NSF figure for Norwegian AI articles?",
        has(ai("NOR", 2022), years=(2022,)),
    )
    add(
        "figures",
        "latest",
        "How many GitHub developers does Kenya have now, on the newest data you hold?",
        has(github("KEN", 2025, 3)),
    )
    add(
        "figures",
        "quarters",
        "GitHub developers in Brazil: growth in percent from the first quarter of 2023 to the first quarter of 2024?",
        answered(
            [
                near(
                    number(f"100.0 * {github('BRA', 2024, 1)} / {github('BRA', 2023, 1)} - 100"),
                    rel=0,
                    tol=0.15,
                )
            ]
        ),
    )
    add(
        "figures",
        "quarters",
        "In which quarter did India first pass ten million developers on GitHub?",
        has(all_of=[_quarter("IND", 10_000_000)]),
    )
    add(
        "figures",
        "quarters",
        "Did India ever overtake the US in GitHub developers?",
        answered(all_of=[DENIAL], any_of=[[name_regex("IND")]]),
        _quarters_ahead(),
    )
    add(
        "figures",
        "per_head",
        "GitHub developers per 1,000 people in Estonia, Q4 2023",
        answered(
            [n(f"{github('EST', 2023, 4)} * 1000.0 / {wdi('population', 'EST', 2023)}", rel=0.01)]
        ),
    )
    add(
        "figures",
        "gap_years",
        "By how many AI articles was China ahead of America in 2010 and in 2020 (NSF)?",
        has(f"{ai('CHN', 2010)} - {ai('USA', 2010)}", f"{ai('CHN', 2020)} - {ai('USA', 2020)}"),
    )
    add(
        "figures",
        "yes_no",
        "Did Poland publish more than a thousand AI articles in 2022?",
        has(ai("POL", 2022)),
    )
    add(
        "figures",
        "yes_no",
        "Was Israel in the world's top 20 for AI articles in 2010?",
        answered(
            any_of=[
                [
                    ordinal_regex(
                        1
                        + int(
                            number(
                                f"(SELECT count(*) FROM ai_articles WHERE start=2010 AND place IN (SELECT place FROM countries) AND value > {ai('ISR', 2010)})"
                            )
                        )
                    ),
                    r"^\W*no\b|\bnot (?:in|among)\b|n't (?:in|among)\b",
                ]
            ]
        ),
        f"No: number {_israel()}.",
    )


def _unbroken(place: str, limit: int) -> int:
    return 1 + int(
        number(f"(SELECT max(start) FROM ai_articles WHERE place='{place}' AND value <= {limit})")
    )


def _israel() -> int:
    return 1 + int(
        number(
            f"(SELECT count(*) FROM ai_articles WHERE start=2010 AND place IN (SELECT place FROM countries) AND value > {ai('ISR', 2010)})"
        )
    )


def _quarters_ahead() -> str:
    found = number(
        "(SELECT count(*) FROM github i JOIN github u USING (start) WHERE i.place='IND' AND u.place='USA' AND i.value > u.value)"
    )
    if found:
        raise ValueError(f"India was ahead in {found:.0f} quarters")
    return "No: the US was ahead in every quarter."


def _quarter(place: str, limit: int) -> str:
    year, quarter = CELLS.rows(
        f"SELECT year(start), quarter(start) FROM github WHERE place='{place}' AND value > {limit} ORDER BY start LIMIT 1"
    )[0]
    word = ("first", "second", "third", "fourth")[quarter - 1]
    return rf"Q{quarter}[ /,-]*(?:of )?{year}|{year}[ -]?Q{quarter}|{word} quarter (?:of )?{year}"


def conflicts() -> None:
    add(
        "disagree",
        "overtake",
        "When did China overtake the US in AI research?",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        near(_passed(t), anywhere=True, rel=0, tol=0.1)
                        for t in ("oecd", "ai_articles")
                    ],
                }
            ],
        },
        "NSF articles: 2007; OECD.AI share: 2006.",
    )
    add(
        "disagree",
        "share",
        "China's share of the world's AI publications in 2022?",
        {
            "status": ANSWERED,
            "one_of": [
                {
                    "pools": [
                        {
                            "min": 2,
                            "of": [
                                n(f"100.0 * {ai('CHN', 2022)} / {ai('WLD', 2022)}", percent=True),
                                n(cell("oecd", "CHN", 2022), percent=True),
                            ],
                        }
                    ]
                },
                {
                    "pools": [
                        {
                            "min": 1,
                            "of": [
                                n(f"100.0 * {ai('CHN', 2022)} / {ai('WLD', 2022)}", percent=True),
                                n(cell("oecd", "CHN", 2022), percent=True),
                            ],
                        }
                    ],
                    "any_of": [["NSF|OECD|National Science Foundation|OpenAlex|Scopus"]],
                },
            ],
        },
    )
    add(
        "disagree",
        "models",
        "Notable AI models from the US in 2024: how many?",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        n(cell("notable", "USA", 2024), anywhere=True),
                        n(
                            "(SELECT value FROM reported WHERE measure='aii_models' AND place='USA' AND start=2024)",
                            anywhere=True,
                        ),
                    ],
                }
            ],
        },
    )
    add(
        "disagree",
        "models",
        "Chinese notable models 2023 - Stanford and Epoch do not agree, do they?",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        n(cell("notable", "CHN", 2023), anywhere=True),
                        n(
                            "(SELECT value FROM reported WHERE measure='aii_models' AND place='CHN' AND start=2023)",
                            anywhere=True,
                        ),
                    ],
                }
            ],
        },
    )
    add(
        "disagree",
        "articles",
        "How many AI papers did China publish in 2019? I have seen very different numbers.",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        n(ai("CHN", 2019), anywhere=True),
                        n(
                            "(SELECT value FROM reported WHERE measure='ni20_dim_pubs' AND place='CHN' AND start=2019 AND grain='year')",
                            anywhere=True,
                        ),
                    ],
                }
            ],
        },
    )
    add(
        "disagree",
        "articles",
        "Is it true that different sources give different totals for Chinese AI papers in 2021?",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        n(ai("CHN", 2021), anywhere=True),
                        n(
                            "(SELECT value FROM reported WHERE measure='nikkei_pubs' AND place='CHN' AND start=2021)",
                            anywhere=True,
                        ),
                    ],
                }
            ],
        },
    )
    add(
        "disagree",
        "counting",
        "Top-1% share of Swiss computer science articles in 2018: whole and fractional counting?",
        {
            "status": ANSWERED,
            "numbers": [
                n(
                    f"(SELECT value FROM top1 WHERE measure='nsf_cs_top1_{k}' AND place='CHE' AND start=2018)"
                )
                for k in ("whole", "fractional")
            ],
        },
    )
    add(
        "disagree",
        "patents",
        "Chinese AI patents in 2022: which counts are there?",
        {
            "status": ANSWERED,
            "pools": [
                {
                    "min": 2,
                    "of": [
                        n(
                            "(SELECT value FROM reported WHERE measure='bbg_patents' AND place='CHN' AND start=2022)",
                            anywhere=True,
                        ),
                        n(
                            "(SELECT value FROM reported WHERE measure='aii_patents_granted' AND place='CHN' AND start=2022)",
                            anywhere=True,
                        ),
                        n(cell("ip5", "CHN", 2022), anywhere=True),
                    ],
                }
            ],
        },
    )


def _passed(table: str) -> float:
    """First year of the lead that China kept over the United States."""
    return 1 + number(
        f"(SELECT max(start) FROM {table} c JOIN {table} u USING (start) WHERE c.place='CHN' AND u.place='USA' AND c.value < u.value)"
    )


def refusals() -> None:
    for sub, question in (
        ("year", "How many AI articles did Belgium publish in 2024, NSF?"),
        ("year", "NSF count of Czech AI papers for 1998"),
        ("year", "GitHub developers in Nigeria in 2017?"),
        ("year", "GitHub developers in Canada, Q4 2025"),
        ("year", "IP5 AI patent families of Finland in 2005"),
        ("year", "OECD.AI share of AI publications, France, 1995"),
        ("place", "OECD.AI: Italy's share of the world's AI publications in 2020"),
        ("place", "IP5 AI patent families of Norway in 2018"),
        ("place", "IP5 AI patent families, Vietnam, 2020"),
        ("place", "Number of links of Vietnam in the NSF's AI co-authorship network"),
        ("place", "How many AI articles did Atlantis publish in 2019?"),
        ("normaliser", "AI articles per million inhabitants in Taiwan, 2019"),
        ("normaliser", "Taiwanese AI papers per billion dollars of GDP in 2018?"),
        ("measure", "How many AI researchers does the UK have?"),
        ("measure", "Number of AI start-ups in Portugal in 2021"),
        ("measure", "How many AI professors are there in Denmark?"),
        ("measure", "Share of women among Spanish AI authors in 2020"),
        ("measure", "AI articles by the University of Lisbon in 2019"),
        ("measure", "AI articles from California in 2020"),
        ("share", "What share of the world's IP5 AI patent families did Japan hold in 2020?"),
        ("month", "How many AI articles did Germany publish in March 2019?"),
        ("quarter", "AI articles from France in Q2 2020"),
        ("prediction", "How many AI articles will India publish in 2030?"),
        ("opinion", "Which country's AI research is the best, in your opinion?"),
        ("opinion", "Should Europe spend more on AI to catch up with China?"),
        ("offtopic", "How many goals did Germany score at the 2014 World Cup?"),
        ("offtopic", "What's the weather like in Helsinki tomorrow?"),
        ("offtopic", "Population of Mars?"),
        ("causal", "What caused the drop of South Korean AI articles in 2020?"),
    ):
        add(
            "refuse",
            sub,
            question,
            refusal(),
            "Not in the material, or not for a figure to answer.",
        )
    # The series stops short, or the year is not over.
    add(
        "refuse",
        "incomplete",
        "Did Japan's IP5 AI patent families collapse in 2022?",
        {"status": ANSWERED + REFUSED, "one_of": [{"status": REFUSED}, {"any_of": [[INCOMPLETE]]}]},
        "2022 is incomplete.",
    )
    add(
        "refuse",
        "incomplete",
        "IP5 AI patent families of South Korea, 2022",
        {"status": ANSWERED + REFUSED, "one_of": [{"status": REFUSED}, {"any_of": [[INCOMPLETE]]}]},
        "2022 is incomplete.",
    )
    add(
        "refuse",
        "incomplete",
        "OECD.AI: US share of AI publications in 2026",
        {"status": ANSWERED + REFUSED, "one_of": [{"status": REFUSED}, {"any_of": [[INCOMPLETE]]}]},
        "2026 is incomplete.",
    )
    add(
        "refuse",
        "incomplete",
        "large-scale AI systems in China by 2026: how many?",
        {"status": ANSWERED + REFUSED, "one_of": [{"status": REFUSED}, {"any_of": [[INCOMPLETE]]}]},
        "2026 is a part of a year.",
    )
    add(
        "refuse",
        "prediction",
        "When will Africa overtake Europe in AI papers?",
        refusal(admit=CAUTION + r"|(?:not|never|n't)\b[^.]{0,60}\b(?:pass|overt|exceed|happen)"),
        "No prediction; not by 2022.",
    )
    add(
        "refuse",
        "additive",
        "Add up the cumulative large-scale AI systems of France for 2022, 2023 and 2024",
        {
            "status": ANSWERED + REFUSED,
            "one_of": [
                {"status": REFUSED},
                {"any_of": [[r"cumulative|not be added|cannot be (?:added|summed)|already"]]},
            ],
        },
        "Cumulative: years are never added.",
    )
    add(
        "refuse",
        "ambiguous",
        "AI articles from Congo in 2021?",
        {
            "status": ANSWERED + REFUSED,
            "one_of": [
                {"status": REFUSED},
                {
                    "any_of": [[r"Brazzaville|Republic of the Congo|which Congo|two"]],
                    "all_of": [r"Kinshasa|Democratic"],
                },
            ],
        },
        "Two places: DR Congo 4, Congo 0.",
    )
    add(
        "figures",
        "ambiguous",
        "AI papers from Korea in 2021",
        {
            "status": [*ANSWERED, "clarify"],
            "one_of": [
                {"status": ["clarify"]},
                {"numbers": [n(ai("KOR", 2021))], "all_of": ["South Korea|Republic of Korea"]},
            ],
        },
        "South Korea 2,116, North Korea 6.",
    )
    add(
        "figures",
        "ambiguous",
        "Georgia (the country, not the state): AI articles 2021",
        has(ai("GEO", 2021)),
    )
    add("figures", "ambiguous", "What about North Korean AI articles, 2021?", has(ai("PRK", 2021)))


def false_premises() -> None:
    add(
        "false_premise",
        "lead",
        "Why does Spain publish more AI articles than Italy? I am looking at 2021.",
        premise(ai("ESP", 2021), ai("ITA", 2021)),
    )
    add(
        "false_premise",
        "lead",
        "How did Norway stay ahead of Sweden in AI articles in 2020?",
        premise(ai("NOR", 2020), ai("SWE", 2020)),
    )
    add(
        "false_premise",
        "lead",
        "Explain Japan's lead over the US in IP5 AI patent families in 2020.",
        premise(cell("ip5", "JPN", 2020), cell("ip5", "USA", 2020)),
    )
    add(
        "false_premise",
        "fall",
        "Why did Turkish AI articles fall between 2016 and 2022?",
        premise(ai("TUR", 2016), ai("TUR", 2022)),
    )
    add(
        "false_premise",
        "fall",
        "GitHub lost developers in Indonesia between Q1 2022 and Q1 2025. By how many?",
        premise(github("IDN", 2022, 1), github("IDN", 2025, 1)),
    )
    add(
        "false_premise",
        "value",
        "Now that Portugal published 5,000 AI articles in 2021, what was its share of the world?",
        premise(ai("PRT", 2021)),
    )
    add(
        "false_premise",
        "value",
        "Austria's 2,000 AI articles in 2022 - how many times the 2012 number is that?",
        premise(ai("AUT", 2022)),
    )
    add(
        "false_premise",
        "peak",
        "Why did German AI articles peak in 2012 and never recover?",
        premise(ai("DEU", 2012), ai("DEU", 2021)),
    )
    add(
        "false_premise",
        "doubling",
        "How did Japan manage to double its AI articles between 2018 and 2022?",
        premise(ai("JPN", 2018), ai("JPN", 2022)),
    )
    add(
        "false_premise",
        "rank",
        "How did the UK become the world's number one for AI articles in 2022, NSF?",
        premise(ai("GBR", 2022), ai("CHN", 2022)),
    )
    add(
        "false_premise",
        "share",
        "Why do most Japanese AI articles have foreign co-authors? 2018",
        premise(foreign("JPN", 2018)),
    )
    add(
        "false_premise",
        "first",
        "France overtook Germany in AI articles in 2015. What changed?",
        premise(ai("FRA", 2015), ai("DEU", 2015)),
    )


def main() -> None:
    """Write the file."""
    for part in (
        conversations,
        blocs_and_exclusions,
        combinations,
        conflicts,
        refusals,
        false_premises,
    ):
        CELLS.taken()
        part()
    write_items(ITEMS, Path(__file__).resolve().parent / "figures_by_hand.jsonl")
    print(f"{len(ITEMS)} items in figures_by_hand.jsonl")


if __name__ == "__main__":
    main()
