"""Values: sentences for look-ups, comparisons, differences, ratios, shares, sums and means."""

from __future__ import annotations

from decimal import Decimal
from statistics import median as middle

from bot.calculate.evidence import Row, Table
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_value, rounded
from bot.compose.wording import hedged, in_period, join, label, name, noun, possessive, stated
from bot.readings import Reading

__all__ = [
    "agreeing",
    "exact",
    "say_compare",
    "say_difference",
    "say_lookup",
    "say_mean",
    "say_ratio",
    "say_sum",
    "state",
]


def exact(row: Row) -> Decimal:
    """Give a row's quantity as a decimal, for arithmetic without binary rounding."""
    return Decimal(repr(row.quantity))


def _fill(draft: Draft, table: Table, sentence: str) -> str:
    whole = table.request.share_of
    if not whole:
        return sentence
    phrase = "the world's" if whole == "WLD" else possessive(name(draft.book, whole))
    return sentence.replace("{whole}", phrase)


def state(draft: Draft, table: Table, row: Row, *, when: str | None = None) -> str:
    """State one row as a clause with its value bound to its cell."""
    subject = name(draft.book, row.place, fallback=row.name)
    value = hedged(draft.cell(table, row), row)
    return _fill(
        draft,
        table,
        stated(table.request, subject, value, in_period(row) if when is None else when),
    )


def _marker(draft: Draft, table: Table, row: Row) -> str:
    return f"[{draft.cite(table, row)}]"


def say_lookup(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the value of one place, or of several, at the times asked."""
    rows = table.read()
    by_place: dict[str, list[Row]] = {}
    for row in rows:
        by_place.setdefault(row.place, []).append(row)
    for own in by_place.values():
        first = own[0]
        if len(own) == 1:
            said = state(draft, table, first)
            draft.say(
                f"{said}, according to {draft.name_source(table, first)} {_marker(draft, table, first)}."
            )
        elif len({row.period for row in own}) < len(own) and agreeing(own) is not None:
            best = agreeing(own) or first
            said = state(draft, table, best)
            draft.say(
                f"{said}, according to {draft.name_source(table, best)} {_marker(draft, table, best)}."
            )
        elif len({row.period for row in own}) < len(own):
            _say_two_sources(draft, table, own)
        elif len(own) <= 6:
            subject = name(draft.book, first.place, fallback=first.name)
            values = [f"{hedged(draft.cell(table, row), row)} {in_period(row)}" for row in own]
            what = label(table.request)
            share = _fill(draft, table, "share of {whole} ") if table.request.share_of else ""
            draft.say(
                f"{possessive(subject)} {share}{what}: {join(values)}, according to "
                f"{draft.name_source(table, first)} {_marker(draft, table, first)}."
            )
        else:
            last = own[-1]
            subject = name(draft.book, first.place, fallback=first.name)
            draft.say(
                f"{possessive(subject)} {label(table.request)} went from {draft.cell(table, first)} "
                f"{in_period(first)} to {draft.cell(table, last)} {in_period(last)}, according to "
                f"{draft.name_source(table, first)} {_marker(draft, table, first)}."
            )
    if table.request.denominator is not None or table.request.share_of:
        _say_inputs(draft, table, rows)


def agreeing(rows: list[Row]) -> Row | None:
    """Give the most exact of rows for one period that do not contradict each other, or None.

    "Over 23,000" and 23,695 are one figure told twice; "fewer than 8,500" and "just under
    10,000" are not.
    """
    if len({row.period for row in rows}) > 1:
        return None
    exact_rows = [row for row in rows if row.status in ("final", "")]
    best = exact_rows[0] if exact_rows else None
    if best is None or any(not _allows(row, best.quantity) for row in rows):
        return None
    return best


def _allows(row: Row, value: float) -> bool:
    """Tell whether a hedged figure leaves room for an exact one."""
    stated_value = row.quantity
    if row.status in ("over", "more than", "at least", "just over"):
        return stated_value <= value <= 1.1 * stated_value
    if row.status in ("just under", "nearly", "fewer than", "less than", "just shy of", "under"):
        return 0.9 * stated_value <= value <= stated_value
    if row.status in ("about", "around", "rounded", "estimate", "estimated"):
        return abs(value - stated_value) <= 0.05 * abs(stated_value)
    return value == stated_value


def _say_two_sources(draft: Draft, table: Table, rows: list[Row]) -> None:
    """Set two values for the same thing beside each other; never average them."""
    draft.status = "conflict"
    first = rows[0]
    subject = name(draft.book, first.place, fallback=first.name)
    word = {2: "Two", 3: "Three", 4: "Four"}.get(len(rows), "Several")
    sides = [
        f"{hedged(draft.cell(table, row), row)} {in_period(row)} according to "
        f"{draft.name_source(table, row)} {_marker(draft, table, row)}"
        for row in rows
    ]
    draft.say(
        f"{word} figures for {possessive(subject)} {label(table.request)} stand side by side: {join(sides)}."
    )


def _say_inputs(draft: Draft, table: Table, rows: list[Row]) -> None:
    """Name the figures behind a rate or share, so that a reader can redo it."""
    if len(rows) > 3:
        return
    request = table.request
    parts = []
    for row in rows:
        count = draft.cell(table, row, column="value")
        other = (
            "whole" if request.share_of else (request.denominator.id if request.denominator else "")
        )
        if not other:
            return
        base = draft.cell(table, row, column=other)
        what = (
            f"{name(draft.book, request.share_of)}: {base}"
            if request.share_of
            else f"{request.denominator.label if request.denominator else ''}: {base}"
        )
        subject = name(draft.book, row.place, fallback=row.name)
        parts.append(f"{subject} {count} ({what})")
    draft.say(f"The figures behind it are {'; '.join(parts)} {_marker(draft, table, rows[0])}.")


def say_compare(draft: Draft, table: Table, reading: Reading) -> None:
    """Set places beside each other, highest first, and say who is ahead and by how much."""
    rows = table.read()
    times = sorted({row.period for row in rows})
    if len(times) > 1 or len({row.place for row in rows}) < len(rows):
        say_lookup(draft, table, reading)
        return
    ordered = sorted(rows, key=lambda row: -row.quantity)
    top = ordered[0]
    parts = []
    for row in ordered:
        subject = name(draft.book, row.place, fallback=row.name)
        parts.append(f"{subject} {hedged(draft.cell(table, row), row)}")
    share = _fill(draft, table, "share of {whole} ") if table.request.share_of else ""
    head = f"{share}{label(table.request)} {in_period(top)}"
    draft.say(
        f"{head}: {join(parts)}, according to {draft.name_source(table, top)} {_marker(draft, table, top)}."
    )
    if len(ordered) == 2:
        low = ordered[1]
        if exact(top) == exact(low):
            draft.say(f"The two are level {_marker(draft, table, top)}.")
            return
        leader = name(draft.book, top.place, fallback=top.name)
        gap = exact(top) - exact(low)
        text = _gap_text(table, gap)
        sentence = f"{leader} is ahead by " + draft.computed(
            gap,
            text,
            formula="higher − lower",
            inputs=[(table, top), (table, low)],
            rounding=_places(text),
            unit=table.request.measure.unit,
        )
        if (
            low.quantity > 0
            and top.quantity / low.quantity >= 1.05
            and table.request.measure.kind not in ("rank", "score")
        ):
            ratio = exact(top) / exact(low)
            times_text = format_number(ratio, 1) if ratio < 100 else format_number(ratio)
            printed = draft.computed(
                ratio,
                times_text,
                formula="higher ÷ lower",
                inputs=[(table, top), (table, low)],
                rounding=_places(times_text),
            )
            mass = (
                table.request.measure.kind in ("share", "rate", "money")
                or table.request.denominator
            )
            sentence += f", or {printed} times as {'much' if mass else 'many'}"
        draft.say(f"{sentence} {_marker(draft, table, top)}.")


def _places(text: str) -> str:
    """Describe the rounding of a printed number."""
    decimals = len(text.rstrip("%").rpartition(".")[2]) if "." in text else 0
    return (
        f"to {decimals} decimal place{'s' if decimals != 1 else ''}"
        if decimals
        else "to a whole number"
    )


def _gap_text(table: Table, gap: Decimal) -> str:
    """Print a difference in the unit of what it compares."""
    request = table.request
    if request.share_of or request.measure.unit == "percent":
        return f"{format_number(gap, 1)} percentage points"
    text = format_value(
        float(gap), "", request.measure.decimals if request.denominator is None else 0
    )
    if request.denominator is not None:
        return text
    unit = noun(request.measure, float(gap))
    return f"{text} {unit}" if unit else text


def say_difference(draft: Draft, table: Table, reading: Reading) -> None:
    """Say by how much two places differ."""
    rows = [row for code in reading.places for row in table.read() if row.place == code]
    times = [
        t
        for t in dict.fromkeys(row.period for row in rows)
        if sum(r.period == t for r in rows) >= 2
    ]
    if not times:
        say_lookup(draft, table, reading)
        return
    for time in times:
        _say_one_difference(draft, table, [row for row in rows if row.period == time])


def _say_one_difference(draft: Draft, table: Table, rows: list[Row]) -> None:
    high, low = sorted(rows[:2], key=lambda row: -row.quantity)
    first = f"{name(draft.book, high.place, fallback=high.name)} had {draft.cell(table, high)}"
    second = f"{name(draft.book, low.place, fallback=low.name)} {draft.cell(table, low)}"
    text = _gap_text(table, exact(high) - exact(low))
    gap = draft.computed(
        exact(high) - exact(low), text, formula="higher − lower",
        inputs=[(table, high), (table, low)], rounding=_places(text), unit=table.request.measure.unit,
    )  # fmt: skip
    draft.say(
        f"The difference in {label(table.request)} {in_period(high)} is {gap}: {first}, {second}, "
        f"according to {draft.name_source(table, high)} {_marker(draft, table, high)}."
    )


def say_ratio(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how many times one place is another, in the order of the question."""
    rows = [row for code in reading.places for row in table.read() if row.place == code]
    if len(rows) < 2 or not rows[1].quantity:
        say_lookup(draft, table, reading)
        return
    first, second = rows[0], rows[1]
    ratio = exact(first) / exact(second)
    text = format_number(ratio, 1) if ratio >= 1 else format_number(ratio, 2)
    if ratio >= 100:
        text = format_number(ratio)
    printed = draft.computed(
        ratio,
        text,
        formula="first ÷ second",
        inputs=[(table, first), (table, second)],
        rounding=_places(text),
    )
    one = name(draft.book, first.place, fallback=first.name)
    two = name(draft.book, second.place, fallback=second.name)
    draft.say(
        f"{possessive(one)} {label(table.request)} {in_period(first)} were {printed} times those of {two}: "
        f"{draft.cell(table, first)} against {draft.cell(table, second)}, according to "
        f"{draft.name_source(table, first)} {_marker(draft, table, first)}."
    )
    if ratio < 1 and first.quantity:
        inverse = exact(second) / exact(first)
        text = format_number(inverse, 1)
        printed = draft.computed(
            inverse,
            text,
            formula="second ÷ first",
            inputs=[(table, second), (table, first)],
            rounding=_places(text),
        )
        draft.say(
            f"Put the other way round, {two} had {printed} times as many {_marker(draft, table, first)}."
        )


def say_sum(draft: Draft, table: Table, reading: Reading) -> None:
    """Add places or years up, and say what adding counts twice."""
    rows = table.read()
    if len(rows) < 2:
        say_lookup(draft, table, reading)
        return
    places = list(dict.fromkeys(row.place for row in rows))
    total = sum((exact(row) for row in rows), Decimal(0))
    text = format_value(float(total), "", table.request.measure.decimals)
    printed = draft.computed(
        total, text, formula="sum of the rows", inputs=[(table, row) for row in rows],
        rounding=_places(text), unit=table.request.measure.unit,
    )  # fmt: skip
    first = rows[0]
    years = sorted({row.period for row in rows})
    when = in_period(first) if len(years) == 1 else f"from {years[0]} to {years[-1]}"
    if len(places) > 1:
        bloc = next(
            (
                code
                for code in reading.places
                if draft.book.place(code).kind in ("bloc", "region", "group")
            ),
            "",
        )
        if bloc:
            count = draft.computed(
                len(places), format_number(len(places)), formula="number of places in the rows",
                inputs=[(table, first)], rounding="exact",
            )  # fmt: skip
            who = f"the {count} members of {name(draft.book, bloc)} with data"
        else:
            who = join([name(draft.book, code) for code in places])
    else:
        who = name(draft.book, places[0])
    draft.say(
        f"Together, {who} had {printed} {label(table.request)} {when}, according to "
        f"{draft.name_source(table, first)} {_marker(draft, table, first)}."
        if len(places) > 1
        else f"{who} had {printed} {label(table.request)} {when} in total, according to "
        f"{draft.name_source(table, first)} {_marker(draft, table, first)}."
    )
    if len(places) > 1 and len(places) <= 8 and len(years) == 1:
        parts = [
            f"{name(draft.book, row.place, fallback=row.name)} {draft.cell(table, row)}"
            for row in sorted(rows, key=lambda row: -row.quantity)
        ]
        draft.say(f"The parts: {join(parts)} {_marker(draft, table, first)}.")
    if len(places) > 1 and table.request.measure.counting == "whole":
        draft.caveat(
            "Adding places up counts a joint article once for each of them (whole counting), "
            "so the sum is higher than the number of distinct articles."
        )


def say_mean(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the mean or median of years, or of places."""
    rows = table.read()
    if not rows:
        return
    first, last = rows[0], rows[-1]
    values = [exact(row) for row in rows]
    kind = reading.operation
    value = sum(values, Decimal(0)) / len(values) if kind == "mean" else Decimal(middle(values))
    unit = "percent" if table.request.share_of or table.request.measure.unit == "percent" else ""
    text = format_value(float(rounded(value, 6)), unit, 0 if value >= 1000 else 1)
    printed = draft.computed(
        value, text, formula=f"{kind} of the rows", inputs=[(table, row) for row in rows],
        rounding=_places(text), unit=table.request.measure.unit,
    )  # fmt: skip
    places = list(dict.fromkeys(row.place for row in rows))
    if len(places) == 1:
        who = possessive(name(draft.book, places[0], fallback=first.name))
        draft.say(
            f"{who} {kind if kind == 'median' else 'average'} was {printed} {label(table.request)} a year from {first.period} to "
            f"{last.period}, according to {draft.name_source(table, first)} {_marker(draft, table, first)}."
        )
        return
    scope = name(draft.book, reading.universe) if reading.universe else "the places with data"
    count = draft.computed(
        len(places), format_number(len(places)), formula="number of rows", inputs=[(table, row) for row in rows[:1]],
        rounding="exact",
    )  # fmt: skip
    draft.say(
        f"The {kind if kind == 'median' else 'average'} of {scope} is {printed} {label(table.request)} "
        f"{in_period(first)}, over {count} places, according to {draft.name_source(table, first)} "
        f"{_marker(draft, table, first)}."
    )
