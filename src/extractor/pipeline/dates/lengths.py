"""Builders for lengths of time and for what recurs: 44 days, half a century, every year.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import expression, modifier, named, strip
from extractor.pipeline.dates.words import lexicon

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


HALF = 0.5
EACH = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}  # every day, weekly


def units(amount: float | None, unit: str) -> tuple[str, str]:
    """The TIMEX3 value of a length of time and its ISO 8601 form, X where the number is vague.

    >>> units(3, "DE"), units(None, "D"), units(0.5, "TH"), units(1.5, "Y")
    (('P3DE', 'P30Y'), ('PXD', 'PXD'), ('PT30M', 'PT30M'), ('P1.5Y', 'P1Y6M'))
    """
    if amount is not None and amount > 1 and amount % 1 == HALF and unit == "Y":
        return f"P{amount:g}Y", f"P{int(amount)}Y6M"
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
    if tokens.codes[last] == "U" and tokens.codes[first:last] in ("p", "q", "", "r", "w", "Tr", "Tw"):
        return _bare_plural(tokens, first, last)
    first = strip(tokens, first, last)
    if tokens.word(first) == "last" and tokens.word(first - 1) in lexicon().sets["before_verb"]:
        # It was to last three years.
        first += 1
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUY")
    if is_age(tokens, first, place):
        return None
    if tokens.codes[first : last + 1] in ("uzl", "Yzl", "Uzl"):
        return [_length(tokens, first, last, 1 if tokens.codes[first] != "U" else None, tokens.values[first])]
    hyphen = tokens.codes[place - 1] == "z"
    manner = tokens.codes[place - 1] in "wq"
    between = [
        at
        for at in range(first + 1, place - 1)
        if tokens.codes[at] == "2"
        or tokens.word(at) == "or"
        or (tokens.codes[at] == "z" and tokens.codes[at - 1] != "k")
    ]
    if between:
        return _between(tokens, first, between[0], place, last)
    seen, amount = counted(tokens, first, place - 1 - hyphen - manner)
    unit = tokens.values[place]
    if not seen and "E" not in tokens.codes[first:place]:
        return None
    if tokens.codes[first:place].replace("q", "").rstrip("w") == "A":
        return _single(tokens, first, place, last, unit)
    if unit == "TH" and (clock := _military(tokens, first, place, last)):
        return clock
    if amount == 0 or (unit == "TS" and amount and amount > 300) or _is_measure(tokens, first, last, unit):
        return None
    if amount is None and tokens.codes[place] != "U":
        return None
    if hyphen:
        # "the last one-year term": the article belongs to the term, the number and its neighbours do not.
        first += tokens.codes[first] in "TA" and place - first > 1 + hyphen
    return [_length(tokens, first, last, amount, unit)]


def _military(tokens: Tokens, first: int, place: int, last: int) -> list[Expression] | None:
    """0900 hours; at 1830 hours: a time, not a length."""
    written = tokens.text[tokens.starts[place - 1] : tokens.ends[place - 1]]
    if not re.fullmatch("[0-2][0-9][0-5][0-9]", written) or not (written[0] == "0" or tokens.word(first - 1) == "at"):
        return None
    moment = Moment(time=f"{written[:2]}:{written[2:]}")
    return [expression(tokens, place - 1, last, label="TIME", link="clock", moment=moment)]


def _is_measure(tokens: Tokens, first: int, last: int, unit: str) -> bool:
    """Whether it measures something else: three quarters of the seats, 39 degrees 45 minutes north."""
    if unit == "Q":
        return tokens.codes[last + 1 : last + 2] == "f"
    return unit == "TM" and any(tokens.word(at) in ("degrees", "°") for at in range(first - 2, first))


def _bare_plural(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """For years; some weeks; months of talks: how many is not said."""
    word = tokens.word(first)
    if tokens.codes[last - 1] in "rw" and first < last:
        # First weeks; the final days.
        return [_length(tokens, first, last, None, tokens.values[last])]
    if first == last:
        before = tokens.codes[first - 1] if first else "|"
        listed = tokens.word(first - 1) in lexicon().sets["lasting"]
        counted_by = before in "dnkyowrVINLXEe(" or tokens.values[last] not in ("D", "W", "M", "Y", "DE")
        if counted_by or not (listed or (tokens.codes[last + 1 : last + 2] == "f" and before not in "T_fH")):
            return None
        return [_length(tokens, last, last, None, tokens.values[last])]
    if tokens.codes[first] == "p" and word not in ("for", "over", "within"):
        return None
    if tokens.codes[first] == "q" and word not in ("over", "some", "within"):
        return None
    return [_length(tokens, last if word != "some" else first, last, None, tokens.values[last])]


def _between(tokens: Tokens, first: int, middle: int, place: int, last: int) -> list[Expression] | None:
    """Two to three weeks; ten or fifteen years: one length, whose number is not settled."""
    hyphen = tokens.codes[place - 1] == "z"
    left, low = counted(tokens, first, middle - 1)
    right, high = counted(tokens, middle + 1, place - 1 - hyphen)
    if not left or not right or low is None or high is None or low >= high or tokens.codes[place] == "u":
        return None
    unit = tokens.values[place]
    found = _length(tokens, first, last, None, unit)
    found.limits = units(low, unit)[0], units(high, unit)[0]
    found.sides = (tokens.starts[first], tokens.ends[middle - 1]), (tokens.starts[middle + 1], tokens.ends[last])
    return [found]


def is_age(tokens: Tokens, first: int, place: int) -> bool:
    """Whether the length is an age: a 6-year-old, 25 years of age, aged 44 years."""
    after = tokens.word(place + 1), tokens.word(place + 2)
    return after[0] == "old" or after in {("-", "old"), ("of", "age")} or tokens.word(first - 1) in {"aged", "age"}


def _single(tokens: Tokens, first: int, place: int, last: int, unit: str) -> list[Expression] | None:
    """`a year` is a length after a preposition, a rate after a count, and else nothing."""
    if tokens.codes[place] == "U" or unit in ("Q", "TM"):
        return None
    before = tokens.codes[first - 1] if first else "|"
    sets = lexicon().sets
    if tokens.word(first - 1) in sets["lasting"] or tokens.codes[place - 1] == "w":
        whole = tokens.word(place - 1) in (
            "a",
            "an",
            "single",
            "full",
            "whole",
            "further",
            "solid",
            "extra",
            "additional",
        )
        return [_length(tokens, first, last, 1, unit)] if whole else None
    if before in "dnk" or tokens.word(first - 1) in sets["counts"] or tokens.word(first - 1) in ("once", "twice", "%"):
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
    if code == "Z" and not tokens.text[tokens.starts[last]].islower() and named(tokens, last + 1):
        # Daily Sabah.
        return None
    if code == "Z" and first and (tokens.codes[first - 1] in "AT" or tokens.text[tokens.starts[first - 1]].isupper()):
        # A Turkish daily, the weekly: a paper; but the daily patrols.
        after = tokens.word(last + 1)
        if not (tokens.codes[first - 1] == "T" and after.isalpha() and after not in ("newspaper", "paper", "press")):
            return None
        if not tokens.text[tokens.starts[last + 1]].islower() or after in lexicon().sets["closed_class"]:
            return None
    if code in "W3":
        timex = f"XXXX-WXX-{value}"
    elif code == "P":
        timex = f"XXXX-XX-XXT{value}"
    elif code == "s":
        timex = f"XXXX-{value}"
    elif tokens.codes[first:last] == "V_" and tokens.word(first + 1) != "other":
        return None
    else:
        seen, amount = counted(tokens, first + 1, last - 1)
        if tokens.codes[first:last] in ("V_", "Vr"):
            seen, amount = True, 2 if tokens.codes[first + 1] == "_" else tokens.values[first + 1]
        again = seen and amount not in (None, 1)
        timex = units(amount, value)[0] if again else EACH.get(value) or units(1, value)[0]
    return [expression(tokens, first, last, label="SET", link="value", value=timex)]
