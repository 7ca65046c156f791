"""Read the ids that mentions and events carry: dates (EDTF), durations, articles, footnotes.

An id is a string with a grammar; the functions here give typed views on it and refuse what does not fit.
Dates follow ISO 8601-2:2019 (EDTF) levels 0 and 1, plus the season codes 21 to 24; durations follow ISO 8601.
"""

from __future__ import annotations

import calendar
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.errors import ExtractorError

OPEN = ".."
UNKNOWN_TREATY = "?"
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}  # 13 and 14: January and February of the next year
LONGEST_NAME = 200  # bytes; file systems take 255 with the suffix
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}
)  # no names on Windows

_DATE = re.compile(
    r"(?P<year>-?[0-9X]{4}|Y-?\d{5,9})"
    r"(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2})(?:T(?P<time>\d{2}(?::\d{2}(?::\d{2})?)?)(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?"
    r"(?P<qualifier>[?~%]?)"
)
_DURATION = re.compile(
    r"P(?=[\dXT])(?:(?P<years>\d{1,6}|X)Y)?(?:(?P<months>\d{1,6}|X)M)?(?:(?P<weeks>\d{1,6}|X)W)?(?:(?P<days>\d{1,6}|X)D)?"
    r"(?:T(?=[\dX])(?:(?P<hours>\d{1,6}|X)H)?(?:(?P<minutes>\d{1,6}|X)M)?(?:(?P<seconds>\d{1,6}|X)S)?)?"
)
_SLUG = r"[a-z][a-z0-9]*(?:-[a-z0-9]+){0,30}"
_ARTICLE = re.compile(
    rf"(?P<treaty>\?|{_SLUG})/(?P<numbers>[0-9A-Za-z.\-]{{1,24}}(?:\+[0-9A-Za-z.\-]{{1,24}}){{0,99}})(?P<subs>(?:/[0-9A-Za-z.\-+]{{1,24}}){{0,6}})"
)
_FOOTNOTE = re.compile(r"fn(?:(?P<scope>[1-9]\d{0,5})\.)?(?P<label>\S{1,100})")  # a label is what Markdown takes
_SCOPED = re.compile(r"[1-9]\d{0,5}\.\S")


@dataclass(frozen=True, slots=True)
class Edtf:
    """What an EDTF string says: the first and last day it can mean (None: open or unknown) and how exact it is.

    ``precision`` is day, month, season, year, decade, century or interval. Years before 1 have no ``date`` in Python, so their days
    are None.
    """

    text: str
    first_day: date | None
    last_day: date | None
    precision: str
    uncertain: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration; a part that is stated without a number ("for years") is None there and named in `vague`."""

    text: str
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0
    vague: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleId:
    """``trilateral-statement-2020-11-09/3+4`` taken apart: the treaty (None: unknown), the numbers, the sub-provisions."""

    treaty: str | None
    numbers: tuple[str, ...]
    subs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FootnoteId:
    """``fn12`` or ``fn2.3``: the label as printed, and the scope in which it counts (1 unless numbering restarts)."""

    label: str
    scope: int = 1

    def __str__(self) -> str:
        # "2.3" as a label would read as the label 3 of the second scope.
        return (
            f"fn{self.label}" if self.scope == 1 and not _SCOPED.match(self.label) else f"fn{self.scope}.{self.label}"
        )


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf:
    """Read an EDTF date or interval; E301 when it is none.

    >>> view = parse_edtf("2020-11")
    >>> view.first_day, view.last_day, view.precision
    (datetime.date(2020, 11, 1), datetime.date(2020, 11, 30), 'month')
    >>> parse_edtf("199X").last_day, parse_edtf("1988-23").first_day
    (datetime.date(1999, 12, 31), datetime.date(1988, 9, 1))
    >>> parse_edtf("2020-09-27/2020-11-10").precision, parse_edtf("../2021").first_day
    ('interval', None)
    >>> parse_edtf("XXXX-02-28").first_day is None, parse_edtf("1994-05~").approximate
    (True, True)
    >>> parse_edtf("2020-13")
    Traceback (most recent call last):
    ...
    extractor.errors.ExtractorError: [E301] '2020-13' is not an EDTF date: there is no month 13.
    """
    if "/" not in text:
        return _edtf_date(text)
    begin, _, end = text.partition("/")
    if "/" in end:
        raise _bad(text, "an interval has two ends")
    if begin in ("", OPEN) and end in ("", OPEN):
        raise _bad(text, "an interval needs at least one end")
    first = _edtf_date(begin) if begin not in ("", OPEN) else None
    last = _edtf_date(end) if end not in ("", OPEN) else None
    if first and last and first.first_day and last.last_day and first.first_day > last.last_day:
        raise _bad(text, "the interval ends before it begins")
    ends = [end for end in (first, last) if end]
    return Edtf(
        text,
        first.first_day if first else None,
        last.last_day if last else None,
        "interval",
        uncertain=any(end.uncertain for end in ends),
        approximate=any(end.approximate for end in ends),
    )


def _edtf_date(text: str) -> Edtf:
    match = _DATE.fullmatch(text)
    if not match:
        raise _bad(text, "expected YYYY, YYYY-MM or YYYY-MM-DD, X for an unknown digit")
    year, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"]
    for hours in (match["time"] or "").split(":")[:1]:
        if hours and int(hours) > 24:
            raise _bad(text, f"there is no hour {hours}")
    first, last, precision = _year_span(text, year)
    if month is not None and month.isdigit():
        number = int(month)
        if number in SEASONS and day is None:
            precision = "season"
        elif not 1 <= number <= 12:
            raise _bad(text, f"there is no month {month}")
        else:
            precision = "month"
    if day is not None and day.isdigit():
        if not (month and month.isdigit() and int(month) <= 12):
            if not 1 <= int(day) <= 31:
                raise _bad(text, f"there is no day {day}")
        elif not 1 <= int(day) <= _days(int(year) if year.isdigit() else 2000, int(month)):
            raise _bad(text, f"there is no day {day} in month {month}")
        precision = "day"
    first_day, last_day = _days_between(first, last, month, day)
    return Edtf(
        text, first_day, last_day, precision, uncertain=qualifier in ("?", "%"), approximate=qualifier in ("~", "%")
    )


def _year_span(text: str, year: str) -> tuple[int | None, int | None, str]:
    if year.startswith("Y"):
        return None, None, "year"
    digits = year.lstrip("-")
    if not re.fullmatch(r"\d{0,4}X{0,4}", digits):
        raise _bad(text, "unknown digits stand at the end of the year")
    unknown = digits.count("X")
    precision = {0: "year", 1: "decade", 2: "century"}.get(unknown, "year")
    if unknown == 4 or year.startswith("-"):
        return None, None, precision
    return int(digits.replace("X", "0")), int(digits.replace("X", "9")), precision


def _days_between(
    first: int | None, last: int | None, month: str | None, day: str | None
) -> tuple[date | None, date | None]:
    if first is None or last is None or last < 1 or (month and month.isdigit() and first != last):
        return None, None
    low, high = 1, 12
    if month and month.isdigit():
        low, high = SEASONS.get(int(month), (int(month), int(month)))
    if day and day.isdigit():
        return (date(first, low, int(day)),) * 2 if month and month.isdigit() else (None, None)
    if high > 12:
        last, high = last + 1, high - 12
    return date(max(first, 1), low, 1), date(min(last, 9999), high, _days(min(last, 9999), high))


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year or 4, month)[1]  # ISO year 0 is a leap year, as year 4 is


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration; E301 when it is none.

    >>> parse_duration("P44D").days, parse_duration("P1Y6M").months, parse_duration("PXY").vague
    (44, 6, ('years',))
    """
    match = _DURATION.fullmatch(text)
    if not match:
        raise ExtractorError("E301", found=text, kind="a duration", reason="expected ISO 8601, such as P44D or P3M")
    parts = {name: value for name, value in match.groupdict().items() if value}
    if not parts:
        raise ExtractorError("E301", found=text, kind="a duration", reason="no part is given")
    vague = tuple(name for name, value in parts.items() if value == "X")
    return Duration(text, vague=vague, **{name: int(value) for name, value in parts.items() if value != "X"})


def parse_date(text: str) -> Edtf | Duration:
    """Read the id of a date mention, whichever of the two it is.

    >>> type(parse_date("P44D")).__name__, type(parse_date("2020")).__name__
    ('Duration', 'Edtf')
    """
    return parse_duration(text) if text.startswith("P") else parse_edtf(text)


def parse_article(text: str) -> ArticleId:
    """Read the id of an article mention; E301 when it is none.

    >>> parse_article("trilateral-statement-2020-11-09/3+4")
    ArticleId(treaty='trilateral-statement-2020-11-09', numbers=('3', '4'), subs=())
    >>> parse_article("un-charter/2/4").subs, parse_article("?/9").treaty
    (('4',), None)
    """
    match = _ARTICLE.fullmatch(text)
    if not match:
        raise ExtractorError("E301", found=text, kind="an article id", reason="expected treaty/number(/sub)*")
    treaty = None if match["treaty"] == UNKNOWN_TREATY else match["treaty"]
    return ArticleId(treaty, tuple(match["numbers"].split("+")), tuple(filter(None, match["subs"].split("/"))))


def parse_footnote(text: str) -> FootnoteId:
    """Read the id of a footnote; E301 when it is none.

    >>> parse_footnote("fn2.3"), str(FootnoteId("3", 2)), str(parse_footnote("fn12"))
    (FootnoteId(label='3', scope=2), 'fn2.3', 'fn12')
    """
    match = _FOOTNOTE.fullmatch(text)
    if not match:
        raise ExtractorError("E301", found=text, kind="a footnote id", reason="expected fn12 or fn2.3")
    return FootnoteId(match["label"], int(match["scope"] or 1))


def slug(name: str) -> str:
    """A name as an id: small letters and digits joined by hyphens, accents dropped; empty if nothing is left.

    >>> slug("Şuşa: One Year After"), slug("Шуша_2020"), slug("?!")
    ('susa-one-year-after', 'шуша-2020', '')
    """
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", plain.lower()))


def file_name(id: str) -> str:
    """An id as the name of a file, without a suffix, that every file system takes: no folder, no device of Windows, not too long.

    >>> file_name("susa-one-year-after"), file_name("con"), file_name("../../a")[:5], len(file_name("a" * 999))
    ('susa-one-year-after', 'con-1143da2bc54c', 'a-2ea', 213)
    """
    plain = slug(id).encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    return plain if plain == id and plain not in DEVICES else f"{plain}-{digest(id)[:12]}".strip("-")


def day_range(text: str) -> tuple[date | None, date | None]:
    """The first and last day that an EDTF date can mean, None where that end is open or unknown; two None for a duration.

    >>> day_range("2020-11")
    (datetime.date(2020, 11, 1), datetime.date(2020, 11, 30))
    """
    view = parse_date(text)
    return (None, None) if isinstance(view, Duration) else (view.first_day, view.last_day)


def event_id(document: str, start: int, end: int, kind: str) -> str:
    """The id of an event: a hash of its document, trigger characters and type, the same on every run.

    >>> event_id("a", 10, 14, "AGREE") == event_id("a", 10, 14, "AGREE") != event_id("a", 10, 14, "REJECT")
    True
    """
    return f"ev-{digest(f'{document}:{start}:{end}:{kind}')[:12]}"


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, lone surrogates kept apart from one another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _bad(text: str, reason: str) -> ExtractorError:
    return ExtractorError("E301", found=text, kind="an EDTF date", reason=reason)
