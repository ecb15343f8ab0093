# ruff: noqa: E501  (a question and its truth stay on one line)
"""Write figures.jsonl: questions about figures composed from a grammar, with their truths.

    python tests/evals/make_figures.py                 writes figures.jsonl
    python tests/evals/make_figures.py SEED FILE       writes other questions, nobody has seen

An operation meets a measure, places, a period and a wording; the truth is one SQL query over the
CSV files.  The dice have a fixed seed, so the file is the same on every run.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures_words import (
    PLACES,
    Cells,
    answered,
    name_regex,
    near,
    slip,
    write_items,
)

__all__ = ["main"]

SEED = 20261
HERE = Path(__file__).resolve().parent
BIG = "USA CHN GBR DEU FRA ITA ESP JPN KOR IND CAN AUS".split()
MIDDLE = (
    "NLD BEL CHE AUT SWE NOR DNK FIN IRL PRT GRC POL CZE HUN ROU TUR ISR SAU ARE IRN PAK BGD VNM "
    "THA MYS IDN SGP TWN NZL MEX BRA ARG CHL COL EGY MAR DZA TUN NGA ZAF RUS UKR"
).split()
SMALL = "ISL BGR HRV SVN SVK SRB EST LVA LTU QAT IRQ JOR LKA PHL PER GHA KEN ETH KAZ".split()
# Places for which a report gives a figure of its own in some year: the question names its source.
REPORTED = {"USA", "CHN", "GBR", "WLD", "IND", "EU27"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column of figures as journalists speak of it."""

    table: str
    where: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[int, int]
    sources: tuple[str, ...]
    value: str = "value"
    sure: bool = False  # only one measure can be meant, whatever the place

    def cell(self, place: str, year: int) -> str:
        return f"(SELECT {self.value} FROM {self.table} WHERE place='{place}' AND start={year}{self.where})"


AI = Measure(
    table="ai_articles",
    where="",
    verbs=("publish", "produce", "put out", "write"),
    nouns=(
        "AI articles",
        "AI papers",
        "AI publications",
        "AI research papers",
        "artificial intelligence papers",
        "scientific articles on AI",
    ),
    places=(*BIG, *MIDDLE, *SMALL),
    years=(2003, 2022),
    sources=("NSF", "National Science Foundation", "NCSES", "Science and Engineering Indicators"),
)
CS = Measure(
    table="cs_articles",
    where="",
    verbs=("publish", "produce", "write"),
    nouns=(
        "computer science articles",
        "computer science papers",
        "computer and information science publications",
    ),
    places=(*BIG, *MIDDLE, *SMALL),
    years=(2003, 2022),
    sources=("NSF", "NCSES"),
    sure=True,
)
IP5 = Measure(
    table="ip5",
    where="",
    verbs=("have", "file"),
    nouns=("IP5 AI patent families", "IP5 patent families in AI", "AI patent families (IP5)"),
    places=tuple(
        "AUS BRA CAN CHE CHN DEU ESP FIN FRA GBR IND ISR ITA JPN KOR NLD RUS SGP SWE TWN USA".split()
    ),
    years=(2010, 2021),
    sources=("OECD",),
    sure=True,
)
NOTABLE = Measure(
    table="notable",
    where="",
    verbs=("release", "have", "produce"),
    nouns=("notable AI models", "notable models", "noteworthy AI models"),
    places=tuple("USA CHN GBR FRA CAN DEU ISR KOR JPN".split()),
    years=(2015, 2025),
    sources=("Epoch AI", "Epoch", "the Epoch list"),
)
LARGE = Measure(
    table="large",
    where="",
    verbs=("have",),
    nouns=("large-scale AI systems", "large-scale AI models"),
    places=tuple("USA CHN FRA KOR GBR JPN CAN ISR DEU ARE".split()),
    years=(2021, 2025),
    sources=("Epoch AI", "Our World in Data"),
    sure=True,
)


class Grammar:
    """Compose the items."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.cells = Cells()
        self.items: list[dict[str, Any]] = []
        self.decks: dict[str, list[str]] = {}

    # ------------------------------------------------------------------ words
    def deal(self, name: str, cards: tuple[str, ...] | list[str]) -> str:
        """Take the next card of a shuffled deck, so that every wording has its turn."""
        if not self.decks.get(name):
            deck = list(cards)
            self.dice.shuffle(deck)
            self.decks[name] = deck
        return self.decks[name].pop()

    def words(self, template: str, code: str, other: str = "") -> str:
        out = template
        for mark, place in (("", code), ("2", other)):
            if not place:
                continue
            got = PLACES[place]
            name = (
                self.dice.choice(got.short) if got.short and self.dice.random() < 0.45 else got.name
            )
            own = name + ("'" if name.endswith("s") and not name.endswith("US") else "'s")
            out = out.replace("{n" + mark + "}", name.removeprefix("the ")).replace(
                "{N" + mark + "}", name
            )
            out = out.replace("{P" + mark + "}", own).replace("{A" + mark + "}", got.adjective)
        return out

    def source(self, measure: Measure, *places: str, year: int = 0) -> str:
        """Name the source where several could be meant, and now and then elsewhere."""
        needed = not measure.sure and (
            any(p in REPORTED for p in places) or (measure.table == "notable" and year > 2021)
        )
        if not needed and self.dice.random() > 0.2:
            return ""
        name = self.dice.choice(measure.sources)
        form = self.deal(
            "source", [", according to %s", " (%s)", ", per %s", " - %s data", ", going by %s"]
        )
        formal = name in ("NSF", "OECD", "National Science Foundation") and form.startswith(",")
        return form % ("the " + name if formal else name)

    def fill(
        self, template: str, measure: Measure, source: str, code: str, other: str = "", **more: Any
    ) -> str:
        text = template.replace("{m}", self.deal("noun" + measure.table, measure.nouns))
        text = text.replace("{v}", self.deal("verb" + measure.table, measure.verbs)).replace(
            "{s}", source
        )
        for key, value in more.items():
            text = text.replace("{" + key + "}", str(value))
        text = self.words(text, code, other)
        return text if template[0].islower() or text[0].isdigit() else text[0].upper() + text[1:]

    def add(
        self, sub: str, text: str, expect: dict[str, Any], truth: str, kind: str = "figures"
    ) -> None:
        if self.dice.random() < 0.05:
            text = slip(text, self.dice)
        elif self.dice.random() < 0.06 and "US" not in text.split():
            text = text.lower()
        number = 1 + sum(i["sub"] == sub for i in self.items)
        self.items.append(
            {
                "id": f"gen-{sub}-{number:03d}",
                "kind": kind,
                "sub": sub,
                "lang": "en",
                "turns": [text],
                "expect": expect,
                "truth": truth,
                "how": self.cells.taken(),
            }
        )

    def year(self, measure: Measure, low: int = 0) -> int:
        return self.dice.randint(max(measure.years[0], low), measure.years[1])

    def span(self, measure: Measure, least: int = 4) -> tuple[int, int]:
        first = self.dice.randint(max(measure.years[0], 2010), measure.years[1] - least)
        return first, self.dice.randint(first + least, measure.years[1])

    def place(self, measure: Measure) -> str:
        return self.deal("place" + measure.table, measure.places)

    def tries(self, count: int) -> Iterator[int]:
        """Let an operation try until it has made `count` items, fifty times as often at most."""
        goal = len(self.items) + count
        for turn in range(50 * count):
            if len(self.items) >= goal:
                return
            self.cells.taken()
            yield turn

    # ------------------------------------------------------------------ one place, one value
    def lookup(self, measure: Measure, count: int) -> None:
        forms = (
            "How many {m} did {N} {v} in {y}{s}?",
            "{n}, {y}: {m}{s}?",
            "{y}, {m}, {n}{s}",
            "number of {A} {m} in {y}{s}",
            "What was {P} tally of {m} in {y}{s}?",
            "hi, could you please give me the number of {m} for {N} in {y}{s}? thanks",
            "{m} {y} {n}{s}",
            "I need the {y} figure for {A} {m}{s}.",
            "For a graphic: {m} from {N}, {y}{s}",
            "{y}: {n}, {m}{s}",
            "how many {A} {m} were there in {y}{s}",
            "In {y}, what was the total of {m} for {N}{s}?",
            "{P} {m} in {y}{s}, please",
            "Do you have {P} {y} count of {m}{s}?",
            "can you look up {A} {m} for the year {y}{s}",
        )
        for _ in self.tries(count):
            place, year = self.place(measure), self.year(measure)
            try:
                value = self.cells.one("SELECT " + measure.cell(place, year))
            except LookupError:
                continue
            if value < 3:
                continue
            text = self.fill(
                self.deal("lookup", forms),
                measure,
                self.source(measure, place, year=year),
                place,
                y=year,
            )
            self.add(
                "lookup", text, answered([near(round(value), rel=0.005, tol=0.6)]), f"{value:,.0f}"
            )

    # ------------------------------------------------------------------ two places, one year
    def pairs(
        self, measure: Measure, count: int, least: float = 1.1, most: float = 9
    ) -> Iterator[tuple[str, str, int, float, float]]:
        for _ in self.tries(count):
            first, second, year = self.place(measure), self.place(measure), self.year(measure)
            if first == second:
                continue
            try:
                a, b = (self.cells.one("SELECT " + measure.cell(p, year)) for p in (first, second))
            except LookupError:
                continue
            if min(a, b) >= 8 and least <= max(a, b) / min(a, b) <= most:
                yield first, second, year, a, b

    def compare(self, measure: Measure, count: int) -> None:
        forms = (
            "{N} or {N2}: who had more {m} in {y}{s}?",
            "Compare {P} and {P2} {m} in {y}{s}",
            "{n} vs {n2}, {m}, {y}{s}",
            "Which put out more {m} in {y}, {N} or {N2}{s}?",
            "was {N} ahead of {N2} in {m} in {y}{s}?",
            "In {y}, who led on {m}: {N2} or {N}{s}?",
            "{A} against {A2} {m} in {y}{s}, side by side please",
        )
        for first, second, year, a, b in self.pairs(measure, count):
            text = self.fill(
                self.deal("compare", forms),
                measure,
                self.source(measure, first, second, year=year),
                first,
                second,
                y=year,
            )
            winner = first if a > b else second
            self.add(
                "compare",
                text,
                answered(
                    [
                        near(round(a), first, rel=0.005, tol=0.6, anywhere=True),
                        near(round(b), second, rel=0.005, tol=0.6, anywhere=True),
                    ],
                    all_of=[name_regex(winner)],
                ),
                f"{PLACES[winner].name}: {first} {a:,.0f}, {second} {b:,.0f}",
            )

    def difference(self, measure: Measure, count: int) -> None:
        forms = (
            "How many more {m} did {N} {v} than {N2} in {y}{s}?",
            "gap between {N} and {N2}, {m}, {y}{s}",
            "By how much did {N} beat {N2} on {m} in {y}{s}?",
            "{n} minus {n2}: {m}, {y}{s}",
            "What was {P} lead over {N2} in {m} in {y}{s}?",
            "difference in {m} between {N} and {N2} in {y}{s}",
        )
        for first, second, year, a, b in self.pairs(measure, count, 1.15):
            if a < b:
                first, second, a, b = second, first, b, a
            text = self.fill(
                self.deal("difference", forms),
                measure,
                self.source(measure, first, second, year=year),
                first,
                second,
                y=year,
            )
            self.cells.rows(f"SELECT {measure.cell(first, year)} - {measure.cell(second, year)}")
            self.add(
                "difference",
                text,
                answered([near(round(a - b), "difference", rel=0.005, tol=1.1)]),
                f"{a - b:,.0f} ({a:,.0f} and {b:,.0f})",
            )

    def ratio(self, measure: Measure, count: int) -> None:
        forms = (
            "How many times as many {m} did {N} have as {N2} in {y}{s}?",
            "ratio of {A} to {A2} {m}, {y}{s}",
            "{P} {m} as a multiple of {P2}, {y}{s}",
            "{n}/{n2} ratio, {m}, {y}{s}",
            "{y}: by what factor did {N} outnumber {N2} in {m}{s}?",
            "In {y}, {N} had how many times the {m} of {N2}{s}?",
        )
        for first, second, year, a, b in self.pairs(measure, count, 1.5):
            if a < b:
                first, second, a, b = second, first, b, a
            text = self.fill(
                self.deal("ratio", forms),
                measure,
                self.source(measure, first, second, year=year),
                first,
                second,
                y=year,
            )
            value = self.cells.one(
                f"SELECT {measure.cell(first, year)} * 1.0 / {measure.cell(second, year)}"
            )
            self.add(
                "ratio",
                text,
                answered([near(value, "ratio", rel=0.03, tol=0.06)]),
                f"{value:.2f} times",
            )

    # ------------------------------------------------------------------ one place, two years
    def spans(
        self, measure: Measure, count: int, least: int = 4
    ) -> Iterator[tuple[str, int, int, float, float]]:
        for _ in self.tries(count):
            place, (first, last) = self.place(measure), self.span(measure, least)
            try:
                a, b = (self.cells.one("SELECT " + measure.cell(place, y)) for y in (first, last))
            except LookupError:
                continue
            if a >= 15 and b >= 15 and abs(b / a - 1) > 0.08:
                yield place, first, last, a, b

    def percent_change(self, measure: Measure, count: int) -> None:
        forms = (
            "By what percentage did {P} {m} change between {y} and {z}{s}?",
            "{n} {m} {y}-{z}: % change{s}",
            "percent change in {A} {m} from {y} to {z}{s}",
            "{A} {m}, {z} against {y}, change in per cent{s}?",
            "How much did {P} output of {m} go up or down, in percent, {y} to {z}{s}?",
            "what's the percentage growth of {m} in {N} from {y} to {z}{s}",
        )
        for place, first, last, a, b in self.spans(measure, count):
            text = self.fill(
                self.deal("percent", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            here, there = measure.cell(place, first), measure.cell(place, last)
            value = self.cells.one(f"SELECT 100.0 * ({there} - {here}) / {here}")
            self.add(
                "percent_change",
                text,
                answered([near(value, "%", rel=0.005, tol=0.6)]),
                f"{value:+.1f}% ({a:,.0f} to {b:,.0f})",
            )

    def factor(self, measure: Measure, count: int) -> None:
        forms = (
            "How many-fold did {P} {m} grow from {y} to {z}{s}?",
            "{A} {m}: growth factor {y}-{z}{s}",
            "{P} {m} multiplied by what between {y} and {z}{s}?",
            "{N} had how many times more {m} in {z} than in {y}{s}?",
            "{z} over {y}, {m}, {n}: times what{s}?",
        )
        for place, first, last, a, b in self.spans(measure, count):
            if b / a < 1.6:
                continue
            text = self.fill(
                self.deal("factor", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            here, there = measure.cell(place, first), measure.cell(place, last)
            value = self.cells.one(f"SELECT {there} * 1.0 / {here}")
            self.add(
                "factor",
                text,
                answered(
                    numbers_any=[
                        [
                            near(value, "factor", rel=0.03, tol=0.06),
                            near(100 * (value - 1), "%", rel=0.01, tol=1),
                        ]
                    ]
                ),
                f"{value:.2f} times ({a:,.0f} to {b:,.0f})",
            )

    def cagr(self, measure: Measure, count: int) -> None:
        forms = (
            "compound annual growth of {P} {m}, {y}-{z}{s}",
            "CAGR of {A} {m} {y} to {z}{s}?",
            "What was the average annual growth rate of {P} {m} from {y} to {z}{s}?",
            "{n}: {m}, growth per year {y}-{z} (compound){s}",
            "By what percentage a year on average did {A} {m} grow between {y} and {z}{s}?",
        )
        for place, first, last, a, b in self.spans(measure, count):
            if b < a:
                continue
            text = self.fill(
                self.deal("cagr", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            here, there = measure.cell(place, first), measure.cell(place, last)
            value = self.cells.one(
                f"SELECT 100 * (pow({there} * 1.0 / {here}, 1.0 / {last - first}) - 1)"
            )
            self.add(
                "cagr", text, answered([near(value, "% a year", tol=0.12)]), f"{value:.1f}% a year"
            )

    def trend(self, measure: Measure, count: int) -> None:
        forms = (
            "How did {P} {m} develop between {y} and {z}{s}?",
            "trend in {A} {m} {y}-{z}{s}",
            "{m} in {N} from {y} to {z}{s}: up or down?",
            "walk me through {A} {m}, {y} to {z}{s}",
            "Show the evolution of {m} for {N}, {y}-{z}{s}",
        )
        for place, first, last, a, b in self.spans(measure, count):
            text = self.fill(
                self.deal("trend", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            self.add(
                "trend",
                text,
                answered(
                    [
                        near(round(a), str(first), rel=0.005, tol=0.6),
                        near(round(b), str(last), rel=0.005, tol=0.6),
                    ]
                ),
                f"{a:,.0f} to {b:,.0f}",
            )

    def mean(self, measure: Measure, count: int) -> None:
        forms = (
            "average number of {A} {m} a year, {y}-{z}{s}",
            "What was {P} mean yearly count of {m} over {y}-{z}{s}?",
            "On average, how many {m} a year did {N} {v} from {y} to {z}{s}?",
            "{n}: {m}, annual mean {y} to {z}{s}",
        )
        for place, first, last, _a, _b in self.spans(measure, count):
            got = self.cells.rows(
                f"SELECT avg({measure.value}), count(*) FROM {measure.table} WHERE place='{place}' "
                f"AND start BETWEEN {first} AND {last}{measure.where}"
            )[0]
            if got[1] != last - first + 1:
                continue
            text = self.fill(
                self.deal("mean", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            self.add(
                "mean",
                text,
                answered([near(got[0], "mean", rel=0.005, tol=0.6)]),
                f"{got[0]:,.1f} a year",
            )

    def total(self, measure: Measure, count: int) -> None:
        forms = (
            "{P} {m} in {y} to {z} added up{s}",
            "total of {A} {m} over {y}-{z}{s}?",
            "How many {m} did {N} {v} in all from {y} through {z}{s}?",
            "sum of {m}, {n}, {y}-{z}{s}",
        )
        for place, first, last, _a, _b in self.spans(measure, count, 3):
            got = self.cells.rows(
                f"SELECT sum({measure.value}), count(*) FROM {measure.table} WHERE place='{place}' "
                f"AND start BETWEEN {first} AND {last}{measure.where}"
            )[0]
            if got[1] != last - first + 1:
                continue
            text = self.fill(
                self.deal("total", forms),
                measure,
                self.source(measure, place, year=last),
                place,
                y=first,
                z=last,
            )
            self.add(
                "total_years",
                text,
                answered([near(got[0], "sum", rel=0.005, tol=1)]),
                f"{got[0]:,.0f}",
            )


def main() -> None:
    """Write the file."""
    from figures_more import more  # the operations over many places

    seed, file = (
        (int(sys.argv[1]), Path(sys.argv[2]))
        if len(sys.argv) == 3
        else (SEED, HERE / "figures.jsonl")
    )
    grammar = Grammar(seed)
    routine: list[tuple[Callable[[Measure, int], None], list[tuple[Measure, int]]]] = [
        (grammar.lookup, [(AI, 26), (CS, 7), (IP5, 6), (NOTABLE, 6)]),
        (grammar.compare, [(AI, 8), (CS, 3), (IP5, 3), (NOTABLE, 2)]),
        (grammar.difference, [(AI, 6), (CS, 2), (IP5, 2)]),
        (grammar.ratio, [(AI, 6), (CS, 2), (IP5, 3), (NOTABLE, 1)]),
        (grammar.percent_change, [(AI, 6), (CS, 3), (IP5, 3)]),
        (grammar.factor, [(AI, 6), (CS, 1), (IP5, 2)]),
        (grammar.cagr, [(AI, 5), (CS, 2), (IP5, 1)]),
        (grammar.trend, [(AI, 5), (CS, 1), (IP5, 2), (NOTABLE, 1)]),
        (grammar.mean, [(AI, 4), (CS, 2), (IP5, 1)]),
        (grammar.total, [(AI, 4), (CS, 1), (IP5, 1)]),
    ]
    for operation, parts in routine:
        for measure, count in parts:
            operation(measure, count)
    more(grammar)
    write_items(grammar.items, file)
    print(f"{len(grammar.items)} items in {file.name}")


if __name__ == "__main__":
    main()
