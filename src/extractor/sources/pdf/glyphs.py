"""The characters of a PDF page with their boxes, and the pieces of lines that they stand in.

Two systems of coordinates: `shown` is the page as a viewer shows it, in points from its top left corner; `laid` is the page
turned so that most of its text runs from left to right, which is where lines, columns and notes are looked for.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDES = 4  # of a box: left, top, right, bottom
GAP = 1.0  # letters wide: more parts two pieces
ABOVE, BELOW = 0.75, 0.22  # what a line takes above and below its foot, as shares of the size of its letters
HYPHENS = "\ufffe\x02"  # what PDFium writes for a hyphen at the end of a line
QUARTER = 90


class Box(NamedTuple):
    """Left, top, right and bottom, counted down from the top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class Glyphs:
    """The characters of one page; `turns` are the quarters by which the text of each is turned."""

    number: int
    text: list[str] = field(default_factory=list)
    shown: array[float] = field(default_factory=lambda: array("f"))
    laid: array[float] = field(default_factory=lambda: array("f"))
    inked: array[float] = field(default_factory=lambda: array("f"))  # top and bottom of what is drawn
    sizes: array[float] = field(default_factory=lambda: array("f"))
    turns: bytearray = field(default_factory=bytearray)
    breaks: set[int] = field(default_factory=set)  # the characters before which PDFium sees a new line
    spaced: set[int] = field(default_factory=set)  # and those before which it sees a space that the file does not hold
    pictures: bool = False

    def shown_at(self, at: int) -> Box:
        """Where a viewer shows a character."""
        return Box(*self.shown[at * SIDES : at * SIDES + SIDES])

    def laid_at(self, at: int) -> Box:
        """Where a character stands once the page is turned as its text runs."""
        return Box(*self.laid[at * SIDES : at * SIDES + SIDES])

    @property
    def turn(self) -> int:
        """The way in which most of the text runs."""
        return Counter(self.turns).most_common(1)[0][0] if self.turns else 0

    def pieces(self, turn: int) -> Iterator[list[int]]:
        """Runs of characters of one line, as the file gives them, of the text that runs in one way."""
        piece: list[int] = []
        for at, sign in enumerate(self.text):
            if self.turns[at] != turn:
                continue
            if piece and (at in self.breaks or self._apart(piece[-1], at)):
                yield piece
                piece = []
            if piece or not sign.isspace():
                piece.append(at)
        if piece:
            yield piece

    def _apart(self, before: int, at: int) -> bool:
        last, box = self.laid_at(before), self.laid_at(at)
        size = max(self.sizes[before], self.sizes[at], 1.0)
        along = -size / 2 <= box.left - last.right <= GAP * size
        return not along or min(last.bottom, box.bottom) <= max(last.top, box.top)


def read_glyphs(pdfium: Any, page: Any, number: int, *, most: int) -> Glyphs:
    """The characters of a page, one more than `most` where there are more; those that PDFium makes up are kept apart."""
    raw = pdfium.raw
    glyphs = Glyphs(number)
    reader = page.get_textpage()
    show = _shower(page)
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    made = ""  # white space that stands before the next character and is not in the file
    half = ""  # of a character that PDFium gives in two
    for at in range(reader.count_chars()):
        if len(glyphs.text) > most:
            break
        sign = _sign(raw.FPDFText_GetUnicode(reader, at))
        if raw.FPDFText_IsGenerated(reader, at) == 1 and sign.isspace():
            made += sign
            continue
        if half:
            sign, half = _whole(half, sign), ""
        elif "\ud800" <= sign <= "\udbff":
            half = sign
            continue
        if sign in "\0\r\n\f\v\u2028\u2029":
            continue
        raw.FPDFText_GetMatrix(reader, at, matrix)
        left, bottom, right, top = reader.get_charbox(at)
        turn = round(math.degrees(math.atan2(matrix.b, matrix.a)) / QUARTER) % 4
        size = raw.FPDFText_GetFontSize(reader, at) * math.hypot(matrix.c, matrix.d)
        size = size if math.isfinite(size) else 0.0
        raw.FPDFText_GetCharOrigin(reader, at, x, y)
        if made:
            (glyphs.spaced if made == " " else glyphs.breaks).add(len(glyphs.text))
            made = ""
        glyphs.text.append("\ufffd" if "\ud800" <= sign <= "\udfff" else sign)
        glyphs.turns.append(turn)
        glyphs.sizes.append(size)
        glyphs.shown.extend(show(left, bottom, right, top))
        box = _turned(turn, left, bottom, right, top)
        foot = _turned(turn, x.value, y.value, x.value, y.value).bottom
        glyphs.inked.extend((box.top, box.bottom))
        glyphs.laid.extend((box.left, foot - ABOVE * size, box.right, foot + BELOW * size))
    reader.close()
    if not glyphs.text:
        objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
        glyphs.pictures = next(iter(objects), None) is not None
    return glyphs


def _sign(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _whole(high: str, low: str) -> str:
    return (high + low).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[0]


def _shower(page: Any) -> Any:
    """From the coordinates of the file to those of the page as it is shown, whatever its turn and its crop."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    right, top = min(crop[2], media[2]), min(crop[3], media[3])
    turn = page.get_rotation()

    def show(x0: float, y0: float, x1: float, y1: float) -> Box:
        if turn == QUARTER:
            return Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if turn == 2 * QUARTER:
            return Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
        if turn == 3 * QUARTER:
            return Box(top - y1, right - x1, top - y0, right - x0)
        return Box(x0 - left, top - y1, x1 - left, top - y0)

    return show


def _turned(turn: int, x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box of the file, turned as the text in it runs and counted down."""
    if turn == 1:
        return Box(y0, x0, y1, x1)
    if turn == 2:
        return Box(-x1, y0, -x0, y1)
    if turn == 3:
        return Box(-y1, -x1, -y0, -x0)
    return Box(x0, -y1, x1, -y0)
