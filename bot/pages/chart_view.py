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

from bot.compose.chart_points import write_number
from bot.compose.charts import View, redraw_chart, views_of
from bot.export.pictures import chart_rows
from bot.pages.number_style import ENGLISH, NumberStyle, reader_style, restyle, vega_locale

__all__ = ["chart_csv", "chart_name", "draw_chart", "draw_chart_view", "restyle_labels"]

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
    style = reader_style()
    drawn = spec if style == ENGLISH else restyle_labels(spec, style)
    themed = {name: value for name, value in drawn.items() if name not in ("config", "description")}
    described = str(spec.get("description", ""))
    themed["config"] = _config() | {"locale": vega_locale(style)}
    # drawn as SVG: sharp in print, and what can be saved is what is seen
    themed["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    st.vega_lite_chart(themed, width="stretch", theme="streamlit", key=key, alt=described)


def restyle_labels(spec: Any, style: NumberStyle) -> Any:
    """Write the values in a chart's labels in another style; names and periods stay."""
    if isinstance(spec, list):
        return [restyle_labels(item, style) for item in spec]
    if not isinstance(spec, Mapping):
        return spec
    written = {name: restyle_labels(value, style) for name, value in spec.items()}
    if isinstance(spec.get("label"), str) and isinstance(spec.get("value"), int | float):
        number = write_number(float(spec["value"]))
        head, found, tail = spec["label"].rpartition(number)
        if found:
            written["label"] = f"{head}{restyle(number, style)}{tail}"
    return written


def chart_csv(spec: Mapping[str, Any]) -> str:
    """Write a chart's values as CSV; its title is the first line, as a comment."""
    columns = [name for name in chart_rows(spec)[0] if name not in ("label", "run", "rank")]
    out = io.StringIO()
    out.write(f"# {_title(spec)}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for item in spec["data"]["values"] if columns else ():
        writer.writerow([_bare(item.get(name)) for name in columns])
    return out.getvalue()


def _bare(value: Any) -> Any:
    """Give a cell as a spreadsheet reads it: numbers without separators."""
    return f"{value:.10g}" if isinstance(value, float) else value


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
