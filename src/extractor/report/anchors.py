"""Addresses in the marked text: every row of a table leads to its words, and only marks that something leads to get an id."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractor.report.markup import Mark


class Anchors:
    """The marks of one document, in the parts of its text that are shown; `prefix` tells its ids from those of other documents."""

    def __init__(self, prefix: str, marks: Iterable[Mark], shown: Sequence[tuple[int, int]]) -> None:
        self._prefix = prefix
        self._shown = sorted(shown)
        self._marks = sorted(mark for mark in marks if self.is_shown(mark.start))
        self._starts = [mark.start for mark in self._marks]
        self._used: dict[int, str] = {}

    def is_shown(self, at: int) -> bool:
        """Whether a character stands in a part that is shown."""
        number = bisect_right(self._shown, (at, 1 << 62)) - 1
        return number >= 0 and self._shown[number][0] <= at < self._shown[number][1]

    def at(self, start: int, *, key: int | None = None, css: str | None = None) -> str:
        """The address of a mark that begins at `start`, with this number or of this layer where there is one; empty where there is none."""
        number = bisect_right(self._starts, start) - 1
        best, value = -1, -1
        while number >= 0 and self._starts[number] == start:
            mark = self._marks[number]
            fit = 2 * (key is not None and key in mark.keys) + (mark.css == css)
            if fit >= value:
                best, value = number, fit
            number -= 1
        if best < 0:
            return ""
        return self._used.setdefault(best, f"{self._prefix}{len(self._used)}")

    def marks(self) -> list[Mark]:
        """The marks with the ids that were asked for."""
        return [mark._replace(anchor=self._used.get(number, "")) for number, mark in enumerate(self._marks)]
