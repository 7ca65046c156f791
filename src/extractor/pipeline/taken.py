"""Which characters of a text are part of something already."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Taken:
    """A mark for each character; adding and asking take no longer for many ranges than for few.

    >>> taken = Taken("Baku and Shusha", [(0, 4)])
    >>> taken.is_free(4, 8), taken.is_free(2, 8), 3 in taken
    (True, False, True)
    """

    def __init__(self, text: str, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(len(text))
        for start, end in ranges:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Mark these characters."""
        self._marks[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether none of these characters is marked."""
        return self._marks.find(1, start, end) < 0

    def __contains__(self, at: int) -> bool:
        return self._marks[at] == 1
