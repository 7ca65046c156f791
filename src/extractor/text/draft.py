"""Change a text and keep the raw address of every character: the map is built while cleaning, never guessed after."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.offsets import OffsetMap, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN = itemgetter(0)


class Edit(NamedTuple):
    """Put `text` in place of the characters `start` to `end` of a draft."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to being clean, with the raw range that each of its characters came from.

    The segments tile the text. What an edit puts in is a segment that maps as a whole, and stays one when a later edit cuts it.
    """

    text: str
    segments: list[Segment]

    @classmethod
    def of(cls, raw: str) -> Draft:
        """The raw input itself, before any change."""
        return cls(raw, [Segment(0, len(raw), 0, len(raw), copied=True)] if raw else [])

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """The draft after all edits, given as offsets of this draft; where two overlap, the earlier one wins.

        An edit replaces something: one without characters to replace is ignored.
        """
        texts: list[str] = []
        made = _Tiles()
        done = at = 0  # characters of this draft that are dealt with; the segment that holds the last of them
        for start, end, new in sorted(edits):
            left = max(start, done)
            if end <= left:
                continue
            if done < left:
                texts.append(self.text[done:left])
                at = made.copy(self.segments, at, done, left)
            if new:
                texts.append(new)
                made.put(len(new), *self.source(left, end))
            done = end
        if not done:
            return self
        texts.append(self.text[done:])
        made.copy(self.segments, at, done, len(self.text))
        return Draft("".join(texts), made.segments)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty span of the draft stands in the raw input."""
        return self._of(start)[0], self._of(end - 1)[1]

    def offsets(self) -> OffsetMap:
        """The map of the finished text."""
        made = _Tiles()
        for (start, end, raw_start, raw_end, copied), after in zip_longest(self.segments, self.segments[1:]):
            # One character for one, unless the next shares it, as the letters of a ligature do.
            alone = end - start == raw_end - raw_start == 1 and (after is None or after.raw_start != raw_start)
            made.add(end - start, raw_start, raw_end, copied=copied or alone)
        return OffsetMap(tuple(made.segments))

    def _of(self, at: int) -> tuple[int, int]:
        start, _, raw_start, raw_end, copied = self.segments[bisect_right(self.segments, at, key=BEGIN) - 1]
        return (raw_start + at - start, raw_start + at - start + 1) if copied else (raw_start, raw_end)


class _Tiles:
    """Segments in the making; neighbours that say the same are one."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.length = 0

    def add(self, size: int, raw_start: int, raw_end: int, *, copied: bool) -> None:
        """Characters at the end of the text, with where they came from."""
        begin, self.length = self.length, self.length + size
        if self.segments:
            first, _, left, right, kind = self.segments[-1]
            if kind is copied and (right == raw_start if copied else (left, right) == (raw_start, raw_end)):
                self.segments[-1] = Segment(first, self.length, left, raw_end, copied)
                return
        self.segments.append(Segment(begin, self.length, raw_start, raw_end, copied))

    def put(self, size: int, raw_start: int, raw_end: int) -> None:
        """Characters that stand for a raw range as a whole."""
        self.add(size, raw_start, raw_end, copied=False)

    def copy(self, segments: list[Segment], at: int, begin: int, end: int) -> int:
        """What a draft holds between two points, whose first character stands in its segment `at` or later; the last segment used."""
        while at < len(segments):
            start, stop, raw_start, raw_end, copied = segments[at]
            if start >= end:
                break
            left, right = max(start, begin), min(stop, end)
            if left < right:
                if copied:
                    raw_start, raw_end = raw_start + left - start, raw_start + right - start
                self.add(right - left, raw_start, raw_end, copied=copied)
            at += 1
        return max(at - 1, 0)
