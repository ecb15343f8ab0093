"""``onrecord eval``: score question files, retrieval, claims, attacks and lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.printing import json_text, note, out
from bot.commands.progress import showing_progress
from corpus.errors import ConfigError

if TYPE_CHECKING:
    from bot.evals.questions import Result
    from index.progress import Progress

__all__ = ["evaluate"]

KINDS = ("retrieval", "claims", "attacks", "lies")
CURVE = "curve"  # outcomes by threshold, a table of its own


def evaluate(
    what: Annotated[
        list[str],
        typer.Argument(
            metavar="[retrieval|claims|attacks] PATH | lies",
            help="A question file; or one of the words and its file or folder; lies needs none.",
        ),
    ],
    json_: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    out_file: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write a line per item here.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many items.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Questions: only items of this kind, sub-kind or id.")
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="Questions: list so many failures.")] = 10,
) -> None:
    """Score Onrecord on a question file, or its search, claim check or resistance alone.

    Example: onrecord eval tests/evals/questions.jsonl
    """
    if len(what) == 1 and what[0] not in KINDS:
        name, path = "questions", Path(what[0])
    elif what == ["lies"]:
        name, path = "lies", Path()
    elif len(what) == 2 and what[0] in KINDS:
        name, path = what[0], Path(what[1])
    else:
        raise typer.BadParameter(
            "give a question file; retrieval, claims or attacks with a path; or lies"
        )
    with showing_progress() as progress:
        summary, lines = _measure(name, path, limit=limit, kind=kind, show=show, progress=progress)
    if out_file is not None:
        _write_lines(out_file, lines)
    out(json_text(summary) if json_ else _table(name, summary))


def _measure(
    name: str, path: Path, *, limit: int | None, kind: str | None, show: int, progress: Progress
) -> tuple[Mapping[str, Any], Sequence[Any]]:
    """Run one evaluation; give its scores and a record per item."""
    from corpus.settings import read_settings

    settings = read_settings()
    if name == "retrieval":
        from bot.evals.retrieval import measure_retrieval

        return measure_retrieval(path, settings=settings, limit=limit, progress=progress)
    if name == "claims":
        from bot.evals.claims import measure_claims

        return measure_claims(path, limit=limit, progress=progress)
    if name == "attacks":
        from bot.evals.attacks import measure_attacks

        return measure_attacks(path, settings=settings, limit=limit, progress=progress)

    if name == "lies":
        from bot.evals.lies import measure_lies
        from bot.onrecord import Onrecord

        return measure_lies(Onrecord.open(settings), limit=limit, progress=progress)

    from bot.evals.curve import measure_curve
    from bot.evals.questions import ask_items, read_items, summarise
    from bot.onrecord import Onrecord

    items = read_items(path)
    if kind:
        items = [i for i in items if kind in (i["kind"], i["sub"]) or i["id"].startswith(kind)]
    onrecord = Onrecord.open(settings)
    results = ask_items(onrecord, items[:limit], progress=progress)
    _show_failures(results, show=show)
    curve = measure_curve(onrecord, items[:limit], progress=progress)
    rows = [{"curve": label, **row} for label, row in curve.items()]
    return {**summarise(results), CURVE: curve}, [*results, *rows]


def _show_failures(results: Sequence[Result], *, show: int) -> None:
    failures = [result for result in results if result.outcome not in ("right", "refused rightly")]
    for result in failures[:show]:
        note(f"{result.id}: {result.outcome}")
        for turn in result.turns:
            if turn.reasons:
                note(f"    {turn.asked[:160]}")
                note(f"    → {turn.status}: {' '.join(turn.text.split())[:240]}")
                note(f"    {'; '.join(turn.reasons)[:240]}")
    if len(failures) > show:
        note(f"... and {len(failures) - show} more; --out FILE has them all")


def _write_lines(path: Path, lines: Sequence[Any]) -> None:
    try:
        path.write_text("".join(json_text(line) + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"the results cannot be written to {str(path)!r}: {error.strerror or error}"
        ) from error


def _table(name: str, summary: Mapping[str, Any]) -> str:
    """Lay a summary out as lines: rows of numbers under one heading, single values below."""
    if summary.get(CURVE):
        rest = {key: value for key, value in summary.items() if key != CURVE}
        curve = _table("single questions", {CURVE: None, "rows": summary[CURVE]})
        return f"{_table(name, rest)}\n\n{curve}"
    rows: dict[str, Mapping[str, Any]] = {}
    below: list[str] = []
    for key, value in summary.items():
        if key == CURVE:
            continue
        if isinstance(value, Mapping) and all(isinstance(v, Mapping) for v in value.values()):
            rows |= value
        elif isinstance(value, Mapping) and key == "all":
            rows["all"] = value
        elif isinstance(value, Mapping):
            below.append(f"{key}: " + ", ".join(f"{k} {_number(v)}" for k, v in value.items()))
        elif isinstance(value, list):
            below += [f"{key}: {len(value) or 'none'}", *(f"    {line}" for line in value)]
        else:
            below.append(f"{key}: {_number(value)}")
    if "all" in rows:  # the total goes last
        rows["all"] = rows.pop("all")
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    width = max(map(len, [name, *rows]), default=0)
    lines = ["  ".join([name.ljust(width), *columns])] if rows else []
    for label, row in rows.items():
        cells = [_number(row.get(column)).rjust(len(column)) for column in columns]
        lines.append("  ".join([label.ljust(width), *cells]))
    return "\n".join([*lines, *below])


def _number(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
