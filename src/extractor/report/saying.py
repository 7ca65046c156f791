"""Dates and codes in words that a reader knows: "20 November 2020" for ``2020-11-20``, "withdraw" before "RETREAT"."""

from __future__ import annotations

import re

from extractor import ids
from extractor.errors import ExtractorError

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
PARTS = re.compile(r"(-?[0-9XY]+?)(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?(?:T(\S+?))?([?~%]?)")
MARKS = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
UNITS = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")


def say(text: str, *, short: bool = False) -> str:
    """An EDTF date or an ISO 8601 duration in words; what cannot be said so stays as it is. `short` cuts months to three letters.

    >>> say("2020-11-20"), say("2020-11"), say("199X"), say("1994-05~"), say("XXXX-02-28")
    ('20 November 2020', 'November 2020', '1990s', 'about May 1994', '28 February, year unknown')
    >>> say("2020-09-27/2020-11-10", short=True), say("../2021"), say("1988-23"), say("P1Y6M"), say("PXY")
    ('27 Sep 2020 – 10 Nov 2020', 'until 2021', 'autumn 1988', '1 year 6 months', 'some years')
    """
    if text.startswith("P"):
        return _duration(text)
    begin, slash, end = text.partition("/")
    if not slash:
        return _one(text, short=short)
    if begin in ("", ids.OPEN):
        return f"until {_one(end, short=short)}"
    if end in ("", ids.OPEN):
        return f"from {_one(begin, short=short)}"
    return f"{_one(begin, short=short)} – {_one(end, short=short)}"


def _one(text: str, *, short: bool) -> str:
    match = PARTS.fullmatch(text)
    if not match:
        return text
    year, month, day, time, mark = match.groups()
    name = SEASONS.get(month or "", "")
    if month and not name:
        if not month.isdigit() or not 1 <= int(month) <= 12:
            return text
        name = MONTHS[int(month) - 1][: 3 if short else None]
    number = day.lstrip("0") if day and day.isdigit() else ""
    if year == "XXXX":
        said = f"{number} {name}, year unknown".strip() if name else "year unknown"
    elif "X" in year:
        said = f"{year.replace('X', '0')}s" if year.endswith("X") and "XX" not in year else text
    else:
        said = " ".join(filter(None, (number, name, year)))
    return f"{MARKS.get(mark, '')}{said}{f', {time}' if time else ''}"


def _duration(text: str) -> str:
    try:
        view = ids.parse_duration(text)
    except ExtractorError:
        return text
    parts = [f"{n} {unit if n != 1 else unit[:-1]}" for unit in UNITS if (n := getattr(view, unit))]
    return " ".join([*parts, *(f"some {unit}" for unit in view.vague)]) or text


def words(code: str) -> str:
    """A code in small letters, without the hyphens that tables write: "not happened" for ``not-happened``."""
    return code.lower().replace("-", " ")


def plural(count: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "event"), plural(2, "event")
    ('1 event', '2 events')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"
