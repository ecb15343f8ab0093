"""A chart on the page: in the page's colours, in the view a reader picks, to be taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from bot.compose.charts import View, redraw_chart, views_of
from bot.export.pictures import chart_rows

__all__ = ["chart_csv", "chart_name", "draw_chart", "draw_chart_view"]

VIEWS: dict[View, str] = {
    "value": "Values",
    "log": "Log scale",
    "index": "Index",
    "all": "All places",
    "map": "Map",
}
FIRST_OF_MANY = "Bars"  # what the first view of many places is called
PAPER = {"light": "#ffffff", "dark": "#141516"}
INK = {"light": "#1b1b1a", "dark": "#e9e7e2"}
QUIET = {"light": "#5d5a54", "dark": "#aaa69d"}  # 4.5:1 and more on their paper
SAVE = (
    '<div class="save"><button type="button" class="png">PNG</button>'
    '<button type="button" class="svg">SVG</button></div>'
)


def draw_chart_view(spec: Mapping[str, Any], *, key: str) -> None:
    """Draw a chart with the switch of its views and its data to download."""
    with st.container(key=f"chartbox-{key}", gap="xsmall"):
        place = st.container()
        with st.container(key=f"chartbar-{key}", horizontal=True, vertical_alignment="center"):
            views = views_of(spec)
            view: View | None = "value"
            if len(views) > 1:
                view = st.segmented_control(
                    "View of the chart",
                    views,
                    default="value",
                    required=True,
                    format_func=_named(views),
                    key=f"view-{key}",
                    label_visibility="collapsed",
                )
            _saver()(
                key=f"save-{key}",
                data={
                    "box": f"chartbox-{key}",
                    "name": chart_name(spec),
                    "alt": str(spec.get("description", "")),
                    "paper": PAPER[_kind()],
                },
            )
            st.download_button(
                "CSV",
                chart_csv(spec),
                file_name=f"{chart_name(spec)}.csv",
                mime="text/csv",
                key=f"chart-csv-{key}",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
            )
        with place:
            other = view in views and view != "value"
            shown = redraw_chart(spec, view, dark=_kind() == "dark") if other and view else spec
            draw_chart(shown, key=f"chart-{key}-{view}")


def draw_chart(spec: Mapping[str, Any], *, key: str) -> None:
    """Draw a chart in the page's own colours, with its description for those who cannot see it."""
    themed = {name: value for name, value in spec.items() if name not in ("config", "description")}
    described = str(spec.get("description", ""))
    themed["config"] = _config()
    # drawn as SVG: sharp in print, and what can be saved is what is seen
    themed["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    st.vega_lite_chart(themed, width="stretch", theme="streamlit", key=key, alt=described)


def chart_csv(spec: Mapping[str, Any]) -> str:
    """Write a chart's values as CSV; its title is the first line, as a comment."""
    columns, rows = chart_rows(spec)
    out = io.StringIO()
    out.write(f"# {_title(spec)}\n")
    writer = csv.writer(out, lineterminator="\n")
    kept = [index for index, name in enumerate(columns) if name not in ("label", "run", "rank")]
    writer.writerow([columns[index] for index in kept])
    writer.writerows([row[index].replace(",", "") for index in kept] for row in rows)
    return out.getvalue()


def chart_name(spec: Mapping[str, Any]) -> str:
    """Name a chart's files by its title.

    >>> chart_name({"title": {"text": "AI articles, China, 2010–2022"}})
    'ai-articles-china-2010-2022'
    """
    return re.sub(r"[^a-z0-9]+", "-", _title(spec).lower()).strip("-")[:60] or "chart"


def _title(spec: Mapping[str, Any]) -> str:
    title = (spec.get("title") or {}).get("text", "")
    return " ".join(title) if isinstance(title, list) else str(title)


def _named(views: Sequence[View]) -> Callable[[View], str]:
    """Give the names of a chart's views."""
    return lambda view: FIRST_OF_MANY if view == "value" and "all" in views else VIEWS[view]


def _kind() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


@cache
def _saver() -> Any:
    package = files("bot.pages")
    return st.components.v2.component(
        "onrecord_save_chart",
        html=SAVE,
        css=package.joinpath("save.css").read_text("utf-8"),
        js=package.joinpath("save.js").read_text("utf-8"),
    )


def _config() -> dict[str, Any]:
    """Give the quiet colour of a chart's small print, and the paper that saved pictures have."""
    kind = _kind()
    return {
        "background": PAPER[kind],
        "axis": {"labelColor": QUIET[kind], "domain": False, "ticks": False},
        # marks that carry no colour of their own: labels of bars and panels, stems of dots
        "text": {"color": INK[kind]},
        "rule": {"color": INK[kind]},
        "legend": {"labelColor": QUIET[kind], "titleColor": QUIET[kind]},
        "title": {"subtitleColor": QUIET[kind], "subtitleFontSize": 13, "subtitlePadding": 5},
    }
