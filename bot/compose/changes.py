"""Changes: sentences for growth, trends, peaks, first years and overtaking."""

from __future__ import annotations

from decimal import Decimal

from bot.calculate.evidence import Row, Table
from bot.compose.draft import Draft
from bot.compose.numbers import format_number, format_percent
from bot.compose.values import _fill, _gap_text, _marker, _places, exact, say_lookup, state
from bot.compose.wording import in_period, join, label, name, possessive
from bot.readings import Reading

__all__ = ["say_change", "say_first_year", "say_overtake", "say_peak", "say_trend"]


def _years_between(first: Row, last: Row) -> Decimal:
    quarters = (last.year - first.year) * 4 + (last.quarter or 4) - (first.quarter or 4)
    return Decimal(quarters) / 4


def say_change(draft: Draft, table: Table, reading: Reading) -> None:
    """Say how each place changed from the first to the last time asked."""
    by_place: dict[str, list[Row]] = {}
    for row in table.read():
        by_place.setdefault(row.place, []).append(row)
    for own in by_place.values():
        if len(own) < 2:
            say_lookup(draft, table, reading)
            return
        _say_one_change(draft, table, own[0], own[-1], reading.form)


def _say_one_change(draft: Draft, table: Table, first: Row, last: Row, form: str) -> None:
    subject = name(draft.book, first.place, fallback=first.name)
    share = _fill(draft, table, "share of {whole} ") if table.request.share_of else ""
    what = f"{share}{label(table.request)}"
    inputs = [(table, last), (table, first)]
    difference = exact(last) - exact(first)
    cumulative = table.request.measure.kind == "cumulative"
    verb = "rose" if difference > 0 else "fell" if difference < 0 else "did not change"
    start, end = draft.cell(table, first), draft.cell(table, last)
    head = f"{possessive(subject)} {what} {verb} from {start} {in_period(first)} to {end} {in_period(last)}"
    if not difference:
        head = f"{possessive(subject)} {what} did not change: {start} {in_period(first)} and {end} {in_period(last)}"
    parts = []
    if difference:
        gap_text = _gap_text(table, abs(difference))
        parts.append(
            draft.computed(
                abs(difference),
                gap_text,
                formula="|last − first|",
                inputs=inputs,
                rounding=_places(gap_text),
            )
        )
        is_share = bool(table.request.share_of) or table.request.measure.unit == "percent"
        if first.quantity > 0:
            ratio = exact(last) / exact(first)
            percent = 100 * (ratio - 1)
            text = format_percent(abs(percent), 1)
            parts.append(
                draft.computed(
                    abs(percent),
                    text,
                    formula="100 × |last − first| ÷ first",
                    inputs=inputs,
                    rounding="to 1 decimal place",
                )
            )
            if (ratio >= Decimal("1.5") or form == "factor") and not is_share or form == "factor":
                times_text = format_number(ratio, 2 if ratio < Decimal("1.5") else 1)
                parts.append(
                    draft.computed(
                        ratio,
                        times_text,
                        formula="last ÷ first",
                        inputs=inputs,
                        rounding=_places(times_text),
                    )
                    + " times the starting value"
                )
    sentence = head
    if parts:
        sentence += (
            f": {'up' if difference > 0 else 'down'} {join(parts)}"
            if len(parts) == 1
            else (f", {'up' if difference > 0 else 'down'} {parts[0]}, that is {join(parts[1:])}")
        )
    draft.say(
        f"{sentence}, according to {draft.name_source(table, first)} {_marker(draft, table, first)}."
    )
    years = _years_between(first, last)
    if form == "cagr" and first.quantity > 0 and last.quantity > 0 and years > 0:
        rate = (Decimal(repr((last.quantity / first.quantity) ** (1 / float(years)))) - 1) * 100
        text = format_percent(rate, 1)
        printed = draft.computed(
            rate,
            text,
            formula=f"((last ÷ first)^(1 ÷ {years.normalize():f} years) − 1) × 100",
            inputs=inputs,
            rounding="to 1 decimal place",
        )
        draft.say(
            f"That is a compound annual growth rate of {printed} a year between {first.period} and {last.period} {_marker(draft, table, first)}."
        )
    if cumulative:
        draft.caveat("The series is cumulative: each year includes the years before it.")


def say_trend(draft: Draft, table: Table, reading: Reading) -> None:
    """Say where a series starts, where it ends, and where it turns."""
    by_place: dict[str, list[Row]] = {}
    for row in table.read():
        by_place.setdefault(row.place, []).append(row)
    for own in by_place.values():
        if len(own) < 3:
            say_lookup(draft, table, reading) if len(own) < 2 else _say_one_change(
                draft, table, own[0], own[-1], reading.form
            )
            continue
        first, last = own[0], own[-1]
        _say_one_change(draft, table, first, last, reading.form)
        if len(by_place) > 3:
            continue
        high = max(own, key=lambda row: row.quantity)
        low = min(own, key=lambda row: row.quantity)
        turns = []
        if high not in (first, last):
            turns.append(f"peaked at {draft.cell(table, high)} {in_period(high)}")
        if low not in (first, last):
            turns.append(f"was lowest at {draft.cell(table, low)} {in_period(low)}")
        if turns:
            subject = name(draft.book, first.place, fallback=first.name)
            draft.say(
                f"In between, the figure for {subject} {join(turns)} {_marker(draft, table, first)}."
            )


def say_peak(draft: Draft, table: Table, reading: Reading) -> None:
    """Say when each place was at its highest, or at its lowest."""
    lowest = reading.operation == "trough"
    by_place: dict[str, list[Row]] = {}
    for row in table.read():
        by_place.setdefault(row.place, []).append(row)
    for own in by_place.values():
        top = (min if lowest else max)(own, key=lambda row: row.quantity)
        subject = name(draft.book, top.place, fallback=top.name)
        share = _fill(draft, table, "share of {whole} ") if table.request.share_of else ""
        ties = [row for row in own if row.quantity == top.quantity and row is not top]
        when = join([top.period, *[row.period for row in ties[:4]]])
        draft.say(
            f"{possessive(subject)} {share}{label(table.request)} {'were lowest' if lowest else 'peaked'} in {when} "
            f"at {draft.cell(table, top)}, in a series from {own[0].period} to {own[-1].period}, according to "
            f"{draft.name_source(table, top)} {_marker(draft, table, top)}."
        )
        last = own[-1]
        if last is not top and last.period not in when:
            draft.say(f"{state(draft, table, last)} {_marker(draft, table, last)}.")


_HOLDS = {
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
}
_WORDS = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most"}


def say_first_year(draft: Draft, table: Table, reading: Reading) -> None:
    """Say the first or last year in which a condition held."""
    threshold = reading.threshold
    if threshold is None:
        say_trend(draft, table, reading)
        return
    by_place: dict[str, list[Row]] = {}
    for row in table.read():
        by_place.setdefault(row.place, []).append(row)
    bound = format_number(threshold.value, 0 if float(threshold.value).is_integer() else 1)
    unit = "%" if threshold.is_percent else ""
    draft.name(f"{bound}{unit}")
    for own in by_place.values():
        holding = [
            row for row in own if _HOLDS[threshold.comparison](row.quantity, threshold.value)
        ]
        subject = name(draft.book, own[0].place, fallback=own[0].name)
        condition = f"{_WORDS[threshold.comparison]} {bound}{unit} {label(table.request)}"
        if not holding:
            high = max(own, key=lambda row: row.quantity)
            draft.say(
                f"{subject} had {condition} in no year from {own[0].period} to {own[-1].period}; the highest was "
                f"{draft.cell(table, high)} {in_period(high)}, according to {draft.name_source(table, high)} {_marker(draft, table, high)}."
            )
            continue
        if reading.operation == "count_years":
            count = draft.computed(
                len(holding), format_number(len(holding)), formula="number of rows that meet the condition",
                inputs=[(table, row) for row in holding], rounding="exact",
            )  # fmt: skip
            draft.say(
                f"{subject} had {condition} in {count} of the years from {own[0].period} to {own[-1].period}: "
                f"{join([row.period for row in holding])}, according to {draft.name_source(table, holding[0])} "
                f"{_marker(draft, table, holding[0])}."
            )
            continue
        if reading.operation == "unbroken":
            failing = [position for position, row in enumerate(own) if row not in holding]
            start = own[failing[-1] + 1] if failing and failing[-1] + 1 < len(own) else own[0]
            if failing and failing[-1] == len(own) - 1:
                draft.say(
                    f"{subject} did not have {condition} in the last year, {own[-1].period}: {draft.cell(table, own[-1])}, "
                    f"according to {draft.name_source(table, own[-1])} {_marker(draft, table, own[-1])}."
                )
                continue
            draft.say(
                f"{subject} has had {condition} in every year since {start.period}, to {own[-1].period}: "
                f"{draft.cell(table, start)} {in_period(start)} and {draft.cell(table, own[-1])} {in_period(own[-1])}, "
                f"according to {draft.name_source(table, start)} {_marker(draft, table, start)}."
            )
            continue
        row = holding[0] if reading.operation == "first_year" else holding[-1]
        word = "first" if reading.operation == "first_year" else "last"
        draft.say(
            f"{subject} {word} had {condition} in {row.period}, with {draft.cell(table, row)}, according to "
            f"{draft.name_source(table, row)} {_marker(draft, table, row)}."
        )
        if row is own[0] and reading.operation == "first_year":
            draft.say(
                f"The series begins in {own[0].period}, so it may have been so before {_marker(draft, table, row)}."
            )
        elif reading.operation == "first_year":
            before = own[own.index(row) - 1]
            draft.say(
                f"The year before ({before.period}) it was {draft.cell(table, before)} {_marker(draft, table, row)}."
            )
            later = [item for item in own[own.index(row) :] if item not in holding]
            if later:
                draft.say(
                    f"It was not so in {join([item.period for item in later[:6]])} {_marker(draft, table, row)}."
                )


def say_overtake(draft: Draft, table: Table, reading: Reading) -> None:
    """Say when one place passed another, and whether for good."""
    codes = [code for code in reading.places if any(row.place == code for row in table.read())]
    if len(codes) < 2:
        say_lookup(draft, table, reading)
        return
    rows = {(row.place, row.period): row for row in table.read()}
    periods = [period for period in dict.fromkeys(row.period for row in table.read())
               if (codes[0], period) in rows and (codes[1], period) in rows]  # fmt: skip
    ahead = [
        rows[codes[0], period].quantity > rows[codes[1], period].quantity for period in periods
    ]
    one, two = name(draft.book, codes[0]), name(draft.book, codes[1])
    any_row = rows[codes[0], periods[0]]
    source, mark = draft.name_source(table, any_row), _marker(draft, table, any_row)
    what = label(table.request)
    if not any(ahead):
        last = periods[-1]
        a, b = rows[codes[0], last], rows[codes[1], last]
        draft.say(
            f"By {source}'s count {one} did not pass {two} in {what} in any year from {periods[0]} to {last}: "
            f"{draft.cell(table, a)} against {draft.cell(table, b)} in {last} {mark}."
        )
        return
    if all(ahead):
        a, b = rows[codes[0], periods[0]], rows[codes[1], periods[0]]
        draft.say(
            f"By {source}'s count {one} was ahead of {two} in {what} in every year from {periods[0]} to {periods[-1]}: "
            f"{draft.cell(table, a)} against {draft.cell(table, b)} already in {periods[0]} {mark}."
        )
        return
    crossings = [
        position for position in range(1, len(ahead)) if ahead[position] and not ahead[position - 1]
    ]
    if ahead[0] and not crossings:
        last_lead = max(position for position, leads in enumerate(ahead) if leads)
        a, b = rows[codes[0], periods[last_lead]], rows[codes[1], periods[last_lead]]
        draft.say(
            f"By {source}'s count it was the other way round: {one} led {two} in {what} until {periods[last_lead]} "
            f"({draft.cell(table, a)} against {draft.cell(table, b)}) and has been behind since {mark}."
        )
        return
    for_good = ahead[-1]
    final = crossings[-1]
    a, b = rows[codes[0], periods[final]], rows[codes[1], periods[final]]
    tail = " for good" if for_good and len(crossings) > 1 or for_good and ahead[0] else ""
    draft.say(
        f"By {source}'s count {one} passed {two} in {what}{tail} in {periods[final]}: "
        f"{draft.cell(table, a)} against {draft.cell(table, b)} {mark}."
    )
    earlier = [periods[position] for position in crossings[:-1]]
    if ahead[0]:
        earlier.insert(0, periods[0])
    if earlier:
        draft.say(f"It had been ahead before, from {join(earlier)}, and fell behind again {mark}.")
    if not for_good:
        lost = next(position for position in range(final, len(ahead)) if not ahead[position])
        draft.say(f"It fell behind again in {periods[lost]} {mark}.")
