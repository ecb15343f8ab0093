"""Choose: which operation a question asks for, as a list of rules, the first that holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.readings import ChangeForm, Operation, Threshold
from bot.understand.choose_facts import Facts, gather_facts
from bot.understand.periods import Period
from bot.understand.places import Mention
from bot.understand.slots import Slots

__all__ = ["Choice", "choose_operation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Say what is done with the figures."""

    operation: Operation
    form: ChangeForm = ""
    over: Literal["", "places", "years"] = ""  # what a mean or median runs over


_When = Callable[[Facts], bool]
_Then = Choice | Callable[[Facts], Choice]


def _plainly(operation: Operation) -> Choice:
    return Choice(operation=operation)


def _in_form(operation: Operation, default: ChangeForm = "") -> Callable[[Facts], Choice]:
    return lambda facts: Choice(operation=operation, form=facts.form or default)


def _by_cue(facts: Facts) -> Choice:
    """Take "how many times" over years as a factor, "how many more" as a difference."""
    cue: ChangeForm = "factor" if facts.asks("ratio") else "absolute"
    return Choice(
        operation="change",
        form=facts.form or (cue if facts.asks("ratio", "difference") else ""),
    )


def _ranks(facts: Facts) -> bool:
    """Tell whether an order of places is asked for, not how much one of them grew."""
    return (facts.asks("ranking") or facts.nth) and not (
        facts.many_years and facts.asks("change") and facts.named
    )


# In order; the comment gives a question that the rule is for.
_RULES: tuple[tuple[_When, _Then], ...] = (
    # Brazil's articles with 2010 = 100
    (lambda q: q.indexed, _plainly("index")),
    # In how many years did Norway have more than 300?
    (lambda q: q.threshold and q.named and q.asks("count_years"), _plainly("count_years")),
    # In how many years did Germany publish more than Japan?
    (lambda q: q.pair and q.asks("count_years"), _plainly("count_years")),
    # Since when has India been above 10,000 without a break?
    (lambda q: q.threshold and q.named and q.asks("unbroken"), _plainly("unbroken")),
    # Was Brazil among the top ten?
    (
        lambda q: q.asks("in_top") and q.one_place and q.ask in ("yesno", ""),
        _plainly("rank_of"),
    ),
    # Who is just ahead of Italy?
    (lambda q: q.next_to and q.one_place, _plainly("rank_of")),
    # When did China overtake the US?
    (
        lambda q: (
            q.asks("overtake")
            and q.several
            and not q.threshold
            and not (q.asks("difference") and q.ask == "number")
        ),
        _plainly("overtake"),
    ),
    # When did India first exceed 20,000?
    (lambda q: q.asks("first_year") and q.threshold, _plainly("first_year")),
    # In what year was China first ahead of the US?
    (lambda q: q.asks("first_year") and q.several, _plainly("overtake")),
    # When was Vietnam last below 100?
    (lambda q: q.asks("last_year") and (q.threshold or q.several), _plainly("last_year")),
    # How many EU members had more than 1,000?
    (
        lambda q: q.threshold and q.aggregates and not q.has_places and q.ask == "number",
        _plainly("count"),
    ),
    # How many countries published more than Germany?
    (
        lambda q: q.asks("count") and q.one_place and not q.threshold and q.than,
        _plainly("rank_of"),
    ),
    # How many countries published more than 5,000?
    (
        lambda q: (
            q.asks("count")
            and (q.threshold or not q.asks("share", "ranking"))
            and (q.threshold or not q.one_place)
        ),
        _plainly("count"),
    ),
    # In which year did Indonesia's articles jump most?
    (
        lambda q: (
            ((q.step and q.one_place) or (q.step_when and q.named))
            and not q.several
            and not q.lists_places
            and q.ask != "who"
        ),
        lambda q: Choice(operation="peak", form="percent" if q.form == "percent" else "absolute"),
    ),
    # In which year did Japan publish most?
    (lambda q: q.asks("peak") and (q.named or q.bare), _plainly("peak")),
    (lambda q: q.asks("trough") and (q.named or q.bare), _plainly("trough")),
    # Which countries had fewer in 2022 than in 2012?
    (
        lambda q: q.lists_places and q.than_then and not q.has_places,
        lambda q: Choice(operation="ranking", form="absolute"),
    ),
    # Which country grew fastest?
    (lambda q: q.fastest, _in_form("ranking", "percent")),
    # Who had the biggest gain?  Which country lost most share of the world?
    (
        lambda q: q.gains and not q.one_place,
        lambda q: Choice(operation="ranking", form="absolute"),
    ),
    # Where does Canada rank?
    (
        lambda q: (
            q.asks("rank_of")
            and q.named
            and (q.has_places or not (q.superlative or q.worst))
            and not q.limited
            and not q.rank_them
        ),
        _plainly("rank_of"),
    ),
    # Which published most, France or Germany?
    (
        lambda q: _ranks(q) and q.pair and not q.limited and not q.rank_them,
        _plainly("compare"),
    ),
    # Which five countries published most?  Who is third?
    (
        lambda q: (
            _ranks(q) and (not q.one_place or q.aggregates or q.limited or q.nth or q.ask == "who")
        ),
        _plainly("ranking"),
    ),
    # The highest number in the Gulf states; the two Nordics with the least
    (
        lambda q: (
            q.aggregates
            and not q.has_places
            and (q.superlative or q.limited or q.which_member or q.worst)
            and not q.world_only
            and not q.asks("peak", "trough", "first_year", "last_year", "count")
        ),
        _plainly("ranking"),
    ),
    # Which countries published more than 1,000?
    (
        lambda q: q.threshold and not q.has_places and q.lists_places,
        _plainly("ranking"),
    ),
    # The highest share among countries with more than 1,000 articles
    (
        lambda q: q.filtered and not q.named and (q.superlative or q.limited),
        _plainly("ranking"),
    ),
    # By how many per cent did Spain's output rise from 2010 to 2020?
    (
        lambda q: q.form in ("percent", "factor", "cagr") and q.many_years and not q.pair,
        _in_form("change"),
    ),
    # How has the gap between France and Germany grown since 2010?  Is it growing?
    (
        lambda q: (
            q.asks("difference")
            and (q.several or not q.named)
            and q.moves
            and (q.many_years or not (q.one_year or q.asks("ratio")))
        ),
        lambda q: Choice(operation="difference", form="absolute"),
    ),
    # How far apart were France and Germany?
    (lambda q: q.asks("difference") and (q.several or not q.named), _plainly("difference")),
    # How many times France's output is Germany's?
    (
        lambda q: (
            q.asks("ratio")
            and (q.several or not q.named)
            and not (q.asks("change") and q.many_years)
        ),
        _plainly("ratio"),
    ),
    # How many more in 2020 than in 2010?
    (lambda q: q.many_years and q.asks("change", "ratio", "difference"), _by_cue),
    # How much did it grow in 2020?
    (
        lambda q: q.asks("change") and not q.pair and bool(q.form or q.one_year),
        _in_form("change"),
    ),
    # How has it grown?
    (lambda q: q.asks("change") and not q.pair, _plainly("trend")),
    (
        lambda q: q.asks("median"),
        lambda q: Choice(
            operation="median", over="years" if q.has_places and q.many_years else "places"
        ),
    ),
    (
        lambda q: q.asks("mean"),
        lambda q: Choice(
            operation="mean", over="years" if q.has_places or q.many_years else "places"
        ),
    ),
    # France and Germany together; "together?" after another question
    (
        lambda q: q.asks("sum") and (q.several or q.aggregates or q.many_years or q.bare),
        _plainly("sum"),
    ),
    # "who of them had more?" after another question
    (
        lambda q: q.bare and q.asks("compare") and q.ask in ("who", "which"),
        _plainly("compare"),
    ),
    (lambda q: q.total and q.one_place and q.many_years, _plainly("sum")),
    # The total articles of Denmark, Sweden and Norway
    (
        lambda q: (
            q.total
            and q.pair
            and not q.asks("compare", "difference", "ratio", "change", "trend", "share")
        ),
        _plainly("sum"),
    ),
    # India since 2010
    (
        lambda q: q.asks("trend") or q.open_years or (q.range and q.named),
        _plainly("trend"),
    ),
    # Was France ahead of Germany?
    (lambda q: q.asks("compare") and q.several, _plainly("compare")),
    (lambda q: q.two_or_more and not q.asks("share"), _plainly("compare")),
    # "in percent?"
    (lambda q: q.bare, _in_form("lookup")),
)


def choose_operation(
    slots: Slots,
    *,
    places: Sequence[Mention],
    aggregates: Sequence[Mention],
    threshold: Threshold | None,
    period: Period,
) -> Choice:
    """Choose the operation, its form, and over what a mean or median runs."""
    facts = gather_facts(slots, places, aggregates, threshold, period)
    for holds, choice in _RULES:
        if holds(facts):
            return choice if isinstance(choice, Choice) else choice(facts)
    return Choice(operation="lookup")
