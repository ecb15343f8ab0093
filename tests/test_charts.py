"""Charts: what is drawn is the rows, in one unit, with words for those who cannot see it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calculate.evidence import Table
from bot.calculate.requests import Request
from bot.compose.chart_points import label_positions, write_number
from bot.compose.charts import PALETTE, draw_chart, redraw_chart, views_of
from bot.compose.table_charts import chart_table
from corpus.catalogues import read_catalogue
from corpus.errors import CorpusError

# AI articles, whole count, NSF Science and Engineering Indicators (Scopus)
ARTICLES = (("China", 2022, 42524, "final"), ("India", 2022, 22557, "final"))
SERIES = (
    ("China", 2020, 29874.0, "final"),
    ("China", 2021, 33951.0, "final"),
    ("China", 2022, 42524.0, "incomplete"),
    ("India", 2020, 15987.0, "final"),
    ("India", 2022, 22557.0, "final"),
)


def chart(**changes: Any) -> dict[str, Any]:
    return draw_chart(
        **{
            "title": "AI articles",
            "rows": ARTICLES,
            "kind": "bar",
            "unit": "articles",
            "source_line": "NSF 2024",
        }
        | changes
    )


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return list(spec["data"]["values"])


def layer(spec: dict[str, Any], mark: str) -> dict[str, Any]:
    return next(item for item in spec["layer"] if item["mark"]["type"] == mark)


@pytest.mark.parametrize("kind", ["line", "bar", "dot"])
def test_a_chart_holds_every_row_and_no_other(kind: str) -> None:
    drawn = {(item["place"], item["value"]) for item in values(chart(kind=kind))}
    assert {("China", 42524.0), ("India", 22557.0)} == drawn


@pytest.mark.parametrize("kind", ["line", "bar", "dot"])
def test_a_chart_is_plain_json(kind: str) -> None:
    spec = chart(kind=kind, rows=SERIES)
    assert spec == json.loads(json.dumps(spec, allow_nan=False))


def test_the_title_says_what_and_the_subtitle_unit_and_source() -> None:
    title = chart()["title"]
    assert ("AI articles", ["articles", "NSF 2024"]) == (title["text"], title["subtitle"])


def test_a_long_title_is_broken_not_cut() -> None:
    long = "AI articles per million people in China, the United States and the United Kingdom"
    assert long == " ".join(chart(title=long)["title"]["text"])


def test_bars_are_sorted_and_start_at_zero() -> None:
    spec = chart(rows=tuple(reversed(ARTICLES)))
    encoding = layer(spec, "bar")["encoding"]
    assert ["China", "India"] == encoding["y"]["sort"]
    assert 0.0 == encoding["x"]["scale"]["domain"][0]


def test_bars_carry_their_values() -> None:
    assert ["42,524", "22,557"] == [item["label"] for item in values(chart())]


def test_an_estimate_says_so_in_its_label() -> None:
    spec = chart(rows=[("China", 2024, 7.5, "estimate")])
    assert ["7.5 (estimate)"] == [item["label"] for item in values(spec)]


def test_years_are_written_without_a_comma() -> None:
    x = layer(chart(kind="line", rows=SERIES), "line")["encoding"]["x"]
    assert "d" == x["axis"]["format"]
    assert [2020, 2022] == x["scale"]["domain"]


def test_periods_that_are_not_years_keep_their_words() -> None:
    rows = [("China", "2003–2022", 5.0, ""), ("China", "2004–2023", 6.0, "")]
    x = layer(chart(kind="line", rows=rows), "line")["encoding"]["x"]
    assert "ordinal" == x["type"]


def test_a_line_to_an_incomplete_year_is_dashed() -> None:
    line = layer(chart(kind="line", rows=SERIES), "line")
    dashed = {
        item["period"]
        for item in line["data"]["values"]
        if item["place"] == "China" and not item["final"]
    }
    assert {2021, 2022} == dashed


def test_an_incomplete_year_is_drawn_hollow() -> None:
    spec = chart(kind="line", rows=SERIES)
    hollow = [item for item in spec["layer"] if item["mark"].get("filled") is False]
    assert [("China", 2022)] == [
        (item["place"], item["period"]) for item in hollow[0]["data"]["values"]
    ]


def test_each_line_is_labelled_at_its_end() -> None:
    labels = layer(chart(kind="line", rows=SERIES), "text")["data"]["values"]
    assert {("China", 2022), ("India", 2022)} == {
        (item["place"], item["period"]) for item in labels
    }


def test_a_missing_value_is_left_out_not_drawn_as_zero() -> None:
    rows = [*ARTICLES, ("Japan", 2022, None, "final"), ("Peru", 2022, float("nan"), "")]
    assert {"China", "India"} == {item["place"] for item in values(chart(rows=rows))}


def test_columns_are_found_by_name() -> None:
    rows = [("CHN", "final", 42524, 2022, "China")]
    spec = chart(rows=rows, columns=("place", "status", "value", "year", "name"))
    assert [("China", 2022, 42524.0)] == [
        (item["place"], item["period"], item["value"]) for item in values(spec)
    ]


def test_rows_without_a_single_value_are_an_error_that_names_the_chart() -> None:
    with pytest.raises(CorpusError, match="'AI articles'"):
        chart(rows=[("China", 2022, None, "final")])


def test_columns_without_a_value_are_an_error_that_names_them() -> None:
    with pytest.raises(CorpusError, match="'amount'"):
        chart(columns=("place", "year", "amount", "status"))


def test_the_description_of_bars_reads_them_out() -> None:
    assert "AI articles. articles. NSF 2024. China 42,524; India 22,557." == chart()["description"]


def test_the_description_of_a_series_gives_both_ends_and_the_status() -> None:
    words = chart(kind="line", rows=SERIES)["description"]
    assert "China: 29,874 in 2020 to 42,524 in 2022 (incomplete)." in words


def test_the_description_of_a_series_names_its_peak() -> None:
    # China's patent hump: the highest year lies inside the series
    rows = [("China", 2008, 5.0, ""), ("China", 2009, 9.0, ""), ("China", 2010, 6.0, "")]
    assert "highest 9 in 2009" in chart(kind="line", rows=rows)["description"]


def contrast(one: str, two: str) -> float:
    """Give the contrast ratio of two sRGB colours, WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", PALETTE)
@pytest.mark.parametrize("background", ["#ffffff", "#141516"], ids=["light", "dark"])
def test_every_colour_stands_out_from_both_backgrounds(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3.0


@given(
    st.lists(st.floats(0, 100), min_size=1, max_size=8),
    st.floats(0.5, 10),
)
def test_labels_never_touch_and_keep_their_order(heights: list[float], gap: float) -> None:
    placed = label_positions(heights, gap=gap, low=0.0, high=100.0)
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    for one, two in pairwise(order):
        assert placed[two] - placed[one] >= gap - 1e-9


def test_labels_that_do_not_touch_stay_where_they_are() -> None:
    assert [10.0, 50.0] == label_positions([10.0, 50.0], gap=5.0, low=0.0, high=60.0)


@pytest.mark.parametrize(
    ("value", "written"),
    [(42524.0, "42,524"), (30.14, "30.1"), (0.0512, "0.0512"), (1234.6, "1,235"), (0.0, "0")],
)
def test_values_are_written_as_a_label_needs_them(value: float, written: str) -> None:
    assert written == write_number(value)


class TestTables:
    """What the rows of an answer are drawn as, on the shipped catalogue's own measures."""

    COLUMNS = ("place", "name", "year", "value", "status")

    def table(self, rows: Sequence[tuple[Any, ...]], **request: Any) -> Table:
        catalogue = read_catalogue()
        measure = catalogue.measure(request.pop("measure", "nsf_ai_articles"))
        return Table(
            request=Request(measure=measure, **request),
            dataset=catalogue.dataset(measure.dataset),
            sql="",
            columns=self.COLUMNS + ("rank", "ranked")[: len(rows[0]) - 5],
            rows=tuple(rows),
        )

    def series(self, name: str, years: range) -> list[tuple[Any, ...]]:
        return [(name[:3].upper(), name, year, float(year), "final") for year in years]

    def test_a_series_is_lines(self) -> None:
        spec = chart_table(self.table(self.series("China", range(2010, 2023))))
        assert spec is not None
        assert "AI articles, China, 2010–2022" == spec["title"]["text"]
        assert layer(spec, "line")

    def test_a_ranking_is_bars_and_says_of_how_many(self) -> None:
        rows = [
            ("CHN", "China", 2022, 42524, "final", 1, 201),
            ("IND", "India", 2022, 22557, "final", 2, 201),
            ("USA", "United States", 2022, 12642, "final", 3, 201),
            ("GBR", "United Kingdom", 2022, 4675, "final", 4, 201),
        ]
        spec = chart_table(self.table(rows))
        assert spec is not None
        assert "AI articles, the first 4 of 201, 2022" == spec["title"]["text"]
        assert layer(spec, "bar")

    def test_places_in_one_year_are_dots(self) -> None:
        rows = [("CHN", "China", 2022, 42524, "final"), ("IND", "India", 2022, 22557, "final")]
        spec = chart_table(self.table(rows))
        assert spec is not None
        assert layer(spec, "point")

    def test_a_single_value_is_no_chart(self) -> None:
        assert chart_table(self.table([("CHN", "China", 2022, 42524, "final")])) is None

    def test_a_year_that_the_catalogue_calls_incomplete_is_drawn_hollow(self) -> None:
        rows = self.series("China", range(2018, 2023))
        spec = chart_table(self.table(rows, measure="oecd_ip5_families"))
        assert spec is not None
        assert [2022] == [item["period"] for item in values(spec) if not item["final"]]

    def test_figures_of_the_press_are_no_series(self) -> None:
        rows = self.series("China", range(2018, 2023))
        assert chart_table(self.table(rows, measure="ds_pubs")) is None


# -- gaps, many series, many places, views ---------------------------------------------------

GAP = (("Peru", 2010, 1.0, ""), ("Peru", 2011, 2.0, ""), ("Peru", 2015, 5.0, ""))


def test_a_line_stops_where_years_are_missing() -> None:
    line = layer(chart(kind="line", rows=GAP), "line")
    assert [2010, 2011] == [item["period"] for item in line["data"]["values"]]


def test_a_value_between_gaps_is_a_dot() -> None:
    spec = chart(kind="line", rows=GAP)
    dots = [item for item in spec["layer"] if item["mark"].get("filled") and "data" in item]
    assert [2015] == [item["period"] for item in dots[0]["data"]["values"]]


def test_a_series_of_every_second_year_has_no_gap() -> None:
    rows = [("Peru", year, 1.0, "") for year in (2010, 2012, 2014)]
    line = layer(chart(kind="line", rows=rows), "line")
    assert [2010, 2012, 2012, 2014] == [item["period"] for item in line["data"]["values"]]


def drawn_by(spec: dict[str, Any], mark: str, **wanted: Any) -> list[dict[str, Any]]:
    """Give the data of the layers of a mark, as far as they have data of their own."""
    return [
        item
        for layer in spec["layer"]
        if layer["mark"]["type"] == mark and "data" in layer
        if all(layer["mark"].get(name) == value for name, value in wanted.items())
        for item in layer["data"]["values"]
    ]


def test_many_series_stand_in_panels_on_one_scale() -> None:
    spec = chart(kind="multiples", rows=SERIES)
    assert {("China", 0), ("India", 1)} == {(i["place"], i["panel"]) for i in values(spec)}
    heights = {(item["place"], item["period"]): item["up"] for item in values(spec)}
    assert heights[("China", 2022)] == pytest.approx(42524 / 50000)
    assert heights[("India", 2022)] == pytest.approx(22557 / 50000)


def test_panels_are_named_and_carry_their_last_value() -> None:
    texts = drawn_by(chart(kind="multiples", rows=SERIES), "text")
    names = [item["place"] for item in texts if "place" in item and "value" not in item]
    assert ["China", "India"] == names
    assert ["42,524", "22,557"] == [item["label"] for item in texts if "label" in item]


def test_a_panel_draws_what_is_not_final_dashed_and_hollow() -> None:
    spec = chart(kind="multiples", rows=SERIES)
    dashed = {(i["place"], i["period"]) for i in drawn_by(spec, "line") if not i["final"]}
    assert {("China", 2021), ("China", 2022)} == dashed
    hollow = [(i["place"], i["period"]) for i in drawn_by(spec, "point", filled=False)]
    assert [("China", 2022)] == hollow


def test_a_panels_line_stops_where_years_are_missing() -> None:
    line = drawn_by(chart(kind="multiples", rows=GAP), "line")
    assert [2010, 2011] == [item["period"] for item in line]


def test_panels_keep_the_distance_of_years_and_the_steps_of_a_log_scale() -> None:
    spec = chart(kind="multiples", rows=GAP)
    assert [0.0, 0.2, 1.0] == [item["across"] for item in values(spec)]
    log = redraw_chart(chart(kind="multiples", rows=SERIES), "log")
    assert {10_000.0} == {item["tick"] for item in drawn_by(log, "rule")}


def test_many_places_are_ranked_and_the_leaders_named() -> None:
    rows = [(f"Place {number}", 2022, float(100 - number), "") for number in range(60)]
    spec = redraw_chart(chart(kind="many", rows=rows), "all")
    labels = layer(spec, "text")["data"]["values"]
    assert 60 == len(values(spec))
    assert "1 Place 0 100" == labels[0]["label"]
    assert "60 Place 59 41" == labels[-1]["label"]
    at = sorted(item["label_at"] for item in labels)
    pixels = spec["height"] / 61
    assert all((two - one) * pixels > 12 for one, two in pairwise(at))


def test_a_series_may_be_seen_on_a_log_scale_and_as_an_index() -> None:
    assert ("value", "log", "index") == views_of(chart(kind="line", rows=SERIES))
    assert ("value",) == views_of(chart(kind="bar"))
    assert ("value",) == views_of(chart(kind="line", rows=[*GAP, ("Peru", 2016, 0.0, "")]))


def test_an_index_sets_the_first_common_year_to_100() -> None:
    rows = [("A", 2000, 5.0, ""), ("A", 2001, 10.0, ""), ("A", 2002, 20.0, "")]
    rows += [("B", 2001, 4.0, ""), ("B", 2002, 5.0, "")]
    spec = redraw_chart(chart(kind="line", rows=rows), "index")
    found = {(item["place"], item["period"]): item["value"] for item in values(spec)}
    assert {50.0, 100.0, 200.0} == {found[("A", year)] for year in (2000, 2001, 2002)}
    assert 125.0 == found[("B", 2002)]
    assert "Index, 2001 = 100" == spec["title"]["subtitle"][0]


def test_a_log_scale_says_so_and_holds_every_value() -> None:
    spec = redraw_chart(chart(kind="line", rows=SERIES), "log")
    scale = layer(spec, "line")["encoding"]["y"]["scale"]
    assert "log" == scale["type"]
    assert scale["domain"][0] <= 15987 < 42524 <= scale["domain"][1]
    assert "Logarithmic scale" in spec["title"]["subtitle"]


def test_drawing_again_in_the_same_view_changes_nothing() -> None:
    spec = chart(kind="line", rows=SERIES)
    assert spec == redraw_chart(spec, "value")
