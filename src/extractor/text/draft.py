"""Change a text and keep the raw address of every character: the map is built while cleaning, never guessed after."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import starmap, zip_longest
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.offsets import OffsetMap, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN = itemgetter(0)

# As in a Segment, which takes ten times as long to make: where it begins and ends, where in the raw input, and whether it is copied.
Tile = tuple[int, int, int, int, bool]
Piece = tuple[int, int, int, bool]  # the same by its size


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
    segments: list[Tile]

    @classmethod
    def of(cls, raw: str) -> Draft:
        """The raw input itself, before any change."""
        return cls(raw, [(0, len(raw), 0, len(raw), True)] if raw else [])

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """The draft after all edits, given as offsets of this draft; where two overlap, the earlier one wins.

        An edit replaces something: one without characters to replace is ignored.
        """
        texts: list[str] = []
        pieces: list[Piece] = []
        done = at = 0  # characters of this draft that are dealt with, and the segment that holds the next
        for start, end, new in sorted(edits):
            left = max(start, done)
            if end <= left:
                continue
            if done < left:
                texts.append(self.text[done:left])
                at = self._copy(pieces, at, done, left)
            if new:
                texts.append(new)
                pieces.append((len(new), *self.source(left, end), False))
            done = end
        if not done:
            return self
        if done < len(self.text):
            texts.append(self.text[done:])
            self._copy(pieces, at, done, len(self.text))
        return Draft("".join(texts), _tiled(pieces))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty span of the draft stands in the raw input."""
        return self._of(start)[0], self._of(end - 1)[1]

    def offsets(self) -> OffsetMap:
        """The map of the finished text."""
        pieces: list[Piece] = []
        for (start, end, raw_start, raw_end, copied), after in zip_longest(self.segments, self.segments[1:]):
            # One character for one, unless the next shares it, as the letters of a ligature do.
            alone = end - start == raw_end - raw_start == 1 and (after is None or after[2] != raw_start)
            pieces.append((end - start, raw_start, raw_end, copied or alone))
        return OffsetMap(tuple(starmap(Segment, _tiled(pieces))))

    def _of(self, at: int) -> tuple[int, int]:
        start, _, raw_start, raw_end, copied = self.segments[bisect_right(self.segments, at, key=BEGIN) - 1]
        return (raw_start + at - start, raw_start + at - start + 1) if copied else (raw_start, raw_end)

    def _copy(self, pieces: list[Piece], at: int, begin: int, end: int) -> int:
        """Add what stands between two points, of which the first lies in the segment `at` or later; the segment that the second lies in."""
        segments = self.segments
        while segments[at][1] <= begin:
            at += 1
        while True:
            start, stop, raw_start, raw_end, copied = segments[at]
            left, right = max(start, begin), min(stop, end)
            if copied:
                raw_start, raw_end = raw_start + left - start, raw_start + right - start
            pieces.append((right - left, raw_start, raw_end, copied))
            if end <= stop:
                return at
            at += 1


def _tiled(pieces: Iterable[Piece]) -> list[Tile]:
    """The pieces in a row; neighbours that say the same are one."""
    tiles: list[Tile] = []
    begin = at = 0
    left = right = -1
    kind = True
    for size, raw_start, raw_end, copied in pieces:
        if kind is copied and (right == raw_start if copied else left == raw_start and right == raw_end):
            right = raw_end
        else:
            if at:
                tiles.append((begin, at, left, right, kind))
            begin, left, right, kind = at, raw_start, raw_end, copied
        at += size
    if at:
        tiles.append((begin, at, left, right, kind))
    return tiles
