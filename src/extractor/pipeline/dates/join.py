"""Join expressions that stand beside each other: a time and its day, the two ends of an interval, a shared year."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline.dates.expression import Expression
    from extractor.pipeline.dates.lex import Tokens

ZONE = re.compile(
    r"\s?(?:hrs|hours)?\s?\(?(?:GMT|UTC|E[SD]T|P[SD]T|CES?T|MSK|BST|[Ll]ocal\s[Tt]ime|(?:[A-Z]\w{1,15}\s){1,2}time)\b"
)
LINK_TIME = frozenset(("", "c", "p", "f", "i", "pT"))
LISTED = frozenset(("&", "c", "c&"))
DATED = frozenset(("day", "month", "year"))


def join(tokens: Tokens, found: list[Expression]) -> list[Expression]:
    """The expressions with neighbours joined; a part of the day without its day is dropped."""
    _share_years(tokens, found)
    out: list[Expression] = []
    for one in found:
        if one.link == "clock":
            _zone(tokens, one)
        if out and _interval(tokens, out[-1], one):
            continue
        if out and (timed := _timed(tokens, out[-1], one)):
            out[-1] = timed
            continue
        out.append(one)
    return [one for one in out if one.link != "clock" or one.moment.time[:1].isdigit()]


def _gap(tokens: Tokens, left: Expression, right: Expression) -> str:
    # Four tokens are the widest gap that any join allows.
    return tokens.codes[left.last + 1 : min(right.first, left.last + 5)]


def _share_years(tokens: Tokens, found: list[Expression]) -> None:
    """In April and June 1955; from 27 September to 10 November 2020: the year stands once, at the end."""
    for left, right in zip(found[-2::-1], found[:0:-1], strict=True):
        if not (
            left.yearless
            and not left.link
            and not right.link
            and right.moment.year
            and right.moment.order
            and right.pair is None
        ):
            continue
        gap = _gap(tokens, left, right)
        joined = gap in ("z", "2", "&", "/") or (gap in LISTED and left.moment.grain == right.moment.grain)
        if not joined or (left.moment.part and not right.moment.part):
            continue
        a, b = left.moment.order, right.moment.order
        if a is None or b is None or (a > b and gap not in ("z", "2")):
            continue
        year = right.moment.year - (a > b)
        left.moment, left.borrowed = replace(left.moment, year=year), True
        if not left.moment.valid():
            left.moment = replace(left.moment, year=None)
        elif left.pair:
            left.pair = replace(left.pair, year=year)


def _interval(tokens: Tokens, left: Expression, right: Expression) -> bool:
    """Make `X to Y` one interval; after `from` or `between` only where an end borrows its year from the other."""
    gap = _gap(tokens, left, right)
    opener = tokens.codes[left.first - 1] if left.first else ""
    if gap not in ("z", "2") and not (gap == "&" and opener == "b" and left.borrowed):
        return False
    if left.link or right.link or left.pair or right.pair or left.figures or right.figures:
        return False
    if left.label != "DATE" or right.label != "DATE" or (opener in ("F", "b") and not left.borrowed):
        return False
    if {left.moment.grain, right.moment.grain} - DATED or tokens.word(left.last + 1) == "through":
        return False
    a, b = left.moment, right.moment
    if a.year is not None and b.year is None:
        return False
    if a.year is None and b.year is not None:
        return False
    if (
        a.year is not None
        and b.year is not None
        and (a.year, a.order or 0, a.day or 0) >= (b.year, b.order or 13, b.day or 32)
    ):
        # 499-493 BC: the era stands once as well.
        if not (b.year < 0 < a.year and a.year > -b.year and a.grain == "year"):
            return False
        left.moment = replace(a, year=-a.year)
    left.sides = (left.start, left.end), (right.start, right.end)
    left.pair, left.end, left.last, left.mod = b, right.end, right.last, ""
    return True


def _timed(tokens: Tokens, left: Expression, right: Expression) -> Expression | None:
    """Midnight on 10 November; 9 November, 10:30; the night of 27 September."""
    if _gap(tokens, left, right) not in LINK_TIME:
        return None
    time, day = (left, right) if left.link == "clock" else (right, left)
    if (
        time.link != "clock"
        or (day.pair and not (time is left and time.moment.time == "NI"))
        or day.label != "DATE"
        or (tokens.codes[left.last + 1 : right.first] == "f" and day is left)
    ):
        return None
    if not (day.moment.day or day.link in ("weekday", "day") or (day.link in ("same", "offset") and day.unit == "D")):
        return None
    vague = not time.moment.time[:1].isdigit()
    if day is left and vague and _gap(tokens, left, right):
        return None
    moment = replace(day.moment, time=time.moment.time)
    return replace(
        day,
        start=left.start,
        end=right.end,
        first=left.first,
        last=right.last,
        label="TIME",
        moment=moment,
        mod=time.mod,
    )


def _zone(tokens: Tokens, one: Expression) -> None:
    """Take the time zone's name into the span."""
    zone = ZONE.match(tokens.text, one.end, one.end + 60)
    if zone is None:
        return
    one.end = zone.end()
    while one.last + 1 < len(tokens.starts) and tokens.starts[one.last + 1] < one.end:
        one.last += 1
