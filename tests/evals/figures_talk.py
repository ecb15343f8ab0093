"""Routine conversations, refusals and false premises, composed like the other questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from figures_words import ANSWERED, DENIAL, PLACES, REFUSED, answered, near, refusal

if TYPE_CHECKING:
    from make_figures import Grammar, Measure

__all__ = ["talk"]


def said(value: float) -> dict[str, Any]:
    return answered([near(round(value), rel=0.005, tol=0.6)])


def follow(g: Grammar, m: Measure, count: int) -> None:
    """Ask for one value, then change the place, the year, and ask for the gap."""
    place_forms = ("And {N}?", "what about {N}", "{n}?", "same for {N} please", "ok and {A} ones?")
    year_forms = ("and in {y}?", "{y}?", "what was it in {y}", "go to {y}")
    gap_forms = (
        "how far apart are {N} and {N2} there?",
        "difference between {N} and {N2} in that year?",
        "so what's the gap between {N} and {N2}?",
    )
    openings = ("How many {m} did {N} {v} in {y}{s}?", "{A} {m}, {y}{s}", "{n} {y} {m}{s}")
    for _ in g.tries(count):
        one, two = g.place(m), g.place(m)
        first, second = g.year(m, 2010), g.year(m, 2010)
        cells = [m.cell(one, first), m.cell(two, first), m.cell(two, second), m.cell(one, second)]
        values = [r[0][0] for r in (g.cells.rows("SELECT " + c) for c in cells)]
        if (
            one == two
            or first == second
            or any(v is None or v < 5 for v in values)
            or abs(values[2] - values[3]) < 3
        ):
            continue
        opening = g.fill(
            g.deal("open" + m.table, openings), m, g.source(m, one, two, year=first), one, y=first
        )
        turns = [
            opening,
            g.words(g.deal("followplace", place_forms), two),
            g.deal("followyear", year_forms).replace("{y}", str(second)),
        ]
        expects = [said(v) for v in values[:3]]
        if g.dice.random() < 0.5:
            big, small = (two, one) if values[2] > values[3] else (one, two)
            turns.append(g.words(g.deal("followgap", gap_forms), big, small))
            expects.append(
                answered([near(round(abs(values[2] - values[3])), "gap", rel=0.005, tol=1.1)])
            )
        g.add(
            "follow",
            turns[0],
            expects[-1],
            "; ".join(f"{v:,.0f}" for v in values[:3]),
            kind="followup",
        )
        g.items[-1] |= {"turns": [g.items[-1]["turns"][0], *turns[1:]], "per_turn": expects}


def outside(g: Grammar, m: Measure, years: tuple[int, ...], count: int) -> None:
    """Ask for a year before or after the series."""
    forms = (
        "How many {m} did {N} {v} in {y}{s}?",
        "{n}, {m}, {y}{s}",
        "{A} {m} in {y}{s}?",
        "{P} {m} for {y}{s}, please",
    )
    for _ in range(count):
        place, year = g.place(m), g.dice.choice(years)
        found = g.cells.rows("SELECT " + m.cell(place, year))[0][0]
        if found is not None:
            raise ValueError(f"{place} {year} is in the table")
        source = " (" + m.sources[0] + ")"
        g.add(
            "outside",
            g.fill(g.deal("outside", forms), m, source, place, y=year),
            refusal(),
            "No figure: outside the series.",
            kind="refuse",
        )


def not_held(g: Grammar) -> None:
    """Ask for places that a table does not hold."""
    for text, sql in (
        ("IP5 AI patent families, {N}, {y}", "SELECT count(*) FROM ip5 WHERE place='{c}'"),
        (
            "How many IP5 patent families in AI came from {N} in {y}?",
            "SELECT count(*) FROM ip5 WHERE place='{c}'",
        ),
        (
            "OECD.AI: {A} share of the world's AI publications, {y}",
            "SELECT count(*) FROM oecd WHERE place='{c}'",
        ),
        (
            "{P} share of AI publications in {y} in the OECD.AI export",
            "SELECT count(*) FROM oecd WHERE place='{c}'",
        ),
    ):
        for place in g.dice.sample(["POL", "PRT", "GRC", "HUN", "CHL", "EGY", "THA", "ROU"], 2):
            year = g.dice.randint(2012, 2020)
            if g.cells.one(sql.replace("{c}", place)):
                raise ValueError(f"{place} is in the table")
            g.add(
                "not_held",
                g.words(text.replace("{y}", str(year)), place),
                refusal(),
                f"{PLACES[place].name} is not in the table.",
                kind="refuse",
            )


def premises(g: Grammar, m: Measure, count: int) -> None:
    """Claim a lead or a fall that was none."""
    leads: tuple[str, ...] = (
        "Why was {N} ahead of {N2} in {m} in {y}{s}?",
        "What explains {P} lead over {N2} on {m} in {y}{s}?",
        "how come {N} put out more {m} than {N2} in {y}{s}",
    )
    falls: tuple[str, ...] = (
        "Why did {P} {m} fall between {y} and {z}{s}?",
        "What is behind the decline of {A} {m} from {y} to {z}{s}?",
    )
    for turn in g.tries(count):
        one, two = g.place(m), g.place(m)
        first, last = g.span(m)
        if turn % 2:
            cells, form = [m.cell(one, last), m.cell(two, last)], leads
        else:
            cells, form = [m.cell(one, last), m.cell(one, first)], falls
        low, high = (g.cells.rows("SELECT " + c)[0][0] for c in cells)
        if (
            one == two
            or low is None
            or high is None
            or (turn % 2 and not 5 < low < 0.8 * high)
            or (not turn % 2 and not low > 1.3 * high > 13)
        ):
            continue
        text = g.fill(
            g.deal(form[0], form),
            m,
            g.source(m, one, two, year=last),
            one,
            two,
            **({"y": last} if turn % 2 else {"y": first, "z": last}),
        )
        expect = {
            "status": ANSWERED + REFUSED,
            "one_of": [
                {"any_of": [[r"^(?:.|\n){0,300}?(?:" + DENIAL + ")"]]},
                {
                    "numbers": [
                        near(round(v), rel=0.005, tol=0.6, anywhere=True) for v in (low, high)
                    ]
                },
            ],
        }
        g.add(
            "premise",
            text,
            expect,
            f"The figures are {low:,.0f} and {high:,.0f}.",
            kind="false_premise",
        )


def talk(g: Grammar) -> None:
    """Write the conversations, refusals and false premises."""
    from make_figures import AI, CS, IP5

    for measure, count in ((AI, 12), (CS, 4), (IP5, 4)):
        follow(g, measure, count)
    outside(g, AI, (1997, 2001, 2023, 2024, 2025), 6)
    outside(g, CS, (1999, 2002, 2023, 2024), 3)
    outside(g, IP5, (2004, 2007, 2024), 3)
    not_held(g)
    for measure, count in ((AI, 8), (CS, 2), (IP5, 2)):
        premises(g, measure, count)
