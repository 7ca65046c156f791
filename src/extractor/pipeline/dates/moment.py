"""A partly known point of the calendar, and the two ways to write it: EDTF for records, TIMEX3 for benchmarks.

Years count as historians do: -499 is 499 BC, and there is no year 0. Both notations are derived, never stored, so they
cannot disagree. Methods that move a moment answer None where the moment says too little.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SEASON = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "WE": 24}
# The month that stands for a season or quarter when the text's order of time is weighed.
SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 1, "WE": 1, "Q1": 2, "Q2": 5, "Q3": 8, "Q4": 11, "H1": 3, "H2": 9}
PART_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
GRAINS = ("century", "decade", "year", "part", "month", "week", "day", "time")


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of a date.

    `part` is a season, quarter or half (WE: the winter that ends in the year); `width` is 10 or 100 for a decade or
    century.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    width: int = 1
    week: int | None = None
    time: str = ""

    @property
    def grain(self) -> str:
        """The finest thing said: one of `GRAINS`, or "" for nothing."""
        if self.time:
            return "time"
        if self.day:
            return "day"
        if self.week:
            return "week"
        if self.month:
            return "month"
        if self.part:
            return "part"
        if self.year is None:
            return ""
        return {1: "year", 10: "decade", 100: "century"}[self.width]

    @property
    def order(self) -> int | None:
        """The month that decides the order of two moments of one year."""
        return self.month or SEASON_MONTH.get(self.part)

    def valid(self) -> bool:
        """Whether such a day exists; 29 February needs a leap year only where the year is known."""
        if self.month and not 1 <= self.month <= 12:
            return False
        if not self.day or not self.month:
            return True
        year = self.year if self.year and self.year > 0 else 2000
        return 1 <= self.day <= monthrange(year, self.month)[1]

    def as_date(self) -> date | None:
        """The day, where all three parts are known and Python can hold them."""
        if self.year and self.month and self.day and self.year > 0 and self.valid():
            return date(self.year, self.month, self.day)
        return None

    def cut(self, unit: str) -> Moment | None:
        """What a unit sees of it, as coarsely as a unit: the month of a day, the year of a month."""
        if unit == "D":
            return replace(self, time="") if self.day else None
        if unit == "M":
            return Moment(self.year, self.month) if self.month else None
        if unit == "W":
            day = self.as_date()
            return Moment(day.isocalendar().year, week=day.isocalendar().week) if day else self if self.week else None
        if self.year is None:
            return None
        if unit == "Y":
            return Moment(self.year) if self.width == 1 else None
        size = {"DE": 10, "CE": 100, "ML": 1000}.get(unit)
        return Moment(_floor(self.year, size), width=size) if size in (10, 100) and self.width <= size else None

    def moved(self, amount: int, unit: str) -> Moment | None:
        """The moment `amount` units later, no finer than it was; None where it does not say enough."""
        if unit in ("D", "W", "F"):
            day = self.as_date()
            if day is None:
                return None
            try:
                return of_day(day + timedelta(days=amount * {"D": 1, "W": 7, "F": 14}[unit]))
            except OverflowError:
                return None
        if unit in ("M", "Q"):
            if not self.month or self.year is None:
                return None
            months = _count(self.year) * 12 + self.month - 1 + amount * (1 if unit == "M" else 3)
            return Moment(_name(months // 12), months % 12 + 1) if abs(months) < 60_000 else None
        if self.year is None:
            return None
        size = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        if size is None or self.width > size or abs(amount) * size > 5000:
            return None
        year = _name(_count(self.year) + amount * size)
        return Moment(year) if size == 1 else Moment(_floor(year, size), width=size)

    def edtf(self, *, approximate: bool = False) -> str:
        """EDTF level 0 or 1; "" where nothing can be said.

        >>> Moment(2020, 11, 9).edtf(), Moment(1990, width=10).edtf(), Moment(1988, part="FA").edtf()
        ('2020-11-09', '199X', '1988-23')
        >>> Moment(month=2, day=28).edtf(), Moment(-499).edtf(), Moment(2021, 5).edtf(approximate=True)
        ('XXXX-02-28', '-0498', '2021-05~')
        """
        return "/".join(_edge(self, approximate=approximate)) if self.grain else ""

    def timex(self) -> str:
        """The TIMEX3 value.

        >>> Moment(2020, part="Q2").timex(), Moment(1990, width=10).timex(), Moment(-480, 8).timex()
        ('2020-Q2', '199', 'BC0480-08')
        """
        year = "XXXX" if self.year is None else f"{'BC' if self.year < 0 else ''}{abs(self.year):04d}"
        if self.width > 1 and self.year is not None:
            return year[:-1] if self.width == 10 else year[:-2]
        text = year
        if self.week:
            text += f"-W{self.week:02d}"
        elif self.month:
            text += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")
        elif self.part:
            text += "-WI" if self.part == "WE" else f"-{self.part}"
        if self.time:
            text = (text if self.day else "XXXX-XX-XX") + f"T{self.time}"
        return text if self.grain else ""


def of_day(day: date) -> Moment:
    """The moment of a day."""
    return Moment(day.year, day.month, day.day)


def of_edtf(text: str | None) -> Moment:
    """The moment that a plain EDTF date names (a year, month or day); nothing for anything else."""
    parts = (text or "").rstrip("~?%").split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and part.isascii() for part in parts) or len(parts[0]) != 4:
        return Moment()
    year, month, day = (*(int(part) for part in parts), None, None)[:3]
    moment = Moment(year, month, day)
    return moment if moment.valid() and moment.year else Moment()


def _edge(moment: Moment, *, approximate: bool) -> list[str]:
    mark = "~" if approximate else ""
    year = "XXXX" if moment.year is None else _edtf_year(moment.year)
    if moment.width > 1 and moment.year is not None:
        if moment.year < 0:
            # The 480s BC are 489 to 480, the 5th century BC is 500 to 401.
            shift = moment.width // 100
            first, last = moment.year - moment.width + 1 - shift, moment.year - shift
            return [_edtf_year(first) + mark, _edtf_year(last) + mark]
        return [year[: -1 if moment.width == 10 else -2] + "X" * (1 if moment.width == 10 else 2) + mark]
    if moment.week:
        if moment.year is None or moment.year <= 0:
            return [""]
        monday = date.fromisocalendar(moment.year, moment.week, 1)
        return [monday.isoformat() + mark, (monday + timedelta(days=6)).isoformat() + mark]
    if moment.day and moment.month:
        if moment.time[:1].isdigit():
            return [f"{year}-{moment.month:02d}-{moment.day:02d}T{moment.time}:00" if moment.year else ""]
        return [f"{year}-{moment.month:02d}-{moment.day:02d}{mark}"]
    if moment.month:
        return [f"{year}-{moment.month:02d}{mark}"]
    if moment.part == "WE" and moment.year is not None:
        # EDTF names a winter by the year it begins in.
        year = _edtf_year(_name(_count(moment.year) - 1))
    if moment.part in SEASON:
        return [f"{year}-{SEASON[moment.part]}{mark}"]
    if moment.part and moment.year is None:
        return [""]
    if moment.part:
        first, last = PART_MONTHS[moment.part]
        return [f"{year}-{first:02d}{mark}", f"{year}-{last:02d}{mark}"]
    return [year + mark] if moment.year is not None else [""]


def _edtf_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"-{-year - 1:04d}" if year < -1 else "0000"


def _count(year: int) -> int:
    return year if year > 0 else year + 1


def _name(count: int) -> int:
    return count if count > 0 else count - 1


def _floor(year: int, size: int) -> int:
    return year - year % size if year > 0 else -(-year - -year % size) or -size
