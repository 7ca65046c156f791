"""Builders for what counts from somewhere else, or measures: two weeks later, that month, last Friday, 44 days, every year.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.absolute import expression, modifier, strip
from extractor.pipeline.dates.moment import Moment

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

BOUNDARY = frozenset("c.)|(z&pif2'")


def units(amount: float | None, unit: str) -> tuple[str, str]:
    """The TIMEX3 value of a length of time and its ISO 8601 form, "" where the number is vague.

    >>> units(3, "DE"), units(None, "D"), units(0.5, "TH")
    (('P3DE', 'P30Y'), ('PXD', ''), ('PT30M', 'PT30M'))
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
    if amount is None:
        return timex, ""
    years = {"DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if years:
        return timex, f"P{amount * years:.0f}Y"
    return timex, f"P{amount * 3:.0f}M" if unit == "Q" else timex


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
    if _age(tokens, first, place):
        return None
    if tokens.codes[first : last + 1] in ("uzl", "Yzl", "Uzl"):
        return [_length(tokens, first, last, 1 if tokens.codes[first] != "U" else None, tokens.values[first])]
    hyphen = tokens.codes[place - 1] == "z"
    seen, amount = counted(tokens, first, place - 1 - hyphen)
    unit = tokens.values[place]
    if not seen and "E" not in tokens.codes[first:place]:
        return None
    alone = [at for at in range(first, place) if tokens.codes[at] not in "q"]
    if [tokens.codes[at] for at in alone] == ["A"]:
        return _single(tokens, first, place, last, unit)
    if amount == 0 or (unit == "TS" and amount and amount > 300):
        return None
    if amount is None and tokens.codes[place] != "U":
        return None
    if hyphen:
        # "the last 44-day war": what stands before the number belongs to the war.
        first = next((at for at in range(first, place) if tokens.codes[at] in "qdnky"), first)
    return [_length(tokens, first, last, amount, unit)]


def _age(tokens: Tokens, first: int, place: int) -> bool:
    after = tokens.word(place + 1), tokens.word(place + 2)
    return (
        "old" in after[:1]
        or after == ("-", "old")
        or after == ("of", "age")
        or tokens.word(first - 1) in ("aged", "age")
    )


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


def offset(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Two weeks later; a year ago; several months before."""
    first = strip(tokens, first, last)
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUY")
    word = tokens.word(last)
    sign = tokens.values[last] if tokens.codes[last] in "GB" else {"after": 1, "before": -1}.get(word, 0)
    seen, amount = counted(tokens, first, place - 1)
    mod = "approx" if "approx" in [tokens.values[at] for at in range(first, place) if tokens.codes[at] == "q"] else ""
    if not sign or (not seen and tokens.codes[place] != "U"):
        return None
    unit = tokens.values[place]
    if not seen or amount is None or amount != int(amount):
        return [expression(tokens, first, last, link="value", value="FUTURE_REF" if sign > 0 else "PAST_REF")]
    moved = sign * int(amount)
    if unit.startswith("T"):
        return [expression(tokens, first, last, label="TIME", link="value")]
    return [expression(tokens, first, last, link="offset", amount=moved, unit=unit, deictic=word == "ago", mod=mod)]


def beside(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The day before; the following sentence decides whether an event follows, whose date is not ours to know."""
    word = tokens.word(last)
    sign = {"after": 1, "following": 1, "later": 1, "before": -1, "earlier": -1}.get(word, 0)
    unit = tokens.values[first + 1]
    if not sign or unit.startswith("T"):
        return None
    if tokens.codes[last + 1 : last + 2] not in ("", "c", ".", ")", "|", "p", "i", "&"):
        return [expression(tokens, first, last, link="value")] if unit == "D" else None
    return [expression(tokens, first, last, link="offset", amount=sign, unit=unit)]


def later(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Later that year; earlier this week."""
    words = tokens.codes[first:last]
    unit = tokens.values[last]
    if tokens.codes[last] == "P" or (unit.startswith("T") and len(unit) == 2):
        return None
    deictic = "I" in words or "L" in words
    return [expression(tokens, first, last, link="same", amount=-("L" in words), unit=unit, deictic=deictic)]


def pointer(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The same day; that month; last year; the following week; the next two years; last Friday."""
    first = strip(tokens, first, last)
    code, value = tokens.codes[last], tokens.values[last]
    place = max(at for at in range(first, last + 1) if tokens.codes[at] in "uUYPW")
    seen, amount = counted(tokens, first, place - 1)
    start = max((at for at in range(first, place) if tokens.codes[at] == "f"), default=first - 1) + 1
    words = "".join(code for code in tokens.codes[start:place] if code in "TIHSXLQ")
    if code == "U" or seen:
        return _stretch(tokens, first, last, seen, amount)
    word = [tokens.word(at) for at in range(start, place)]
    move = ("X" in words) - ("L" in words)
    deictic = bool(set(words) & {"I", "Q"}) or (not set(words) & set("THS") and bool({"last", "next"} & set(word)))
    mod = modifier(tokens, first, start - 1)
    if words == "S" or (words == "Q" and tokens.codes[start - 1 : start] != "T") or set(words) <= {"T"}:
        return None
    if tokens.codes[place] == "W":
        number = int(tokens.values[place])
        return [
            expression(
                tokens,
                first,
                last,
                link="weekday",
                amount=number,
                unit=("last" if move < 0 else "next" if move > 0 else ""),
                deictic=deictic,
            )
        ]
    if code == "P":
        moment = Moment(time=value)
        return [
            expression(
                tokens,
                first,
                last,
                label="TIME",
                link="same",
                amount=move,
                unit="D",
                deictic="I" in words,
                moment=moment,
            )
        ]
    if value.startswith("T") or (value == "D" and mod) or tokens.codes[last + 1 : last + 3] == "'_" and value == "D":
        return None
    return [expression(tokens, first, last, link="same", amount=move, unit=value, deictic=deictic, mod=mod)]


def _stretch(tokens: Tokens, first: int, last: int, seen: bool, amount: float | None) -> list[Expression] | None:  # noqa: FBT001
    words = tokens.codes[first:last]
    if set(words) <= set("TdnykAf") or (tokens.codes[last] != "U" and not seen):
        return None
    if "I" in words and not seen:
        return (
            [expression(tokens, first, last, link="value", value="PRESENT_REF")]
            if tokens.word(last) == "days"
            else None
        )
    if not seen and not set(words) & set("XL"):
        return None
    if _age(tokens, first, last):
        return None
    value, iso = units(amount if seen else None, tokens.values[last])
    return [expression(tokens, first, last, label="DURATION", link="value", value=value, id=iso)]


def bound(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The end of the year; mid-year; month's end."""
    if tokens.codes[last] == "E":
        place = first + (tokens.codes[first] == "T")
        if tokens.values[last] not in ("end", "mid") or place == last - 1:
            return None
        mod = tokens.values[last]
    else:
        place = last
        head = tokens.codes[first:last]
        if "T" not in head and "z" not in head:
            return None
        mod = modifier(tokens, first, last - 1)
    unit = tokens.values[place]
    if unit not in ("W", "M", "Y", "DE", "CE") or not mod:
        return None
    if tokens.codes[last] == "E" and "'" in tokens.codes[first:last] and tokens.text[tokens.starts[place + 2]] != "s":
        return None
    return [expression(tokens, first, last, link="same", unit=unit, mod=str(mod))]


def recent(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Recent years."""
    return [expression(tokens, first, last, link="value", value="PAST_REF")]


def day(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """The 26th, after a preposition."""
    if tokens.codes[first - 1 : first] not in ("p", "F", "2", "&", "f", "i", "c", "b"):
        return None
    return [expression(tokens, first, last, link="day", amount=int(tokens.values[last]))]


def weekday(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """On Friday; Sunday evening."""
    number = int(tokens.values[first])
    if tokens.text[tokens.starts[first]].islower():
        return None
    if last == first:
        return [expression(tokens, first, last, link="weekday", amount=number)]
    return [
        expression(
            tokens, first, last, label="TIME", link="weekday", amount=number, moment=Moment(time=tokens.values[last])
        )
    ]


def deictic(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Today; yesterday evening; now; at present."""
    if tokens.codes[first] == "p" and tokens.word(last) != "present":
        first += 1
    word = tokens.word(first)
    if tokens.codes[last] == "h":
        if tokens.codes[first] == "p":
            if word != "at" or tokens.codes[last + 1 : last + 2] == "_":
                return None
        elif word == "present" or tokens.word(last + 1) == "that":
            return None
        return [expression(tokens, first, last, link="value", value="PRESENT_REF")]
    time = tokens.values[last] if tokens.codes[last] == "P" else "NI" if word == "tonight" else ""
    label = "TIME" if time else "DATE"
    amount = int(tokens.values[first])
    return [
        expression(
            tokens,
            first,
            last,
            label=label,
            link="same",
            amount=amount,
            unit="D",
            deictic=True,
            moment=Moment(time=time),
        )
    ]


def clock(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """10:30; 11 a.m."""
    first = strip(tokens, first, last)
    place = last - (tokens.codes[last] == "a")
    value = tokens.values[place]
    hour, *rest = value if isinstance(value, list) else [value]
    if not isinstance(hour, int):
        return None
    if tokens.codes[last] == "a":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if tokens.values[last] == "p" else 0)
    elif tokens.codes[place] != "C":
        return None
    minutes = rest[0] if rest else 0
    return [
        expression(tokens, first, last, label="TIME", link="clock", moment=Moment(time=f"{hour:02d}:{minutes:02d}"))
    ]


def part(tokens: Tokens, first: int, last: int) -> list[Expression] | None:
    """Midnight, noon; the morning, the night only beside a date (see `join.py`)."""
    return [expression(tokens, first, last, label="TIME", link="clock", moment=Moment(time=tokens.values[last]))]
