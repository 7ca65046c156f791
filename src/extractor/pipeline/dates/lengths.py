"""Builders for lengths of time and for what recurs: 44 days, half a century, every year.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.reading import expression, modifier, strip

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


def units(amount: float | None, unit: str) -> tuple[str, str]:
    """The TIMEX3 value of a length of time and its ISO 8601 form, X where the number is vague.

    >>> units(3, "DE"), units(None, "D"), units(0.5, "TH")
    (('P3DE', 'P30Y'), ('PXD', 'PXD'), ('PT30M', 'PT30M'))
    """
    if amount is not None and amount != int(amount):
        finer = {"CE": ("Y", 100), "DE": ("Y", 10), "Y": ("M", 12), "D": ("TH", 24), "TH": ("TM", 60)}.get(unit)
        if finer is None:
            return f"P{amount:g}{unit}", ""
        amount, unit = amount * finer[1], finer[0]
    if unit == "F":
        amount, unit = amount and amount * 2, "W"
    number = "X" if amount is None else f"{amount:.0f}"
    mark, letter = ("PT", unit[1:]) if unit[0] == "T" else ("P", unit)
    timex = f"{mark}{number}{letter}"
    years = {"DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if years:
        return timex, "PXY" if amount is None else f"P{amount * years:.0f}Y"
    if unit == "Q":
        return timex, "PXM" if amount is None else f"P{amount * 3:.0f}M"
    return timex, timex


def counted(tokens: Tokens, first: int, last: int) -> tuple[bool, float | None]:
    """Whether a number stands between, and which; None for `several`."""
    total, seen, vague = 0.0, False, False
    for at in range(first, last + 1):
        code, value = tokens.codes[at], tokens.values[at]
        if code == "k":
            vague = vague or value is None
            total = max(total, 1) * value if value in (100, 1000, 12) and seen else total + (value or 0)
            seen = True
        elif code in "dny" and isinstance(value, int | float):
            total, seen = total + value, True
        elif code == "n":
            digits = str(value).replace(",", "")
            if not digits.isdecimal() or len(digits) > 6:
                return False, None
            total, seen = total + int(digits), True
        elif code == "A" and not seen and at == last:
            total, seen = 1, True
        elif code == "E" and value == "half":
            total, seen = total + 0.5, True
    return seen, None if vague else total


def duration(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """44 days; about three decades; a 44-day (war); for years; half a century; 30 years-long."""
    if tokens.codes[first : last + 1] in ("pU", "qU"):
        if tokens.word(first) not in ("for", "over", "within"):
            return None
        return [_length(tokens, last, last, None, tokens.values[last])]
    first = strip(tokens, first, last)
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUY")
    if is_age(tokens, first, place):
        return None
    if tokens.codes[first : last + 1] in ("uzl", "Yzl", "Uzl"):
        return [_length(tokens, first, last, 1 if tokens.codes[first] != "U" else None, tokens.values[first])]
    hyphen = tokens.codes[place - 1] == "z"
    seen, amount = counted(tokens, first, place - 1 - hyphen)
    unit = tokens.values[place]
    if not seen and "E" not in tokens.codes[first:place]:
        return None
    if tokens.codes[first:place].replace("q", "") == "A":
        return _single(tokens, first, place, last, unit)
    if amount == 0 or (unit == "TS" and amount and amount > 300):
        return None
    if amount is None and tokens.codes[place] != "U":
        return None
    if hyphen:
        # "the last 44-day war": what stands before the number belongs to the war.
        first = next((at for at in range(first, place) if tokens.codes[at] in "qdnky"), first)
    return [_length(tokens, first, last, amount, unit)]


def is_age(tokens: Tokens, first: int, place: int) -> bool:
    """Whether the length is an age: a 6-year-old, 25 years of age, aged 44 years."""
    after = tokens.word(place + 1), tokens.word(place + 2)
    return after[0] == "old" or after in {("-", "old"), ("of", "age")} or tokens.word(first - 1) in {"aged", "age"}


def _single(tokens: Tokens, first: int, place: int, last: int, unit: str) -> list[Expression] | None:
    """`a year` is a length after a preposition, a rate after a count, and else nothing."""
    if tokens.codes[place] == "U" or unit in ("Q", "TM"):
        return None
    before = tokens.codes[first - 1] if first else "|"
    if before in "dn" or tokens.word(first - 1) in ("once", "twice", "times"):
        value = units(1, unit)[0]
        return [expression(tokens, first, last, label="SET", link="value", value=value)]
    if before in "pif2" or tokens.codes[first] == "q":
        return [_length(tokens, first, last, 1, unit)]
    return None


def _length(tokens: Tokens, first: int, last: int, amount: float | None, unit: str) -> Expression:
    value, iso = units(amount, unit)
    mod = modifier(tokens, first, last) if tokens.codes[first] == "q" else ""
    return expression(tokens, first, last, label="DURATION", link="value", value=value, id=iso, mod=mod)


def set_(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Every year; each day; annually; every Friday."""
    code, value = tokens.codes[last], tokens.values[last]
    if code == "Z" and first and (tokens.codes[first - 1] in "AT" or tokens.text[tokens.starts[first - 1]].isupper()):
        # A Turkish daily, the weekly: a paper.
        return None
    if code == "W":
        timex = f"XXXX-WXX-{value}"
    elif code == "P":
        timex = f"XXXX-XX-XXT{value}"
    elif code == "s":
        timex = f"XXXX-{value}"
    else:
        seen, amount = counted(tokens, first + 1, last - 1)
        timex = units(amount if seen else 1, value)[0]
    return [expression(tokens, first, last, label="SET", link="value", value=timex)]
