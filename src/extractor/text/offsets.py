"""Say where each character of the clean text stands in the raw input, and the other way round.

The clean text is made of segments. A copied segment maps character by character; any other (a folded ligature, a
composed letter, a line end that became a space) maps as a whole: its characters share one raw range. What was dropped
has no segment; it is the gap between two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple


class Segment(NamedTuple):
    """Characters of the clean text and the raw characters they came from; `copied` when they map one by one."""

    clean_start: int
    clean_end: int
    raw_start: int
    raw_end: int
    copied: bool


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Turns spans of the clean text into spans of the raw input and back, in time O(log n).

    >>> offsets = OffsetMap((Segment(0, 3, 10, 13, True), Segment(3, 5, 13, 14, False), Segment(5, 7, 20, 22, True)))
    >>> offsets.to_raw(1, 6), offsets.to_raw(3, 4), offsets.to_clean(14, 21)
    ((11, 21), (13, 14), (5, 6))
    """

    segments: tuple[Segment, ...]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The exact source of a clean span; an empty span gives the point after the character before it."""
        length = self.segments[-1].clean_end if self.segments else 0
        if not 0 <= start <= end <= length:
            raise IndexError(f"({start}, {end}) is not a span of the clean text, which has {length} characters")
        if start == end:
            point = self._raw_of(start - 1)[1] if start else self._raw_of(0)[0] if length else 0
            return point, point
        return self._raw_of(start)[0], self._raw_of(end - 1)[1]

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean characters that came from a raw span; an empty span where all of it was dropped."""
        first = bisect_right(self.segments, start, key=attrgetter("raw_end"))
        last = bisect_left(self.segments, end, key=attrgetter("raw_start"))
        if first >= last:
            length = self.segments[-1].clean_end if self.segments else 0
            point = self.segments[first].clean_start if first < len(self.segments) else length
            return point, point
        head, tail = self.segments[first], self.segments[last - 1]
        left = head.clean_start + max(0, start - head.raw_start) * head.copied
        right = tail.clean_end - max(0, tail.raw_end - end) * tail.copied
        return left, max(left, right)

    def _raw_of(self, at: int) -> tuple[int, int]:
        segment = self.segments[bisect_right(self.segments, at, key=attrgetter("clean_start")) - 1]
        if not segment.copied:
            return segment.raw_start, segment.raw_end
        raw = segment.raw_start + at - segment.clean_start
        return raw, raw + 1
