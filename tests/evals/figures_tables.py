# ruff: noqa: E501  (a question and its truth stay on one line)
"""Questions about the smaller tables: quarters, shares, the World Bank, networks and models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures_words import answered, name_regex, near, ordinal_regex

if TYPE_CHECKING:
    from make_figures import Grammar

__all__ = ["tables"]

CROWD = tuple(
    "USA IND CHN BRA GBR DEU JPN FRA CAN RUS IDN VNM KOR ESP PAK BGD NGA TUR POL ARG MEX KEN EGY NLD AUS TWN "
    "UKR SGP SWE THA PHL COL MAR".split()
)
RICH = tuple(
    "FRA DEU ITA ESP NLD BEL CHE AUT SWE NOR DNK FIN IRL PRT GRC POL CZE HUN TUR ISR JPN KOR CAN AUS NZL".split()
)


def quarter_words(g: Grammar, year: int, quarter: int) -> str:
    word = ("first", "second", "third", "fourth")[quarter - 1]
    return g.deal(
        "quarter", ["Q{q} {y}", "the {w} quarter of {y}", "{y} Q{q}", "Q{q}/{y}", "{w} quarter {y}"]
    ).format(q=quarter, y=year, w=word)


def quarter(g: Grammar, first: int = 2020) -> tuple[int, int, str]:
    year, q = g.dice.randint(first, 2025), g.dice.randint(1, 4)
    q = min(q, 3) if year == 2025 else q
    return year, q, f"DATE '{year}-{3 * q - 2:02d}-01'"


def account(place: str, start: str) -> str:
    return f"(SELECT value FROM github WHERE place='{place}' AND start={start})"


def github(g: Grammar) -> None:
    for form in (
        "How many GitHub developers did {N} have in {t}?",
        "GitHub accounts in {n}, {t}",
        "{n}: number of developers on GitHub, {t}",
        "what was {P} GitHub developer count in {t}",
        "{t}, {A} developers on GitHub: how many?",
        "size of the {A} developer community on GitHub, {t}",
    ):
        place, (year, q, start) = g.deal("crowd", CROWD), quarter(g)
        value = g.cells.one("SELECT " + account(place, start))
        text = g.words(form.replace("{t}", quarter_words(g, year, q)), place)
        g.add("github", text, answered([near(value)]), f"{value:,.0f}")
    for form in (
        "How many more GitHub developers did {N} have than {N2} in {t}?",
        "{n} vs {n2}, GitHub developers, {t}: gap",
        "difference between {P} and {P2} GitHub accounts in {t}",
    ):
        one, two, (year, q, start) = g.deal("crowd", CROWD), g.deal("crowd", CROWD), quarter(g)
        values = [g.cells.one("SELECT " + account(p, start)) for p in (one, two)]
        if values[0] < values[1]:
            one, two = two, one
        value = g.cells.one(f"SELECT {account(one, start)} - {account(two, start)}")
        g.add(
            "github_difference",
            g.words(form.replace("{t}", quarter_words(g, year, q)), one, two),
            answered([near(value)]),
            f"{value:,.0f}",
        )
    for form in (
        "percent growth in {A} GitHub developers from Q{q} {y} to Q{q} {z}",
        "By what factor did the number of GitHub developers in {N} grow between Q{q} {y} and Q{q} {z}?",
        "{n} GitHub developers: % change, {y} Q{q} to {z} Q{q}",
        "How many times as many GitHub developers did {N} have in Q{q} {z} as in Q{q} {y}?",
    ):
        place, y, z, q = (
            g.deal("crowd", CROWD),
            g.dice.randint(2020, 2022),
            g.dice.randint(2023, 2025),
            g.dice.randint(1, 3),
        )
        a, b = (account(place, f"DATE '{t}-{3 * q - 2:02d}-01'") for t in (y, z))
        value = g.cells.one(f"SELECT {b} * 1.0 / {a}")
        text = g.words(
            form.replace("{q}", str(q)).replace("{y}", str(y)).replace("{z}", str(z)), place
        )
        g.add(
            "github_growth",
            text,
            answered(
                numbers_any=[
                    [
                        near(value, "factor", rel=0.02, tol=0.06),
                        near(100 * value - 100, "%", rel=0.005, tol=0.6),
                    ]
                ]
            ),
            f"{value:.2f} times",
        )
    for form, bloc, k in (
        ("Top {k} countries by GitHub developers, {t}", "", 3),
        ("Which {k} African countries had the most GitHub developers in {t}?", "AFRICA", 2),
        ("leading {k} South American countries on GitHub by developers, {t}", "SOUTH_AMERICA", 2),
    ):
        year, q, start = quarter(g, 2022)
        which = f" AND place IN (SELECT place FROM members WHERE bloc='{bloc}')" if bloc else ""
        rows = g.cells.rows(
            f"SELECT place, value FROM github WHERE start={start} AND place IN (SELECT place FROM countries){which} ORDER BY 2 DESC LIMIT {k}"
        )
        text = form.replace("{t}", quarter_words(g, year, q)).replace(
            "{k}", {2: "two", 3: "three"}[k]
        )
        g.add(
            "github_top",
            text,
            answered(
                [near(float(v), p, anywhere=True) for p, v in rows],
                all_of=[name_regex(p) for p, _ in rows],
            ),
            "; ".join(f"{p} {v:,}" for p, v in rows),
        )


def topics(g: Grammar) -> None:
    spoken = {
        "machine-learning": "machine-learning",
        "deep-learning": "deep learning",
        "pytorch": "PyTorch",
        "llm": "LLM",
        "chatgpt": "ChatGPT",
    }
    for form in (
        "How many developers in {N} pushed to {o} repositories on GitHub in {t}?",
        "{o} pushers on GitHub, {n}, {t}",
        "GitHub topic {o}: {A} developers in {t}",
        "{n}, {t}: developers pushing code to {o} repos",
        "number of {A} GitHub developers active under the topic {o} in {t}",
        "in {t}, how many people in {N} pushed to {o} repos on github?",
    ):
        for _ in range(60):
            topic, (year, q, start) = g.deal("topic", list(spoken)), quarter(g)
            place = g.deal("topicplace", ("USA", "IND", "DEU", "JPN", "FRA", "CAN", "GBR"))
            sql = f"(SELECT value FROM topics WHERE topic='{topic}' AND place='{place}' AND start={start})"
            got = g.cells.rows("SELECT " + sql)[0][0]
            if got:
                break
            g.cells.taken()
        text = g.words(
            form.replace("{t}", quarter_words(g, year, q)).replace("{o}", spoken[topic]), place
        )
        g.add("github_topic", text, answered([near(float(got))]), f"{got:,}")
    for form in (
        "Which three countries had the most developers pushing to {o} repositories in {t}?",
        "top 3 countries, GitHub topic {o}, {t}",
    ):
        topic, (year, q, start) = g.dice.choice(["machine-learning", "deep-learning"]), quarter(g)
        rows = g.cells.rows(
            f"SELECT place, value FROM topics WHERE topic='{topic}' AND start={start} AND place IN (SELECT place FROM countries) ORDER BY 2 DESC LIMIT 3"
        )
        text = form.replace("{t}", quarter_words(g, year, q)).replace("{o}", spoken[topic])
        g.add(
            "github_topic_top",
            text,
            answered(
                [near(float(v), p, anywhere=True) for p, v in rows],
                all_of=[name_regex(p) for p, _ in rows],
            ),
            "; ".join(f"{p} {v:,}" for p, v in rows),
        )


def oecd(g: Grammar) -> None:
    nine = ("CAN", "CHN", "DEU", "FRA", "GBR", "IND", "JPN", "KOR", "USA")
    cell = "(SELECT value FROM oecd WHERE place='{}' AND start={})".format
    for form in (
        "What share of the world's AI publications did {N} have in {y}, according to OECD.AI?",
        "OECD.AI: {A} share of AI publications, {y}",
        "{n}, {y}, share of world AI publications (OECD.AI)",
        "{P} slice of global AI publications in {y}, OECD figures",
        "going by OECD.AI, what percentage of AI publications was {A} in {y}?",
    ):
        place, year = g.deal("nine", nine), g.dice.randint(2001, 2024)
        value = g.cells.one("SELECT " + cell(place, year))
        g.add(
            "oecd_share",
            g.words(form.replace("{y}", str(year)), place),
            answered([near(value, "%", rel=0, tol=0.06)]),
            f"{value:.2f}%",
        )
    for form in (
        "By how many percentage points did {P} share of world AI publications change from {y} to {z}, per OECD.AI?",
        "OECD.AI share of {n}, {y} to {z}: change in percentage points",
    ):
        place, y, z = g.deal("nine", nine), g.dice.randint(2002, 2010), g.dice.randint(2016, 2024)
        value = g.cells.one(f"SELECT {cell(place, z)} - {cell(place, y)}")
        g.add(
            "oecd_points",
            g.words(form.replace("{y}", str(y)).replace("{z}", str(z)), place),
            answered([near(value, "points", rel=0, tol=0.11)]),
            f"{value:+.2f} points",
        )
    year = 2019
    rows = g.cells.rows(f"SELECT place, value FROM oecd WHERE start={year} ORDER BY 2 DESC LIMIT 4")
    g.add(
        "oecd_top",
        f"OECD.AI, {year}: which four countries had the largest shares of the world's AI publications?",
        answered(
            [near(v, p, rel=0, tol=0.06, anywhere=True) for p, v in rows],
            all_of=[name_regex(p) for p, _ in rows],
        ),
        str(rows),
    )
    first = int(g.cells.one("SELECT min(start) FROM oecd WHERE place='IND' AND value > 5"))
    g.add(
        "oecd_first",
        "When did India's share of world AI publications first exceed 5% in the OECD.AI data?",
        answered(all_of=[rf"\b{first}\b"]),
        str(first),
    )
    peak = g.cells.rows(
        "SELECT start, value FROM oecd WHERE place='USA' AND start <= 2024 ORDER BY 2 DESC LIMIT 1"
    )[0]
    g.add(
        "oecd_peak",
        "In what year did the US share of AI publications peak according to OECD.AI?",
        answered([near(peak[1], "%", rel=0, tol=0.06)], all_of=[rf"\b{peak[0]}\b"]),
        str(peak),
    )


def world_bank(g: Grammar) -> None:
    plan = (
        (
            "wdi_population",
            2005,
            2023,
            1.0,
            (
                "What was {P} population in {y}?",
                "{n} population {y}",
                "How many people lived in {N} in {y}?",
            ),
        ),
        (
            "wdi_gdp_current_usd",
            2005,
            2022,
            1.0,
            (
                "{P} GDP in {y}, current US dollars?",
                "GDP of {n}, {y}",
                "How big was the {A} economy in {y}, GDP in dollars?",
            ),
        ),
        (
            "wdi_rd_pct_gdp",
            2008,
            2020,
            1.0,
            (
                "What share of GDP did {N} spend on R&D in {y}?",
                "{A} R&D spending as % of GDP, {y}",
                "{n}: research and development expenditure, per cent of GDP, {y}",
            ),
        ),
        (
            "wdi_researchers_per_million",
            2008,
            2019,
            1.0,
            (
                "Researchers per million people in {N}, {y}?",
                "how many researchers per million inhabitants did {N} have in {y}",
                "{n}, researchers per million, {y}",
            ),
        ),
        (
            "wdi_gdp_per_capita_current_usd",
            2005,
            2022,
            1.0,
            ("{P} GDP per capita in {y}?", "GDP per head, {n}, {y}"),
        ),
    )
    for measure, low, high, _scale, forms in plan:
        for form in forms:
            for _ in range(40):
                place, year = g.deal("rich", RICH), g.dice.randint(low, high)
                got = g.cells.rows(
                    f"SELECT value FROM wdi WHERE measure='{measure}' AND place='{place}' AND start={year}"
                )
                if got:
                    break
                g.cells.taken()
            value = float(got[0][0])
            small = measure == "wdi_rd_pct_gdp"
            g.add(
                "wdi",
                g.words(form.replace("{y}", str(year)), place),
                answered([near(value, rel=0 if small else 0.01, tol=0.06 if small else 0)]),
                f"{value:,.2f}",
            )
    rows = g.cells.rows(
        "SELECT place, value FROM wdi WHERE measure='wdi_rd_pct_gdp' AND start=2018 AND place IN (SELECT place FROM members WHERE bloc='G7') ORDER BY 2 DESC LIMIT 3"
    )
    g.add(
        "wdi_top",
        "Which three G7 countries spent the largest share of GDP on R&D in 2018?",
        answered(
            [near(v, p, rel=0, tol=0.06, anywhere=True) for p, v in rows],
            all_of=[name_regex(p) for p, _ in rows],
        ),
        str(rows),
    )


def science(g: Grammar) -> None:
    where = "AUS CAN CHN FRA DEU IND ITA JPN KOR ESP GBR USA NLD CHE SWE POL BRA IRN TUR SGP SAU PAK".split()
    for form in (
        "What percentage of {A} AI articles in {y} had foreign co-authors?",
        "share of internationally co-authored AI papers, {n}, {y}",
        "{n} {y}: foreign co-authorship share in AI",
        "How much of {P} AI output was written with partners abroad in {y}, in percent?",
        "{P} rate of international collaboration on AI papers, {y}",
    ):
        place, year = g.deal("science", where), g.dice.randint(2008, 2022)
        part = "(SELECT value FROM coauthorship WHERE measure='nsf_ai_{}' AND place='{}' AND start={})".format
        value = g.cells.one(
            f"SELECT 100.0 * {part('international', place, year)} / {part('total', place, year)}"
        )
        g.add(
            "foreign_share",
            g.words(form.replace("{y}", str(year)), place),
            answered([near(value, "%", rel=0, tol=0.15)]),
            f"{value:.1f}%",
        )
    for form, kind in (
        ("How many {A} AI articles of {y} had international co-authors?", "international"),
        ("{n} {y}: number of purely domestic AI articles", "domestic"),
        ("AI papers from {N} with authors in more than one country, {y}", "international"),
        (
            "how many AI articles with more than one institution did {N} have in {y}",
            "multi_institution",
        ),
    ):
        place, year = g.deal("science", where), g.dice.randint(2008, 2022)
        value = g.cells.one(
            f"SELECT value FROM coauthorship WHERE measure='nsf_ai_{kind}' AND place='{place}' AND start={year}"
        )
        g.add(
            "coauthored",
            g.words(form.replace("{y}", str(year)), place),
            answered([near(value)]),
            f"{value:,.0f}",
        )
    for form in (
        "What share of {A} computer science articles were among the world's top 1% most cited in {y}?",
        "{n}, {y}: top-1% share in computer science",
        "top 1% most-cited share, computer science, {n}, {y}",
        "{P} score for highly cited computer science papers (top 1 percent) in {y}",
    ):
        place, year = g.deal("science", where), g.dice.randint(2006, 2020)
        pair = [
            g.cells.one(
                f"SELECT value FROM top1 WHERE measure='nsf_cs_top1_{k}' AND place='{place}' AND start={year}"
            )
            for k in ("whole", "fractional")
        ]
        g.add(
            "top1",
            g.words(form.replace("{y}", str(year)), place),
            answered(
                numbers_any=[
                    [
                        near(v, k, rel=0, tol=0.006)
                        for v, k in zip(pair, ("whole", "fractional"), strict=True)
                    ]
                ]
            ),
            f"{pair[0]:.2f}% whole, {pair[1]:.2f}% fractional counting",
        )
    for form, column in (
        ("How many links does {N} have in the AI co-authorship network?", "links"),
        ("number of partner countries of {N} in the NSF's AI collaboration network", "links"),
        ("strength of {n} in the AI collaboration network", "strength"),
        ("{P} total of joint papers in the AI co-authorship network", "strength"),
    ):
        place = g.deal("network", ("DEU", "AUS", "ITA", "JPN", "IND", "SGP", "KOR", "FRA"))
        value = g.cells.one(f"SELECT {column} FROM network WHERE place='{place}'")
        g.add("network", g.words(form, place), answered([near(value)]), f"{value:,.0f}")
    for form in (
        "Where does {N} rank by PageRank in the AI collaboration network?",
        "{P} PageRank position, AI co-authorship network",
    ):
        place = g.dice.choice(["CAN", "AUS", "ITA"])
        rank = int(g.cells.one(f"SELECT pagerank_rank FROM network WHERE place='{place}'"))
        g.add(
            "network_rank",
            g.words(form, place),
            answered(any_of=[[ordinal_regex(rank)]]),
            f"number {rank}",
        )


def models(g: Grammar) -> None:
    large = "(SELECT value FROM large WHERE place='{}' AND start={})".format
    for form in (
        "How many large-scale AI systems did {N} have by {y}, cumulatively?",
        "cumulative large-scale AI systems, {n}, {y}",
        "{n}: large-scale AI systems up to {y}",
        "number of {A} large-scale AI systems since 2019, as of {y}",
        "By the end of {y}, how many large-scale AI systems came from {N}?",
    ):
        place, year = (
            g.deal("large", ("USA", "CHN", "FRA", "KOR", "GBR", "JPN", "CAN", "ISR")),
            g.dice.randint(2023, 2025),
        )
        value = g.cells.one("SELECT " + large(place, year))
        g.add(
            "large",
            g.words(form.replace("{y}", str(year)), place),
            answered([near(value)]),
            f"{value:,.0f}",
        )
    for form in (
        "How did the cumulative number of {A} large-scale AI systems change from {y} to {z}?",
        "large-scale AI systems, {n}, {y}-{z}, cumulative: growth",
    ):
        place, y, z = g.dice.choice(["USA", "CHN", "FRA"]), 2022, g.dice.choice([2024, 2025])
        a, b = (g.cells.one("SELECT " + large(place, t)) for t in (y, z))
        g.add(
            "large_trend",
            g.words(form.replace("{y}", str(y)).replace("{z}", str(z)), place),
            answered([near(a, str(y)), near(b, str(z))]),
            f"{a:,.0f} to {b:,.0f}",
        )
    rows = g.cells.rows(
        "SELECT place, value FROM large WHERE start=2025 AND place IN (SELECT place FROM countries) ORDER BY 2 DESC LIMIT 2"
    )
    g.add(
        "large_top",
        "Which two countries had the most large-scale AI systems by 2025?",
        answered(
            [near(float(v), p, anywhere=True) for p, v in rows],
            all_of=[name_regex(p) for p, _ in rows],
        ),
        str(rows),
    )
    for place, year in (("USA", 2018), ("CHN", 2019), ("FRA", 2021)):
        value = g.cells.one(
            f"SELECT 100.0 * (SELECT value FROM notable WHERE place='{place}' AND start={year}) / (SELECT value FROM notable WHERE place='WLD' AND start={year})"
        )
        form = g.deal(
            "notableshare",
            [
                "What share of Epoch AI's notable models of {y} came from {N}?",
                "{P} share of the world's notable AI models in {y}, Epoch AI",
                "{y}: {A} share of notable models, in per cent (Epoch)",
            ],
        )
        g.add(
            "notable_share",
            g.words(form.replace("{y}", str(year)), place),
            answered([near(value, "%", rel=0, tol=0.6)]),
            f"{value:.1f}%",
        )
    for text, sql in (
        (
            "Which Chinese model used the most training compute according to Epoch AI?",
            "SELECT model FROM models WHERE list_contains(string_split(places, ';'), 'CHN') OR places='CHN' ORDER BY training_compute_flop DESC NULLS LAST LIMIT 1",
        ),
        (
            "What was the most expensive AI model to train on Epoch's list?",
            "SELECT model FROM models ORDER BY training_cost_2023usd DESC NULLS LAST LIMIT 1",
        ),
        (
            "Which notable model of 2021 had the most parameters?",
            "SELECT model FROM models WHERE year(published)=2021 ORDER BY parameters DESC NULLS LAST LIMIT 1",
        ),
    ):
        name = str(g.cells.rows(sql)[0][0])
        g.add(
            "models",
            text,
            answered(
                all_of=[
                    name.replace(".", r"\.")
                    .replace(" ", r"[ -]?")
                    .replace("(", r"\(")
                    .replace(")", r"\)")
                ]
            ),
            name,
        )


def tables(g: Grammar) -> None:
    """Ask every small table."""
    for part in (github, topics, oecd, world_bank, science, models):
        part(g)
