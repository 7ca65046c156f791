"""Change a text and keep the raw address of every character: the map is built while cleaning, never guessed after."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from extractor.text.offsets import OffsetMap, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable


BLOCK = 64  # characters looked at together


class Edit(NamedTuple):
    """Put `text` in place of the characters `start` to `end` of a draft."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way to being clean, with the raw range that each of its characters came from."""

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, raw: str) -> Draft:
        """The raw input itself, before any change."""
        return cls(raw, array("q", range(len(raw))), array("q", range(1, len(raw) + 1)))

    def edit(self, edits: Iterable[Edit]) -> Draft:
        """The draft after all edits, given as offsets of this draft; where two overlap, the earlier one wins."""
        pieces: list[str] = []
        starts, ends = array("q"), array("q")
        done = 0
        for start, end, text in sorted(edits):
            if end <= done and done > 0:
                continue
            left = max(start, done)
            pieces += self.text[done:left], text
            starts += self.starts[done:left]
            ends += self.ends[done:left]
            if text and end > left:
                # A replacement maps as a whole: each of its characters came from all of what it stands for.
                starts += array("q", [self.starts[left]]) * len(text)
                ends += array("q", [self.ends[end - 1]]) * len(text)
            done = end
        pieces.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        return Draft("".join(pieces), starts, ends)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where a non-empty span of the draft stands in the raw input."""
        return self.starts[start], self.ends[end - 1]

    def offsets(self) -> OffsetMap:
        """The map of the finished text."""
        segments: list[Segment] = []
        starts, ends, length = self.starts, self.ends, len(self.text)
        counted = memoryview(array("q", range(ends[-1] + 1 if length else 0)))
        at = 0
        while at < length:
            raw_start, raw_end = starts[at], ends[at]
            stop = at + 1
            if raw_end - raw_start == 1 and (stop == length or starts[stop] != raw_start):
                while stop + BLOCK < length and self._counts_on(stop, BLOCK, counted):
                    stop += BLOCK
                while stop < length and starts[stop] == ends[stop - 1] and ends[stop] == starts[stop] + 1:
                    stop += 1
                if stop < length and stop - at > 1 and starts[stop] == starts[stop - 1]:
                    stop -= 1  # the next two share one raw character, such as a ligature
                segments.append(Segment(at, stop, raw_start, ends[stop - 1], copied=True))
            else:
                while stop < length and starts[stop] == raw_start and ends[stop] == raw_end:
                    stop += 1
                segments.append(Segment(at, stop, raw_start, raw_end, copied=False))
            at = stop
        return OffsetMap(tuple(segments))

    def _counts_on(self, at: int, size: int, counted: memoryview) -> bool:
        """Whether the characters from `at - 1` on came from raw characters that follow one another."""
        first = self.starts[at - 1]
        return (
            memoryview(self.starts)[at : at + size] == counted[first + 1 : first + 1 + size]
            and memoryview(self.ends)[at : at + size] == counted[first + 2 : first + 2 + size]
        )
