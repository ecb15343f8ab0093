"""Wording: cells and stated numbers in the words of a verdict."""

from __future__ import annotations

from bot.check.series import Cell, Series
from bot.compose.numbers import format_value
from bot.understand.quantities import Quantity
from corpus.places import PlaceBook

__all__ = ["how_much", "number_text", "place_name", "value_text", "when_text"]


def value_text(series: Series, cell: Cell) -> str:
    """Print a cell's value as its source does."""
    percent = series.is_percent
    if cell.printed and not series.share_of and not series.denominator:
        return cell.printed + ("%" if percent and "%" not in cell.printed else "")
    decimals = series.measure.decimals if not series.share_of and not series.denominator else 0
    return format_value(cell.value, "percent" if percent else "", decimals)


def when_text(series: Series, cell: Cell) -> str:
    """Print a cell's value with its time: "433 in 2022"."""
    return f"{value_text(series, cell)} in {cell.when}" if cell.year else value_text(series, cell)


def how_much(series: Series, cell: Cell, book: PlaceBook) -> str:
    """Print a cell with its place and time: "Egypt: 923 articles in 2022"."""
    name = book.place(cell.place).name if cell.place in book else cell.place
    unit = "" if series.is_percent or series.denominator else f" {series.measure.unit}"
    return f"{name}: {value_text(series, cell)}{unit}" + (f" in {cell.when}" if cell.year else "")


def number_text(quantity: Quantity) -> str:
    """Print a stated number with its hedge."""
    return f"{quantity.hedge} {quantity.text}".strip()


def place_name(book: PlaceBook, code: str) -> str:
    """Give a place's name for a sentence."""
    return book.place(code).sentence if code in book else code
