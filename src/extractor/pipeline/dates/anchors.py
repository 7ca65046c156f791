"""Count from the date before: two weeks later, the same day, the 26th, 10:30, last Friday.

Each expression takes the nearest date before it that says enough, within reach; `two days before 9 November` takes the one
behind it; news may count from publication.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from extractor.pipeline.dates.moment import Moment, of_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline.dates.expression import Expression

REACH = 1500  # characters back to the date that an expression counts from
ADJACENT = 2  # tokens from a date to the one that it counts from, behind it
MIDNIGHT = "00:00"
DATES_BACK = 12  # dates that are asked


def count(found: Sequence[Expression], published: Moment, mode: str) -> None:
    """One pass in text order: each expression counts from the nearest date before it that says enough."""
    seen: list[Expression] = []
    # Who says "last Friday" or "this week" speaks of weekdays from the day of writing too.
    today = mode == "news" or any(one.deictic and one.basis == "publication" for one in found)
    for place, one in enumerate(found):
        if one.link == "next":
            _count_from_next(one, found[place + 1] if place + 1 < len(found) else None)
        # "last year" never counts from the story, "this year" may.
        spoken = one.deictic and (mode == "news" or one.amount != 0) and one.link != "weekday"
        if one.link in ("same", "offset", "day", "clock", "weekday") and not spoken:
            _count_from(one, seen, published, "news" if one.link == "weekday" and today else mode)
        if not one.link and one.moment.year is not None and one.moment.grain:
            seen.append(one)


def _count_from(one: Expression, seen: list[Expression], published: Moment, mode: str) -> None:
    if one.link == "weekday" and (mode == "news" or one.deictic):
        _weekday(one, published)
        if not one.link:
            return
    unit = {"day": "M", "clock": "D", "weekday": "D"}.get(one.link, one.unit)
    coarse: Moment | None = None  # what stands nearest and says too little: "In April 2004 ... A week later"
    for before in reversed(seen[-DATES_BACK:]):
        if one.start - before.end > REACH:
            break
        base = before.pair or before.moment
        moment = _apply(one, base, unit)
        coarse = coarse or base
        if moment is not None:
            if one.link == "offset" and coarse.year != base.year:
                break
            one.moment, one.link = moment, ""
            one.basis, one.anchor = "relative", (before.start, before.end)
            return
    if mode == "news" and published.day and one.link == "day":
        moment = replace(published, day=one.amount)
        if moment.valid():
            one.moment, one.link, one.basis = moment, "", "publication"


def _count_from_next(one: Expression, after: Expression | None) -> None:
    """Two days before 9 November counts from the date behind it; two days before the vote stays open."""
    if after is not None and after.first - one.last <= ADJACENT and not after.link:
        moment = _apply(replace(one, link="offset"), after.moment, one.unit)
        if moment is not None:
            one.moment, one.link, one.basis, one.anchor = moment, "", "relative", (after.start, after.end)
            return
    one.link = "value"


def _apply(one: Expression, base: Moment, unit: str) -> Moment | None:
    if one.link == "weekday":
        return None if one.unit != "next" else _next_weekday(base, one.amount)
    if one.link == "day":
        month = base.cut("M")
        moment = replace(month, day=one.amount) if month else None
        return moment if moment and moment.valid() else None
    if one.link == "clock":
        day = base.cut("D")
        if day and one.moment.time == MIDNIGHT:
            # Announced on 25 February, from midnight: the one to come.
            day = day.moved(1, "D")
        return replace(day, time=one.moment.time) if day else None
    if one.link == "offset" and unit in ("D", "W", "F"):
        day = base.cut("D")
        return day.moved(one.amount, unit) if day else None
    cut = week_of(base, one.amount) if unit == "W" and base.day else base.cut(unit)
    moved = cut if unit == "W" else cut.moved(one.amount, unit) if cut else None
    return replace(moved, time=one.moment.time) if moved and one.moment.time else moved


def _next_weekday(base: Moment, number: int) -> Moment | None:
    day = base.as_date()
    return of_day(day + timedelta(days=(number - day.isoweekday() - 1) % 7 + 1)) if day else None


def _weekday(one: Expression, published: Moment) -> None:
    """On Tuesday, in news: the last one, publication day included; `last` and `next` leave that day out."""
    day = published.as_date()
    if day is None:
        return
    same_day = day.isoweekday() == one.amount and not one.unit
    if one.unit == "next" or (one.ahead and not one.unit and not same_day):
        found = _next_weekday(published, one.amount)
    else:
        back = (day.isoweekday() - one.amount) % 7
        found = of_day(day - timedelta(days=back or (7 if one.unit == "last" else 0)))
    if found:
        one.moment, one.link, one.basis = replace(found, time=one.moment.time), "", "publication"


def week_of(base: Moment, amount: int) -> Moment | None:
    """The week `amount` after the one of a day."""
    moved = base.moved(amount, "W")
    return moved.cut("W") if moved else None
