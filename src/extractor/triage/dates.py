"""How a text can write the day of an instrument: "9 November", "November 9th", "09.11.2020", "November 2020"."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MONTHS = [name.lower() for name in calendar.month_name]


def written(days: Iterable[str]) -> set[str]:
    """All ways to write these EDTF days, months and ranges of days.

    >>> {"9 november", "november 9th", "9 of nov", "9 11 2020"} - written(["2020-11-09"]), written(["2021-11"])
    ({'9 of nov'}, {'november 2021'})
    """
    return {form for known in days for day in known.split("/") for form in _forms(day)}


def _forms(day: str) -> Iterator[str]:
    parts = [part for part in day.split("-") if part.isdigit()]
    if len(parts) < 2 or not 1 <= int(parts[1]) <= 12:
        return
    year, month = parts[0], int(parts[1])
    names = dict.fromkeys((MONTHS[month], MONTHS[month][:3], "sept" if month == 9 else MONTHS[month]))
    yield f"{MONTHS[month]} {year}"
    if len(parts) < 3:
        return
    number = int(parts[2])
    for figure in dict.fromkeys((f"{number}", f"{number:02}", _ordinal(number))):
        for name in names:
            yield f"{figure} {name}"
            yield f"{name} {figure}"
        yield f"{figure} of {MONTHS[month]}"
    for first, second in ((number, month), (month, number)):
        yield f"{first} {second} {year}"
        yield f"{first:02} {second:02} {year}"
    yield f"{year} {month:02} {number:02}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
