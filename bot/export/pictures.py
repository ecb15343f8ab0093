"""Pictures: an answer's chart as SVG or PNG, where vl-convert is installed.

It brings a JavaScript engine of 84 MB, so it is no dependency: without it an export has the
chart's description and its table, which say the same.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

__all__ = ["chart_description", "chart_png", "chart_rows", "chart_svg"]

WIDTH_POINTS = 640
PNG_SCALE = 2.0
log = logging.getLogger(__name__)


def chart_description(spec: Mapping[str, Any]) -> str:
    """Give the chart's text alternative."""
    return str(spec.get("description") or "Chart")


def chart_rows(spec: Mapping[str, Any]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Give the chart's values as a table: its columns and its rows as texts."""
    values = spec.get("data", {}).get("values", []) if isinstance(spec.get("data"), dict) else []
    columns = tuple(
        name
        for name in dict.fromkeys(key for value in values for key in value)
        if name not in ("final",) and any(value.get(name) not in (None, "") for value in values)
    )
    rows = [tuple(_plain(value.get(name)) for name in columns) for value in values]
    return columns, rows


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.10g}"
    return "" if value is None else str(value)


def chart_svg(spec: Mapping[str, Any]) -> str:
    """Draw a chart as SVG; "" where the renderer is missing or cannot draw it."""
    try:
        import vl_convert
    except ImportError:
        return ""
    try:
        return str(vl_convert.vegalite_to_svg(_sized(spec), allowed_base_urls=[]))
    except (ValueError, TypeError) as error:
        log.warning("a chart could not be drawn for an export: %s", error)
        return ""


def chart_png(spec: Mapping[str, Any]) -> bytes:
    """Draw a chart as PNG; empty where the renderer is missing or cannot draw it."""
    try:
        import vl_convert
    except ImportError:
        return b""
    try:
        drawn = vl_convert.vegalite_to_png(_sized(spec), scale=PNG_SCALE, allowed_base_urls=[])
        return bytes(drawn)
    except (ValueError, TypeError) as error:
        log.warning("a chart could not be drawn for an export: %s", error)
        return b""


def _sized(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Give the chart a width of its own: on the page its container has one."""
    sized = dict(spec)
    if sized.get("width") == "container":
        sized["width"] = WIDTH_POINTS
    sized.setdefault("background", "white")
    return sized
