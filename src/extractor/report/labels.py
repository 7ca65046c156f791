"""Set labels beside points so that none covers another label or a point: nearest seat first, farther ones with a line to the point."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LETTER, HEIGHT = 7.0, 14  # pixels of a label's letter and line at 12 px
AIR = 1.5  # pixels about a point that no label enters
RINGS = (26, 42, 60, 80)
TURNS = 16


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Label(NamedTuple):
    """A text on a base line at `x`, `y`, which is its start, middle or end as `anchor` says; `line` is a stroke from the point, or None."""

    text: str
    x: int
    y: int
    anchor: str
    line: tuple[int, int, int, int] | None


def place_labels(points: Sequence[tuple[int, int, float, str]], width: int, height: int) -> list[Label | None]:
    """A label for each point (x, y, radius, text) in the order of their weight; None where there is no room for one.

    >>> place_labels([(50, 50, 4, "Shusha"), (52, 51, 4, "Lachin")], 200, 100)[0]
    Label(text='Shusha', x=58, y=54, anchor='start', line=None)
    """
    frame = Box(2, 2, width - 2, height - 2)
    taken = [Box(x - r - AIR, y - r - AIR, x + r + AIR, y + r + AIR) for x, y, r, _ in points]
    made: list[Label | None] = []
    for number, (x, y, r, text) in enumerate(points):
        others = [box for at, box in enumerate(taken) if at != number]
        label = None
        for box, anchor, line in _seats(x, y, r, len(text) * LETTER):
            inside = (
                box.left >= frame.left
                and box.right <= frame.right
                and box.top >= frame.top
                and box.bottom <= frame.bottom
            )
            if inside and not any(box.meets(other) for other in others):
                at_x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
                label = Label(text, round(at_x), round(box.bottom - 3), anchor, line)
                taken.append(box)
                break
        made.append(label)
    return made


def _seats(x: int, y: int, r: float, width: float) -> Iterator[tuple[Box, str, tuple[int, int, int, int] | None]]:
    half, gap = HEIGHT / 2, r + 4
    for left, top, anchor in (
        (x + gap, y - half, "start"), (x - gap - width, y - half, "end"),
        (x - width / 2, y - r - 2 - HEIGHT, "middle"), (x - width / 2, y + r + 2, "middle"),
        (x + r, y - r - HEIGHT + 2, "start"), (x + r, y + r - 2, "start"),
        (x - r - width, y - r - HEIGHT + 2, "end"), (x - r - width, y + r - 2, "end"),
    ):  # fmt: skip
        yield Box(left, top, left + width, top + HEIGHT), anchor, None
    for ring in RINGS:
        for turn in range(TURNS):
            to_x, to_y = x + ring * cos(turn * 2 * pi / TURNS), y + ring * sin(turn * 2 * pi / TURNS)
            anchor, left = ("start", to_x) if to_x >= x else ("end", to_x - width)
            yield Box(left, to_y - half, left + width, to_y + half), anchor, (x, y, round(to_x), round(to_y))
