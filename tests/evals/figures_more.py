# ruff: noqa: E501  (a question and its truth stay on one line)
"""Operations over many places, shares, per head, quarters and the smaller tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from figures_words import PLACES, answered, name_regex, near, ordinal_regex

if TYPE_CHECKING:
    from make_figures import Grammar, Measure

__all__ = ["more"]

# Places in a sentence, and the condition that picks their members.
BLOCS = {
    "G7": "the G7",
    "G20": "the G20",
    "NORDICS": "the Nordic countries",
    "ASEAN": "ASEAN",
    "GCC": "the Gulf states",
    "VISEGRAD": "the Visegrád countries",
    "BALTICS": "the Baltic states",
    "AFRICA": "Africa",
    "SOUTH_AMERICA": "South America",
    "BENELUX": "Benelux",
    "MAGHREB": "the Maghreb",
    "FIVE_EYES": "the Five Eyes",
    "SOUTH_EAST_ASIA": "Southeast Asia",
    "EU27": "the EU",
    "ASIA": "Asia",
}
AMONG = {
    "G7": ("G7 country", "G7 countries"),
    "NORDICS": ("Nordic country", "Nordics"),
    "ASEAN": ("ASEAN member", "ASEAN members"),
    "GCC": ("Gulf state", "GCC states"),
    "VISEGRAD": ("Visegrád country", "Visegrad Four"),
    "BALTICS": ("Baltic state", "Baltics"),
    "AFRICA": ("African country", "African countries"),
    "SOUTH_AMERICA": ("South American country", "South American nations"),
    "G20": ("G20 member state", "G20 countries"),
    "EU27": ("EU member state", "EU countries"),
    "ASIA": ("Asian country", "Asian nations"),
    "SOUTH_EAST_ASIA": ("Southeast Asian country", "South-East Asian countries"),
}


def members(bloc: str, year: int) -> str:
    """Condition for the members of a bloc in a year."""
    return (
        f"place IN (SELECT place FROM members WHERE bloc='{bloc}' AND coalesce(\"from\", 0) <= {year} "
        f'AND ("to" IS NULL OR "to" > {year})) AND place IN (SELECT place FROM countries)'
    )


WORLD = "place IN (SELECT place FROM countries)"


def ranking(
    g: Grammar, m: Measure, year: int, which: str, way: str = "DESC"
) -> list[tuple[str, float]]:
    """Rank the places, best first."""
    return [
        (p, float(v))
        for p, v in g.cells.rows(
            f"SELECT place, {m.value} FROM {m.table} WHERE start={year}{m.where} AND {which} ORDER BY 2 {way}, 1"
        )
    ]


def apart(rows: list[tuple[str, float]], count: int) -> bool:
    """Tell whether the first places are known to us and untied."""
    return (
        len(rows) > count
        and all(p in PLACES for p, _ in rows[:count])
        and all(rows[i][1] != rows[i + 1][1] for i in range(count))
    )


def listed(rows: list[tuple[str, float]]) -> dict[str, Any]:
    return answered(
        [near(round(v) if v > 20 else v, p, rel=0.005, tol=0.6, anywhere=True) for p, v in rows],
        all_of=[name_regex(p) for p, _ in rows],
    )


def said(rows: list[tuple[str, float]]) -> str:
    return "; ".join(f"{PLACES[p].name} {v:,.0f}" for p, v in rows)


# ---------------------------------------------------------------------- rankings
def top(g: Grammar, m: Measure, count: int, blocs: list[str]) -> None:
    forms = (
        "Top {k} {c} by {m}, {y}{s}",
        "Which {k} {c} had the most {m} in {y}{s}?",
        "{m} {y}: the leading {k} {c}{s}",
        "Name the {k} {c} with the highest number of {m} in {y}{s}",
        "rank the top {k} {c} on {m} for {y}{s}",
        "who were the {k} biggest {c} by {m} in {y}{s}?",
    )
    for _ in g.tries(count):
        bloc, year, k = g.deal("topbloc", blocs), g.year(m, 2010), g.dice.choice([2, 3, 3, 4, 5])
        if bloc in ("EU27", "G20") and year < 2021 and m.table != "ip5":
            continue
        rows = ranking(g, m, year, WORLD if bloc == "WLD" else members(bloc, year))
        if not apart(rows, k):
            continue
        word = {2: "two", 3: "three", 4: "four", 5: "five"}[k] if g.dice.random() < 0.5 else str(k)
        text = g.fill(
            g.deal("top", forms),
            m,
            g.source(m, "WLD" if bloc in ("WLD", "G7", "G20", "ASIA") else "", year=year),
            "",
            k=word,
            c="countries" if bloc == "WLD" else AMONG[bloc][1],
            y=year,
        )
        g.add("top", text, listed(rows[:k]), said(rows[:k]))


def bottom(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Bottom {k} of the {c} by {m} in {y}{s}",
        "Which {k} of the {c} had the fewest {m} in {y}{s}?",
        "the {k} {c} with the least {m}, {y}{s}",
    )
    for _ in g.tries(count):
        bloc, year = (
            g.deal("bottombloc", ["G7", "NORDICS", "VISEGRAD", "GCC", "G7"]),
            g.year(m, 2012),
        )
        rows = ranking(g, m, year, members(bloc, year), "ASC")
        k = g.dice.choice([2, 2, 3])
        if not apart(rows, k):
            continue
        text = g.fill(
            g.deal("bottom", forms),
            m,
            g.source(m, "", year=year),
            "",
            k={2: "two", 3: "three"}[k],
            c=AMONG[bloc][1],
            y=year,
        )
        g.add("bottom", text, listed(rows[:k]), said(rows[:k]))


def nth(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Who came {k} in {b} for {m} in {y}{s}?",
        "which country ranked {k} by {m} in {b}, {y}{s}",
        "{b}: number {n_} on {m} in {y}{s}?",
        "{y} - {k} place in {b} by {m}{s}, who?",
    )
    names = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    for _ in g.tries(count):
        bloc, year = (
            g.deal("nthbloc", ["WLD", "AFRICA", "G7", "SOUTH_AMERICA", "NORDICS", "ASEAN", "ASIA"]),
            g.year(m, 2010),
        )
        rows, k = (
            ranking(g, m, year, WORLD if bloc == "WLD" else members(bloc, year)),
            g.dice.choice([2, 3, 4, 5]),
        )
        if len(rows) <= k or not apart(rows, k):
            continue
        place, value = rows[k - 1]
        text = g.fill(
            g.deal("nth", forms).replace("{n_}", str(k)),
            m,
            g.source(m, "WLD", year=year),
            "",
            k=names[k],
            b="the world" if bloc == "WLD" else BLOCS[bloc],
            y=year,
        )
        g.add(
            "nth",
            text,
            answered(
                [near(round(value), place, rel=0.005, tol=0.6, anywhere=True)],
                all_of=[name_regex(place)],
            ),
            f"{PLACES[place].name}, {value:,.0f}",
        )


def best(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Which {c} had the most {m} in {y}{s}?",
        "{y}: {c} with the largest number of {m}{s}?",
        "Who topped {b} for {m} in {y}{s}?",
        "leader in {b} on {m}, {y}{s}",
        "Biggest {c} by {m} in {y}{s}?",
    )
    for _ in g.tries(count):
        bloc, year = g.deal("bestbloc", list(AMONG)), g.year(m)
        if bloc in ("EU27", "G20") and year < 2021:
            continue
        rows = ranking(g, m, year, members(bloc, year))
        if not apart(rows, 1) or rows[0][1] < 5:
            continue
        place, value = rows[0]
        text = g.fill(
            g.deal("best", forms),
            m,
            g.source(m, "WLD" if bloc in ("G7", "G20", "ASIA", "EU27") else "", year=year),
            "",
            c=AMONG[bloc][0],
            b=BLOCS[bloc],
            y=year,
        )
        g.add(
            "superlative",
            text,
            answered([near(round(value), place, rel=0.005, tol=0.6)], all_of=[name_regex(place)]),
            f"{PLACES[place].name}, {value:,.0f}",
        )


def rank_of_one(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Where did {N} rank worldwide for {m} in {y}{s}?",
        "{P} world rank in {m}, {y}{s}?",
        "what place was {N} in by {m} in {y}{s}",
        "rank of {n}, {m}, {y}{s}",
        "Globally, in which position was {N} on {m} in {y}{s}?",
    )
    for _ in g.tries(count):
        place, year = g.place(m), g.year(m)
        rows = ranking(g, m, year, WORLD)
        values = [v for _, v in rows]
        mine = dict(rows).get(place)
        if mine is None or values.count(mine) > 1 or mine < 5 or values.index(mine) > 59:
            continue
        rank = 1 + sum(v > mine for v in values)
        text = g.fill(g.deal("rank", forms), m, g.source(m, place, year=year), place, y=year)
        g.add(
            "rank_of_one",
            text,
            answered(any_of=[[ordinal_regex(rank)]]),
            f"number {rank} ({mine:,.0f})",
        )


def over(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "How many {c} had more than {t} {m} in {y}{s}?",
        "number of {c} above {t} {m}, {y}{s}",
        "In {y}, how many of the {c} exceeded {t} {m}{s}?",
        "count the {c} with over {t} {m} in {y}{s}",
    )
    for _ in g.tries(count):
        bloc = g.deal(
            "overbloc", ["WLD", "AFRICA", "G7", "NORDICS", "SOUTH_AMERICA", "ASEAN", "EU27", "WLD"]
        )
        year = g.dice.randint(2021, m.years[1]) if bloc == "EU27" else g.year(m, 2010)
        limit = g.dice.choice([50, 100, 200, 500, 1000, 1500, 2000, 5000])
        values = [
            v for _, v in ranking(g, m, year, WORLD if bloc == "WLD" else members(bloc, year))
        ]
        found = sum(v > limit for v in values)
        if limit in values or not 1 <= found <= 60 or found == len(values) or len(values) < 4:
            continue
        g.cells.rows(
            f"SELECT count(*) FROM {m.table} WHERE start={year}{m.where} AND {m.value} > {limit} AND "
            + (WORLD if bloc == "WLD" else members(bloc, year))
        )
        text = g.fill(
            g.deal("over", forms),
            m,
            g.source(m, "", year=year),
            "",
            t=f"{limit:,}" if g.dice.random() < 0.6 else limit,
            c="countries" if bloc == "WLD" else AMONG[bloc][1],
            y=year,
        )
        g.add("count", text, answered([near(float(found), "count", rel=0, tol=0.5)]), f"{found}")


def fastest(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Which {c} saw its {m} grow fastest in percentage terms between {y} and {z}{s}?",
        "fastest-growing {c} by {m}, {y}-{z} (in per cent){s}",
        "In {b}, where did {m} rise most, in relative terms, from {y} to {z}{s}?",
    )
    for _ in g.tries(count):
        bloc = g.deal("fastbloc", ["G7", "NORDICS", "VISEGRAD", "GCC", "BALTICS", "G7"])
        first, last = g.span(m)
        a, b = (dict(ranking(g, m, y, members(bloc, y))) for y in (first, last))
        growth = sorted(
            ((100 * (b[p] / a[p] - 1), p) for p in a if a[p] >= 5 and p in b), reverse=True
        )
        if (
            len(growth) < max(3, len(b))
            or growth[0][1] not in PLACES
            or growth[0][0] < 1.1 * growth[1][0]
            or growth[0][0] < 10
        ):
            continue
        value, place = growth[0]
        g.cells.rows(
            f"SELECT a.place, 100.0 * (b.value / a.value - 1) FROM {m.table} a JOIN {m.table} b USING (place) "
            f"WHERE a.start={first} AND b.start={last} AND {members(bloc, last)} ORDER BY 2 DESC LIMIT 1"
        )
        text = g.fill(
            g.deal("fast", forms),
            m,
            g.source(m, "", year=last),
            "",
            c=AMONG[bloc][0],
            b=BLOCS[bloc],
            y=first,
            z=last,
        )
        g.add(
            "growth_rank",
            text,
            answered(
                all_of=[name_regex(place)],
                numbers_any=[
                    [
                        near(value, "%", rel=0.01, tol=0.6),
                        near(value / 100 + 1, "factor", rel=0.02, tol=0.06),
                    ]
                ],
            ),
            f"{PLACES[place].name}, {value:+.0f}%",
        )


# ---------------------------------------------------------------------- shares, sums, per head
def share(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "What share of the world's {m} came from {N} in {y}{s}?",
        "{P} share of global {m}, {y}{s}",
        "{n}, {y}: % of world {m}{s}",
        "how much of the world total of {m} was {A} in {y}{s}, in percent",
        "{y}: what percentage of all {m} were {A}{s}?",
    )
    for _ in g.tries(count):
        place, year = g.place(m), g.year(m)
        try:
            value = g.cells.one(f"SELECT 100.0 * {m.cell(place, year)} / {m.cell('WLD', year)}")
        except LookupError:
            continue
        if value < 0.3:
            continue
        text = g.fill(g.deal("share", forms), m, g.source(m, "WLD", year=year), place, y=year)
        g.add("share_world", text, answered([near(value, "%", rel=0, tol=0.1)]), f"{value:.1f}%")


def share_of_bloc(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "What share of {b}'s {m} was {A} in {y}{s}?",
        "{P} slice of {b} {m}, {y}, in per cent{s}",
        "{n} as % of {b} total, {m}, {y}{s}",
    )
    pool = {
        "EU27": "DEU FRA ITA ESP NLD POL PRT",
        "AFRICA": "EGY ZAF NGA MAR DZA",
        "G7": "USA GBR DEU JPN CAN",
        "NORDICS": "SWE NOR DNK FIN",
        "SOUTH_AMERICA": "BRA CHL COL ARG",
    }
    for _ in g.tries(count):
        bloc, year = g.deal("sharebloc", list(pool)), g.year(m, 2010)
        place = g.dice.choice(pool[bloc].split())
        own = bloc in ("EU27", "AFRICA", "SOUTH_AMERICA")
        whole = (
            m.cell(bloc, year)
            if own
            else f"(SELECT sum({m.value}) FROM {m.table} WHERE start={year} AND {members(bloc, year)})"
        )
        value = g.cells.one(f"SELECT 100.0 * {m.cell(place, year)} / {whole}")
        text = g.fill(
            g.deal("blocshare", forms),
            m,
            g.source(m, place, year=year),
            place,
            b=BLOCS[bloc],
            y=year,
        )
        g.add("share_bloc", text, answered([near(value, "%", rel=0, tol=0.1)]), f"{value:.1f}%")


def add_up(g: Grammar, m: Measure, count: int) -> None:
    lists = (
        "How many {m} did {l} {v} together in {y}{s}?",
        "{l} combined: {m}, {y}{s}",
        "sum of {m} for {l}, {y}{s}",
        "If you add up {l}, how many {m} in {y}{s}?",
    )
    whole = (
        "{b} combined {m}, {y}{s}",
        "How many {m} did the members of {b} publish in {y}, added up{s}?",
        "{y} total for {b}: {m}{s}",
        "sum of {b} {m} in {y}{s}",
    )
    for _ in g.tries(count):
        year = g.year(m, 2010)
        if g.dice.random() < 0.5:
            codes = g.dice.sample(
                [p for p in m.places if p not in ("USA", "CHN", "GBR", "IND")],
                g.dice.choice([2, 3, 3, 4]),
            )
            values = [g.cells.rows("SELECT " + m.cell(p, year))[0][0] for p in codes]
            if any(not v or v < 5 for v in values):
                continue
            names = [PLACES[p].name for p in codes]
            text = g.fill(
                g.deal("addlist", lists),
                m,
                g.source(m, "", year=year),
                "",
                l=", ".join(names[:-1]) + " and " + names[-1],
                y=year,
            )
            value = g.cells.one("SELECT " + " + ".join(m.cell(p, year) for p in codes))
            g.add(
                "sum_listed",
                text,
                answered([near(round(value), "sum", rel=0.005, tol=0.6)]),
                f"{value:,.0f}",
            )
        else:
            bloc = g.deal(
                "addbloc",
                [
                    "G7",
                    "NORDICS",
                    "BENELUX",
                    "VISEGRAD",
                    "BALTICS",
                    "GCC",
                    "FIVE_EYES",
                    "MAGHREB",
                    "ASEAN",
                ],
            )
            if m.table == "ip5" and bloc not in ("G7",):
                continue
            value = g.cells.one(
                f"SELECT sum({m.value}) FROM {m.table} WHERE start={year} AND {members(bloc, year)}"
            )
            text = g.fill(
                g.deal("addwhole", whole).replace("publish", m.verbs[0]),
                m,
                g.source(m, "", year=year),
                "",
                b=BLOCS[bloc],
                y=year,
            )
            g.add(
                "sum_bloc",
                text,
                answered([near(round(value), "sum", rel=0.005, tol=0.6)]),
                f"{value:,.0f}",
            )


def per_head(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "{A} {m} per {u} people, {y}{s}",
        "How many {m} per {u} inhabitants did {N} {v} in {y}{s}?",
        "{n} {y}: {m} per {u} population{s}",
        "{P} {m} relative to population, per {u}, in {y}{s}",
        "for every {u} people, how many {m} did {N} have in {y}{s}",
    )
    for _ in g.tries(count):
        place, year = g.place(m), g.year(m, 2008)
        unit, word = g.dice.choice([(1e6, "million"), (1e6, "million"), (1e5, "100,000")])
        try:
            value = g.cells.one(
                f"SELECT {m.cell(place, year)} * {unit:.0f}.0 / (SELECT value FROM wdi WHERE "
                f"measure='wdi_population' AND place='{place}' AND start={year})"
            )
        except LookupError:
            continue
        if value < 0.3:
            continue
        text = g.fill(
            g.deal("perhead", forms), m, g.source(m, place, year=year), place, y=year, u=word
        )
        g.add(
            "per_head",
            text,
            answered([near(value, "per " + word, rel=0.01)]),
            f"{value:.2f} per {word}",
        )


def per_gdp(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "{A} {m} per billion dollars of GDP, {y}{s}",
        "{n}: {m} per $bn of GDP in {y}{s}",
        "How many {m} did {N} {v} per billion US dollars of GDP in {y}{s}?",
    )
    for _ in g.tries(count):
        place, year = g.place(m), g.year(m, 2008)
        try:
            value = g.cells.one(
                f"SELECT {m.cell(place, year)} * 1e9 / (SELECT value FROM wdi WHERE measure='wdi_gdp_current_usd' "
                f"AND place='{place}' AND start={year})"
            )
        except LookupError:
            continue
        if value < 0.3:
            continue
        text = g.fill(g.deal("pergdp", forms), m, g.source(m, place, year=year), place, y=year)
        g.add("per_gdp", text, answered([near(value, "per billion", rel=0.01)]), f"{value:.2f}")


def head_rank(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "Which {c} had the most {m} per head in {y}{s}?",
        "{y}, {m} per capita: who led {b}{s}?",
        "highest number of {m} per million people in {b}, {y}{s}",
    )
    for _ in g.tries(count):
        bloc, year = (
            g.deal("headbloc", ["G7", "NORDICS", "VISEGRAD", "BALTICS", "GCC", "SOUTH_AMERICA"]),
            g.year(m, 2010),
        )
        rows = g.cells.rows(
            f"SELECT place, a.{m.value} * 1e6 / w.value FROM {m.table} a JOIN wdi w USING (place, start) WHERE start={year} "
            f"AND w.measure='wdi_population' AND {members(bloc, year)} ORDER BY 2 DESC LIMIT 2"
        )
        if len(rows) < 2 or rows[0][0] not in PLACES or rows[0][1] < 1.05 * rows[1][1]:
            continue
        place, value = rows[0]
        text = g.fill(
            g.deal("headrank", forms),
            m,
            g.source(m, "", year=year),
            "",
            c=AMONG[bloc][0],
            b=BLOCS[bloc],
            y=year,
        )
        g.add(
            "per_head_rank",
            text,
            answered(
                all_of=[name_regex(place)],
                numbers_any=[[near(value * k, f"per {1e6 * k:.0f}", rel=0.01) for k in (1, 0.1)]],
            ),
            f"{PLACES[place].name}, {value:.1f} per million",
        )


# ---------------------------------------------------------------------- turning points
def series(g: Grammar, m: Measure, place: str, first: int, last: int) -> dict[int, float]:
    return {
        int(y): float(v)
        for y, v in g.cells.rows(
            f"SELECT start, {m.value} FROM {m.table} WHERE place='{place}' AND start BETWEEN {first} AND {last}{m.where} ORDER BY 1"
        )
    }


def extreme(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "In which year between {y} and {z} did {N} have the {x} {m}{s}?",
        "{A} {m} {y}-{z}: which year was the {p}{s}?",
        "when, from {y} to {z}, did {P} {m} hit their {p}{s}",
    )
    for _ in g.tries(count):
        place, (first, last) = g.place(m), g.span(m, 6)
        got, high = series(g, m, place, first, last), g.dice.random() < 0.65
        if len(got) != last - first + 1 or min(got.values()) < 5:
            continue
        value = (max if high else min)(got.values())
        years = [y for y, v in got.items() if v == value]
        if len(years) > 1:
            continue
        text = g.fill(
            g.deal("extreme", forms),
            m,
            g.source(m, place, year=last),
            place,
            y=first,
            z=last,
            x="most" if high else "fewest",
            p="peak" if high else "low point",
        )
        g.add(
            "peak" if high else "trough",
            text,
            answered([near(round(value), rel=0.005, tol=0.6)], all_of=[rf"\b{years[0]}\b"]),
            f"{years[0]} ({value:,.0f})",
        )


def first_over(g: Grammar, m: Measure, count: int) -> None:
    up = (
        "When did {N} first pass {t} {m} in a year{s}?",
        "first year {N} had more than {t} {m}{s}",
        "In what year did {A} {m} top {t} for the first time{s}?",
        "{n}: {m} above {t}, first in which year{s}?",
    )
    down = (
        "When did {N} last have fewer than {t} {m} in a year{s}?",
        "last year in which {N} stayed below {t} {m}{s}",
    )
    for _ in g.tries(count):
        place, limit = (
            g.place(m),
            g.dice.choice([50, 100, 200, 300, 500, 1000, 1500, 2000, 3000, 5000]),
        )
        got = series(g, m, place, *m.years)
        if limit in got.values() or len(got) < 8:
            continue
        rising = g.dice.random() < 0.7
        years = [y for y, v in got.items() if (v > limit if rising else v < limit)]
        year = (years[0] if rising else years[-1]) if years else 0
        if year in (0, min(got), max(got)):
            continue
        text = g.fill(
            g.deal("first" if rising else "last", up if rising else down),
            m,
            g.source(m, place),
            place,
            t=f"{limit:,}" if g.dice.random() < 0.7 else limit,
        )
        g.add(
            "first_over" if rising else "last_under",
            text,
            answered(all_of=[rf"\b{year}\b"]),
            f"{year} ({got[year]:,.0f})",
        )


def overtake(g: Grammar, m: Measure, count: int) -> None:
    forms = (
        "When did {N} overtake {N2} in {m}{s}?",
        "year in which {n} passed {n2} on {m}{s}",
        "In what year did {P} {m} first outnumber {P2}{s}?",
        "{A} {m} went past {A2} ones in which year{s}?",
    )
    for _ in g.tries(count):
        one, two = g.place(m), g.place(m)
        a, b = series(g, m, one, *m.years), series(g, m, two, *m.years)
        years = sorted(set(a) & set(b))
        ahead = [a[y] > b[y] for y in years]
        if (
            one == two
            or len(years) < 10
            or any(a[y] == b[y] for y in years)
            or ahead[0]
            or not ahead[-1]
        ):
            continue
        if sum(ahead[i] != ahead[i + 1] for i in range(len(ahead) - 1)) != 1 or a[years[-1]] < 30:
            continue
        year = years[ahead.index(True)]
        text = g.fill(g.deal("overtake", forms), m, g.source(m, one, two), one, two)
        g.add(
            "overtake",
            text,
            answered(all_of=[rf"\b{year}\b"]),
            f"{year} ({a[year]:,.0f} against {b[year]:,.0f})",
        )


def more(g: Grammar) -> None:
    """Run these operations and those on the smaller tables."""
    from figures_tables import tables
    from figures_talk import talk
    from make_figures import AI, CS, IP5

    most = ["WLD", "AFRICA", "G7", "SOUTH_AMERICA", "NORDICS", "ASEAN", "EU27", "ASIA"]
    plan: list[tuple[Callable[..., None], list[tuple[Measure, int]]]] = [
        (bottom, [(AI, 3), (CS, 1)]),
        (nth, [(AI, 6), (CS, 1)]),
        (best, [(AI, 6), (CS, 3)]),
        (rank_of_one, [(AI, 7), (CS, 3)]),
        (over, [(AI, 6), (CS, 2)]),
        (fastest, [(AI, 4), (CS, 1)]),
        (share, [(AI, 7), (CS, 2)]),
        (share_of_bloc, [(AI, 5)]),
        (add_up, [(AI, 9), (CS, 2), (IP5, 2)]),
        (per_head, [(AI, 7), (CS, 2), (IP5, 2)]),
        (per_gdp, [(AI, 4), (CS, 1)]),
        (head_rank, [(AI, 4), (CS, 1)]),
        (extreme, [(AI, 5), (CS, 1), (IP5, 2)]),
        (first_over, [(AI, 7), (CS, 2), (IP5, 2)]),
        (overtake, [(AI, 6), (CS, 2)]),
    ]
    top(g, AI, 6, most)
    top(g, CS, 2, most)
    top(g, IP5, 2, ["WLD"])
    for operation, parts in plan:
        for measure, count in parts:
            operation(g, measure, count)
    tables(g)
    talk(g)
