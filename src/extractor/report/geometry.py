"""Cut rings and lines to a window and thin them out to what can be seen: all that a small map needs."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

Point = tuple[float, float]


class Window(NamedTuple):
    """A rectangle, in degrees or in pixels; `left` < `right` and `low` < `high`."""

    left: float
    low: float
    right: float
    high: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high

    @classmethod
    def about(cls, points: Sequence[Point]) -> Window:
        """The smallest one that holds all points."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(min(xs), min(ys), max(xs), max(ys))

    def meets(self, other: Window) -> bool:
        """Whether two rectangles touch."""
        return (
            self.left <= other.right and other.left <= self.right and self.low <= other.high and other.low <= self.high
        )


def clip_ring(ring: Sequence[Point], window: Window) -> list[Point]:
    """The part of a filled ring inside the window (Sutherland and Hodgman 1974); runs along the edge where it leaves.

    >>> clip_ring([(-1, -1), (1, -1), (1, 1), (-1, 1)], Window(0, 0, 2, 2))
    [(0.0, 0), (1.0, 0), (1, 1), (0, 1.0)]
    """
    edges: list[tuple[int, float, int]] = [
        (0, window.left, 1), (0, window.right, -1), (1, window.low, 1), (1, window.high, -1),
    ]  # fmt: skip
    points = list(ring)
    for axis, at, sign in edges:
        if not points:
            break
        points = list(_cut(points, axis, at, sign))
    return points


def _cut(points: list[Point], axis: int, at: float, sign: int) -> Iterator[Point]:
    before = points[-1]
    for point in points:
        inside, was = sign * (point[axis] - at) >= 0, sign * (before[axis] - at) >= 0
        if inside != was:
            yield _crossing(before, point, axis, at)
        if inside:
            yield point
        before = point


def _crossing(one: Point, other: Point, axis: int, at: float) -> Point:
    share = (at - one[axis]) / (other[axis] - one[axis])
    along = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (at, along) if axis == 0 else (along, at)


def clip_line(line: Sequence[Point], window: Window) -> list[list[Point]]:
    """The pieces of a line that may touch the window: whole steps, whose rest the edge of the drawing hides."""
    pieces: list[list[Point]] = []
    going = False
    for one, other in pairwise(line):
        if not window.meets(Window.about((one, other))):
            going = False
        elif going:
            pieces[-1].append(other)
        else:
            pieces.append([one, other])
            going = True
    return pieces


def simplify(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The points without those that lie nearer than `tolerance` to the line of the others (Douglas and Peucker 1973), ends kept.

    >>> simplify([(0, 0), (1, 0.01), (2, 0), (3, 2)], 0.1)
    [(0, 0), (2, 0), (3, 2)]
    """
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        farthest, worst = 0, tolerance
        for at in range(first + 1, last):
            if (away := _away(points[at], points[first], points[last])) > worst:
                farthest, worst = at, away
        if farthest:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _away(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    if not (length := hypot(dx, dy)):
        return hypot(point[0] - one[0], point[1] - one[1])
    along = ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length**2
    along = min(1.0, max(0.0, along))
    return hypot(point[0] - one[0] - along * dx, point[1] - one[1] - along * dy)


def path(pieces: Iterable[Sequence[Point]], project: Callable[[Point], Point], *, closed: bool) -> str:
    """Pieces as the `d` of an SVG path in whole pixels, steps that cannot be seen left out."""
    made: list[str] = []
    for piece in pieces:
        drawn = simplify([project(point) for point in piece], 0.6)
        steps: list[str] = []
        x, y = round(drawn[0][0]), round(drawn[0][1])
        start = f"M{x} {y}"
        for point in drawn[1:]:
            to_x, to_y = round(point[0]), round(point[1])
            if (to_x, to_y) != (x, y):
                steps.append(f"{to_x - x} {to_y - y}")
                x, y = to_x, to_y
        if len(steps) > closed:
            made.append(f"{start}l{' '.join(steps).replace(' -', '-')}{'z' if closed else ''}")
    return "".join(made)
