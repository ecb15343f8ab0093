"""Chart tiles: many places as a map of equal squares, drawn from the rows and nothing else."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from bot.calculate.evidence import Table
from bot.calculate.requests import Request
from bot.compose.chart_tiles import DARK_CLASSES, INKS, RAMPS, class_breaks
from bot.compose.charts import LEADERS, Scope, draw_chart, redraw_chart, views_of
from bot.compose.table_charts import chart_table
from bot.understand.periods import Point
from corpus.catalogues import read_catalogue
from corpus.places import read_places
from corpus.tiles import read_tiles
from tests.test_charts import contrast

BOOK = read_places()
EU = BOOK.members("EU27", 2022)
COLUMNS = ("place", "year", "value", "status", "code")


def many(codes: tuple[str, ...] = EU, **changes: Any) -> dict[str, Any]:
    """Draw the places with falling values: 100, 99, ..."""
    rows = [
        (BOOK.place(code).name, 2022, float(100 - number), "", code)
        for number, code in enumerate(codes)
    ]
    given = {"title": "AI articles, 2022", "rows": rows, "kind": "many", "unit": "articles"}
    return draw_chart(**given | {"columns": COLUMNS, "scope": Scope(places=codes)} | changes)


def squares(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in spec["data"]["values"] if "at" in item]


def outlined(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found = [layer["data"]["values"] for layer in spec["layer"] if "data" in layer]
    return found[0] if found else []


def test_many_places_are_bars_of_the_first_all_as_dots_and_a_map() -> None:
    assert ("value", "all", "map") == views_of(many())


def test_bars_draw_the_first_and_say_of_how_many_while_the_data_hold_all() -> None:
    spec = many()
    assert f"The first {LEADERS} of 27" == spec["title"]["subtitle"][0]
    assert LEADERS == len(spec["layer"][0]["encoding"]["y"]["sort"])
    assert 27 == len(spec["data"]["values"])


def test_a_ranking_from_the_bottom_keeps_its_order() -> None:
    codes = tuple(reversed(EU))
    rows = [(code, 2022, float(number), "", code) for number, code in enumerate(codes)]
    spec = many(rows=rows, scope=Scope(places=codes, ends="last"))
    assert list(codes[:LEADERS]) == spec["layer"][0]["encoding"]["y"]["sort"]
    assert f"The last {LEADERS} of 27" == spec["title"]["subtitle"][0]


def test_every_place_has_its_square_with_its_value() -> None:
    drawn = redraw_chart(many(), "map")
    assert [(code, float(100 - n)) for n, code in enumerate(EU)] == [
        (item["code"], item["value"]) for item in squares(drawn)
    ]
    assert len(EU) == len({(item["at"], item["row"]) for item in squares(drawn)})


def test_a_place_without_a_value_is_outlined_and_named() -> None:
    drawn = redraw_chart(many(EU[:-1], scope=Scope(places=EU)), "map")
    missing = BOOK.place(EU[-1]).name
    assert [(missing, "no data")] == [(i["place"], i["status"]) for i in outlined(drawn)]
    assert f"Dashed: no data ({missing})" in drawn["title"]["subtitle"]
    assert f"Dashed: no data ({missing})" in drawn["description"]


def test_no_outline_is_explained_where_there_is_none() -> None:
    drawn = redraw_chart(many(), "map")
    assert [] == outlined(drawn)
    assert not any("Dashed" in line for line in drawn["title"]["subtitle"])


def test_a_map_of_the_world_outlines_every_country_without_a_value() -> None:
    drawn = redraw_chart(many(scope=Scope()), "map")
    countries = {
        p.name for p in BOOK.places() if p.kind == "country" and p.code in read_tiles().tiles
    }
    held = {BOOK.place(code).name for code in EU}
    assert countries - held == {item["place"] for item in outlined(drawn)}


def test_a_value_without_a_square_is_named_beside_the_map() -> None:
    drawn = redraw_chart(many((*EU, "ATA")), "map")
    assert "Not on the map: Antarctica" in drawn["title"]["subtitle"]


@pytest.mark.parametrize(
    "codes", [EU[:12], tuple(f"X{n}" for n in range(30))], ids=["few", "not countries"]
)
def test_few_places_and_organisations_have_no_map(codes: tuple[str, ...]) -> None:
    rows = [(code, 2022, 1.0, "", code) for code in codes]
    assert ("value", "all") == views_of(many(rows=rows, scope=Scope()))


def test_a_map_survives_being_kept_as_json() -> None:
    spec = many(EU[:-1], scope=Scope(places=EU))
    kept = json.loads(json.dumps(spec, allow_nan=False))
    assert redraw_chart(spec, "map") == redraw_chart(kept, "map")


def test_the_map_holds_one_square_for_each_unit_of_height_and_width() -> None:
    drawn = redraw_chart(many(), "map")
    columns, rows = (
        int(max(found) - min(found)) + 1
        for found in ([i["at"] for i in squares(drawn)], [i["row"] for i in squares(drawn)])
    )
    params = {item["name"]: item["expr"] for item in drawn["params"]}
    assert f"tile * {rows}" == params["height"]
    assert f"width / {columns}," in params["tile"]


@pytest.mark.parametrize("theme", RAMPS)
def test_colours_keep_their_order_in_grey(theme: str) -> None:
    from_paper = [contrast(colour, "#000000") for colour in RAMPS[theme]]
    ordered = sorted(from_paper, reverse=theme == "light")
    assert ordered == from_paper
    assert all(contrast(one, two) >= 1.25 for one, two in pairwise(RAMPS[theme]))


@pytest.mark.parametrize("theme", RAMPS)
def test_codes_can_be_read_on_every_colour(theme: str) -> None:
    for level, colour in enumerate(RAMPS[theme]):
        assert contrast(colour, INKS[level in DARK_CLASSES[theme]]) >= 4.5


def test_a_dark_page_has_the_highest_class_lightest() -> None:
    ranges = [
        redraw_chart(many(), "map", dark=dark)["layer"][0]["encoding"]["fill"]["scale"]["range"]
        for dark in (False, True)
    ]
    assert [RAMPS["light"][-1], RAMPS["dark"][-1]] == [colours[-1] for colours in ranges]


def test_classes_begin_at_round_numbers_and_part_the_places() -> None:
    # AI articles of 2022 in the NSF's table, every tenth country of the order
    values = [42524, 2452, 885, 460, 190, 81, 38, 16, 9, 5, 3, 2, 1, 1, 0, 0]
    breaks = class_breaks(values)
    assert sorted(set(breaks)) == breaks
    assert all(re.fullmatch(r"\d{1,2}0*\.0", f"{edge}") for edge in breaks)
    counts = [sum(low <= v < high for v in values) for low, high in pairwise([0, *breaks, 1e9])]
    assert 5 <= len(counts)
    assert min(counts) >= 1


@pytest.mark.parametrize(
    ("values", "breaks"),
    [([], []), ([5.0] * 20, [5.0]), ([-3.0, -1.0, 0.0, 2.0, 4.0], [-1.5, -0.4, 0.8, 2.5, 4.0])],
    ids=["none", "all alike", "about zero"],
)
def test_classes_of_plain_values(values: list[float], breaks: list[float]) -> None:
    assert breaks == class_breaks(values)


def test_values_that_lie_close_together_are_parted_more_finely() -> None:
    assert [79.0, 84.0, 90.0, 95.0, 99.0] == class_breaks([float(n) for n in range(74, 101)])


class TestTables:
    """What a ranking of the shipped catalogue's own measure is drawn as."""

    def ranking(self, codes: tuple[str, ...], **request: Any) -> dict[str, Any]:
        catalogue = read_catalogue()
        measure = catalogue.measure("nsf_ai_articles")
        table = Table(
            request=Request(measure=measure, points=(Point(2022),), **request),
            dataset=catalogue.dataset(measure.dataset),
            sql="",
            columns=("place", "name", "year", "value", "status", "rank", "ranked"),
            rows=tuple(
                (code, BOOK.place(code).name, 2022, 100 - n, "final", n + 1, len(codes))
                for n, code in enumerate(codes)
            ),
        )
        spec = chart_table(table)
        assert spec is not None
        return spec

    def test_a_ranking_of_a_bloc_maps_its_members_alone(self) -> None:
        spec = self.ranking(EU, universe="EU27")
        assert "AI articles, 27 places, 2022" == spec["title"]["text"]
        assert {"map"} < set(views_of(spec))
        assert [] == outlined(redraw_chart(spec, "map"))

    def test_a_condition_is_named_as_a_reason_for_a_gap(self) -> None:
        spec = self.ranking(EU, above=(">", 10.0))
        gaps = {item["status"] for item in outlined(redraw_chart(spec, "map"))}
        assert {"no data, or not among these"} == gaps

    def test_the_first_ten_stay_bars(self) -> None:
        assert ("value",) == views_of(self.ranking(EU[:10], limit=10))
