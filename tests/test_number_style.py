"""Number style: figures as the reader's browser writes them, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answer, Citation, Figure
from bot.compose.charts import draw_chart
from bot.compose.markup import render_markup
from bot.pages.answer_body import own_figures
from bot.pages.chart_view import chart_csv, restyle_labels
from bot.pages.number_style import ENGLISH, restyle, style_of, vega_locale

GERMAN = style_of("de-DE")
TABLE = Citation(
    n=1, kind="figures", source="nsf", title="AI articles", publisher="NSF", date="", url=""
)
PASSAGE = replace(TABLE, n=2, kind="passage", quote="a total of 23,695 papers")


# Separators of the Unicode CLDR, as browsers use them
@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-GB", "1,234,567.8"),
        ("de-DE", "1.234.567,8"),
        ("de-CH", "1’234’567.8"),
        ("fr-FR", "1\u202f234\u202f567,8"),
        ("en-IN", "12,34,567.8"),
        ("ar-EG", "1,234,567.8"),
        ("xx-YY", "1,234,567.8"),
        ("", "1,234,567.8"),
        ("not a locale at all", "1,234,567.8"),
    ],
)
def test_a_number_is_written_as_the_locale_has_it(locale: str, written: str) -> None:
    assert written == restyle("1,234,567.8", style_of(locale))


@pytest.mark.parametrize(
    ("figure", "written"),
    [
        ("2022", "2022"),
        ("1999–2022", "1999–2022"),
        ("34.5%", "34,5%"),
        ("42,524 articles", "42.524 articles"),
        ("1.5 × 10^24", "1,5 × 10^24"),
        ("from 1,900 to 2,010.5", "from 1.900 to 2.010,5"),
        ("-0.7", "-0,7"),
        ("21st", "21st"),
        ("more than 40%", "more than 40%"),
        ("3.5.2022", "3.5.2022"),
        ("GPT-v4.5", "GPT-v4.5"),
    ],
)
def test_only_separators_of_numbers_change(figure: str, written: str) -> None:
    assert written == restyle(figure, GERMAN)


@given(st.integers(0, 10**12), st.integers(0, 999), st.sampled_from(["de-DE", "fr-FR", "en-IN"]))
def test_the_digits_stay_and_in_their_order(whole: int, part: int, locale: str) -> None:
    written = restyle(f"{whole:,}.{part:03}", style_of(locale))
    assert f"{whole}{part:03}" == "".join(mark for mark in written if mark.isdigit())


def test_a_chart_is_told_the_marks_and_the_groups() -> None:
    number: Any = vega_locale(GERMAN)["number"]
    assert (",", ".", [3]) == (number["decimal"], number["thousands"], number["grouping"])
    indian: Any = vega_locale(style_of("hi-IN"))["number"]
    assert [3, 2, 2] == indian["grouping"][:3]


def test_labels_of_a_chart_change_their_values_and_not_their_names() -> None:
    rows = [("Region 1,5", 2022, 42524.0, "estimate"), ("India", 2022, 22557.0, "")]
    spec = draw_chart(title="Articles", rows=[*rows, ("Peru", 2022, 1.5, "")], kind="bar")
    drawn = restyle_labels(spec, GERMAN)
    labels = [item["label"] for item in drawn["data"]["values"]]
    assert ["42.524 (estimate)", "22.557", "1,5"] == labels
    assert "Region 1,5" == drawn["data"]["values"][0]["place"]
    assert '"Region 1,5",2022,42524,estimate' in chart_csv(spec)


def answer(text: str, *figures: Figure) -> Answer:
    return Answer(
        id="1",
        question="?",
        standalone="?",
        status="answered",
        text=text,
        citations=(TABLE, PASSAGE),
        figures=figures,
    )


def figure(text: str, **changes: Any) -> Figure:
    return Figure(**{"text": text, "value": 1.0, "status": "matched", "citation": 1} | changes)


@pytest.mark.parametrize(
    ("told", "bound", "ours"),
    [
        ("China published 42,524 [1].", figure("42,524"), True),
        ("It rose by 5,000 [1].", figure("5,000", status="computed", citation=0), True),
        ("The report counts 23,695 papers [2].", figure("23,695", citation=2), False),
        ("It says “a total of 23,695” [1].", figure("23,695"), False),
        ("China published 42,524.", figure("42,524", status="unmatched", citation=0), False),
    ],
    ids=["cell", "computed", "passage", "quoted", "unmatched"],
)
def test_only_figures_of_tables_outside_quotes_are_ours_to_write(
    told: str, bound: Figure, ours: bool
) -> None:
    assert ours == (0 in own_figures(answer(told, bound)))


def test_the_text_is_shown_in_the_readers_style_and_kept_as_it_was() -> None:
    kept = answer(
        "China published 42,524 in 2022 [1], the report says 23,695 [2].", figure("42,524")
    )
    ours = own_figures(kept)
    shown = render_markup(
        kept.text,
        citations={1, 2},
        figures=kept.figures,
        write=lambda index, text: restyle(text, GERMAN) if index in ours else text,
    )
    assert '<span class="figure matched" data-figure="0">42.524</span> in 2022' in shown
    assert "23,695" in shown
    assert "42,524" in kept.text


def test_english_is_left_alone() -> None:
    assert ENGLISH == style_of("en-US")
    assert "42,524.5" == restyle("42,524.5", ENGLISH)
