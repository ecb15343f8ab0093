"""Provenance: how an answer came about, for whoever has to answer for it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from bot.answers import Answer

__all__ = ["provenance_html"]

STATUSES = ("matched", "computed", "unmatched")


def provenance_html(answer: Answer) -> str:
    """List engine, build, settings, steps with their times, what left the machine, and cost."""
    told = answer.provenance
    facts = [
        ("Figures", _figures(answer)),
        ("Engine", answer.engine),
        ("Left this machine", _left(told.get("left_the_machine"))),
        ("Cost", _cost(told)),
        ("Time", _times(answer.timings_ms)),
        ("Steps", ""),
        ("Answered", str(told.get("answered") or "")[:19].replace("T", " ") + " UTC"),
        ("Build", answer.build),
        ("Version", str(told.get("version") or "")),
        ("Settings", _settings(told.get("settings"))),
        ("Answer", answer.id),
        ("Content", f"SHA-256 {answer.hash}" if answer.hash else ""),
    ]
    rows = ""
    for label, value in facts:
        if label == "Steps":
            rows += _steps(told.get("tool_calls") or ())
        elif value.strip() and value != " UTC":
            rows += f"<dt>{label}</dt><dd>{escape(value)}</dd>"
    return f'<div class="facts provenance"><dl>{rows}</dl></div>'


def _figures(answer: Answer) -> str:
    counts = {name: sum(f.status == name for f in answer.figures) for name in STATUSES}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none"


def _left(items: Any) -> str:
    named = [_name(item) for item in items or ()]
    return ", ".join(named) or "nothing"


def _cost(told: Mapping[str, Any]) -> str:
    cost = told.get("cost")
    return "nothing" if cost in (0, None) else str(cost)


def _times(timings: Mapping[str, float]) -> str:
    parts = [
        f"{name.replace('_', ' ')} {spent:.0f} ms"
        for name, spent in timings.items()
        if name != "total"
    ]
    total = f"{timings['total']:.0f} ms" if "total" in timings else ""
    return f"{total} ({', '.join(parts)})" if total and parts else total


def _steps(calls: Any) -> str:
    items = []
    for call in calls:
        if not isinstance(call, Mapping):
            items.append(escape(str(call)))
            continue
        spent = call.get("milliseconds")
        rows = call.get("rows")
        parts = [
            f"{rows} rows" if rows is not None else "",
            f"{float(spent):.0f} ms" if isinstance(spent, int | float) else "",
        ]
        detail = ", ".join(part for part in parts if part)
        items.append(escape(_name(call)) + (f" ({detail})" if detail else ""))
    return f"<dt>Steps</dt><dd>{'<br>'.join(items)}</dd>" if items else ""


def _settings(settings: Any) -> str:
    if not isinstance(settings, Mapping):
        return ""
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in settings.items())


def _name(item: Any) -> str:
    if isinstance(item, Mapping):
        return str(item.get("name") or item.get("tool") or item.get("what") or dict(item))
    return str(item)
