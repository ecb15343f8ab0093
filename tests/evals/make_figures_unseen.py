# ruff: noqa: E501  (a question and its truth stay on one line)
"""Write figures_unseen.jsonl: questions about figures as people from many desks type them.

    python tests/evals/make_figures_unseen.py

They were written before the product saw them, and scored at first look.  The wording is by hand;
every number in a truth is asked of the CSV files by SQL.
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
    write_items,
)
from figures_words import refusal as refused

__all__ = ["main"]

CELLS = Cells()
ITEMS: list[dict[str, Any]] = []
UNFINISHED = r"incomplete|not complete|partial|part of (?:a|the) year|provisional|lag\b|not yet"


def cell(table: str, place: str, year: int | str, extra: str = "") -> str:
    """One value as a sub-query."""
    return f"(SELECT value FROM {table} WHERE place='{place}' AND start={year}{extra})"


def ai(place: str, year: int) -> str:
    return cell("ai_articles", place, year)


def cs(place: str, year: int) -> str:
    return cell("cs_articles", place, year)


def ip5(place: str, year: int) -> str:
    return cell("ip5", place, year)


def wdi(measure: str, place: str, year: int) -> str:
    return cell("wdi", place, year, f" AND measure='wdi_{measure}'")


def github(place: str, year: int, quarter: int) -> str:
    return cell("github", place, f"DATE '{year}-{3 * quarter - 2:02d}-01'")


def topic(place: str, name: str, year: int, quarter: int) -> str:
    return cell("topics", place, f"DATE '{year}-{3 * quarter - 2:02d}-01'", f" AND topic='{name}'")


def reported(measure: str, place: str, year: int) -> str:
    return f"(SELECT min(value) FROM reported WHERE measure='{measure}' AND place='{place}' AND start={year})"


def coauthored(kind: str, place: str, year: int) -> str:
    return cell("coauthorship", place, year, f" AND measure='nsf_ai_{kind}'")


def total(bloc: str, year: int, table: str = "ai_articles", without: str = "") -> str:
    left = "".join(f" AND place <> '{p}'" for p in without.split())
    return (
        f"(SELECT sum(value) FROM {table} WHERE start={year} AND place IN (SELECT place FROM members WHERE bloc='{bloc}' "
        f'AND coalesce("from", 0) <= {year} AND ("to" IS NULL OR "to" > {year})){left})'
    )


def within(bloc: str) -> str:
    return (
        f" AND place IN (SELECT place FROM members WHERE bloc='{bloc}' AND \"to\" IS NULL)"
        if bloc
        else ""
    ) + " AND place IN (SELECT place FROM countries)"


def nth(bloc: str, year: int, rank: int = 1, way: str = "DESC", table: str = "ai_articles") -> str:
    """The place with this rank."""
    return str(
        CELLS.rows(
            f"SELECT place FROM {table} WHERE start={year}{within(bloc)} ORDER BY value {way} LIMIT 1 OFFSET {rank - 1}"
        )[0][0]
    )


def rank(place: str, year: int, table: str = "ai_articles") -> int:
    return int(
        CELLS.one(
            f"SELECT 1 + count(*) FROM {table} WHERE start={year}{within('')} AND value > {cell(table, place, year)}"
        )
    )


def over(bloc: str, year: int, limit: int, table: str = "ai_articles") -> str:
    return f"(SELECT count(*) FROM {table} WHERE start={year} AND value > {limit}{within(bloc)})"


def growth(place: str, first: int, last: int, table: str = "ai_articles") -> str:
    return f"100.0 * {cell(table, place, last)} / {cell(table, place, first)} - 100"


def share(of: str, whole: str) -> str:
    return f"100.0 * {of} / {whole}"


def one(sql: str) -> float:
    return CELLS.one("SELECT " + sql)


def n(
    sql: str, *, tol: float | None = None, rel: float | None = None, anywhere: bool = False
) -> dict[str, Any]:
    return near(one(sql), tol=tol, rel=rel, anywhere=anywhere)


def has(*sqls: str, names: str = "", years: tuple[int, ...] = (), **more: Any) -> dict[str, Any]:
    """Expect an answer whose text has these numbers, places and years."""
    patterns = [name_regex(p) for p in names.split()] + [rf"\b{y}\b" for y in years]
    if patterns:
        more["all_of"] = patterns + more.get("all_of", [])
    return answered([n(sql) for sql in sqls], **more)


def percent(sql: str, tol: float = 0.15) -> dict[str, Any]:
    return answered([near(one(sql), "%", rel=0, tol=tol)])


def about(sql: str, rel: float = 0.01) -> dict[str, Any]:
    return answered([n(sql, rel=rel)])


def exactly(value: float) -> dict[str, Any]:
    return answered([near(value, rel=0, tol=0.5)])


def premise(*sqls: str) -> dict[str, Any]:
    """Expect the premise denied, or the numbers that deny it."""
    return {
        "status": ANSWERED + REFUSED,
        "one_of": [
            {"any_of": [[r"^(?:.|\n){0,300}?(?:" + DENIAL + ")"]]},
            {"numbers": [n(s, anywhere=True) for s in sqls]},
        ],
    }


def nothing(none_of: list[str] | None = None) -> dict[str, Any]:
    """Expect a refusal, or an answer that says what is missing."""
    return refused(none_of=none_of)


def away() -> dict[str, Any]:
    """Expect a refusal and nothing else."""
    return {"status": REFUSED}


def add(
    kind: str,
    sub: str,
    turns: str | list[str],
    expect: dict[str, Any] | list[dict[str, Any] | None],
) -> None:
    """Add an item; several expectations are one a turn."""
    turns = [turns] if isinstance(turns, str) else turns
    item: dict[str, Any] = {
        "id": f"unseen-{sub}-{1 + sum(i['sub'] == sub for i in ITEMS):02d}",
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
    ITEMS.append(item | {"expect": expect, "how": CELLS.taken()})


def figures() -> None:
    def ask(sub: str, question: str, expect: dict[str, Any]) -> None:
        add("figures", sub, question, expect)

    # look-ups
    ask("lookup", "Need a number fast: Portuguese AI articles, 2016, NSF", has(ai("PRT", 2016)))
    ask(
        "lookup",
        "i'm writing up a piece on central europe and want to know how many ai papers the czechs put out in 2014 (nsf)",
        has(ai("CZE", 2014)),
    )
    ask(
        "lookup",
        "What number of artificial intelligence articles was produced by researchers in Vietnam during 2021, on NSF figures?",
        has(ai("VNM", 2021)),
    )
    ask("lookup", "Give me Kenya's AI article tally for 2022 please", has(ai("KEN", 2022)))
    ask("lookup", "comp sci articles (not just AI) by Irish authors in 2012", has(cs("IRL", 2012)))
    ask(
        "lookup",
        "Number of notable AI models Canada released in 2023, according to Epoch",
        has(cell("notable", "CAN", 2023)),
    )
    ask(
        "lookup",
        "By the end of 2025 how many large-scale AI systems had come out of South Korea in total?",
        has(cell("large", "KOR", 2025)),
    )
    ask("lookup", "IP5 patent families in AI - Israel - 2017", has(ip5("ISR", 2017)))
    ask(
        "lookup",
        "How many GitHub accounts were there in Egypt in the second quarter of 2022?",
        has(github("EGY", 2022, 2)),
    )
    ask(
        "lookup",
        "I need the number of coders in Germany who pushed to deep-learning repos in Q3 2024",
        has(topic("DEU", "deep-learning", 2024, 3)),
    )
    ask(
        "lookup",
        "What proportion of its GDP did Sweden spend on R&D in 2019?",
        percent(wdi("rd_pct_gdp", "SWE", 2019), 0.06),
    )
    ask(
        "lookup",
        "researchers per million inhabitants, Denmark, 2018",
        about(wdi("researchers_per_million", "DNK", 2018)),
    )
    ask(
        "lookup",
        "Japanese GDP per capita in 2021, in dollars",
        about(wdi("gdp_per_capita_current_usd", "JPN", 2021)),
    )
    ask(
        "lookup",
        "How many links has Italy in the NSF's AI co-authorship network?",
        exactly(one("(SELECT links FROM network WHERE place='ITA')")),
    )
    ask(
        "lookup",
        "strength of Singapore in the network",
        has("(SELECT strength FROM network WHERE place='SGP')"),
    )
    ask(
        "lookup",
        "How many Australian AI articles of 2019 had authors in more than one country?",
        has(coauthored("international", "AUS", 2019)),
    )
    ask(
        "lookup",
        "what slice of Turkish AI papers in 2018 was written by authors of Turkey alone",
        percent(share(coauthored("domestic", "TUR", 2018), coauthored("total", "TUR", 2018)), 0.6),
    )
    ask(
        "lookup",
        "In 2015 what share of Dutch computer science articles made the world's top 1% by citations?",
        answered([n(cell("top1", "NLD", 2015, " AND measure='nsf_cs_top1_whole'"), tol=0.06)]),
    )
    ask(
        "lookup",
        "How many active AI researchers has the EU, says Digital Science?",
        has(reported("ds_researchers", "EU27", 2024)),
    )
    ask(
        "lookup",
        "US private investment in AI for 2024 - in billions",
        answered([n(reported("aii_private_inv", "USA", 2024))]),
    )
    ask(
        "lookup",
        "AI papers accepted at NeurIPS 2025 from China?",
        has(reported("neurips25", "CHN", 2025)),
    )
    ask(
        "lookup",
        "number of data centres the AI Index gives for Germany",
        has(reported("aii_datacenters", "DEU", 2025)),
    )
    ask(
        "lookup",
        "Newly funded artificial intelligence firms in Britain, 2025",
        has(reported("aii_new_companies", "GBR", 2025)),
    )
    ask(
        "lookup",
        "How many AI publications did China have in 2023?",
        answered(any_of=[[r"publications|articles|papers"]], none_of=[r"co-author"]),
    )
    # differences and ratios
    ask(
        "difference",
        "By how much did Spanish AI articles exceed Portuguese ones in 2020?",
        has(f"{ai('ESP', 2020)} - {ai('PRT', 2020)}"),
    )
    ask(
        "difference",
        "Gap between South Korea and Japan, IP5 AI families, 2021 please",
        answered([n(f"abs({ip5('KOR', 2021)} - {ip5('JPN', 2021)})", rel=0.01)]),
    )
    ask(
        "ratio",
        "how many times bigger was Indonesia's AI article output than Malaysia's in 2022",
        answered([n(f"{ai('IDN', 2022)} / {ai('MYS', 2022)}", tol=0.06)]),
    )
    ask(
        "ratio",
        "For each AI article from Belgium in 2019, how many came from the Netherlands?",
        answered([n(f"{ai('NLD', 2019)} / {ai('BEL', 2019)}", tol=0.06)]),
    )
    ask(
        "ratio",
        "GitHub: ratio of Indian to American developers, Q1 2025",
        answered([n(f"{github('IND', 2025, 1)} / {github('USA', 2025, 1)}", tol=0.03)]),
    )
    # change
    ask(
        "change",
        "Percentage increase in Saudi AI articles, 2015 to 2022",
        percent(growth("SAU", 2015, 2022), 1),
    )
    ask(
        "change",
        "Were Russian AI articles up or down in 2022 compared with 2019, and by how many?",
        has(f"abs({ai('RUS', 2022)} - {ai('RUS', 2019)})"),
    )
    ask(
        "change",
        "CAGR of Iraqi AI articles between 2014 and 2022?",
        percent(f"100 * (pow({ai('IRQ', 2022)} / {ai('IRQ', 2014)}, 1.0 / 8) - 1)", 0.3),
    )
    ask(
        "change",
        "How has the number of AI articles written in Ukraine evolved from 2010 to 2020?",
        has(ai("UKR", 2010), ai("UKR", 2020)),
    )
    ask(
        "change",
        "Did the UK's share of world AI articles shrink between 2005 and 2020? From what to what?",
        answered(
            [near(one(share(ai("GBR", y), ai("WLD", y))), rel=0, tol=0.1) for y in (2005, 2020)]
        ),
    )
    # peaks, first years, streaks
    ask(
        "peak",
        "Best year ever for Greek AI articles?",
        has(
            years=(
                int(
                    CELLS.one(
                        "SELECT start FROM ai_articles WHERE place='GRC' ORDER BY value DESC LIMIT 1"
                    )
                ),
            )
        ),
    )
    ask(
        "peak",
        "Lowest point for French AI articles between 2009 and 2022 - which year, how many?",
        has(
            "(SELECT min(value) FROM ai_articles WHERE place='FRA' AND start BETWEEN 2009 AND 2022)"
        ),
    )
    ask(
        "first",
        "first year in which Poland got past 500 AI articles",
        has(
            years=(
                int(
                    CELLS.one(
                        "SELECT min(start) FROM ai_articles WHERE place='POL' AND value > 500"
                    )
                ),
            )
        ),
    )
    ask(
        "first",
        "When did Turkey's AI articles last come in under a thousand?",
        has(
            years=(
                int(
                    CELLS.one(
                        "SELECT max(start) FROM ai_articles WHERE place='TUR' AND value < 1000"
                    )
                ),
            )
        ),
    )
    ask(
        "first",
        "In what year did India's AI article count go above America's for the first time, NSF data?",
        has(
            years=(
                int(
                    CELLS.one(
                        "SELECT min(a.start) FROM ai_articles a JOIN ai_articles b USING (start) WHERE a.place='IND' AND b.place='USA' AND a.value > b.value"
                    )
                ),
            )
        ),
    )
    ask(
        "first",
        "Since which year has Saudi Arabia published over 1,000 AI articles each year without interruption?",
        has(
            years=(
                int(
                    CELLS.one(
                        "SELECT 1 + max(start) FROM ai_articles WHERE place='SAU' AND value <= 1000"
                    )
                ),
            )
        ),
    )
    # ranks and counts
    ask(
        "rank",
        "where does Brazil stand in the world ranking by AI articles (2021)",
        answered(all_of=[ordinal_regex(rank("BRA", 2021))]),
    )
    ask(
        "rank",
        "top 4 in Latin America for ai articles 2020",
        has(names=" ".join(nth("LATIN_AMERICA", 2020, k) for k in (1, 2, 3, 4))),
    )
    ask(
        "rank",
        "Name the three OECD countries with the fewest... no sorry, the most IP5 AI patent families in 2019",
        has(names=" ".join(nth("OECD", 2019, k, table="ip5") for k in (1, 2, 3))),
    )
    ask(
        "rank",
        "Which EU member was second to Germany by AI articles in 2022?",
        has(names=nth("EU27", 2022, 2)),
    )
    ask(
        "rank",
        "what's the smallest EU country with more than 500 ai articles in 2022",
        has(
            names=str(
                CELLS.rows(
                    "SELECT a.place FROM ai_articles a JOIN wdi p ON p.place = a.place AND p.start = 2022 AND p.measure = 'wdi_population' WHERE a.start = 2022 AND a.value > 500 AND a.place IN (SELECT place FROM members WHERE bloc='EU27' AND \"to\" IS NULL) ORDER BY p.value LIMIT 1"
                )[0][0]
            )
        ),
    )
    ask(
        "rank",
        "Which Gulf state had the fastest growth in AI articles from 2012 to 2022, and from what to what?",
        has(
            names=str(
                CELLS.rows(
                    "SELECT l.place FROM ai_articles l JOIN ai_articles f USING (place) WHERE l.start=2022 AND f.start=2012 AND place IN (SELECT place FROM members WHERE bloc='GCC') ORDER BY l.value / f.value DESC LIMIT 1"
                )[0][0]
            )
        ),
    )
    ask(
        "count",
        "How many countries in Africa put out at least 500 AI articles in 2022?",
        exactly(
            one(
                "(SELECT count(*) FROM ai_articles WHERE start=2022 AND value >= 500"
                + within("AFRICA")
                + ")"
            )
        ),
    )
    ask(
        "count",
        "number of nations worldwide above the 5,000 AI articles mark, 2022 (NSF)",
        exactly(one(over("", 2022, 5000))),
    )
    # sums, means, shares, per head
    ask(
        "sum",
        "Add up the AI articles of Norway, Sweden, Denmark for 2021",
        has(f"{ai('NOR', 2021)} + {ai('SWE', 2021)} + {ai('DNK', 2021)}"),
    )
    ask(
        "sum",
        "all AI articles of Colombia from 2018 through 2022, added together",
        has(
            "(SELECT sum(value) FROM ai_articles WHERE place='COL' AND start BETWEEN 2018 AND 2022)"
        ),
    )
    ask("sum", "ASEAN combined, AI articles, 2021", has(total("ASEAN", 2021)))
    ask(
        "mean",
        "On average how many AI articles a year did Chile publish in 2016-2020?",
        answered(
            [
                n(
                    "(SELECT avg(value) FROM ai_articles WHERE place='CHL' AND start BETWEEN 2016 AND 2020)",
                    rel=0.005,
                )
            ]
        ),
    )
    ask(
        "mean",
        "Median AI article count across the G20 countries... 2019? sorry, I mean across the G7",
        has("(SELECT median(value) FROM ai_articles WHERE start=2019" + within("G7") + ")"),
    )
    ask(
        "share",
        "India's slice of all the world's AI articles in 2022 (%, NSF)",
        percent(share(ai("IND", 2022), ai("WLD", 2022)), 0.1),
    )
    ask(
        "share",
        "how big a part of the EU's AI articles in 2020 was Italian",
        percent(share(ai("ITA", 2020), ai("EU27", 2020)), 0.1),
    )
    ask(
        "per_head",
        "Swiss AI articles per 100,000 inhabitants in 2020",
        answered([n(f"{ai('CHE', 2020)} * 1e5 / {wdi('population', 'CHE', 2020)}", rel=0.01)]),
    )
    ask(
        "per_head",
        "AI articles for every billion dollars of gross domestic product: South Africa 2021",
        answered([n(f"{ai('ZAF', 2021)} * 1e9 / {wdi('gdp_current_usd', 'ZAF', 2021)}", rel=0.02)]),
    )
    ask(
        "per_head",
        "relative to population, did Ireland or Finland publish more AI articles in 2021?",
        has(
            names=max(
                ("IRL", "FIN"), key=lambda p: one(f"{ai(p, 2021)} / {wdi('population', p, 2021)}")
            )
        ),
    )
    ask(
        "index",
        "Set 2012 to 100: what's the index of Indonesian AI articles for 2018?",
        answered([n(f"100.0 * {ai('IDN', 2018)} / {ai('IDN', 2012)}", rel=0.01)]),
    )
    # combinations
    ask(
        "combination",
        "Which country published most AI articles in 2022, and how many IP5 patent families did it file in 2021?",
        has(ip5("CHN", 2021), names="CHN"),
    )
    ask(
        "combination",
        "Of the Nordics, who had the most AI articles per head in 2022, and who the fewest?",
        has(
            names=" ".join(
                str(
                    CELLS.rows(
                        f"SELECT a.place FROM ai_articles a JOIN wdi p ON p.place=a.place AND p.start=a.start AND p.measure='wdi_population' WHERE a.start=2022 AND a.place IN (SELECT place FROM members WHERE bloc='NORDICS') ORDER BY a.value/p.value {way} LIMIT 1"
                    )[0][0]
                )
                for way in ("DESC", "ASC")
            )
        ),
    )
    ask(
        "two_in_one",
        "Quick fact check for a caption: Mexico 2021 AI articles, and Argentina's for the same year.",
        has(ai("MEX", 2021), ai("ARG", 2021)),
    )
    ask(
        "exclusion",
        "Africa minus South Africa and Egypt: which country leads on AI articles in 2022?",
        has(
            names=str(
                CELLS.rows(
                    f"SELECT place FROM ai_articles WHERE start=2022{within('AFRICA')} AND place NOT IN ('ZAF','EGY') ORDER BY value DESC LIMIT 1"
                )[0][0]
            )
        ),
    )
    ask(
        "overtaking",
        "Did India pass the UK?",
        answered(
            all_of=[name_regex("IND"), name_regex("GBR")],
            any_of=[[r"\b2004\b|\b2005\b|\b2006\b|\b2007\b|\b2008\b|\b2009\b|\b201\d\b"]],
        ),
    )
    ask(
        "conflict",
        "Over 2011-2020 Chinese AI patent applications were how many times the American ones? I see two multiples.",
        {"status": ANSWERED + REFUSED, "none_of": [r"\b1\.9\b", r"\b4\.45"]},
    )
    ask(
        "models",
        "How many notable models came from Canada in 2023",
        answered(all_of=[r"^[^.]{0,90}\b" + f"{one(cell('notable', 'CAN', 2023)):.0f}" + r"\b"]),
    )
    ask(
        "pair",
        "How many AI papers did the US and UK co-author in 2021?",
        has(
            reported("aii_pair_pubs", "USA", 2021).replace(
                "start=2021", "start=2021 AND partner='GBR'"
            )
        ),
    )


def conversations() -> None:
    def talk(sub: str, turns: list[str], expects: list[dict[str, Any] | None]) -> None:
        add("followup", sub, turns, expects)

    talk(
        "together",
        ["AI articles, Belgium, 2020", "the Netherlands?", "together?"],
        [has(ai("BEL", 2020)), has(ai("NLD", 2020)), has(f"{ai('BEL', 2020)} + {ai('NLD', 2020)}")],
    )
    talk(
        "place",
        [
            "How many AI papers did Argentina publish in 2017?",
            "Chile?",
            "and in 2020?",
            "who of them had more?",
        ],
        [
            has(ai("ARG", 2017)),
            has(ai("CHL", 2017)),
            has(ai("CHL", 2020)),
            has(names=max(("ARG", "CHL"), key=lambda p: one(ai(p, 2020)))),
        ],
    )
    talk(
        "operation",
        ["Vietnamese AI articles in 2015?", "2022?", "growth in % between the two?"],
        [has(ai("VNM", 2015)), has(ai("VNM", 2022)), percent(growth("VNM", 2015, 2022), 1)],
    )
    talk(
        "normaliser",
        ["AI articles from Norway in 2022", "per million people", "and Iceland on that basis?"],
        [
            has(ai("NOR", 2022)),
            about(f"{ai('NOR', 2022)} * 1e6 / {wdi('population', 'NOR', 2022)}"),
            about(f"{ai('ISL', 2022)} * 1e6 / {wdi('population', 'ISL', 2022)}"),
        ],
    )
    talk(
        "rank",
        [
            "Who leads the ASEAN countries in AI articles, 2022?",
            "second?",
            "and what did that country have in 2012?",
        ],
        [
            has(names=nth("ASEAN", 2022, 1)),
            has(names=nth("ASEAN", 2022, 2)),
            has(ai(nth("ASEAN", 2022, 2), 2012)),
        ],
    )
    talk(
        "measure",
        [
            "German AI articles 2021",
            "IP5 AI patent families?",
            "and back to articles, but for 2011",
        ],
        [has(ai("DEU", 2021)), has(ip5("DEU", 2021)), has(ai("DEU", 2011))],
    )
    talk(
        "share",
        [
            "How many AI articles did the EU publish in 2019?",
            "what share of that was Polish?",
            "and of the world's?",
        ],
        [
            has(ai("EU27", 2019)),
            percent(share(ai("POL", 2019), ai("EU27", 2019)), 0.1),
            percent(share(ai("POL", 2019), ai("WLD", 2019)), 0.06),
        ],
    )
    talk(
        "reset",
        [
            "AI articles of Thailand in 2020?",
            "GitHub developers in Vietnam in Q4 2023?",
            "and Thailand?",
            "one year earlier?",
        ],
        [
            has(ai("THA", 2020)),
            has(github("VNM", 2023, 4)),
            has(github("THA", 2023, 4)),
            has(github("THA", 2022, 4)),
        ],
    )
    talk(
        "removed",
        ["Combined AI articles of Spain, Portugal and Greece in 2018", "drop Greece", "add Italy"],
        [
            has(f"{ai('ESP', 2018)} + {ai('PRT', 2018)} + {ai('GRC', 2018)}"),
            has(f"{ai('ESP', 2018)} + {ai('PRT', 2018)}"),
            has(f"{ai('ESP', 2018)} + {ai('PRT', 2018)} + {ai('ITA', 2018)}"),
        ],
    )
    talk(
        "pronoun",
        [
            "Which African country published most AI articles in 2022?",
            "How many did it publish?",
            "per million people?",
        ],
        [
            has(names=nth("AFRICA", 2022)),
            has(ai(nth("AFRICA", 2022), 2022)),
            about(
                f"{ai(nth('AFRICA', 2022), 2022)} * 1e6 / {wdi('population', nth('AFRICA', 2022), 2022)}"
            ),
        ],
    )
    talk(
        "gone",
        ["Computer science articles by Hungary in 2021?", "2023?", "2022 then"],
        [has(cs("HUN", 2021)), nothing(), has(cs("HUN", 2022))],
    )


def refusals() -> None:
    def no(sub: str, question: str, expect: dict[str, Any] | None = None) -> None:
        add("refuse", sub, question, expect or nothing())

    # the place is missing
    no("place", "IP5 AI patent families filed by Portugal in 2018")
    no(
        "place",
        "What's Poland's share of world AI publications on OECD.AI, 2021?",
        nothing(),
    )
    no("place", "AI articles published by Wakanda in 2019?", away())
    no(
        "place",
        "How many AI articles did Texas publish in 2018?",
        nothing([f"{one(ai('USA', 2018)):,.0f} AI articles in Texas"]),
    )
    no("place", "Private AI investment in Norway in 2024?")
    no("place", "How many notable models has Portugal made in 2024?")
    # the year is missing
    no("year", "Swedish AI articles for 2025 (NSF)")
    no("year", "how many AI articles did Japan publish back in 1990")
    no("year", "GitHub developers in Poland in 2015")
    no("year", "top 1% share in computer science, Switzerland, 2022")
    no("year", "Private investment in AI in China in 2010")
    no("year", "IP5 AI families of Germany in 2024?")
    # the measure is missing
    no("measure", "How many AI PhD students are enrolled in France?")
    no("measure", "average salary of AI engineers in Germany, 2022")
    no("measure", "How many AI articles were retracted in China in 2021?", away())
    no(
        "measure",
        "AI papers by women in Italy in 2020",
        nothing([rf"\b{one(ai('ITA', 2020)):,.0f}\b"]),
    )
    no("measure", "Electricity used by data centres in Ireland, 2023")
    no("measure", "how many AI papers from Oxford University in 2020", away())
    no(
        "measure",
        "AI articles in French-language journals, Canada, 2019",
        nothing([rf"\b{one(ai('CAN', 2019)):,.0f}\b"]),
    )
    no("measure", "Number of robots installed in South Korea in 2021")
    no(
        "measure",
        "German AI articles funded by industry in 2018",
        nothing([rf"\b{one(ai('DEU', 2018)):,.0f}\b"]),
    )
    no(
        "measure",
        "AI articles about health from India in 2020",
        nothing([rf"\b{one(ai('IND', 2020)):,.0f}\b"]),
    )
    no(
        "measure",
        "How many arXiv preprints on AI came from Spain in 2021?",
        nothing([rf"\b{one(ai('ESP', 2021)):,.0f}\b"]),
    )
    no(
        "measure",
        "unpublished AI articles in Norway, 2019",
        nothing([rf"\b{one(ai('NOR', 2019)):,.0f}\b"]),
    )
    no(
        "measure",
        "How many Chinese AI articles of 2022 were of low quality?",
        nothing([rf"\b{one(ai('CHN', 2022)):,.0f}\b"]),
    )
    no("measure", "How many AI start-up failures were there in the UK in 2023?")
    no("measure", "Which is the best Chinese model?", away())
    # no forecasts, no advice, no causes
    no("forecast", "Projected AI articles for Turkey in 2028", away())
    no(
        "forecast",
        "If the trend goes on, when does India catch up with China in AI articles?",
        away(),
    )
    no("forecast", "Expected number of GitHub developers in Nigeria by 2030?", away())
    no("opinion", "Is it bad that Britain fell behind in AI?", away())
    no("opinion", "Do you think France should invest more in AI?", away())
    no("opinion", "Who will win the AI race?", away())
    no(
        "cause",
        "what caused the drop in Chinese AI articles after 2009",
        refused(admit=CAUTION + r"|coverage"),
    )
    # other subjects
    no("other", "How many Nobel prizes has Hungary won?", away())
    no("other", "What was the inflation rate in Turkey in 2022?", away())
    no("other", "number of covid cases in Italy in 2020", away())
    no("other", "Write me a poem about French AI", away())
    no("other", "How many people live in Springfield?", away())
    no("other", "convert 5 miles to kilometres", away())


def premises() -> None:
    def wrong(sub: str, question: str, expect: dict[str, Any]) -> None:
        add("false_premise", sub, question, expect)

    wrong(
        "fall",
        "Why did Vietnamese AI articles collapse between 2015 and 2022?",
        premise(ai("VNM", 2015), ai("VNM", 2022)),
    )
    wrong(
        "lead",
        "Given that Sweden publishes more AI articles than Italy, what was the gap in 2020?",
        premise(ai("SWE", 2020), ai("ITA", 2020)),
    )
    wrong(
        "value",
        "With its 9,000 AI articles in 2020, how did Germany do per head?",
        premise(ai("DEU", 2020)),
    )
    wrong(
        "rank",
        "What made Japan the world number two for AI articles in 2022?",
        premise(ai("JPN", 2022), ai("IND", 2022)),
    )
    wrong(
        "doubling",
        "Explain how AI articles in the US tripled from 2012 to 2022",
        premise(ai("USA", 2012), ai("USA", 2022)),
    )
    wrong(
        "overtaking",
        "Now that Poland has overtaken Spain in AI articles (2021), by how much is it ahead?",
        premise(ai("POL", 2021), ai("ESP", 2021)),
    )


def main() -> None:
    """Write the file."""
    for part in (figures, conversations, refusals, premises):
        CELLS.taken()
        part()
    write_items(ITEMS, Path(__file__).resolve().parent / "figures_unseen.jsonl")
    turns = sum(len(item["turns"]) for item in ITEMS)
    print(f"{len(ITEMS)} items of {turns} turns in figures_unseen.jsonl")


if __name__ == "__main__":
    main()
