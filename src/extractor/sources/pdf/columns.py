"""Say in which order the lines of a page are read: columns one after the other, what runs over all of them in between.

A gutter is a gap between lines that stand side by side, with the left edge of a column at its right. Both sides must look
like running text, so that a table is read row by row; a table or a list beside one column of text keeps its place
beside it where its rows do not share the lines of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.sources.pdf.lines import Line

DEEPEST = 3  # gutters inside columns
EDGES = 12  # candidates for the left edge of a column
LEAST = 3  # lines that a column must have beside another
LETTERS = 16  # in half of the lines of running text
FULL = 0.8  # of the width of the column
MOST = 0.5  # of the lines of running text fill it, at the least
ALIGNED = 0.5  # of the lines of a table share the lines of the text beside it
SLACK = 3.0  # points by which edges of a column differ
GUTTER = 0.5  # letters wide, at the least


def reading_order(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """The lines in streams: within one, from the top down; a stream goes on where the one before it ends."""
    gutter = _gutter(lines) if depth < DEEPEST else None
    if gutter is None:
        return [lines] if lines else []
    streams: list[list[Line]] = []
    over: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        for side in (left, right):
            streams.extend(reading_order(side.copy(), depth + 1))
            side.clear()

    for line in lines:
        if not _is_over(line, gutter):
            (left if line.box.right <= gutter else right).append(line)
            if right and over:
                streams.append(over.copy())
                over.clear()
        else:
            if right:
                close()
            # Short lines above and below long ones, with nothing beside them, are of the same column.
            over += left
            left.clear()
            over.append(line)
    if over:
        over += left
        left.clear()
        streams.append(over)
    close()
    return streams


def _is_over(line: Line, gutter: float) -> bool:
    return line.box.left < gutter - SLACK and line.box.right > gutter


def _gutter(lines: list[Line]) -> float | None:
    """The left edge of a right-hand column, where there is one; of several, the one that most lines stand beside."""
    if len(lines) < 2 * LEAST:
        return None
    least = min(line.box.left for line in lines)
    edges = Counter(round(line.box.left / SLACK) for line in lines if line.box.left > least + LETTERS)
    best: tuple[int, float] | None = None
    for edge, _ in edges.most_common(EDGES):
        near = [line.box.left for line in lines if abs(line.box.left / SLACK - edge) <= 1]
        at = min(near)
        count = _side_by_side(lines, at)
        if count >= LEAST and (best is None or count > best[0]):
            best = count, at
    return best[1] if best else None


def _side_by_side(lines: list[Line], at: float) -> int:
    """How many lines right of an edge stand beside lines left of it; none where either side is no column."""
    right = [line for line in lines if line.box.left >= at - SLACK]
    room = GUTTER * median(line.size for line in right) if right else 0.0
    left = [line for line in lines if line.box.right <= at - room]
    if len(left) < LEAST or len(right) < LEAST:
        return 0
    if sum(_is_over(line, at) for line in lines) > len(left) + len(right):
        return 0
    tops = sorted(line.box.top for line in left)
    feet = sorted(line.foot for line in left)
    beside = aligned = 0
    for line in right:
        # As many lines begin above its foot as end above its top: then none stands beside it.
        beside += bisect_left(tops, line.foot) > bisect_left(feet, line.box.top)
        found = bisect_left(feet, line.foot - 1)
        aligned += found < len(feet) and feet[found] <= line.foot + 1
    running = _is_running(left), _is_running(right)
    if all(running) or (any(running) and aligned < ALIGNED * len(right)):
        return beside
    return 0


def _is_running(lines: Iterable[Line]) -> bool:
    """Whether most lines are long and fill their column, as those of paragraphs do and cells of a table do not."""
    columns: dict[int, list[float]] = defaultdict(list)
    letters: list[int] = []
    for line in lines:
        columns[round(line.box.left / (4 * SLACK))].append(line.box.right - line.box.left)
        letters.append(len(line.signs))
    if len(letters) < LEAST or median(letters) < LETTERS:
        return False
    widest = [(widths, sorted(widths)[len(widths) * 9 // 10]) for widths in columns.values() if len(widths) >= LEAST]
    full = sum(width >= FULL * wide for widths, wide in widest for width in widths)
    return full >= MOST * len(letters)
