"""Write the pages out as one text in the order of reading, with the page and the box of each character.

Lines stay lines; an empty line parts paragraphs, a form feed stands at the end of each column and page, where a sentence
may go on. Notes follow the text of their page as ``[^4]: ...`` and their markers read ``[^4]``; other raised figures
read as raised figures. Heads and feet of pages are in the text and are not read.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from extractor.sources.pdf.glyphs import HYPHENS, SIDES, Box
from extractor.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractor.sources.pdf.layout import Page
    from extractor.sources.pdf.lines import Line
    from extractor.sources.pdf.notes import Call, Note
    from extractor.sources.source import Place

RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")
NEW_PARAGRAPH = 1.45  # times the usual step between two lines
OTHER_SIZE = 1.12  # times as large: a heading, or text of another kind
INDENT = 0.8, 5.0  # letters wide
CELLS = 1.5  # letters between two cells of a table
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


class Written:
    """The text, what is read in it otherwise than it stands, and the way back to the page."""

    def __init__(self, pages: Iterable[Page], calls: Iterable[Call]) -> None:
        self.pieces: list[str] = []
        self.edits: list[Edit] = []
        self._sides = array("f")
        self._starts: list[int] = []  # of runs of characters of one page
        self._pages: list[int] = []
        self._calls: dict[Line, list[Call]] = {}
        for call in calls:
            self._calls.setdefault(call.line, []).append(call)
        self._last: Line | None = None  # of the text so far
        for page in pages:
            self._page(page)
        self.edits.sort()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def locate(self, start: int, end: int) -> Place:
        """The page, from 1, and four numbers a line: left, top, right, bottom, in points from the top left corner of the page.

        What runs on over the page has the boxes of its rest as `next_boxes`, and their page as `next_page`.
        """
        boxes: dict[int, list[list[float]]] = {}
        for at in range(start, min(end, len(self))):
            left, top, right, bottom = self._sides[at * SIDES : at * SIDES + SIDES]
            if right <= left:
                continue
            lines = boxes.setdefault(self._page_of(at), [])
            if lines and top < lines[-1][3] and bottom > lines[-1][1] and left >= lines[-1][0]:
                line = lines[-1]
                line[1], line[2], line[3] = min(line[1], top), max(line[2], right), max(line[3], bottom)
            else:
                lines.append([left, top, right, bottom])
        page = next(iter(boxes), self._page_of(start))
        place: Place = {"page": page, "boxes": _flat(boxes.pop(page, []))}
        if boxes:
            place |= {"next_page": next(iter(boxes)), "next_boxes": _flat(boxes[next(iter(boxes))])}
        return place

    def to_json(self) -> dict[str, Any]:
        """The same for another process, which makes it whole again by `from_json`."""
        sides = b64encode(self._sides.tobytes()).decode("ascii")
        return {"text": self.text, "edits": self.edits, "sides": sides, "starts": self._starts, "pages": self._pages}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Written:
        """What `to_json` gave."""
        made = cls((), ())
        made.pieces = [values["text"]]
        made.edits = [Edit(*edit) for edit in values["edits"]]
        made._sides.frombytes(b64decode(values["sides"]))
        made._starts, made._pages = values["starts"], values["pages"]
        return made

    def __len__(self) -> int:
        return len(self._sides) // SIDES

    def _page_of(self, at: int) -> int:
        return self._pages[max(0, bisect_right(self._starts, at) - 1)] if self._pages else 1

    def _page(self, page: Page) -> None:
        self._on(page.number)
        for line in page.furniture:
            start = len(self)
            self._line(line, raised=False)
            self._add("\n")
            self.edits.append(Edit(start, len(self), ""))
        for number, stream in enumerate(page.streams):
            if number:
                self._add("\f")
            self._stream(stream)
        for note in page.notes:
            self._note(note)
        self._on(page.number)
        self._add("\f")

    def _on(self, page: int) -> None:
        if not self._pages or self._pages[-1] != page:
            self._starts.append(len(self))
            self._pages.append(page)

    def _add(self, text: str, box: Box = NOWHERE) -> None:
        self.pieces.append(text)
        for _ in text:
            self._sides.extend(box)

    def _stream(self, lines: list[Line]) -> None:
        rows = list(_rows(lines))
        steps = [after[0].foot - before[0].foot for before, after in pairwise(rows)]
        usual = median(steps) if steps else 0.0
        edge = _edge(rows)
        table = [len(row) > 1 for row in rows]
        for number, row in enumerate(rows):
            indented = INDENT[0] * row[0].size < row[0].box.left - edge < INDENT[1] * row[0].size
            in_table = table[number] and any(table[max(0, number - 1) : number] + table[number + 1 : number + 2])
            if number:
                apart = steps[number - 1] > usual * NEW_PARAGRAPH or _other_size(rows[number - 1][0], row[0])
                self._add("\n\n" if apart else "\n")
            elif self._last and (indented or _other_size(self._last, row[0])):
                self._add("\n\n")  # a paragraph that begins where the page or the column begins
            if in_table:
                self._add("| ")
            elif indented:
                self._add("  ")
            for cell, line in enumerate(row):
                if cell:
                    self._add(" | " if in_table else " ")
                self._line(line)
        self._last = lines[-1]

    def _note(self, note: Note) -> None:
        self._add("\n\n")
        for number, line in enumerate(note.lines):
            if number:
                self._add("\n")
            self._on(line.page)
            start = len(self)
            self._line(line, skip=note.written if not number else 0)
            if not number:
                self.edits.append(Edit(start, self._after_label, f"[^{note.label}]: "))

    def _line(self, line: Line, *, raised: bool = True, skip: int = 0) -> None:
        places: list[int] = []
        self._after_label = len(self)
        for at, sign in line.spelled():
            if at < 0:
                self._add(sign)
                continue
            places.append(len(self))
            self._add("\xad" if sign in HYPHENS else sign, line.glyphs.shown_at(at))
            if len(places) == skip:
                self._after_label = len(self)
        if raised:
            places.append(len(self))
            self.edits += self._figures(line, places, skip)

    def _figures(self, line: Line, places: list[int], skip: int) -> Iterator[Edit]:
        """The markers and the raised figures of a line; `places` say where its characters stand in the text."""
        taken: list[tuple[int, int]] = []
        for call in self._calls.get(line, ()):
            taken.append((call.first, call.last))
            yield Edit(places[call.first], places[call.last - 1] + 1, "".join(f"[^{label}]" for label in call.labels))
        for first, last in line.raised():
            if first >= skip and not any(start < last and first < end for start, end in taken):
                written = "".join(line.glyphs.text[at] for at in line.signs[first:last])
                yield Edit(places[first], places[last - 1] + 1, written.translate(RAISED))


def _flat(lines: list[list[float]]) -> list[float]:
    return [round(side, 1) for line in lines for side in line]


def _rows(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that stand at one height, from left to right."""
    row: list[Line] = []
    for line in lines:
        if row and line.foot - row[0].foot > min(line.size, row[0].size) / 2:
            yield _joined(row)
            row = []
        row.append(line)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> list[Line]:
    return sorted(row, key=lambda line: line.box.left)


def _edge(rows: list[list[Line]]) -> float:
    """The left edge that most lines share."""
    lefts = sorted(row[0].box.left for row in rows)
    return lefts[len(lefts) // 4] if lefts else 0.0


def _other_size(line: Line, after: Line) -> bool:
    small, large = sorted((line.size, after.size))
    return large > small * OTHER_SIZE
