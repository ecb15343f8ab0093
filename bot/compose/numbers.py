"""Numbers as printed: separators, decimals, units and qualifiers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

__all__ = [
    "format_amount",
    "format_bound",
    "format_number",
    "format_percent",
    "format_value",
    "ordinal",
    "rounded",
]


def rounded(value: float | Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as newspapers do.

    >>> rounded(2.345, 2)
    Decimal('2.35')
    """
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def format_number(value: float | Decimal, decimals: int = 0) -> str:
    """Print with thousands separators and a fixed number of decimals.

    >>> format_number(42524), format_number(2.5, 1)
    ('42,524', '2.5')
    """
    return f"{rounded(value, decimals):,}"


def format_bound(value: float) -> str:
    """Print the bound of a condition with as many decimals as it was given, two at most.

    >>> format_bound(10000.0), format_bound(2.5), format_bound(0.25)
    ('10,000', '2.5', '0.25')
    """
    decimals = next((n for n in range(2) if round(value, n) == round(value, 2)), 2)
    return format_number(value, decimals)


def format_percent(value: float | Decimal, decimals: int = 1) -> str:
    """Print a percentage.

    >>> format_percent(34.46)
    '34.5%'
    """
    return f"{format_number(value, decimals)}%"


def format_value(value: float, unit: str = "", decimals: int = 0) -> str:
    """Print a value as its size asks: 42,524; 30.1; 0.417; 1.5 × 10^24.

    >>> format_value(0.4173), format_value(1.5e24), format_value(30.12)
    ('0.417', '1.5 × 10^24', '30.1')
    """
    size = abs(value)
    if unit == "percent":
        return format_percent(value, max(decimals, 1) if size >= 0.1 or not size else 3)
    if size >= 1e15:
        power = len(str(int(size))) - 1
        mantissa = rounded(value / 10**power, 2)
        if mantissa >= 10:  # 9.996 rounds up
            mantissa, power = mantissa / 10, power + 1
        return f"{mantissa.normalize():f} × 10^{power}"
    if float(value).is_integer() and decimals == 0:
        return format_number(value)
    if decimals:
        return format_number(value, decimals)
    if size >= 1000:
        return format_number(value)
    if size >= 1:
        return format_number(value, 1)
    if not size:
        return "0"
    places = 2 - len(str(int(1 / size))) + 2 * len(str(int(1 / size)))
    return format_number(value, min(places, 8))


_WORDS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def format_amount(value: float) -> str:
    """Print a large number in words, to three digits; beyond, as a power of ten.

    >>> format_amount(671e9), format_amount(387842678), format_amount(3.8e25), format_amount(438)
    ('671 billion', '388 million', '3.8 × 10^25', '438')
    """
    size = abs(value)
    for scale, word in _WORDS:
        if scale <= size < 10**15:
            decimals = max(0, 3 - len(str(int(size / scale))))
            amount = rounded(Decimal(repr(value)) / scale, decimals)
            return f"{_trimmed(amount):,} {word}"
    return format_value(value)


def _trimmed(number: Decimal) -> Decimal:
    """Take zeros off the end of a decimal."""
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()


def ordinal(number: int) -> str:
    """Print a rank: 1st, 2nd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22)]
    ['1st', '2nd', '3rd', '11th', '22nd']
    """
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
