"""Put the pieces of a page together into lines, each with its raised figures, and say how large its letters are."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from statistics import median, median_low
from typing import TYPE_CHECKING

from extractor.sources.pdf.glyphs import GAP, Box, Glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BAND = 8.0  # points: lines are looked for in bands of this height
LATEST = 8  # lines of a band that a piece may still belong to
MEASURED = 500  # letters tell how large those of a line are
SAME_LINE = 0.5  # of the lower one's height must two pieces share
NARROW = 0.5  # letters wide: more parts pieces that the file does not give one after the other, as those of two columns
SPACE = 0.12  # letters wide: what parts two words at the least
# A raised figure: its height, and its foot above the line's, as shares of the height of the line's figures.
SMALL, HIGH = 0.86, 0.18
FIGURES = 8  # in one marker
RAISED_SIGNS = frozenset("0123456789,-–*†‡§")


@dataclass(slots=True, eq=False)
class Line:
    """Characters of a page that stand side by side, in order; `size` is that of most of its letters."""

    glyphs: Glyphs
    signs: list[int]
    box: Box
    size: float
    _raised: list[tuple[int, int]] | None = None

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return self.glyphs.number

    @property
    def text(self) -> str:
        """What the line says."""
        return "".join(sign for _, sign in self.spelled())

    @property
    def foot(self) -> float:
        """Where its letters stand."""
        return self.box.bottom

    def spelled(self) -> Iterator[tuple[int, str]]:
        """Its characters by number, -1 for a space that only the distance of two words says."""
        last: int | None = None
        for at in self.signs:
            sign = self.glyphs.text[at]
            if last is not None and not sign.isspace() and not self.glyphs.text[last].isspace():
                left, right = self.glyphs.laid_at(last).right, self.glyphs.laid_at(at).left
                wide = right - left > SPACE * self.glyphs.sizes[at]
                if at in self.glyphs.spaced or (wide and last != at - 1):
                    yield -1, " "
            yield at, sign
            last = at

    def raised(self) -> list[tuple[int, int]]:
        """Runs of raised figures and signs, as places in `signs`, without what parts them from the words; asked for whole lines only."""
        if self._raised is None:
            self._raised = list(self._find_raised())
        return self._raised

    def _find_raised(self) -> Iterator[tuple[int, int]]:
        letters = [at for at in self.signs if self.glyphs.text[at].isalnum()]
        if not letters:
            return
        inked = self.glyphs.inked
        tall = sorted(inked[2 * at + 1] - inked[2 * at] for at in letters)[len(letters) * 3 // 4]
        foot = median(inked[2 * at + 1] for at in letters)
        start = 0
        while start < len(self.signs):
            end = start
            while end < len(self.signs) and self._is_raised(self.signs[end], tall, foot):
                end += 1
            first, last = start, end
            while last > first and self.glyphs.text[self.signs[last - 1]] in ",-–":
                last -= 1
            while first < last and self.glyphs.text[self.signs[first]] in ",-–":
                first += 1
            if last > first:
                yield first, last
            start = max(end, start + 1)

    def _is_raised(self, at: int, tall: float, foot: float) -> bool:
        sign, (top, bottom) = self.glyphs.text[at], self.glyphs.inked[2 * at : 2 * at + 2]
        if sign not in RAISED_SIGNS:
            return False
        if sign.isdecimal():
            return bottom - top < SMALL * tall and foot - bottom > HIGH * tall
        return self.glyphs.sizes[at] < SMALL * self.size and foot - bottom > HIGH * tall


def lines_of(glyphs: Glyphs, turn: int) -> list[Line]:
    """The lines of the text that runs in one way, from the top down; those side by side from left to right."""
    lines: list[Line] = []
    bands: dict[int, list[Line]] = defaultdict(list)
    pieces = [line for piece in glyphs.pieces(turn) if (line := _line(glyphs, piece))]
    for piece in sorted(pieces, key=lambda one: (one.box.left, one.box.top, one.signs[0])):
        line = next((one for one in _near(bands, piece) if _goes_on(one, piece)), None)
        if line is None:
            lines.append(piece)
            line = piece
        else:
            at = _place(line, piece)
            line.signs[at:at] = piece.signs
            line.box = around((line.box, piece.box))
            if len(line.signs) < MEASURED:
                line.size = _size(glyphs, line.signs)
        for band in _bands(line):
            if line not in bands[band][-LATEST:]:
                bands[band].append(line)
    return sorted(lines, key=lambda one: (one.foot, one.box.left))


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _line(glyphs: Glyphs, piece: list[int]) -> Line | None:
    signs = piece
    while signs and glyphs.text[signs[-1]].isspace():
        signs = signs[:-1]
    if not signs:
        return None
    box = around(glyphs.laid_at(at) for at in signs if not glyphs.text[at].isspace())
    return Line(glyphs, signs, box, _size(glyphs, signs))


def _place(line: Line, piece: Line) -> int:
    """Where a piece goes in a line: at its end, or in the gap that a raised figure was given."""
    if piece.box.left > line.box.right - line.size:
        return len(line.signs)
    return bisect_left(line.signs, piece.box.left, key=lambda at: line.glyphs.laid_at(at).left)


def _size(glyphs: Glyphs, signs: list[int]) -> float:
    return median_low(glyphs.sizes[at] for at in signs)


def _bands(line: Line) -> range:
    return range(int(line.box.top // BAND), min(int(line.box.bottom // BAND), int(line.box.top // BAND) + LATEST) + 1)


def _near(bands: dict[int, list[Line]], piece: Line) -> Iterator[Line]:
    for band in _bands(piece):
        yield from reversed(bands[band][-LATEST:])


def _goes_on(line: Line, piece: Line) -> bool:
    """Whether a piece stands in a line: they share their height, and it begins where the line ends or stands in a gap of it."""
    shared = min(line.box.bottom, piece.box.bottom) - max(line.box.top, piece.box.top)
    least = min(line.box.bottom - line.box.top, piece.box.bottom - piece.box.top)
    if least <= 0 or shared <= SAME_LINE * least:
        return False
    size = max(line.size, piece.size)
    # Justified lines part their words widely, and a raised figure may reach back over the letter before it.
    gap = GAP if piece.signs[0] - line.signs[-1] == 1 else NARROW
    if -0.3 * size <= piece.box.left - line.box.right < gap * size:
        return True
    if piece.box.right > line.box.right or piece.size >= SMALL * line.size or len(piece.signs) > FIGURES:
        return False
    at = _place(line, piece)
    before = line.glyphs.laid_at(line.signs[at - 1]) if at else None
    after = line.glyphs.laid_at(line.signs[at]) if at < len(line.signs) else None
    slack = 0.3 * piece.size
    return (
        before is not None
        and before.right <= piece.box.left + slack
        and (not after or piece.box.right <= after.left + slack)
    )
