"""A time axis that is cut where nothing is dated: each month with something in it gets room by how much, empty stretches shrink to a strip.

A day has the same width within a month, not from month to month; the strips are shaded, so that the cut is seen.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections import defaultdict
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

SHORT = 130  # days: a longer stretch marks only its ends
LETTER = 6.0
MOST = 2400  # months of an axis


class Block(NamedTuple):
    """Some months, from pixel `x0` to `x1`; `cut` when nothing in them is dated and they are shortened."""

    first: int
    last: int
    x0: float
    x1: float
    cut: bool


class Tick(NamedTuple):
    """A label of the axis; `line` when a thin line runs down from it."""

    x: float
    text: str
    line: bool


class Axis:
    """Maps days to pixels between `left` and `right`."""

    def __init__(self, spans: Iterable[tuple[date, date]], left: float, right: float) -> None:
        weights: dict[int, float] = defaultdict(float)
        for first, last in spans:
            if (last - first).days <= SHORT:
                months = range(_month(first), _month(last) + 1)
                for month in months:
                    weights[month] += 1 / len(months)
            else:
                for end in (first, last):
                    weights[_month(end)] += 0.2
        self.blocks = _blocks(dict(weights), left, right)
        self._starts = [block.first for block in self.blocks]

    def x(self, day: date, *, end: bool = False) -> float:
        """Where a day begins, or with `end` where it ends."""
        month = _month(day)
        at = max(bisect_right(self._starts, month) - 1, 0)
        block = self.blocks[at]
        days = calendar.monthrange(day.year, day.month)[1]
        share = (month - block.first + (day.day - 1 + end) / days) / (block.last - block.first + 1)
        return round(block.x0 + min(max(share, 0), 1) * (block.x1 - block.x0), 1)

    def ticks(self) -> tuple[list[Tick], list[Tick]]:
        """Labels of years, and of months, each where it has room."""
        years: list[Tick] = []
        months: list[Tick] = []
        free_year = free_month = -1.0
        told = None
        for block in self.blocks:
            if block.cut:
                continue
            year = block.first // 12
            if year != told and block.x0 >= free_year:
                years.append(Tick(block.x0, str(year), line=True))
                free_year = block.x0 + 4 * LETTER + 8
                told = year
            name = calendar.month_abbr[block.first % 12 + 1]
            if block.x1 - block.x0 >= 14 and block.x0 >= free_month:
                months.append(Tick(block.x0, name, line=True))
                free_month = block.x0 + 3 * LETTER + 6
        return years, months


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _blocks(weights: dict[int, float], left: float, right: float) -> list[Block]:
    found: list[tuple[int, int, float, bool]] = []
    before = None
    for month in sorted(weights)[:MOST]:
        if before is not None and month > before + 1:
            empty = month - before - 1
            found.append((before + 1, month - 1, 0.25 + 0.12 * log2(empty), empty > 1))
        found.append((month, month, 0.5 + sqrt(weights[month]), False))
        before = month
    scale = (right - left) / sum(wide for _, _, wide, _ in found)
    blocks, x = [], left
    for first, last, wide, cut in found:
        blocks.append(Block(first, last, round(x, 1), round(x + wide * scale, 1), cut))
        x += wide * scale
    return blocks
