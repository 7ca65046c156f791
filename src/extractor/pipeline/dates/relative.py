"""Builders for what counts from somewhere else: two weeks later, that month, last Friday, today, 10:30.

A builder gets the tokens and the first and last place of its rule's match, and answers with expressions or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.pipeline.dates.lengths import counted, is_age, units
from extractor.pipeline.dates.moment import Moment
from extractor.pipeline.dates.reading import expression, modifier, strip

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens


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
    if value.startswith("T") or (value == "D" and mod) or (tokens.codes[last + 1 : last + 3] == "'_" and value == "D"):
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
    if is_age(tokens, first, last):
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
